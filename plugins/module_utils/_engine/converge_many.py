# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring many resources to their desired states: read them at the same time, plan all, then apply all.

One list serves them all. What fails does not keep the others from being applied.
"""

from __future__ import annotations

import concurrent.futures
import dataclasses
import threading
import time
import typing as t

from .._client.errors import Conflict, LaunchDarklyError, MeantTwice, MissingPlace
from .converge import Convergence, Outcome
from .fields import Json
from .plan import Plan

_TELL_EVERY = 5.0
"""Seconds between two lines of progress."""


@dataclasses.dataclass
class Item:
    """One of many: its work, then its plan, then its ``outcome`` or ``error``, or both where it failed half-way.

    ``label`` is how a message calls the entry that it comes from.
    """

    work: Convergence[t.Any]
    label: str = ""
    current: Json = None
    plan: Plan | None = None
    outcome: Outcome | None = None
    error: LaunchDarklyError | None = None

    def __post_init__(self) -> None:
        self.label = self.label or self.work.label


class Many:
    """Converges ``items`` with up to ``concurrency`` calls at the same time. ``tell`` takes a line of progress.

    ``places`` tells that what is to be created where there is no place for it cannot be planned: with a misspelt key it
    is another one that the user means.
    """

    def __init__(
        self, items: t.Sequence[Item], concurrency: int, tell: t.Callable[[str], None], places: bool = False
    ) -> None:
        self.items = items
        self.concurrency = concurrency
        self.tell = tell
        self.places = places

    def plan(self) -> None:
        """Read and plan every item; an item that cannot be planned keeps its error."""
        self._each("planned", self._plan_one, self.items)
        new = self._to_create()
        if new and not new[0].work.check_mode:
            # What was read may be minutes old. Before anything is created, look once more.
            new[0].work.reader.forget()
            self._each("looked up again", self._plan_one, new)
        self._refuse_what_is_meant_twice()
        if self.places:
            self._refuse_what_has_no_place()
        self._warn()

    def will_write(self) -> bool:
        """Whether ``apply`` has anything to write."""
        return any(i.plan is not None and i.plan.changed and not i.work.check_mode for i in self.items)

    def apply(self) -> None:
        """Apply the plans, removals last. Without anything to do an item has its outcome at once."""
        for item in self.items:
            if item.plan is not None and (not item.plan.changed or item.work.check_mode):
                item.outcome = Outcome(item.plan, item.plan.after)
        changing = [item for item in self.items if item.plan is not None and item.outcome is None]
        removals = [item for item in changing if item.work.is_absent]
        others = [item for item in changing if not item.work.is_absent]
        self._each("applied", self._apply_one, others)
        self._each("removed", self._apply_one, removals)
        self._try_again(others, removals)
        self._settle([item for item in changing if item.outcome is not None])

    def _to_create(self) -> list[Item]:
        return [item for item in self.items if item.plan is not None and item.plan.before is None and item.plan.changed]

    def _plan_one(self, item: Item) -> None:
        try:
            item.current, item.plan = item.work.planned()
        except LaunchDarklyError as error:
            item.plan, item.error = None, error

    def _refuse_what_is_meant_twice(self) -> None:
        """Two that mean one thing would undo each other in every run."""
        there: dict[t.Hashable, list[Item]] = {}
        beside: dict[t.Hashable, list[Item]] = {}
        for item in self.items:
            if item.plan is not None:
                resource, identity = item.work.resource, item.work.desired.identity
                if item.current is not None:
                    place = resource.item_path(identity, item.current)
                    there.setdefault((type(resource), place), []).append(item)
                scope = (type(resource), resource.list_path(identity), resource.scope(identity))
                beside.setdefault(scope, []).append(item)
        for twins in [*there.values(), *map(_overlapping, beside.values())]:
            if len(twins) > 1:
                labels = " and ".join(dict.fromkeys(item.label for item in twins))
                for item in twins:
                    item.plan, item.error = None, MeantTwice(f"{labels} mean the same {item.work.resource.noun}")

    def _refuse_what_has_no_place(self) -> None:
        problems: dict[t.Hashable, str] = {}
        for item in self._to_create():
            work = item.work
            place = (type(work.resource), work.resource.scope(work.desired.identity))
            if place not in problems:
                problems[place] = work.resource.missing_place(work.desired.identity, work.reader)
            if problems[place]:
                item.plan, item.error = None, MissingPlace(problems[place])

    def _warn(self) -> None:
        declared = {item.current.get("_id") for item in self.items if item.current is not None}
        for item in self.items:
            if item.plan is None or item.plan.before is not None:
                if item.plan is not None and item.plan.changed and item.work.check_mode:
                    item.work.warn_of_check(item.plan)
                continue
            if item.work.check_mode or not item.plan.changed:
                item.work.warn_of_place()
            if item.plan.changed:
                item.work.warn_of_neighbours(declared)

    def _apply_one(self, item: Item) -> None:
        if item.plan is None:
            return
        try:
            item.outcome = item.work.run((item.current, item.plan))
        except LaunchDarklyError as error:
            item.error = error
            item.outcome = error.outcome

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
        self._each("tried again", self._apply_one, again)

    def _settle(self, items: list[Item]) -> None:
        """Wait until the lists show what was created, so that the next task does not make it once more."""
        new = [
            item
            for item in items
            if item.outcome is not None and item.outcome.plan.before is None and item.outcome.document is not None
        ]
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
        progress = _Progress(done, len(items), self.tell)

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


class _Progress:
    """Counts in all threads, tells in one."""

    def __init__(self, done: str, total: int, tell: t.Callable[[str], None]) -> None:
        self._done, self._total, self._tell = done, total, tell
        self._count = 0
        self._lock = threading.Lock()
        self._told = time.monotonic()

    def count(self) -> None:
        with self._lock:
            self._count += 1

    def tell_now_and_then(self) -> None:
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY:
            self._told = now
            self._tell(f"{self._done} {self._count} of {self._total}")
