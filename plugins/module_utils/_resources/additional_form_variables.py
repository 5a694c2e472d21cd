# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Form variables that a configuration adds to the requests for approval: a field that options declare as a list."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._engine.checks import check_json, check_text
from .._engine.fields import Field, Json, Pointer, member_name, same_json
from .._engine.members import Unsaid
from .shared_fields import BOOL, STR, TEXTS

_FORM_VARIABLE: t.Final[dict[str, dict[str, t.Any]]] = {
    "key": {**STR, "required": True, "no_log": False},
    "name": STR,
    "type": STR,
    "description": STR,
    "placeholder": STR,
    "is_optional": BOOL,
    "allowed_values": TEXTS,
    "default_value": {"type": "raw"},
    "dynamic_options": {"type": "dict"},
}


def same_form_variables(current: Json, wanted: Json) -> bool:
    """Whether the form variables are as wanted; members that the service adds with an empty value do not count."""
    if not isinstance(current, (list, tuple)) or len(current) != len(wanted):
        return False
    return all(
        isinstance(one, t.Mapping)
        and all(same_json(one.get(member), value) for member, value in other.items())
        and not any(value for member, value in one.items() if member not in other)
        for one, other in zip(current, wanted, strict=True)
    )


def _form_variables(option: str, variables: t.Sequence[t.Mapping[str, t.Any]]) -> list[dict[str, t.Any]]:
    wanted = [_form_variable(f"{option}[{i}]", variable) for i, variable in enumerate(variables)]
    keys = [variable["key"] for variable in wanted]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise InvalidOption(option, f"the key {', '.join(twice)} is given more than once")
    return wanted


def _form_variable(where: str, variable: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    check_text(f"{where}.key", variable["key"])
    given = {name: variable[name] for name in _FORM_VARIABLE if variable.get(name) is not None}
    return {member_name(name): check_json(f"{where}.{name}", value) for name, value in given.items()}


def _exported_form_variables(variables: Json) -> list[dict[str, t.Any]]:
    options = [
        {
            name: one[member_name(name)]
            for name in _FORM_VARIABLE
            if one.get(member_name(name)) not in (None, "", [], {})
        }
        for one in variables
    ]
    said = [{member_name(name): value for name, value in one.items()} for one in options]
    if not same_form_variables(variables, said):
        raise Unsaid("has members that are not options of the module")
    return options


def form_variables(option: str, other_paths: tuple[Pointer, ...]) -> Field:
    """The field of them, as ``option``."""
    return Field(
        option,
        spec={"type": "list", "elements": "dict", "options": _FORM_VARIABLE},
        check=_form_variables,
        exported=_exported_form_variables,
        same=same_form_variables,
        default=(),
        other_paths=other_paths,
    )
