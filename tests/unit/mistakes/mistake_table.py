# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mistakes that people make in the options of a resource, and what the message must say: a row for each.

A row holds for the module for one, for an entry of the module for many, and for an entry of the module account.
"""

from __future__ import annotations

import copy
import typing as t
from collections.abc import Iterator
from dataclasses import dataclass

from kind_table import KIND_ROWS, STATEMENT

Json = t.Any

GONE = object()
"""Takes an option away."""

FORMS = ("one", "many", "account")
OTHER = "another"


@dataclass(frozen=True)
class Base:
    """A kind of resource: options that are right, the option that tells two apart, and the list of the module for many."""

    module: str
    entries: str
    options: t.Mapping[str, Json]
    own: str = "name"
    id_option: str = ""

    @property
    def other(self) -> dict[str, Json]:
        """The options of another one."""
        return {**copy.deepcopy(dict(self.options)), self.own: OTHER}


PLACE = {"project_key": "default", "environment_key": "test"}
BASES: t.Final = {
    base.module: base
    for base in (
        Base("project", "projects", {"project_key": "new", "name": "New"}, "project_key"),
        Base(
            "environment",
            "environments",
            {"project_key": "default", "environment_key": "new", "name": "New", "color": "417505"},
            "environment_key",
        ),
        Base(
            "big_segment_store",
            "stores",
            {**PLACE, "name": "Segments", "redis": {"host": "redis.example.com"}},
            id_option="integration_id",
        ),
        Base(
            "integration_configuration",
            "configurations",
            {
                "integration_key": "custom-approvals",
                "name": "Approvals",
                "config_values": {"baseURL": "https://approvals.example.com"},
                "secret_config_values": {"apiKey": "hunter2"},
            },
            id_option="integration_configuration_id",
        ),
        *(
            Base(row.module, row.entries, row.options(), "name" if row.id_option else "custom_role_key", row.id_option)
            for row in KIND_ROWS
        ),
    )
}


@dataclass(frozen=True)
class Mistake:
    """What is ``changed`` in the right options of ``module``, and what a message ``says`` of it.

    ``option`` is what it names. ``orders`` are calls of the emulator's control path. ``warns`` tells that the task does not
    fail. ``forms`` are those in which the mistake can be made. ``entry`` tells that it names the entry where there are
    several; ``check`` that it is made in check mode.
    """

    name: str
    module: str
    changed: t.Mapping[t.Any, Json]
    option: str
    says: tuple[str, ...]
    orders: tuple[tuple[str, Json], ...] = ()
    warns: bool = False
    forms: tuple[str, ...] = FORMS
    entry: bool = True
    check: bool = False

    def options(self) -> dict[t.Any, Json]:
        """The options with the mistake."""
        options = {**BASES[self.module].options, **self.changed}
        return {name: copy.deepcopy(value) for name, value in options.items() if value is not GONE}


def _of_every_kind(base: Base) -> Iterator[Mistake]:
    """Those that can be made with any kind of resource."""
    first = next(iter(base.options))
    yield Mistake("misspelt option", base.module, {"nmae": "x"}, "nmae", ("Did you mean 'name'?", "Supported"))
    yield Mistake(
        "option of the API", base.module, {"projectKey": "x"}, "projectKey", ("Supported parameters include:",)
    )
    if first != "name":
        yield Mistake("nothing given", base.module, {first: GONE}, first, (f"missing required arguments: {first}",))
    else:
        told = f"one of the following is required: name, {base.id_option}"
        yield Mistake("nothing given", base.module, {"name": GONE}, "name", (told,))
    yield Mistake("wrong choice", base.module, {"state": "presnt"}, "state", ("got: presnt", "Did you mean 'present'?"))
    yield Mistake("wrong type", base.module, {"name": ["a"]}, "name", ("must be text, and looks like a list",))
    yield Mistake("empty text", base.module, {"name": ""}, "name", ("must not be empty",))
    yield Mistake("control character", base.module, {"name": "a\nb"}, "name", ("cannot be printed",))
    if first != "name" and first != "kind":
        yield Mistake("empty key", base.module, {first: ""}, first, ("'' is not a key: letters, digits",))
        yield Mistake("template as key", base.module, {first: "{{ key }}"}, first, ("'{{ key }}' is not a key",))
    if base.id_option:
        told = f"there is no {base.module.replace('_', ' ')} nowhere"
        yield Mistake("unknown id", base.module, {base.id_option: "nowhere"}, base.id_option, (told,))
        yield Mistake(
            "id with a blank", base.module, {base.id_option: "a b"}, base.id_option, ("must not hold white space",)
        )
        yield Mistake(
            "old name alone",
            base.module,
            {"previous_name": "Old", "name": GONE, base.id_option: "nowhere"},
            "previous_name",
            ("says what the new name in the option name replaces, and that is not given",),
        )


def _of_some(base: Base) -> Iterator[Mistake]:
    """Those that need an option which not every kind has."""
    module, options = base.module, base.options
    if "project_key" in options and module not in ("project", "flag_import_configuration"):
        near = ("There is no project 'defualt'", "Did you mean 'default'?")
        yield Mistake("misspelt project", module, {"project_key": "defualt"}, "project", near, entry=True)
    if "environment_key" in options and module != "environment":
        near = ("There is no environment 'prodution'", "Did you mean 'production'?")
        yield Mistake("misspelt environment", module, {"environment_key": "prodution"}, "environment", near)
    if "enabled" in options:
        told = ("Did you mean 'enabled'?", "YAML takes a bare on for true.")
        yield Mistake("bare on", module, {True: True}, "true", told)
        yield Mistake("no boolean", module, {"enabled": "maybe"}, "enabled", ("unable to convert to bool",))
    if "tags" in options:
        yield Mistake(
            "tag with a blank", module, {"tags": ["two words"]}, "tags", ("'two words' is not a tag: 1 to 64",)
        )
        yield Mistake("dictionary of tags", module, {"tags": {"a": 1}}, "tags", ("unable to convert to list",))
    for option in ("statements", "policy"):
        if option in options:
            wrong: list[tuple[str, Json, str, str]] = [
                ("statement without actions", {"actions": None}, f"{option}[0]", "needs either actions or not_actions"),
                (
                    "statement with both",
                    {"not_resources": ["x"]},
                    f"{option}[0]",
                    "needs either resources or not_resources",
                ),
                ("wrong effect", {"effect": "alow"}, f"{option}[0]", "Did you mean 'allow'?"),
                ("misspelt suboption", {"acitons": ["*"]}, f"{option}[0].acitons", "Did you mean 'actions'?"),
            ]
            for name, bad, named, told in wrong:
                yield Mistake(name, module, {option: [{**STATEMENT, **bad}]}, named, (told,))
            yield Mistake(
                "number for a list", module, {option: 5}, option, ("must be a list of dictionaries, not a number",)
            )
    if "config_values" in options:
        yield from _of_form_variables(base)


def _of_form_variables(base: Base) -> Iterator[Mistake]:
    module, plain = base.module, dict(base.options["config_values"])
    name = next(iter(plain))
    misspelt = name[1:2] + name[:1] + name[2:]
    yield Mistake(
        "misspelt form variable",
        module,
        {"config_values": {**plain, misspelt: plain[name]}},
        f"config_values.{misspelt}",
        ("has no such form variable", f"Did you mean {name!r}?"),
        warns=True,
        entry=False,
        check=True,
    )
    yield Mistake(
        "list for a dictionary",
        module,
        {"config_values": ["something"]},
        "config_values",
        ("unable to convert to dict",),
    )
    secrets = dict(base.options.get("secret_config_values") or {})
    for secret, value in list(secrets.items())[:1]:
        other = {known: one for known, one in secrets.items() if known != secret}
        told = f"config_values.{secret}: needed to create a configuration of"
        yield Mistake(
            "missing secret", module, {"secret_config_values": other or GONE}, f"config_values.{secret}", (told,)
        )
        masked = {**other, secret: "hun****er2"}
        told = "looks like a masked secret"
        yield Mistake("mask", module, {"secret_config_values": masked}, f"secret_config_values.{secret}", (told,))
        both = {**plain, secret: value}
        yield Mistake("secret twice", module, {"config_values": both}, "config_values", (f"{secret} is given in both",))


def _redis(**options: Json) -> dict[str, Json]:
    return {"redis": {"host": "redis.example.com", **options}}


def _dynamodb(**options: Json) -> dict[str, Json]:
    table = {
        "table_name": "segments",
        "region": "eu-west-1",
        "role_arn": "arn:aws:iam::123456789012:role/ld",
        "external_id": "e",
    }
    return {"redis": GONE, "dynamodb": {**table, **options}}


STORE: t.Final = "big_segment_store"
SEEDED: t.Final = {
    "projectKey": "default",
    "environmentKey": "test",
    "integrationKey": "redis",
    "config": {"host": "h"},
}
TWO: t.Final = ("seed", {"stores": [{**SEEDED, "name": "One"}, {**SEEDED, "name": "Two"}]})
NEAR: t.Final = ("seed", {"stores": [{**SEEDED, "name": "Zulu"}, {**SEEDED, "name": "Segmemts"}]})

_OF_STORES: t.Final = (
    Mistake("both kinds", STORE, {"dynamodb": {}}, "redis", ("mutually exclusive: redis|dynamodb",)),
    Mistake(
        "neither kind",
        STORE,
        {"redis": GONE, "name": GONE},
        "redis",
        ("one of the following is required: redis, dynamodb, name, integration_id",),
    ),
    Mistake("kind not said", STORE, {"redis": GONE}, "redis or dynamodb", ("one of them is needed to create a store",)),
    Mistake("nothing to create with", STORE, {"redis": {}}, "redis.host", ("needed to create a store", "none yet")),
    Mistake(
        "misspelt store",
        STORE,
        {"redis": {}},
        "redis.host",
        ("There is redis 'Segmemts' (", "previous_name"),
        (NEAR,),
    ),
    Mistake(
        "two that fit", STORE, {"name": GONE}, "name, redis or dynamodb, or integration_id", ("2 fit", "'One'"), (TWO,)
    ),
    Mistake("port out of range", STORE, _redis(port=70000), "redis.port", ("'70000' is not a port", "1 to 65535")),
    Mistake("word for a port", STORE, _redis(port="http"), "redis.port", ("'http' is not a port",)),
    Mistake(
        "URL for a host", STORE, _redis(host="redis://r:6379"), "redis.host", ("without scheme", "not 'redis://r:6379'")
    ),
    Mistake("password in a host", STORE, _redis(host="redis://:hunter2@r"), "redis.host", ("must be a host name",)),
    Mistake("text for TLS", STORE, _redis(tls_enabled="maybe"), "tls_enabled", ("unable to convert to bool",)),
    Mistake("misspelt in redis", STORE, _redis(hots="h"), "redis.hots", ("Did you mean 'host'?", "Supported")),
    Mistake("list for redis", STORE, {"redis": ["host"]}, "redis", ("must be a dictionary, not a list",)),
    Mistake(
        "mask for a password", STORE, _redis(password="ses***ame"), "redis.password", ("looks like a masked secret",)
    ),
    Mistake("table's name", STORE, _dynamodb(table_name="a b"), "dynamodb.table_name", ("white space",)),
    Mistake(
        "short table's name", STORE, _dynamodb(table_name="ab"), "dynamodb.table_name", ("'ab' is not", "3 to 255")
    ),
    Mistake(
        "no region", STORE, _dynamodb(region="mars"), "dynamodb.region", ("'mars' is not the name of an AWS region",)
    ),
    Mistake(
        "misspelt region",
        STORE,
        _dynamodb(region="eu-wset-1"),
        "dynamodb.region",
        ("no region that this collection knows", "Did you mean 'eu-west-1'?"),
        warns=True,
        entry=False,
        check=True,
    ),
    Mistake(
        "no role", STORE, _dynamodb(role_arn="role/ld"), "dynamodb.role_arn", ("'role/ld' is not the ARN of an IAM",)
    ),
    Mistake("tag of ours", STORE, {"tags": ["ansible-fp-x"]}, "tags", ("kept for fingerprints",)),
)

ENVIRONMENT: t.Final = "environment"
PROJECT: t.Final = "project"
_OF_PLACES: t.Final = (
    Mistake(
        "number for a colour", ENVIRONMENT, {"color": 417505123}, "color", ("is not six hexadecimal digits", "quotes")
    ),
    Mistake("number sign", ENVIRONMENT, {"color": "#417505"}, "color", ("'#417505' is not six hexadecimal digits",)),
    Mistake("ttl", ENVIRONMENT, {"default_ttl": 61}, "default_ttl", ("61 is not a number of minutes from 0 to 60",)),
    Mistake("word for a ttl", ENVIRONMENT, {"default_ttl": "an hour"}, "default_ttl", ("unable to convert to int",)),
    Mistake(
        "nothing to create with",
        ENVIRONMENT,
        {"environment_key": "tset", "name": GONE},
        "name",
        ("needed to create it", "There is no environment 'tset'", "Did you mean 'test'?"),
    ),
    Mistake(
        "copy of nothing", ENVIRONMENT, {"source": "tset"}, "source", ("no environment 'tset'", "Did you mean 'test'?")
    ),
    Mistake(
        "approvals of both",
        ENVIRONMENT,
        {"approval_settings": {"required": True, "required_approval_tags": ["a"]}},
        "approval_settings.required",
        ("LaunchDarkly takes one of them", "Leave out required_approval_tags"),
    ),
    Mistake(
        "too many approvals",
        ENVIRONMENT,
        {"approval_settings": {"min_num_approvals": 9}},
        "approval_settings.min_num_approvals",
        ("9 is not a number from 1 to 5",),
    ),
    Mistake(
        "misspelt approval",
        ENVIRONMENT,
        {"approval_settings": {"requird": True}},
        "approval_settings.requird",
        ("Did you mean 'required'?",),
    ),
    Mistake(
        "deletion not confirmed",
        ENVIRONMENT,
        {"environment_key": "test", "state": "absent"},
        "confirm_deletion",
        ("is not set", "If that is meant, set confirm_deletion to 'default/test'."),
    ),
    Mistake(
        "naming convention",
        PROJECT,
        {"naming_convention": {"case": "camelcase"}},
        "naming_convention",
        ("got: camelcase", "Did you mean 'camelCase'?"),
    ),
    Mistake(
        "environment twice",
        PROJECT,
        {"environments": [{"key": "k", "name": "n", "color": "417505"}] * 2},
        "environments",
        ("declares 'k' more than once",),
    ),
    Mistake(
        "bad environment in a project",
        PROJECT,
        {"environments": [{"key": "k", "name": "n", "color": "red"}]},
        "environments[0].color",
        ("'red' is not six hexadecimal digits",),
    ),
    Mistake(
        "misspelt in an environment of a project",
        PROJECT,
        {"environments": [{"key": "k", "name": "n", "colour": "417505"}]},
        "environments[0].colour",
        ("Did you mean 'color'?",),
    ),
    Mistake("no environments", PROJECT, {"environments": []}, "environments", ("there is at least one environment",)),
    Mistake("long key", PROJECT, {"project_key": "x" * 101}, "project_key", ("is 101 characters long; at most 100",)),
)

CONFIGURATION: t.Final = "integration_configuration"
_OF_INTEGRATIONS: t.Final = (
    Mistake(
        "misspelt integration",
        CONFIGURATION,
        {"integration_key": "custom-approval"},
        "integration_key",
        ("'custom-approval' is not an integration that this collection knows", "Did you mean 'custom-approvals'?"),
    ),
    Mistake(
        "store as configuration",
        CONFIGURATION,
        {"integration_key": "redis"},
        "redis",
        ("use the module big_segment_store",),
    ),
    Mistake(
        "integration of another kind",
        CONFIGURATION,
        {"integration_key": "datadog", "config_values": {}, "secret_config_values": {"apiKey": "hunter2"}},
        "datadog",
        ("LaunchDarkly takes no configurations of 'datadog' here, but of",),
    ),
    Mistake(
        "misspelt integration of a subscription",
        "audit_log_subscription",
        {"integration_key": "datdog"},
        "integration_key",
        ("Check integration_key: 'datdog' is not known", "Did you mean 'datadog'?"),
    ),
    Mistake(
        "misspelt integration of a delivery",
        "integration_delivery_configuration",
        {"integration_key": "fastli"},
        "integration_key",
        ("Check integration_key: 'fastli' is not known", "Did you mean 'fastly'?"),
    ),
    Mistake(
        "misspelt integration of an import",
        "flag_import_configuration",
        {"integration_key": "unlaesh"},
        "integration_key",
        ("Check integration_key: 'unlaesh' is not known", "Did you mean 'unleash'?"),
    ),
    Mistake(
        "not among the values",
        "audit_log_subscription",
        {"config_values": {"hostURL": "https://api.datadoghq.de"}},
        "config_values.hostURL",
        ("is not one of the values that are allowed", "Did you mean 'https://api.datadoghq.eu'?"),
    ),
    Mistake("no URL", "webhook", {"url": "example.com"}, "url", ("must be a URL with scheme and host",)),
    Mistake(
        "misspelt destination",
        "destination",
        {"kind": "azure-event-hub"},
        "kind",
        ("'azure-event-hub' is not known", "Did you mean 'azure-event-hubs'?"),
        warns=True,
        entry=False,
        check=True,
    ),
)

MISTAKES: t.Final = (
    *(mistake for base in BASES.values() for mistake in (*_of_every_kind(base), *_of_some(base))),
    *_OF_STORES,
    *_OF_PLACES,
    *_OF_INTEGRATIONS,
)
