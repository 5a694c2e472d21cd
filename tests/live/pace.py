# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The limiter in front of every call: one at a time, and never faster than the service allows."""

from __future__ import annotations

import typing as t

from .timing import Timing

WINDOW = 10.0
"""Seconds of a window of the service's limits, for a refusal that does not say when it ends."""

LONGEST = 120.0
"""No header makes a call wait longer."""


class Pace:
    """One call an interval. A burst has to be saved up before, so that the mean stays the same."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._next = 0.0
        self._saved = 0

    def save(self, calls: int) -> None:
        """Wait long enough that so many calls may follow each other at any distance."""
        self._until(self._next + (calls - 1) * self._timing.interval)
        self._saved = calls

    def wait(self) -> None:
        """Wait until the next call may go out."""
        if self._saved:
            self._saved -= 1
        else:
            self._until(self._next)
        self._next = max(self._next, self._timing.clock() + self._timing.interval)

    def heed(self, status: int, headers: t.Mapping[str, str]) -> None:
        """Put the next call off as an answer asks: where nothing remains, and after a 429."""
        limits = {name.lower(): value for name, value in headers.items() if name.lower().startswith("x-ratelimit-")}
        nothing_left = any(name.endswith("-remaining") and value.strip() == "0" for name, value in limits.items())
        if status != 429 and not nothing_left:
            return
        resets = [_number(value) for name, value in limits.items() if name.endswith("reset")]
        seconds = max([one / 1000 - self._timing.now() for one in resets] + [_number(headers.get("Retry-After", ""))])
        if seconds <= 0:
            seconds = WINDOW
        self._saved = 0
        self._next = max(self._next, self._timing.clock() + min(seconds, LONGEST))

    def _until(self, moment: float) -> None:
        seconds = moment - self._timing.clock()
        if seconds > 0:
            self._timing.sleep(seconds)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
