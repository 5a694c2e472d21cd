# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A failed result tells what was done before the failure, in the words of a good one, in singular and plural."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._task import execute
from ansible_collections.community.launchdarkly.plugins.plugin_utils._results import changes_of, failures_of
from emulator.control import Emulator
from module_tasks import task_of

SECRET = "supersecret123"
STORE = {
    "project_key": "default",
    "environment_key": "test",
    "name": "one",
    "enabled": True,
    "redis": {"host": "redis.example.com", "password": SECRET},
}
CONFIGURATION = {
    "integration_key": "custom-approvals",
    "name": "one",
    "enabled": True,
    "config_values": {"baseURL": "https://approvals.example.com"},
    "secret_config_values": {"apiKey": SECRET},
}
ENTRIES = {"big_segment_store": STORE, "integration_configuration": CONFIGURATION}
LISTS = {"big_segment_store": "stores", "integration_configuration": "configurations"}
STATES = {"big_segment_store": "stores", "integration_configuration": "integration_configurations"}
FORBIDDEN = {"kind": "error", "status": 403, "code": "forbidden"}
UNKNOWN_FATE = "Nobody can tell"

by_module = pytest.mark.parametrize("module", ENTRIES)
by_way = pytest.mark.parametrize("plural", [False, True], ids=["singular", "plural"])


class Told:
    """What a failed result tells of one resource, in the ordinary module's terms."""

    def __init__(self, result: dict[str, Any], module: str, plural: bool) -> None:
        assert result["failed"] is True
        assert result.get("error", {}).get("kind") != "internal", result
        self.result = result
        self.changed: bool = result["changed"]
        self.operations: list[dict[str, Any]] = []
        self.document: Any = None
        self.msg: str = result["msg"]
        if plural:
            (failure,) = result["failures"]
            self.resource, self.error = failure["resource"], failure["error"]
            for change in result["changes"]:
                assert change["resource"] == self.resource
                self.operations, self.document = change["operations"], change[module]
            (self.before, self.after) = (
                [one for group in result["diff"][side].values() for one in group.values()]
                for side in ("before", "after")
            )
        else:
            self.resource, self.error = result["resource"], result["error"]
            self.operations = result.get("operations", [])
            self.document = result.get(module)
            (self.before, self.after) = (
                [one] if (one := result.get("diff", {}).get(side)) else [] for side in ("before", "after")
            )
        # The reports that are made of registered results say the same.
        changes, failures = changes_of(result), failures_of(result)
        assert [change["operations"] for change in changes] == ([self.operations] if self.changed else [])
        assert [failure["resource"] for failure in failures] == [self.resource]
        assert self.changed == bool(self.operations)
        assert SECRET not in str([self.operations, self.document, self.before, self.after])


@dataclasses.dataclass
class Runs:
    """Tasks against one emulator; a second of waiting takes a hundredth of it."""

    emulator: Emulator

    def __call__(self, module: str, plural: bool = False, **options: Any) -> dict[str, Any]:
        """The result of one task, in diff mode; of a plural with one entry, if so asked."""
        entry = {**ENTRIES.get(module, {}), **options}
        arguments = {LISTS[module]: [entry]} if plural else entry
        task = task_of(f"{module}{'s' if plural else ''}")
        connection = {"access_token": self.emulator.token, "base_url": self.emulator.url}
        checked = ArgumentSpecValidator(task.argument_spec(), **task.constraints).validate({**connection, **arguments})
        assert not checked.error_messages
        return execute(task, checked.validated_parameters, self._reader, diff=True)

    def _reader(self, settings: Settings) -> Reader:
        start = time.time()
        return Reader(
            Client(
                dataclasses.replace(settings, settle=1.0),
                sleep=lambda seconds: time.sleep(seconds / 100),
                clock=lambda: start + (time.time() - start) * 100,
            )
        )

    def failed(self, module: str, plural: bool = False, **options: Any) -> Told:
        """What a task that fails tells."""
        return Told(self(module, plural, **options), module, plural)

    def seed(self, module: str) -> None:
        """One is there, as declared."""
        result = self(module)
        assert result["changed"] and not result.get("failed"), result

    def there(self, module: str) -> list[dict[str, Any]]:
        """All of the kind that the emulator holds."""
        found: list[dict[str, Any]] = self.emulator.state()[STATES[module]]
        return found


@pytest.fixture
def run(emulator: Emulator) -> Runs:
    """Tasks against the emulator."""
    return Runs(emulator)


def test_a_wait_that_times_out_after_a_creation(run: Runs) -> None:
    """The store was made, whatever becomes of it."""
    run.emulator.settings(status={"available": False})
    told = run.failed("big_segment_store", wait_for="available", wait_timeout=2)
    (there,) = run.there("big_segment_store")
    assert told.error["kind"] == "not_available"
    assert (told.changed, [o["op"] for o in told.operations]) == (True, ["add"])
    assert told.document["_id"] == there["_id"]
    assert (told.before, told.after[0]["name"]) == ([], "one")
    again = run.failed("big_segment_store", wait_for="available", wait_timeout=2)
    assert (again.changed, again.operations) == (False, [])


@by_module
@by_way
def test_members_that_are_left_out(run: Runs, module: str, plural: bool) -> None:
    """Of an update, what was done is told, and what was not is not."""
    run.seed(module)
    run.emulator.faults([{"kind": "ignore_members", "members": ["tags"], "times": None}])
    told = run.failed(module, plural, tags=["red"], enabled=False)
    (there,) = run.there(module)
    assert told.error["kind"] == "ignored"
    assert there["tags"] == []
    member = "on" if module == "big_segment_store" else "enabled"
    assert there[member] is False
    assert told.changed
    assert [operation["path"] for operation in told.operations] == [f"/{member}"]
    assert told.document["_id"] == there["_id"]
    assert (told.before[0].get("enabled", True), told.after[0]["enabled"]) == (True, False)
    assert "tags" not in told.after[0] or told.after[0]["tags"] == []


@by_module
@by_way
def test_nothing_but_what_is_left_out(run: Runs, module: str, plural: bool) -> None:
    """Then nothing changed."""
    run.seed(module)
    run.emulator.faults([{"kind": "ignore_members", "members": ["tags"], "times": None}])
    told = run.failed(module, plural, tags=["red"])
    assert told.error["kind"] == "ignored"
    assert (told.changed, told.operations) == (False, [])


def test_an_environment_whose_approvals_are_refused(run: Runs) -> None:
    """The first of two steps was done."""
    run.emulator.faults([{**FORBIDDEN, "method": "PATCH", "times": None}])
    told = run.failed(
        "environment",
        project_key="default",
        environment_key="staging",
        name="Staging",
        color="417505",
        approval_settings={"required": True},
    )
    assert told.error["kind"] == "forbidden"
    assert (told.changed, [(o["op"], o["path"]) for o in told.operations]) == (True, [("add", "")])
    assert told.document["key"] == "staging"
    assert told.before == []
    assert told.after[0]["name"] == "Staging"
    assert "staging" in told.resource
    (default,) = [one for one in run.emulator.state()["projects"] if one["key"] == "default"]
    assert "staging" in [environment["key"] for environment in default["environments"]]


@by_way
@pytest.mark.parametrize("refusal", [FORBIDDEN, {"kind": "conflict"}], ids=["403", "409"])
def test_a_note_that_is_refused(run: Runs, plural: bool, refusal: dict[str, Any]) -> None:
    """The store was made with its secret; the tag that notes it was not written."""
    run.emulator.settings(dialect={"secret_shown": "absent"})
    run.emulator.faults([{**refusal, "method": "PATCH", "times": None}])
    told = run.failed("big_segment_store", plural)
    (there,) = run.there("big_segment_store")
    assert (told.changed, [(o["op"], o["path"]) for o in told.operations]) == (True, [("add", "")])
    assert told.document["_id"] == there["_id"]
    assert told.before == []
    assert told.after[0]["name"] == "one"
    assert there["tags"] == []


@by_module
@by_way
@pytest.mark.parametrize("kind", ["fail_after", "fail_before"])
def test_a_creation_that_nobody_knows_of(run: Runs, module: str, plural: bool, kind: str) -> None:
    """It may be there, so it is told as done, and the message says that it may not."""
    run.emulator.settings(dialect={"list_freshness_ms": 60000})
    run.emulator.faults([{"kind": kind, "method": "POST", "status": 503, "times": None}])
    told = run.failed(module, plural)
    assert told.error["kind"] == "answer_lost"
    assert UNKNOWN_FATE in told.msg
    assert (told.changed, [o["op"] for o in told.operations]) == (True, ["add"])
    assert told.after[0]["name"] == "one"
    assert len([e for e in run.emulator.requests()["log"] if e["method"] == "POST"]) == 1


@by_module
@by_way
def test_updates_that_never_arrive(run: Runs, module: str, plural: bool) -> None:
    """A look after each tells that nothing changed."""
    run.seed(module)
    run.emulator.faults([{"kind": "drop_before", "method": "PATCH", "times": None}])
    told = run.failed(module, plural, tags=["red"])
    assert told.error["kind"] == "answer_lost"
    assert (told.changed, told.operations) == (False, [])
    assert UNKNOWN_FATE not in told.msg


def _blind(emulator: Emulator) -> None:
    emulator.faults([{**FORBIDDEN, "method": "GET", "times": None}])


@by_module
@by_way
@pytest.mark.parametrize("kind", ["drop_after", "drop_before"])
@pytest.mark.parametrize("state", ["present", "absent"])
def test_a_write_after_which_nobody_can_look(
    run: Runs, module: str, plural: bool, kind: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer was lost, and the look fails: what may have been done is told, and that it may not have been."""
    run.seed(module)
    method = "PATCH" if state == "present" else "DELETE"
    run.emulator.faults([{"kind": kind, "method": method, "times": None}])
    _after(monkeypatch, method, lambda: _blind(run.emulator))
    told = run.failed(module, plural, tags=["red"], state=state)
    assert told.changed
    assert [o["op"] for o in told.operations] == ["replace" if state == "present" else "remove"]
    assert UNKNOWN_FATE in told.msg


def _after(monkeypatch: pytest.MonkeyPatch, method: str, act: Callable[[], None]) -> None:
    """Have ``act`` called after each call of ``method``, whether it succeeds or not."""
    request = Client.request

    def called(self: Client, one: str, *arguments: Any, **more: Any) -> Any:
        try:
            return request(self, one, *arguments, **more)
        finally:
            if one == method:
                act()

    monkeypatch.setattr(Client, "request", called)


@by_way
def test_a_deletion_that_is_refused(run: Runs, plural: bool) -> None:
    """Nothing was done, and the result says which one it was about."""
    run.seed("big_segment_store")
    run.emulator.faults([{**FORBIDDEN, "method": "DELETE", "times": None}])
    told = run.failed("big_segment_store", plural, state="absent")
    assert (told.changed, told.operations) == (False, [])
    assert "'one'" in told.resource
