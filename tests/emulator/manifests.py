# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The form variables of a few integrations: what a config may hold.

Derived by hand from LaunchDarkly's integration manifests. It is on purpose not the collection's own table: the
emulator has to be able to disagree with it.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class FormVariable(NamedTuple):
    """One variable of an integration's form. ``optional`` false means that a config without it is refused."""

    type: str = "string"
    optional: bool = False
    secret: bool = False
    allowed: tuple[str, ...] = ()
    default: Any = None


class Manifest(NamedTuple):
    """One integration: its variables, and which of the two endpoint families takes it."""

    variables: dict[str, FormVariable]
    persistent_store: bool = False
    configurations: bool = False
    capabilities: tuple[str, ...] = ()


REGIONS = (
    "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ap-south-1", "ap-northeast-1", "ap-northeast-2",
    "ap-northeast-3", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-west-1", "eu-west-2",
    "eu-west-3", "eu-north-1", "sa-east-1",
)  # fmt: skip
DATADOG_HOSTS = (
    "https://api.datadoghq.com", "https://api.datadoghq.eu", "https://us3.datadoghq.com", "https://us5.datadoghq.com",
    "https://app.ddog-gov.com",
)  # fmt: skip

MANIFESTS: dict[str, Manifest] = {
    "redis": Manifest(
        {
            "host": FormVariable(),
            "port": FormVariable(optional=True, default="6379"),
            "username": FormVariable(optional=True, default=""),
            "password": FormVariable(optional=True, secret=True, default=""),
            "tlsEnabled": FormVariable("boolean", optional=True, default=False),
        },
        persistent_store=True,
        capabilities=("bigSegmentStore",),
    ),
    "dynamodb": Manifest(
        {
            "tableName": FormVariable(),
            "region": FormVariable("enum", allowed=REGIONS),
            "roleArn": FormVariable(),
            "externalId": FormVariable("generated"),
        },
        persistent_store=True,
        capabilities=("bigSegmentStore",),
    ),
    "aiconfig-test-run": Manifest(
        {
            "apiKey": FormVariable(secret=True),
            "provider": FormVariable("enum", allowed=("Anthropic", "Bedrock", "OpenAI")),
        },
        configurations=True,
    ),
    "custom-approvals": Manifest(
        {"apiKey": FormVariable(secret=True), "baseURL": FormVariable()},
        configurations=True,
        capabilities=("approval",),
    ),
    "custom-approvals-oauth": Manifest({}, configurations=True, capabilities=("approval",)),
    "servicenow-app": Manifest({}, configurations=True, capabilities=("approval",)),
    "devin": Manifest({"apiKey": FormVariable(secret=True)}, configurations=True, capabilities=("buttonAction",)),
    "gitar": Manifest(
        {"gitarToken": FormVariable(secret=True), "githubOrgName": FormVariable()},
        configurations=True,
        capabilities=("flagCleanup",),
    ),
    "pagerduty-guardian-edition": Manifest(
        {
            "integrationKey": FormVariable(),
            "severity": FormVariable("enum", allowed=("critical", "warning", "error", "info")),
            "eventFilter": FormVariable(
                "multiselect", optional=True, allowed=("measured-rollout-regression", "measured-rollout-reverted")
            ),
            "projectAndEnv": FormVariable("environmentSelector", optional=True),
        },
        configurations=True,
        capabilities=("eventsHook",),
    ),
    "snowflake-experimentation": Manifest(
        {
            "snowflakeHostAddress": FormVariable(),
            "selectedEnv": FormVariable("environmentSelector"),
            "publicKey": FormVariable("publicKey", optional=True, default=""),
            "privateKey": FormVariable(optional=True, secret=True, default=""),
            "eventTaskId": FormVariable(optional=True, default=""),
            "syncTaskId": FormVariable(optional=True, default=""),
        },
        configurations=True,
    ),
    "datadog": Manifest(
        {
            "apiKey": FormVariable(secret=True),
            "hostURL": FormVariable("enum", optional=True, allowed=DATADOG_HOSTS, default=DATADOG_HOSTS[0]),
            "hideMemberDetails": FormVariable("boolean", optional=True, default=False),
        },
        capabilities=("auditLogEventsHook", "reservedCustomProperties", "trigger"),
    ),
    "splunk": Manifest(
        {
            "base-url": FormVariable(),
            "token": FormVariable(secret=True),
            "skip-ca-verification": FormVariable("boolean"),
        },
        capabilities=("auditLogEventsHook",),
    ),
    "grafana": Manifest(
        {"apiKey": FormVariable(secret=True), "endpointUrl": FormVariable("uri")},
        capabilities=("auditLogEventsHook",),
    ),
}


# What others need than the answers to configurations: edge stores (capability featureStore) and imports of flags.
MANIFESTS.update(
    {
        "cloudflare": Manifest(
            {"accountId": FormVariable(), "apiToken": FormVariable(secret=True), "namespaceId": FormVariable()},
            capabilities=("featureStore",),
        ),
        "fastly": Manifest(
            {"apiToken": FormVariable(secret=True), "storeId": FormVariable()}, capabilities=("featureStore",)
        ),
        "vercel": Manifest(
            {
                "apiToken": FormVariable(secret=True),
                "configurationId": FormVariable(),
                "edgeConfigId": FormVariable(),
                "teamId": FormVariable(optional=True),
            },
            capabilities=("featureStore",),
        ),
        "split": Manifest(
            {
                "workspaceApiKey": FormVariable(secret=True),
                "workspaceId": FormVariable(),
                "environmentId": FormVariable(),
                "ldApiKey": FormVariable(secret=True),
                "ldTag": FormVariable(optional=True, default="imported-from-split"),
                "ldMaintainer": FormVariable(optional=True, default=""),
                "splitTag": FormVariable(optional=True, default=""),
            },
            capabilities=("flagImport",),
        ),
        "unleash": Manifest(
            {
                "sourceApiKey": FormVariable(secret=True),
                "sourceBaseUrl": FormVariable(),
                "sourceProjectId": FormVariable(),
                "sourceEnvironmentId": FormVariable(),
                "sourceTag": FormVariable(optional=True, default=""),
                "ldApiKey": FormVariable(secret=True),
                "ldTag": FormVariable(optional=True, default="imported-from-unleash"),
                "ldMaintainer": FormVariable(optional=True, default=""),
            },
            capabilities=("flagImport",),
        ),
        "azure-event-hubs": Manifest(
            {
                "namespace": FormVariable(),
                "name": FormVariable(),
                "policyName": FormVariable(),
                "policyKey": FormVariable(secret=True),
            },
            capabilities=("dataExport",),
        ),
        "google-pubsub": Manifest({"project": FormVariable(), "topic": FormVariable()}, capabilities=("dataExport",)),
        "kinesis": Manifest(
            {"region": FormVariable(), "roleArn": FormVariable(), "streamName": FormVariable()},
            capabilities=("dataExport",),
        ),
        "segment": Manifest(
            {
                "writeKey": FormVariable(secret=True),
                "userIDContextKind": FormVariable(optional=True),
                "anonymousIDContextKind": FormVariable(optional=True),
            },
            capabilities=("dataExport",),
        ),
        "mparticle": Manifest(
            {
                "apiKey": FormVariable(secret=True),
                "secret": FormVariable(secret=True),
                "environment": FormVariable(),
                "userIdentity": FormVariable(optional=True),
                "userIdentities": FormVariable("list", optional=True),
                "anonymousUserIdentity": FormVariable(optional=True),
            },
            capabilities=("dataExport",),
        ),
        "snowflake-v2": Manifest(
            {"publicKey": FormVariable(), "snowflakeHostAddress": FormVariable()}, capabilities=("dataExport",)
        ),
        "appdynamics": Manifest(
            {"account": FormVariable(), "applicationID": FormVariable()}, capabilities=("auditLogEventsHook",)
        ),
        "msteams-app": Manifest(
            {"url": FormVariable("uri"), "secret": FormVariable(optional=True, secret=True, default="")},
            capabilities=("auditLogEventsHook",),
        ),
        # It has no manifest of its own: its address is beside the config, which is empty.
        "slack": Manifest({}, capabilities=("auditLogEventsHook",)),
    }
)


def _capable(capability: str) -> frozenset[str]:
    return frozenset(key for key, manifest in MANIFESTS.items() if capability in manifest.capabilities)


DELIVERY = _capable("featureStore")
FLAG_IMPORT = _capable("flagImport")
EXPORT = _capable("dataExport")
HOOKS = _capable("auditLogEventsHook")

# Those that the service connects to with OAuth.
OAUTH = frozenset({"appdynamics", "custom-approvals-oauth", "servicenow-app"})
# Those of which none is created by a call: the others connect by an app of their own.
APART = OAUTH | {"msteams-app"}


def secret_names(integration_key: str) -> tuple[str, ...]:
    """The names of the variables of an integration that are secrets; none for an unknown integration."""
    manifest = MANIFESTS.get(integration_key)
    if manifest is None:
        return ()
    return tuple(name for name, variable in manifest.variables.items() if variable.secret)
