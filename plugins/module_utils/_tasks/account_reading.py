# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reading of a whole account: each list once, for what is declared and for what is there beside it."""

from __future__ import annotations

import itertools
import typing as t

from .._client.errors import LaunchDarklyError, NotFound
from .._engine.checks import check_key
from .._engine.definition import Definition
from .._engine.explain import wanting
from .._engine.fields import Json
from .._engine.places import Keyed
from .._engine.resource import Path
from .._resources.kinds import KINDS
from .._task import Context, Options
from . import entries
from .account_declaration import declared_kinds
from .entries import Entry
from .reading import read_all, read_details


def scope_option(definition: Definition) -> str | None:
    """The suboption of ``scope`` with the keys that decide about this kind; None where it is of the account itself."""
    place = definition.place
    if place.above:
        return f"{place.above[0].option}s"
    holds_others = any(kind.parent is definition for kind in KINDS)
    return f"{place.keys[0].option}s" if holds_others else None


SCOPE: t.Final = {
    name: {"type": "list", "elements": "str", "no_log": False}
    for name in dict.fromkeys(filter(None, map(scope_option, KINDS)))
}
"""The suboptions of ``scope``."""


class AccountReading:
    """Reads the lists that the ``declared`` entries and the scope of the task call for."""

    def __init__(self, declared: t.Sequence[Entry], options: Options, context: Context) -> None:
        self._context, self._reader = context, context.reader
        self._options = options
        self._concurrency: int = options["max_concurrency"]
        self._declared = declared
        scope = options.get("scope") or {}
        self._scope = {name: list(dict.fromkeys(keys)) for name, keys in scope.items() if keys is not None}
        for name, keys in self._scope.items():
            for key in keys:
                check_key(f"scope.{name}", key, 100)
        self._lists: dict[str, dict[tuple[str, ...], list[Json]]] = {}

    def read(self) -> None:
        """Read the lists, several at a time. What is wrong with one is said where it is missed."""
        wanted = [(kind, above) for kind in declared_kinds(self._options) for above in self._places(kind)]

        def read(one: tuple[Definition, tuple[str, ...]]) -> list[Json] | LaunchDarklyError:
            kind, above = one
            try:
                return self._reader.documents(kind.list_at(*above), kind.version, kind.list_shape, kind.unpack)
            except LaunchDarklyError as error:
                return error

        answers = read_all(read, wanted, self._concurrency)
        for (kind, above), answer in zip(wanted, answers, strict=True):
            if isinstance(answer, NotFound) and isinstance(kind.place, Keyed):
                # What it would be in is not there, and is perhaps about to be made.
                answer = []
            if isinstance(answer, LaunchDarklyError):
                self._tell_unread(kind, above, answer)
            else:
                self._lists.setdefault(kind.name, {})[above] = answer
                self._believe(kind, above, answer)

    def _believe(self, kind: Definition, above: tuple[str, ...], listed: list[Json]) -> None:
        path, place = kind.list_at(*above), kind.place
        details: dict[Path, Json] = {}
        if not kind.brief_list:
            details = {place.item_path(place.found(above, one), one): one for one in listed}
        # What is always there is not told of by itself where it is as it was at first.
        self._reader.believe(path, listed, details, is_whole=isinstance(place, Keyed) and kind.unpack is None)

    def _tell_unread(self, kind: Definition, above: tuple[str, ...], error: LaunchDarklyError) -> None:
        if above and any(entry.resource.definition is kind and self._is_in(entry, above) for entry in self._declared):
            # The entry says it, as its own failure.
            return
        if self._options["prune"]:
            raise error
        of = f" of {'/'.join(above)}" if above else ""
        self._context.warn(f"What is not declared of the {kind.noun}s{of} is not known: {error}")

    def _is_in(self, entry: Entry, above: tuple[str, ...]) -> bool:
        return entry.desired.identity.keys[: len(above)] == above

    def _places(self, kind: Definition) -> list[tuple[str, ...]]:
        """The keys of the lists to read: of what is declared, where that is more than one, and of the scope."""
        place = kind.place
        if place.is_shared:
            own = [entry for entry in self._declared if entry.resource.definition is kind]
            alone = isinstance(place, Keyed) and len(own) < 2
            return [] if alone and not self._looks_beside(kind) else [()]
        above = len(place.above)
        declared = [
            entry.desired.identity.keys[:above] for entry in self._declared if entry.resource.definition is kind
        ]
        roots = [] if above > 1 else [(root,) for root in self._roots(kind) or ()]
        return list(dict.fromkeys([*declared, *roots]))

    def _looks_beside(self, kind: Definition) -> bool:
        option = scope_option(kind)
        return option is None or option in self._scope

    def _roots(self, kind: Definition) -> list[str] | None:
        """The keys of projects, of integrations, in which to look for what is not declared; None for all that is there."""
        option = scope_option(kind)
        if option is None:
            return None
        if option in self._scope:
            return self._scope[option]
        names, one = [kind.name], kind.parent
        while one is not None:
            names.append(one.name)
            one = one.parent
        return list(dict.fromkeys(e.desired.identity.keys[0] for e in self._declared if e.resource.kind in names))

    def found(self) -> list[Entry]:
        """What is there in the scope, declared or not."""
        found = []
        for kind in declared_kinds(self._options):
            keys = self._roots(kind)
            roots = None if keys is None else set(keys)
            for above, listed in self._lists.get(kind.name, {}).items():
                for document in listed:
                    if kind.is_as_new(document) or kind.is_preset(document):
                        continue
                    one = entries.undeclared(kind, above, document, self._options)
                    if roots is None or one.desired.identity.keys[0] in roots:
                        found.append(one)
        return found

    def in_full(self, found: t.Sequence[Entry]) -> list[tuple[Entry, Json]]:
        """``found`` with their documents, those of lists that do not show all of each read by themselves."""
        pairs: list[tuple[Entry, Json]] = []
        for kind, group in itertools.groupby(found, key=lambda entry: entry.resource.definition):
            of_kind = list(group)
            documents = [entry.document for entry in of_kind]
            if kind.brief_list:
                paths = [entry.resource.item_path(entry.desired.identity, entry.document) for entry in of_kind]
                with wanting(f"read the {kind.noun}s that are not declared"):
                    details = read_details(self._reader, kind.version, paths, self._concurrency, kind.list_shape)
                by_id = {document.get(kind.place.id_member): document for document in details}
                documents = [by_id.get(document.get(kind.place.id_member)) for document in documents]
            pairs += [(e, d) for e, d in zip(of_kind, documents, strict=True) if d is not None]
        return pairs
