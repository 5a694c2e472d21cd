# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A kind of resource that the tests of the engine own, so that they know no real one: things."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import InvalidOption
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import (
    ABSENT,
    Field,
    Json,
    Pointer,
    Value,
    When,
    lookup,
    same_set,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.resource import (
    Desired,
    Path,
    Reads,
    Resource,
)

WHOLE = (("config",),)
SECRETS = ("password", "token")

FIELDS = {
    field.option: field
    for field in (
        Field("name", ("name",)),
        Field("enabled", ("enabled",), other_paths=(("on",),)),
        Field("config.host", ("config", "host"), other_paths=WHOLE),
        Field("config.port", ("config", "port"), default="6379", other_paths=WHOLE),
        Field("config.tls", ("config", "tls"), default=False, other_paths=WHOLE),
        Field("config.password", ("config", "password"), secret=True, other_paths=WHOLE),
        Field("config.token", ("config", "token"), secret=True, other_paths=WHOLE),
        Field("config.region", ("config", "region"), when=When.FIXED, other_paths=WHOLE),
        Field("deep", ("one", "two", "three")),
        Field("tags", ("tags",), same=same_set, default=()),
    )
}


class ThingIdentity(NamedTuple):
    """Which thing: by id, else by place and name."""

    place: str = "here"
    name: str | None = None
    id: str | None = None


class Thing(Resource[ThingIdentity]):
    """Things have a place, and an id that the service gives."""

    noun = "thing"
    version = "beta"
    shown = ("name", "enabled", "config", "tags")
    secret_option = "config"

    def label(self, identity: ThingIdentity, document: Json = None) -> str:
        """By name or id."""
        return f"thing {identity.id or identity.name} of {identity.place}"

    def describe(self, document: Json) -> str:
        """By name and id."""
        return f"{document.get('name')} ({document.get('_id')})"

    def identified(self, identity: ThingIdentity, document: Json = None) -> dict[str, Any]:
        """By place, and by what is known."""
        return {"place": identity.place, "name": identity.name or (document or {}).get("name")}

    def list_path(self, identity: ThingIdentity) -> Path | None:
        """All things are in one list; those of ``nowhere`` in none."""
        return None if identity.place == "nowhere" else ("things",)

    def scope(self, identity: ThingIdentity) -> Hashable:
        """Things belong to a place."""
        return identity.place

    def scope_of(self, document: Json) -> Hashable:
        """The place."""
        return document.get("place", "here")

    def matches(self, identity: ThingIdentity, document: Json) -> bool:
        """By name, where one is given."""
        return identity.name in (None, document.get("name"))

    def direct_path(self, identity: ThingIdentity) -> Path | None:
        """By id."""
        return None if identity.id is None else ("things", identity.id)

    def item_path(self, identity: ThingIdentity, document: Json) -> Path:
        """By the id that was found."""
        return ("things", document["_id"])

    def create_path(self, identity: ThingIdentity) -> Path:
        """The list."""
        return ("things",)

    def check_creation(self, desired: Desired[ThingIdentity], reader: Reads) -> None:
        """A thing needs a name."""
        if not any(value.field.option == "name" for value in desired.values):
            raise InvalidOption("name", "needed to create a thing")

    def neighbours(self, identity: ThingIdentity, documents: Sequence[Json]) -> list[str]:
        """Whatever is in the same place."""
        return [self.describe(document) for document in documents]

    def refused(self, identity: ThingIdentity, reader: Reads, conflict: bool = False) -> str:
        """Nobody knows more."""
        return f"Is there a place {identity.place}?"

    def secret_paths(self, document: Json) -> set[Pointer]:
        """The secrets that the table knows."""
        config = lookup(document, ("config",))
        return {("config", name) for name in SECRETS if isinstance(config, Mapping) and name in config}


class BareThing(Resource[ThingIdentity]):
    """As little as a definition can say."""

    noun = "bare thing"


THING = Thing()


def desired(identity: ThingIdentity | None = None, **wanted: Any) -> Desired[ThingIdentity]:
    """What a task declares; ``config_host`` is the option ``config.host``."""
    values = tuple(Value(FIELDS[name.replace("_", ".", 1)], value) for name, value in wanted.items())
    if identity is None:
        identity = ThingIdentity(name=wanted.get("name"))
    return Desired(identity, values)


def masked(secret: Any) -> Any:
    """As the service shows a secret."""
    if not isinstance(secret, str) or not secret:
        return secret
    return secret[:3] + "*" * 8 + secret[-3:] if len(secret) > 6 else "*" * 6


def shown(document: Any) -> Any:
    """As the service shows a thing."""
    config = document.get("config")
    if not isinstance(config, dict):
        return document
    return {**document, "config": {name: masked(one) if name in SECRETS else one for name, one in config.items()}}


__all__ = ["ABSENT", "FIELDS", "THING", "BareThing", "Thing", "ThingIdentity", "desired", "masked", "shown"]
