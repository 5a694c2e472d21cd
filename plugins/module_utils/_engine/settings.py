# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings that are always there: nobody makes or deletes them, and one answer may hold those of many places."""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.calls import Query
from .fields import Json
from .identity import Identity, filled
from .keyed import Keyed
from .resource import Path


@dataclasses.dataclass(frozen=True)
class Settings(Keyed):
    """What is read and changed at ``path``, with its first key; the other keys are what is asked for there.

    ``asked`` is asked for every time. ``parts`` gives the documents of an answer, each with the members of its own keys;
    one without some of them stands for all that are not told by themselves. An answer that has nothing of one tells that it
    is as it was at first.
    """

    asked: tuple[tuple[str, str], ...] = ()
    parts: t.Callable[[Json], t.Iterable[Json]] = dataclasses.field(kw_only=True)

    @property
    def above(self) -> tuple[t.Any, ...]:
        """The keys of the answer that holds them all."""
        return self.keys[:1]

    @property
    def shown(self) -> tuple[str, ...]:
        """The members with its own keys, which tell which one it is, in a list too."""
        return tuple(key.member for key in self.keys[1:])

    shown_in_list = shown

    def collection(self, identity: Identity) -> Path:
        """Where all of them are read."""
        return self._at(identity, {})

    def direct_path(self, identity: Identity) -> Path:
        """Where one of them is read, and, without its query, changed."""
        return self._at(identity, self._own(identity))

    def create_path(self, identity: Identity) -> Path:
        """Where it is changed."""
        return filled(self.path, self.by_option(identity))

    def _at(self, identity: Identity, own: t.Mapping[str, str]) -> Path:
        query = {**own, **dict(self.asked)}
        return (*self.create_path(identity), *([Query.of(query)] if query else ()))

    def _own(self, identity: Identity) -> dict[str, str]:
        return dict(zip(self.shown, identity.keys[1:], strict=True))

    def found(self, keys: t.Sequence[str], document: Json) -> Identity:
        """The identity of a ``document`` of the answer with these ``keys``."""
        return Identity((*keys[:1], *(str(document.get(member)) for member in self.shown)))

    def scope(self, identity: Identity) -> t.Hashable:
        """The answer that it is in."""
        return identity.keys[:1]

    def matches(self, identity: Identity, document: Json) -> bool:
        """By its own keys."""
        return all(document.get(member) == key for member, key in self._own(identity).items())

    def describe(self, noun: str, keys: t.Sequence[str], document: Json) -> str:
        """One that was found."""
        return f"{noun} {'/'.join(str(document.get(member)) for member in self.shown)!r}"

    def unpacked(self, answer: Json) -> list[Json]:
        """The documents of an ``answer``, but for what stands for others."""
        return [part for part in self.parts(answer) if not isinstance(part, dict) or self._is_one(part)]

    def picked(self, identity: Identity, answer: Json) -> Json:
        """What an ``answer`` says about one of them; None where it is no answer to that."""
        if not isinstance(answer, dict):
            return None
        own, found = self._own(identity), {}
        for part in self.parts(answer):
            if not isinstance(part, dict):
                return None
            if self.matches(identity, part):
                return part
            if all(part.get(member) in (None, key) for member, key in own.items()):
                found = part
        return {**found, **own}

    def _is_one(self, part: Json) -> bool:
        return all(part.get(member) is not None for member in self.shown)

    def body(self, identity: Identity, patch: list[dict[str, t.Any]]) -> dict[str, t.Any]:
        """What a JSON Patch of members changes, as the service takes it: their new values, null for what shall go."""
        changed = {operation["path"][1:]: operation.get("value") for operation in patch}
        return {**self._own(identity), **changed}
