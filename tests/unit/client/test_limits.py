# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long to wait: pure functions, as tables."""

from __future__ import annotations

import email.utils

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.limits import (
    WINDOW,
    announced_wait,
    backoff,
    jitter,
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
        ({"X-Ratelimit-Reset": str(int((NOW + 3600) * 1000))}, 2 * WINDOW),
        ({"X-Ratelimit-Reset": "inf"}, 2 * WINDOW),
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


def test_jitter_spreads_wider_with_every_refusal() -> None:
    """From a little more than nothing to a spread that doubles up to a bound."""
    widest = [jitter(refusals, chance=lambda: 1.0) for refusals in range(1, 30)]
    assert widest == sorted(widest)
    assert widest[1] - 0.05 == pytest.approx(2 * (widest[0] - 0.05))
    assert widest[-1] == widest[-2] <= 60
    assert all(0 < jitter(refusals, chance=lambda: 0.0) < 0.1 for refusals in range(1, 30))
    assert all(0 < jitter(refusals) <= widest[-1] for refusals in range(1, 30))


@pytest.mark.parametrize(("tries", "longest"), [(1, 0.5), (2, 1.0), (3, 2.0), (5, 8.0), (6, 8.0), (1000, 8.0)])
def test_backoff_doubles_to_a_bound(tries: int, longest: float) -> None:
    """Between half of it and all of it."""
    assert backoff(tries, lambda: 0.0) == pytest.approx(longest / 2)
    assert backoff(tries, lambda: 1.0) == pytest.approx(longest)
    assert longest / 2 <= backoff(tries) <= longest
