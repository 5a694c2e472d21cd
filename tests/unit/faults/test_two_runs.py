# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two runs at once, of the ordinary modules and the plural ones: one of each thing, no change lost without a word.

LAUNCHDARKLY_TEST_EXAMPLES says how many trials there are of each action.
"""

from __future__ import annotations

import os
import random
import threading
import typing as t

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks import (
    big_segment_stores,
    integration_configurations,
)
from emulator.control import Emulator
from fault_tasks import KINDS, SECRET, STORE, Json, Kind, Tasks, log, writes
from test_random_tasks import any_dialect

TRIALS = int(os.environ.get("LAUNCHDARKLY_TEST_EXAMPLES") or 16)
PLURALS: t.Final = {
    "store": (big_segment_stores.TASK, "stores", {"project_keys": ["default"]}),
    "configuration": (integration_configurations.TASK, "configurations", {"integration_keys": ["custom-approvals"]}),
}
TAKEN_BACK = "What this run made was taken back"

by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
by_way = pytest.mark.parametrize("plural", [False, True], ids=["singular", "plural"])


class Trial:
    """One account and two runs, each in a thread with a client and a reader of its own."""

    def __init__(self, emulator: Emulator, kind: Kind, plural: bool, seed: int, **dialect: Json) -> None:
        self.emulator = emulator
        self.kind = kind
        self.plural = plural
        self.chance = random.Random(f"{kind.name} {plural} {seed}")
        freshness = self.chance.choice((0, 0, 15))
        latency = self.chance.choice((0, 1, 3))
        # What both may do at once, and what each can see of it, is what these tests are about.
        given = {
            "list_freshness_ms": freshness,
            "delete_visible_ms": 0,
            "stores_per_environment": "many",
            "secret_shown": "ends",
        }
        drawn = {**any_dialect(self.chance), **given}
        emulator.reset(dialect={**drawn, **dialect}, latency_ms=latency)

    def options(self, **more: Json) -> dict[str, Json]:
        """What a run declares by default, and ``more``."""
        return {**self.kind.identity, **self.kind.declared, **more}

    def both(self, *declared: dict[str, Json], prune: bool = False) -> list[dict[str, Json]]:
        """The results of a run for each of the ``declared``, begun at about the same time."""
        results: list[dict[str, Json]] = [{}] * len(declared)
        gate = threading.Barrier(len(declared))
        late = [self.chance.choice((0.0, 0.0, 0.002, 0.005)) for _unused in declared]

        def work(number: int) -> None:
            gate.wait()
            threading.Event().wait(late[number])
            results[number] = self.run(declared[number], prune)

        workers = [threading.Thread(target=work, args=(number,)) for number in range(len(declared))]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return results

    def run(self, options: dict[str, Json], prune: bool = False) -> dict[str, Json]:
        """The result of one run; a failure fails the test."""
        tasks = Tasks(self.emulator, pace=0.01, settle=6.0, timeout=10.0)
        if self.plural:
            task, entries, scope = PLURALS[self.kind.name]
            pruning = {"prune": True, "prune_scope": scope, "prune_limit": "100%"} if prune else {}
            result = tasks.run(task, {entries: [options], **pruning})
        else:
            result = tasks.run(self.kind.task, options)
        tasks.close()
        assert not result.get("failed"), result
        return result

    def there(self) -> list[dict[str, Json]]:
        """All that is there."""
        return self.kind.documents(self.emulator)

    def operations(self, result: dict[str, Json]) -> list[dict[str, Json]]:
        """All operations of a result."""
        if self.plural:
            return [operation for change in result["changes"] for operation in change["operations"]]
        found: list[dict[str, Json]] = result["operations"]
        return found

    def check_settled(self, *declared: dict[str, Json]) -> None:
        """Each run again, one after the other, has nothing to do."""
        for options in declared:
            self.emulator.clear_requests()
            assert not self.run(options)["changed"]
            assert writes(self.emulator) == []


def warnings(result: dict[str, Json]) -> str:
    """In one text."""
    return "\n".join(result.get("warnings", ()))


@by_kind
@by_way
def test_both_create(running_emulator: Emulator, kind: Kind, plural: bool) -> None:
    """One stays; whoever made the other takes it back and says so."""
    taken_back = 0
    for seed in range(TRIALS):
        trial = Trial(running_emulator, kind, plural, seed)
        results = trial.both(trial.options(), trial.options())
        (there,) = trial.there()
        sent = writes(running_emulator)
        told = [TAKEN_BACK in warnings(result) for result in results]
        assert told.count(True) == sent.count("DELETE") == sent.count("POST") - 1, (seed, sent, results)
        made = [bool(trial.operations(result)) for result in results]
        assert made.count(True) == 1, (seed, made, results)
        assert [result["changed"] for result in results] == made
        assert there["name"] == "one"
        trial.check_settled(trial.options())
        taken_back += told.count(True)
    assert taken_back


@by_kind
@by_way
@pytest.mark.parametrize("patched", ["member", "whole"])
def test_both_update(running_emulator: Emulator, kind: Kind, plural: bool, patched: str) -> None:
    """Each its own member of the config. A whole config may undo the other's change, and then a warning says so.

    An integration configuration has no version to tell it by: of it, one run changes the config, one the tags.
    """
    overwritten = 0
    for seed in range(TRIALS):
        trial = Trial(running_emulator, kind, plural, seed, config_patch=patched)
        trial.kind.seeded(running_emulator)
        if kind is STORE:
            config, first, second = "redis", {"port": "6380"}, {"username": "somebody"}
            secret: dict[str, Json] = {"password": SECRET}
        else:
            config, first, second = "config_values", {"baseURL": "https://other.example.com"}, {}
            secret = {}
        one = {**kind.identity, "name": "one", config: {**first, **secret}}
        other = {**kind.identity, "name": "one", config: {**second, **secret}}
        if kind is not STORE:
            one["secret_config_values"] = {"apiKey": SECRET}
            other = {**kind.identity, "name": "one", "tags": ["theirs"]}
        results = trial.both(one, other)
        (there,) = trial.there()
        wanted = {**first, **second}
        found = there["config" if kind is STORE else "configValues"]
        lost = any(found.get(name) != value for name, value in wanted.items())
        told = ["may be lost" in warnings(result) for result in results]
        assert not lost or any(told), (seed, there, results, log(running_emulator))
        assert patched == "whole" or not any(told), results
        assert all(result["changed"] for result in results)
        assert kind is STORE or there["tags"] == ["theirs"]
        overwritten += lost
    assert bool(overwritten) == (patched == "whole" and kind is STORE)


@by_kind
@by_way
def test_both_delete(running_emulator: Emulator, kind: Kind, plural: bool) -> None:
    """It is gone, and the one that deleted it says so."""
    for seed in range(TRIALS):
        trial = Trial(running_emulator, kind, plural, seed)
        trial.kind.seeded(running_emulator)
        gone = trial.options(state="absent")
        results = trial.both(gone, gone)
        assert trial.there() == []
        assert sorted(result["changed"] for result in results) == [False, True], (seed, results)
        trial.check_settled(gone)


@by_kind
def test_both_prune(running_emulator: Emulator, kind: Kind) -> None:
    """What is declared is there once, what is not is gone, and each deletion is told once."""
    for seed in range(TRIALS):
        trial = Trial(running_emulator, kind, True, seed)
        old = [trial.kind.seeded(running_emulator, name=name) for name in ("old", "older")]
        declared = trial.options()
        results = trial.both(declared, declared, prune=True)
        assert [one["name"] for one in trial.there()] == ["one"], (seed, results)
        told = [change for result in results for change in result["changes"]]
        for key in old:
            removals = [c for c in told if key in c["resource"] and c["operations"][0]["op"] == "remove"]
            assert len(removals) == 1, (seed, key, results)
        assert len([c for c in told if c["operations"][0]["op"] == "add"]) == 1, (seed, results)
        trial.check_settled(declared)


@by_kind
@by_way
def test_one_updates_what_the_other_deletes(running_emulator: Emulator, kind: Kind, plural: bool) -> None:
    """Whoever comes last has it as he declares it; there is never more than one."""
    for seed in range(TRIALS):
        trial = Trial(running_emulator, kind, plural, seed)
        there = trial.kind.seeded(running_emulator)
        results = trial.both(trial.options(tags=["ours"]), trial.options(state="absent"))
        left = trial.there()
        assert len(left) <= 1
        assert results[0]["changed"]
        assert all(one["tags"] == ["ours"] for one in left)
        if not results[1]["changed"]:
            assert (len(left) == 1 and left[0]["_id"] == there) or "POST" in writes(running_emulator), (seed, results)


class Ended(Tasks):
    """Runs tasks whose starter ends after a number of writes."""

    def __init__(self, emulator: Emulator, after: int) -> None:
        super().__init__(emulator, pace=0.01, settle=6.0, timeout=10.0)
        self._left = after
        self._lock = threading.Lock()

    def open_reader(self, settings: t.Any) -> t.Any:
        """A reader whose client is asked about its starter before each write."""
        reader = super().open_reader(settings)

        def is_gone() -> bool:
            with self._lock:
                self._left -= 1
                return self._left < 0

        reader.client._parent.is_gone = is_gone
        return reader


@by_kind
def test_a_run_that_is_ended_at_any_write(running_emulator: Emulator, kind: Kind) -> None:
    """Nothing is written after it, and the next run ends as declared. See tests/unit/client for real signals."""
    task, entries, scope = PLURALS[kind.name]
    names = ("made", "made too", "changed", "changed too")
    plural = {
        entries: [
            *({**kind.identity, **kind.declared, "name": name, "tags": ["ours"]} for name in names),
            {**kind.identity, "name": "absent", "state": "absent"},
        ],
        "prune": True,
        "prune_scope": scope,
        "prune_limit": "100%",
    }
    whole = 4 + 1 + 2
    for seed in range(TRIALS):
        running_emulator.reset(dialect={"list_freshness_ms": (0, 15)[seed % 2]})
        for name in ("changed", "changed too", "absent", "pruned", "pruned too"):
            kind.seeded(running_emulator, name=name)
        after = random.Random(f"{kind.name} {seed}").randrange(whole)
        running_emulator.clear_requests()
        ended = Ended(running_emulator, after)
        result = ended.run(task, {**plural, "max_concurrency": 1 + seed % 4})
        ended.close()
        assert len(writes(running_emulator)) == after, (seed, after, result)
        assert result["failed"]
        assert {failure["error"]["kind"] for failure in result["failures"]} == {"starter_gone"}
        assert sum(len(change["operations"]) > 0 for change in result["changes"]) == after, (seed, after, result)
        left = {one["name"] for one in kind.documents(running_emulator)}
        # Deletions come last.
        assert after >= len(names) or {"absent", "pruned", "pruned too"} <= left
        next_run = Tasks(running_emulator, pace=0.01, settle=6.0, timeout=10.0)
        finished = next_run.run(task, plural)
        assert not finished.get("failed"), (seed, finished)
        assert sorted(one["name"] for one in kind.documents(running_emulator)) == sorted(names)
        assert all(one["tags"] == ["ours"] for one in kind.documents(running_emulator))
        assert not next_run.run(task, plural)["changed"]
        next_run.close()
