# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Resources that are each at their own key, as projects and environments are."""

from __future__ import annotations

import dataclasses
import typing as t

from .fields import Json
from .identity import Identity, Key, filled
from .resource import Path


class Placed:
    """What both kinds of places have: the ``keys`` on the way to a resource."""

    keys: tuple[Key, ...]

    def by_option(self, identity: Identity) -> dict[str, t.Any]:
        """The keys, by the options that give them."""
        return {key.option: value for key, value in zip(self.keys, identity.keys, strict=True)}


@dataclasses.dataclass(frozen=True)
class Keyed(Placed):
    """What is read at its own key, the last of ``keys``: ``projects/{project_key}``. Its list is one segment above."""

    path: str
    keys: tuple[Key, ...]
    id_member: str = "_id"
    id_option: str = ""
    name_member: str = "name"
    variants: tuple[str, ...] = ()

    @property
    def above(self) -> tuple[Key, ...]:
        """The keys of the list that it is in."""
        return self.keys[:-1]

    @property
    def is_shared(self) -> bool:
        """Whether one list holds those of all places."""
        return not self.above

    @property
    def member(self) -> str:
        """The member that holds its key."""
        return self.keys[-1].member

    @property
    def shown(self) -> tuple[str, ...]:
        """The members that tell which one it is, in a list too."""
        return (self.member,)

    shown_in_list = shown

    def list_path(self, identity: Identity) -> Path | None:
        """None: it is not looked for in a list."""
        return None

    def collection(self, identity: Identity) -> Path:
        """Where it is listed with its like, and where a new one is posted."""
        return filled(self.path.rpartition("/")[0], self.by_option(identity))

    def direct_path(self, identity: Identity) -> Path:
        """Its own place."""
        return (*self.collection(identity), identity.keys[-1])

    def item_path(self, identity: Identity, document: Json) -> Path:
        """Its own place, whatever was found there."""
        return self.direct_path(identity)

    create_path = collection

    def found(self, keys: t.Sequence[str], document: Json) -> Identity:
        """The identity of a ``document`` of the list with these ``keys``."""
        return Identity((*keys[: len(self.keys) - 1], str(document.get(self.member))))

    def scope(self, identity: Identity) -> t.Hashable:
        """What is above it: it is alone at its key."""
        return identity.keys[:-1]

    def scope_of(self, document: Json) -> t.Hashable:
        """Not known of a document."""
        return ()

    def matches(self, identity: Identity, document: Json) -> bool:
        """By the key."""
        return bool(document.get(self.member) == identity.keys[-1])

    def is_loose(self, identity: Identity) -> bool:
        """A key means one thing."""
        return False

    def may_mean_the_same(self, loose: Identity, other: Identity) -> bool:
        """Only where it is the same."""
        return loose == other

    def label(self, noun: str, identity: Identity, document: Json = None) -> str:
        """``environment 'production' of project 'shop'``."""
        nouns = [*(key.option.removesuffix("_key") for key in self.keys[:-1]), noun]
        return " of ".join(f"{noun} {key!r}" for noun, key in zip(nouns[::-1], identity.keys[::-1], strict=True))

    def identified(self, identity: Identity, document: Json) -> dict[str, t.Any]:
        """The keys, by the options that give them."""
        return self.by_option(identity)

    def describe(self, noun: str, keys: t.Sequence[str], document: Json) -> str:
        """One that was found."""
        return f"{noun} {document.get(self.member)!r}"
