# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service that limits the rate of calls as LaunchDarkly does, without a socket, on a clock of its own."""

from __future__ import annotations

import heapq
import json
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.transport import Reply

NOW = 1_700_000_000.0
LATENCY = 0.08


class Clock:
    """Time that passes when every worker sleeps: the one that has to wake first goes on. At most one runs at a time."""

    def __init__(self) -> None:
        self.now = NOW
        self._turn = threading.Condition()
        self._wakes: list[tuple[float, int]] = []
        self._names: dict[int, int] = {}
        self._running = 0

    def time(self) -> float:
        """Epoch seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let the others work."""
        assert seconds >= 0
        mine = (self.now + seconds, threading.get_ident())
        with self._turn:
            heapq.heappush(self._wakes, mine)
            self._running -= 1
            self._wake()
            self._turn.wait_for(lambda: self._names.pop(mine[1], None) is not None)

    def run(self, *works: Callable[[], Any]) -> None:
        """All ``works``, each in a thread of its own, to their ends."""
        threads = [threading.Thread(target=self._one, args=(work, 0.001 * n)) for n, work in enumerate(works)]
        self._running = len(threads)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _one(self, work: Callable[[], Any], later: float) -> None:
        self.sleep(later)
        try:
            work()
        finally:
            with self._turn:
                self._running -= 1
                self._wake()

    def _wake(self) -> None:
        if self._running == 0 and self._wakes:
            self.now, name = heapq.heappop(self._wakes)
            self._running = 1
            self._names[name] = 1
            self._turn.notify_all()


class LimitedService:
    """Allows ``limit`` calls in ``window`` seconds: of each route, or of all for ``kind`` Global or Auth-Token."""

    def __init__(
        self, clock: Clock, limit: int = 5, window: float = 10.0, kind: str = "Route", tells: bool = True
    ) -> None:
        self.clock = clock
        self.limit = limit
        self.window = window
        self.kind = kind
        self.tells = tells
        self.statuses: Counter[int] = Counter()
        self._windows: dict[str, tuple[float, int]] = {}

    def send(self, method: str, target: str, prepared: Any) -> Reply:
        """In place of a transport's."""
        self.clock.sleep(LATENCY)
        route = f"{method} {target.split('/')[3]}" if self.kind == "Route" else ""
        ends, used = self._windows.get(route, (0.0, 0))
        if self.clock.now >= ends:
            ends, used = self.clock.now + self.window, 0
        status = 429 if used >= self.limit else 200
        used += status == 200
        self._windows[route] = (ends, used)
        self.statuses[status] += 1
        reset = "X-Ratelimit-Auth-Token-Reset" if self.kind == "Auth-Token" else "X-Ratelimit-Reset"
        headers = {
            f"X-Ratelimit-{self.kind}-Remaining": str(self.limit - used),
            f"X-Ratelimit-{self.kind}-Limit": str(self.limit),
            reset: str(int(ends * 1000)),
        }
        self.clock.sleep(LATENCY)
        return Reply(status, headers if self.tells else {}, json.dumps({"code": "rate_limited"}).encode())

    def serve(self, client: Client) -> Client:
        """``client``, whose calls come here."""
        client._transport.send = self.send  # type: ignore[method-assign]
        return client

    @property
    def refused(self) -> float:
        """The share of all calls that were refused."""
        return self.statuses[429] / max(1, self.statuses.total())
