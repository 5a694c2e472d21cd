# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far the work on many resources has got, for whoever waits for it."""

from __future__ import annotations

import threading
import time
import typing as t

_TELL_EVERY = 5.0
"""Seconds between two lines of progress."""


class Progress:
    """Counts in all threads, tells in one. ``tell`` takes a line such as ``applied 40 of 300, 260 left, about 33 s``."""

    def __init__(self, done: str, total: int, tell: t.Callable[[str], None]) -> None:
        self._done, self._total, self._tell = done, total, tell
        self._count = 0
        self._lock = threading.Lock()
        self._begun = self._told = time.monotonic()

    def count(self) -> None:
        with self._lock:
            self._count += 1

    def tell_now_and_then(self) -> None:
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY:
            self._told = now
            left = self._total - self._count
            if left:
                seconds = (now - self._begun) / self._count * left
                self._tell(f"{self._done} {self._count} of {self._total}, {left} left, about {seconds:.0f} s")
