# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A declared set of resources of one kind or of several: planned together, applied together, one report."""

from __future__ import annotations

import typing as t

from .._engine.converge_many import Many
from .._engine.item import Item
from .._task import Context, Options
from . import pruning
from .entries import Entry, item
from .reading import check_concurrency
from .reporting import counted, reported


class Together:
    """The ``declared`` entries, and what is there and is not declared, in the order of the methods.

    ``places`` tells that nothing is created where there is no place for it. Raises InvalidOption for options that cannot
    be.
    """

    def __init__(self, declared: t.Sequence[Entry], options: Options, context: Context, places: bool) -> None:
        self.declared = declared
        self.undeclared: list[Entry] = []
        self._options, self._context, self._places = options, context, places
        self._concurrency = check_concurrency(options)
        pruning.allowed(options["prune_limit"], 0)
        context.reader.forget()
        self.wanted = self._many(declared)
        self.removed = self._many(())
        self._found = 0
        self._prunes = self._unplanned = False

    def _many(self, entries: t.Sequence[Entry]) -> Many:
        reader = self._context.reader.for_many()
        items = [item(entry, self._options, reader, self._context.check_mode) for entry in entries]
        by_key: dict[t.Any, tuple[Entry, Item]] = {e.key: (e, one) for e, one in zip(entries, items, strict=True)}
        for entry, one in zip(entries, items, strict=True):
            nearest, *further = (*entry.places(), None)
            if nearest in by_key:
                one.parent = by_key[nearest][1]
            elif nearest is not None and further[0] in by_key and by_key[further[0]][0].begins_with(nearest):
                one.parent, one.place_comes_along = by_key[further[0]][1], True
        return Many(items, self._concurrency, self._context.progress, self._places)

    @property
    def pairs(self) -> list[tuple[Entry, Item]]:
        """All that is to be brought to a state, each entry with its item; what may be deleted comes last."""
        return [
            *zip(self.declared, self.wanted.items, strict=True),
            *zip(self.undeclared, self.removed.items, strict=False),
        ]

    def plan(self) -> None:
        """Plan what is declared."""
        self.wanted.plan()
        self._unplanned = any(one.error is not None for one in self.wanted.items)

    def compare(self, found: t.Sequence[Entry]) -> None:
        """Note what of ``found``, which is there, is not declared."""
        pairs = list(zip(self.declared, self.wanted.items, strict=True))
        claimed = {pruning.place_of(entry, one.current) for entry, one in pairs}
        # Of what could not be planned nobody knows the place, and yet it is declared.
        failed = [entry for entry, one in pairs if one.error is not None]
        beside = [one for one in found if pruning.place_of(one, one.document) not in claimed]
        self.undeclared = [one for one in beside if not pruning.is_meant(one, one.document, failed)]
        self._found = len(found)

    def plan_removals(self) -> None:
        """Plan to delete what is not declared, unless an entry could not be planned. Raises PruneLimit."""
        self._prunes = True
        if self._unplanned:
            return
        self.removed = self._many(self.undeclared)
        self.removed.plan()
        self.undeclared, self.removed.items = pruning.without_spared(self.undeclared, self.removed.items, self.declared)
        pruning.check_limit([one.label for one in self.undeclared], self._found, self._options["prune_limit"])

    def apply(self, documents: bool = True) -> dict[str, t.Any]:
        """Carry out the plans, and report. What is not declared is deleted last, and not where something failed.

        ``documents`` tells that each change comes with the whole resource, as LaunchDarkly shows it.
        """
        writes = self.wanted.will_write() or self.removed.will_write()
        # Before the first write: whose account it is that is about to change.
        caller = self._context.reader.client.caller() if writes else None
        self.wanted.apply()
        failed = [entry for entry, one in zip(self.declared, self.wanted.items, strict=True) if one.error is not None]
        stay = pruning.not_pruned(failed, self.undeclared, self._unplanned) if self._prunes else {}
        beside = zip(self.undeclared, self.removed.items, strict=False)
        pruned = [(entry, one) for entry, one in beside if entry.label not in stay]
        self.undeclared, self.removed.items = [entry for entry, _one in pruned], [one for _entry, one in pruned]
        self.removed.apply()
        result = reported(self.pairs, self._context, documents)
        if self._prunes:
            result["pruned"] = [e.label for e, one in pruned if one.outcome is not None and one.outcome.plan.changed]
            result["not_pruned"] = [{"resource": label, "reason": reason} for label, reason in stay.items()]
            if stay and "msg" in result:
                result["msg"] += "\n" + pruning.told_not_pruned(stay)
        counts = counted(self.pairs, self._context.check_mode)
        result["msg"] = f"{result['msg']}\n{counts}" if "msg" in result else counts
        if caller is not None:
            result["caller"] = caller.facts()
        return result
