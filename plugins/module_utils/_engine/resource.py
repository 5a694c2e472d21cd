# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the engine must be told of a kind of resource. A definition in ``_resources`` answers; the engine asks.

The engine knows no URL: paths are tuples of segments that a definition gives and the client quotes.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .fields import ABSENT, Field, Json, Pointer, Value, copied, lookup, nest, put
from .secrets import HIDDEN, masked_paths, visible_tags
from .shapes import Shape

Identity = t.TypeVar("Identity")
Path = tuple[str, ...]

_NOISE = ("_access", "_links")  # These are about the API, not about the resource: no result shows them.


class Reads(t.Protocol):
    """The part of the reader that a definition may use to look round, for the text of an error."""

    prefers_lists: bool

    def get(self, path: Path, version: str, shape: Shape | None = None) -> Json:
        """One document."""

    def listing(
        self, path: Path, version: str, fresh: bool = False, shape: Shape | None = None
    ) -> tuple[list[Json], bool]:
        """The documents of a list, and whether they were read just now."""

    def documents(self, path: Path, version: str, shape: Shape | None = None) -> list[Json]:
        """The documents of a list, read now and not remembered."""


@dataclasses.dataclass(frozen=True)
class Desired(t.Generic[Identity]):
    """What a task declares: which thing, and the values of the members it manages."""

    identity: Identity
    values: tuple[Value, ...] = ()


class Resource(t.Generic[Identity]):
    """One kind of resource: its noun, its place in the API, how one of them is recognised, which members it shows.

    ``shown`` are the top-level members that a diff shows, ``shown_new`` those that only that of a new one shows.
    ``tags`` is the top-level member whose tags may hold notes of the collection's own; empty where it keeps none.
    ``objects`` are the top-level members that a creation must have, also as empty objects. ``told_apart_by`` names the
    options that tell several apart. ``list_may_be_missing`` tells that there is a list for each place, and none where
    the place is not there. ``shape`` says what the members of an answer are; ``left_out``, what a member means that an
    answer does not have, so that results have it always. Of a pair of fields in ``exclusive`` the service takes only
    one at a time: to set one is to put the other back to what a new resource has. ``version_member`` counts changes,
    and nothing else; empty where there is none. ``patch_member`` is the member of a PATCH's body that holds the JSON
    Patch, where it is not the whole body. ``shown_once`` says what only the answer to a creation shows, and what to do
    where that was lost. ``seen_late`` tells that what was created at its key may not be there for a while.
    ``is_always_there`` tells that it is neither made nor deleted: to want it absent is to want what is ``as_new``.
    ``hints`` say what to do where a refusal has certain words.
    """

    noun: str
    version: str
    shown: tuple[str, ...]
    shown_new: tuple[str, ...] = ()
    tags: str = "tags"
    objects: tuple[str, ...] = ()
    secret_option: str = ""
    told_apart_by: str = "its name or its id"
    list_may_be_missing: bool = False
    shape: Shape = {}
    left_out: t.Mapping[str, Json] = {}
    exclusive: tuple[tuple[Field, Field], ...] = ()
    id_member: str = "_id"
    name_member: str = "name"
    version_member: str = "version"
    patch_member: str = ""
    shown_once: str = ""
    seen_late: bool = False
    is_always_there: bool = False
    hints: t.Mapping[str, str] = {}

    @property
    def kind(self) -> str:
        """Equal for resources of one kind only."""
        return type(self).__qualname__

    def id_of(self, document: Json) -> t.Any:
        """The id that the service gave to ``document``."""
        return document.get(self.id_member)

    def name_of(self, document: Json) -> t.Any:
        """The name of ``document``, which may change."""
        return document.get(self.name_member)

    def label(self, identity: Identity, document: Json = None) -> str:
        """How a message calls what the task means; ``document`` is what was found of it."""
        raise NotImplementedError

    def identified(self, identity: Identity, document: Json = None) -> dict[str, t.Any]:
        """Which one it is, for programs: the keys of its place, its name and its id, as far as they are known."""
        return {}

    def describe(self, document: Json) -> str:
        """How a message calls one that was found."""
        raise NotImplementedError

    def list_path(self, identity: Identity) -> Path | None:
        """Where the list is that holds it; None where it is read by its key."""
        raise NotImplementedError

    def scope(self, identity: Identity) -> t.Hashable:
        """The part of the list to look in; equal to ``scope_of`` of those that may match."""
        return ()

    def scope_of(self, document: Json) -> t.Hashable:
        """The part of the list that ``document`` belongs to."""
        return ()

    def matches(self, identity: Identity, document: Json) -> bool:
        """Whether ``document``, from the list or read alone, is what ``identity`` means."""
        raise NotImplementedError

    def is_loose(self, identity: Identity) -> bool:
        """Whether ``identity`` may mean what another one says more exactly."""
        return False

    def may_mean_the_same(self, loose: Identity, other: Identity) -> bool:
        """Whether there may be a resource that both identities mean, of which the first is loose."""
        return loose == other

    def formerly(self, identity: Identity) -> Identity | None:
        """The same under the name that it had before; None where the task names none."""
        return None

    def direct_path(self, identity: Identity) -> Path | None:
        """Where it is, if that is known without the list."""
        return None

    def item_path(self, identity: Identity, document: Json) -> Path:
        """Where the one that was found is read, patched and deleted."""
        raise NotImplementedError

    def create_path(self, identity: Identity) -> Path:
        """Where a new one is posted."""
        raise NotImplementedError

    def patch_body(self, identity: Identity, patch: list[dict[str, t.Any]]) -> Json:
        """The body of the PATCH that makes the changes of the JSON Patch ``patch``."""
        return {self.patch_member: patch} if self.patch_member else patch

    def picked(self, identity: Identity, answer: Json) -> Json:
        """Of an ``answer`` that may hold more, the document that is about ``identity``."""
        return answer

    def as_new(self, identity: Identity) -> Desired[Identity]:
        """What is the same as to have none, of what is always there."""
        return Desired(identity)

    def missing(self, identity: Identity, reader: Reads, absent: bool) -> None:
        """Called when nothing was found: raise where that cannot be what the user means, who may want it ``absent``."""

    def check_found(self, identity: Identity, document: Json) -> None:
        """Raise InvalidOption where ``document``, which was found, cannot be what the user means."""

    def missing_place(self, identity: Identity, reader: Reads) -> str:
        """That what it belongs to is not there, as a sentence; empty where it is, or where nobody may know."""
        return ""

    def check_creation(self, desired: Desired[Identity], reader: Reads) -> None:
        """Raise InvalidOption where ``desired`` lacks what creation needs, or asks for what cannot follow it."""

    def check_update(self, desired: Desired[Identity], document: Json) -> None:
        """Raise InvalidOption where ``document``, which was found, cannot become as ``desired``."""

    def begins_as(self, desired: Desired[Identity], reader: Reads, made: t.Container[Identity] = ()) -> Json:
        """What a new one begins with where that is not the same for all of them: the document that it is a copy of.

        Raises InvalidOption where that is not there, but for those that are about to be ``made``.
        """
        return None

    def copies(self, identity: Identity) -> Identity | None:
        """Of which other one a new one begins as a copy; None where of none."""
        return None

    def check_removal(self, identity: Identity, document: Json, reader: Reads) -> None:
        """Raise InvalidOption where ``document`` must not be removed, though the user says that it shall be absent."""

    def neighbours(self, identity: Identity, documents: t.Sequence[Json]) -> list[str]:
        """Those of ``documents`` that a new one would stand beside, described, for a warning."""
        return []

    def refused(self, identity: Identity, reader: Reads, conflict: bool = False) -> str:
        """Why the list or the creation was refused, as a sentence for the user; empty where nobody knows.

        ``conflict`` tells that it was refused for what is there already.
        """
        return ""

    def possible_secrets(self, document: Json) -> set[Pointer]:
        """Where a resource like ``document`` may hold secrets, also where the document shows none."""
        return set()

    def secret_paths(self, document: Json) -> set[Pointer]:
        """Where ``document`` holds secrets, masked or not."""
        return set()

    def is_plain(self, path: Pointer) -> bool:
        """Whether the member at ``path`` is known to be no secret, whatever characters are in it."""
        return False

    def redacted(self, document: Json, more: t.Iterable[Pointer] = (), mark: t.Any = ABSENT) -> dict[str, t.Any]:
        """A copy of ``document`` without fingerprints, with ``mark`` (or nothing) for its secrets, those at ``more`` too."""
        result = {member: copied(value) for member, value in document.items() if member not in _NOISE}
        for path in {*self.secret_paths(document), *more, *masked_paths(document)}:
            if lookup(result, path) is not ABSENT:
                put(result, path, mark)
        if self.tags in result:
            result[self.tags] = visible_tags(result[self.tags])
        return result

    def tags_of(self, document: Json) -> list[t.Any]:
        """The tags in ``document``, fingerprints among them; none where it has no list of them."""
        tags = lookup(document, (self.tags,))
        return tags if isinstance(tags, list) else []

    def complete(self, document: Json) -> Json:
        """``document`` with what the service leaves out where it is false or an empty list, though it has it."""
        if not isinstance(document, dict):
            return document
        absent = {m: v for m, v in self.left_out.items() if m not in document and not isinstance(v, dict)}
        return {**document, **copied(absent)} if absent else document

    def shown_as(self, document: Json, more: t.Iterable[Pointer] = (), mark: t.Any = ABSENT) -> dict[str, t.Any]:
        """``document`` as a result shows it: ``redacted``, with what the service leaves out where it is false or empty."""
        return {**copied(self.left_out), **self.redacted(document, more, mark)}

    def by_options(self, document: t.Mapping[str, Json]) -> dict[str, t.Any]:
        """``document`` with the names that the user writes, as far as there are options for its members."""
        return dict(document)

    def operation_value(self, path: Pointer, value: Json, more: t.Iterable[Pointer]) -> Json:
        """``value``, which an operation puts at ``path``, as it may be shown."""
        return lookup(self.redacted(nest(path, value), more, HIDDEN), path)
