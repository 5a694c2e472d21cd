# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for a rate limit: how long, for how long in all, and what the user is told. No test really waits."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import limits
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import RateLimited
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from ansible_collections.community.launchdarkly.plugins.module_utils._client.shared import SharedWindows
from emulator.control import Emulator
from limited_service import NOW, Clock, LimitedService
from scripted_server import ScriptedServer, answer

MakeClient = Callable[..., Client]
FINE = answer(200, {"ok": True})


def limited(**headers: str) -> bytes:
    """A 429 as the service words it."""
    return answer(429, {"code": "rate_limited", "message": "Too many requests"}, **headers)


@pytest.fixture(autouse=True)
def _no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The spread is tested by itself; here it would blur the numbers."""
    monkeypatch.setattr(limits, "jitter", lambda *args, **kwargs: 0.0)
    monkeypatch.setattr(limits, "margin", lambda *args, **kwargs: 0.0)


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_a_refused_call_is_made_again(client_of: MakeClient, time: Any, method: str) -> None:
    """A write too: the service says that it did nothing."""
    with ScriptedServer(limited(Retry_After="3"), limited(Retry_After="4"), FINE) as server:
        assert client_of(server.url, retries=0).request(method, ("a",), body={}).data == {"ok": True}
    assert len(server.requests) == 3
    assert time.slept == [3.0, 4.0]


def test_the_end_of_the_window_is_waited_for(client_of: MakeClient, time: Any) -> None:
    """In epoch milliseconds."""
    reset = str(int((time.now + 6.5) * 1000))
    with ScriptedServer(limited(X_Ratelimit_Reset=reset), FINE) as server:
        client_of(server.url).get(("a",))
    assert time.slept == [pytest.approx(6.5)]


def test_without_a_header_a_window_is_waited_for(client_of: MakeClient, time: Any) -> None:
    """Seen live: 429 with neither of the two."""
    with ScriptedServer(limited(), FINE) as server:
        client_of(server.url).get(("a",))
    assert time.slept == [pytest.approx(limits.WINDOW)]


def test_a_reset_in_the_past_does_not_wait(client_of: MakeClient, time: Any) -> None:
    """Seen live too."""
    with ScriptedServer(limited(X_Ratelimit_Reset="1000"), FINE) as server:
        client_of(server.url).get(("a",))
    assert sum(time.slept) == 0


def test_a_long_wait_is_told_once(client_of: MakeClient, time: Any, warned: list[str]) -> None:
    """More than ten seconds in all, whatever they are made of."""
    four = limited(Retry_After="4")
    with ScriptedServer(four, four, FINE, four, four, four, FINE) as server:
        client = client_of(server.url)
        client.get(("a",))
        assert warned == []
        client.get(("a",))
    assert sum(time.slept) == 20
    assert warned == ["LaunchDarkly limits the rate of calls: this task waits for it, more than 10 s in all."]


def test_the_budget_ends_the_waiting(client_of: MakeClient, time: Any) -> None:
    """The text says which option allows more."""
    with ScriptedServer(limited(Retry_After="4")) as server:
        with pytest.raises(RateLimited) as caught:
            client_of(server.url, max_wait=10).get(("a",))
        assert len(server.requests) == 3
    assert sum(time.slept) == 8
    text = str(caught.value)
    assert "LaunchDarkly answered 429 rate_limited: Too many requests (to GET /api/v2/a)." in text
    assert "The task has used its 10 s of waiting (option max_wait)." in text
    assert caught.value.details()["status"] == 429


def test_a_wait_longer_than_the_budget_is_not_begun(client_of: MakeClient, time: Any) -> None:
    """An hour is no use to a task that may wait for a minute."""
    with ScriptedServer(limited(Retry_After="3600")) as server:
        with pytest.raises(RateLimited):
            client_of(server.url, max_wait=60).get(("a",))
        assert len(server.requests) == 1
    assert time.slept == []


def test_no_budget_at_all(client_of: MakeClient, time: Any) -> None:
    """``max_wait: 0`` fails at the first refusal."""
    with ScriptedServer(limited(Retry_After="1")) as server, pytest.raises(RateLimited, match="its 0 s of waiting"):
        client_of(server.url, max_wait=0).get(("a",))
    assert time.slept == []


def test_the_budget_is_each_tasks_own(client_of: MakeClient, time: Any, warned: list[str]) -> None:
    """In-process a client serves the items of a loop one after another, and warns the one that waits."""
    eight = limited(Retry_After="8")
    with ScriptedServer(eight, FINE, eight, eight, FINE) as server:
        client = client_of(server.url, max_wait=16)
        client.get(("a",))
        second: list[str] = []
        client.start_task(second.append)
        client.get(("a",))
    assert time.slept == [8.0, 8.0, 8.0]
    assert (len(warned), len(second)) == (0, 1)


def test_threads_wait_together(client_of: MakeClient, time: Any) -> None:
    """What one thread was told holds for the others, and counts once."""
    with ScriptedServer(limited(Retry_After="6"), FINE) as server:
        client = client_of(server.url, max_wait=7)
        napping, waited = threading.Event(), []

        def nap(seconds: float) -> None:
            waited.append(seconds)
            if len(waited) == 1:
                napping.set()
                assert other_done.wait(10)
            else:
                time.now += seconds

        other_done = threading.Event()
        client.sleep = nap
        first = threading.Thread(target=client.get, args=(("a",),))
        first.start()
        assert napping.wait(10)
        client.get(("b",))
        other_done.set()
        first.join(10)
    assert waited[:2] == [pytest.approx(6.0), pytest.approx(6.0)]
    assert [request.target for request in server.requests] == ["/api/v2/a", "/api/v2/b", "/api/v2/a"]


@pytest.mark.usefixtures("_real_spread")
def test_under_the_emulators_limit_everything_gets_through(emulator: Emulator, client_of: MakeClient) -> None:
    """Its windows are real time, so they are short here; on a busy machine a call may come in another one than it left in."""
    emulator.settings(rate_limit={"limit": 3, "window_s": 0.2})
    client = client_of(emulator.url, access_token=emulator.token)
    import time as real

    client.sleep, client.clock = real.sleep, real.time
    for _unused in range(8):
        client.get(("integration-capabilities", "big-segment-store"))
    answers = emulator.requests()["by_status"]
    assert answers["200"] == 8 and answers.get("429", 0) < 8


@pytest.mark.parametrize("kind", ["Route", "Global", "Auth-Token"])
@pytest.mark.parametrize("threads", [1, 4])
def test_a_thousand_calls_cost_a_thousand_calls(kind: str, threads: int) -> None:
    """At five in ten seconds, with time enough: none is refused, and no window is left unused."""
    clock = Clock()
    service = LimitedService(clock, kind=kind)
    client = service.serve(Client(Settings("api-token", max_wait=2500), sleep=clock.sleep, clock=clock.time))

    def work() -> None:
        for number in range(1000 // threads):
            client.get(("stores", str(number)))

    clock.run(*[work] * threads)
    assert service.statuses == {200: 1000}
    assert 1990 <= clock.now - NOW < 2300


def test_without_headers_every_window_is_waited_for() -> None:
    """The service may say no more than 429: all calls get through, and no failure comes of it."""
    clock = Clock()
    service = LimitedService(clock, tells=False)
    client = service.serve(Client(Settings("api-token", max_wait=2500), sleep=clock.sleep, clock=clock.time))
    clock.run(lambda: [client.get(("stores", str(number))) for number in range(100)])
    assert service.statuses[200] == 100
    assert service.statuses[429] < 40


def test_a_route_that_is_used_up_does_not_stall_another() -> None:
    """Fifty calls of one route take a hundred seconds; those of another are done meanwhile."""
    clock = Clock()
    service = LimitedService(clock)
    client = service.serve(Client(Settings("api-token", max_wait=2500), sleep=clock.sleep, clock=clock.time))
    ends: dict[str, float] = {}

    def work(name: str, calls: int) -> None:
        for number in range(calls):
            client.get((name, str(number)))
        ends[name] = clock.now - NOW

    clock.run(lambda: work("stores", 50), lambda: work("projects", 5), lambda: work("environments", 10))
    assert service.statuses == {200: 65}
    assert ends["projects"] < 2
    assert ends["environments"] < 13
    assert ends["stores"] > 80


WORKERS = 20


def _twenty_workers(max_wait: float, limits_file: bool) -> tuple[LimitedService, Clock, list[Exception]]:
    clock = Clock()
    failures: list[Exception] = []
    service = LimitedService(clock)

    def work() -> None:
        client = Client(Settings("api-token", max_wait=max_wait), sleep=clock.sleep, clock=clock.time)
        if limits_file:
            client._gate._windows = SharedWindows("https://app.launchdarkly.com", "api-token", share=True)
        service.serve(client)
        try:
            for number in range(3):
                client.get(("stores", str(number)))
        except RateLimited as error:
            failures.append(error)

    clock.run(*[work] * WORKERS)
    return service, clock, failures


@pytest.fixture
def _real_spread(monkeypatch: pytest.MonkeyPatch, _no_jitter: None) -> None:
    monkeypatch.undo()


@pytest.mark.usefixtures("_real_spread")
def test_many_workers_of_one_machine_count_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty calls at five in ten seconds. Those who set out at the same moment are refused once, and hardly any later."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    service, clock, failures = _twenty_workers(300.0, limits_file=True)
    assert failures == []
    assert service.statuses[200] == 3 * WORKERS
    assert service.refused < 1 / 3
    assert clock.now - NOW < 145
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert "api-token" not in file.name + file.read_text(encoding="utf-8")


@pytest.mark.usefixtures("_real_spread")
def test_many_workers_that_know_nothing_of_each_other() -> None:
    """On machines of their own: they spread, and all get through."""
    service, _clock, failures = _twenty_workers(400.0, limits_file=False)
    assert failures == []
    assert service.statuses[200] == 3 * WORKERS
    assert service.refused < 0.6
