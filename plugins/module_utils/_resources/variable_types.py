# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values of form variables: what fits the type that an integration's manifest gives."""

from __future__ import annotations

import typing as t
import urllib.parse

from .._client.errors import InvalidOption
from .._client.nearest import did_you_mean

_TRUE = frozenset(("true", "yes", "on", "1"))
_FALSE = frozenset(("false", "no", "off", "0"))


def _text(option: str, value: t.Any, known: t.Mapping[str, t.Any]) -> t.Any:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise InvalidOption(option, f"must be a string, not {_kind(value)}")
    text = str(value)
    if len(text) > 65536:
        raise InvalidOption(option, f"is {len(text)} characters long; at most 65536 are allowed")
    if known.get("required") and text == "":
        raise InvalidOption(option, "must not be empty")
    return text


def _uri(option: str, value: t.Any, known: t.Mapping[str, t.Any]) -> t.Any:
    text = _text(option, value, known)
    if text == "":
        return text
    try:
        parts = urllib.parse.urlsplit(text)
    except ValueError:
        parts = urllib.parse.SplitResult("", "", "", "", "")
    if not parts.scheme or not parts.netloc or not text.isprintable() or " " in text:
        raise InvalidOption(option, "must be a URL with scheme and host, such as https://example.com/path")
    return text


def _boolean(option: str, value: t.Any, known: t.Mapping[str, t.Any]) -> t.Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, (str, int)):
        # A template gives booleans as strings.
        text = str(value).lower()
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
    raise InvalidOption(option, f"must be true or false, not {_kind(value)}")


def _enum(option: str, value: t.Any, known: t.Mapping[str, t.Any]) -> t.Any:
    text = _text(option, value, known)
    if known.get("allowed") and text not in known["allowed"]:
        raise InvalidOption(
            option, "is not one of the values that are allowed", did_you_mean(text, known["allowed"], 20)
        )
    return text


def _multiselect(option: str, value: t.Any, known: t.Mapping[str, t.Any]) -> t.Any:
    if not isinstance(value, (list, tuple)):
        raise InvalidOption(option, f"must be a list of strings, not {_kind(value)}")
    return [_enum(option, item, known) for item in value]


def _anything(option: str, value: t.Any, known: t.Mapping[str, t.Any]) -> t.Any:
    if known.get("required") and value in ("", [], {}):
        raise InvalidOption(option, "must not be empty")
    return value


_CHECKS: t.Final = {
    "string": _text,
    "generated": _text,
    "publicKey": _text,
    "dynamicEnum": _text,
    "uri": _uri,
    "boolean": _boolean,
    "enum": _enum,
    "multiselect": _multiselect,
}


def checked_value(option: str, value: t.Any, known: t.Mapping[str, t.Any]) -> t.Any:
    """``value`` as the API takes a variable ``known`` so. Raises InvalidOption, which never quotes the value."""
    return _CHECKS.get(known["type"], _anything)(option, value, known)


def _kind(value: t.Any) -> str:
    names = {bool: "a boolean", str: "this string", dict: "a dictionary", list: "a list", int: "a number"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), type(value).__name__)
