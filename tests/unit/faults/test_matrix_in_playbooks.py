# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The matrix of operations and faults once more, thinner, in playbooks: in-process and as ordinary modules alike.

A task waits for real here, so what has to wait for a list is left to the other tests.
"""

from __future__ import annotations

import dataclasses
import sys
import typing as t
from pathlib import Path

import pytest
from emulator.control import Emulator
from fault_tasks import CONFIGURATION, KINDS, STORE, Json, Kind

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "secrets")]

from playbook_runs import Outcome, run_playbook  # noqa: E402 - the path has to come first

MODULES = {STORE.name: "big_segment_store", CONFIGURATION.name: "integration_configuration"}
METHODS = {"create": "POST", "update": "PATCH", "delete": "DELETE"}
OPTIONS: dict[str, dict[str, Json]] = {"create": {}, "update": {"tags": ["a"]}, "delete": {"state": "absent"}}
# Else the spread of the tasks after a refusal would take seconds of each.
BRIEF = {"max_wait": 0.2}
FAULTS: dict[str, dict[str, Json]] = {
    "lost after acting": {"kind": "drop_after", "reset": True},
    "lost before acting": {"kind": "drop_before", "reset": True},
    "conflict": {"kind": "conflict"},
    "limited": {"kind": "fail_before", "status": 429, "headers": {"Retry-After": "0"}},
    "unavailable": {"kind": "fail_before", "status": 503},
    "unavailable after acting": {"kind": "fail_after", "status": 503},
}


@dataclasses.dataclass(frozen=True)
class Case:
    """One task under one fault, on a resource of its own."""

    kind: Kind
    operation: str
    fault: str

    @property
    def name(self) -> str:
        """Of the task, and of the resource."""
        return f"{self.kind.name} {self.operation} {self.fault}"

    def outcome(self) -> Outcome:
        """The task: it ends changed, whatever happens to its call."""
        options = {**self.kind.identity, **self.kind.declared, **OPTIONS[self.operation], "name": self.name, **BRIEF}
        order = {**FAULTS[self.fault], "method": METHODS[self.operation]}
        return Outcome(self.name, options, "changed", [("POST", "/faults", [order])], is_shown=False)

    def writes(self) -> list[str]:
        """The calls that it takes."""
        return [METHODS[self.operation]] * (1 if "after" in self.fault else 2)


def _is_worth_it(case: Case) -> bool:
    return case.operation != "create" or case.fault not in ("lost before acting", "unavailable", "conflict")


CASES = [
    case
    for kind in KINDS
    for operation in METHODS
    for fault in FAULTS
    if _is_worth_it(case := Case(kind, operation, fault))
]


@pytest.mark.parametrize(
    "in_process", [True, pytest.param(False, marks=pytest.mark.long)], ids=["in_process", "ordinary"]
)
def test_every_operation_under_faults(emulator: Emulator, tmp_path: Path, in_process: bool) -> None:
    """Each task ends changed, with its calls and no more; the account ends as declared, nothing twice."""
    for case in CASES:
        if case.operation != "create":
            case.kind.seeded(emulator, name=case.name)
    outcomes = {case.name: case.outcome() for case in CASES}
    tasks: list[t.Any] = []
    for case in CASES:
        tasks += outcomes[case.name].tasks(f"community.launchdarkly.{MODULES[case.kind.name]}")
    orders = {name: outcome.orders for name, outcome in outcomes.items()}

    run = run_playbook(tasks, emulator, tmp_path, in_process, orders, LAUNCHDARKLY_ACCESS_TOKEN=emulator.token)

    results = {name: run.results[name] for name in outcomes}
    otherwise = [name for name, outcome in outcomes.items() if not outcome.has_ended_so(results[name])]
    assert not otherwise, {name: results[name] for name in otherwise}
    assert emulator.waiting_faults() == []
    log = [entry["method"] for entry in emulator.requests()["log"] if entry["method"] != "GET"]
    assert log == [method for case in CASES for method in case.writes()]
    for kind in KINDS:
        declared = [case for case in CASES if case.kind is kind and case.operation != "delete"]
        there = {one["name"]: _own(one["tags"]) for one in kind.documents(emulator)}
        assert there == {case.name: OPTIONS[case.operation].get("tags", []) for case in declared}
        assert len(kind.documents(emulator)) == len(there)


def _own(tags: list[str]) -> list[str]:
    return [tag for tag in tags if not tag.startswith("ansible-fp-")]
