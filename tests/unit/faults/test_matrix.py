# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every operation of a task under every fault: the end state, ``changed``, never two, no write repeated without a look."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from emulator.control import Emulator
from fault_tasks import FAMILY, KINDS, Json, Kind, Tasks, assert_looked_between_writes, writes


@dataclasses.dataclass(frozen=True)
class Operation:
    """What a task does to a resource: ``options`` beside those that identify it, and the call that does it.

    ``updates`` tells that it asks for what the kind has as its update, ``is_there`` that there is one before.
    """

    name: str
    method: str
    options: t.Mapping[str, Json] = dataclasses.field(default_factory=dict)
    after: t.Mapping[str, Json] | None = dataclasses.field(default_factory=lambda: {"name": "one"})
    updates: bool = False
    is_there: bool = True
    by_id: bool = False
    skip: int = 0


OPERATIONS = (
    Operation("create", "POST", updates=True, is_there=False),
    Operation("update", "PATCH", updates=True),
    Operation("rename", "PATCH", {"name": "two"}, {"name": "two"}, by_id=True),
    Operation("delete", "DELETE", {"state": "absent"}, None),
    Operation("read_list", "GET"),
    Operation("read_one", "GET", skip=1),
)
LIMITED = {"kind": "fail_before", "status": 429, "code": "rate_limited"}
FAULTS: dict[str, dict[str, Json]] = {
    **{f"fail_before_{status}": {"kind": "fail_before", "status": status} for status in (500, 502, 503, 504)},
    **{f"fail_after_{status}": {"kind": "fail_after", "status": status} for status in (500, 502, 503, 504)},
    **{f"{kind}_reset": {"kind": kind, "reset": True} for kind in ("drop_before", "drop_after")},
    "drop_before": {"kind": "drop_before"},
    "drop_after": {"kind": "drop_after"},
    "hang_before": {"kind": "hang", "seconds": 5, "act": False},
    "hang_after": {"kind": "hang", "seconds": 5, "act": True},
    "garbage": {"kind": "garbage"},
    "garbage_after": {"kind": "garbage_after"},
    "truncated_json": {"kind": "truncated_json"},
    "conflict": {"kind": "conflict"},
    "conflict_key_exists": {"kind": "conflict", "code": "key_exists"},
    "limited": {**LIMITED, "headers": {"Retry-After": "0"}},
    "limited_reset_in_the_past": {**LIMITED, "headers": {"X-Ratelimit-Reset": "1600000000000"}},
    "limited_without_headers": LIMITED,
}
ACTED = frozenset(name for name in FAULTS if "after" in name) | {"truncated_json"}
UNREADABLE = {
    "garbage": "not_json",
    "garbage_after": "not_json",
    "truncated_json": "not_json",
    "conflict": "conflict",
    "conflict_key_exists": "conflict",
}
FEW = ("fail_before_503", "drop_after_reset", "hang_after", "garbage_after", "conflict", "limited")
"""The faults that are tried on all kinds."""
NOT_LOST = frozenset(("conflict", "conflict_key_exists", *(name for name in FAULTS if name.startswith("limited"))))
by_name = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def prepare(emulator: Emulator, kind: Kind, operation: Operation) -> dict[str, Json]:
    """Seed what the operation needs; returns the options of its task."""
    options = {**kind.identity, **kind.declared, **operation.options, **(kind.update if operation.updates else {})}
    if operation.is_there:
        seeded = kind.seeded(emulator, **(kind.before if operation.updates else {}))
        if operation.by_id:
            options[kind.id_option] = seeded
    return options


def assert_end_state(emulator: Emulator, kind: Kind, operation: Operation) -> None:
    """Exactly what was declared is there."""
    there = kind.documents(emulator)
    if operation.after is None:
        assert there == []
        return
    assert len(there) == 1, [one["name"] for one in there]
    after = {**operation.after, **(kind.updated if operation.updates else {})}
    assert {name: there[0][name] for name in after} == after


@by_name
@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        # The code is that of one table: one of the family is enough where not all is run.
        pytest.param(kind, fault, id=f"{kind.name}-{fault}", marks=pytest.mark.long if kind in FAMILY[1:] else ())
        for kind in (*KINDS, *FAMILY)
        for fault in (FAULTS if kind in KINDS else FEW)
    ],
)
def test_one_fault(emulator: Emulator, kind: Kind, operation: Operation, fault: str) -> None:
    tasks = Tasks(emulator, timeout=0.3)
    options = prepare(emulator, kind, operation)
    predicted = tasks.run(kind.task, options, check_mode=True)
    emulator.clear_requests()
    emulator.faults([{**FAULTS[fault], "method": operation.method, "skip": operation.skip}])

    result = tasks.run(kind.task, options)

    assert emulator.waiting_faults() == []
    assert_looked_between_writes(emulator)
    is_read = operation.method == "GET"
    if is_read and fault in UNREADABLE:
        assert result["failed"]
        assert result["error"]["kind"] == UNREADABLE[fault]
        assert writes(emulator) == []
        assert_end_state(emulator, kind, operation)
        return
    if operation.name == "create" and fault not in ACTED | NOT_LOST:
        # No list shows it, and a list may lag for any time: it is for a person to look.
        assert result["error"]["kind"] == "answer_lost"
        assert "Look there, then run the task again" in result["msg"]
        assert (writes(emulator), kind.documents(emulator)) == (["POST"], [])
        assert tasks.run(kind.task, options)["changed"]
        assert_end_state(emulator, kind, operation)
        return
    if operation.name == "create" and fault in ACTED and not kind.is_adopted:
        # It is there, and what only the answer showed is lost.
        assert (result["error"]["kind"], result["changed"]) == ("answer_lost", True)
        assert "have another one made, with the module" in result["msg"]
        assert [one["op"] for one in result["operations"]] == ["add"]
        assert (writes(emulator), len(kind.documents(emulator))) == (["POST"], 1)
        assert not tasks.run(kind.task, options)["changed"]
        return
    assert "failed" not in result, result
    assert result["changed"] is not is_read
    assert [result[name] for name in ("changed", "operations")] == [
        predicted[name] for name in ("changed", "operations")
    ]
    assert_end_state(emulator, kind, operation)
    expected = [] if is_read else [operation.method] * (1 if fault in ACTED else 2)
    assert writes(emulator) == expected

    emulator.clear_requests()
    again = tasks.run(kind.task, options)
    assert not again["changed"]
    assert again["operations"] == []
    assert writes(emulator) == []


@by_kind
@by_name
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("fail_before_503", "answer_lost"),
        ("drop_before", "answer_lost"),
        ("garbage", "answer_lost"),
        ("conflict", "conflict"),
        ("limited", "rate_limited"),
    ],
)
def test_a_fault_that_stays(emulator: Emulator, kind: Kind, operation: Operation, fault: str, error: str) -> None:
    """The task gives up after a bounded number of tries, says why, and has done nothing."""
    tasks = Tasks(emulator, settle=0.2, retries=2, max_wait=60)
    options = prepare(emulator, kind, operation)
    before = kind.documents(emulator)
    emulator.faults([{**FAULTS[fault], "method": operation.method, "times": None}])

    result = tasks.run(kind.task, options)

    reads = {"fail_before_503": "server_error", "garbage": "not_json"}
    assert result["failed"]
    assert result["error"]["kind"] == (reads.get(fault, error) if operation.method == "GET" else error)
    # Of a creation whose answer is lost nobody knows; what else was lost is seen not to have been done.
    unknown = operation.name == "create" and error == "answer_lost"
    assert result["changed"] is unknown
    assert result["msg"].startswith("Could not ")
    assert kind.documents(emulator) == before
    assert len(writes(emulator)) <= (30 if fault == "limited" else 1 if unknown else 6 if fault == "conflict" else 3)
    assert_looked_between_writes(emulator)


@by_kind
def test_nothing_answers(emulator: Emulator, kind: Kind) -> None:
    emulator.faults([{"kind": "fail_before", "status": 503, "times": None}])
    result = Tasks(emulator, retries=3).run(kind.task, {**kind.identity, **kind.declared})
    assert result["error"]["kind"] == "server_error"
    assert emulator.requests()["total"] == 4


@by_kind
@pytest.mark.parametrize("fault", ["fail_after_502", "drop_after", "truncated_json"])
def test_every_answer_to_a_write_is_lost(emulator: Emulator, kind: Kind, fault: str) -> None:
    """What counts is what is found there: each write happens once."""
    tasks = Tasks(emulator)
    for method in ("POST", "PATCH", "DELETE"):
        emulator.faults([{**FAULTS[fault], "method": method, "times": None}])
    for options in ({}, {"tags": ["a"]}, {"enabled": False, "tags": []}, {"state": "absent"}):
        emulator.clear_requests()
        result = tasks.run(kind.task, {**kind.identity, **kind.declared, **options})
        assert result.get("changed") and "failed" not in result, result
        assert len(writes(emulator)) == 1
        assert len(kind.documents(emulator)) == (0 if "state" in options else 1)


@by_kind
@pytest.mark.parametrize("lost", [False, True])
def test_a_rename_is_awaited_in_the_list(emulator: Emulator, kind: Kind, lost: bool) -> None:
    """A list that still shows the old name would have the next task make another one of the new name."""
    seeded = kind.seeded(emulator)
    emulator.settings(dialect={"list_freshness_ms": 150})
    if lost:
        emulator.faults([{"kind": "fail_after", "method": "PATCH"}])
    tasks = Tasks(emulator, pace=0.1, settle=5.0)
    renamed = tasks.run(kind.task, {**kind.identity, kind.id_option: seeded, "name": "two"})
    assert renamed["changed"]
    assert "warnings" not in renamed
    assert not tasks.run(kind.task, {**kind.identity, **kind.declared, "name": "two"})["changed"]
    assert [one["name"] for one in kind.documents(emulator)] == ["two"]
