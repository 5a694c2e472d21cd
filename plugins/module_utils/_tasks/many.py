# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tasks of the plural modules share: a whole declared set in one task, one report for all of it."""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.errors import InvalidOption, LaunchDarklyError
from .._engine.converge import Convergence
from .._engine.converge_many import Item, Many
from .._engine.report import report
from .._engine.resource import Desired, Resource
from .._engine.secrets import SecretPolicy
from .._task import Context, Options
from .common import check_concurrency


@dataclasses.dataclass(frozen=True)
class Declared:
    """One entry of the declared set: its definition, what it declares, the ``group`` it is shown in.

    ``scope`` is what a fingerprint of its secrets is bound to; ``absent`` tells that it shall not be there.
    """

    resource: Resource[t.Any]
    desired: Desired[t.Any]
    group: str
    scope: tuple[str, ...]
    absent: bool = False

    @property
    def label(self) -> str:
        return self.resource.label(self.desired.identity)


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
        found.append(declared)
    if problems:
        raise InvalidOption(option, "; ".join(problems))
    return found


def converge_many(
    declared: t.Sequence[Declared],
    to_prune: t.Callable[[], t.Sequence[Declared]],
    options: Options,
    context: Context,
    name: str,
) -> dict[str, t.Any]:
    """Bring the declared set to its desired state and prune. The result has the changed resources under ``name``.

    ``to_prune`` is asked after everything is planned.
    """
    concurrency = check_concurrency(options)
    policy_of = _policies(options)
    context.reader.forget()

    def item(entry: Declared) -> Item:
        return Item(
            Convergence(
                entry.resource,
                entry.desired,
                context.reader,
                policy_of(entry),
                context.check_mode,
                relist=False,
                absent=entry.absent,
            )
        )

    def many(entries: t.Sequence[Declared]) -> Many:
        items = [item(entry) for entry in entries]
        return Many(items, concurrency, context.progress)

    wanted = many(declared)
    wanted.plan()
    extra = list(to_prune())
    pruned = many(extra)
    pruned.plan()
    spare = [_is_spared(entry, it, declared) for entry, it in zip(extra, pruned.items, strict=True)]
    pruned.items = [it for it, spared in zip(pruned.items, spare, strict=True) if not spared]
    extra = [entry for entry, spared in zip(extra, spare, strict=True) if not spared]
    wanted.apply()
    pruned.apply()
    return _report([*declared, *extra], [*wanted.items, *pruned.items], context, name)


def _policies(options: Options) -> t.Callable[[Declared], SecretPolicy]:
    update, key = options["update_secrets"], options["fingerprint_key"] or None
    return lambda entry: SecretPolicy(update, key, entry.scope)


def _is_spared(entry: Declared, item: Item, declared: t.Iterable[Declared]) -> bool:
    """Whether what is about to be pruned turns out to be gone, or one of the declared: the list lagged behind."""
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
        if item.error is not None:
            failures.append(_failure(entry, item.error))
        elif item.outcome is not None and item.outcome.plan.changed:
            one = report(entry.resource, entry.desired, item.outcome, name, diff=True)
            diff = one.pop("diff")
            changes.append({"resource": entry.label, "operations": one["operations"], name: one[name]})
            if diff["before"]:
                before.setdefault(entry.group, {})[entry.label] = diff["before"]
            if diff["after"]:
                after.setdefault(entry.group, {})[entry.label] = diff["after"]
    result: dict[str, t.Any] = {
        "changed": bool(changes),
        "changes": changes,
        "unchanged": len(items) - len(changes) - len(failures),
        "failures": failures,
    }
    if context.diff:
        result["diff"] = {"before_header": "found", "after_header": "declared", "before": before, "after": after}
    if failures:
        result["failed"] = True
        result["msg"] = _summary(failures, len(items), len(changes))
    return result


def _failure(entry: Declared, error: LaunchDarklyError) -> dict[str, t.Any]:
    return {"resource": entry.label, "msg": str(error), "error": error.details()}


def _summary(failures: t.Sequence[dict[str, t.Any]], total: int, changed: int) -> str:
    shown = "\n".join(f"- {failure['resource']}: {failure['msg']}" for failure in failures[:10])
    more = f"\n- and {len(failures) - 10} more, see the member failures of the result" if len(failures) > 10 else ""
    return (
        f"{len(failures)} of {total} could not be brought to their desired state; {changed} changed, the others were"
        f" as declared:\n{shown}{more}"
    )
