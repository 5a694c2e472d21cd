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
from .._client.errors import InvalidOption
from .._client.nearest import did_you_mean
from .._engine.fields import ABSENT, Field, Json, Pointer, Value, lookup, same_json, same_set
from .._engine.resource import Desired, Path, Reads, Resource
from .checks import check_json, check_key, check_previous_name, check_secret, check_tags, check_text, given
from .form_variables import ALLOW_CONFIGURATIONS, FORM_VARIABLES, WITHOUT_FORM_VARIABLES
from .variable_types import checked_value

SEEN_CONFIGURATIONS: t.Final[frozenset[str]] = frozenset(
    ["bigquery-experimentation", "databricks-experimentation", "mezmo", "redshift-experimentation"]
)
"""Integrations of which configurations are in use though no published manifest says so; their variables are not known."""

KNOWN: t.Final = frozenset(FORM_VARIABLES) | WITHOUT_FORM_VARIABLES | ALLOW_CONFIGURATIONS | SEEN_CONFIGURATIONS
"""The integrations that the collection knows of, whether or not they can be configured here."""

_BASE = ("integration-configurations",)
_OWN_ENDPOINTS = {
    "redis": "the module big_segment_store",
    "dynamodb": "the module big_segment_store",
    "split": "LaunchDarkly's flag import API",
    "unleash": "LaunchDarkly's flag import API",
}


@dataclasses.dataclass(frozen=True)
class ConfigurationIdentity:
    """Which configuration: by ``id``, else by ``integration_key`` and ``name``.

    ``previous_name`` is the name that it may still have.
    """

    integration_key: str
    name: str | None = None
    id: str | None = None
    previous_name: str | None = None


class IntegrationConfiguration(Resource[ConfigurationIdentity]):
    """The definition of an integration configuration. ``secret`` are the variables that the task knows as secret."""

    noun = "integration configuration"
    version = BETA
    shown = ("name", "enabled", "configValues", "capabilityConfig", "tags")
    objects = ("configValues",)
    secret_option = "secret_config_values"
    told_apart_by = "integration_configuration_id"
    list_may_be_missing = True
    left_out: t.ClassVar = {"enabled": False, "tags": [], "configValues": {}}
    shape: t.ClassVar = {
        "_id": str,
        "capabilityConfig.auditLogEventsHook": dict,
        "capabilityConfig.auditLogEventsHook.statements": list,
        "capabilityConfig.approvals": dict,
        "capabilityConfig.approvals.additionalFormVariables": list,
    }

    def __init__(self, integration_key: str, secret: t.Iterable[str] = (), validate: bool = True) -> None:
        self._validate = validate
        self._secret = frozenset(secret) | {
            name for name, known in FORM_VARIABLES.get(integration_key, {}).items() if known.get("secret")
        }
        self._integration_key = integration_key

    def label(self, identity: ConfigurationIdentity, document: Json = None) -> str:
        name = identity.name or (document or {}).get("name")
        which = repr(name) if name else ""
        if identity.id:
            which = f"{which} (integration_configuration_id {identity.id})" if which else identity.id
        return f"{identity.integration_key} {self.noun} {which}"

    def describe(self, document: Json) -> str:
        key = document.get("_integrationKey") or self._integration_key
        return f"{key} {document.get('name')!r} (integration_configuration_id {document.get('_id')})"

    def list_path(self, identity: ConfigurationIdentity) -> Path:
        return (*_BASE, "keys", identity.integration_key)

    def matches(self, identity: ConfigurationIdentity, document: Json) -> bool:
        if identity.id is not None:
            return bool(document.get("_id") == identity.id)
        return bool(document.get("name") == identity.name)

    def formerly(self, identity: ConfigurationIdentity) -> ConfigurationIdentity | None:
        if identity.previous_name is None:
            return None
        return dataclasses.replace(identity, name=identity.previous_name, previous_name=None)

    def neighbours(self, identity: ConfigurationIdentity, documents: t.Sequence[Json]) -> list[str]:
        return [self.describe(document) for document in documents]

    def direct_path(self, identity: ConfigurationIdentity) -> Path | None:
        return None if identity.id is None else (*_BASE, identity.id)

    def item_path(self, identity: ConfigurationIdentity, document: Json) -> Path:
        return (*_BASE, str(document.get("_id") or identity.id))

    def create_path(self, identity: ConfigurationIdentity) -> Path:
        return (*_BASE, "keys", identity.integration_key)

    def missing(self, identity: ConfigurationIdentity, reader: Reads, absent: bool) -> None:
        if identity.id is not None and not absent:
            raise InvalidOption(
                "integration_configuration_id",
                f"there is no integration configuration {identity.id}",
                "Leave it out to have one created, or give the id of one that is there.",
            )

    def check_found(self, identity: ConfigurationIdentity, document: Json) -> None:
        found = document.get("_integrationKey")
        if found not in (None, identity.integration_key):
            raise InvalidOption(
                "integration_configuration_id",
                f"{self.describe(document)} is not a configuration of {identity.integration_key}",
            )

    def check_creation(self, desired: Desired[ConfigurationIdentity], reader: Reads) -> None:
        identity = desired.identity
        if identity.name is None:
            raise InvalidOption("name", "needed to create an integration configuration")
        there = {
            value.field.path[-1]
            for value in desired.values
            if value.field.path[0] == "configValues" and value.wanted is not ABSENT
        }
        variables = FORM_VARIABLES.get(identity.integration_key, {})
        lacking = [name for name, known in variables.items() if known.get("required") and name not in there]
        if lacking and self._validate:
            raise InvalidOption(
                ", ".join(f"config_values.{name}" for name in lacking),
                f"needed to create a configuration of {identity.integration_key}",
                "Where LaunchDarkly does not need it, validate_config=false switches this check off.",
            )

    def refused(self, identity: ConfigurationIdentity, reader: Reads, conflict: bool = False) -> str:
        key = identity.integration_key
        if key in _OWN_ENDPOINTS:
            return f"{key!r} is not configured here: use {_OWN_ENDPOINTS[key]}."
        if conflict:
            return (
                "One of that name may be there as a draft, which the list leaves out: look in LaunchDarkly's interface"
                " for a set-up that was begun."
            )
        if key not in KNOWN:
            return (
                f"Check integration_key: {key!r} is not an integration that this collection knows."
                f" {did_you_mean(key, KNOWN)}"
            )
        if key not in ALLOW_CONFIGURATIONS | SEEN_CONFIGURATIONS:
            return (
                f"As far as this collection knows, LaunchDarkly takes no configurations of {key!r} here, but of"
                f" {', '.join(sorted(ALLOW_CONFIGURATIONS))}."
            )
        return ""

    def possible_secrets(self, document: Json) -> set[Pointer]:
        return {("configValues", name) for name in self._secret}

    def is_plain(self, path: Pointer) -> bool:
        known = FORM_VARIABLES.get(self._integration_key, {}).get(path[-1])
        return known is not None and not known.get("secret")

    def secret_paths(self, document: Json) -> set[Pointer]:
        values = lookup(document, ("configValues",))
        return {
            ("configValues", name) for name in (values if isinstance(values, t.Mapping) else ()) if name in self._secret
        }


_WHOLE_VALUES = (("configValues",),)
_WHOLE_CAPABILITIES = (("capabilityConfig",),)
STATEMENT_LISTS = {
    "resources": "resources",
    "not_resources": "notResources",
    "actions": "actions",
    "not_actions": "notActions",
}
FORM_VARIABLE_MEMBERS = {
    "key": "key",
    "name": "name",
    "type": "type",
    "description": "description",
    "placeholder": "placeholder",
    "is_optional": "isOptional",
    "allowed_values": "allowedValues",
    "default_value": "defaultValue",
    "dynamic_options": "dynamicOptions",
}


def same_statements(current: Json, wanted: Json) -> bool:
    """Whether two lists of policy statements say the same, each statement's lists in any order."""
    if not isinstance(current, (list, tuple)) or len(current) != len(wanted):
        return False
    return all(
        isinstance(one, t.Mapping)
        and one.get("effect") == other.get("effect")
        and all(same_set(one.get(member), other.get(member)) for member in STATEMENT_LISTS.values())
        for one, other in zip(current, wanted, strict=True)
    )


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


NAME = Field("name", ("name",))
ENABLED = Field("enabled", ("enabled",), default=False, other_paths=(("on",),))
TAGS = Field("tags", ("tags",), same=same_set, default=())
STATEMENTS = Field(
    "capability_config.audit_log_events_hook.statements",
    ("capabilityConfig", "auditLogEventsHook", "statements"),
    same=same_statements,
    default=(),
    other_paths=_WHOLE_CAPABILITIES,
)
APPROVALS = Field(
    "capability_config.approvals.additional_form_variables",
    ("capabilityConfig", "approvals", "additionalFormVariables"),
    same=same_form_variables,
    default=(),
    other_paths=_WHOLE_CAPABILITIES,
)


def desired_configuration(
    options: t.Mapping[str, t.Any], warn: t.Callable[[str], None]
) -> tuple[IntegrationConfiguration, Desired[ConfigurationIdentity]]:
    """The definition and what the validated ``options`` of a task declare. Raises InvalidOption.

    What the table of form variables does not know goes to ``warn``.
    """
    key = check_key("integration_key", options["integration_key"])
    if options.get("integration_configuration_id") in (".", ".."):
        raise InvalidOption("integration_configuration_id", f"{options['integration_configuration_id']!r} is not an id")
    identity = ConfigurationIdentity(
        key,
        None if options.get("name") is None else check_text("name", options["name"]),
        None
        if options.get("integration_configuration_id") is None
        else check_text("integration_configuration_id", options["integration_configuration_id"], spaces=False),
        check_previous_name(options),
    )
    if identity.name is None and identity.id is None:
        raise InvalidOption("name or integration_configuration_id", "one of them must say which configuration is meant")
    values = [Value(NAME, given(options, "name")), Value(ENABLED, given(options, "enabled"))]
    secret = set(options.get("secret_config_values") or {})
    values += _config_values(key, options, warn)
    values += _capabilities(options.get("capability_config") or {})
    if options.get("tags") is not None:
        values.append(Value(TAGS, check_tags("tags", options["tags"])))
    declared = tuple(v for v in values if v.wanted is not ABSENT or v.field.path[0] == "configValues")
    resource = IntegrationConfiguration(key, secret, options.get("validate_config", True))
    return resource, Desired(identity, declared)


def secret_values(options: t.Mapping[str, t.Any]) -> list[t.Any]:
    """All the secrets among the ``options``, wherever they are given."""
    config, key = options.get("config_values"), options.get("integration_key")
    secret = options.get("secret_config_values")
    found = list(secret.values()) if isinstance(secret, t.Mapping) else []
    if isinstance(config, t.Mapping):
        known = FORM_VARIABLES.get(str(key))
        # Without a key that is known (forgotten, misspelt): whatever is secret in any integration.
        tables = FORM_VARIABLES.values() if known is None else [known]
        found += [v for name, v in config.items() if any(table.get(name, {}).get("secret") for table in tables)]
    elif config is not None:
        # Not (yet) a dictionary: validation has failed, and what is in it is anybody's guess.
        found.append(config)
    return found


def _config_values(key: str, options: t.Mapping[str, t.Any], warn: t.Callable[[str], None]) -> list[Value]:
    config, secret = options.get("config_values") or {}, options.get("secret_config_values") or {}
    both = sorted(config.keys() & secret.keys())
    if both:
        raise InvalidOption(
            "config_values, secret_config_values", f"{', '.join(both)} is given in both: give it in one"
        )
    known = FORM_VARIABLES.get(key, {})
    if not known and key not in WITHOUT_FORM_VARIABLES and options.get("validate_config", True) and (config or secret):
        warn(f"The integration {key!r} is not known to this collection, so config_values cannot be checked.")
    values: list[Value] = []
    for option, given_values in (("config_values", config), ("secret_config_values", secret)):
        for name, value in given_values.items():
            values.append(
                _config_value(key, option, str(name), value, known, options.get("validate_config", True), warn)
            )
    return values


def _config_value(
    key: str,
    option: str,
    name: str,
    value: Json,
    known: t.Mapping[str, t.Mapping[str, t.Any]],
    validate: bool,
    warn: t.Callable[[str], None],
) -> Value:
    variable = known.get(name)
    label = f"{option}.{name}"
    check_text(option, name, 128)
    check_json(label, value)
    is_secret = option == "secret_config_values" or bool(variable and variable.get("secret"))
    if variable is None and validate and (known or key in WITHOUT_FORM_VARIABLES):
        near = did_you_mean(name, known) if known else "It has none."
        warn(f"{label}: the manifest of {key!r} that this collection knows has no such form variable. {near}")
    if value is None:
        if variable and variable.get("required") and validate:
            raise InvalidOption(label, "is needed and cannot be null")
        value = ABSENT
    elif is_secret:
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise InvalidOption(label, "a secret must be a string")
        value = check_secret(label, str(value))
        if variable and variable.get("required") and validate and value == "":
            raise InvalidOption(label, "must not be empty")
    elif variable and validate:
        value = checked_value(label, value, variable)
    field = Field(
        label,
        ("configValues", name),
        secret=is_secret,
        fixed=bool(variable and variable.get("fixed")),
        default=variable.get("default", ABSENT) if variable else ABSENT,
        other_paths=_WHOLE_VALUES,
    )
    return Value(field, value)


def _capabilities(config: t.Mapping[str, t.Any]) -> list[Value]:
    values: list[Value] = []
    hook, approvals = config.get("audit_log_events_hook") or {}, config.get("approvals") or {}
    if hook.get("statements") is not None:
        values.append(Value(STATEMENTS, [_statement(i, s) for i, s in enumerate(hook["statements"])]))
    if approvals.get("additional_form_variables") is not None:
        wanted = [
            _form_variable(f"{APPROVALS.option}[{i}]", v) for i, v in enumerate(approvals["additional_form_variables"])
        ]
        keys = [variable["key"] for variable in wanted]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise InvalidOption(APPROVALS.option, f"the key {', '.join(twice)} is given more than once")
        values.append(Value(APPROVALS, wanted))
    return values


def _form_variable(where: str, variable: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    check_text(f"{where}.key", variable["key"])
    given_members = {o: m for o, m in FORM_VARIABLE_MEMBERS.items() if variable.get(o) is not None}
    return {member: check_json(f"{where}.{option}", variable[option]) for option, member in given_members.items()}


def _statement(index: int, statement: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    where = f"{STATEMENTS.option}[{index}]"
    for one, other in (("resources", "not_resources"), ("actions", "not_actions")):
        if bool(statement.get(one)) == bool(statement.get(other)):
            raise InvalidOption(where, f"needs either {one} or {other}")
    for option in STATEMENT_LISTS:
        for entry in statement.get(option) or ():
            check_text(f"{where}.{option}", entry, 4096)
    return {
        "effect": statement["effect"],
        **{m: list(statement[o]) for o, m in STATEMENT_LISTS.items() if statement.get(o)},
    }
