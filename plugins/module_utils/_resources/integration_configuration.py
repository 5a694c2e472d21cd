# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Integration configurations: an account's settings of third-party integrations.

https://launchdarkly.com/docs/api/integrations-beta
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.calls import BETA
from .._client.nearest import did_you_mean
from .._engine.definition import Definition
from .._engine.fields import Field, Json
from .._engine.identity import Identity, Key
from .._engine.places import NamedInList
from .additional_form_variables import form_variables
from .form_values import FormValues
from .form_variables import ALLOW_CONFIGURATIONS, FORM_VARIABLES, WITHOUT_FORM_VARIABLES
from .integration_manifests import integrations_with
from .shared_fields import BOOL, NAME, TAGS, statements

SEEN_CONFIGURATIONS: t.Final[frozenset[str]] = frozenset(
    ["bigquery-experimentation", "databricks-experimentation", "mezmo", "redshift-experimentation"]
)
"""Integrations of which configurations are in use though no published manifest says so; their variables are not known."""

KNOWN: t.Final = frozenset(FORM_VARIABLES) | WITHOUT_FORM_VARIABLES | ALLOW_CONFIGURATIONS | SEEN_CONFIGURATIONS
"""The integrations that the collection knows of, whether or not they can be configured here."""

_OWN_ENDPOINTS = {
    "redis": "the module big_segment_store",
    "dynamodb": "the module big_segment_store",
    "split": "the module flag_import_configuration",
    "unleash": "the module flag_import_configuration",
}
configurable_keys: t.Final = integrations_with(
    "allowIntegrationConfigurations", ALLOW_CONFIGURATIONS | SEEN_CONFIGURATIONS
)
_WHOLE_CAPABILITIES = (("capabilityConfig",),)


def _refused(identity: Identity, conflict: bool) -> str:
    key = identity.keys[0]
    if key in _OWN_ENDPOINTS:
        return f"{key!r} is not configured here: use {_OWN_ENDPOINTS[key]}."
    if conflict:
        return (
            "One of that name may be there as a draft, which the list leaves out: look in LaunchDarkly's interface for a"
            " set-up that was begun."
        )
    if key not in KNOWN:
        near = did_you_mean(key, KNOWN)
        return f"Check integration_key: {key!r} is not an integration that this collection knows. {near}"
    if key not in ALLOW_CONFIGURATIONS | SEEN_CONFIGURATIONS:
        return (
            f"As far as this collection knows, LaunchDarkly takes no configurations of {key!r} here, but of"
            f" {', '.join(sorted(ALLOW_CONFIGURATIONS))}."
        )
    return ""


def _unsaid(document: Json) -> t.Iterator[str]:
    for member, value in (document.get("capabilityConfig") or {}).items():
        if value and member not in ("auditLogEventsHook", "approvals"):
            yield f"capabilityConfig.{member}"


_VALUES = FormValues("configValues")

INTEGRATION_CONFIGURATION: t.Final = Definition(
    noun="integration configuration",
    version=BETA,
    place=NamedInList(
        list="integration-configurations/keys/{integration_key}",
        item="integration-configurations/{id}",
        keys=(Key("integration_key", "_integrationKey"),),
        id_option="integration_configuration_id",
        called="{integration_key} {noun} {which}",
    ),
    plural="configurations",
    fields=(
        dataclasses.replace(NAME, needed=True),
        Field("enabled", spec=BOOL, default=False, other_paths=(("on",),)),
        _VALUES,
        statements("capability_config.audit_log_events_hook.statements", _WHOLE_CAPABILITIES),
        form_variables("capability_config.approvals.additional_form_variables", _WHOLE_CAPABILITIES),
        TAGS,
    ),
    secret_option="secret_config_values",
    objects=("configValues",),
    left_out={"enabled": False, "tags": [], "configValues": {}},
    shape={
        "_id": str,
        "capabilityConfig.auditLogEventsHook": dict,
        "capabilityConfig.auditLogEventsHook.statements": list,
        "capabilityConfig.approvals": dict,
        "capabilityConfig.approvals.additionalFormVariables": list,
    },
    check_new=lambda options, desired, reader: _VALUES.check_complete(options),
    list_keys=configurable_keys,
    refused=_refused,
    unsaid=_unsaid,
)
