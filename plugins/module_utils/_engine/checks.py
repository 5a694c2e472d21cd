# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks of single values, each before any call. The rules are those of the Terraform provider where it has one."""

from __future__ import annotations

import math
import re
import typing as t

from .._client.errors import InvalidOption
from .fields import ABSENT, lookup
from .secrets import FINGERPRINT_PREFIX, looks_masked

_KEY = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]*")
_CONVERTED = re.compile(r"\[(['\"{\[].*)?\]|\{(['\"].*)?\}")
_TAG = re.compile(r"[a-zA-Z0-9_.-]{1,64}")


def check_key(option: str, value: str, longest: int = 256) -> str:
    """``value`` if it is a key as LaunchDarkly allows it. Raises InvalidOption."""
    if not _KEY.fullmatch(value):
        raise InvalidOption(
            option, f"{quoted(value)} is not a key: letters, digits, '.', '_' and '-', the first a letter or digit"
        )
    if len(value) > longest:
        raise InvalidOption(option, f"is {len(value)} characters long; at most {longest} are allowed")
    return value


def check_text(option: str, value: str, longest: int = 256, empty: bool = False, spaces: bool = True) -> str:
    """``value`` if it is one line of printable text. Raises InvalidOption, which never quotes the value."""
    if not value.strip() and not empty:
        raise InvalidOption(option, "must not be empty")
    if len(value) > longest:
        raise InvalidOption(option, f"is {len(value)} characters long; at most {longest} are allowed")
    if not value.isprintable():
        raise InvalidOption(option, "holds characters that cannot be printed (line breaks, control characters?)")
    if _CONVERTED.fullmatch(value):
        # ansible-core makes text of whatever is given for text.
        raise InvalidOption(option, "must be text, and looks like a list or a dictionary")
    if not spaces and any(c.isspace() for c in value):
        raise InvalidOption(option, "must not hold white space")
    return value


def check_json(option: str, value: t.Any) -> t.Any:
    """``value`` if it can be sent as JSON and stored: finite numbers, valid Unicode. Raises InvalidOption."""
    if isinstance(value, t.Mapping):
        for name, inner in value.items():
            check_json(option, name)
            check_json(option, inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            check_json(option, inner)
    elif isinstance(value, str):
        _check_unicode(option, value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise InvalidOption(option, f"holds {value}, which is not a number that can be sent")
    return value


def _check_unicode(option: str, value: str) -> None:
    if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise InvalidOption(option, "holds a NUL or a character that is not valid Unicode")


def check_secret(option: str, value: str, longest: int = 65536) -> str:
    """``value`` if it can be a secret: line breaks are fine, a mask is not. Raises InvalidOption without the value."""
    _check_unicode(option, value)
    if len(value) > longest:
        raise InvalidOption(option, f"is {len(value)} characters long; at most {longest} are allowed")
    if looks_masked(value):
        raise InvalidOption(option, "looks like a masked secret (it holds '***'), and a mask is never sent")
    return value


def check_previous_name(options: t.Mapping[str, t.Any]) -> str | None:
    """``previous_name`` where it is given, with the name that comes in its place. Raises InvalidOption."""
    previous: str | None = options.get("previous_name")
    if previous is None:
        return None
    if options.get("name") is None:
        raise InvalidOption(
            "previous_name", "says what the new name in the option name replaces, and that is not given"
        )
    check_text("previous_name", previous)
    return None if previous == options["name"] else previous


def check_tags(option: str, tags: t.Sequence[str]) -> list[str]:
    """``tags`` without repetitions. Raises InvalidOption."""
    for tag in tags:
        if not isinstance(tag, str) or not _TAG.fullmatch(tag):
            raise InvalidOption(
                option, f"{quoted(tag)} is not a tag: 1 to 64 letters, digits, '.', '_' and '-' are allowed"
            )
        if tag.startswith(FINGERPRINT_PREFIX):
            raise InvalidOption(option, f"tags that begin with {FINGERPRINT_PREFIX!r} are kept for fingerprints")
    return list(dict.fromkeys(tags))


def given(options: t.Mapping[str, t.Any], name: str) -> t.Any:
    """The option's value, ABSENT where it is not given: Ansible says None for that. A dot leads into suboptions."""
    value = lookup(options, tuple(name.split(".")))
    return ABSENT if value is None else value


def quoted(value: t.Any) -> str:
    """``value`` as a message may quote it, whole or not at all: half a secret in it would not be recognised as one."""
    text = repr(value)
    return text if len(text) <= 60 else f"a text of {len(str(value))} characters"
