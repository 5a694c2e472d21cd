# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the service that are known: approvals, client-side availability, and which integrations there are."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process

STAGING = {"project_key": "default", "environment_key": "staging", "name": "Staging", "color": "417505"}
DEFAULTS = {
    "required": False,
    "can_review_own_request": False,
    "min_num_approvals": 1,
    "can_apply_declined_changes": True,
    "auto_apply_approved_changes": False,
    "required_approval_tags": [],
    "service_kind": "launchdarkly",
    "service_config": {},
}


class Runner:
    """Runs tasks that remember nothing of each other."""

    def __init__(self, emulator: Emulator, patch: pytest.MonkeyPatch) -> None:
        self.emulator = emulator
        self._patch = patch

    def __call__(self, module: str, check_mode: Any = False, **options: Any) -> Any:
        self._patch.setattr(_in_process, "_readers", {})
        connection = {"access_token": self.emulator.token, "base_url": self.emulator.url}
        return run_in_process(module, {**connection, **options}, check_mode)

    def staging(self, check_mode: Any = False, **options: Any) -> Any:
        """The module environment for one that is not there at first; ``options`` are its approval settings."""
        return self("environment", check_mode, **STAGING, approval_settings=options)

    def approvals(self) -> Any:
        """The approval settings that are stored; None where the environment is not there."""
        (project,) = self.emulator.state()["projects"]
        found = [e["approvalSettings"] for e in project["environments"] if e["key"] == "staging"]
        return found[0] if found else None

    def calls(self) -> int:
        """How many there were since the last look."""
        total: int = self.emulator.requests()["total"]
        self.emulator.clear_requests()
        return total

    def writes(self) -> int:
        """How many there were since the last look."""
        writes: int = self.emulator.requests()["writes"]
        self.emulator.clear_requests()
        return writes


@pytest.fixture
def run(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Tasks against the emulator."""
    return Runner(emulator, monkeypatch)


def paths(result: Any) -> list[str]:
    """Where the operations of a result act."""
    return [operation["path"].removeprefix("/approvalSettings") for operation in result["operations"]]


# Approvals


def test_approvals_of_all_flags_or_of_those_with_tags(run: Runner) -> None:
    """Both at once is refused before any call."""
    refused = run.staging(required=True, required_approval_tags=["a"])
    assert refused["error"]["kind"] == "invalid_option"
    assert "approval_settings.required, approval_settings.required_approval_tags" in refused["msg"]
    assert run.calls() == 0


@pytest.mark.parametrize("explicit", [True, False])
def test_from_one_kind_of_approvals_to_the_other(run: Runner, explicit: bool) -> None:
    """What the service does not take beside it is put back in the same patch, whether or not the task says so."""
    off = {"required": False} if explicit else {}
    none: dict[str, Any] = {"required_approval_tags": []} if explicit else {}
    run.staging(required=True)
    tags = run.staging(required_approval_tags=["a"], **off)
    assert paths(tags) == ["/required", "/requiredApprovalTags"]
    assert (run.approvals()["required"], run.approvals()["requiredApprovalTags"]) == (False, ["a"])
    assert run.staging(required_approval_tags=["a"], **off)["changed"] is False
    run.calls()
    every = run.staging(required=True, **none)
    assert sorted(paths(every)) == ["/required", "/requiredApprovalTags"]
    assert (run.approvals()["required"], run.approvals()["requiredApprovalTags"]) == (True, [])
    assert run.writes() == 1
    assert run.staging(required=True, **none)["changed"] is False


def test_an_account_without_approvals(run: Runner) -> None:
    """To want what it has is nothing to do."""
    run.emulator.settings(dialect={"approvals": "unavailable"})
    made = run.staging(**DEFAULTS)
    assert made["changed"] and not made.get("failed"), made
    assert paths(made) == [""]
    assert run.writes() == 1
    assert run.staging(**DEFAULTS)["changed"] is False


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("required", True),
        ("can_review_own_request", True),
        ("min_num_approvals", 2),
        ("can_apply_declined_changes", False),
        ("required_approval_tags", ["a"]),
        ("service_kind", "servicenow-app"),
        ("service_config", {"template": "one"}),
    ],
)
def test_what_an_account_without_approvals_cannot_have(
    run: Runner, option: str, value: Any, check_mode: bool, there: bool
) -> None:
    """It is refused before anything is made, in check mode too, and named."""
    run.emulator.settings(dialect={"approvals": "unavailable"})
    if there:
        run("environment", **STAGING)
        run.emulator.clear_requests()
    refused = run.staging(check_mode, **{option: value})
    assert refused["error"] == {"kind": "invalid_option", "option": f"approval_settings.{option}"}
    assert "Approvals are a feature of the plan" in refused["msg"]
    assert refused["changed"] is False
    assert run.writes() == 0


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("kind", [{}, {"service_kind": "launchdarkly"}])
def test_changes_that_are_applied_by_themselves(run: Runner, kind: dict[str, Any], there: bool) -> None:
    """Only for an external service, and said before anything is written."""
    if there:
        run("environment", **STAGING)
        run.emulator.clear_requests()
    refused = run.staging(auto_apply_approved_changes=True, **kind)
    assert refused["error"] == {"kind": "invalid_option", "option": "approval_settings.auto_apply_approved_changes"}
    assert "Set approval_settings.service_kind" in refused["msg"]
    assert run.writes() == 0
    external = {"service_kind": "servicenow-app", "auto_apply_approved_changes": True}
    made = run.staging(**external)
    assert made["changed"] and not made.get("failed"), made
    assert run.approvals()["autoApplyApprovedChanges"] is True
    assert run.staging(**external)["changed"] is False
    # Once it is there, the kind need not be said again.
    assert run.staging(auto_apply_approved_changes=True)["changed"] is False
    back = run.staging(service_kind="launchdarkly", auto_apply_approved_changes=False)
    assert back["changed"] and not back.get("failed"), back


def test_back_to_approvals_by_launchdarkly(run: Runner) -> None:
    """What only an external service does has to be turned off with it, and that is said before anything is written."""
    run.staging(service_kind="servicenow-app", auto_apply_approved_changes=True)
    run.calls()
    refused = run.staging(service_kind="launchdarkly")
    assert refused["error"] == {"kind": "invalid_option", "option": "approval_settings.auto_apply_approved_changes"}
    assert "or this to false" in refused["msg"]
    assert run.writes() == 0
    back = run.staging(service_kind="launchdarkly", auto_apply_approved_changes=False)
    assert back["changed"] and not back.get("failed"), back
    assert run.approvals()["autoApplyApprovedChanges"] is False


@pytest.mark.parametrize("check_mode", [True, False])
def test_a_copy_has_the_approvals_of_its_source(run: Runner, check_mode: bool) -> None:
    """A patch that turns them off is an operation like another, also in a check."""
    run("environment", project_key="default", environment_key="production", approval_settings={"min_num_approvals": 2})
    run("environment", project_key="default", environment_key="production", approval_settings={"required": True})
    copied = run("environment", check_mode, **STAGING, source="production")
    assert paths(copied) == [""]
    if not check_mode:
        assert (run.approvals()["required"], run.approvals()["minNumApprovals"]) == (True, 2)
        run("environment", **STAGING, state="absent", confirm_deletion="default/staging")
    run.calls()
    off = {"source": "production", "approval_settings": {"required": False, "min_num_approvals": 2}}
    made = run("environment", check_mode, **STAGING, **off)
    assert made["operations"][1:] == [{"op": "replace", "path": "/approvalSettings/required", "value": False}]
    assert run.writes() == (0 if check_mode else 2)
    if not check_mode:
        assert (run.approvals()["required"], run.approvals()["minNumApprovals"]) == (False, 2)
        assert run("environment", **STAGING, **off)["changed"] is False


# Client-side availability


@pytest.mark.parametrize("answer", ["members", "whole"])
def test_availability_is_patched_whole(run: Runner, answer: str) -> None:
    """And the older word for one half of it follows, or is the same."""
    run.emulator.settings(dialect={"client_side_availability": answer})
    wanted = {"using_environment_id": True, "using_mobile_key": False}
    changed = run("project", project_key="default", default_client_side_availability=wanted)
    assert changed["operations"] == [
        {
            "op": "replace",
            "path": "/defaultClientSideAvailability",
            "value": {"usingEnvironmentId": True, "usingMobileKey": False},
        }
    ]
    same = {"default_client_side_availability": wanted, "include_in_snippet_by_default": True}
    assert run("project", project_key="default", **same)["changed"] is False
    run.calls()
    refused = run("project", project_key="default", **{**same, "include_in_snippet_by_default": False})
    assert refused["error"]["kind"] == "invalid_option"
    assert run.calls() == 0


@pytest.mark.parametrize("answer", ["members", "whole"])
def test_the_older_word_alone(run: Runner, answer: str) -> None:
    """It may be used by itself."""
    run.emulator.settings(dialect={"client_side_availability": answer})
    for value in (True, False):
        assert run("project", project_key="default", include_in_snippet_by_default=value)["changed"]
        assert run("project", project_key="default", include_in_snippet_by_default=value)["changed"] is False


# Integrations


LISTS = "/api/v2/integration-configurations/keys/"
MODULES = ["integration_configuration_info", "account_info"]


def configurations(run: Runner, module: str, **options: Any) -> Any:
    """The result of one of the modules that list configurations, and their names."""
    if module == "account_info":
        keys = {"integration_keys": options.pop("integration_key")} if "integration_key" in options else {}
        result = run(module, gather_subset=["integration_configurations"], **keys, **options)
        found = result.get("account", {}).get("integration_configurations", [])
    else:
        result = run(module, **options)
        found = result.get("integration_configurations", [])
    return result, sorted(one["name"] for one in found)


def seed(emulator: Emulator) -> None:
    """One of an integration that the table marks."""
    emulator.seed(
        integration_configurations=[
            {"integrationKey": "devin", "name": "known", "configValues": {"apiKey": "supersecret123"}}
        ]
    )


@pytest.mark.parametrize("module", MODULES)
def test_what_the_account_itself_marks_is_looked_at(run: Runner, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what the collection's own table does not know; by one call more."""
    from ansible_collections.community.launchdarkly.plugins.module_utils._resources import (
        integration_configuration as module_under,
    )

    monkeypatch.setattr(module_under, "ALLOW_CONFIGURATIONS", frozenset(["custom-approvals"]))
    monkeypatch.setattr(module_under, "SEEN_CONFIGURATIONS", frozenset())
    seed(run.emulator)
    result, names = configurations(run, module)
    assert names == ["known"], result
    log = [entry["path"].partition("?")[0] for entry in run.emulator.requests()["log"]]
    assert log.count("/api/v2/integration-manifests") == 1
    assert len([path for path in log if path.startswith(LISTS)]) == len(set(log)) - 1 == len(log) - 1


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("status", [401, 403, 404])
def test_where_the_manifests_may_not_be_read_the_table_says(run: Runner, module: str, status: int) -> None:
    """No failure, and no warning: it is a hint, and documented nowhere."""
    seed(run.emulator)
    run.emulator.faults(
        [{"kind": "error", "path": "/api/v2/integration-manifests", "status": status, "code": "no", "times": None}]
    )
    result, names = configurations(run, module)
    assert names == ["known"], result
    assert not result.get("warnings"), result


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize(("status", "code"), [(400, "invalid_request"), (404, "not_found")])
@pytest.mark.parametrize("asked", [True, False])
def test_an_integration_without_a_list_is_a_warning(
    run: Runner, module: str, status: int, code: str, asked: bool
) -> None:
    """Where it was asked for; the others are listed all the same."""
    seed(run.emulator)
    run.emulator.faults(
        [{"kind": "error", "path": LISTS + "custom-approvals", "status": status, "code": code, "times": None}]
    )
    options = {"integration_key": ["custom-approvals", "devin"]} if asked else {}
    result, names = configurations(run, module, **options)
    assert not result.get("failed") and names == ["known"], result
    warnings = [text for text in result.get("warnings", []) if "custom-approvals" in text]
    assert len(warnings) == int(asked), result
