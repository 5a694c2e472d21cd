# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long to wait: pure functions, as tables."""

from __future__ import annotations

import email.utils

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.limits import (
    WINDOW,
    Windows,
    announced_wait,
    backoff,
    is_contended,
    is_tight,
    jitter,
    observe,
    route_of,
    take,
)

NOW = 1_700_000_000.0


def _date(seconds: float) -> str:
    return email.utils.formatdate(NOW + seconds, usegmt=True)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, WINDOW),
        ({"X-Ratelimit-Reset": str(int((NOW + 4) * 1000))}, 4.0),
        ({"X-Ratelimit-Reset": str(int((NOW + 0.25) * 1000))}, 0.25),
        ({"X-Ratelimit-Reset": str(int(NOW * 1000))}, 0.0),
        ({"X-Ratelimit-Reset": str(int((NOW - 30) * 1000))}, 0.0),
        ({"X-Ratelimit-Reset": "0"}, 0.0),
        # Further away than any window: a clock is wrong.
        ({"X-Ratelimit-Reset": str(int((NOW + 3600) * 1000))}, WINDOW),
        ({"X-Ratelimit-Reset": "inf"}, WINDOW),
        ({"X-Ratelimit-Reset": "nan"}, WINDOW),
        # Seen live.
        ({"X-Ratelimit-Reset": str(int((NOW + 60) * 1000))}, 60.0),
        ({"X-Ratelimit-Auth-Token-Reset": str(int((NOW + 45) * 1000))}, 45.0),
        # The latest of all counts.
        ({"X-Ratelimit-Auth-Token-Reset": str(int((NOW + 9) * 1000)), "X-Ratelimit-Reset": "1000"}, 9.0),
        (
            {
                "Retry-After": "2",
                "X-Ratelimit-Reset": str(int((NOW + 30) * 1000)),
                "X-Ratelimit-Auth-Token-Reset": str(int((NOW + 4) * 1000)),
            },
            30.0,
        ),
        ({"Retry-After": "20", "X-Ratelimit-Reset": str(int((NOW + 3) * 1000))}, 20.0),
        ({"Retry-After": "later", "X-Ratelimit-Reset": str(int((NOW + 3) * 1000))}, 3.0),
        ({"X-Ratelimit-Reset": ""}, WINDOW),
        ({"X-Ratelimit-Reset": "soon"}, WINDOW),
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": " 7 "}, 7.0),
        ({"Retry-After": "0"}, 0.0),
        ({"Retry-After": "-3"}, 0.0),
        ({"Retry-After": "0.5"}, 0.5),
        # Retry-After is the limit of an IP address and counts as it is.
        ({"Retry-After": "120"}, 120.0),
        ({"Retry-After": _date(12)}, 12.0),
        ({"Retry-After": _date(-12)}, 0.0),
        ({"Retry-After": "Wed, 99 Foo 2026 99:99:99 GMT"}, WINDOW),
        ({"Retry-After": "later"}, WINDOW),
        ({"Retry-After": "", "X-Ratelimit-Reset": str(int((NOW + 3) * 1000))}, 3.0),
        ({"Retry-After": "5", "X-Ratelimit-Reset": str(int((NOW + 3) * 1000))}, 5.0),
        ({"Retry-After": "nan"}, WINDOW),
        ({"Retry-After": "inf"}, WINDOW),
    ],
)
def test_announced_wait(headers: dict[str, str], wait: float) -> None:
    """Seconds from now, never less than none."""
    assert announced_wait(headers, NOW) == pytest.approx(wait, abs=0.001)


def _told(kind: str, left: int, limit: int | None = None, ends: float | None = None) -> dict[str, str]:
    headers = {f"X-Ratelimit-{kind}-Remaining": str(left)}
    if limit is not None:
        headers[f"X-Ratelimit-{kind}-Limit"] = str(limit)
    if ends is not None:
        headers["X-Ratelimit-Auth-Token-Reset" if kind == "Auth-Token" else "X-Ratelimit-Reset"] = str(int(ends * 1000))
    return headers


@pytest.mark.parametrize(("kind", "others"), [("Global", 6.0), ("Auth-Token", 6.0), ("Route", 0.0)])
def test_the_last_call_holds_back_those_that_it_concerns(kind: str, others: float) -> None:
    """An answer that leaves none, though it is a good one. What one route has used up does not stall another."""
    windows: Windows = {}
    assert take(windows, "GET a 1", NOW) == 0
    observe(windows, "GET a 1", _told(kind, 0, ends=NOW + 6), NOW)
    assert take(windows, "GET a 1", NOW) == pytest.approx(6.0)
    assert take(windows, "GET b 1", NOW) == pytest.approx(others)
    assert take(windows, "GET a 1", NOW + 6.1) == 0


def test_calls_on_their_way_are_counted() -> None:
    """Two are left, so of three that set out at the same time one waits."""
    windows: Windows = {}
    observe(windows, "r", _told("Route", 2, 5, NOW + 8), NOW)
    assert [take(windows, "r", NOW) for _unused in range(3)] == [0.0, 0.0, pytest.approx(8.0)]
    # The answer of the first was written before the second was seen.
    observe(windows, "r", _told("Route", 1, 5, NOW + 8), NOW)
    assert take(windows, "r", NOW) > 0


def test_a_new_window_has_as_many_calls_as_the_last() -> None:
    """Until the service says when it ends."""
    windows: Windows = {}
    observe(windows, "r", _told("Route", 0, 5, NOW + 8), NOW)
    later = NOW + 9
    assert [take(windows, "r", later) for _unused in range(6)] == [0.0] * 5 + [pytest.approx(WINDOW)]
    observe(windows, "r", _told("Route", 4, 5, later + 3), later)
    assert take(windows, "r", later) == pytest.approx(3.0)


def test_a_limit_that_is_not_told_any_more_is_forgotten() -> None:
    """The service tells of a limit only while it is enforced: one window is assumed, no more. Nor is an old one."""
    windows: Windows = {}
    observe(windows, "r", _told("Route", 0, 5, NOW + 8), NOW)
    assert [take(windows, "r", NOW + 9) > 0 for _unused in range(7)] == [False] * 5 + [True] * 2
    assert [take(windows, "r", NOW + 20) for _unused in range(7)] == [0.0] * 7
    observe(windows, "r", _told("Route", 0, 5, NOW + 8), NOW)
    assert [take(windows, "r", NOW + 200) for _unused in range(7)] == [0.0] * 7


@pytest.mark.parametrize("ends", [NOW - 5, NOW])
def test_a_reset_in_the_past_holds_nobody_back(ends: float) -> None:
    """Seen live."""
    windows: Windows = {}
    observe(windows, "r", _told("Route", 0, 5, ends), NOW)
    assert take(windows, "r", NOW) == 0


def test_a_clock_that_is_wrong_costs_a_window_at_most() -> None:
    """Whether it is told by the service, or by whoever shares the file."""
    windows: Windows = {}
    observe(windows, "r", _told("Route", 0, 5, NOW + 4000), NOW)
    assert take(windows, "r", NOW) == pytest.approx(WINDOW)
    windows["r"]["ends"] = NOW + 4000
    assert take(windows, "r", NOW) == 0


@pytest.mark.parametrize(
    "headers", [{}, {"X-Ratelimit-Route-Remaining": "many"}, _told("Global", 900), _told("Route", 20)]
)
def test_where_nothing_is_tight_nobody_counts(headers: dict[str, str]) -> None:
    """As long as enough calls are left."""
    windows: Windows = {}
    observe(windows, "r", headers, NOW)
    assert windows == {}
    assert not is_tight(headers)


def test_a_refusal_that_names_no_limit_holds_everything() -> None:
    """It is a limit by IP address, as a rule."""
    windows: Windows = {}
    observe(windows, "r", {"Retry-After": "7"}, NOW, refused=True)
    assert take(windows, "another", NOW) == pytest.approx(7.0)
    assert is_contended(windows, "r", NOW) is None


def test_whether_others_use_the_limit() -> None:
    """Of five calls in the window three were ours: somebody else had two."""
    windows: Windows = {}
    for left in (4, 3, 2):
        observe(windows, "r", _told("Route", left, 5, NOW + 8), NOW)
    observe(windows, "r", _told("Route", 0, 5, NOW + 8), NOW, refused=True)
    assert is_contended(windows, "r", NOW) is True
    for left in (1, 0):
        observe(windows, "r", _told("Route", left, 5, NOW + 8), NOW)
    assert is_contended(windows, "r", NOW) is False
    # What is over tells nothing.
    assert is_contended(windows, "r", NOW + 9) is None


def test_keys_and_ids_do_not_make_another_route() -> None:
    """As LaunchDarkly counts."""
    assert route_of("GET", ("projects", "a")) == route_of("GET", ("projects", "b"))
    assert (
        len({route_of("GET", ("projects",)), route_of("POST", ("projects",)), route_of("GET", ("projects", "a"))}) == 3
    )


def test_jitter_spreads_wider_with_every_refusal() -> None:
    """From a little more than nothing to a spread that doubles up to a bound."""
    widest = [jitter(refusals, chance=lambda: 1.0) for refusals in range(1, 30)]
    assert widest == sorted(widest)
    assert widest[1] - 0.05 == pytest.approx(2 * (widest[0] - 0.05))
    assert widest[-1] == widest[-2] <= 60
    assert all(0 < jitter(refusals, chance=lambda: 0.0) < 0.1 for refusals in range(1, 30))
    assert all(0 < jitter(refusals) <= widest[-1] for refusals in range(1, 30))
    # Others share the limit: wide at once. We were too many ourselves: those who count need no spread.
    assert jitter(1, True, chance=lambda: 1.0) == widest[-1]
    assert jitter(9, False, chance=lambda: 1.0) < 0.2


@pytest.mark.parametrize(("tries", "longest"), [(1, 0.5), (2, 1.0), (3, 2.0), (5, 8.0), (6, 8.0), (1000, 8.0)])
def test_backoff_doubles_to_a_bound(tries: int, longest: float) -> None:
    """Between half of it and all of it."""
    assert backoff(tries, lambda: 0.0) == pytest.approx(longest / 2)
    assert backoff(tries, lambda: 1.0) == pytest.approx(longest)
    assert longest / 2 <= backoff(tries) <= longest
