# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random declared sets under pruning, typing errors, refusals, lost answers and lists that lag.

Nothing is deleted that was not declared absent or pruned by a clean plan; nothing is doubled; what a result tells is
true of what the emulator did; when the faults have ended, running again reaches what is declared.

LAUNCHDARKLY_TEST_EXAMPLES says how many sets are tried, from the first seed on.
"""

from __future__ import annotations

import dataclasses
import os
import random
import time
import typing as t

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.pruning import allowed
from emulator.control import Emulator
from fault_tasks import CONFIGURATION, STORE, Json, Tasks, log
from module_tasks import task_of
from test_random_tasks import DEFAULTS, FRESHNESS_MS, TAGS, Shape, any_dialect, visible

RUNS = int(os.environ.get("LAUNCHDARKLY_TEST_EXAMPLES") or 60)
BATCHES = 4
NAMES = ("alpha", "beta", "gamma", "delta")
UNKNOWN_ID = "0123456789abcdef01234567"
UNKNOWN_FATE = "Nobody can tell"

FAULTS: t.Final[tuple[dict[str, Json], ...]] = (
    {"kind": "fail_before", "status": 503},
    {"kind": "fail_after", "status": 504},
    {"kind": "drop_before"},
    {"kind": "drop_after"},
    {"kind": "garbage_after"},
    {"kind": "truncated_json"},
    {"kind": "conflict"},
    {"kind": "error", "status": 400, "code": "invalid_request"},
    {"kind": "error", "status": 403, "code": "forbidden"},
    {"kind": "error", "status": 409, "code": "key_exists"},
)

Place = tuple[str, ...]
Document = dict[str, Json]


@dataclasses.dataclass(frozen=True)
class Side:
    """What differs between the two kinds of plural."""

    shape: Shape
    task: t.Any
    entries: str
    member: str
    places: tuple[Place, ...]
    misspelt: Place
    unplannable: t.Mapping[str, Json]

    def where(self, place: Place) -> dict[str, str]:
        """The options that say where an entry belongs."""
        names = ("project_key", "environment_key") if self.shape.is_store else ("integration_key",)
        return dict(zip(names, place, strict=True))

    def place_of(self, document: Document) -> Place:
        """Where a document of the emulator is."""
        members = ("projectKey", "environmentKey") if self.shape.is_store else ("_integrationKey",)
        return tuple(document[member] for member in members)

    def seeded_at(self, place: Place) -> dict[str, str]:
        """The members of a seed that say where it is."""
        members = ("projectKey", "environmentKey") if self.shape.is_store else ("integrationKey",)
        return dict(zip(members, place, strict=True))

    def scope(self, places: t.Iterable[Place]) -> dict[str, list[str]]:
        """The prune_scope that holds ``places``."""
        if self.shape.is_store:
            return {"project_keys": ["default"], "environment_keys": sorted({place[1] for place in places})}
        return {"integration_keys": sorted({place[0] for place in places})}


SIDES = (
    Side(
        shape=Shape(STORE),
        task=task_of("big_segment_stores"),
        entries="stores",
        member="big_segment_store",
        places=(("default", "production"), ("default", "test")),
        misspelt=("default", "prodution"),
        unplannable={"redis": {}},
    ),
    Side(
        shape=Shape(CONFIGURATION),
        task=task_of("integration_configurations"),
        entries="configurations",
        member="integration_configuration",
        places=(("custom-approvals",),),
        misspelt=("custom-aprovals",),
        unplannable={"config_values": {}},
    ),
)


@dataclasses.dataclass(frozen=True)
class Entry:
    """One declared thing; ``declared`` are its members by their names in the API, None where it shall be gone.

    ``spoilt`` tells that nobody can plan it.
    """

    place: Place
    name: str
    options: t.Mapping[str, Json]
    declared: t.Mapping[str, Json] | None
    previous: str = ""
    spoilt: bool = False


class Run:
    """One seed: an account, a declared set, faults; and what must hold."""

    def __init__(self, emulator: Emulator, seed: int) -> None:
        self.chance = chance = random.Random(seed)
        self.emulator = emulator
        self.side = SIDES[seed % 2]
        self.shape = self.side.shape
        self.dialect = any_dialect(chance)
        if chance.random() < 0.6:
            self.dialect["stores_per_environment"] = "many"
        emulator.reset(dialect=self.dialect)
        for place in self.side.places:
            most = 4 if self.dialect["stores_per_environment"] == "many" or not self.shape.is_store else 1
            for name in chance.sample(NAMES, chance.randint(0, most)):
                self.shape.kind.seeded(emulator, **self.side.seeded_at(place), name=name, tags=["theirs"])
        self.entries = self._entries()
        self.pruned_places = self._pruned_places()
        self.limit = chance.choice(("20%", "50%", "100%", "1", "3"))
        self.tasks = Tasks(emulator, pace=0.01, settle=4.0, timeout=10.0)

    # What is declared

    def _entries(self) -> list[Entry]:
        chance, entries = self.chance, []
        for place in self.side.places:
            names = chance.sample(NAMES, chance.randint(0, 3))
            free = [name for name in NAMES if name not in names]
            for name in names:
                if chance.random() < 0.2:
                    entries.append(self._absent(place, name))
                else:
                    previous = free.pop() if free and chance.random() < 0.3 else ""
                    entries.append(self._present(place, name, previous))
        if chance.random() < 0.4:
            entries.append(self._spoilt())
        chance.shuffle(entries)
        return entries

    def _present(self, place: Place, name: str, previous: str = "") -> Entry:
        declared = {
            self.shape.enabled: self.chance.random() < 0.5,
            "tags": self.chance.choice(TAGS),
            self.shape.config: {key: self.chance.choice(values) for key, values in self.shape.values.items()},
        }
        if self.chance.random() < 0.3:
            del declared["tags"]
        options = {**self.shape.options(declared), **self.side.where(place), "name": name}
        if previous:
            options["previous_name"] = previous
        return Entry(place, name, options, declared, previous)

    def _absent(self, place: Place, name: str) -> Entry:
        options = {**self.side.where(place), "name": name, "state": "absent"}
        return Entry(place, name, options, None)

    def _spoilt(self) -> Entry:
        place, how = self.chance.choice(self.side.places), self.chance.randrange(3)
        if how == 0:
            return dataclasses.replace(self._present(self.side.misspelt, "misspelt"), spoilt=True)
        if how == 1:
            options = {**self.side.where(place), "name": "unplannable", **self.side.unplannable}
            return Entry(place, "unplannable", options, {}, spoilt=True)
        which = {self.shape.kind.id_option: UNKNOWN_ID, "name": "unknown"}
        return Entry(place, "unknown", {**self.side.where(place), **which}, {}, spoilt=True)

    def _pruned_places(self) -> set[Place]:
        if self.chance.random() < 0.25:
            return set()
        return set(self.chance.sample(self.side.places, self.chance.randint(1, len(self.side.places))))

    def _faults(self) -> list[dict[str, Json]]:
        return [
            {
                **self.chance.choice(FAULTS),
                "method": self.chance.choice(("GET", "POST", "POST", "PATCH", "DELETE", "DELETE")),
                "skip": self.chance.choice((0, 0, 1, 2, 4)),
                "times": self.chance.choice((1, 1, 2, 4)),
            }
            for _unused in range(self.chance.choice((0, 1, 2, 4)))
        ]

    # What happens

    def go(self) -> int:
        """A run with faults, then runs without until nothing changes. Returns how many faults happened."""
        ordered = self._faults()
        if ordered:
            self.emulator.faults(ordered)
        self._one()
        happened = len(ordered) - len(self.emulator.waiting_faults())
        self.emulator.clear_faults()
        # Once more for what a refused conflict made room for.
        for _unused in range(4):
            time.sleep(FRESHNESS_MS / 1000)
            if not self._one()["changed"]:
                break
        else:
            raise AssertionError("it never ends")
        self.tasks.close()
        return happened

    def _one(self) -> dict[str, Json]:
        options: dict[str, Json] = {
            self.side.entries: [dict(entry.options) for entry in self.entries],
            "max_concurrency": self.chance.choice((1, 4)),
        }
        if self.pruned_places:
            scope = self.side.scope(self.pruned_places)
            options.update(prune=True, prune_scope=scope, prune_limit=self.limit)
        faulty = bool(self.emulator.waiting_faults())
        before = self._there()
        self.emulator.clear_requests()
        result = self.tasks.run(self.side.task, options)
        after = self._there()
        try:
            self._check_deleted(before, after, result)
            self._check_doubled(after)
            self._check_told(before, after, result)
            if not faulty:
                self._check_reached(after, result)
        except AssertionError as error:
            calls = [f"{one['method']} {one['path']} {one['status']} {one['body']}" for one in log(self.emulator)]
            found = [f"{one['name']} {one['_id']} {self.side.place_of(one)}" for one in before.values()]
            facts = [*(str(entry.options) for entry in self.entries), *found, *calls, str(options.get("prune_scope"))]
            raise AssertionError("\n".join([str(error), str(result), *facts])) from error
        return result

    def _there(self) -> dict[str, Document]:
        return {document["_id"]: document for document in self.shape.kind.documents(self.emulator)}

    # What must hold

    def _check_deleted(self, before: dict[str, Document], after: dict[str, Document], result: Json) -> None:
        gone = [before[key] for key in before.keys() - after.keys()]
        pruned = []
        for document in gone:
            place, name = self.side.place_of(document), document["name"]
            meant = [entry for entry in self.entries if entry.place == place and entry.name == name]
            if any(entry.declared is None for entry in meant):
                continue
            assert not meant, f"{name} is declared, and was deleted"
            taken = [one["name"] for one in before.values() if self.side.place_of(one) == place]
            renamed = [e for e in self.entries if e.place == place and e.previous == name and e.name not in taken]
            assert not renamed, f"{name} has another name in the list, and was deleted"
            pruned.append(document)
            assert place in self.pruned_places, f"{name} is not in the scope, and was deleted"
        if pruned:
            assert not any(entry.spoilt for entry in self.entries), "an entry could not be planned, and it pruned"
            failed = {failure["entry"] for failure in result.get("failures", ()) if "entry" in failure}
            groups = {entry.place for index, entry in enumerate(self.entries) if self._named(index) in failed}
            assert not groups & {self.side.place_of(document) for document in pruned}, "something failed beside it"
            scope = [one for one in before.values() if self.side.place_of(one) in self.pruned_places]
            assert len(pruned) <= allowed(self.limit, len(scope)), "more than prune_limit allows"

    def _named(self, index: int) -> str:
        return f"{self.side.entries}[{index}]"

    def _check_doubled(self, after: dict[str, Document]) -> None:
        names = [(self.side.place_of(document), document["name"]) for document in after.values()]
        assert len(names) == len(set(names)), f"doubled: {names}"

    def _check_told(self, before: dict[str, Document], after: dict[str, Document], result: Json) -> None:
        """Each effect is in ``changes``, and nothing else is, but for what nobody can know, which says so."""
        assert result.get("error", {}).get("kind") != "internal", result
        assert all(failure["error"]["kind"] != "internal" for failure in result.get("failures", ()))
        made, gone = after.keys() - before.keys(), before.keys() - after.keys()
        changed = {key for key in before.keys() & after.keys() if _differences(before[key], after[key])}
        unsure = {one["resource"] for one in result.get("failures", ()) if UNKNOWN_FATE in one["msg"]}
        told: dict[str, list[Json]] = {}
        guessed = 0
        for change in result.get("changes", ()):
            assert change["operations"], change
            document = change[self.side.member]
            first = change["operations"][0]
            if first["op"] == "remove" and first["path"] == "":
                keys = [key for key, one in before.items() if self._is_meant(change["resource"], one)]
                assert len(keys) == 1 and document is None, change
                key = keys[0]
            elif "_id" not in document:
                assert change["resource"] in unsure, change
                guessed += 1
                continue
            else:
                key = document["_id"]
            assert key not in told, "two changes for one thing"
            told[key] = change["operations"]
            if change["resource"] in unsure and key not in made | gone | changed:
                continue
            assert key in made | gone | changed, f"told, and not so: {change}"
            if key in changed:
                members = {operation["path"].split("/")[1] for operation in change["operations"]}
                different = _differences(before[key], after[key])
                if _without_notes(before[key]) == _without_notes(after[key]):
                    # No check can foresee whether a tag has to note what is not shown: it is no part of the result.
                    different -= {"tags"} - members
                if self.dialect["config_defaults"] == "filled":
                    different |= members & {self.shape.config}
                # A secret that was sent again may have been the same.
                assert members - {self.shape.config} <= different <= members, (change, different)
            elif key in made:
                assert first["op"] == "add" and first["path"] == "", change
        hidden = (made | gone | changed) - told.keys()
        assert len(hidden) <= guessed and hidden <= made, f"not told: {hidden}"
        if not guessed and not unsure:
            assert result["changed"] == bool(made | gone | changed), result["changed"]
        assert result["changed"] == bool(result.get("changes"))
        pruned = set(result.get("pruned", ()))
        removed = {c["resource"] for c in result.get("changes", ()) if c["operations"][0]["op"] == "remove"}
        assert pruned <= removed | {c["resource"] for c in result.get("changes", ())}

    def _is_meant(self, label: str, document: Document) -> bool:
        """By its name and place, and by its id where that is told."""
        place = "/".join(self.side.place_of(document))
        return f"'{document['name']}'" in label and place in label and ("_id " not in label or document["_id"] in label)

    def _check_reached(self, after: dict[str, Document], result: Json) -> None:
        """Without faults each entry is as declared, or failed for a reason that is not the task's."""
        if result.get("error", {}).get("kind") == "prune_limit":
            assert self.pruned_places
            return
        failed = {failure["entry"]: failure for failure in result["failures"] if "entry" in failure}
        there = {(self.side.place_of(one), one["name"]): one for one in after.values()}
        for index, entry in enumerate(self.entries):
            if entry.spoilt:
                assert self._named(index) in failed
                continue
            if self._named(index) in failed:
                error = failed[self._named(index)]["error"]
                assert error["kind"] == "conflict" and self.dialect["stores_per_environment"] != "many", error
                continue
            document = there.get((entry.place, entry.name))
            if entry.declared is None:
                assert document is None
                continue
            assert document is not None, f"{entry.name} is not there"
            for member, value in entry.declared.items():
                if member == "tags":
                    assert visible(document["tags"]) == sorted(value)
                elif member == self.shape.config:
                    assert {key: document[member].get(key, DEFAULTS.get(key)) for key in value} == value
                else:
                    assert document[member] == value
        if self.pruned_places and not result["failures"]:
            declared = {(entry.place, entry.name) for entry in self.entries}
            left = {where for where in there if where[0] in self.pruned_places} - declared
            assert not left, f"not pruned: {left}"


def _without_notes(document: Document) -> list[str]:
    """Its tags, but for those that note a secret which the service does not show."""
    return [tag for tag in document["tags"] if not tag.startswith("ansible-fp-unseen-")]


def _differences(one: Document, other: Document) -> set[str]:
    """The members in which they differ, but for those that the service keeps of its own."""
    own = ("version", "_sequence", "_createdAt", "_status")
    return {
        member for member in one.keys() | other.keys() if member not in own and one.get(member) != other.get(member)
    }


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_plurals(running_emulator: Emulator, batch: int) -> None:
    happened = 0
    for seed in range(batch, RUNS, BATCHES):
        try:
            happened += Run(running_emulator, seed).go()
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}") from error
    assert happened > RUNS / BATCHES / 8
