# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last look at a recording before it is written: it must hold nothing of the account."""

from __future__ import annotations

import ipaddress
import re
import typing as t

ACCOUNT = "000000000000"
SHORTEST = 6
"""A shorter value would be found everywhere."""

PATTERNS: dict[str, re.Pattern[str]] = {
    "a key": re.compile(r"\b(?:sdk|mob|api)-[0-9a-f]{4}", re.IGNORECASE),
    "a mail address": re.compile(r"[\w.+-]+@(?!example\.com\b)[\w-]+\.[\w.-]+"),
    "an IPv4 address": re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])"),
    "a JSON web token": re.compile(r"\beyJ[\w-]{4,}\.[\w-]+"),
    "an account of AWS": re.compile(rf"\barn:aws[\w-]*:[\w-]*:[\w-]*:(?!{ACCOUNT}\b)\d{{12}}\b"),
    "an id": re.compile(r"(?<![0-9a-f])(?!a{20}\d{4}|0{24})[0-9a-f]{24}(?![0-9a-f])", re.IGNORECASE),
    "a UUID": re.compile(
        r"(?<![0-9a-f])(?!00000000-0000-[04]000-[08]000-)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
    ),
    "a project of a run": re.compile(r"acl-live-\d{8}"),
}


COLONS = re.compile(r"(?<![\w:])[0-9a-f]*:[0-9a-f:]*:[0-9a-f]*(?![\w:])", re.IGNORECASE)


def scan(text: str, values: t.Iterable[str]) -> list[str]:
    """What was found, in words that do not repeat it. ``values`` are known ones: tokens, ids, names."""
    found = [what for what, pattern in PATTERNS.items() if pattern.search(text)]
    if any(_is_address(word) for word in COLONS.findall(text)):
        found.append("an IPv6 address")
    lower = text.lower()
    if any(len(value) >= SHORTEST and value.lower() in lower for value in values):
        found.append("a value of the account")
    return found


def _is_address(word: str) -> bool:
    """Whether it is one, and not a time or a list of numbers; ``::`` alone is no host's."""
    try:
        return int(ipaddress.IPv6Address(word)) > 1
    except ValueError:
        return False
