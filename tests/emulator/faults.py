# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults on order: what goes wrong, how often, and for which calls."""

from __future__ import annotations

import random
import re
from typing import Any

from .answers import Answer, ApiError, conflict
from .call import Call

# Kind of fault -> whether the call is acted upon.
KINDS = {
    "fail_before": False,
    "fail_after": True,
    "drop_before": False,
    "drop_after": True,
    "garbage": False,
    "garbage_after": True,
    "truncated_json": True,
    "hang": False,
    "conflict": False,
    "error": False,
    "ignore_members": True,
    "redirect": False,
}
MEMBERS = {
    "kind", "method", "route", "path", "times", "skip", "probability", "status", "code", "message", "echo", "seconds",
    "act", "members", "location", "headers", "reset", "body",
}  # fmt: skip
CODES = {
    500: "internal_service_error",
    502: "bad_gateway",
    503: "service_unavailable",
    504: "gateway_timeout",
    429: "rate_limited",
    403: "forbidden",
}
RUBBISH = b"<!DOCTYPE html><html><body><h1>It works!</h1></body></html>"


class Fault:
    """One fault, and how often it is still to happen."""

    def __init__(self, order: dict[str, Any]) -> None:
        if not isinstance(order, dict) or order.get("kind") not in KINDS:
            raise ValueError(f"a fault is an object with a kind, one of {', '.join(KINDS)}")
        if not set(order) <= MEMBERS:
            raise ValueError(f"unknown members of a fault: {', '.join(sorted(set(order) - MEMBERS))}")
        if order["kind"] == "redirect" and "location" not in order:
            raise ValueError("a redirect needs a location")
        if order["kind"] == "ignore_members" and not order.get("members"):
            raise ValueError("ignore_members needs members")
        self.order = order
        self.kind: str = order["kind"]
        self.acts: bool = order.get("act", KINDS[self.kind])
        self.times: int | None = order.get("times", 1)
        self.skip: int = order.get("skip", 0)
        self._pattern = _compiled(order.get("route"))

    def matches(self, call: Call) -> bool:
        """Whether the fault is meant for this call."""
        method = self.order.get("method", "PATCH" if self.kind == "ignore_members" else None)
        if method and method.upper() != call.method:
            return False
        if self.order.get("path") and self.order["path"] not in call.path:
            return False
        route = self.order.get("route")
        if not route:
            return True
        return route in call.template or bool(self._pattern and self._pattern.search(call.template))

    def ignored_members(self) -> list[list[str]]:
        """The members that a PATCH is to ignore: ``name``, ``config.port`` or ``/config/port``."""
        if self.kind != "ignore_members":
            return []
        return [member.strip("/").replace(".", "/").split("/") for member in self.order["members"]]

    def answer(self, call: Call, acted: Answer) -> Answer:
        """What the client gets. ``acted`` is the true answer, of no use to a fault that keeps the call from acting."""
        answer = getattr(self, f"_{self.kind}")(call, acted)
        for name, value in self.order.get("headers", {}).items():
            answer.headers.append((name.lower().encode(), str(value).encode()))
        return answer

    def _fail_before(self, call: Call, acted: Answer) -> Answer:
        status = self.order.get("status", 503)
        code = self.order.get("code", CODES.get(status, "error"))
        return ApiError(status, code, self.order.get("message", "Something went wrong")).answer()

    _fail_after = _fail_before

    def _drop_before(self, call: Call, acted: Answer) -> Answer:
        return Answer(0, drop=True, reset=self.order.get("reset", False))

    _drop_after = _drop_before

    def _garbage(self, call: Call, acted: Answer) -> Answer:
        body = self.order["body"].encode() if "body" in self.order else RUBBISH
        return Answer(self.order.get("status", 200), body, [(b"content-type", b"text/html")])

    _garbage_after = _garbage

    def _truncated_json(self, call: Call, acted: Answer) -> Answer:
        whole = acted.body or b'{"_links": {}}'
        return Answer(200 if acted.status == 204 else acted.status, whole[: len(whole) // 2])

    def _hang(self, call: Call, acted: Answer) -> Answer:
        seconds = self.order.get("seconds", 30)
        if not self.acts:
            return Answer(0, drop=True, delay_s=seconds)
        acted.delay_s = seconds
        return acted

    def _conflict(self, call: Call, acted: Answer) -> Answer:
        return conflict(self.order.get("code", "optimistic_locking_error"), self.order.get("message")).answer()

    def _error(self, call: Call, acted: Answer) -> Answer:
        message = self.order.get("message", "Something went wrong")
        if self.order.get("echo"):
            message = f"{message}: {call.body.decode('utf-8', 'replace')}"
        status = self.order.get("status", 500)
        return ApiError(status, self.order.get("code", CODES.get(status, "error")), message).answer()

    def _ignore_members(self, call: Call, acted: Answer) -> Answer:
        return acted

    def _redirect(self, call: Call, acted: Answer) -> Answer:
        location = self.order["location"].encode()
        return Answer(self.order.get("status", 307), headers=[(b"location", location)])


def _compiled(route: str | None) -> re.Pattern[str] | None:
    """The route as a regular expression; None if it is not one, as ``{projectKey}`` may be."""
    try:
        return re.compile(route) if route else None
    except re.error:
        return None


class Faults:
    """The faults on order, in that order."""

    def __init__(self, seed: int) -> None:
        self._waiting: list[Fault] = []
        self.set_seed(seed)

    def set_seed(self, seed: int) -> None:
        """Start the dice anew: with one seed and one order of calls, the same calls fail."""
        self._random = random.Random(seed)

    def order(self, orders: Any) -> None:
        """Add faults. Raises ValueError, and adds none, if one of them is not a fault."""
        self._waiting += [Fault(order) for order in (orders if isinstance(orders, list) else [orders])]

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._waiting.clear()

    def take(self, call: Call) -> Fault | None:
        """The fault for this call, if one is due. At most one fault happens to a call."""
        for fault in self._waiting:
            if not fault.matches(call):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            if self._random.random() >= fault.order.get("probability", 1.0):
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
            return fault
        return None

    def waiting(self) -> list[dict[str, Any]]:
        """The faults that are still to happen, with the counts that are left."""
        return [{**fault.order, "times": fault.times, "skip": fault.skip} for fault in self._waiting]
