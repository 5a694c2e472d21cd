# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand stores under the limit that has been seen: five calls in ten seconds for a route, on a simulated clock."""

from __future__ import annotations

import json
import threading
from collections import Counter
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.gate import Gate
from ansible_collections.community.launchdarkly.plugins.module_utils._client.transport import Reply
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.big_segment_store import (
    BIG_SEGMENT_STORE,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._task import execute
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.many import many

TASK = many(BIG_SEGMENT_STORE)
STORES = 1000
LIMIT, WINDOW = 5, 10.0
START = 1_700_000_000.0
COLLECTION = "/api/v2/integration-capabilities/big-segment-store"
NEEDED = STORES / LIMIT * WINDOW
"""Seconds that the calls of one route take at the least."""


class Service:
    """Stores of one account, and a limit for each route. All sleep at the same time.

    No time passes while a call is ``under_way``: threads may come and go as the machine likes, a call is counted in the
    window in which it was let through.
    """

    def __init__(self) -> None:
        self.now = START
        self.stores: dict[str, dict[str, Any]] = {}
        self.statuses: Counter[int] = Counter()
        self.calls: Counter[str] = Counter()
        self._windows: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()
        self.moment = threading.Condition()
        self.under_way = 0

    def sleep(self, seconds: float) -> None:
        """Until then; others may have slept for longer."""
        until = self.now + seconds
        with self.moment:
            assert self.moment.wait_for(lambda: not self.under_way, timeout=60)
            self.now = max(self.now, until)

    def send(self, method: str, target: str, prepared: Any) -> Reply:
        """In place of a transport's."""
        path = target.partition("?")[0]
        tail = [part for part in path.removeprefix(COLLECTION).split("/") if part]
        route = f"{method} {len(tail)} of stores" if path.startswith(COLLECTION) else f"{method} {path.split('/')[3]}"
        with self._lock:
            ends, used = self._windows.get(route, (0.0, 0))
            if self.now >= ends:
                ends, used = self.now + WINDOW, 0
            refused = used >= LIMIT
            self._windows[route] = (ends, used if refused else used + 1)
            headers = {
                "X-Ratelimit-Route-Remaining": str(0 if refused else LIMIT - used - 1),
                "X-Ratelimit-Route-Limit": str(LIMIT),
                "X-Ratelimit-Reset": str(int(ends * 1000)),
            }
            status, answer = (429, {"code": "rate_limited"}) if refused else self._answer(method, path, tail, prepared)
            self.statuses[status] += 1
            self.calls[route] += not refused
        return Reply(status, headers, json.dumps(answer).encode())

    def _answer(self, method: str, path: str, tail: list[str], prepared: Any) -> tuple[int, Any]:
        if not path.startswith(COLLECTION):
            return 200, {"key": path.rpartition("/")[2]}
        if method == "POST":
            store = {
                "_id": f"{len(self.stores):024x}",
                "projectKey": tail[0],
                "environmentKey": tail[1],
                "integrationKey": tail[2],
                **json.loads(prepared.body),
            }
            self.stores[store["_id"]] = store
            return 201, store
        return 200, self.stores[tail[3]] if len(tail) == 4 else {"items": list(self.stores.values())}


class GateInNoTime:
    """A client's gate, on the service's clock: tells which calls are under way."""

    def __init__(self, gate: Gate, service: Service) -> None:
        self._gate = gate
        self._service = service

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gate, name)

    def hold(self, *arguments: Any) -> float:
        with self._service.moment:
            seconds = self._gate.hold(*arguments)
            self._service.under_way += not seconds
        return seconds

    def answered(self, *arguments: Any) -> None:
        with self._service.moment:
            self._gate.answered(*arguments)
            self._end()

    def refused(self, *arguments: Any) -> float:
        with self._service.moment:
            try:
                return self._gate.refused(*arguments)
            finally:
                self._end()

    def _end(self) -> None:
        self._service.under_way -= 1
        self._service.moment.notify_all()


def run(service: Service, max_wait: float, concurrency: int) -> dict[str, Any]:
    """One task that declares a thousand stores."""
    options = {
        "access_token": "api-token",
        "base_url": "http://127.0.0.1:9",
        "max_wait": max_wait,
        "max_concurrency": concurrency,
        "stores": [
            {
                "project_key": "shop",
                "environment_key": f"e{number}",
                "name": "store",
                "redis": {"host": "redis.example.com"},
            }
            for number in range(STORES)
        ],
    }
    checked = ArgumentSpecValidator(TASK.argument_spec(), **TASK.constraints).validate(options)
    assert not checked.error_messages

    def open_reader(settings: Any) -> Reader:
        client = Client(settings, sleep=service.sleep, clock=lambda: service.now)
        client._transport.send = service.send  # type: ignore[method-assign]
        client._gate = GateInNoTime(client._gate, service)  # type: ignore[assignment]
        return Reader(client)

    return execute(TASK, checked.validated_parameters, open_reader)


@pytest.mark.parametrize("concurrency", [1, 4])
def test_a_thousand_stores_are_read(concurrency: int, record_property: Any) -> None:
    """Each once, the list once, none refused, and in little more time than the limit needs."""
    service = Service()
    for number in range(STORES):
        key = f"{number:024x}"
        service.stores[key] = {
            "_id": key,
            "projectKey": "shop",
            "environmentKey": f"e{number}",
            "integrationKey": "redis",
            "name": "store",
            "config": {"host": "redis.example.com"},
        }
    result = run(service, 2 * NEEDED, concurrency)
    assert not result.get("failed"), result["msg"]
    assert result["changed"] is False
    assert service.calls["GET 4 of stores"] == STORES
    assert service.calls.total() <= STORES + 5, service.calls
    assert not service.statuses[429]
    took = service.now - START
    record_property("figures", f"{service.statuses.total()} calls in {took:.0f} s")
    assert NEEDED - WINDOW <= took <= 1.1 * NEEDED


@pytest.mark.parametrize("concurrency", [1, 4])
def test_a_thousand_stores_are_created(concurrency: int, record_property: Any) -> None:
    """One POST each."""
    service = Service()
    result = run(service, 2 * NEEDED, concurrency)
    assert not result.get("failed"), result["msg"]
    assert len(service.stores) == STORES
    assert service.calls["POST 3 of stores"] == STORES
    assert not service.statuses[429]
    record_property("figures", f"{dict(service.calls)} in {service.now - START:.0f} s")
    assert service.calls["GET 0 of stores"] <= 5


def test_a_budget_that_is_too_small_says_so() -> None:
    """And how to give it more time."""
    service = Service()
    result = run(service, NEEDED / 10, 4)
    assert result["failed"]
    assert "max_wait" in result["msg"]
    assert service.stores == {} or len(service.stores) < STORES
