# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a resource is made of: members with a place in the JSON, a way to compare them, and what may be done to them."""

from __future__ import annotations

import dataclasses
import enum
import re
import typing as t
from collections.abc import Iterator, Mapping

from .renaming import Renaming

Json = t.Any
"""A decoded JSON value."""

Pointer = tuple[str, ...]
"""The members on the way from the root to a value: ``("config", "port")``."""


class _Absent:
    """The value of a member that is not there; not the same as null."""

    def __repr__(self) -> str:
        return "ABSENT"

    def __copy__(self) -> _Absent:
        return self

    def __deepcopy__(self, memo: t.Any) -> _Absent:
        return self


ABSENT: t.Final = _Absent()


def same_json(one: Json, other: Json) -> bool:
    """Whether two JSON values are equal. Unlike in Python, ``true`` is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return isinstance(one, bool) and isinstance(other, bool) and one == other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same_json(one[k], other[k]) for k in one)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(same_json, one, other))
    return bool(one == other)


def same_set(one: Json, other: Json) -> bool:
    """Whether two lists hold the same strings, in any order; an absent list is an empty one."""
    return _as_set(one) == _as_set(other)


def _as_set(value: Json) -> set[str] | None:
    if value is ABSENT or value is None:
        return set()
    return {str(item) for item in value} if isinstance(value, (list, tuple)) else None


class When(enum.Enum):
    """When a member counts."""

    ALWAYS = "always"
    AT_CREATION = "at creation"
    """Sent at creation, and not looked at again."""
    FIXED = "fixed after creation"
    """Set at creation; a difference afterwards is an error."""
    AFTERWARDS = "only afterwards"
    """Taken only of what is there: patched right after the creation, where it is not as in a new resource."""


def as_it_is(option: str, value: Json) -> Json:
    """A check that takes everything."""
    return value


def unchanged(value: Json) -> Json:
    """What an option says is what the member holds."""
    return value


@dataclasses.dataclass(frozen=True)
class Field:
    """One member of a resource.

    ``option`` is how the user writes it (``redis.port``), ``path`` where the API keeps it: by default the option in
    the API's spelling. ``spec`` is what ansible-core's argument spec says of the option. ``check`` gets the option's
    name and value, and gives what the API takes or raises InvalidOption; ``exported`` is the way back, and gives ABSENT
    for what need not be declared. ``renamed`` gives what an option says when things that it names have new keys.
    ``same`` compares a current with a desired value. ``default`` is what the API means
    where the member is absent, ``first`` what a new resource has. A ``needed`` one has to be given to create it.
    ``other_paths`` are the patch paths to try where the API refuses or ignores ``path``, best first; a path that is a
    prefix of ``path`` stands for sending that whole container.
    """

    option: str
    path: Pointer = ()
    spec: t.Mapping[str, t.Any] = dataclasses.field(default_factory=lambda: {"type": "str"}, compare=False, repr=False)
    check: t.Callable[[str, Json], Json] = dataclasses.field(default=as_it_is, compare=False, repr=False)
    exported: t.Callable[[Json], Json] = dataclasses.field(default=unchanged, compare=False, repr=False)
    renamed: t.Callable[[Json, Renaming], Json] | None = dataclasses.field(default=None, compare=False, repr=False)
    same: t.Callable[[Json, Json], bool] = same_json
    when: When = When.ALWAYS
    needed: bool = False
    secret: bool = False
    first: Json = ABSENT
    default: Json = ABSENT
    other_paths: tuple[Pointer, ...] = ()

    def __post_init__(self) -> None:
        if not self.path:
            object.__setattr__(self, "path", tuple(map(member_name, self.option.split("."))))

    def current(self, document: Json) -> Json:
        """The member's value in ``document``, its default where it is absent, else ABSENT."""
        value = lookup(document, self.path)
        return self.default if value is ABSENT or value is None else value

    def equal(self, current: Json, wanted: Json) -> bool:
        """Whether ``current`` is as ``wanted``; to want ABSENT is to want the default.

        The service leaves out of an answer what is false or empty.
        """
        if wanted is ABSENT:
            wanted = self.default
        if current is ABSENT:
            return wanted is ABSENT or wanted is False or (isinstance(wanted, (list, tuple)) and not wanted)
        if wanted is ABSENT:
            return False
        return self.same(current, wanted)


@dataclasses.dataclass(frozen=True)
class Value:
    """A ``field`` with the value the user wants it to have; ABSENT: it shall not be there."""

    field: Field
    wanted: Json = dataclasses.field(repr=False)


def lookup(document: Json, path: Pointer) -> Json:
    """The value at ``path``, or ABSENT."""
    for member in path:
        if not isinstance(document, Mapping) or member not in document:
            return ABSENT
        document = document[member]
    return document


def nest(path: Pointer, value: Json) -> Json:
    """``value`` inside as many objects as ``path`` has members."""
    for member in reversed(path):
        value = {member: value}
    return value


def put(document: dict[str, t.Any], path: Pointer, value: Json) -> None:
    """Set (or, with ABSENT, remove) the value at ``path`` of ``document`` itself."""
    for member in path[:-1]:
        inner = document.get(member)
        if not isinstance(inner, dict):
            if value is ABSENT:
                return
            inner = document[member] = {}
        document = inner
    if value is ABSENT:
        document.pop(path[-1], None)
    else:
        document[path[-1]] = value


def leaves(document: Mapping[str, Json], start: Pointer = ()) -> Iterator[tuple[Pointer, Json]]:
    """What is in ``document`` and its dictionaries, each with its place; an empty dictionary too."""
    for name, value in document.items():
        place = (*start, str(name))
        if isinstance(value, Mapping) and value:
            yield from leaves(value, place)
        else:
            yield place, value


def copied(value: Json) -> Json:
    """A deep copy of ``value``, of plain dictionaries and lists."""
    if isinstance(value, Mapping):
        return {key: copied(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [copied(inner) for inner in value]
    return value


def pointer_text(path: Pointer) -> str:
    """``path`` as a JSON Pointer (RFC 6901)."""
    return "".join("/" + member.replace("~", "~0").replace("/", "~1") for member in path)


def member_name(option: str) -> str:
    """``option`` in the spelling of the API's members: ``table_name`` is ``tableName``."""
    return re.sub("_([a-z])", lambda letter: letter[1].upper(), option)
