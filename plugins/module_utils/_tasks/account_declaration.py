# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The declaration of a whole account: a list for each kind of resource, checked as one."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._client.nearest import did_you_mean
from .._engine.definition import Definition
from .._engine.places import Keyed
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
    problems: list[str] = []
    along: set[tuple[str, t.Any]] = set()
    for kind in declared_kinds(options):
        given, born = options[kind.names], {}
        if kind.begins_with:
            born = _born(kind, given, options)
            given = [{**one, kind.begins_with: born[i][0]} if i in born else one for i, one in enumerate(given)]
        of_all = {name: spec.get("default") for name, spec in kind.options.items() if name in kind.hidden}
        good, bad = entries.declared(kind, kind.names, given, of_all, context)
        found += good
        problems += bad
        along |= {key for _options, keys in born.values() for key in keys}
    problems += _contradictions(found)
    if problems:
        raise InvalidOption("declaration", "; ".join(problems))
    return found, along


def _root(kind: Definition) -> str:
    """The option that gives the first of its keys; empty where it has none."""
    return kind.place.keys[0].option if kind.place.keys else ""


def _contradictions(found: t.Sequence[Entry]) -> t.Iterator[str]:
    """What shall be there in a place that shall not."""
    absent = {entry.key: entry for entry in found if entry.absent}
    for entry in found:
        place = next((absent[key] for key in entry.places() if key in absent), None)
        if place is not None and not entry.absent:
            yield f"{entry.where} declares {entry.label}, and {place.where} that {place.label} is absent"


def _born(
    kind: Definition, given: t.Sequence[Options], options: Options
) -> dict[int, tuple[list[dict[str, t.Any]], list[tuple[str, t.Any]]]]:
    """By the index of an entry of ``kind``, the options of those that a new one begins with, and their keys.

    They are the declared ones of the kind below. Left out are copies, which cannot come along, those that lack what a
    creation needs, and all where the entry says itself what it begins with: without any, the service would make some of
    its own.
    """
    (child,) = (one for one in KINDS if one.parent is kind and one.names == kind.begins_with)
    place = t.cast(Keyed, child.place)
    suboptions = kind.spec()[kind.begins_with]["options"]
    own_key, above = place.keys[-1], place.above
    names = {name: name for name in suboptions}
    names |= {alias: name for name, spec in suboptions.items() for alias in spec.get("aliases", ())}
    needed = [name for name, spec in suboptions.items() if spec.get("required")]
    born: dict[int, tuple[list[dict[str, t.Any]], list[tuple[str, t.Any]]]] = {}
    for index, entry in enumerate(given):
        if entry["state"] == "absent" or entry.get(kind.begins_with) is not None:
            continue
        keys = tuple(entry[key.option] for key in above)
        first = []
        for one in options.get(child.names) or ():
            mine = one["state"] == "present" and tuple(one[key.option] for key in above) == keys
            if mine and one.get(child.copied_by) is None:
                begins = {names[name]: value for name, value in one.items() if name in names and value is not None}
                if all(name in begins for name in needed):
                    first.append((begins, one[own_key.option]))
        if first:
            made = [(child.name, child.anyone(*keys, key)) for _begins, key in first]
            born[index] = ([{name: begins.get(name) for name in suboptions} for begins, _key in first], made)
    return born
