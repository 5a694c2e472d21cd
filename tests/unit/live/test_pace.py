# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One call in two seconds, and slower where the service asks for it."""

from __future__ import annotations

import dataclasses

import pytest
from live.api import Budget, OverBudget
from live.pace import LONGEST, WINDOW, Pace
from live.timing import Timing

EPOCH = 1_700_000_000.0


class Clock:
    """Time that passes only in ``sleep``."""

    def __init__(self) -> None:
        self.now = 1000.0

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        assert seconds > 0
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    """A clock of the test's own."""
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    """The limiter of a run, as it is by default."""
    timing = dataclasses.replace(Timing(), clock=lambda: clock.now, now=lambda: EPOCH + clock.now, sleep=clock.sleep)
    return Pace(timing)


def calls(pace: Pace, clock: Clock, number: int) -> list[float]:
    """When so many calls go out."""
    times = []
    for _number in range(number):
        pace.wait()
        times.append(clock.now)
    return times


def test_one_call_in_two_seconds(pace: Pace, clock: Clock) -> None:
    assert calls(pace, clock, 4) == [1000, 1002, 1004, 1006]
    clock.now += 30
    assert calls(pace, clock, 3) == [1036, 1038, 1040]


def test_a_burst_is_saved_up(pace: Pace, clock: Clock) -> None:
    """Seven calls take as long as seven calls do: before and after them together."""
    calls(pace, clock, 1)
    pace.save(7)
    assert clock.now == 1014
    assert calls(pace, clock, 7) == [1014] * 7
    assert calls(pace, clock, 2) == [1016, 1018]


@pytest.mark.parametrize(
    ("status", "headers", "waited"),
    [
        (200, {"X-Ratelimit-Route-Remaining": "1", "X-Ratelimit-Reset": "{+5}"}, 2),
        (200, {"X-Ratelimit-Route-Remaining": "0", "X-Ratelimit-Reset": "{+5}"}, 5),
        (200, {"x-ratelimit-global-remaining": "0", "x-ratelimit-reset": "{+7}"}, 7),
        (200, {"X-Ratelimit-Auth-Token-Remaining": "0", "X-Ratelimit-Auth-Token-Reset": "{+9}"}, 9),
        (200, {"X-Ratelimit-Route-Remaining": "0", "X-Ratelimit-Reset": "{-5}"}, WINDOW),
        (429, {}, WINDOW),
        (429, {"Retry-After": "17"}, 17),
        (429, {"Retry-After": "3", "X-Ratelimit-Reset": "{+20}"}, 20),
        (429, {"Retry-After": "soon"}, WINDOW),
        (429, {"Retry-After": "86400"}, LONGEST),
    ],
)
def test_the_headers_are_heeded(pace: Pace, clock: Clock, status: int, headers: dict[str, str], waited: float) -> None:
    (first,) = calls(pace, clock, 1)
    now = EPOCH + clock.now
    shown = {
        name: f"{(now + float(value.strip('{}'))) * 1000:.0f}" if value.startswith("{") else value
        for name, value in headers.items()
    }
    if "Retry-After" in headers:
        shown["Retry-After"] = headers["Retry-After"]
    pace.heed(status, shown)
    assert calls(pace, clock, 1) == [pytest.approx(first + waited)]


def test_a_budget_ends(clock: Clock) -> None:
    budget = Budget(2, 60, lambda: clock.now)
    budget.take()
    budget.take()
    with pytest.raises(OverBudget):
        budget.take()
    budget = Budget(100, 60, lambda: clock.now)
    clock.now += 61
    with pytest.raises(OverBudget):
        budget.take()
