# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The messages that the guide to troubleshooting explains."""

from __future__ import annotations

import functools
import re

from documented import GUIDES

GUIDE = (GUIDES / "guide_troubleshooting.rst").read_text(encoding="utf-8")

PHRASES: list[str] = [
    phrase for line in re.findall(r"^``.+``$", GUIDE, re.MULTILINE) for phrase in re.findall(r"``(.+?)``", line)
]
"""The words from the middle of each message. For what differs within (keys, names, numbers) stands an ellipsis."""


@functools.cache
def pattern(phrase: str) -> re.Pattern[str]:
    """What finds ``phrase`` in a message as it is said."""
    return re.compile(".+?".join(map(re.escape, phrase.split("…"))), re.DOTALL)
