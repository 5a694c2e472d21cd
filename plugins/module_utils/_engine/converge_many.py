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

from .._client.errors import LaunchDarklyError
from .converge import Convergence, Outcome
from .fields import Json
from .plan import Plan

_TELL_EVERY = 5.0
"""Seconds between two lines of progress."""


@dataclasses.dataclass
class Item:
    """One of many: its work, then its plan, then its ``outcome`` or ``error``."""

    work: Convergence[t.Any]
    current: Json = None
    plan: Plan | None = None
    outcome: Outcome | None = None
    error: LaunchDarklyError | None = None


class Many:
    """Converges ``items`` with up to ``concurrency`` calls at the same time. ``tell`` takes a line of progress."""

    def __init__(self, items: t.Sequence[Item], concurrency: int, tell: t.Callable[[str], None]) -> None:
        self.items = items
        self.concurrency = concurrency
        self.tell = tell

    def plan(self) -> None:
        """Read and plan every item; an item that cannot be planned keeps its error."""
        self._each("planned", self._plan_one, self.items)
        new = [item for item in self.items if item.plan is not None and item.plan.before is None and item.plan.changed]
        if new and not new[0].work.check_mode:
            # What was read may be minutes old. Before anything is created, look once more.
            new[0].work.reader.forget()
            self._each("looked up again", self._plan_one, new)

    def apply(self) -> None:
        """Apply the plans. Without anything to do an item has its outcome at once."""
        for item in self.items:
            if item.plan is not None and (not item.plan.changed or item.work.check_mode):
                item.outcome = Outcome(item.plan, item.plan.after)
        changing = [item for item in self.items if item.plan is not None and item.outcome is None]
        self._each("applied", self._apply_one, changing)
        self._settle([item for item in changing if item.outcome is not None])

    def _plan_one(self, item: Item) -> None:
        try:
            item.current, item.plan = item.work.planned()
        except LaunchDarklyError as error:
            item.plan, item.error = None, error

    def _apply_one(self, item: Item) -> None:
        if item.plan is None:
            return
        try:
            item.outcome = item.work.run((item.current, item.plan))
        except LaunchDarklyError as error:
            item.error = error

    def _settle(self, items: list[Item]) -> None:
        """Wait until the lists show what was created, so that the next task does not make it once more."""
        new = [
            item for item in items if item.plan is not None and item.plan.before is None and item.outcome is not None
        ]
        if new:
            new[0].work.reader.forget()
        for item in new:
            item.work.settle(t.cast(Outcome, item.outcome).document)

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
