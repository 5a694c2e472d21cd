# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task returns, made of the plan alone: operations, diff, and the resource with its secrets left out."""

from __future__ import annotations

import typing as t

from .fields import ABSENT, Json, Pointer, lookup, pointer_text, put
from .outcome import Outcome
from .plan import Plan
from .resource import Desired, Identity, Resource

_SECRET = "(secret)"
_NEW = "(new secret)"
_ANOTHER = "(another secret)"
_REMOVED = "(secret removed)"


def report(
    resource: Resource[Identity], desired: Desired[Identity], outcome: Outcome, name: str, diff: bool
) -> dict[str, t.Any]:
    """``changed``, which one it is, ``operations``, its document under ``name``, and ``diff`` if asked for.

    ``sent_as`` has the paths under which operations were sent, where those are not their own.
    """
    secret = secret_places(desired)
    plan = outcome.plan
    known = outcome.document if plan.before is None else plan.before
    label = resource.label(desired.identity, known)
    result: dict[str, t.Any] = {
        "changed": plan.changed,
        # What is created has no id before it is there: a check and a run say the same.
        **which(resource, desired.identity, name, plan.before),
        "resource": label,
        "operations": shown_operations(resource, plan, secret),
        name: None if outcome.document is None else resource.shown_as(outcome.document, secret),
    }
    other_paths = {
        pointer_text(operation.path): pointer_text(operation.sent_as)
        for operation in plan.operations
        if operation.sent_as is not None
    }
    if other_paths:
        # Beside the operations, which are the same in check mode.
        result["sent_as"] = other_paths
    if diff:
        result["diff"] = {
            "before_header": label,
            "after_header": label,
            "before": resource.by_options(view(resource, plan.before, secret, {})),
            "after": resource.by_options(view(resource, plan.after, secret, _marks(plan, secret), plan.before is None)),
        }
    return result


def which(resource: Resource[Identity], identity: Identity, name: str, document: Json = None) -> dict[str, t.Any]:
    """Which one a result is about: for a reader its label (``resource``), for a program ``kind`` and ``identity``.

    ``name`` is the kind; ``document`` is what is known of it.
    """
    return {
        "resource": resource.label(identity, document),
        "kind": name,
        "identity": resource.identified(identity, document),
    }


def secret_places(desired: Desired[Identity]) -> set[Pointer]:
    """Where the task itself says that a secret is."""
    return {value.field.path for value in desired.values if value.field.secret}


def shown_operations(resource: Resource[Identity], plan: Plan, secret: t.Iterable[Pointer]) -> list[dict[str, t.Any]]:
    """The operations of ``plan`` as they may be shown: a secret's value is ansible-core's word for it."""
    places = set(secret)
    shown = []
    for operation in plan.operations:
        patch = operation.patch()
        if "value" in patch:
            patch["value"] = resource.operation_value(operation.path, operation.value, places)
        shown.append(patch)
    return shown


def _marks(plan: Plan, secret: t.Iterable[Pointer]) -> dict[Pointer, str]:
    """What the diff says of each secret that ``plan`` sends or removes."""
    marks: dict[Pointer, str] = {}
    for path in {*secret, *plan.sent}:
        was_there = lookup(plan.before, path) not in (ABSENT, None, "")
        if path not in plan.sent:
            if was_there and plan.after is not None and lookup(plan.after, path) is ABSENT:
                marks[path] = _REMOVED
        elif plan.sent[path] == "":
            marks[path] = _REMOVED
        else:
            marks[path] = _ANOTHER if was_there else _NEW
    return marks


def view(
    resource: Resource[Identity],
    document: Json,
    secret: set[Pointer],
    marks: t.Mapping[Pointer, str],
    new: bool = False,
) -> dict[str, t.Any]:
    """The members of ``document`` that a diff shows; its secrets, at ``secret``, as no more than that, or as ``marks`` say.

    ``new`` tells that it is to be created: then also what is said of a new one only.
    """
    if document is None:
        return {}
    shown = resource.shown_as(document, secret, _SECRET)
    for path, mark in marks.items():
        if mark == _REMOVED or lookup(document, path) is not ABSENT:
            put(shown, path, mark)
    members = (*resource.shown, *resource.shown_new) if new else resource.shown
    return {member: shown[member] for member in members if member in shown}
