# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields that several kinds of resources have, and what their options look like."""

from __future__ import annotations

import re
import typing as t

from .._client.errors import InvalidOption
from .._engine.checks import check_tags, check_text, quoted
from .._engine.fields import ABSENT, Field, Json, Pointer, When, lookup, put, same_set
from .._engine.members import Single, spec_of
from .._engine.renaming import Renaming
from .specifiers import renamed_specifier

Spec = dict[str, t.Any]

STR: t.Final[Spec] = {"type": "str"}
BOOL: t.Final[Spec] = {"type": "bool"}
SECRET: t.Final[Spec] = {"type": "str", "no_log": True}
SHOW: t.Final[Spec] = {"type": "str", "default": "omit", "choices": ["omit", "hide", "show"], "no_log": False}
INT: t.Final[Spec] = {"type": "int"}
TEXTS: t.Final[Spec] = {"type": "list", "elements": "str"}

NAME: t.Final = Field("name", check=check_text)
TAGS: t.Final = Field("tags", spec=TEXTS, check=check_tags, same=same_set, default=())

_STATEMENT_LISTS: t.Final = {
    "resources": "resources",
    "not_resources": "notResources",
    "actions": "actions",
    "not_actions": "notActions",
}


def never(value: Json) -> Json:
    """The way back of a member that cannot be seen, or need not be declared."""
    return ABSENT


def text(longest: int = 256, empty: bool = False, spaces: bool = True) -> t.Callable[[str, str], str]:
    """A check of one line of text."""
    return lambda option, value: check_text(option, value, longest, empty, spaces)


def number(least: int, most: int, of: str = "") -> t.Callable[[str, int], int]:
    """A check of a number ``of`` something."""

    def check(option: str, value: int) -> int:
        if not least <= value <= most:
            raise InvalidOption(option, f"{value} is not a number {f'of {of} ' if of else ''}from {least} to {most}")
        return value

    return check


def matching(pattern: str, what: str, longest: int = 512) -> t.Callable[[str, str], str]:
    """A check of one line of text without spaces that ``pattern`` fits; ``what`` says what it is not, else."""

    def check(option: str, value: str) -> str:
        check_text(option, value, longest, spaces=False)
        if not re.fullmatch(pattern, value):
            raise InvalidOption(option, f"{quoted(value)} is not {what}")
        return value

    return check


def address(option: str, value: str) -> str:
    """A check of an absolute URL of the web."""
    check_text(option, value, 2048, spaces=False)
    if not re.fullmatch(r"https?://[^/?#\s]+\S*", value):
        raise InvalidOption(option, "must be a URL with scheme and host, such as https://example.com/path")
    return value


def entries(option: str, fields: tuple[Field, ...], key: Field) -> Field:
    """What a new resource begins with: a list of others that are made of ``fields`` and told apart by their ``key``."""
    made = [Single(field) for field in (key, *fields)]
    spec = spec_of(made)
    for field in (key, *fields):
        if field.needed:
            spec[field.option]["required"] = True

    def check(name: str, value: t.Sequence[t.Mapping[str, t.Any]]) -> list[dict[str, t.Any]]:
        documents = [_entry(made, one, f"{name}[{i}]") for i, one in enumerate(value)]
        keys = [lookup(document, key.path) for document in documents]
        for one in keys:
            if keys.count(one) > 1:
                raise InvalidOption(name, f"declares {one!r} more than once")
        if not documents:
            raise InvalidOption(name, f"must not be empty: there is at least one {option.removesuffix('s')}")
        return documents

    listed = {"type": "list", "elements": "dict", "options": spec}
    return Field(option, spec=listed, check=check, exported=never, when=When.AT_CREATION)


def _entry(made: t.Iterable[Single], options: t.Mapping[str, t.Any], where: str) -> dict[str, t.Any]:
    document: dict[str, t.Any] = {}
    try:
        for member in made:
            for value in member.values(options):
                put(document, value.field.path, value.wanted)
    except InvalidOption as error:
        raise error.within(where, "") from None
    return document


def statements(option: str, other_paths: tuple[Pointer, ...] = ()) -> Field:
    """A list of policy statements: https://launchdarkly.com/docs/home/account/role-policies"""
    spec = {"effect": {"type": "str", "required": True, "choices": ["allow", "deny"]}}
    return Field(
        option,
        spec={"type": "list", "elements": "dict", "options": {**spec, **dict.fromkeys(_STATEMENT_LISTS, TEXTS)}},
        check=lambda name, value: [_statement(f"{name}[{i}]", one) for i, one in enumerate(value)],
        exported=lambda value: [_exported_statement(one) for one in value] if isinstance(value, list) else ABSENT,
        renamed=lambda value, renaming: [_renamed_statement(one, renaming) for one in value],
        same=same_statements,
        default=(),
        other_paths=other_paths,
    )


def same_statements(current: Json, wanted: Json) -> bool:
    """Whether two lists of policy statements say the same, each statement's lists in any order."""
    if not isinstance(current, (list, tuple)) or len(current) != len(wanted):
        return False
    return all(
        isinstance(one, t.Mapping)
        and one.get("effect") == other.get("effect")
        and all(same_set(one.get(member), other.get(member)) for member in _STATEMENT_LISTS.values())
        for one, other in zip(current, wanted, strict=True)
    )


def _statement(where: str, statement: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    for one, other in (("resources", "not_resources"), ("actions", "not_actions")):
        if bool(statement.get(one)) == bool(statement.get(other)):
            raise InvalidOption(where, f"needs either {one} or {other}")
    for option in _STATEMENT_LISTS:
        for entry in statement.get(option) or ():
            check_text(f"{where}.{option}", entry, 4096)
    lists = {member: list(statement[o]) for o, member in _STATEMENT_LISTS.items() if statement.get(o)}
    return {"effect": statement["effect"], **lists}


def _exported_statement(statement: Json) -> dict[str, t.Any]:
    lists = {option: statement[member] for option, member in _STATEMENT_LISTS.items() if statement.get(member)}
    return {"effect": statement.get("effect"), **lists}


def _renamed_statement(statement: t.Mapping[str, t.Any], renaming: Renaming) -> dict[str, t.Any]:
    lists = [name for name in ("resources", "not_resources") if name in statement]
    return {**statement, **{name: [renamed_specifier(one, renaming) for one in statement[name]] for name in lists}}
