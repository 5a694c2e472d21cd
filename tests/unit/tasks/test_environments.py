# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Projects and environments, whole, against the emulator: run as in Ansible's worker."""

from __future__ import annotations

from typing import Any

import pytest
from emulator.control import Emulator
from in_process import run_in_process

APPROVALS = {"required": True, "min_num_approvals": 2}
STAGING = {"project_key": "default", "environment_key": "staging", "name": "Staging", "color": "417505"}
LOSSES: list[dict[str, Any]] = [
    {"kind": "drop_after"},
    {"kind": "drop_before"},
    {"kind": "fail_after", "status": 504},
    {"kind": "fail_before", "status": 503},
    {"kind": "truncated_json"},
    {"kind": "garbage_after"},
]


class Runner:
    """Runs tasks with the options that they all need."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator

    def __call__(self, module: str, check_mode: bool = False, diff: bool = False, **options: Any) -> Any:
        connection = {"access_token": self.emulator.token, "base_url": self.emulator.url}
        return run_in_process(module, {**connection, **options}, check_mode, diff)

    def environments(self, project_key: str = "default") -> dict[str, Any]:
        """What is there, by key."""
        project = next(p for p in self.emulator.state()["projects"] if p["key"] == project_key)
        return {environment["key"]: environment for environment in project["environments"]}


@pytest.fixture
def run(emulator: Emulator) -> Runner:
    """Tasks against the emulator."""
    return Runner(emulator)


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
@pytest.mark.parametrize("fault", LOSSES, ids=lambda fault: str(fault["kind"]))
def test_a_lost_answer(run: Runner, method: str, fault: dict[str, Any]) -> None:
    """Creation in two steps, then deletion: whatever is lost, the end is what was declared."""
    run.emulator.faults([{**fault, "method": method}])
    made = run("environment", **STAGING, approval_settings=APPROVALS)
    assert made["changed"] and not made.get("failed"), made
    assert made["operations"][0]["op"] == "add"
    assert run.environments()["staging"]["approvalSettings"]["minNumApprovals"] == 2
    again = run("environment", **STAGING, approval_settings=APPROVALS)
    assert again["changed"] is False
    gone = run("environment", **STAGING, state="absent", confirm_deletion="default/staging")
    assert gone["changed"] and not gone.get("failed"), gone
    assert "staging" not in run.environments()
    assert run.emulator.waiting_faults() == []


def test_a_conflict_between_the_two_steps_of_a_creation(run: Runner) -> None:
    """The environment stays, and the rest is tried again."""
    run.emulator.faults([{"kind": "conflict", "method": "PATCH", "times": 2}])
    made = run("environment", **STAGING, approval_settings=APPROVALS)
    assert made["changed"] and not made.get("failed"), made
    assert [operation["path"] for operation in made["operations"]] == [
        "",
        "/approvalSettings/required",
        "/approvalSettings/minNumApprovals",
    ]
    assert [call["method"] for call in run.emulator.requests()["log"]].count("POST") == 1
    assert run.environments()["staging"]["approvalSettings"]["required"] is True


def test_a_second_step_that_is_refused_says_so(run: Runner) -> None:
    """And the next run does what is left, without creating anything."""
    run.emulator.faults([{"kind": "error", "method": "PATCH", "status": 403, "code": "forbidden", "message": "no"}])
    refused = run("environment", **STAGING, approval_settings=APPROVALS)
    assert refused["failed"]
    assert refused["error"]["kind"] == "forbidden"
    rest = run("environment", **STAGING, approval_settings=APPROVALS)
    assert [operation["op"] for operation in rest["operations"]] == ["replace", "replace"]


def test_a_member_of_the_second_step_that_is_ignored(run: Runner) -> None:
    """It is named."""
    run.emulator.faults([{"kind": "ignore_members", "members": ["approvalSettings.required"]}])
    ignored = run("environment", **STAGING, approval_settings=APPROVALS)
    assert ignored["failed"]
    assert ignored["error"]["members"] == ["approval_settings.required"]


def test_the_default_needs_no_second_step(run: Runner) -> None:
    """What the service sets by itself is not sent."""
    run("environment", **STAGING, approval_settings={"required": False})
    assert run.emulator.requests()["writes"] == 1


@pytest.mark.parametrize("sdk_keys", ["omit", "hide", "show"])
@pytest.mark.parametrize("module", ["environment", "environment_info"])
def test_sdk_keys(run: Runner, module: str, sdk_keys: str) -> None:
    """They are nowhere in the result, unless they are asked for."""
    which = {"project_key": "default", "environment_key": "test", "sdk_keys": sdk_keys}
    result = run(module, diff=True, **which)
    there = run.environments()["test"]
    for member in ("apiKey", "mobileKey", "_id"):
        assert (there[member] in repr(result)) is (sdk_keys != "omit")


def test_keys_are_no_part_of_a_change(run: Runner) -> None:
    """Neither in the diff nor in the operations, also where they are asked for."""
    changed = run(
        "environment", diff=True, project_key="default", environment_key="test", critical=True, sdk_keys="show"
    )
    there = run.environments()["test"]
    assert there["apiKey"] == changed["environment"]["apiKey"]
    assert there["apiKey"] not in repr([changed["diff"], changed["operations"]])


def test_a_colour_in_other_letters_is_the_same(run: Runner) -> None:
    """Hexadecimal digits have no case."""
    made = run("environment", **{**STAGING, "color": "ABCDEF"})
    same = run("environment", **{**STAGING, "color": "abcdef"})
    assert (made["changed"], same["changed"]) == (True, False)


def test_what_only_creation_takes_is_not_compared(run: Runner) -> None:
    """The source of an environment; the environments and the naming convention of a project."""
    assert not run("environment", project_key="default", environment_key="test", source="production")["changed"]
    environments = [{"key": "other", "name": "Other", "color": "417505"}]
    same = run("project", project_key="default", environments=environments, naming_convention={"case": "camelCase"})
    assert same["changed"] is False


def test_an_answer_with_environments_shows_no_keys(run: Runner) -> None:
    """A creation and an update of a project are answered with them."""
    made = run("project", project_key="shop", name="Shop")
    changed = run("project", project_key="shop", name="The shop")
    for environment in run.environments("shop").values():
        assert environment["apiKey"] not in repr([made, changed])


def test_the_environments_of_a_new_project_are_shown_in_the_plan(run: Runner) -> None:
    """An auditor sees what is made."""
    environments = [{"key": "one", "name": "One", "color": "417505", "default_ttl": 3, "tags": ["a"]}]
    planned = run("project", check_mode=True, project_key="shop", name="Shop", environments=environments)
    assert planned["operations"][0]["value"]["environments"] == [
        {"key": "one", "name": "One", "color": "417505", "defaultTtl": 3, "tags": ["a"]}
    ]


def test_the_deletion_of_a_project_names_what_goes(run: Runner) -> None:
    """Its environments."""
    refused = run("project", project_key="default", state="absent")
    assert "environments (test, production)" in refused["msg"]


def test_what_is_gone_needs_no_confirmation(run: Runner) -> None:
    """There is nothing to destroy."""
    for module, key in (("project", {}), ("environment", {"environment_key": "none"})):
        assert run(module, project_key="none", state="absent", **key)["changed"] is False


def test_environments_are_read_page_by_page(run: Runner) -> None:
    """Twenty are on a page."""
    environments = [{"key": f"e{n}", "name": f"E{n}", "color": "417505"} for n in range(45)]
    run("project", project_key="shop", name="Shop", environments=environments)
    found = run("environment_info", project_key="shop")["environments"]
    assert [environment["key"] for environment in found] == [environment["key"] for environment in environments]
