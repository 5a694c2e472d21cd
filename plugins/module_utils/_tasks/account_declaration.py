# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The declaration of a whole account: a list for each kind of resource, checked as one."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption, all_mistakes
from .._client.nearest import did_you_mean
from .._engine.definition import Definition
from .._engine.fields import Value
from .._resources.kinds import KINDS
from .._resources.project import PROJECT
from .._task import Context, Options
from . import entries
from .entries import Entry


def declared_kinds(options: Options) -> list[Definition]:
    """The kinds of which a list is given, an empty one too, in the order in which they depend on each other."""
    return [kind for kind in KINDS if options.get(kind.names) is not None]


def limited(options: Options) -> Options:
    """``options`` with those entries alone that are of the projects that the task is limited to. Raises InvalidOption."""
    wanted = options["only_projects"]
    if not wanted:
        return options
    kinds = declared_kinds(options)
    there = {one["project_key"] for kind in kinds for one in options[kind.names] if "project_key" in one}
    for key in wanted:
        if key not in there:
            raise InvalidOption("only_projects", f"nothing is declared of {key!r}", did_you_mean(key, there))
    chosen = {kind.names: [one for one in options[kind.names] if one.get("project_key") in wanted] for kind in kinds}
    # A kind that is in no project has no place in a run on some.
    of_no_project = {kind.names: None for kind in kinds if _root(kind) != _root(PROJECT)}
    return {**options, **chosen, **of_no_project}


def declared(options: Options, context: Context) -> tuple[list[Entry], set[tuple[str, t.Any]]]:
    """All entries of all kinds, and the keys of those that come with what they are in, where that is made.

    Raises InvalidOption that names every bad entry, before any call.
    """
    found: list[Entry] = []
    problems: list[InvalidOption] = []
    along: set[tuple[str, t.Any]] = set()
    for kind in declared_kinds(options):
        given = options[kind.names]
        if kind.begins_with:
            given, made = _with_first(kind, options)
            along |= made
        of_all = {name: spec.get("default") for name, spec in kind.options.items() if name in kind.hidden}
        good, bad = entries.declared(kind, kind.names, given, of_all, context)
        found += good
        problems += bad
    problems += _contradictions(found)
    problems += _two_values(found)
    if problems:
        raise all_mistakes(problems)
    return found, along


def _root(kind: Definition) -> str:
    """The option that gives the first of its keys; empty where it has none."""
    return kind.place.keys[0].option if kind.place.keys else ""


def _contradictions(found: t.Sequence[Entry]) -> t.Iterator[InvalidOption]:
    """What shall be there in a place that shall not."""
    absent = {entry.key: entry for entry in found if entry.absent}
    for entry in found:
        place = next((absent[key] for key in entry.places() if key in absent), None)
        if place is not None and not entry.absent:
            yield InvalidOption(
                entry.where,
                f"declares {entry.label}, and {place.where} that {place.label} is absent",
                "Leave out one of the two.",
            )


def _two_values(found: t.Sequence[Entry]) -> t.Iterator[InvalidOption]:
    """What an entry declares of what it is in, where the entry of that declares something else: each run would do both."""
    by_key: dict[t.Any, Entry] = {entry.key: entry for entry in found if not entry.absent}
    for entry in found:
        place = by_key.get(next(entry.places(), None))
        resource = entry.resource
        if place is None or (entry.absent and not resource.is_always_there):
            continue
        desired = resource.as_new(entry.desired.identity) if entry.absent else entry.desired
        pairs = resource.definition.of_parent(desired)
        own_names = {theirs.field.option: "state" if entry.absent else own.field.option for own, theirs in pairs}
        own, other = (_said(values, place) for values in ([theirs for _own, theirs in pairs], place.desired.values))
        names = [
            f"{entry.where}.{own_names[said_by]}, {place.where}.{other[option][1]}"
            for option, (value, said_by) in own.items()
            if option in other and not value.field.equal(value.wanted, other[option][0].wanted)
        ]
        for name in dict.fromkeys(names):
            yield InvalidOption(
                name,
                f"declare the same of {place.label}, and contradict each other",
                "Leave out one of the two, or let both say the same.",
            )


def _said(values: t.Iterable[Value], entry: Entry) -> dict[str, tuple[Value, str]]:
    """What ``values`` of ``entry`` say, and what they put back, by its option, each with the option that says it."""
    said = {value.field.option: (value, value.field.option) for value in values}
    for pair in entry.resource.exclusive:
        for field, other in (pair, pair[::-1]):
            if field.option in said and not field.equal(field.first, said[field.option][0].wanted):
                said.setdefault(other.option, (Value(other, other.first), field.option))
    return said


def _with_first(kind: Definition, options: Options) -> tuple[list[Options], set[tuple[str, t.Any]]]:
    """The entries of ``kind``, each with those that a new one begins with, and the keys of these.

    They are the declared ones of the kind below. Left out are copies, which cannot come along, those that lack what a
    creation needs, and all where the entry says itself what it begins with: without any, the service would make some of
    its own.
    """
    (child,) = (one for one in KINDS if one.parent is kind and one.names == kind.begins_with)
    suboptions = kind.spec()[kind.begins_with]["options"]
    names = {name: name for name in suboptions}
    names |= {alias: name for name, spec in suboptions.items() for alias in spec.get("aliases", ())}
    needed = {name for name, spec in suboptions.items() if spec.get("required")}
    own = child.place.keys[-1].option
    first: dict[tuple[t.Any, ...], dict[str, Options]] = {}
    for one in options.get(child.names) or ():
        begins = {names[name]: value for name, value in one.items() if name in names and value is not None}
        if one["state"] == "present" and one.get(child.copied_by) is None and needed <= begins.keys():
            place = tuple(one[key.option] for key in child.place.above)
            first.setdefault(place, {})[one[own]] = {name: begins.get(name) for name in suboptions}
    given: list[Options] = []
    along: set[tuple[str, t.Any]] = set()
    for entry in options[kind.names]:
        place = tuple(entry[key.option] for key in kind.place.keys)
        own_ones = entry["state"] == "absent" or entry.get(kind.begins_with) is not None
        made = {} if own_ones else first.get(place, {})
        given.append({**entry, kind.begins_with: list(made.values())} if made else entry)
        along |= {(child.name, child.anyone(*place, key)) for key in made}
    return given, along
