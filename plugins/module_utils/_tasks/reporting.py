# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of a task on many resources."""

from __future__ import annotations

import typing as t

from .._client.errors import LaunchDarklyError
from .._client.text import bulleted
from .._engine.item import Item
from .._engine.report import report, which
from .._task import Context
from .entries import Entry


def reported(pairs: t.Sequence[tuple[Entry, Item]], context: Context, documents: bool) -> dict[str, t.Any]:
    """What became of each entry and its item: changes, failures, how many are unchanged.

    ``documents`` tells that each change comes with the whole resource.
    """
    changes: list[dict[str, t.Any]] = []
    failures: list[dict[str, t.Any]] = []
    before: dict[str, dict[str, t.Any]] = {}
    after: dict[str, dict[str, t.Any]] = {}
    for entry, item in pairs:
        label = entry.label
        if item.outcome is not None and item.outcome.plan.changed:
            name = entry.resource.kind
            one = report(entry.resource, entry.desired, item.outcome, name, diff=True)
            diff, label = one.pop("diff"), one["resource"]
            shown = ("resource", "kind", "identity", "operations", "sent_as", *((name,) if documents else ()))
            sides = {side: diff[side] or None for side in ("before", "after")}
            changes.append({**{member: one[member] for member in shown if member in one}, **sides})
            if diff["before"]:
                before.setdefault(entry.group, {})[label] = diff["before"]
            if diff["after"]:
                after.setdefault(entry.group, {})[label] = diff["after"]
        if item.error is not None:
            failures.append(_failure(label, entry, item.error))
    result: dict[str, t.Any] = {
        "changed": bool(changes),
        "changes": changes,
        "unchanged": sum(
            i.error is None and i.outcome is not None and not i.outcome.plan.changed for _entry, i in pairs
        ),
        "failures": failures,
    }
    if context.diff:
        result["diff"] = {"before_header": "found", "after_header": "declared", "before": before, "after": after}
    if failures:
        result["failed"] = True
        result["msg"] = _summary(failures, len(pairs), len(changes))
    return result


def counted(pairs: t.Sequence[tuple[Entry, Item]], check_mode: bool) -> str:
    """One line that says of how many entries what became: the last one of every report."""
    outcomes = [item.outcome for _entry, item in pairs if item.outcome is not None]
    done = [outcome.plan for outcome in outcomes if outcome.plan.changed]
    # What failed after it was written is both.
    failed = sum(item.error is not None for _entry, item in pairs)
    unchanged = sum(i.error is None and i.outcome is not None and not i.outcome.plan.changed for _entry, i in pairs)
    counts = {
        "created": sum(plan.before is None for plan in done),
        "changed": sum(plan.before is not None and plan.after is not None for plan in done),
        "deleted": sum(plan.after is None for plan in done),
        "unchanged": unchanged,
        "failed": failed,
    }
    told = ", ".join(f"{number} {what}" for what, number in counts.items())
    return f"In check mode, nothing was written: {told}" if check_mode else told


def _failure(label: str, entry: Entry, error: LaunchDarklyError) -> dict[str, t.Any]:
    where = {"entry": entry.where} if entry.where else {}
    told = which(entry.resource, entry.desired.identity, entry.resource.kind, entry.document)
    return {**told, "resource": label, **where, "msg": str(error), "error": error.details()}


def _summary(failures: t.Sequence[dict[str, t.Any]], total: int, changed: int) -> str:
    listed = bulleted([_line(failure) for failure in failures], see=", see the member failures of the result")
    return (
        f"{len(failures)} of {total} could not be brought to their desired state; {changed} changed, the others were"
        f" as declared:{listed}"
    )


def _line(failure: t.Mapping[str, t.Any]) -> str:
    """Where it is declared, which one it is, and why: each once."""
    label, where, told = failure["resource"], failure.get("entry", ""), failure["msg"]
    if not where:
        return f"{label}: {told}"
    return f"{where}: {told}" if label in told else f"{where}, {label}: {told}"
