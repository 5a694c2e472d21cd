# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ``wait_for`` of big_segment_store waits for, what it refuses, and what it says when the time is up."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process

REDIS = {"host": "redis.example.com", "port": 6379, "password": "supersecret123"}
BROKEN = {"available": False, "errors": [{"statusCode": 500, "message": "NOAUTH Authentication required."}]}
BOTH = pytest.mark.parametrize("wanted", ["available", "synchronised"])


def now_ms(seconds_ago: float = 0) -> int:
    """Epoch milliseconds."""
    return int((time.time() - seconds_ago) * 1000)


class Service:
    """Tasks whose naps take no time; ``at`` says what happens to the store in one of them, counted from 1."""

    def __init__(self, emulator: Emulator, patch: pytest.MonkeyPatch) -> None:
        self.emulator = emulator
        self.naps = 0
        self.at: dict[int, Callable[[], object]] = {}
        self.slept = 0.0
        patch.setattr(_in_process, "_readers", {})
        patch.setattr(
            _in_process,
            "_open_reader",
            lambda settings: Reader(Client(settings, sleep=self.nap, clock=lambda: time.time() + self.slept)),
        )

    def nap(self, seconds: float) -> None:
        """Time passes."""
        self.slept += seconds
        self.naps += 1
        self.at.get(self.naps, lambda: None)()

    def status(self, **status: Any) -> None:
        """The only store's, from now on."""
        (store,) = self.emulator.state()["stores"]
        self.emulator.set_store_status(store["_id"], status)

    def __call__(self, check_mode: bool = False, **options: Any) -> Any:
        place = {"project_key": "default", "environment_key": "test", "redis": REDIS}
        connection = {"access_token": self.emulator.token, "base_url": self.emulator.url}
        self.naps = 0
        return run_in_process("big_segment_store", {**connection, **place, **options}, check_mode)


@pytest.fixture
def service(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Service:
    """With an account that has no store."""
    return Service(emulator, monkeypatch)


def test_available(service: Service) -> None:
    """Whatever is said of the time."""
    service.emulator.settings(status=BROKEN)
    service.at = {3: lambda: service.status(available=True)}
    made = service(enabled=True, wait_for="available", wait_timeout=60)
    assert made["changed"] and made["big_segment_store"]["_status"]["available"] and service.naps == 3
    again = service(wait_for="available")
    assert again["changed"] is False and service.naps == 0


@pytest.mark.parametrize(
    "status",
    [
        {"available": True},
        {"available": True, "lastSync": now_ms(3600)},
        {"available": True, "lastSync": now_ms(), "potentiallyStale": True},
        {"available": False, "lastSync": now_ms()},
        {"available": True, "lastSync": None},
    ],
)
def test_not_synchronised(service: Service, status: dict[str, Any]) -> None:
    """What is said to be available need not be fresh."""
    service(enabled=True)
    service.status(**status)
    service.at = {2: lambda: service.status(available=True, lastSync=now_ms(-service.slept))}
    result = service(wait_for="synchronised", wait_timeout=60)
    assert not result.get("failed") and service.naps == 2, result
    assert service(wait_for="synchronised")["changed"] is False and service.naps == 0


def test_synchronised_after_a_change(service: Service) -> None:
    """What was synchronised with the config before tells nothing of this one: an old success does not end the wait."""
    service(enabled=True)
    before = now_ms()
    service.status(available=True, lastSync=before)
    service.at = {4: lambda: service.status(available=True, lastSync=before + 1)}
    assert service(redis={**REDIS, "port": 6380}, wait_for="available")["changed"] and service.naps == 0
    assert service(redis={**REDIS, "port": 6381}, wait_for="synchronised")["changed"] and service.naps == 4
    service.at = {}
    late = service(redis={**REDIS, "port": 6382}, wait_for="synchronised", wait_timeout=1)
    assert (late["failed"], late["changed"], late["error"]["status"]) == (True, True, "healthy")
    assert "has not synchronised since. Raise wait_timeout." in late["msg"]


@BOTH
def test_the_time_is_up(service: Service, wanted: str) -> None:
    """It says which of the two it was, what was seen last, and what to do."""
    service(enabled=True)
    service.status(**BROKEN, lastSync=now_ms(600), lastError=now_ms(5))
    late = service(wait_for=wanted, wait_timeout=0)
    assert late["error"] == {
        "kind": "not_available",
        "wait_for": wanted,
        "status": "unavailable",
        "last_sync_age": pytest.approx(600, abs=20),
    }
    assert late["msg"].startswith(
        f"Could not see redis big segment store of default/test become {wanted}: wait_for={wanted} was not reached"
        " within 0 s (wait_timeout). Seen last: status unavailable, synchronised 60"
    ), late["msg"]
    assert "errors: NOAUTH Authentication required. (status 500)" in late["msg"]
    assert "Compare redis.username and redis.password" in late["msg"]
    service.status(available=False)
    late = service(wait_for=wanted, wait_timeout=0)
    assert "status never_synchronised, not synchronised yet, errors: none" in late["msg"]
    assert "look whether the environment has a big segment at all" in late["msg"]
    checked = service(wait_for=wanted, wait_timeout=0, check_mode=True)
    assert not checked.get("failed")


@BOTH
def test_what_can_never_come(service: Service, wanted: str) -> None:
    """Is refused before any write: a store that is off or will be, or is not to be there."""
    for options in ({}, {"enabled": False}):
        refused = service(**options, wait_for=wanted)
        assert refused["error"] == {"kind": "invalid_option", "option": "wait_for"}, refused
        assert "the store is off" in refused["msg"]
    refused = service(state="absent", wait_for=wanted)
    assert f"wait_for: a store that is absent never becomes {wanted}" in refused["msg"]
    assert service.emulator.requests()["writes"] == 0
    service(enabled=True)
    assert service(enabled=False, wait_for=wanted, check_mode=True)["error"]["option"] == "wait_for"


def test_a_store_that_is_turned_off_meanwhile(service: Service) -> None:
    """The wait ends, since nothing will come."""
    service.emulator.settings(status=BROKEN)

    def turn_off() -> None:
        service.emulator.patch_store(service.emulator.state()["stores"][0]["_id"], {"on": False})

    service.at = {2: turn_off}
    ended = service(enabled=True, wait_for="available", wait_timeout=60)
    assert (ended["error"]["status"], service.naps) == ("off", 2)
    assert "wait_for=available cannot be reached" in ended["msg"] and "Set enabled to true." in ended["msg"]
