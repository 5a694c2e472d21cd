# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options that declare what an API document describes."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.declaring import by_options, exported
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.definition import Definition
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import lookup, put
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.members import Exported, Single
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.big_segment_store import (
    BIG_SEGMENT_STORE,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.integration_configuration import (
    INTEGRATION_CONFIGURATION,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.kinds import KINDS
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.project import PROJECT

STORE = {
    "_id": "1",
    "projectKey": "shop",
    "environmentKey": "production",
    "integrationKey": "redis",
    "name": "Segments",
    "on": True,
    "tags": ["a", "ansible-fp-12345678-abcd-0123456789abcdef0123456789ab"],
    "config": {"host": "redis.example.com", "port": "6379", "password": "sup***123"},
    "version": 3,
    "_status": {"available": True},
}
CONFIGURATION: dict[str, Any] = {
    "_id": "2",
    "name": "One",
    "enabled": False,
    "tags": [],
    "configValues": {"baseURL": "https://approvals.example.com", "apiKey": "ab***yz", "unknown": "x***y"},
}


def declaration_of(definition: Definition, document: Any, *above: str) -> Exported:
    """What declares one that was found."""
    identity = definition.place.found(above, document)
    return exported(definition, identity.keys, document)


def declared_store(document: Any) -> Exported:
    """In its environment."""
    return declaration_of(BIG_SEGMENT_STORE, document)


def declared_project(document: Any) -> Exported:
    """By its key."""
    return declaration_of(PROJECT, document)


def declared_environment(project_key: str, document: Any) -> Exported:
    """In its project."""
    return declaration_of(ENVIRONMENT, document, project_key)


def declared_configuration(integration_key: str, document: Any) -> Exported:
    """Of its integration."""
    return declaration_of(INTEGRATION_CONFIGURATION, document, integration_key)


def test_a_store() -> None:
    """Its own members only, fingerprints and masks left out."""
    declaration = declared_store(STORE)
    assert declaration.options == {
        "project_key": "shop",
        "environment_key": "production",
        "redis": {"host": "redis.example.com", "port": "6379"},
        "name": "Segments",
        "enabled": True,
        "tags": ["a"],
    }
    assert declaration.secrets == [("redis", "password")]
    assert declaration.problems == []


def test_a_store_without_a_password_has_no_secret() -> None:
    """Neither an empty nor a missing one."""
    for config in ({"host": "redis.example.com"}, {"host": "redis.example.com", "password": ""}):
        assert declared_store({**STORE, "config": config}).secrets == []


def test_a_project() -> None:
    """The newer words for which SDKs see new flags, where both are there."""
    available = {"usingMobileKey": True, "usingEnvironmentId": False}
    document: dict[str, Any] = {"key": "shop", "name": "Shop", "tags": [], "includeInSnippetByDefault": True}
    assert declared_project(document).options["include_in_snippet_by_default"] is True
    declared = declared_project({**document, "defaultClientSideAvailability": available}).options
    assert declared == {
        "project_key": "shop",
        "name": "Shop",
        "tags": [],
        "default_client_side_availability": {"using_environment_id": False, "using_mobile_key": True},
    }


def test_an_environment() -> None:
    """Without its keys; the configuration of an approval service only where there is one."""
    document: dict[str, Any] = {
        "key": "production",
        "name": "Production",
        "color": "417505",
        "apiKey": "sdk-secret",
        "mobileKey": "mob-secret",
        "_id": "client-side",
        "approvalSettings": {"required": True, "minNumApprovals": 2, "serviceConfig": {}},
    }
    declared = declared_environment("shop", document)
    assert declared.options == {
        "project_key": "shop",
        "environment_key": "production",
        "name": "Production",
        "color": "417505",
        "approval_settings": {"required": True, "min_num_approvals": 2},
    }
    assert declared.secrets == []
    document["approvalSettings"]["serviceConfig"] = {"template": "one"}
    declared = declared_environment("shop", document)
    assert declared.options["approval_settings"]["service_config"] == {"template": "one"}


def test_approvals_that_no_option_can_declare_are_problems() -> None:
    """Where they are set: an account that is built from the export would do without them."""
    settings: dict[str, Any] = {
        "required": True,
        "bypassApprovalsForPendingChanges": False,
        "serviceKindConfigurationId": "",
    }
    document: dict[str, Any] = {"key": "a", "approvalSettings": settings}
    assert declared_environment("shop", document).problems == []
    # These the approval request settings declare.
    settings.update(bypassApprovalsForPendingChanges=True, serviceKindConfigurationId="1ef45a85")
    document["resourceApprovalSettings"] = {"segment": {"required": True}, "flag": {"required": False}}
    assert declared_environment("shop", document).problems == []
    settings.update(newSetting=True)
    assert declared_environment("shop", document).problems == [
        "approvalSettings.newSetting is not an option of the module",
    ]
    assert declared_project({"key": "shop", "defaultReleasePipelineKey": "steps"}).problems == [
        "defaultReleasePipelineKey is not an option of the module",
    ]


def test_a_name_is_never_a_secret() -> None:
    """Whatever it looks like."""
    declaration = declared_store({**STORE, "name": "a***b"})
    assert declaration.options["name"] == "a***b"
    assert declaration.secrets == [("redis", "password")]


def test_a_configuration() -> None:
    """Secret is what the manifest says, and what looks masked."""
    declaration = declared_configuration("custom-approvals", CONFIGURATION)
    assert declaration.options == {
        "integration_key": "custom-approvals",
        "name": "One",
        "enabled": False,
        "tags": [],
        "config_values": {"baseURL": "https://approvals.example.com"},
    }
    assert set(declaration.secrets) == {("secret_config_values", "apiKey"), ("secret_config_values", "unknown")}


def test_empty_and_null_values_of_a_configuration() -> None:
    """An empty secret is none, null is not there. Only what is needed is there in any case."""
    values = {"privateKey": "", "apiKey": "", "baseURL": None, "other": False}
    for key, secrets in (
        ("snowflake-experimentation", []),
        ("custom-approvals", [("secret_config_values", "apiKey")]),
    ):
        declaration = declared_configuration(key, {**CONFIGURATION, "configValues": values})
        assert declaration.options["config_values"]["other"] is False
        assert "baseURL" not in declaration.options["config_values"]
        assert declaration.secrets == secrets


def test_capabilities() -> None:
    """Statements and form variables, in the words of the options and without what is empty."""
    capabilities = {
        "auditLogEventsHook": {
            "statements": [{"effect": "allow", "resources": ["proj/*"], "notResources": [], "actions": ["*"]}]
        },
        "approvals": {
            "additionalFormVariables": [{"key": "desk", "name": "Desk", "type": "string", "isOptional": True}]
        },
    }
    declaration = declared_configuration("custom-approvals", {**CONFIGURATION, "capabilityConfig": capabilities})
    assert declaration.options["capability_config"] == {
        "audit_log_events_hook": {"statements": [{"effect": "allow", "resources": ["proj/*"], "actions": ["*"]}]},
        "approvals": {
            "additional_form_variables": [{"key": "desk", "name": "Desk", "type": "string", "is_optional": True}]
        },
    }
    assert declaration.problems == []


def test_what_no_option_can_declare_is_a_problem() -> None:
    """A capability, and a member of a form variable, that are not known."""
    capabilities = {
        "flagTrigger": {"on": True},
        "empty": {},
        "approvals": {"additionalFormVariables": [{"key": "desk", "type": "string", "novelty": 1}]},
    }
    declaration = declared_configuration("custom-approvals", {**CONFIGURATION, "capabilityConfig": capabilities})
    assert "capability_config" not in declaration.options
    assert declaration.problems == [
        "capabilityConfig.flagTrigger is not an option of the module",
        "capability_config.approvals.additional_form_variables has members that are not options of the module",
    ]


def test_secrets_that_no_answer_shows() -> None:
    """What is needed is there, and so is what a tag notes: without them nothing could create the same again."""
    unseen = {**CONFIGURATION, "configValues": {"baseURL": "https://approvals.example.com"}}
    assert declared_configuration("custom-approvals", unseen).secrets == [("secret_config_values", "apiKey")]
    noted = {
        **CONFIGURATION,
        "configValues": {},
        "tags": ["ansible-fp-unseen-configValues.word", "ansible-fp-unseen-0abc"],
    }
    declaration = declared_configuration("unheard-of", noted)
    assert declaration.secrets == [("secret_config_values", "word")]
    assert declaration.options["tags"] == []
    config = {"host": "redis.example.com"}
    assert declared_store({**STORE, "config": config}).secrets == []
    noted = {**STORE, "config": config, "tags": ["ansible-fp-unseen-config.password"]}
    assert declared_store(noted).secrets == [("redis", "password")]


@pytest.mark.parametrize(
    ("definition", "options", "document", "named"),
    [
        (
            BIG_SEGMENT_STORE,
            {"project_key": "shop", "environment_key": "production"},
            {"integrationKey": "dynamodb", "on": True, "config": {"tableName": "a", "newOne": 1}, "tags": []},
            {
                "integration_key": "dynamodb",
                "enabled": True,
                "dynamodb": {"table_name": "a"},
                "config": {"newOne": 1},
                "tags": [],
            },
        ),
        (
            INTEGRATION_CONFIGURATION,
            {"integration_key": "custom-approvals"},
            {
                "configValues": {"baseURL": "b", "apiKey": "(secret)"},
                "capabilityConfig": {"approvals": {"additionalFormVariables": [{"key": "k", "isOptional": True}, 1]}},
            },
            {
                "config_values": {"baseURL": "b"},
                "secret_config_values": {"apiKey": "(secret)"},
                "capability_config": {
                    "approvals": {"additional_form_variables": [{"key": "k", "is_optional": True}, 1]}
                },
            },
        ),
        (
            PROJECT,
            {"project_key": "shop"},
            {
                "key": "shop",
                "includeInSnippetByDefault": True,
                "defaultClientSideAvailability": {"usingMobileKey": True, "else": None},
                "environments": [{"key": "test", "defaultTtl": 5}],
            },
            {
                "project_key": "shop",
                "include_in_snippet_by_default": True,
                "default_client_side_availability": {"using_mobile_key": True, "else": None},
                "environments": [{"key": "test", "default_ttl": 5}],
            },
        ),
    ],
)
def test_under_the_names_of_the_options(
    definition: Definition, options: dict[str, Any], document: Any, named: dict[str, Any]
) -> None:
    """As a diff shows it. What no option says keeps its name, and odd values stay as they are."""
    assert by_options(definition, document, options) == named


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_member_that_a_diff_shows_has_the_name_of_an_option(kind: Definition) -> None:
    """Else the user would have to know the API to read it."""
    options = {key.option: "x" for key in kind.place.keys}
    spec = kind.spec()
    for field in (member.field for member in kind.members if isinstance(member, Single)):
        document: dict[str, Any] = {}
        put(document, field.path, "value")
        named = by_options(kind, document, options)
        assert lookup(named, tuple(field.option.split("."))) == "value"
        assert set(named) <= set(spec)
