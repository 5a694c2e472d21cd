# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Integration configurations: an account's settings of third-party integrations.

https://launchdarkly.com/docs/api/integrations-beta
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.calls import BETA, STABLE
from .._client.errors import InvalidOption, LaunchDarklyError
from .._client.nearest import did_you_mean
from .._engine.checks import check_json, check_text
from .._engine.definition import Definition
from .._engine.fields import Field, Json, member_name, same_json
from .._engine.identity import Identity, Key
from .._engine.members import Unsaid
from .._engine.places import NamedInList
from .._engine.resource import Reads
from .form_values import FormValues
from .form_variables import ALLOW_CONFIGURATIONS, FORM_VARIABLES, SEEN_CONFIGURATIONS, WITHOUT_FORM_VARIABLES
from .shared_fields import BOOL, NAME, STR, TAGS, TEXTS, statements

KNOWN: t.Final = frozenset(FORM_VARIABLES) | WITHOUT_FORM_VARIABLES | ALLOW_CONFIGURATIONS | SEEN_CONFIGURATIONS
"""The integrations that the collection knows of, whether or not they can be configured here."""

_OWN_ENDPOINTS = {
    "redis": "the module big_segment_store",
    "dynamodb": "the module big_segment_store",
    "split": "LaunchDarkly's flag import API",
    "unleash": "LaunchDarkly's flag import API",
}
_WHOLE_CAPABILITIES = (("capabilityConfig",),)
_FORM_VARIABLE: t.Final[dict[str, dict[str, t.Any]]] = {
    "key": {**STR, "required": True, "no_log": False},
    "name": STR,
    "type": STR,
    "description": STR,
    "placeholder": STR,
    "is_optional": BOOL,
    "allowed_values": TEXTS,
    "default_value": {"type": "raw"},
    "dynamic_options": {"type": "dict"},
}


def same_form_variables(current: Json, wanted: Json) -> bool:
    """Whether the form variables are as wanted; members that the service adds with an empty value do not count."""
    if not isinstance(current, (list, tuple)) or len(current) != len(wanted):
        return False
    return all(
        isinstance(one, t.Mapping)
        and all(same_json(one.get(member), value) for member, value in other.items())
        and not any(value for member, value in one.items() if member not in other)
        for one, other in zip(current, wanted, strict=True)
    )


def _form_variables(option: str, variables: t.Sequence[t.Mapping[str, t.Any]]) -> list[dict[str, t.Any]]:
    wanted = [_form_variable(f"{option}[{i}]", variable) for i, variable in enumerate(variables)]
    keys = [variable["key"] for variable in wanted]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise InvalidOption(option, f"the key {', '.join(twice)} is given more than once")
    return wanted


def _form_variable(where: str, variable: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    check_text(f"{where}.key", variable["key"])
    given = {name: variable[name] for name in _FORM_VARIABLE if variable.get(name) is not None}
    return {member_name(name): check_json(f"{where}.{name}", value) for name, value in given.items()}


def _exported_form_variables(variables: Json) -> list[dict[str, t.Any]]:
    options = [
        {
            name: one[member_name(name)]
            for name in _FORM_VARIABLE
            if one.get(member_name(name)) not in (None, "", [], {})
        }
        for one in variables
    ]
    said = [{member_name(name): value for name, value in one.items()} for one in options]
    if not same_form_variables(variables, said):
        raise Unsaid("has members that are not options of the module")
    return options


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


def configurable_keys(reader: Reads) -> list[str]:
    """The keys of the integrations that may have configurations.

    Those that the account's own list of manifests marks, where the token may read it, and those that the collection
    knows of: the list is not documented, and some integrations are in use without its mark.
    """
    keys = set(ALLOW_CONFIGURATIONS | SEEN_CONFIGURATIONS)
    try:
        manifests = reader.documents(("integration-manifests",), STABLE, {"key": str})
    except LaunchDarklyError:
        return sorted(keys)
    return sorted(keys | {manifest["key"] for manifest in manifests if _allows_configurations(manifest)})


def _allows_configurations(manifest: Json) -> bool:
    capabilities = manifest.get("capabilities")
    return "allowIntegrationConfigurations" in capabilities if isinstance(capabilities, (dict, list)) else False


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
        Field(
            "capability_config.approvals.additional_form_variables",
            spec={"type": "list", "elements": "dict", "options": _FORM_VARIABLE},
            check=_form_variables,
            exported=_exported_form_variables,
            same=same_form_variables,
            default=(),
            other_paths=_WHOLE_CAPABILITIES,
        ),
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
