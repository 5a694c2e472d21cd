# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an environment has from its creation on, by itself or as one of those that a new project begins with."""

from __future__ import annotations

import dataclasses
import typing as t

from .._engine.checks import check_key
from .._engine.fields import Field, Json
from .shared_fields import BOOL, INT, NAME, STR, TAGS, matching, number


def _same_color(one: Json, other: Json) -> bool:
    return str(one).casefold() == str(other).casefold()


_COLOR = matching("[0-9a-fA-F]{6}", "six hexadecimal digits (put it in quotes, without the number sign)")

SETTINGS: t.Final = (
    dataclasses.replace(NAME, needed=True),
    Field("color", check=_COLOR, same=_same_color, needed=True),
    Field("default_ttl", spec=INT, check=number(0, 60, "minutes")),
    Field("secure_mode", spec=BOOL, default=False),
    Field("default_track_events", spec=BOOL, default=False),
    Field("require_comments", spec=BOOL, default=False),
    Field("confirm_changes", spec=BOOL, default=False),
    Field("critical", spec=BOOL, default=False),
    TAGS,
)

KEY: t.Final = Field("key", spec={**STR, "no_log": False, "aliases": ["environment_key"]}, check=check_key, needed=True)
"""The key of one that a new project begins with."""
