# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rate limits: wait as long as the service asks, spread the workers, stay in the budget, say so."""

from __future__ import annotations

import os
import tempfile
import threading
import time
import typing as t
from pathlib import Path

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from emulator.control import Emulator
from fault_tasks import STORE, Tasks

WINDOW = float(os.environ.get("LAUNCHDARKLY_TEST_WINDOW", "0.5"))
"""Seconds of a window for the workers. The service's own is 10: with that the test takes two to three minutes."""

WORKERS = 20
LIMIT = 5
STORES = ("integration-capabilities", "big-segment-store")


@pytest.mark.parametrize("scope", ["global", "route"])
def test_many_workers_under_one_limit(
    emulator: Emulator, scope: str, record_property: t.Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers on one machine that share no more than a file: all finish, and the limit is not hammered.

    A create is four calls (list, create, list again, environment), so 20 workers make 80 calls, 16 windows' worth. The budget is
    30 windows, as the default of 300 s is. All set out at the same moment, before anybody knows of a limit, and the
    creations that follow the first windows do so again: under a third of all calls is refused.
    """
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    emulator.seed(projects=[{"key": "many", "environments": [{"key": f"env-{n}"} for n in range(WORKERS)]}])
    emulator.settings(rate_limit={"limit": LIMIT, "window_s": WINDOW, "scope": scope, "reset": "ms"})
    results: list[dict[str, t.Any]] = []

    def work(number: int) -> None:
        tasks = Tasks(emulator, pace=1.0, timeout=30, max_wait=30 * WINDOW)
        options = {"project_key": "many", "environment_key": f"env-{number}"}
        results.append(tasks.run(STORE.task, {**STORE.declared, **options}))

    start = time.monotonic()
    workers = [threading.Thread(target=work, args=(number,)) for number in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    seconds = time.monotonic() - start

    statuses = emulator.requests()["by_status"]
    allowed, refused = statuses["200"] + statuses["201"], statuses.get("429", 0)
    record_property("figures", f"{allowed} calls, {refused} refusals, {seconds / WINDOW:.1f} windows of {WINDOW:g} s")
    assert [result.get("msg") for result in results if not result["changed"]] == []
    assert len(results) == WORKERS
    assert allowed == 4 * WORKERS
    assert refused < (allowed + refused) / 3
    assert sorted(one["environmentKey"] for one in STORE.documents(emulator)) == sorted(
        f"env-{number}" for number in range(WORKERS)
    )


class Waits:
    """A client that notes how long it is to wait, waits only a moment, and lets its own clock run on."""

    def __init__(self, emulator: Emulator, **settings: t.Any) -> None:
        self.waits: list[float] = []
        self.warnings: list[str] = []
        self._ahead = 0.0
        self.client = Client(
            Settings(emulator.token, emulator.url, **settings),
            warn=self.warnings.append,
            sleep=self._sleep,
            clock=lambda: time.time() + self._ahead,
        )

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self._ahead += seconds
        time.sleep(0.06)


@pytest.mark.parametrize(
    ("reset", "least", "most", "refused"),
    [
        # The first answer says that none is left: the others wait before they call.
        ("ms", 0.05, 0.3, 0),
        # A reset in the past tells nothing: the call is refused, no wait is announced, half a window is the spread.
        ("past", 0.05, 5.05, 1),
        ("none", 10.05, 10.2, 0),
        ("retry_after", 10.05, 10.2, 0),
    ],
)
def test_what_the_headers_say(emulator: Emulator, reset: str, least: float, most: float, refused: int) -> None:
    waits = Waits(emulator)
    emulator.settings(rate_limit={"limit": 1, "window_s": 0.05, "scope": "global", "reset": reset})
    for _unused in range(2):
        waits.client.get(STORES)
    assert emulator.requests()["by_status"].get("429", 0) <= refused
    assert all(least <= wait <= most for wait in waits.waits)
    assert waits.waits or refused


def limited_for_ever(emulator: Emulator, **fault: t.Any) -> None:
    emulator.faults([{"kind": "fail_before", "status": 429, "code": "rate_limited", "times": None, **fault}])


@pytest.mark.parametrize("max_wait", [15.0, 60.0, 300.0])
def test_the_budget_is_used_up_and_not_more(emulator: Emulator, max_wait: float) -> None:
    """Nobody gives up while the announced time still fits: the spread is cut instead."""
    limited_for_ever(emulator, headers={"Retry-After": "4"})
    waits = Waits(emulator, max_wait=max_wait)
    with pytest.raises(errors.RateLimited) as caught:
        waits.client.get(STORES)
    assert max_wait - 4 < sum(waits.waits) <= max_wait + 0.001
    assert all(wait >= 4 for wait in waits.waits)
    assert f"its {max_wait:g} s of waiting (option max_wait)" in str(caught.value)
    assert caught.value.details()["status"] == 429
    assert len(waits.warnings) == 1
    assert "more than 10 s" in waits.warnings[0]


def test_no_budget_no_wait(emulator: Emulator) -> None:
    limited_for_ever(emulator, headers={"Retry-After": "0"})
    waits = Waits(emulator, max_wait=0.0)
    with pytest.raises(errors.RateLimited):
        waits.client.get(STORES)
    assert waits.waits == []
    assert emulator.requests()["total"] == 1


def test_the_budget_is_counted_for_each_task(emulator: Emulator) -> None:
    waits = Waits(emulator, max_wait=15.0)
    for _unused in range(3):
        emulator.faults([{"kind": "fail_before", "status": 429, "headers": {"Retry-After": "9"}}])
        waits.client.start_task(waits.warnings.append)
        assert waits.client.get(STORES)["items"] == []
    assert len(waits.waits) == 3


def test_threads_of_a_task_wait_together(emulator: Emulator) -> None:
    """What they wait at the same time counts once, and the first refusal holds all of them back."""
    emulator.settings(rate_limit={"limit": 4, "window_s": 0.3, "scope": "global", "reset": "ms"})
    client = Client(Settings(emulator.token, emulator.url, max_wait=4.0))
    done: list[t.Any] = []
    threads = [threading.Thread(target=lambda: done.append(client.get(STORES))) for _unused in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 16
    # They set out together, before any answer can tell how many may. After that none is refused.
    assert emulator.requests()["by_status"].get("429", 0) <= 12


def test_a_task_that_waits_long_says_so(emulator: Emulator) -> None:
    emulator.faults([{"kind": "fail_before", "status": 429, "headers": {"Retry-After": "11"}}])
    result = Tasks(emulator).run(STORE.task, {**STORE.identity, **STORE.declared})
    assert result["changed"]
    assert [warning for warning in result["warnings"] if "LaunchDarkly limits the rate of calls" in warning]
