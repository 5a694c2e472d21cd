# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lost answers, many times: whatever is lost, exactly what was declared is there, and nothing of it twice."""

from __future__ import annotations

import random
import typing as t

import pytest
from emulator.control import Emulator
from fault_tasks import CONFIGURATION, KINDS, SECRET, STORE, Json, Kind, Tasks
from long_run import LONG
from test_random_tasks import any_dialect, visible

RUNS = 1000 if LONG else 200
BATCHES = 10
NAMES = ("one", "two", "three")
LOSSES: t.Final[list[dict[str, Json]]] = [
    *({"kind": "fail_after", "status": status} for status in (500, 502, 503, 504)),
    {"kind": "drop_after"},
    {"kind": "drop_after", "reset": True},
    {"kind": "garbage_after"},
    {"kind": "truncated_json"},
    {"kind": "fail_before", "status": 503},
    {"kind": "drop_before"},
]


def plan_faults(chance: random.Random) -> list[dict[str, Json]]:
    """Up to five losses for one run."""
    return [
        {
            **chance.choice(LOSSES),
            "method": chance.choice(("POST", "POST", "PATCH", "DELETE")),
            "skip": chance.choice((0, 0, 0, 1, 2)),
        }
        for _unused in range(chance.randint(1, 5))
    ] + [
        {"kind": chance.choice(("fail_before", "drop_before")), "method": "GET", "skip": chance.randint(0, 6)}
        for _unused in range(chance.randint(0, 2))
    ]


def options_of(kind: Kind, name: str, chance: random.Random) -> dict[str, Json]:
    """What a task declares under ``name``: a different thing from seed to seed."""
    options = {**kind.identity, **kind.declared, "name": name, "enabled": chance.random() < 0.5}
    if chance.random() < 0.5:
        options["tags"] = chance.sample(("a", "b", "c"), 2)
    return options


def summary(kind: Kind, emulator: Emulator) -> list[tuple[str, bool, list[str], str]]:
    """What is there: names, whether they are on, tags in order of the alphabet, secrets."""
    config, secret, enabled = {
        STORE.name: ("config", "password", "on"),
        CONFIGURATION.name: ("configValues", "apiKey", "enabled"),
    }[kind.name]
    return sorted(
        (one["name"], one[enabled], visible(one["tags"]), one[config][secret]) for one in kind.documents(emulator)
    )


def run(tasks: Tasks, kind: Kind, options: dict[str, Json]) -> bool:
    """Whether anything was changed. As a person would: where it is not known what became of it, once more."""
    changed = False
    for _unused in range(6):
        result = tasks.run(kind.task, options)
        changed = changed or result["changed"]
        if "failed" not in result:
            return changed
        assert result["error"]["kind"] == "answer_lost", result
    raise AssertionError("it never ended")


def one_run(emulator: Emulator, seed: int) -> int:
    """Declare a set, change some of it and remove some, while answers are lost. Returns how many faults happened."""
    chance = random.Random(seed)
    kind = KINDS[seed % 2]
    # Nothing but delays makes these runs wait, and each of them takes its time.
    stale = chance.random() < 0.1
    delays = {"list_freshness_ms": 15 if stale else 0, "delete_visible_ms": 0}
    emulator.reset(dialect={**any_dialect(chance), **delays, "stores_per_environment": "many"})
    tasks = Tasks(emulator, kept=chance.random() < 0.5, pace=0.02, settle=5.0 if stale else 0.1, timeout=10.0)
    declared: dict[str, dict[str, Json]] = {}
    faults = plan_faults(chance)
    emulator.faults(faults)
    for name in chance.sample(NAMES, chance.randint(1, 3)):
        declared[name] = options_of(kind, name, chance)
        assert run(tasks, kind, declared[name])
    name = chance.choice(list(declared))
    if chance.random() < 0.3:
        assert run(tasks, kind, {**declared.pop(name), "state": "absent"})
    else:
        declared[name] = {**declared[name], **options_of(kind, name, chance)}
        run(tasks, kind, declared[name])
    happened = len(faults) - len(emulator.waiting_faults())
    emulator.clear_faults()
    assert summary(kind, emulator) == sorted(
        (name, options["enabled"], sorted(options.get("tags", ())), SECRET) for name, options in declared.items()
    )
    for options in declared.values():
        assert not tasks.run(kind.task, options)["changed"]
    tasks.close()
    return happened


@pytest.mark.parametrize("batch", range(BATCHES))
def test_exactly_what_was_declared_is_there(running_emulator: Emulator, batch: int) -> None:
    happened = 0
    for seed in range(batch, RUNS, BATCHES):
        try:
            happened += one_run(running_emulator, seed)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}") from error
    assert happened > RUNS / BATCHES


@pytest.mark.parametrize(
    ("lost_again", "late_ms", "settle"),
    [
        # What is shown still is deleted once more, which finds nothing: it was this task that did it.
        pytest.param(0, 1000, 1.0, id="once"),
        # The looks between the tries show it still, and so does the one after the last: that it was done shows later.
        pytest.param(2, 300, 60.0, id="each time"),
    ],
)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_deletion_that_is_seen_late_and_whose_answer_is_lost_is_told(
    emulator: Emulator, kind: Kind, lost_again: int, late_ms: int, settle: float
) -> None:
    kind.seeded(emulator)
    emulator.settings(dialect={"delete_visible_ms": late_ms})
    again = [{"kind": "drop_before", "method": "DELETE", "times": lost_again}] if lost_again else []
    emulator.faults([{"kind": "drop_after", "method": "DELETE"}, *again])
    result = Tasks(emulator, settle=settle).run(kind.task, {**kind.identity, **kind.declared, "state": "absent"})
    assert (result.get("failed", False), result["changed"]) == (False, True), result
    assert [one["op"] for one in result["operations"]] == ["remove"]
    assert kind.documents(emulator) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_deletion_that_never_arrived_is_a_failure_and_no_change(emulator: Emulator, kind: Kind) -> None:
    kind.seeded(emulator)
    emulator.faults([{"kind": "drop_before", "method": "DELETE", "times": 3}])
    result = Tasks(emulator).run(kind.task, {**kind.identity, **kind.declared, "state": "absent"})
    assert (result["failed"], result["changed"], result["error"]["kind"]) == (True, False, "answer_lost"), result
    assert len(kind.documents(emulator)) == 1
