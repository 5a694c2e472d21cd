# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The resources of a defined kind, as the engine asks for them."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._client.nearest import nearest
from .checks import quoted
from .copying import original
from .declaring import by_options, desired
from .definition import Definition
from .fields import ABSENT, Json, Pointer
from .identity import Identity
from .instead import known_keys, leave_out, missing, none_yet, only_one
from .members import Options, Warn
from .places import NamedInList, Settings
from .resource import Desired, Path, Reads, Resource


class Defined(Resource[Identity]):
    """A definition, with the ``options`` of the task that asks it."""

    def __init__(self, definition: Definition, options: Options, warn: Warn = lambda text: None) -> None:
        self.definition, self.place = definition, definition.place
        self.options, self._warn = options, warn
        self.noun, self.version, self.hints = definition.noun, definition.version, definition.hints
        self.shown, self.shown_new = definition.shown, definition.shown_new
        self.told_apart_by = definition.told_apart_by
        self.secret_option, self.objects = definition.secret_option, definition.objects
        self.shape, self.left_out, self.exclusive = definition.shape, definition.left_out, definition.exclusive
        self.version_member, self.patch_member = definition.version_member, definition.patch_member
        self.shown_once, self.seen_late, self.tags = definition.shown_once, definition.seen_late, definition.tags
        self.id_member, self.name_member = self.place.id_member, self.place.name_member
        self.is_always_there = isinstance(self.place, Settings)
        self.list_may_be_missing = isinstance(self.place, NamedInList) and not self.place.is_shared

    @property
    def kind(self) -> str:
        return self.definition.name

    def at(self, *keys: str) -> Defined:
        """The same of the place with these ``keys``, or of the one that has them."""
        named = dict(zip((key.option for key in self.place.keys), keys, strict=False))
        return Defined(self.definition, {**self.options, **named}, self._warn)

    def desired(self) -> Desired[Identity]:
        """What the options declare. Raises InvalidOption."""
        return desired(self.definition, self.options, self._warn)

    def identified(self, identity: Identity, document: Json = None) -> dict[str, t.Any]:
        return self.place.identified(identity, document or {})

    def label(self, identity: Identity, document: Json = None) -> str:
        return self.place.label(self.noun, identity, document)

    def describe(self, document: Json) -> str:
        keys = [str(self.options.get(key.option)) for key in self.place.keys]
        return self.place.describe(self.noun, keys, document)

    def list_path(self, identity: Identity) -> Path | None:
        return self.place.list_path(identity)

    def scope(self, identity: Identity) -> t.Hashable:
        return self.place.scope(identity)

    def scope_of(self, document: Json) -> t.Hashable:
        return self.place.scope_of(document)

    def matches(self, identity: Identity, document: Json) -> bool:
        return self.place.matches(identity, document)

    def is_loose(self, identity: Identity) -> bool:
        return self.place.is_loose(identity)

    def may_mean_the_same(self, loose: Identity, other: Identity) -> bool:
        return self.place.may_mean_the_same(loose, other)

    def formerly(self, identity: Identity) -> Identity | None:
        return identity.formerly()

    def direct_path(self, identity: Identity) -> Path | None:
        return self.place.direct_path(identity)

    def item_path(self, identity: Identity, document: Json) -> Path:
        return self.place.item_path(identity, document)

    def create_path(self, identity: Identity) -> Path:
        return self.place.create_path(identity)

    def patch_body(self, identity: Identity, patch: list[dict[str, t.Any]]) -> Json:
        place = self.place
        return place.body(identity, patch) if isinstance(place, Settings) else super().patch_body(identity, patch)

    def picked(self, identity: Identity, answer: Json) -> Json:
        return self.place.picked(identity, answer) if isinstance(self.place, Settings) else answer

    def as_new(self, identity: Identity) -> Desired[Identity]:
        return Desired(identity, tuple(self.definition.firsts))

    def missing(self, identity: Identity, reader: Reads, absent: bool) -> None:
        place = self.place
        if identity.id is None or not isinstance(place, NamedInList):
            return
        if place.is_shared:
            documents, _read_now = reader.listing(place.list_path(identity), self.version, True, self.shape)
            there = [document for document in documents if document.get(place.id_member) == identity.id]
            # The list may show what was deleted moments ago.
            elsewhere = [document for document in there if not self._is_at(identity, document)]
            if elsewhere:
                found = self.describe(elsewhere[0])
                raise InvalidOption(place.id_option, f"{identity.id} is not this {self.definition.short} but {found}")
        if not absent:
            raise InvalidOption(
                place.id_option,
                f"there is no {self.noun} {identity.id}",
                self.missing_place(identity, reader)
                or leave_out(self.definition, identity, self.described(identity, reader)),
            )

    def _is_at(self, identity: Identity, document: Json) -> bool:
        variant = document.get(self.place.variant_member) if isinstance(self.place, NamedInList) else None
        return self.scope_of(document) == self.scope(identity) and identity.variant in (None, variant)

    def check_found(self, identity: Identity, document: Json) -> None:
        if self.definition.is_preset(document):
            raise InvalidOption(
                self.place.keys[-1].option,
                f"{self.label(identity, document)} is one that LaunchDarkly presets, which nobody can change",
                f"Give a {self.definition.short} of your own another key, and take this one out of the declaration.",
            )
        for key, value in zip(self.place.keys, identity.keys, strict=True):
            found = document.get(key.member) if key.member else None
            if found not in (None, value):
                raise InvalidOption(
                    self.place.id_option or key.option,
                    f"{self.describe(document)} is not a {self.definition.short} of {value}",
                )

    def check_creation(self, desired: Desired[Identity], reader: Reads) -> None:
        identity, place = desired.identity, self.place
        if place.variants and identity.variant is None:
            needed = " or ".join(place.variants)
            raise InvalidOption(
                needed, f"one of them is needed to create a {self.definition.short}", self._none_yet(identity, reader)
            )
        lacking: list[str] = []
        for member in self.definition.members:
            lacking += member.lacking(self.options, identity.variant)
        if lacking:
            what = f"a {self.definition.short}" if self.definition.is_named else "it"
            raise InvalidOption(", ".join(lacking), f"needed to create {what}", self._none_yet(identity, reader))
        self.definition.check_new(self.options, desired, reader)

    def _none_yet(self, identity: Identity, reader: Reads) -> str:
        if self.definition.is_named:
            return none_yet(self.definition, identity, self.described(identity, reader))
        there = known_keys(identity.keys[-1], self.place.collection(identity), reader, self.version)
        return f"{none_yet(self.definition, identity, ())}{there}"

    def described(self, identity: Identity, reader: Reads) -> list[str]:
        """What else is in its place, what is called most like it first."""
        path = self.list_path(identity)
        if path is None:
            return []
        documents, _read_now = reader.listing(path, self.version, shape=self.shape)
        here = [one for one in documents if self.scope_of(one) == self.scope(identity)]
        member, wanted = (self.id_member, identity.id) if identity.id else (self.name_member, identity.name)
        order = nearest(wanted or "", [str(one.get(member)) for one in here])
        return [self.describe(one) for one in sorted(here, key=lambda one: order.index(str(one.get(member))))]

    def check_update(self, desired: Desired[Identity], document: Json) -> None:
        self.definition.check_change(self.options, desired, document)

    def copies(self, identity: Identity) -> Identity | None:
        source = self.options.get(self.definition.copied_by) if self.definition.copied_by else None
        return None if source is None else Identity((*identity.keys[:-1], source))

    def begins_as(self, desired: Desired[Identity], reader: Reads, made: t.Container[Identity] = ()) -> Json:
        source = self.copies(desired.identity)
        return None if source is None else original(self, self.definition, desired.identity, source, reader, made)

    def check_removal(self, identity: Identity, document: Json, reader: Reads) -> None:
        destroys = self.definition.destroys
        if destroys is None:
            return
        given, expected = self.options.get("confirm_deletion"), "/".join(identity.keys)
        if given == expected:
            return
        problem = "is not set" if given is None else f"is {quoted(given)}"
        raise InvalidOption(
            "confirm_deletion",
            f"{problem}, and a deletion destroys {destroys(identity, reader)}",
            f"If that is meant, set confirm_deletion to {expected!r}.",
        )

    def neighbours(self, identity: Identity, documents: t.Sequence[Json]) -> list[str]:
        return [self.describe(document) for document in documents] if self.definition.is_named else []

    def missing_place(self, identity: Identity, reader: Reads) -> str:
        parent = self.definition.parent
        return "" if parent is None else missing(parent, identity.keys[: len(parent.place.keys)], reader)

    def refused(self, identity: Identity, reader: Reads, conflict: bool = False) -> str:
        why = self.definition.refused(identity, conflict)
        if why:
            return why
        there = self.described(identity, reader) if conflict and identity.id is None else []
        return only_one(self.definition, there) if there else self.missing_place(identity, reader)

    def possible_secrets(self, document: Json) -> set[Pointer]:
        place = self.place
        variant = document.get(place.variant_member) if isinstance(place, NamedInList) else None
        members = self.definition.members
        return set().union(*(member.possible_secrets(self.options, variant) for member in members))

    def is_plain(self, path: Pointer) -> bool:
        return any(member.is_plain(path, self.options) for member in self.definition.members)

    def secret_paths(self, document: Json) -> set[Pointer]:
        members = self.definition.members
        found = set().union(*(member.secret_paths(document, self.options) for member in members))
        for option, paths in self.definition.hidden.items():
            if self.options.get(option, "omit") == "omit":
                found.update(paths)
        return found

    def by_options(self, document: t.Mapping[str, Json]) -> dict[str, t.Any]:
        return by_options(self.definition, document, self.options)

    def redacted(self, document: Json, more: t.Iterable[Pointer] = (), mark: t.Any = ABSENT) -> dict[str, t.Any]:
        result = super().redacted(document, more, mark)
        if mark is ABSENT:
            for member in self.definition.elsewhere:
                result.pop(member, None)
        return {**self.place.linked(document), **result} if isinstance(self.place, NamedInList) else result
