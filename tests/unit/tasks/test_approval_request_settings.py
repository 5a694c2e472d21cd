# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Approval request settings: always there, read by a query, and changed by a body that is no JSON Patch."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process

MODULE = "approval_request_setting"
WHICH = {"project_key": "default", "environment_key": "test", "resource_kind": "segment"}
DECLARED = {**WHICH, "required": True, "min_num_approvals": 2, "can_review_own_request": False}
SETTINGS = "/api/v2/approval-requests/projects/default/settings"
ANSWERS = [
    {},
    {"approval_environment": "default"},
    {"approval_settings_shown": "all", "false_members": "shown", "unknown_members": "refuse"},
]


@pytest.fixture(params=ANSWERS, ids=lambda answers: "-".join(answers.values()) or "default")
def account(request: pytest.FixtureRequest, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """An emulator for tasks that remember nothing, under each answer to what nobody knows of them."""
    monkeypatch.setattr(_in_process, "_readers", {})
    emulator.settings(dialect=request.param)
    return emulator


def run(account: Emulator, options: dict[str, Any], check_mode: bool = False, module: str = MODULE) -> Any:
    """The result of a module."""
    connection = {"access_token": account.token, "base_url": account.url}
    return run_in_process(module, {**connection, **options}, check_mode, diff=True)


def there(account: Emulator, environment: str = "test", kind: str = "segment") -> Any:
    """What the emulator holds."""
    (project,) = [one for one in account.state()["projects"] if one["key"] == "default"]
    found = project["environments"]
    one = found[environment] if isinstance(found, dict) else next(e for e in found if e["key"] == environment)
    return one.get("resourceApprovalSettings", {}).get(kind)


def writes(account: Emulator) -> list[dict[str, Any]]:
    """The writes since this was asked last."""
    log = [entry for entry in account.requests()["log"] if entry["method"] != "GET"]
    account.clear_requests()
    return log


def test_only_what_differs_is_sent(account: Emulator) -> None:
    """Check and run agree, a second run changes nothing, and a PATCH has the new values beside the keys."""
    account.clear_requests()
    planned = run(account, DECLARED, check_mode=True)
    assert writes(account) == []
    done = run(account, DECLARED)
    (sent,) = writes(account)
    assert (sent["method"], sent["path"]) == ("PATCH", SETTINGS)
    assert planned["changed"] is done["changed"] is True
    assert planned["operations"] == done["operations"]
    assert planned["diff"] == done["diff"]
    assert [one["path"] for one in done["operations"]] == ["/required", "/minNumApprovals"]
    assert done["identity"] == WHICH
    assert done["resource"] == "approval request setting 'segment' of environment 'test' of project 'default'"
    held = there(account)
    assert (held["required"], held["minNumApprovals"], held["canReviewOwnRequest"]) == (True, 2, False)
    assert held["canApplyDeclinedChanges"] is True
    assert run(account, DECLARED)["changed"] is False
    assert writes(account) == []
    assert there(account, "production") is None


def test_what_nobody_has_changed_is_as_declared(account: Emulator) -> None:
    """To want what a new environment has is to want nothing."""
    first = {**WHICH, "required": False, "min_num_approvals": 1, "required_approval_tags": [], "service_config": {}}
    assert run(account, first)["changed"] is False
    assert run(account, {**WHICH, "state": "absent"})["changed"] is False
    assert writes(account) == []


def test_absent_is_as_new(account: Emulator) -> None:
    """Whatever else the task says."""
    other = {**DECLARED, "bypass_approvals_for_pending_changes": True, "can_apply_declined_changes": False}
    assert run(account, other)["changed"] is True
    planned = run(account, {**DECLARED, "state": "absent"}, check_mode=True)
    done = run(account, {**DECLARED, "state": "absent"})
    assert planned["operations"] == done["operations"]
    assert {one["path"] for one in done["operations"]} == {
        "/required",
        "/minNumApprovals",
        "/canApplyDeclinedChanges",
        "/bypassApprovalsForPendingChanges",
    }
    assert there(account)["required"] is False
    assert run(account, {**DECLARED, "state": "absent"})["changed"] is False


def test_of_all_or_of_tags(account: Emulator) -> None:
    """To go from one to the other resets the first, and both at once are refused."""
    assert run(account, DECLARED)["changed"] is True
    tags = {**WHICH, "required_approval_tags": ["billing"]}
    assert run(account, tags)["changed"] is True
    assert (there(account)["required"], there(account)["requiredApprovalTags"]) == (False, ["billing"])
    assert run(account, tags)["changed"] is False
    refused = run(account, {**tags, "required": True})
    assert refused["error"]["option"] == "required, required_approval_tags"
    assert (
        run(account, {**WHICH, "auto_apply_approved_changes": True})["error"]["option"] == "auto_apply_approved_changes"
    )


def test_an_environment_that_is_not_there(account: Emulator) -> None:
    """The check warns, the run fails, and both name what is there."""
    missing = {**DECLARED, "environment_key": "tset"}
    planned = run(account, missing, check_mode=True)
    assert planned["changed"] is True
    assert "There is no environment 'tset' in project 'default'" in " ".join(planned["warnings"])
    assert "'test'" in " ".join(planned["warnings"])
    done = run(account, missing)
    assert done["failed"] is True
    assert "'tset'" in done["msg"]


def test_many_and_the_rest_put_back(account: Emulator) -> None:
    """One call reads those of a project. What is not declared in the scope becomes as new."""
    other = {**WHICH, "environment_key": "production", "resource_kind": "aiconfig", "required": True}
    options = {"settings": [DECLARED, other]}
    planned = run(account, options, check_mode=True, module="approval_request_settings")
    done = run(account, options, module="approval_request_settings")
    assert [c["operations"] for c in planned["changes"]] == [c["operations"] for c in done["changes"]]
    assert len(done["changes"]) == 2
    assert run(account, options, module="approval_request_settings")["changed"] is False
    pruning = {
        "settings": [DECLARED],
        "prune": True,
        "prune_limit": "100%",
        "prune_scope": {"project_keys": ["default"]},
    }
    planned = run(account, pruning, check_mode=True, module="approval_request_settings")
    done = run(account, pruning, module="approval_request_settings")
    assert planned["pruned"] == done["pruned"]
    assert done["pruned"] == ["approval request setting 'aiconfig' of environment 'production' of project 'default'"]
    assert there(account, "production", "aiconfig")["required"] is False
    assert there(account)["required"] is True
    again = run(account, pruning, module="approval_request_settings")
    assert (again["changed"], again["pruned"]) == (False, [])


def test_what_is_there(account: Emulator) -> None:
    """One by its keys, also where nobody has changed it; of a list, those that have what is given."""
    run(account, DECLARED)
    info = f"{MODULE}_info"
    (one,) = run(account, WHICH, module=info)["approval_request_settings"]
    assert (one["resourceKind"], one["environmentKey"], one["required"]) == ("segment", "test", True)
    (new,) = run(account, {**WHICH, "environment_key": "production"}, module=info)["approval_request_settings"]
    assert (new["required"], new["minNumApprovals"], new["requiredApprovalTags"]) == (False, 1, [])
    of_segments = run(account, {"project_key": "default", "resource_kind": "segment"}, module=info)
    assert [o["environmentKey"] for o in of_segments["approval_request_settings"] if o["required"]] == ["test"]
    assert {o["resourceKind"] for o in of_segments["approval_request_settings"]} == {"segment"}


def test_of_flags_only_what_the_environment_cannot_say(account: Emulator) -> None:
    """An export has each setting once."""
    flags = {"project_key": "default", "environment_key": "test"}
    run(account, {**flags, "approval_settings": {"required": True}}, module="environment")
    run(account, DECLARED)
    exported = run(account, {}, module="account_info")["account"]
    (one,) = exported["approval_request_settings"]
    assert (one["resource_kind"], one["required"], one["min_num_approvals"]) == ("segment", True, 2)
    assert run(account, {**one}, check_mode=True)["changed"] is False
    bypass = {**WHICH, "resource_kind": "flag", "bypass_approvals_for_pending_changes": True}
    assert run(account, bypass)["changed"] is True
    kinds = [
        s["resource_kind"] for s in run(account, {}, module="account_info")["account"]["approval_request_settings"]
    ]
    assert kinds == ["flag", "segment"]
    (environment,) = [e for e in exported["environments"] if e["environment_key"] == "test"]
    assert environment["approval_settings"]["required"] is True


def test_one_service_for_all(account: Emulator) -> None:
    """The refusal to change it for flags alone says where the others are changed."""
    run(account, DECLARED)
    other = {"service_kind": "servicenow", "service_config": {"template": "a"}}
    flags = {"project_key": "default", "environment_key": "test", "approval_settings": other}
    refused = run(account, flags, module="environment")
    assert refused["error"]["kind"] == "invalid_request"
    assert "with approval_request_setting first" in refused["msg"]
    assert run(account, {**WHICH, **other})["changed"] is True
    assert run(account, flags, module="environment")["changed"] is True


def test_an_account_without_approvals(account: Emulator) -> None:
    """What is declared fails, and the export goes on without this kind, so that nobody prunes by an empty list."""
    account.settings(dialect={"approvals": "unavailable"})
    failed = run(account, DECLARED)
    assert failed["error"]["kind"] == "forbidden"
    exported = run(account, {}, module="account_info")
    assert "approval_request_settings" not in exported["account"]
    assert exported["account"]["environments"]
    assert any("approval request settings are left out" in warning for warning in exported["warnings"])


@pytest.mark.parametrize("lost", ["drop_before", "drop_after"])
def test_a_lost_answer_is_looked_up(account: Emulator, lost: str) -> None:
    """Once it is known what became of it, nothing is sent twice."""
    account.faults([{"kind": lost, "method": "PATCH"}])
    done = run(account, DECLARED)
    assert done["changed"] is True
    assert there(account)["required"] is True
    assert len(writes(account)) == (2 if lost == "drop_before" else 1)


@pytest.mark.parametrize("body", ['{"segment": []}', '{"segment": {"environments": {"test": 1}}}', "[]"])
def test_what_is_no_answer(account: Emulator, body: str) -> None:
    """It is an error that says so."""
    account.faults([{"kind": "garbage", "method": "GET", "path": "approval-requests", "body": body}])
    assert run(account, DECLARED)["error"]["kind"] == "unexpected_answer"


def test_a_member_that_is_ignored(account: Emulator) -> None:
    """It is named, with what was done."""
    account.faults([{"kind": "ignore_members", "members": ["required"]}])
    failed = run(account, DECLARED)
    assert failed["error"]["kind"] == "ignored"
    assert failed["error"]["members"] == ["required"]
    assert [one["path"] for one in failed["operations"]] == ["/minNumApprovals"]
