# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of an answer: looked at once, where it comes in, so that nothing behind it has to expect anything else."""

from __future__ import annotations

import typing as t

from .._client.errors import NotJson

Shape = t.Mapping[str, str]
"""By member, of the top level or below it (``config.host``), what it is: ``text``, ``texts``, ``flag``, ``number``,
``object``, ``objects``; with an exclamation mark it must be there. What is absent or null fits all others."""

_CHECKS: t.Final[dict[str, t.Callable[[t.Any], bool]]] = {
    "text": lambda value: isinstance(value, str),
    "texts": lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    "flag": lambda value: isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "objects": lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value),
}
_WORDS: t.Final = {
    "text": "text",
    "texts": "a list of texts",
    "flag": "true or false",
    "number": "a number",
    "object": "an object",
    "objects": "a list of objects",
}


def check_shape(document: t.Any, shape: Shape, method: str, path: t.Sequence[str]) -> t.Any:
    """``document``, an answer to ``method`` at ``path``, if it is an object of that ``shape``.

    Raises NotJson, which names the member, and never quotes what is there.
    """
    if not isinstance(document, dict):
        raise _misshapen(method, path, "it is not the object that was expected")
    for member, kind in shape.items():
        value: t.Any = document
        for name in member.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        kind, needed = kind.rstrip("!"), kind.endswith("!")
        if value is None and needed:
            raise _misshapen(method, path, f"its member {member} is missing")
        if value is not None and not _CHECKS[kind](value):
            raise _misshapen(method, path, f"its member {member} is not {_WORDS[kind]}")
    return document


def _misshapen(method: str, path: t.Sequence[str], problem: str) -> NotJson:
    where = "/".join(path)
    return NotJson(
        method,
        where,
        f"the answer to {method} {where} is JSON, but not what LaunchDarkly answers: {problem}",
        "Check base_url and whatever stands between here and LaunchDarkly.",
    )
