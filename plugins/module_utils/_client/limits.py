# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long to wait when LaunchDarkly says "too many requests", as pure functions.

The service counts in windows of ten seconds, for the account and for each route, and gives the end of a window in
``X-Ratelimit-Reset`` (epoch milliseconds); limits by IP address send ``Retry-After`` (seconds).
See https://launchdarkly.com/docs/api#rate-limiting
"""

from __future__ import annotations

import email.utils
import math
import random
import typing as t

WINDOW = 10.0
"""Seconds that one window of the service lasts."""

_LONGEST_RESET = 2 * WINDOW
"""A reset further away than this tells of a clock that is wrong, not of a window."""


def announced_wait(headers: t.Mapping[str, str], now: float) -> float:
    """The seconds from ``now`` (epoch seconds) that the answer's headers ask for, zero or more.

    ``Retry-After`` counts as it is, number or date. A reset in the past (seen live) asks for nothing more. With
    neither header a whole window is assumed.
    """
    retry_after = headers.get("Retry-After", "").strip()
    if retry_after:
        try:
            return max(0.0, _finite(float(retry_after)))
        except ValueError:
            try:
                return max(0.0, email.utils.parsedate_to_datetime(retry_after).timestamp() - now)
            except (TypeError, ValueError, OverflowError):
                return WINDOW
    try:
        reset = float(headers.get("X-Ratelimit-Reset", "")) / 1000.0
    except ValueError:
        return WINDOW
    return min(max(0.0, reset - now), _LONGEST_RESET)


def _finite(seconds: float) -> float:
    return seconds if math.isfinite(seconds) else WINDOW


def jitter(refusals: int, window: float = WINDOW, chance: t.Callable[[], float] = random.random) -> float:
    """Seconds to add after the ``refusals``-th 429 in a row, so that many workers do not come back at one moment.

    Workers that know nothing of each other would knock once in every ``window`` (seconds) each. So the spread doubles
    with every refusal, from half a window to four: the longer the queue, the fewer of it knock in one window.
    """
    return 0.05 + chance() * window * min(2.0 ** (refusals - 2), 4.0)


def backoff(tries: int, chance: t.Callable[[], float] = random.random) -> float:
    """Seconds before the next try of a read that failed ``tries`` times: 0.25 to 0.5, doubling, 8 at the most."""
    return min(0.5 * 2.0 ** (tries - 1), 8.0) * (0.5 + chance() / 2)
