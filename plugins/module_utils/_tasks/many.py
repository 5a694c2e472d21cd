# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tasks of the plural modules share: a whole declared set in one task, one report for all of it."""

from __future__ import annotations

import dataclasses
import math
import re
import typing as t

from .._client.errors import InvalidOption, LaunchDarklyError, PruneLimit
from .._engine.converge import Convergence
from .._engine.converge_many import Item, Many
from .._engine.report import report
from .._engine.resource import Desired, Resource
from .._engine.secrets import SecretPolicy
from .._resources.checks import quoted
from .._task import Context, Options
from .common import check_concurrency


@dataclasses.dataclass(frozen=True)
class Declared:
    """One entry of the declared set: its definition, what it declares, the ``group`` it is shown in.

    ``scope`` is what a fingerprint of its secrets is bound to; ``absent`` tells that it shall not be there. ``place`` is
    where the user wrote it (``stores[3]``); of what is not declared there is the ``document`` that was found.
    """

    resource: Resource[t.Any]
    desired: Desired[t.Any]
    group: str
    scope: tuple[str, ...]
    absent: bool = False
    place: str = ""
    document: t.Any = dataclasses.field(default=None, repr=False)

    @property
    def label(self) -> str:
        """How a message calls it."""
        return self.resource.label(self.desired.identity, self.document)


def declared_set(entries: t.Sequence[Options], option: str, declare: t.Callable[[Options], Declared]) -> list[Declared]:
    """All ``entries`` of ``option``, checked before any call. Raises InvalidOption that names every bad one."""
    found: list[Declared] = []
    problems: list[str] = []
    first: dict[t.Hashable, int] = {}
    for index, entry in enumerate(entries):
        try:
            declared = declare(entry)
        except InvalidOption as error:
            problems.append(f"{option}[{index}].{error.message}")
            continue
        same = first.setdefault(declared.desired.identity, index)
        if same != index:
            problems.append(f"{option}[{index}] declares {declared.label} again, after {option}[{same}]")
        found.append(dataclasses.replace(declared, place=f"{option}[{index}]"))
    if problems:
        raise InvalidOption(option, "; ".join(problems))
    return found


def converge_many(
    declared: t.Sequence[Declared],
    in_scope: t.Callable[[], t.Sequence[Declared]] | None,
    options: Options,
    context: Context,
    name: str,
) -> dict[str, t.Any]:
    """Bring the declared set to its desired state and prune. The result has the changed resources under ``name``.

    ``in_scope`` lists what is there and may be pruned, declared or not; None where nothing is to be pruned. It is asked
    after everything is planned. Nothing is pruned where an entry could not be planned, and nothing in a group in which
    something failed.
    """
    concurrency = check_concurrency(options)
    limit = options["prune_limit"]
    allowed(limit, 0)
    policy_of = _policies(options)
    context.reader.forget()

    def many(entries: t.Sequence[Declared]) -> Many:
        items = [
            Item(
                Convergence(
                    entry.resource,
                    entry.desired,
                    context.reader,
                    policy_of(entry),
                    context.check_mode,
                    relist=False,
                    absent=entry.absent,
                ),
                f"{entry.label} ({entry.place})" if entry.place else entry.label,
            )
            for entry in entries
        ]
        return Many(items, concurrency, context.progress, places=in_scope is not None)

    wanted = many(declared)
    wanted.plan()
    unplanned = any(item.error is not None for item in wanted.items)
    extra: list[Declared] = []
    pruned = many(())
    if in_scope is not None:
        found = list(in_scope())
        claimed = {_place(entry, item.current) for entry, item in zip(declared, wanted.items, strict=True)}
        extra = [entry for entry in found if _place(entry, entry.document) not in claimed]
        if not unplanned:
            pruned = many(extra)
            pruned.plan()
            extra, pruned.items = _without_spared(extra, pruned.items, declared)
            _check_limit([e.label for e in extra], len(found), limit)
    # Before the first write: whose account it is that is about to change.
    caller = context.reader.client.caller() if wanted.will_write() or pruned.will_write() else None
    wanted.apply()
    not_pruned = _not_pruned(declared, wanted.items, extra, unplanned)
    kept = [(e, i) for e, i in zip(extra, pruned.items, strict=False) if e.label not in not_pruned]
    pruned.items = [item for _entry, item in kept]
    pruned.apply()
    result = _report([*declared, *(e for e, _i in kept)], [*wanted.items, *pruned.items], context, name)
    if in_scope is not None:
        result["pruned"] = [e.label for e, i in kept if i.outcome is not None and i.outcome.plan.changed]
        result["not_pruned"] = [{"resource": label, "reason": reason} for label, reason in not_pruned.items()]
        if not_pruned and "msg" in result:
            result["msg"] += "\n" + _told_not_pruned(not_pruned)
    if caller is not None:
        result["caller"] = caller.facts()
    return result


def allowed(limit: str, found: int) -> int:
    """How many of ``found`` resources ``prune_limit`` lets a task delete. Raises InvalidOption."""
    number = re.fullmatch(r"\s*(\d+)\s*(%?)\s*", str(limit))
    if number is None or (number[2] and int(number[1]) > 100):
        raise InvalidOption("prune_limit", f"{quoted(limit)} is neither a number nor a share such as 20%")
    return math.ceil(found * int(number[1]) / 100) if number[2] else int(number[1])


def _check_limit(labels: t.Sequence[str], found: int, limit: str) -> None:
    if len(labels) > allowed(limit, found):
        raise PruneLimit(labels, str(limit), found)


def _place(entry: Declared, document: t.Any) -> t.Any:
    """Where ``document``, which ``entry`` means, is; None where there is none."""
    return None if document is None else entry.resource.item_path(entry.desired.identity, document)


def _not_pruned(
    declared: t.Sequence[Declared], items: t.Sequence[Item], extra: t.Sequence[Declared], unplanned: bool
) -> dict[str, str]:
    """What stays though it is not declared, by its label, and why."""
    failed = {entry.group for entry, item in zip(declared, items, strict=True) if item.error is not None}
    reasons = {}
    for entry in extra:
        if unplanned:
            reasons[entry.label] = "an entry of this task could not be planned"
        elif entry.group in failed:
            reasons[entry.label] = f"something failed in {entry.group}"
    return reasons


def _told_not_pruned(reasons: t.Mapping[str, str]) -> str:
    shown = [f"- {label}, since {reason}" for label, reason in list(reasons.items())[:10]]
    more = [f"- and {len(reasons) - 10} more, see the member not_pruned of the result"] if len(reasons) > 10 else []
    return "\n".join([f"{len(reasons)} not declared in prune_scope, and not deleted:", *shown, *more])


def _policies(options: Options) -> t.Callable[[Declared], SecretPolicy]:
    update, key = options["update_secrets"], options["fingerprint_key"] or None
    return lambda entry: SecretPolicy(update, key, entry.scope)


def _without_spared(
    extra: t.Sequence[Declared], items: t.Sequence[Item], declared: t.Sequence[Declared]
) -> tuple[list[Declared], list[Item]]:
    """Without what turns out to be gone, or one of the declared: the list lagged behind."""
    pairs = [pair for pair in zip(extra, items, strict=True) if not _is_spared(*pair, declared)]
    return [entry for entry, _item in pairs], [item for _entry, item in pairs]


def _is_spared(entry: Declared, item: Item, declared: t.Iterable[Declared]) -> bool:
    if item.current is None:
        return item.error is None
    scope = entry.resource.scope_of(item.current)
    return any(
        other.resource.scope(other.desired.identity) == scope
        and other.resource.matches(other.desired.identity, item.current)
        for other in declared
        if other.group == entry.group
    )


def _report(declared: t.Sequence[Declared], items: t.Sequence[Item], context: Context, name: str) -> dict[str, t.Any]:
    changes: list[dict[str, t.Any]] = []
    failures: list[dict[str, t.Any]] = []
    before: dict[str, dict[str, t.Any]] = {}
    after: dict[str, dict[str, t.Any]] = {}
    for entry, item in zip(declared, items, strict=True):
        label = entry.label
        if item.outcome is not None and item.outcome.plan.changed:
            one = report(entry.resource, entry.desired, item.outcome, name, diff=True)
            diff, label = one.pop("diff"), one["resource"]
            changes.append({"resource": label, **{n: one[n] for n in ("operations", "sent_as", name) if n in one}})
            if diff["before"]:
                before.setdefault(entry.group, {})[label] = diff["before"]
            if diff["after"]:
                after.setdefault(entry.group, {})[label] = diff["after"]
        if item.error is not None:
            failures.append(_failure(label, entry, item.error))
    result: dict[str, t.Any] = {
        "changed": bool(changes),
        "changes": changes,
        "unchanged": sum(i.error is None and i.outcome is not None and not i.outcome.plan.changed for i in items),
        "failures": failures,
    }
    if context.diff:
        result["diff"] = {"before_header": "found", "after_header": "declared", "before": before, "after": after}
    if failures:
        result["failed"] = True
        result["msg"] = _summary(failures, len(items), len(changes))
    return result


def _failure(label: str, entry: Declared, error: LaunchDarklyError) -> dict[str, t.Any]:
    where = {"entry": entry.place} if entry.place else {}
    return {"resource": label, **where, "msg": str(error), "error": error.details()}


def _summary(failures: t.Sequence[dict[str, t.Any]], total: int, changed: int) -> str:
    shown = "\n".join(f"- {failure['resource']}: {failure['msg']}" for failure in failures[:10])
    more = f"\n- and {len(failures) - 10} more, see the member failures of the result" if len(failures) > 10 else ""
    return (
        f"{len(failures)} of {total} could not be brought to their desired state; {changed} changed, the others were"
        f" as declared:\n{shown}{more}"
    )
