# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rate limits: fixed windows, for the account, for each route or for a token."""

from __future__ import annotations

import math
import time
from typing import Any

from .account import now_ms
from .answers import Answer, rate_limited

# What is limited -> how its headers are named.
SCOPES = {"global": "global", "route": "route", "token": "auth-token"}
RESETS = ("ms", "past", "retry_after", "none")
# What the counters of the account and of the route show where they are not the limited ones.
UNLIMITED = 9999


class RateLimit:
    """The configured limit, or none, and the windows that are open."""

    def __init__(self) -> None:
        self.configure(None)

    def configure(self, settings: dict[str, Any] | None) -> None:
        """Set the limit and forget every window. Raises ValueError for settings that make no sense."""
        if settings is not None:
            known = {"limit": 5, "window_s": 10, "scope": "route", "reset": "ms"}
            if not set(settings) <= set(known):
                raise ValueError(f"a rate limit has {', '.join(known)}")
            settings = {**known, **settings}
            if settings["scope"] not in SCOPES or settings["reset"] not in RESETS:
                raise ValueError(f"scope is one of {', '.join(SCOPES)}, reset is one of {RESETS}")
        self.settings = settings
        # Per route (or for all, under ""): when the window ends, by two clocks, and the calls in it so far.
        self._windows: dict[str, tuple[float, int, int]] = {}

    def take(self, route: str) -> tuple[Answer | None, list[tuple[bytes, bytes]]]:
        """Count one call. Returns the 429 answer if it is one too many, and the headers for any answer."""
        if self.settings is None:
            return None, []
        limit, window_s = self.settings["limit"], self.settings["window_s"]
        name = route if self.settings["scope"] == "route" else ""
        now = time.monotonic()
        ends, ends_ms, used = self._windows.get(name, (0.0, 0, 0))
        if now >= ends:
            ends, ends_ms, used = now + window_s, now_ms() + math.ceil(window_s * 1000), 0
        refused = used >= limit
        self._windows[name] = (ends, ends_ms, used if refused else used + 1)
        headers = self._headers(0 if refused else limit - used - 1, limit, ends_ms)
        if not refused:
            return None, headers
        answer = rate_limited(self.settings["scope"]).answer()
        if self.settings["reset"] == "retry_after":
            answer.headers.append((b"retry-after", str(max(1, math.ceil(ends - now))).encode()))
        return answer, headers

    def _headers(self, remaining: int, limit: int, ends_ms: int) -> list[tuple[bytes, bytes]]:
        limited = SCOPES[self.settings["scope"]]
        shown = {f"{scope}-remaining": UNLIMITED for scope in ("global", "route")}
        shown |= {f"{limited}-remaining": remaining, f"{limited}-limit": limit}
        # Only the limit of a token has a reset of its own.
        reset = "auth-token-reset" if limited == "auth-token" else "reset"
        if self.settings["reset"] == "ms":
            shown[reset] = ends_ms
        elif self.settings["reset"] == "past":
            shown[reset] = now_ms() - 5000
        return [(f"x-ratelimit-{name}".encode(), str(value).encode()) for name, value in shown.items()]
