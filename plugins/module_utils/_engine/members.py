# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The members of a definition, and the way between them and the options of a task, in both directions."""

from __future__ import annotations

import dataclasses
import typing as t

from .checks import given
from .fields import ABSENT, Field, Json, Pointer, Value, When, lookup, member_name, put
from .renaming import Renaming
from .secrets import looks_masked, unseen_tag, visible_tags

Options = t.Mapping[str, t.Any]
Warn = t.Callable[[str], None]


class Unsaid(ValueError):
    """What is there is nothing that the options could say."""


@dataclasses.dataclass
class Exported:
    """The ``options`` that declare one resource, without its secrets, of which the places among the options are named.

    ``problems`` are what the options cannot say. ``tags`` are those of the document, with the notes of what no answer
    shows.
    """

    options: dict[str, t.Any]
    secrets: list[Pointer] = dataclasses.field(default_factory=list)
    problems: list[str] = dataclasses.field(default_factory=list)
    tags: t.Collection[t.Any] = ()


class Members:
    """One member of a resource, or several that share a way of being declared. They are at ``paths`` or below them."""

    paths: tuple[Pointer, ...] = ()

    def specs(self) -> dict[str, t.Mapping[str, t.Any]]:
        """What ansible-core's argument spec says of each option. A dot leads into suboptions."""
        return {}

    def check_options(self, options: Options, warn: Warn) -> None:
        """Raise InvalidOption for what cannot be meant; ``warn`` of what is merely not known."""

    def values(self, options: Options) -> t.Iterator[Value]:
        """What the validated ``options`` declare. Raises InvalidOption."""
        yield from ()

    def lacking(self, options: Options, variant: str | None) -> list[str]:
        """The options that a creation needs and that are not given."""
        return []

    def secret_paths(self, document: Json, options: Options) -> set[Pointer]:
        """Where ``document`` holds secrets, masked or not."""
        return set()

    def possible_secrets(self, options: Options, variant: str | None) -> set[Pointer]:
        """Where there may be secrets, also where a document shows none."""
        return set()

    def is_plain(self, path: Pointer, options: Options) -> bool:
        """Whether the member at ``path`` is known to be no secret."""
        return False

    def export(self, document: Json, exported: Exported) -> None:
        """Add to ``exported`` what ``document`` has. Its options hold the keys of the resource's place already."""

    def as_option(self, path: Pointer, value: Json, options: Options) -> tuple[Pointer, Json] | None:
        """Which option says what is at ``path``, by its place among the options, and ``value`` with the names of its suboptions.

        None where it is no member of these. By default an option is called as its member is, in its own spelling.
        """
        for option, spec in self.specs().items():
            place = tuple(option.split("."))
            if path == tuple(map(member_name, place)):
                return place, with_suboptions(value, spec)
        return None

    def rename(self, options: dict[str, t.Any], renaming: Renaming) -> None:
        """Have what ``options`` say name other things by their new keys."""

    def secret_values(self, options: Options) -> list[t.Any]:
        """The secrets in options that need not be valid, beyond those that the argument spec marks."""
        return []


class Single(Members):
    """The member of one field."""

    def __init__(self, field: Field, variants: t.Sequence[str] = ()) -> None:
        self.field = field
        self.paths = () if field.when is When.AT_CREATION else (field.path,)
        self._place = tuple(field.option.split("."))
        self._variant = self._place[0] if self._place[0] in variants else None

    def specs(self) -> dict[str, t.Mapping[str, t.Any]]:
        return {self.field.option: self.field.spec}

    def values(self, options: Options) -> t.Iterator[Value]:
        value = given(options, self.field.option)
        if value is not ABSENT:
            wanted = self.field.check(self.field.option, value)
            if wanted is not ABSENT:
                yield Value(self.field, wanted)

    def lacking(self, options: Options, variant: str | None) -> list[str]:
        if not self.field.needed or self._variant not in (None, variant):
            return []
        return [self.field.option] if given(options, self.field.option) is ABSENT else []

    def secret_paths(self, document: Json, options: Options) -> set[Pointer]:
        is_there = self.field.secret and lookup(document, self.field.path) is not ABSENT
        return {self.field.path} if is_there else set()

    def possible_secrets(self, options: Options, variant: str | None) -> set[Pointer]:
        return {self.field.path} if self.field.secret and self._variant in (None, variant) else set()

    def is_plain(self, path: Pointer, options: Options) -> bool:
        return path == self.field.path and not self.field.secret

    def export(self, document: Json, exported: Exported) -> None:
        field = self.field
        if not self._is_of(exported.options):
            return
        if field.secret and unseen_tag(field.path) in exported.tags:
            # No answer shows it, and it is there all the same.
            exported.secrets.append(self._place)
            return
        value = lookup(document, field.path)
        if value is ABSENT or value is None:
            return
        if field.secret or (field.other_paths and looks_masked(value)):
            exported.secrets += [self._place] if value != "" else []
            return
        try:
            value = field.exported(value)
        except Unsaid as problem:
            exported.problems.append(f"{field.option} {problem}")
            return
        if value is not ABSENT:
            put(exported.options, self._place, visible_tags(value) if field.path == ("tags",) else value)

    def as_option(self, path: Pointer, value: Json, options: Options) -> tuple[Pointer, Json] | None:
        return (self._place, with_suboptions(value, self.field.spec)) if path == self.field.path else None

    def rename(self, options: dict[str, t.Any], renaming: Renaming) -> None:
        value = lookup(options, self._place)
        if self.field.renamed is not None and value is not ABSENT:
            put(options, self._place, self.field.renamed(value, renaming))

    def _is_of(self, options: Options) -> bool:
        return self._variant is None or self._variant in options


def with_suboptions(value: Json, spec: t.Mapping[str, t.Any]) -> Json:
    """``value``, as the API has it, with the names of the suboptions that ``spec`` has. What is no suboption keeps its own."""
    if isinstance(value, (list, tuple)):
        return [with_suboptions(one, spec) for one in value]
    inside = spec.get("options")
    if not inside or not isinstance(value, t.Mapping):
        return value
    names = {member_name(option): option for option in inside}
    return {
        names.get(member, member): with_suboptions(one, inside.get(names.get(member), {}))
        for member, one in value.items()
    }


def spec_of(members: t.Iterable[Members]) -> dict[str, dict[str, t.Any]]:
    """The argument spec of all ``members``: a dot in an option's name leads into suboptions."""
    spec: dict[str, dict[str, t.Any]] = {}
    for member in members:
        for option, of_option in member.specs().items():
            *parents, name = option.split(".")
            inside = spec
            for parent in parents:
                inside = inside.setdefault(parent, {"type": "dict", "options": {}})["options"]
            inside[name] = dict(of_option)
    return spec
