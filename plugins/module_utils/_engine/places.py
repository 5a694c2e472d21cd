# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where resources are: each at its own key, or in a list, known by its name and by an id that the service gives."""

from __future__ import annotations

import dataclasses
import typing as t

from .fields import Json
from .identity import Identity, Key, filled, in_link
from .keyed import Keyed, Placed
from .resource import Path
from .settings import Settings


@dataclasses.dataclass(frozen=True)
class NamedInList(Placed):
    """What is in a list: at the path ``list``, one for all, or one for each of its keys.

    ``item`` is where one is read, patched and deleted, with ``{id}``; ``create`` is where a new one is posted. ``called``
    says how a message calls one. ``variants`` are the options of which one says what sort it is.
    """

    list: str
    item: str
    keys: tuple[Key, ...]
    id_option: str
    create: str = ""
    called: str = "{noun} {which}"
    variants: tuple[str, ...] = ()
    variant_member: str = "integrationKey"
    id_member: str = "_id"
    name_member: str = "name"

    @property
    def above(self) -> tuple[Key, ...]:
        """The keys of the place that it is in."""
        return self.keys

    @property
    def shown(self) -> tuple[str, ...]:
        """The members that tell which one it is, beside its name."""
        return (self.variant_member,) if self.variants else ()

    @property
    def is_shared(self) -> bool:
        """Whether one list holds those of all places."""
        return "{" not in self.list

    @property
    def shown_in_list(self) -> tuple[str, ...]:
        """The members that tell in a shared list where one is."""
        return (*(key.member for key in self.keys if not key.in_link), *self.shown) if self.is_shared else ()

    def list_path(self, identity: Identity) -> Path:
        """Where the list is."""
        return filled(self.list, self._segments(identity))

    collection = list_path

    def create_path(self, identity: Identity) -> Path:
        """Where a new one is posted."""
        return filled(self.create or self.list, self._segments(identity))

    def item_path(self, identity: Identity, document: Json) -> Path:
        """Where the one that was found is."""
        return filled(self.item, self._segments(identity, document))

    def direct_path(self, identity: Identity) -> Path | None:
        """Where it is, if its id says so."""
        if identity.id is None or (self.variants and identity.variant is None):
            return None
        return self.item_path(identity, {})

    def _segments(self, identity: Identity, document: Json = None) -> dict[str, str]:
        found = document or {}
        return {
            **self.by_option(identity),
            "variant": str(found.get(self.variant_member) or identity.variant or ""),
            "id": str(found.get(self.id_member) or identity.id),
        }

    def keys_of(self, document: Json) -> tuple[t.Any, ...]:
        """The keys of its place, which a document of a shared list shows."""
        linked = in_link(self.item, document) if any(key.in_link for key in self.keys) else {}
        return tuple(linked.get(key.option) if key.in_link else document.get(key.member) for key in self.keys)

    def linked(self, document: Json) -> dict[str, str]:
        """The members that tell its place, of those keys of which only its link to itself tells it."""
        if not any(key.in_link for key in self.keys):
            return {}
        pairs = zip(self.keys, self.keys_of(document), strict=True)
        return {key.member: value for key, value in pairs if key.in_link and value}

    def found(self, keys: t.Sequence[str], document: Json) -> Identity:
        """The identity of a ``document`` of the list with these ``keys``, by its id."""
        variant = document.get(self.variant_member) if self.variants else None
        keys = self.keys_of(document) if self.is_shared else keys
        return Identity(tuple(keys), variant, id=document.get(self.id_member))

    def scope(self, identity: Identity) -> t.Hashable:
        """Its place, where one list holds several."""
        return identity.keys if self.is_shared else ()

    def scope_of(self, document: Json) -> t.Hashable:
        """The place of one that was found."""
        return self.keys_of(document) if self.is_shared else ()

    def matches(self, identity: Identity, document: Json) -> bool:
        """By id, else by variant and name, as far as they are given."""
        if identity.id is not None:
            return bool(document.get(self.id_member) == identity.id)
        found = (document.get(self.variant_member), document.get(self.name_member))
        return all(
            wanted in (None, there) for wanted, there in zip((identity.variant, identity.name), found, strict=True)
        )

    def is_loose(self, identity: Identity) -> bool:
        """Whether another one may say more exactly what it means."""
        return identity.id is None and (identity.name is None or (bool(self.variants) and identity.variant is None))

    def may_mean_the_same(self, loose: Identity, other: Identity) -> bool:
        """Whether nothing that both say tells them apart."""
        pairs = ((loose.variant, other.variant), (loose.name, other.name))
        return other.id is None and all(one is None or two is None or one == two for one, two in pairs)

    def label(self, noun: str, identity: Identity, document: Json = None) -> str:
        """``redis big segment store 'prod' of shop/production``, as far as it is known."""
        found = document or {}
        name = identity.name or found.get(self.name_member)
        which = repr(name) if name else ""
        if identity.id:
            which = f"{which} ({self.id_option} {identity.id})" if which else identity.id
        words = {
            **self.by_option(identity),
            "noun": noun,
            "which": which,
            "variant": identity.variant or found.get(self.variant_member) or "",
        }
        return " ".join(word for word in (part.format(**words) for part in self.called.split(" ")) if word)

    def identified(self, identity: Identity, document: Json) -> dict[str, t.Any]:
        """The keys of its place by the options that give them, then its variant, name and id as far as they are known."""
        told = self.by_option(identity)
        if self.variants:
            told["integration_key"] = document.get(self.variant_member) or identity.variant
        told["name"] = document.get(self.name_member) or identity.name
        told[self.id_option] = document.get(self.id_member) or identity.id
        return told

    def describe(self, noun: str, keys: t.Sequence[str], document: Json) -> str:
        """One that was found: ``redis 'prod' (integration_id 1234, in shop/production)``."""
        name = document.get(self.name_member)
        which = repr(name) if name else "without a name"
        where = f", in {'/'.join(map(str, self.keys_of(document)))}" if self.is_shared and self.keys else ""
        if self.variants:
            sort = document.get(self.variant_member)
        else:
            sort = (document.get(self.keys[-1].member) or keys[-1]) if self.keys else noun
        return f"{sort} {which} ({self.id_option} {document.get(self.id_member)}{where})"


Place: t.TypeAlias = Keyed | NamedInList

__all__ = ["Keyed", "NamedInList", "Place", "Settings"]
