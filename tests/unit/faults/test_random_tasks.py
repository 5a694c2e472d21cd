# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random sequences of tasks, foreign changes and faults, under random dialects, keep the invariants.

After each task: the declared state is reached or a failure is reported; what is not managed is untouched; there are
never two of a thing; a second run is unchanged and writes nothing.

LAUNCHDARKLY_TEST_EXAMPLES says how many sequences are tried for each resource; a number given there makes them new
ones with every run.
"""

from __future__ import annotations

import json
import os
import random
import time
import typing as t

import pytest
from emulator.control import Emulator
from emulator.dialect import MILLISECONDS, random_dialect
from fault_tasks import CONFIGURATION, STORE, Json, Kind, Tasks, assert_looked_between_writes, writes
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from long_run import LONG

EXAMPLES = os.environ.get("LAUNCHDARKLY_TEST_EXAMPLES", "")
FRESHNESS_MS = 15
FINGERPRINT = "ansible-fp-"
DEFAULTS = {"port": "6379", "username": ""}
"""What the service means by a member that is not there."""

NAMES = ("alpha", "beta", "gamma")
SECRETS = ("first-secret-one", "second-secret-two", 'third "secret" \\ three', "42424242424242")
TAGS: tuple[list[str], ...] = ([], ["red"], ["green"], ["red", "blue"], ["blue", "red"])
FAULTS: tuple[dict[str, Json], ...] = (
    {"kind": "fail_before", "status": 503},
    {"kind": "fail_after", "status": 504},
    {"kind": "drop_before"},
    {"kind": "drop_after"},
    {"kind": "garbage"},
    {"kind": "garbage_after"},
    {"kind": "truncated_json"},
    {"kind": "conflict"},
    {"kind": "fail_before", "status": 429, "headers": {"Retry-After": "0"}},
    {"kind": "error", "status": 400, "code": "invalid_request"},
    {"kind": "error", "status": 403, "code": "forbidden"},
)
SEEDS = st.integers(0, 2**16)
"""One number for all that a step needs: what Hypothesis would draw one by one is too much for a short run to cover."""


def any_dialect(chance: random.Random) -> dict[str, Json]:
    """Any answers together, with delays that a test can wait for.

    But for one: a secret that somebody else has set, of which nothing is shown, in a service that patches what it shows.
    Nobody can know that it is there, so nobody can keep it.
    """
    dialect = random_dialect(chance)
    for setting in MILLISECONDS:
        dialect[setting] = chance.choice((0, FRESHNESS_MS))
    if dialect["patched_document"] == "masked" and dialect["secret_shown"] in ("absent", "empty"):
        dialect["secret_shown"] = "bullets"
    return dialect


class Shape:
    """How options become members of a document. ``config`` and ``enabled`` are the members' names in the API."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.is_store = kind is STORE
        self.config, self.enabled = ("config", "on") if self.is_store else ("configValues", "enabled")
        self.secret = "password" if self.is_store else "apiKey"
        self.values: dict[str, tuple[str, ...]] = {"baseURL": ("https://a.example.com", "https://b.example.com")}
        if self.is_store:
            self.values = {
                "host": ("a.example.com", "b.example.com"),
                "port": ("6379", "6380"),
                "username": ("", "somebody"),
            }
        self.values[self.secret] = SECRETS

    def declared(self, chance: random.Random) -> dict[str, Json]:
        """Any part of the members, by their names in the API: all, or each with an even chance."""
        part = chance.choice((0.5, 1.0))
        members: dict[str, Json] = {
            self.enabled: chance.random() < 0.5,
            "tags": chance.choice(TAGS),
            self.config: {
                name: chance.choice(values) for name, values in self.values.items() if chance.random() < part
            },
        }
        return {name: value for name, value in members.items() if chance.random() < part}

    def options(self, declared: t.Mapping[str, Json]) -> dict[str, Json]:
        """The options that declare it."""
        options: dict[str, Json] = dict(self.kind.identity)
        if self.enabled in declared:
            options["enabled"] = declared[self.enabled]
        if "tags" in declared:
            options["tags"] = declared["tags"]
        config = declared.get(self.config)
        if config is not None and self.is_store:
            options["redis"] = config
        elif config is not None:
            options["config_values"] = {name: value for name, value in config.items() if name != self.secret}
            options["secret_config_values"] = {name: value for name, value in config.items() if name == self.secret}
        return options

    def needed(self) -> set[str]:
        """The config members without which there is no creation."""
        return {"host"} if self.is_store else {"baseURL", "apiKey"}


def visible(tags: t.Iterable[str]) -> list[str]:
    return sorted(tag for tag in tags if not tag.startswith(FINGERPRINT))


class Machine(RuleBasedStateMachine):
    """One account, tasks of one kind, and somebody else."""

    emulator: t.ClassVar[Emulator]
    shape: t.ClassVar[Shape]

    @initialize(seed=SEEDS)
    def start(self, seed: int) -> None:
        """An account with two things, or without."""
        chance = random.Random(seed)
        self.dialect = any_dialect(chance)
        note(f"dialect: {json.dumps(self.dialect)}")
        self.emulator.reset(dialect=self.dialect)
        more = chance.choice(({}, {"fingerprint_key": "a key of my own"}))
        self.tasks = Tasks(self.emulator, kept=chance.random() < 0.5, pace=0.01, settle=4.0, timeout=10, **more)
        self.faulty = False
        self.steps = 0
        for name in chance.choice((NAMES[:2], ())):
            self.shape.kind.seeded(self.emulator, name=name, tags=["theirs"])

    def teardown(self) -> None:
        """Close the connections."""
        if hasattr(self, "tasks"):
            self.tasks.close()

    # What happens

    # One rule: of several, Hypothesis leaves some out of most sequences.
    @rule(step=st.sampled_from(("break", "present", "present", "present", "absent or renamed", "foreign")), seed=SEEDS)
    def step(self, step: str, seed: int) -> None:
        """A task, somebody else's change, or faults for the next task."""
        self.steps += 1
        chance = random.Random(f"{self.steps} {seed}")
        steps = {
            "break": self._break_something,
            "present": self._present,
            "absent or renamed": self._absent_or_renamed,
            "foreign": self._somebody_else,
        }
        steps[step](chance)

    def _break_something(self, chance: random.Random) -> None:
        """Faults for the next task."""
        self.emulator.faults(
            [
                {
                    **chance.choice(FAULTS),
                    "method": chance.choice(("GET", "POST", "PATCH", "DELETE")),
                    "skip": chance.choice((0, 1)),
                }
                for _unused in range(chance.choice((1, 2)))
            ]
        )
        self.faulty = True

    def _present(self, chance: random.Random) -> None:
        """A task that declares a part of a thing, or all of it."""
        declared = {**self.shape.declared(chance), "name": chance.choice(NAMES)}
        self.run({**self.shape.options(declared), "name": declared["name"]}, declared, declared["name"])

    def _absent_or_renamed(self, chance: random.Random) -> None:
        """A task that removes a thing, or gives one, known by its id, another name that is free."""
        name, there = chance.choice(NAMES), self.documents()
        if not there or name in there or chance.random() < 0.4:
            self.run({**self.shape.kind.identity, "name": name, "state": "absent"}, None, name)
            return
        old = chance.choice(sorted(there))
        options = {**self.shape.kind.identity, self.shape.kind.id_option: there[old]["_id"], "name": name}
        if self.shape.is_store and chance.random() < 0.5:
            options["redis"] = {}
        self.run(options, {"name": name}, old)

    def _somebody_else(self, chance: random.Random) -> None:
        """Somebody changes, makes or deletes a thing, past the API."""
        name, there = chance.choice(NAMES), self.documents()
        if name not in there:
            self.shape.kind.seeded(self.emulator, name=name, tags=["theirs"])
        elif chance.random() < 0.3:
            self.shape.kind.deleted(self.emulator, there[name]["_id"])
        else:
            self.shape.kind.patched(self.emulator, there[name]["_id"], self.shape.declared(chance))

    # What must hold

    def documents(self) -> dict[str, dict[str, Json]]:
        """What is there by name: never two of one."""
        listed = self.shape.kind.documents(self.emulator)
        names = [document["name"] for document in listed]
        assert len(set(names)) == len(names), names
        return dict(zip(names, listed, strict=True))

    def run(self, options: dict[str, Json], declared: dict[str, Json] | None, name: str) -> None:
        """One task, and again without faults; ``name`` is what the thing is called before."""
        for faulty in [True, False] if self.faulty else [False]:
            if not faulty:
                self.emulator.clear_faults()
            before = self.documents()
            self.emulator.clear_requests()
            result = self.tasks.run(self.shape.kind.task, options)
            after = self.documents()
            assert_looked_between_writes(self.emulator)
            if result.get("failed"):
                assert result["error"]["kind"] != "internal", result
                assert result["changed"] == (before != after) or "Nobody can tell" in result["msg"], (result, before)
                assert faulty or self.is_excused(result["error"], before, declared, name), result
                self.check_nothing_else_happened(before, after, declared, name)
                time.sleep(FRESHNESS_MS / 1000)  # what a failed task left behind may still be missing from a list
            else:
                self.check_reached(before, after, declared, name)
                assert result["changed"] == (before != after) or faulty, (result, before, after)
                name = declared["name"] if declared else name
        self.faulty = False
        if not result.get("failed"):
            if declared is None:
                time.sleep(self.dialect["delete_visible_ms"] / 1000)  # another run would still see what is gone
            self.emulator.clear_requests()
            again = self.tasks.run(self.shape.kind.task, options)
            assert not again["changed"], again
            assert again["operations"] == []
            assert writes(self.emulator) == []

    def is_excused(
        self, error: dict[str, Json], before: dict[str, Json], declared: dict[str, Json] | None, name: str
    ) -> bool:
        """Whether a failure is right without any fault."""
        kind = "secrets_needed" if error.get("secrets_needed") else error["kind"]
        return kind in self.excuses(before, declared, name)

    def excuses(self, before: dict[str, dict[str, Json]], declared: dict[str, Json] | None, name: str) -> set[str]:
        """The failures that are right without any fault."""
        found: set[str] = set()
        config = (declared or {}).get(self.shape.config, {})
        if declared is not None and name not in before:
            if self.shape.needed() - set(config) or (self.shape.is_store and self.shape.config not in declared):
                found.add("invalid_option")
            if self.shape.is_store and self.dialect["stores_per_environment"] != "many" and before:
                found.add("conflict")
        if config and self.shape.secret not in config:
            # A config is written only with the secrets in it.
            found.add("secrets_needed")
        return found

    def check_nothing_else_happened(
        self,
        before: dict[str, dict[str, Json]],
        after: dict[str, dict[str, Json]],
        declared: dict[str, Json] | None,
        name: str,
    ) -> None:
        """After a failure each member is as it was or as it was declared, and everything else is as it was."""
        mine = {name, declared["name"]} if declared else {name}
        assert {n: d for n, d in before.items() if n not in mine} == {n: d for n, d in after.items() if n not in mine}
        there = [document for n, document in after.items() if n in mine]
        assert len(there) <= 1
        if name in before and there and declared is not None:
            self.check_unmanaged(before[name], there[0], declared)

    def check_reached(
        self,
        before: dict[str, dict[str, Json]],
        after: dict[str, dict[str, Json]],
        declared: dict[str, Json] | None,
        name: str,
    ) -> None:
        """The declared state, and nothing else."""
        self.check_nothing_else_happened(before, after, declared, name)
        if declared is None:
            assert name not in after
            return
        document = after[declared["name"]]
        for member, value in declared.items():
            if member == "tags":
                assert visible(document["tags"]) == sorted(value)
            elif member == self.shape.config:
                there = {key: document[member].get(key, DEFAULTS.get(key)) for key in value}
                if self.shape.secret in value and name in before and self.dialect["secret_shown"] != "ends":
                    # Nobody sees a secret that somebody else has changed, or without a key that the task has.
                    old = before[name][member].get(self.shape.secret)
                    assert there.pop(self.shape.secret) in (value[self.shape.secret], old)
                    value = {key: one for key, one in value.items() if key != self.shape.secret}
                assert there == value
            else:
                assert document[member] == value

    def check_unmanaged(self, old: dict[str, Json], new: dict[str, Json], declared: dict[str, Json]) -> None:
        """What is not declared is as it was. The service may fill in defaults, if that is its way."""
        config = self.shape.config
        for member, value in old.items():
            if member not in ("version", "_id", "_sequence", "_createdAt", "tags", config, *declared):
                assert new[member] == value, member
        if new["_id"] != old["_id"]:
            raise AssertionError("it was made anew")
        if "tags" not in declared:
            assert visible(new["tags"]) == visible(old["tags"])
        managed = declared.get(config, {})
        for key in old[config].keys() | new[config].keys():
            filled = self.dialect["config_defaults"] == "filled" and key not in old[config]
            if key not in managed and not filled:
                assert new[config].get(key) == old[config].get(key), key


@pytest.mark.parametrize("kind", [STORE, CONFIGURATION], ids=lambda kind: kind.name)
def test_random_tasks(emulator: Emulator, kind: Kind) -> None:
    machine = type(f"Machine_{kind.name}", (Machine,), {"emulator": emulator, "shape": Shape(kind)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=int(EXAMPLES or (100 if LONG else 30)),
            stateful_step_count=12,
            deadline=None,
            derandomize=not EXAMPLES,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
