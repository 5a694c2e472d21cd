# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was asked of the API: counts, and a log for tests to look at."""

from __future__ import annotations

import json
import time
from collections import Counter, deque
from typing import Any

from .answers import Answer
from .call import Call

KEPT = 5000
LOGGED_HEADERS = (b"ld-api-version", b"content-type", b"user-agent")
WRITES = ("POST", "PATCH", "PUT", "DELETE")


class RequestLog:
    """Counts since the last ``clear``. Entries are kept raw and made readable only when somebody reads them."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Start again at nothing."""
        self.total = 0
        self.writes = 0
        self._by_route: Counter[str] = Counter()
        self._by_status: Counter[str] = Counter()
        self._log: deque[tuple[Call, str, float]] = deque(maxlen=KEPT)

    def add(self, call: Call, answer: Answer, began: float) -> None:
        """Count and keep one call."""
        status = "dropped" if answer.drop else str(answer.status)
        self.total += 1
        if call.method in WRITES:
            self.writes += 1
        self._by_route[f"{call.method} {call.template or '(unknown)'}"] += 1
        self._by_status[status] += 1
        self._log.append((call, status, began))

    def read(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        return {
            "total": self.total,
            "writes": self.writes,
            "by_route": dict(self._by_route),
            "by_status": dict(self._by_status),
            "log": [_entry(*entry) for entry in self._log],
        }


def _entry(call: Call, status: str, began: float) -> dict[str, Any]:
    try:
        body = json.loads(call.body) if call.body else None
    except ValueError:
        body = call.body.decode("utf-8", "replace")
    headers = {}
    for wanted in LOGGED_HEADERS:
        values = [value.decode("latin-1") for name, value in call.headers if name == wanted]
        if values:
            headers[wanted.decode()] = ", ".join(values)
    return {
        "method": call.method,
        "path": call.path + (f"?{call.query_string}" if call.query_string else ""),
        "route": call.template,
        "status": int(status) if status.isdigit() else status,
        "body": body,
        "headers": headers,
        "time": began,
    }


def clock() -> float:
    """Seconds since the epoch: the time of log entries."""
    return time.time()
