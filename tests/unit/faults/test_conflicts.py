# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conflicts: look again, adopt what is there, give up after a bounded number of tries."""

from __future__ import annotations

import threading
import typing as t

import pytest
from emulator.control import Emulator
from fault_tasks import FAMILY, KINDS, STORE, Kind, Tasks, log, writes

by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
by_every_kind = pytest.mark.parametrize("kind", [*KINDS, *FAMILY], ids=lambda kind: kind.name)


class Foreigner(Tasks):
    """Runs tasks, and lets somebody else act just before the first write of a method is sent."""

    def __init__(self, emulator: Emulator, method: str, act: t.Callable[[], object]) -> None:
        super().__init__(emulator)
        self._method = method
        self._act: t.Callable[[], object] | None = act

    def open_reader(self, settings: t.Any) -> t.Any:
        """A reader whose client looks away for a moment."""
        reader = super().open_reader(settings)
        request = reader.client.request

        def interrupted(method: str, *arguments: t.Any, **more: t.Any) -> t.Any:
            if method == self._method and self._act is not None:
                act, self._act = self._act, None
                act()
            return request(method, *arguments, **more)

        reader.client.request = interrupted
        return reader


@by_every_kind
@pytest.mark.parametrize("code", ["optimistic_locking_error", "key_exists"])
def test_a_creation_adopts_what_somebody_else_made(emulator: Emulator, kind: Kind, code: str) -> None:
    """The other one's members are brought to what is declared; nothing is made beside it."""

    def act() -> None:
        kind.seeded(emulator, **kind.before)
        emulator.faults([{"kind": "conflict", "method": "POST", "code": code}])

    options = {**kind.identity, **kind.declared, **kind.update}
    result = Foreigner(emulator, "POST", act).run(kind.task, options)
    assert result["changed"]
    assert [operation["path"].split("/")[1] for operation in result["operations"]] == list(kind.updated)
    assert [{name: one[name] for name in kind.updated} for one in kind.documents(emulator)] == [kind.updated]
    assert writes(emulator) == ["POST", "PATCH"]


@by_every_kind
def test_a_creation_that_somebody_else_did_is_no_change(emulator: Emulator, kind: Kind) -> None:
    def act() -> None:
        kind.seeded(emulator)
        emulator.faults([{"kind": "conflict", "method": "POST"}])

    result = Foreigner(emulator, "POST", act).run(kind.task, {**kind.identity, **kind.declared})
    assert not result["changed"]
    assert result["operations"] == []
    assert len(kind.documents(emulator)) == 1


def test_a_creation_that_the_service_refuses_says_what_is_in_the_way(emulator: Emulator) -> None:
    """The environment takes one store only: the 409 is met twice, then it is the task's failure."""
    emulator.settings(dialect={"stores_per_environment": "one", "conflict_code": "optimistic_locking_error"})
    STORE.seeded(emulator, name="theirs")
    result = Tasks(emulator).run(STORE.task, {**STORE.identity, **STORE.declared})
    assert result["failed"]
    assert result["error"]["kind"] == "conflict"
    assert "'theirs'" in result["msg"]
    assert writes(emulator) == ["POST", "POST"]
    assert [one["name"] for one in STORE.documents(emulator)] == ["theirs"]


@by_kind
def test_an_update_plans_again_from_what_is_there(emulator: Emulator, kind: Kind) -> None:
    """Somebody else did a part of it, and something else: only what is left is sent, and what is theirs stays."""
    there = kind.seeded(emulator)

    def act() -> None:
        kind.patched(emulator, there, {"tags": ["ours"], "name": "one"})
        emulator.faults([{"kind": "conflict", "method": "PATCH"}])

    options = {**kind.identity, "name": "one", "tags": ["ours"], "enabled": False}
    result = Foreigner(emulator, "PATCH", act).run(kind.task, options)
    assert result["changed"]
    assert len(result["operations"]) == 1
    sent = [entry["body"] for entry in log(emulator) if entry["method"] == "PATCH"]
    assert [len(operations) for operations in sent] == [2, 1]
    assert [one["tags"] for one in kind.documents(emulator)] == [["ours"]]


@by_every_kind
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_conflicts_that_do_not_end(emulator: Emulator, kind: Kind, method: str) -> None:
    kind.seeded(emulator)
    emulator.faults([{"kind": "conflict", "method": method, "times": None}])
    more = kind.update if method == "PATCH" else {"state": "absent"}
    result = Tasks(emulator).run(kind.task, {**kind.identity, **kind.declared, **more})
    assert result["failed"]
    assert "It was tried 6 times." in result["msg"]
    assert writes(emulator) == [method] * 6


@by_every_kind
def test_a_delete_of_what_is_gone_is_unchanged(emulator: Emulator, kind: Kind) -> None:
    options = {**kind.identity, **kind.declared, "state": "absent"}
    assert not Tasks(emulator).run(kind.task, options)["changed"]
    there = kind.seeded(emulator)
    tasks = Foreigner(emulator, "DELETE", lambda: kind.deleted(emulator, there))
    result = tasks.run(kind.task, options)
    assert not result["changed"]
    assert result["operations"] == []
    assert result["diff"]["before"] == result["diff"]["after"] == {}
    assert writes(emulator) == ["DELETE"]


@by_every_kind
def test_an_update_of_what_is_gone_makes_it_anew(emulator: Emulator, kind: Kind) -> None:
    there = kind.seeded(emulator)
    tasks = Foreigner(emulator, "PATCH", lambda: kind.deleted(emulator, there))
    result = tasks.run(kind.task, {**kind.identity, **kind.declared, **kind.update})
    assert result["changed"]
    assert result["operations"][0]["op"] == "add"
    assert [{name: one[name] for name in kind.updated} for one in kind.documents(emulator)] == [kind.updated]
    assert there not in [one["_id"] for one in kind.documents(emulator)]


@by_kind
def test_many_workers_change_one_thing(emulator: Emulator, kind: Kind) -> None:
    """Each of them sets a member of its own way; one state comes out, and nobody fails or makes another one."""
    kind.seeded(emulator)
    emulator.faults([{"kind": "conflict", "method": "PATCH", "times": 6}])
    results: list[dict[str, t.Any]] = []

    def work(number: int) -> None:
        options = {**kind.identity, "name": "one", "tags": [f"worker-{number}"]}
        results.append(Tasks(emulator, timeout=10).run(kind.task, options))

    workers = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [result["changed"] for result in results] == [True] * 6
    tags = [one["tags"] for one in kind.documents(emulator)]
    assert len(tags) == 1
    assert tags[0] in [[f"worker-{number}"] for number in range(6)]
