# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Persistent stores, which the API calls big segment stores.

https://launchdarkly.com/docs/api/persistent-store-integrations-beta
"""

from __future__ import annotations

import dataclasses
import ipaddress
import re
import typing as t

from .._client.calls import BETA
from .._client.errors import InvalidOption
from .._client.nearest import did_you_mean
from .._engine.fields import ABSENT, Field, Json, Pointer, Value, lookup, same_set
from .._engine.resource import Desired, Path, Reads, Resource
from .checks import check_key, check_previous_name, check_secret, check_tags, check_text, given
from .environment import missing_environment
from .form_variables import FORM_VARIABLES

_BASE = ("integration-capabilities", "big-segment-store")
_WHOLE_CONFIG = (("config",),)
_HOST = re.compile(r"\w[\w-]*(\.[\w-]+)*\.?")
_ROLE = re.compile(r"arn:aws[a-z-]*:iam::\d{12}:role/\S+")

_REGION = re.compile(r"[a-z]{2,}(-[a-z]+)+-\d+")

KINDS = ("redis", "dynamodb")
REGIONS: t.Final[list[str]] = FORM_VARIABLES["dynamodb"]["region"]["allowed"]

_MEMBERS: t.Final[dict[str, dict[str, str]]] = {
    "redis": {
        "host": "host",
        "port": "port",
        "username": "username",
        "password": "password",
        "tls_enabled": "tlsEnabled",
    },
    "dynamodb": {
        "table_name": "tableName",
        "region": "region",
        "role_arn": "roleArn",
        "external_id": "externalId",
    },
}


def _config_field(kind: str, option: str) -> Field:
    variable = _MEMBERS[kind][option]
    known = FORM_VARIABLES[kind][variable]
    return Field(
        f"{kind}.{option}",
        ("config", variable),
        secret=known.get("secret", False),
        default=known.get("default", False if known.get("type") == "boolean" else ABSENT),
        other_paths=_WHOLE_CONFIG,
    )


FIELDS: t.Final[dict[str, Field]] = {
    field.option: field
    for field in (
        Field("name", ("name",)),
        Field("enabled", ("on",), default=False),
        *(_config_field(kind, option) for kind in KINDS for option in _MEMBERS[kind]),
        Field("tags", ("tags",), same=same_set, default=()),
    )
}


@dataclasses.dataclass(frozen=True)
class StoreIdentity:
    """Which store: by ``id``, else by environment, ``kind`` (redis, dynamodb) and ``name``, as far as given.

    ``previous_name`` is the name that it may still have.
    """

    project_key: str
    environment_key: str
    kind: str | None = None
    name: str | None = None
    id: str | None = None
    previous_name: str | None = None


IN_A_PLACE: t.Final = {"_id": str, "projectKey": str, "environmentKey": str, "integrationKey": str}
"""The shape of a store in a list, for whoever has to know where each of them is."""


class BigSegmentStore(Resource[StoreIdentity]):
    """The definition of a persistent store."""

    noun = "big segment store"
    version = BETA
    shown = ("name", "integrationKey", "on", "config", "tags")
    secret_option = "redis"
    told_apart_by = "name, redis or dynamodb, or integration_id"
    shape: t.ClassVar = {"_id": str}
    left_out: t.ClassVar = {"on": False, "tags": []}

    def label(self, identity: StoreIdentity, document: Json = None) -> str:
        found = document or {}
        name = identity.name or found.get("name")
        which = repr(name) if name else ""
        if identity.id:
            which = f"{which} (integration_id {identity.id})" if which else identity.id
        kind = identity.kind or found.get("integrationKey")
        words = (kind, self.noun, which, f"of {identity.project_key}/{identity.environment_key}")
        return " ".join(word for word in words if word)

    def describe(self, document: Json) -> str:
        name = f"{document['name']!r}" if document.get("name") else "without a name"
        return (
            f"{document.get('integrationKey')} {name} (integration_id {document.get('_id')},"
            f" in {document.get('projectKey')}/{document.get('environmentKey')})"
        )

    def list_path(self, identity: StoreIdentity) -> Path:
        return _BASE

    def scope(self, identity: StoreIdentity) -> t.Hashable:
        return identity.project_key, identity.environment_key

    def scope_of(self, document: Json) -> t.Hashable:
        return document.get("projectKey"), document.get("environmentKey")

    def matches(self, identity: StoreIdentity, document: Json) -> bool:
        if identity.id is not None:
            return bool(document.get("_id") == identity.id)
        return identity.kind in (None, document.get("integrationKey")) and identity.name in (
            None,
            document.get("name"),
        )

    def is_loose(self, identity: StoreIdentity) -> bool:
        return identity.id is None and (identity.kind is None or identity.name is None)

    def may_mean_the_same(self, loose: StoreIdentity, other: StoreIdentity) -> bool:
        pairs = ((loose.kind, other.kind), (loose.name, other.name))
        return other.id is None and all(one is None or two is None or one == two for one, two in pairs)

    def formerly(self, identity: StoreIdentity) -> StoreIdentity | None:
        if identity.previous_name is None:
            return None
        return dataclasses.replace(identity, name=identity.previous_name, previous_name=None)

    def direct_path(self, identity: StoreIdentity) -> Path | None:
        if identity.id is None or identity.kind is None:
            return None
        return (*_BASE, identity.project_key, identity.environment_key, identity.kind, identity.id)

    def item_path(self, identity: StoreIdentity, document: Json) -> Path:
        return (
            *_BASE,
            identity.project_key,
            identity.environment_key,
            str(document.get("integrationKey") or identity.kind),
            str(document.get("_id") or identity.id),
        )

    def create_path(self, identity: StoreIdentity) -> Path:
        return (*_BASE, identity.project_key, identity.environment_key, identity.kind or "")

    def missing(self, identity: StoreIdentity, reader: Reads, absent: bool) -> None:
        if identity.id is None:
            return
        documents, _read_now = reader.listing(_BASE, self.version, True, self.shape)
        there = [document for document in documents if document.get("_id") == identity.id]
        elsewhere = [document for document in there if not self._is_at(identity, document)]
        if elsewhere:
            raise InvalidOption("integration_id", f"{identity.id} is not this store but {self.describe(elsewhere[0])}")
        if not absent:
            raise InvalidOption(
                "integration_id",
                f"there is no big segment store {identity.id}",
                self.missing_place(identity, reader)
                or f"{identity.project_key}/{identity.environment_key} is there, the store is not: leave out"
                " integration_id to have one created.",
            )

    def _is_at(self, identity: StoreIdentity, document: Json) -> bool:
        """Whether the place of ``document`` is that of ``identity``: the list may show what was deleted moments ago."""
        return self.scope_of(document) == self.scope(identity) and identity.kind in (
            None,
            document.get("integrationKey"),
        )

    def check_creation(self, desired: Desired[StoreIdentity], reader: Reads) -> None:
        identity = desired.identity
        kind = identity.kind
        if kind is None:
            raise InvalidOption(
                "redis or dynamodb", "one of them is needed to create a store", self._none(identity, reader)
            )
        there = {value.field.path[1] for value in desired.values if len(value.field.path) == 2}
        lacking = [
            f"{kind}.{option}"
            for option, variable in _MEMBERS[kind].items()
            if FORM_VARIABLES[kind][variable].get("required") and variable not in there
        ]
        if lacking:
            raise InvalidOption(", ".join(lacking), "needed to create a store", self._none(identity, reader))

    def _none(self, identity: StoreIdentity, reader: Reads) -> str:
        """That none fits, and what is there instead."""
        place = f"{identity.project_key}/{identity.environment_key}"
        there = "; ".join(map(self.describe, self._stores_beside(identity, reader)))
        return f"There is none yet in {place} that fits." + (
            f" There is {there}: to rename it, give its name as previous_name." if there else ""
        )

    def _stores_beside(self, identity: StoreIdentity, reader: Reads) -> list[Json]:
        documents, _read_now = reader.listing(_BASE, self.version, shape=self.shape)
        return [document for document in documents if self.scope_of(document) == self.scope(identity)]

    def neighbours(self, identity: StoreIdentity, documents: t.Sequence[Json]) -> list[str]:
        return [self.describe(document) for document in documents]

    def missing_place(self, identity: StoreIdentity, reader: Reads) -> str:
        return missing_environment(identity.project_key, identity.environment_key, reader)

    def refused(self, identity: StoreIdentity, reader: Reads, conflict: bool = False) -> str:
        if not conflict:
            return self.missing_place(identity, reader)
        there = self._stores_beside(identity, reader)
        if not there or identity.id is not None:
            return self.missing_place(identity, reader)
        return (
            f"The environment has {'; '.join(map(self.describe, there))}. LaunchDarkly may take only one. To manage that"
            " one give its name (or integration_id); to rename it, its name as previous_name; to replace it, declare it"
            " with state absent first."
        )

    def possible_secrets(self, document: Json) -> set[Pointer]:
        variables = FORM_VARIABLES.get(str(document.get("integrationKey")), {})
        return {("config", name) for name, known in variables.items() if known.get("secret")}

    def is_plain(self, path: Pointer) -> bool:
        return any(
            path[-1] in FORM_VARIABLES[kind] and not FORM_VARIABLES[kind][path[-1]].get("secret") for kind in KINDS
        )

    def secret_paths(self, document: Json) -> set[Pointer]:
        config = lookup(document, ("config",))
        variables = FORM_VARIABLES["redis"] | FORM_VARIABLES["dynamodb"]
        return {
            ("config", name)
            for name in (config if isinstance(config, t.Mapping) else ())
            if variables.get(name, {}).get("secret")
        }


def desired_store(options: t.Mapping[str, t.Any]) -> Desired[StoreIdentity]:
    """What the validated ``options`` of a task declare. Raises InvalidOption."""
    kinds = [kind for kind in KINDS if options.get(kind) is not None]
    if len(kinds) > 1:
        raise InvalidOption("redis, dynamodb", "a store is one or the other: give one of them")
    kind = kinds[0] if kinds else None
    identity = StoreIdentity(
        check_key("project_key", options["project_key"], 100),
        check_key("environment_key", options["environment_key"]),
        kind,
        None if options.get("name") is None else check_text("name", options["name"]),
        None if options.get("integration_id") is None else _check_id(options["integration_id"]),
        check_previous_name(options),
    )
    if kind is None and identity.name is None and identity.id is None:
        raise InvalidOption("redis, dynamodb, name or integration_id", "at least one must say which store is meant")
    wanted: dict[str, t.Any] = {"name": given(options, "name"), "enabled": given(options, "enabled")}
    if kind is not None:
        wanted.update(_checked_config(kind, options[kind]))
    if options.get("tags") is not None:
        wanted["tags"] = check_tags("tags", options["tags"])
    values = tuple(Value(FIELDS[option], value) for option, value in wanted.items() if value is not ABSENT)
    return Desired(identity, values)


def _check_id(value: str) -> str:
    check_text("integration_id", value, spaces=False)
    if value in (".", ".."):
        raise InvalidOption("integration_id", f"{value!r} is not an id")
    return value


def _checked_config(kind: str, config: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    wanted: dict[str, t.Any] = {}
    for option in _MEMBERS[kind]:
        value, name = config.get(option), f"{kind}.{option}"
        if value is None:
            continue
        if isinstance(value, str):
            if option == "password":
                check_secret(name, value, 4096)
            else:
                longest = 255 if option == "host" else 512
                check_text(name, value, longest, empty=option == "username", spaces=option == "username")
        wanted[name] = value
    _check_shapes(wanted)
    return wanted


def _is_address(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(re.sub(r"\A\[(.*)\]\Z", r"\1", host)))
    except ValueError:
        return False


def _check_shapes(wanted: dict[str, t.Any]) -> None:
    port, role, host = wanted.get("redis.port"), wanted.get("dynamodb.role_arn"), wanted.get("redis.host")
    if port is not None and not (re.fullmatch(r"[1-9][0-9]{0,4}", port) and int(port) < 65536):
        raise InvalidOption("redis.port", f"{port!r} is not a port: a number from 1 to 65535 is meant")
    if host is not None and not _HOST.fullmatch(host) and not _is_address(host):
        raise InvalidOption("redis.host", "must be a host name or an address, without scheme, user, port and path")
    if role is not None and not _ROLE.fullmatch(role):
        raise InvalidOption("dynamodb.role_arn", f"{role!r} is not the ARN of an IAM role (arn:aws:iam::…:role/…)")
    region = wanted.get("dynamodb.region")
    if region is not None and not _REGION.fullmatch(region):
        raise InvalidOption(
            "dynamodb.region",
            f"{region!r} is not the name of an AWS region, such as us-east-1. {did_you_mean(region, REGIONS)}",
        )
    table = wanted.get("dynamodb.table_name")
    if table is not None and not re.fullmatch(r"[a-zA-Z0-9_.-]{3,255}", table):
        raise InvalidOption(
            "dynamodb.table_name",
            f"{table!r} is not the name of a DynamoDB table: 3 to 255 letters, digits, '.', '_' and '-'",
        )
