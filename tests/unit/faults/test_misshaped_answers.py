# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers in which one member has another shape: an error that says so, never one of the collection itself.

The answers of a run against the emulator are recorded once, and played back without HTTP below the client, so that
what looks at them is the client's and the engine's own code.

LAUNCHDARKLY_TEST_EXAMPLES says how many answers are tried.
"""

from __future__ import annotations

import collections
import copy
import dataclasses
import json
import os
import random
import time
import typing as t

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from ansible_collections.community.launchdarkly.plugins.module_utils._client.transport import Reply
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._task import Task, execute
from emulator.control import Emulator
from fault_tasks import CONFIGURATION, STORE, WRITES, Json
from kind_table import KIND_ROWS, SETTINGS_ROW, KindRow, put
from module_tasks import task_of

ANSWERS = int(os.environ.get("LAUNCHDARKLY_TEST_EXAMPLES") or 4000)
DEEP = "(something deep)"
SHAPES: t.Final[tuple[Json, ...]] = (
    None, True, False, 0, -1, 1.5, 10**30, "", "text", "..", "\u202e\x1b[31m", [], [None], [1], ["text"], [[]], [{}],
    {}, {"a": 1}, {"items": 1}, {"href": None}, {"_id": {}}, DEEP,
)  # fmt: skip

_STORE = {**STORE.identity, **STORE.declared}
_CONFIGURATION = {**CONFIGURATION.identity, **CONFIGURATION.declared}
_PRUNE = {"prune": True, "prune_limit": "100%", "max_concurrency": 1}
_ENVIRONMENT = {"project_key": "default", "environment_key": "staging", "name": "Staging", "color": "417505"}


@dataclasses.dataclass(frozen=True)
class Case:
    """A task with its ``options``; ``there`` tells that there are two of each kind."""

    module: str
    options: t.Mapping[str, Json]
    there: bool = True
    check_mode: bool = False

    @property
    def task(self) -> Task:
        """Of the module."""
        return task_of(self.module)


CASES: dict[str, Case] = {
    "store is created": Case("big_segment_store", _STORE, there=False),
    "store is created beside another": Case("big_segment_store", {**_STORE, "name": "two"}, check_mode=True),
    "store stays": Case("big_segment_store", _STORE),
    "store is changed": Case(
        "big_segment_store", {**_STORE, "tags": ["red"], "redis": {**_STORE["redis"], "port": "1"}}
    ),
    "store is renamed": Case("big_segment_store", {**_STORE, "name": "two", "previous_name": "one"}),
    "store is waited for": Case("big_segment_store", {**_STORE, "wait_for": "synchronised", "wait_timeout": 5}),
    "store is deleted": Case("big_segment_store", {**_STORE, "state": "absent"}),
    "stores": Case(
        "big_segment_stores",
        {
            "stores": [_STORE, {**_STORE, "environment_key": "production", "name": "two"}],
            "prune_scope": {"project_keys": ["default"]},
            **_PRUNE,
        },
    ),
    "stores are read": Case("big_segment_store_info", {}),
    "stores of a place are read": Case("big_segment_store_info", STORE.identity),
    "configuration is created": Case("integration_configuration", _CONFIGURATION, there=False),
    "configuration stays": Case("integration_configuration", _CONFIGURATION),
    "configuration is changed": Case("integration_configuration", {**_CONFIGURATION, "enabled": False}),
    "configuration is deleted": Case("integration_configuration", {**_CONFIGURATION, "state": "absent"}),
    "configurations": Case(
        "integration_configurations",
        {
            "configurations": [_CONFIGURATION, {**_CONFIGURATION, "name": "two"}],
            "prune_scope": {"integration_keys": ["custom-approvals"]},
            **_PRUNE,
        },
    ),
    "configurations are read": Case("integration_configuration_info", CONFIGURATION.identity),
    "project is created": Case("project", {"project_key": "shop", "name": "Shop"}),
    "project is changed": Case("project", {"project_key": "default", "name": "Another", "tags": ["red"]}),
    "project is deleted": Case("project", {"project_key": "other", "state": "absent", "confirm_deletion": "other"}),
    "projects are read": Case("project_info", {}),
    "environment is created": Case(
        "environment", {**_ENVIRONMENT, "source": "test", "approval_settings": {"required": True}}
    ),
    "environment is changed": Case(
        "environment",
        {**_ENVIRONMENT, "environment_key": "test", "approval_settings": {"required": True, "min_num_approvals": 2}},
    ),
    "environments are read": Case("environment_info", {"project_key": "default"}),
    "account is read": Case("account_info", {}),
}


def _cases(kind: KindRow) -> dict[str, Case]:
    """Those of a kind of the table."""
    changed = kind.options()
    put(changed, kind.changes[-1].option, kind.changes[-1].later)
    many = {kind.entries: [changed], "prune_scope": kind.scope, **_PRUNE}
    return {
        f"{kind.module} is created": Case(kind.module, kind.options(), there=False),
        f"{kind.module} stays": Case(kind.module, kind.options()),
        f"{kind.module} is changed": Case(kind.module, changed),
        f"{kind.module} is deleted": Case(kind.module, {**kind.which, "state": "absent"}),
        f"{kind.state} are declared": Case(kind.state, many),
        f"{kind.state} are read": Case(f"{kind.module}_info", kind.which),
    }


for _kind in (*KIND_ROWS, SETTINGS_ROW):
    CASES.update(_cases(_kind))

Call = tuple[str, str]


class Recorded:
    """The answers of one run, by method and target, in their order. Stands in for the client's transport."""

    def __init__(self) -> None:
        self.answers: dict[Call, list[tuple[int, bytes]]] = collections.defaultdict(list)
        self.start()

    def start(self, wrong: tuple[Call, int, bytes] | None = None) -> None:
        """Play from the beginning, with the body of one answer replaced."""
        self._wrong = wrong
        self._asked: collections.Counter[Call] = collections.Counter()
        self.served = False
        self.calls: list[tuple[Call, bool]] = []

    def send(self, method: str, target: str, prepared: Json) -> Reply:
        """The next answer to that call, the last one again where there are no more."""
        call = (method, prepared.path_url)
        number = self._asked[call]
        self._asked[call] += 1
        # Whether it was sent after the wrong answer.
        self.calls.append((call, self.served))
        known = self.answers.get(call)
        if not known:
            return Reply(404, {}, b'{"code": "not_found", "message": "Not found"}')
        number = min(number, len(known) - 1)
        status, content = known[number]
        if self._wrong is not None and (call, number) == self._wrong[:2]:
            self.served = True
            content = self._wrong[2]
        return Reply(status, {"Content-Type": "application/json"}, content)

    def close(self) -> None:
        """Nothing to close."""

    def writes(self) -> list[tuple[Call, bool]]:
        """Those of the calls that were no reads."""
        return [one for one in self.calls if one[0][0] in WRITES]


class Player:
    """One case: recorded against the emulator, then played back as often as wanted."""

    def __init__(self, emulator: Emulator, case: Case) -> None:
        self.case = case
        # Synchronised an hour from now, as another clock has it: fresh, however long the tests take.
        emulator.reset(status={"available": True, "lastSync": int((time.time() + 3600) * 1000)})
        emulator.seed(projects=[{"key": "other", "name": "Other"}])
        if case.there:
            kinds = {"stores": STORE, "integration_configurations": CONFIGURATION}
            for kind in kinds.values():
                kind.seeded(emulator)
                kind.seeded(emulator, name="old")
            for row in KIND_ROWS:
                other = {"name": "old"} if row.id_option else {"key": "old"}
                emulator.seed(**{row.state: [row.seed(), row.seed(**other)]})
        options = {**case.options, "access_token": emulator.token, "base_url": emulator.url}
        checked = ArgumentSpecValidator(case.task.argument_spec(), **case.task.constraints).validate(options)
        assert not checked.error_messages, checked.error_messages
        self.options = checked.validated_parameters
        self.recorded = Recorded()
        self.now = 0.0
        self.client: Client | None = None
        self.result = self._record()
        self.normal = {call for call, _after in self.recorded.writes()}

    def _record(self) -> dict[str, Json]:
        def open_reader(settings: Settings) -> Reader:
            self.client = Client(settings, sleep=self._sleep, clock=lambda: self.now)
            send = self.client._transport.send

            def kept(method: str, target: str, prepared: Json) -> Reply:
                reply = send(method, target, prepared)
                self.recorded.answers[method, prepared.path_url].append((reply.status, reply.content))
                self.recorded.calls.append(((method, prepared.path_url), False))
                return reply

            self.client._transport.send = kept  # type: ignore[method-assign]
            return Reader(self.client)

        return execute(self.case.task, self.options, open_reader, self.case.check_mode, diff=True)

    def _sleep(self, seconds: float) -> None:
        self.now += seconds

    def play(self, wrong: tuple[Call, int, bytes] | None = None) -> dict[str, Json]:
        """The result with one answer replaced."""
        assert self.client is not None
        client = self.client
        client._transport.close()
        client._transport = t.cast(t.Any, self.recorded)
        client._caller, client._asked_caller = None, False
        self.recorded.start(wrong)
        return execute(self.case.task, self.options, lambda settings: Reader(client), self.case.check_mode, diff=True)

    def bodies(self) -> list[tuple[Call, int, Json]]:
        """The answers that have a body."""
        return [
            (call, number, json.loads(content))
            for call, answers in self.recorded.answers.items()
            for number, (_status, content) in enumerate(answers)
            if content
        ]


def places(body: Json) -> list[tuple[t.Any, ...]]:
    """The way to each member of ``body``, and to itself."""
    found: list[tuple[t.Any, ...]] = [()]
    names = body if isinstance(body, dict) else range(len(body)) if isinstance(body, list) else ()
    for name in names:
        found += [(name, *place) for place in places(body[name])]
    return found


def replaced(body: Json, place: tuple[t.Any, ...], shape: Json) -> tuple[Json, Json]:
    """``body`` with ``shape`` at ``place``, and what was there."""
    if not place:
        return shape, body
    changed = copy.deepcopy(body)
    parent = changed
    for name in place[:-1]:
        parent = parent[name]
    old = parent[place[-1]]
    parent[place[-1]] = shape
    return changed, old


def encoded(body: Json, depth: int) -> bytes:
    """As JSON, with many levels for what stands for something deep."""
    opened, closed = ('{"a":' * depth + "1" + "}" * depth, "") if depth % 2 else ("[" * depth, "]" * depth)
    return json.dumps(body).replace(json.dumps(DEEP), opened + closed).encode()


def check(player: Player, call: Call, old: Json, shape: Json, result: dict[str, Json]) -> None:
    """What must hold of a run in which ``shape`` stood in place of ``old`` in an answer to ``call``."""
    assert result.get("error", {}).get("kind") != "internal", result
    failures = result.get("failures", ())
    assert all(failure["error"]["kind"] != "internal" for failure in failures), result
    writes = player.recorded.writes()
    if not player.normal:
        # Neither does a wrong answer make a task write that only reads, or has nothing to do.
        assert player.case.check_mode is False or not writes
        assert "_info" not in player.case.module or not writes
    assert {one for one, _after in writes if one[0] == "DELETE"} <= player.normal
    if call[0] != "GET":
        return
    kinds = {result.get("error", {}).get("kind"), *(failure["error"]["kind"] for failure in failures)}
    after = [one[0] for one, served in writes if served]
    if "unexpected_answer" in kinds:
        single = not player.case.module.endswith("s")
        planned = not any(one[0] in WRITES for one, served in player.recorded.calls if not served)
        if planned:
            assert not after if single else "DELETE" not in after, (kinds, writes)
    if type(shape) is not type(old) and shape is not None:
        # What is not even LaunchDarkly's does not lead to another creation.
        assert {one for one, _after in writes if one[0] == "POST"} <= player.normal, writes


@pytest.mark.parametrize("name", CASES)
def test_a_member_of_another_shape(emulator: Emulator, name: str) -> None:
    player = Player(emulator, CASES[name])
    assert not player.result.get("failed"), player.result
    played = player.play()
    assert {**played, "warnings": None} == {**player.result, "warnings": None}
    chance = random.Random(name)
    spots = [(call, number, body, place) for call, number, body in player.bodies() for place in places(body)]
    refused = 0
    for _unused in range(ANSWERS // len(CASES) + 1):
        call, number, body, place = chance.choice(spots)
        shape = chance.choice(SHAPES)
        wrong, old = replaced(body, place, shape)
        # Many levels, or as many as exhaust the stack.
        content = encoded(wrong, chance.choice((20, 101, 3000, 100001)))
        try:
            result = player.play((call, number, content))
            check(player, call, old, shape, result)
        except Exception as error:
            raise AssertionError(f"{call} {number} {place}: {old!r} is {shape!r}: {error!r}"[:3000]) from error
        refused += bool(result.get("failed"))
    assert refused
