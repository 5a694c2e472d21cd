# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of a module for many resources of a kind: a whole declared set in one task, one report for all of it."""

from __future__ import annotations

import dataclasses
import math
import re
import typing as t

from .._client.errors import InvalidOption, LaunchDarklyError
from .._engine.checks import quoted
from .._engine.converge import Convergence
from .._engine.converge_many import Item, Many
from .._engine.defined import Defined
from .._engine.definition import Definition
from .._engine.errors import PruneLimit
from .._engine.identity import Identity
from .._engine.report import report, which
from .._engine.resource import Desired
from .._options import BATCH, CONNECTION, PRUNE, STATE
from .._task import Context, Options, Task
from . import scope
from .one import policy_of, secret_options
from .reading import check_concurrency


def many(definition: Definition) -> Task:
    """The task of the module that is called as the kind is, in the plural."""

    def run(options: Options, context: Context) -> dict[str, t.Any]:
        of_all = {name: options[name] for name in definition.hidden}
        entries = _declared(definition, options[definition.plural], of_all, context)
        wanted = scope.checked(definition, options)
        return converge_many(
            entries, (lambda: _in_scope(definition, wanted, options, context)) if wanted else None, options, context
        )

    spec = {**STATE, **{name: option for name, option in definition.spec().items() if name not in definition.hidden}}
    listed = {"type": "list", "elements": "dict", "required": True, "options": spec, **definition.constraints()}
    return Task(
        options={
            **CONNECTION,
            **secret_options(definition),
            **BATCH,
            definition.plural: listed,
            **PRUNE,
            "prune_scope": {"type": "dict", "options": scope.spec(definition)},
            **({"confirm_deletion": {"type": "list", "elements": "str"}} if definition.needs_confirmation else {}),
            **{name: dict(definition.options[name]) for name in definition.hidden},
        },
        constraints={"required_if": [("prune", True, ("prune_scope",))]},
        secrets=lambda options: _secrets(definition, options),
        run=run,
        hides_output=definition.hides_output,
    )


def _secrets(definition: Definition, options: Options) -> list[t.Any]:
    entries = options.get(definition.plural)
    if not isinstance(entries, list):
        # Not (yet) a list: validation has failed, and what is in it is anybody's guess.
        return [entries] if definition.has_secrets and entries is not None else []
    found: list[t.Any] = []
    for entry in entries:
        if isinstance(entry, t.Mapping):
            found += definition.secret_values(entry)
        elif definition.has_secrets:
            found.append(entry)
    return found


@dataclasses.dataclass(frozen=True)
class Entry:
    """One of many: what is desired of it, and where the user wrote it (``stores[3]``).

    Of what is not declared, and may be pruned, there is the ``document`` that was found.
    """

    resource: Defined
    desired: Desired[Identity]
    absent: bool = False
    where: str = ""
    document: t.Any = dataclasses.field(default=None, repr=False)

    @property
    def label(self) -> str:
        """How a message calls it."""
        return self.resource.label(self.desired.identity, self.document)

    @property
    def group(self) -> str:
        """What it is shown in, and what is not pruned where something in it failed."""
        keys = self.desired.identity.keys[: len(self.resource.place.above)]
        return "/".join(keys) or self.resource.definition.names


def _declared(definition: Definition, entries: t.Sequence[Options], of_all: Options, context: Context) -> list[Entry]:
    """All ``entries``, checked before any call. Raises InvalidOption that names every bad one."""
    found: list[Entry] = []
    problems: list[str] = []
    first: dict[t.Hashable, int] = {}
    option = definition.plural
    for index, options in enumerate(entries):
        resource = Defined(definition, {**options, **of_all}, context.warn)
        try:
            entry = Entry(resource, resource.desired(), options["state"] == "absent", f"{option}[{index}]")
        except InvalidOption as error:
            problems.append(f"{option}[{index}].{error.message}")
            continue
        same = first.setdefault(entry.desired.identity, index)
        if same != index:
            problems.append(f"{option}[{index}] declares {entry.label} again, after {option}[{same}]")
        found.append(entry)
    if problems:
        raise InvalidOption(option, "; ".join(problems))
    return found


def _in_scope(definition: Definition, wanted: scope.Scope, options: Options, context: Context) -> list[Entry]:
    """What is there and may be pruned, declared or not."""
    found = []
    for keys, document in scope.documents(definition, wanted, context):
        identity = definition.place.found(keys, document)
        # Each that is to be pruned is confirmed by its own keys.
        full = "/".join(identity.keys)
        confirmed = {"confirm_deletion": full} if full in (options.get("confirm_deletion") or ()) else {}
        resource = Defined(definition, {name: options[name] for name in definition.hidden} | confirmed).at(
            *identity.keys
        )
        found.append(Entry(resource, Desired(identity), True, document=document))
    return found


def converge_many(
    declared: t.Sequence[Entry],
    in_scope: t.Callable[[], t.Sequence[Entry]] | None,
    options: Options,
    context: Context,
) -> dict[str, t.Any]:
    """Bring the ``declared`` ones to their desired state and prune.

    ``in_scope`` lists what is there and may be pruned, declared or not; None where nothing is to be pruned. It is asked
    after everything is planned. Nothing is pruned where an entry could not be planned, and nothing in a group in which
    something failed.
    """
    concurrency = check_concurrency(options)
    limit = options["prune_limit"]
    allowed(limit, 0)
    context.reader.forget()

    def together(entries: t.Sequence[Entry]) -> Many:
        return Many([_item(e, options, context) for e in entries], concurrency, context.progress, in_scope is not None)

    wanted = together(declared)
    wanted.plan()
    unplanned = any(item.error is not None for item in wanted.items)
    extra: list[Entry] = []
    pruned = together(())
    if in_scope is not None:
        found = list(in_scope())
        claimed = {_place(entry, item.current) for entry, item in zip(declared, wanted.items, strict=True)}
        extra = [entry for entry in found if _place(entry, entry.document) not in claimed]
        if not unplanned:
            pruned = together(extra)
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
    result = _report([*declared, *(e for e, _i in kept)], [*wanted.items, *pruned.items], context)
    if in_scope is not None:
        result["pruned"] = [e.label for e, i in kept if i.outcome is not None and i.outcome.plan.changed]
        result["not_pruned"] = [{"resource": label, "reason": reason} for label, reason in not_pruned.items()]
        if not_pruned and "msg" in result:
            result["msg"] += "\n" + _told_not_pruned(not_pruned)
    if caller is not None:
        result["caller"] = caller.facts()
    return result


def _item(entry: Entry, options: Options, context: Context) -> Item:
    resource, desired = entry.resource, entry.desired
    policy = policy_of(resource, desired.identity, options)
    work = Convergence(resource, desired, context.reader.for_many(), policy, context.check_mode, absent=entry.absent)
    return Item(work, f"{entry.label} ({entry.where})" if entry.where else entry.label)


def allowed(limit: str, found: int) -> int:
    """How many of ``found`` resources ``prune_limit`` lets a task delete. Raises InvalidOption."""
    number = re.fullmatch(r"\s*(\d+)\s*(%?)\s*", str(limit))
    if number is None or (number[2] and int(number[1]) > 100):
        raise InvalidOption("prune_limit", f"{quoted(limit)} is neither a number nor a share such as 20%")
    return math.ceil(found * int(number[1]) / 100) if number[2] else int(number[1])


def _check_limit(labels: t.Sequence[str], found: int, limit: str) -> None:
    if len(labels) > allowed(limit, found):
        raise PruneLimit(labels, str(limit), found)


def _place(entry: Entry, document: t.Any) -> t.Any:
    """Where ``document``, which ``entry`` means, is; None where there is none."""
    return None if document is None else entry.resource.item_path(entry.desired.identity, document)


def _not_pruned(
    entries: t.Sequence[Entry], items: t.Sequence[Item], extra: t.Sequence[Entry], unplanned: bool
) -> dict[str, str]:
    """What stays though it is not declared, by its label, and why."""
    failed = {entry.group for entry, item in zip(entries, items, strict=True) if item.error is not None}
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


def _without_spared(
    extra: t.Sequence[Entry], items: t.Sequence[Item], entries: t.Sequence[Entry]
) -> tuple[list[Entry], list[Item]]:
    """Without what turns out to be gone, or one of the declared: the list lagged behind."""
    pairs = [pair for pair in zip(extra, items, strict=True) if not _is_spared(*pair, entries)]
    return [entry for entry, _item in pairs], [item for _entry, item in pairs]


def _is_spared(entry: Entry, item: Item, entries: t.Iterable[Entry]) -> bool:
    if item.current is None:
        return item.error is None
    scope = entry.resource.scope_of(item.current)
    return any(
        other.resource.scope(other.desired.identity) == scope
        and other.resource.matches(other.desired.identity, item.current)
        for other in entries
        if other.group == entry.group
    )


def _report(entries: t.Sequence[Entry], items: t.Sequence[Item], context: Context) -> dict[str, t.Any]:
    changes: list[dict[str, t.Any]] = []
    failures: list[dict[str, t.Any]] = []
    before: dict[str, dict[str, t.Any]] = {}
    after: dict[str, dict[str, t.Any]] = {}
    for entry, item in zip(entries, items, strict=True):
        label = entry.label
        if item.outcome is not None and item.outcome.plan.changed:
            name = entry.resource.kind
            one = report(entry.resource, entry.desired, item.outcome, name, diff=True)
            diff, label = one.pop("diff"), one["resource"]
            shown = ("resource", "kind", "identity", "operations", "sent_as", name)
            changes.append({member: one[member] for member in shown if member in one})
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


def _failure(label: str, entry: Entry, error: LaunchDarklyError) -> dict[str, t.Any]:
    where = {"entry": entry.where} if entry.where else {}
    told = which(entry.resource, entry.desired.identity, entry.resource.kind, entry.document)
    return {**told, "resource": label, **where, "msg": str(error), "error": error.details()}


def _summary(failures: t.Sequence[dict[str, t.Any]], total: int, changed: int) -> str:
    shown = "\n".join(f"- {failure['resource']}: {failure['msg']}" for failure in failures[:10])
    more = f"\n- and {len(failures) - 10} more, see the member failures of the result" if len(failures) > 10 else ""
    return (
        f"{len(failures)} of {total} could not be brought to their desired state; {changed} changed, the others were"
        f" as declared:\n{shown}{more}"
    )
