# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LaunchDarkly's rate limits, as pure functions: how long to wait, before a refusal and after one.

The service counts in windows of ten seconds: for the account, for each route, and for the access token. An answer
tells how many calls are left (``…-Remaining``, of ``…-Limit``) and when the window ends (``X-Ratelimit-Reset`` and
``X-Ratelimit-Auth-Token-Reset``, epoch milliseconds). Limits by IP address send ``Retry-After`` (seconds).
See https://launchdarkly.com/docs/api#rate-limiting
"""

from __future__ import annotations

import email.utils
import math
import random
import typing as t

WINDOW = 10.0
"""Seconds that one window of the service lasts."""

FARTHEST = 120.0
"""Seconds. Resets up to a minute away have been seen; one that is further away than this tells of a wrong clock."""

TIGHT = 20
"""Calls. While a limit leaves more than these, nobody needs to count."""

_KINDS = (
    ("account", "X-Ratelimit-Global-", "X-Ratelimit-Reset"),
    ("token", "X-Ratelimit-Auth-Token-", "X-Ratelimit-Auth-Token-Reset"),
    ("route", "X-Ratelimit-Route-", "X-Ratelimit-Reset"),
)

Headers = t.Mapping[str, str]


class Window(t.TypedDict):
    """What is known of one limit: how many calls are ``left`` until it ``ends`` (epoch seconds).

    ``limit`` is how many there are in a window, 0 where that is not known. ``taken`` counts the answers that came to
    us in this window. ``assumed`` is set until the service has told when it ends.
    """

    ends: float
    left: int
    limit: int
    taken: int
    assumed: bool


Windows = dict[str, Window]
"""By ``account``, ``token`` and route. Plain JSON, since processes share it."""


def route_of(method: str, path: t.Sequence[str]) -> str:
    """What the service counts together: keys and ids do not matter, the kind of place does."""
    return f"{method} {path[0]} {len(path)}"


def announced_wait(headers: Headers, now: float) -> float:
    """The seconds from ``now`` (epoch seconds) that a refusal's headers ask for, zero or more: the latest of all.

    ``Retry-After`` counts as it is, number or date. A reset in the past (seen live) asks for nothing. With no header,
    or one that cannot be meant, a whole window is assumed.
    """
    waits = [_retry_after(headers.get("Retry-After", "").strip(), now)]
    waits += [_until_reset(headers, name, now) for name in ("X-Ratelimit-Reset", "X-Ratelimit-Auth-Token-Reset")]
    told = [wait for wait in waits if wait is not None]
    return max(told) if told else WINDOW


def _retry_after(value: str, now: float) -> float | None:
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = email.utils.parsedate_to_datetime(value).timestamp() - now
        except (TypeError, ValueError, OverflowError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _until_reset(headers: Headers, name: str, now: float) -> float | None:
    try:
        seconds = float(headers.get(name, "")) / 1000.0 - now
    except ValueError:
        return None
    return max(0.0, seconds) if seconds <= FARTHEST else None


def take(windows: Windows, route: str, now: float) -> float:
    """Count one call that is about to be made, or tell how many seconds to wait for that, more than zero."""
    mine = [(key, windows[key]) for key in ("account", "token", route) if key in windows]
    for key, window in mine:
        if window["ends"] - now > FARTHEST or now - window["ends"] > FARTHEST:
            del windows[key]
        elif window["ends"] <= now:
            # What no answer has confirmed is not assumed again: the service tells of a limit only while it is enforced.
            if window["assumed"] or not window["limit"]:
                del windows[key]
            else:
                window.update({"ends": now + WINDOW, "left": window["limit"], "taken": 0, "assumed": True})
    live = [window for key, window in mine if key in windows]
    wait = max((window["ends"] - now for window in live if window["left"] <= 0), default=0.0)
    if wait <= 0:
        for window in live:
            window["left"] -= 1
    return wait


def observe(
    windows: Windows, route: str, headers: Headers, now: float, on_their_way: int = 0, refused: bool = False
) -> None:
    """Keep what an answer's ``headers`` tell. A call that was ``refused`` for no limit that shows holds all others.

    Other calls of the route may be ``on_their_way``, which nobody has counted yet.
    """
    exhausted = False
    for kind, prefix, reset in _KINDS:
        left = _count(headers, f"{prefix}Remaining")
        if left is None:
            continue
        exhausted = exhausted or left == 0
        wait = _until_reset(headers, reset, now)
        if refused and left == 0:
            wait = announced_wait(headers, now)
        key = route if kind == "route" else kind
        _keep(windows, key, left, _count(headers, f"{prefix}Limit") or 0, wait, now, refused, on_their_way)
    if refused and not exhausted:
        _keep(windows, "account", 0, 0, announced_wait(headers, now), now, refused, 0)


def tells(headers: Headers) -> bool:
    """Whether an answer's ``headers`` tell of any limit."""
    return any(_count(headers, f"{prefix}Remaining") is not None for _kind, prefix, _reset in _KINDS)


def is_tight(headers: Headers) -> bool:
    """Whether so few calls are left that everybody has to count."""
    counts = [_count(headers, f"{prefix}Remaining") for _kind, prefix, _reset in _KINDS]
    return any(count is not None and count < TIGHT for count in counts)


def _count(headers: Headers, name: str) -> int | None:
    value = headers.get(name, "").strip()
    return int(value) if value.isdecimal() and len(value) < 10 else None


def _keep(
    windows: Windows,
    key: str,
    left: int,
    limit: int,
    wait: float | None,
    now: float,
    refused: bool,
    on_their_way: int,
) -> None:
    known = windows.get(key)
    if known is None and left >= TIGHT:
        return
    ends = now + (WINDOW if wait is None else wait)
    begins = known is None or known["ends"] <= now
    if known is None or begins or (wait is not None and not known["assumed"] and ends > known["ends"] + 1):
        most = known["limit"] if known else 0
        known = windows[key] = Window(ends=ends, left=left - on_their_way, limit=most, taken=0, assumed=wait is None)
    elif wait is not None:
        known.update({"ends": ends, "assumed": False})
    known["left"] = min(known["left"], left)
    known["limit"] = limit or max(known["limit"], left + (not refused))
    known["taken"] += not refused


def is_contended(windows: Windows, route: str, now: float) -> bool | None:
    """Whether somebody else uses up the limit that a call was refused for; None where that cannot be told."""
    mine = [windows[key] for key in ("account", "token", route) if key in windows]
    exhausted = [window for window in mine if window["left"] <= 0 and window["ends"] > now]
    if not exhausted or any(not window["limit"] for window in exhausted):
        return None
    return any(window["taken"] < window["limit"] for window in exhausted)


def margin(chance: t.Callable[[], float] = random.random) -> float:
    """Seconds to add to the end of a window, for clocks that differ a little."""
    return 0.05 + chance() * 0.1


def jitter(
    refusals: int, contended: bool | None = None, window: float = WINDOW, chance: t.Callable[[], float] = random.random
) -> float:
    """Seconds to add after the ``refusals``-th 429 in a row, so that many workers do not come back at one moment.

    Who is refused though calls are counted shares the limit with strangers, who are refused as well: they spread over
    four windows, ``window`` seconds each, so that few of them knock in one. Where the limit was used up by ourselves,
    no spread is needed. Where nobody can tell, it doubles from half a window to four.
    """
    if contended is False:
        return margin(chance)
    return 0.05 + chance() * window * (4.0 if contended else min(2.0 ** (refusals - 2), 4.0))


def backoff(tries: int, chance: t.Callable[[], float] = random.random) -> float:
    """Seconds before the next try of a read that failed ``tries`` times: 0.25 to 0.5, doubling, 8 at the most."""
    return min(0.5 * 2.0 ** (tries - 1), 8.0) * (0.5 + chance() / 2)
