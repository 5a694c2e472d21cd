# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring many resources to their desired states: read them at the same time, plan all, then apply all.

One list serves them all. What fails does not keep the others from being applied, but for those that depend on it.
"""

from __future__ import annotations

import concurrent.futures
import typing as t

from .._client.errors import Conflict, LaunchDarklyError
from .errors import MeantTwice, MissingPlace
from .item import Item, Order
from .once import Once
from .outcome import Outcome
from .plan import Plan
from .progress import Progress


class Many:
    """Converges ``items`` with up to ``concurrency`` calls at the same time. ``tell`` takes a line of progress.

    ``places`` tells that what is to be there where there is no place for it cannot be planned: with a misspelt key it is
    another one that the user means. What is created in this work is a place too. Else a check warns of it: what ran
    before it in the play may be what makes the place.
    """

    def __init__(
        self, items: t.Sequence[Item], concurrency: int, tell: t.Callable[[str], None], places: bool = False
    ) -> None:
        self.items = items
        self.concurrency = concurrency
        self.tell = tell
        self.places = places
        self.order = Order(items)
        made = {item.work.desired.identity for item in items if not item.work.is_absent}
        for item in items:
            item.work.made = made

    def plan(self) -> None:
        """Read and plan every item; an item that cannot be planned keeps its error."""
        self._each("planned", Item.plan_it, self.items)
        again = self._to_look_up_again()
        if again:
            again[0].work.reader.forget()
            self._each("looked up again", Item.plan_it, again)
        self._refuse_what_is_meant_twice()
        missing = self._missing_places()
        for item in self.items:
            if self.places and id(item) in missing and item.changes:
                item.plan, item.error = None, MissingPlace(missing[id(item)])
        for wave in self.order.waves([item for item in self.items if not item.work.is_absent]):
            for item in wave:
                if item.changes and self.order.refuse(item):
                    item.plan = None
        self._warn(missing)

    def will_write(self) -> bool:
        """Whether ``apply`` has anything to write."""
        return any(item.changes and not item.work.check_mode for item in self.items)

    def apply(self) -> None:
        """Apply the plans, removals last. Without anything to do an item has its outcome at once."""
        for item in self.items:
            if item.plan is not None and (not item.plan.changed or item.work.check_mode):
                item.outcome = Outcome(item.plan, item.plan.after)
        changing = [item for item in self.items if item.plan is not None and item.outcome is None]
        removals = [item for item in changing if item.work.is_absent]
        others = [item for item in changing if not item.work.is_absent]
        for done, items in (("applied", others), ("removed", removals)):
            for number, wave in enumerate(self.order.waves(items)):
                if number:
                    # What the wave before has made may have brought along some of this one.
                    wave[0].work.reader.forget()
                self._each(done, Item.apply_it, [item for item in wave if not self.order.refuse(item)])
        self._try_again(others, removals)
        self._settle([item for item in changing if item.outcome is not None])

    def _to_look_up_again(self) -> list[Item]:
        """What is about to change, where that may be minutes old, or was taken from a list that may lag behind."""
        reader = self.items[0].work.reader if self.items else None
        if reader is not None and reader.believes_lists:
            return [item for item in self.items if item.error is not None or (item.plan and item.plan.changed)]
        return [item for item in self.items if item.creates and not item.work.check_mode]

    def _refuse_what_is_meant_twice(self) -> None:
        """Two that mean one thing would undo each other in every run."""
        there: dict[t.Hashable, list[Item]] = {}
        beside: dict[t.Hashable, list[Item]] = {}
        for item in self.items:
            if item.plan is not None:
                resource, identity = item.work.resource, item.work.desired.identity
                if item.current is not None:
                    place = resource.item_path(identity, item.current)
                    there.setdefault((resource.kind, place), []).append(item)
                scope = (resource.kind, resource.list_path(identity), resource.scope(identity))
                beside.setdefault(scope, []).append(item)
        for twins in [*there.values(), *map(_overlapping, beside.values())]:
            if len(twins) > 1:
                labels = " and ".join(dict.fromkeys(item.label for item in twins))
                for item in twins:
                    item.plan, item.error = None, MeantTwice(f"{labels} mean the same {item.work.resource.noun}")

    def _missing_places(self) -> dict[int, str]:
        """That what an item belongs to is not there, as a sentence, by the item's ``id()``.

        One call for each list with such places, or for each place that is in none of them; and what a sentence needs.
        """
        asked = [item for item in self.items if item.plan is not None and self._needs_place(item, item.plan)]
        if not asked:
            return {}
        places = {item.work.resource.scope(item.work.desired.identity) for item in asked}
        reader = Once(asked[0].work.reader, prefers_lists=len(places) > 1)
        told = {id(i): i.work.resource.missing_place(i.work.desired.identity, reader) for i in asked}
        return {key: problem for key, problem in told.items() if problem}

    def _needs_place(self, item: Item, plan: Plan) -> bool:
        if item.parent is not None and (item.parent.creates or not item.place_comes_along):
            return False
        if plan.before is not None:
            # An answer about what is always there may be the one about what nobody has changed.
            return plan.changed and item.work.check_mode and item.work.resource.is_always_there
        # What is absent as it shall be may be in a place that is misspelt; of what is new, a refusal says that, too.
        return self.places or item.work.check_mode or not plan.changed

    def _warn(self, missing: t.Mapping[int, str]) -> None:
        declared = {item.work.resource.id_of(item.current) for item in self.items if item.current is not None}
        for item in self.items:
            if item.plan is None:
                continue
            if id(item) in missing:
                item.work.reader.client.warn(f"{item.work.label}: {missing[id(item)]}")
            if item.creates:
                item.work.telling.of_neighbours(declared)
            elif item.plan.changed and item.work.check_mode:
                item.work.telling.of_check(item.plan, has_place=True)

    def _try_again(self, others: t.Sequence[Item], removals: t.Sequence[Item]) -> None:
        """A creation that was refused for what is there is tried again if something made room for it."""
        room = {item.work.resource.scope(item.work.desired.identity) for item in removals if item.error is None}
        again = [
            item
            for item in others
            if isinstance(item.error, Conflict) and item.work.resource.scope(item.work.desired.identity) in room
        ]
        for item in again:
            item.work.reader.forget()
            item.error = None
        self._each("tried again", Item.apply_it, again)

    def _settle(self, items: list[Item]) -> None:
        """Wait until the lists show what was created, so that the next task does not make it once more."""
        new = [item for item in items if item.outcome and not item.outcome.plan.before and item.outcome.document]
        if new:
            new[0].work.reader.forget()
        for item in new:
            if item.error is None:
                try:
                    item.outcome = item.work.settle(t.cast(Outcome, item.outcome))
                except LaunchDarklyError as error:
                    item.error, item.outcome = error, error.outcome

    def _each(self, done: str, work: t.Callable[[Item], None], items: t.Sequence[Item]) -> None:
        if len(items) < 2 or self.concurrency < 2:
            for item in items:
                work(item)
            return
        progress = Progress(done, len(items), self.tell)

        def counted(item: Item) -> None:
            work(item)
            progress.count()

        with concurrent.futures.ThreadPoolExecutor(min(self.concurrency, len(items))) as pool:
            for _finished in pool.map(counted, items):
                progress.tell_now_and_then()


def _overlapping(items: t.Sequence[Item]) -> list[Item]:
    """A loose one among ``items``, which are in one place, and those that will be created and may mean the same."""
    resource = items[0].work.resource
    for loose in items:
        identity = loose.work.desired.identity
        if not resource.is_loose(identity):
            continue
        twins = [
            item
            for item in items
            if item is loose
            or (
                item.current is None
                and not item.work.is_absent
                and resource.may_mean_the_same(identity, item.work.desired.identity)
            )
        ]
        if len(twins) > 1:
            return twins
    return []
