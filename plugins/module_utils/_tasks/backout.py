# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back: the declaration of what was there before, for everything that a task changes."""

from __future__ import annotations

import dataclasses
import json
import re
import typing as t

from .._client.errors import InvalidOption, LaunchDarklyError
from .._engine.declaring import exported
from .._engine.fields import ABSENT, Json, copied, leaves, lookup, put
from .._engine.plan import Plan, plan_update
from .._engine.secrets import SecretPolicy
from .declarable import take_out_odd
from .entries import Entry, checked

Place = tuple[str, ...]
Flat = dict[Place, t.Any]
"""Options that are given, by their places."""

_EMPTY: t.Final[tuple[t.Any, ...]] = (None, "", [], False)
"""What may take away a member that was not there before, by what the option takes."""


@dataclasses.dataclass
class Backout:
    """The entries that take changes back, by kind, and what cannot be taken back, a sentence each."""

    declaration: dict[str, list[dict[str, t.Any]]] = dataclasses.field(default_factory=dict)
    lost: list[str] = dataclasses.field(default_factory=list)


def backout(changed: t.Iterable[tuple[Entry, Plan, Json]]) -> Backout:
    """What takes back what was ``changed``: for each entry its plan, and the document that it led to."""
    result = Backout()
    for entry, plan, after in changed:
        definition = entry.resource.definition
        label = entry.resource.label(entry.desired.identity, plan.before)
        options: dict[str, t.Any] | None
        lost: list[str] = []
        if plan.before is None:
            options = _removal(entry, after)
        elif plan.after is None:
            options, lost = _creation(entry, plan.before)
        else:
            options, lost = _restoring(entry, plan, after)
        if options is not None:
            result.declaration.setdefault(definition.names, []).append(options)
        result.lost += [f"{label}: {one}" for one in lost]
    return result


def _removal(entry: Entry, after: Json) -> dict[str, t.Any]:
    """The entry that takes away what was created."""
    definition, place, identity = entry.resource.definition, entry.resource.place, entry.desired.identity
    options = place.by_option(identity)
    made = after or {}
    if definition.is_named and made.get(place.id_member):
        # By its id alone: whatever it is called when the file is applied.
        options[place.id_option] = made[place.id_member]
    elif definition.is_named:
        options |= {"name": made[place.name_member]} if made.get(place.name_member) is not None else {}
        options |= {identity.variant: {}} if identity.variant else {}
    confirmed = {"confirm_deletion": "/".join(identity.keys)} if definition.needs_confirmation else {}
    return {**options, "state": "absent", **confirmed}


def _creation(entry: Entry, before: Json) -> tuple[dict[str, t.Any] | None, list[str]]:
    """The entry that makes again what was deleted, None where no task can, and what cannot come back with it."""
    resource = entry.resource
    made = exported(resource.definition, entry.desired.identity.keys, resource.complete(before))
    odd, reason = take_out_odd(resource.definition, made)
    if reason is not None:
        return None, [_left_out("it", reason)]
    lost = [f"{'.'.join(place)} is a secret: give it before the file is applied" for place in made.secrets]
    lost += [*made.problems, *(_left_out(error.option, error) for error in odd)]
    lost += ["it is another one than before: its id, its keys and what was in it do not come back"]
    return made.options, lost


def _left_out(what: str, error: InvalidOption) -> str:
    return f"{what} is left out, since no task can declare it: {error}"


def _restoring(entry: Entry, plan: Plan, after: Json) -> tuple[dict[str, t.Any] | None, list[str]]:
    """The entry that brings back what was there before, None where no task can, and what it cannot bring back."""
    resource, place = entry.resource, entry.resource.place
    before = resource.complete(plan.before)
    made = exported(resource.definition, entry.desired.identity.keys, before)
    was = _flat(made.options)
    # One that the file's task would refuse would keep it from doing anything.
    _odd, reason = take_out_odd(resource.definition, made)
    if reason is not None:
        return None, [_left_out("it", reason)]
    options = made.options
    if resource.definition.is_named and before.get(place.id_member):
        options[place.id_option] = before[place.id_member]
    names = [".".join(path) for path in plan.sent if not _is_nothing(lookup(before, path))]
    lost = [f"the former value of {name}, a secret" for name in names]
    lost += [f"{option}, a secret that was not there" for option in _new_secrets(entry, options, plan, after)]
    left = _differing(entry, options, after, was)
    for option in _flat(resource.options):
        if left and lookup(options, option) is ABSENT:
            left = _emptied(entry, options, option, left, after, was)
    lost += [f"{'.'.join(option)}, which was {_worded(was.get(option))}" for option in sorted(left)]
    return options, lost


def _new_secrets(entry: Entry, options: dict[str, t.Any], plan: Plan, after: Json) -> list[str]:
    """Have ``options`` take away the secrets that were not there before. Returns those that they cannot take away."""
    left = []
    for field in (value.field for value in entry.desired.values if value.field.path in plan.sent):
        # Of a form variable, whose name may have dots in it, or of an option with suboptions.
        place = tuple(field.option.split(".", 1))
        if _is_nothing(lookup(plan.before, field.path)) and not _taken_away(entry, options, place, field.path, after):
            left.append(field.option)
    return left


def _taken_away(entry: Entry, options: dict[str, t.Any], place: Place, path: Place, after: Json) -> bool:
    """Whether ``options`` with nothing at ``place`` take away the secret at ``path``; then they have it."""
    for value in (None, ""):
        tried = copied(options)
        put(tried, place, value)
        plan = _planned(entry, tried, after)
        if plan is not None and any(operation.path == path for operation in plan.operations):
            put(options, place, value)
            return True
    return False


def _is_nothing(value: Json) -> bool:
    return value in (ABSENT, None, "")


def _emptied(
    entry: Entry, options: dict[str, t.Any], option: Place, left: set[Place], after: Json, was: Flat
) -> set[Place]:
    """What still differs when ``option``, which says nothing of what was before, is given as empty, if that helps."""
    for value in _EMPTY:
        tried = copied(options)
        put(tried, option, value)
        rest = _differing(entry, tried, after, was)
        if len(rest) < len(left):
            put(options, option, value)
            return rest
    return left


def _differing(entry: Entry, options: dict[str, t.Any], after: Json, was: Flat) -> set[Place]:
    """The options that would not say what they said before, if ``options`` were applied to ``after``; all, if they cannot be."""
    plan = _planned(entry, options, after)
    if plan is None:
        return set(was)
    document = entry.resource.complete(plan.after)
    found = _flat(exported(entry.resource.definition, entry.desired.identity.keys, document).options)
    return {option for option in {*was, *found} if (was.get(option) or None) != (found.get(option) or None)}


def _planned(entry: Entry, options: dict[str, t.Any], after: Json) -> Plan | None:
    """What the task of the file would do; None where it would not take the ``options``."""
    try:
        there, desired = checked(entry.resource.definition, options)
        return plan_update(there, desired, entry.resource.complete(after), SecretPolicy())
    except LaunchDarklyError:
        return None


def _flat(options: t.Mapping[str, t.Any]) -> Flat:
    """The options that are given, suboptions one by one."""
    return {place: value for place, value in leaves(options) if value not in (None, {})}


def _worded(value: t.Any) -> str:
    return "not there" if value is None else json.dumps(value, ensure_ascii=False)


_HEAD = """\
---
# This file takes back what was applied to LaunchDarkly. Look at it, then apply it as any declaration, for example:
#   ansible-playbook community.launchdarkly.apply -e @{name}
"""


def as_variables(way_back: Backout, name: str) -> str:
    """``way_back`` as a file of variables for the role account, which is called ``name``.

    What cannot be taken back stands in its comments. Each value is JSON, which is YAML too; text that looks like a
    template is tagged as unsafe.
    """
    lines = [_HEAD.format(name=name)]
    if way_back.lost:
        lines.append("# What cannot be taken back:\n")
        lines += [f"# - {' '.join(one.split())}\n" for one in way_back.lost]
    lines.append("\n")
    for kind, entries in way_back.declaration.items():
        lines.append(f"account_{kind}:\n")
        for entry in entries:
            for number, (option, value) in enumerate(entry.items()):
                lines.append(f"  {'  ' if number else '- '}{option}: {_yaml(value)}\n")
    if not way_back.declaration:
        lines.append("{}\n")
    return "".join(lines)


def _yaml(value: t.Any) -> str:
    if isinstance(value, t.Mapping):
        return "{" + ", ".join(f"{_yaml(str(name))}: {_yaml(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    text = json.dumps(value, ensure_ascii=False)
    # YAML takes fewer characters as they are than JSON.
    text = re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]", lambda found: f"\\u{ord(found[0]):04x}", text
    )
    return f"!unsafe {text}" if isinstance(value, str) and re.search(r"\{[{%#]", value) else text
