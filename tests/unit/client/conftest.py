# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the client share: a clock that only sleeping moves, and clients that use it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "parity")]

NOW = 1_700_000_000.0


class Time:
    """Epoch seconds that pass only in ``sleep``; ``slept`` are the naps."""

    def __init__(self) -> None:
        self.now = NOW
        self.slept: list[float] = []

    def clock(self) -> float:
        """The time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        assert seconds >= 0
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    """A clock of the test's own."""
    return Time()


@pytest.fixture
def warned() -> list[str]:
    """The warnings that the client gave."""
    return []


@pytest.fixture
def client_of(time: Time, warned: list[str]) -> Iterator[Callable[..., Client]]:
    """Makes a client of a base URL and more settings, and closes it in the end."""
    made: list[Client] = []

    def make(base_url: str, **settings: Any) -> Client:
        wanted = Settings(**{"access_token": "api-token", "base_url": base_url, "timeout": 5.0, **settings})
        made.append(Client(wanted, warned.append, time.sleep, time.clock))
        return made[-1]

    yield make
    for client in made:
        client.close()
