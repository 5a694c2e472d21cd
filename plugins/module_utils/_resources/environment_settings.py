# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an environment has from its creation on, by itself or as one of those that a new project begins with."""

from __future__ import annotations

import dataclasses
import re
import typing as t

from .._client.errors import InvalidOption
from .._engine.checks import check_key, quoted
from .._engine.fields import ABSENT, Field, Json, lookup, put
from .._engine.members import Options, Single, spec_of
from .shared_fields import BOOL, INT, NAME, STR, TAGS, number


def _color(option: str, value: str) -> str:
    if not re.fullmatch("[0-9a-fA-F]{6}", value):
        raise InvalidOption(
            option, f"{quoted(value)} is not six hexadecimal digits (put it in quotes, without the number sign)"
        )
    return value


def _same_color(one: Json, other: Json) -> bool:
    return str(one).casefold() == str(other).casefold()


SETTINGS: t.Final = (
    dataclasses.replace(NAME, needed=True),
    Field("color", check=_color, same=_same_color, needed=True),
    Field("default_ttl", spec=INT, check=number(0, 60, "minutes")),
    Field("secure_mode", spec=BOOL, default=False),
    Field("default_track_events", spec=BOOL, default=False),
    Field("require_comments", spec=BOOL, default=False),
    Field("confirm_changes", spec=BOOL, default=False),
    Field("critical", spec=BOOL, default=False),
    TAGS,
)

INITIAL_OPTIONS: t.Final[dict[str, dict[str, t.Any]]] = {
    "key": {"type": "str", "required": True, "no_log": False, "aliases": ["environment_key"]},
    **spec_of(map(Single, SETTINGS)),
    **{field.option: {**STR, "required": True} for field in SETTINGS if field.needed},
}
"""The options of an environment that a new project begins with."""


def initial_environment(options: Options, where: str) -> dict[str, t.Any]:
    """An environment that a new project begins with, as the API takes it. Raises InvalidOption with ``where``."""
    try:
        document: dict[str, t.Any] = {"key": check_key("key", options["key"])}
        for field in SETTINGS:
            value = lookup(options, (field.option,))
            if value is not ABSENT and value is not None:
                put(document, field.path, field.check(field.option, value))
    except InvalidOption as error:
        raise InvalidOption(where, error.message) from None
    return document
