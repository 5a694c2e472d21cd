# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module account: everything that is declared of an account, in one plan."""

from __future__ import annotations

import os
import typing as t

from .._censor import Censor
from .._client.errors import InvalidOption
from .._engine.declaring import exported
from .._engine.fields import Json
from .._engine.item import Item
from .._engine.plan import Plan
from .._engine.report import which
from .._options import BATCH, CONNECTION, PRUNE, SECRETS
from .._resources.kinds import KINDS
from .._task import Context, Options, Task
from . import entries, files, plan_file
from .account_declaration import declared, declared_kinds, limited
from .account_reading import SCOPE, AccountReading
from .backout import as_variables, backout
from .declarable import take_out_odd
from .entries import Entry
from .together import Together

PLAN_NAME: t.Final = "launchdarkly.plan.json"


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Bring everything that is declared to its state, or, in a check, plan that."""
    if not declared_kinds(options):
        raise InvalidOption(", ".join(kind.names for kind in KINDS), "nothing is declared: give at least one of them")
    options = limited(options)
    approved = None if options["approved_plan"] is None else plan_file.read("approved_plan", options["approved_plan"])
    wanted, along = declared(options, context)
    together = Together(wanted, options, context, places=True)
    for entry, item in zip(wanted, together.wanted.items, strict=True):
        item.comes_along = entry.key in along
    reading = AccountReading(wanted, options, context)
    reading.read()
    together.plan()
    together.compare(reading.found())
    beside = _undeclared(reading, together.undeclared)
    if options["prune"]:
        together.plan_removals()
    account = _Account(together, options, context)
    if approved is not None:
        account.check(approved)
    plan = account.write_plan() if context.check_mode else None
    account.write_backout([(entry, planned, planned.after) for entry, _item, planned in account.changing()])
    result = together.apply(documents=False)
    way_back = account.write_backout(
        [(e, i.outcome.plan, i.outcome.document) for e, i in together.pairs if i.outcome and i.outcome.plan.changed]
    )
    return {**result, "undeclared": beside, **({"plan": plan} if plan else {}), **way_back}


def _undeclared(reading: AccountReading, found: t.Sequence[Entry]) -> list[dict[str, t.Any]]:
    """What is there and not declared, with the options that declare it, but for its secrets."""
    told = []
    for entry, document in reading.in_full(found):
        resource, identity = entry.resource, entry.desired.identity
        made = exported(resource.definition, identity.keys, resource.complete(document))
        take_out_odd(resource.definition, made)
        secrets = {"secrets": [".".join(place) for place in made.secrets]} if made.secrets else {}
        told.append({**which(resource, identity, resource.kind, document), "declaration": made.options, **secrets})
    return told


class _Account:
    """What is planned, as files."""

    def __init__(self, together: Together, options: Options, context: Context) -> None:
        self._together, self._options, self._context = together, options, context
        self._key: str | None = options.get("fingerprint_key") or None
        values = [v.wanted for entry in together.declared for v in entry.desired.values if v.field.secret]
        self._has_backout = False
        self._censor = Censor({str(value) for value in values if isinstance(value, (str, int, float))})

    def changing(self) -> list[tuple[Entry, Item, Plan]]:
        """The entries that are about to change, with their items and plans."""
        return [(e, item, item.plan) for e, item in self._together.pairs if item.plan is not None and item.plan.changed]

    def _plan(self) -> plan_file.Document:
        client = self._context.reader.client
        changes = [plan_file.change_of(entry, plan, self._key) for entry, _item, plan in self.changing()]
        return self._censor.result(plan_file.document(changes, client.settings.base_url, client.caller()))

    def check(self, approved: plan_file.Document) -> None:
        """Raise NotAsApproved unless all that is planned is as ``approved``, and have each write look once more."""
        failed = [item for _entry, item in self._together.pairs if item.error is not None]
        if failed:
            raise plan_file.NotAsApproved([f"{item.label} cannot be planned: {item.error}" for item in failed])
        plan_file.check(approved, self._plan())
        for entry, item, plan in self.changing():
            item.work.before_writing = self._looking_once_more(entry, item.label, plan)

    def _looking_once_more(self, entry: Entry, label: str, agreed: Plan) -> t.Callable[[Plan], None]:
        def look(plan: Plan) -> None:
            if plan is not agreed:
                before, now = (plan_file.change_of(entry, one, self._key) for one in (agreed, plan))
                if now != before:
                    raise plan_file.NotAsApproved([f"{label}: {plan_file.difference(before, now)}"])

        return look

    def write_plan(self) -> plan_file.Document:
        """The plan, and its files where they are asked for."""
        plan = self._plan()
        path = self._options["plan_path"]
        if path:
            path = os.path.join(path, PLAN_NAME) if os.path.isdir(path) else path
            files.write("plan_path", path, plan_file.text(plan))
            shown = [plan_file.sides(entry, changed) for entry, _item, changed in self.changing()]
            told = self._censor.result({"changes": shown})["changes"]
            files.write("plan_path", f"{os.path.splitext(path)[0]}.md", plan_file.markdown(plan, told))
        return plan

    def write_backout(self, changed: t.Sequence[tuple[Entry, Plan, Json]]) -> dict[str, t.Any]:
        """Write the way back, where that is asked for; before the first write too, since a task may be killed."""
        path = self._options["backout_path"]
        if not path or self._context.check_mode:
            return {}
        way_back = backout(changed)
        # What was written before the first write holds what has failed since.
        if changed or self._has_backout:
            files.write("backout_path", path, as_variables(way_back, os.path.basename(path)))
            self._has_backout = True
        return {"backout": {"written": self._has_backout, "not_taken_back": way_back.lost}}


TASK = Task(
    options={
        **CONNECTION,
        **SECRETS,
        **BATCH,
        **{kind.names: entries.spec(kind) for kind in KINDS},
        **PRUNE,
        "only_projects": {"type": "list", "elements": "str", "no_log": False},
        "scope": {"type": "dict", "options": SCOPE},
        "confirm_deletion": {"type": "list", "elements": "str"},
        "plan_path": {"type": "path"},
        "approved_plan": {"type": "raw"},
        "backout_path": {"type": "path"},
    },
    constraints={"required_if": [("prune", True, ("scope",))]},
    secrets=lambda options: [
        secret for kind in KINDS for secret in entries.secret_values(kind, options.get(kind.names))
    ],
    run=run,
)
