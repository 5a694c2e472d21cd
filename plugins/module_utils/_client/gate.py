# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds calls back for the rate limits, within the time that a task may wait in all."""

from __future__ import annotations

import threading
import typing as t

from . import limits
from .errors import RateLimited
from .shared import SharedWindows


class Gate:
    """Every call of a client passes here. Threads share it.

    ``most`` is how many seconds a task may wait; ``clock`` gives epoch seconds.
    """

    def __init__(self, windows: SharedWindows, most: float, clock: t.Callable[[], float]) -> None:
        self._windows = windows
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._waited = 0.0
        self._waits_until = 0.0
        self._window = 0.0
        self._on_their_way: dict[str, int] = {}

    def start_task(self) -> None:
        """Begin anew with the time that may be waited."""
        with self._lock:
            self._waited = 0.0

    def hold(self, route: str) -> float:
        """How many seconds to sleep before asking again; zero, where the call may be made now."""
        now = self._clock()
        with self._windows.use() as windows:
            wait = limits.take(windows, route, now)
        if wait > 0:
            wait += limits.margin()
            seconds = self._spend(wait, wait)
            if seconds:
                return seconds
            # With no time left the call is tried all the same: what held it back may be out of date.
        with self._lock:
            self._on_their_way[route] = self._on_their_way.get(route, 0) + 1
        return 0.0

    def landed(self, route: str) -> None:
        """A call that was let through has ended, with or without an answer."""
        with self._lock:
            self._on_their_way[route] -= 1

    def answered(self, route: str, headers: limits.Headers) -> None:
        """Keep what an answer tells about the limits."""
        if limits.tells(headers):
            with self._windows.use(create=limits.is_tight(headers)) as windows:
                limits.observe(windows, route, headers, self._clock(), self._on_their_way.get(route, 0))

    def refused(self, route: str, headers: limits.Headers, error: RateLimited, refusals: int) -> float:
        """How many seconds to sleep after the ``refusals``-th 429 in a row. Raises ``error`` where none are left."""
        now = self._clock()
        error.wait = limits.announced_wait(headers, now)
        with self._windows.use(create=True) as windows:
            limits.observe(windows, route, headers, now, self._on_their_way.get(route, 0), refused=True)
            contended = limits.is_contended(windows, route, now)
        with self._lock:
            # The longest wait that was announced so far is about as long as a window.
            self._window = max(self._window, min(error.wait, limits.WINDOW))
            window = self._window or limits.WINDOW
        seconds = self._spend(error.wait, error.wait + limits.jitter(refusals, contended, window))
        if seconds is None:
            error.hint = (
                f"The task has used its {self._most:g} s of waiting (option max_wait). Refused calls: {refusals} in a row. Let"
                " fewer tasks run at once, or allow more."
            )
            raise error
        return seconds

    def waits_long(self) -> bool:
        """Whether the task has waited long enough for the user to be told."""
        return self._waited >= limits.WINDOW

    def _spend(self, least: float, wanted: float) -> float | None:
        """How long may be slept, from ``least`` to ``wanted`` seconds; None where less is left.

        Threads wait together: only what this one adds to the common wait counts.
        """
        with self._lock:
            now = self._clock()
            before = max(self._waits_until, now)
            left = self._most - self._waited
            if left <= 0 or now + least - before > left:
                return None
            added = min(max(0.0, now + wanted - before), left)
            self._waited += added
            self._waits_until = before + added
            # Not beyond what it wanted for itself, however long others wait.
            return min(wanted, before + added - now)
