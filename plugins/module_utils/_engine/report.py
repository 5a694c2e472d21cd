# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task returns, made of the plan alone: operations, diff, and the resource with its secrets left out."""

from __future__ import annotations

import typing as t

from .converge import Outcome
from .fields import ABSENT, Json, Pointer, lookup, put
from .plan import Plan
from .resource import Desired, Identity, Resource

_SECRET = "(secret)"
_UPDATED = "(secret, updated)"


def report(
    resource: Resource[Identity], desired: Desired[Identity], outcome: Outcome, name: str, diff: bool
) -> dict[str, t.Any]:
    """``changed``, ``resource`` (its label), ``operations``, its document under ``name``, and ``diff`` if asked for."""
    secret = secret_places(desired)
    result: dict[str, t.Any] = {
        "changed": outcome.plan.changed,
        "resource": resource.label(desired.identity),
        "operations": shown_operations(resource, outcome.plan, secret),
        name: None if outcome.document is None else resource.redacted(outcome.document, secret),
    }
    if diff:
        header = resource.label(desired.identity)
        result["diff"] = {
            "before_header": header,
            "after_header": header,
            "before": _view(resource, outcome.plan.before, secret, {}),
            "after": _view(resource, outcome.plan.after, secret, outcome.plan.sent),
        }
    return result


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


def _view(
    resource: Resource[Identity], document: Json, secret: set[Pointer], sent: t.Mapping[Pointer, str]
) -> dict[str, t.Any]:
    if document is None:
        return {}
    shown = resource.redacted(document, secret, _SECRET)
    for path in sent:
        if lookup(document, path) is not ABSENT:
            put(shown, path, _UPDATED)
    return {member: shown[member] for member in resource.shown if member in shown}
