# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module account: everything that is declared, in one plan."""

from __future__ import annotations

import re
from typing import Any

import pytest
from accounts import Account, approvals, configuration, environment, of_every_kind, project, store, whole
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.kinds import KINDS


def told(result: Any) -> list[Any]:
    """What a result says of its changes, but for the paths under which they were sent."""
    return [{**one, "sent_as": None} for one in result["changes"]]


def labels(entries: Any) -> list[str]:
    """What entries of a result are about, without IDs."""
    return [re.sub(r" \([a-z_]*id [^)]*\)", "", one if isinstance(one, str) else one["resource"]) for one in entries]


def test_a_whole_account_is_made_as_the_check_says(account: Account) -> None:
    """Each kind, in places that are not there yet; the second run does nothing, nor does what an export declares."""
    declared = of_every_kind()
    assert declared.keys() == {kind.names for kind in KINDS}
    number = sum(map(len, declared.values()))
    check = account.good(check_mode=True, **declared)
    assert account.writes() == []
    result = account.good(**declared)
    assert told(check) == told(result)
    assert len(result["changes"]) == number and result["undeclared"] == []
    assert check.get("warnings", []) == result.get("warnings", []) == []
    account.calls()
    again = account.good(**declared)
    assert (again["changed"], again["unchanged"]) == (False, number)
    assert account.good(**account.exported())["changed"] is False
    assert account.writes() == []


def test_as_declared_it_reads_lists_and_the_details_of_stores(account: Account) -> None:
    """One call for each list, one for each store, none for what a list shows in full."""
    account.good(**whole())
    account.calls()
    account.good(**whole())
    calls = account.calls()
    # Projects, environments and settings of two, stores, configurations of one integration; three stores.
    assert len(calls) == 1 + 2 + 2 + 1 + 1 + 3 and all(call.startswith("GET") for call in calls)


def test_a_new_project_has_the_declared_environments_and_no_others(account: Account) -> None:
    """What a project says itself of its first environments stays; then the others are made one by one."""
    own = [{"key": "first", "name": "First", "color": "000000"}]
    account.good(
        projects=[project("shop"), project("stock", environments=own)],
        environments=[environment("shop", "test"), environment("stock", "test")],
    )
    there = {(e["project_key"], e["environment_key"]) for e in account.exported()["environments"]}
    assert there >= {("shop", "test"), ("stock", "first"), ("stock", "test")}
    assert not there & {("shop", "production"), ("stock", "production")}


def test_what_depends_on_a_failure_is_not_tried_and_all_else_is(account: Account) -> None:
    account.emulator.faults([{"kind": "error", "method": "POST", "path": "/api/v2/projects", "status": 400}])
    result = account.run(
        max_concurrency=1,
        projects=[project("shop"), project("stock")],
        environments=[environment("shop", "test"), environment("stock", "test")],
        big_segment_stores=[store("shop", "test"), store("stock", "test")],
    )
    assert [(one["resource"], one["error"]["kind"]) for one in result["failures"]] == [
        ("project 'shop'", "invalid_request"),
        ("environment 'test' of project 'shop'", "not_tried"),
        ("redis big segment store 'Segments' of shop/test", "not_tried"),
    ]
    assert result["failures"][1]["error"]["resources"] == ["project 'shop' (projects[0])"]
    assert labels(result["changes"]) == [
        "project 'stock'",
        "environment 'test' of project 'stock'",
        "redis big segment store 'Segments' of stock/test",
    ]


def test_a_place_that_nobody_declares_and_that_is_not_there(account: Account) -> None:
    """A misspelt key is a failure, in a check too, and not another project."""
    for check_mode in (True, False):
        result = account.run(check_mode, big_segment_stores=[store("defualt", "test"), store("default", "test")])
        (failure,) = result["failures"]
        assert failure["error"]["kind"] == "missing_place" and "'default'" in failure["msg"]
        assert labels(result["changes"]) == ["redis big segment store 'Segments' of default/test"]


def test_settings_in_a_place_that_is_not_there(account: Account) -> None:
    """They cannot be told from those that nobody has changed; a check says what the run says."""
    entries = [approvals("default", "prodution"), approvals("default", "test")]
    for check_mode in (True, False):
        result = account.run(check_mode, approval_request_settings=entries)
        (failure,) = result["failures"]
        assert failure["error"]["kind"] == "missing_place" and "Did you mean 'production'?" in failure["msg"]
        assert labels(result["changes"]) == [
            "approval request setting 'segment' of environment 'test' of project 'default'"
        ]


@pytest.mark.parametrize("own", [True, False])
def test_a_place_that_comes_with_a_new_project(account: Account, own: bool) -> None:
    """It is no entry of its own: of those that the project declares, or of those that LaunchDarkly makes."""
    first = {"environments": [{"key": "test", "name": "Test", "color": "000000"}]} if own else {}
    declared = {
        "projects": [project("shop", **first)],
        "approval_request_settings": [approvals("shop", "test")],
        "big_segment_stores": [store("shop", "test")],
    }
    check = account.good(check_mode=True, **declared)
    result = account.good(**declared)
    assert labels(check["changes"]) == labels(result["changes"]) and len(result["changes"]) == 3
    assert account.good(**declared)["changed"] is False


def test_a_place_that_does_not_come_with_a_project(account: Account) -> None:
    """One that is new begins with others, or the project is there."""
    first = [{"key": "test", "name": "Test", "color": "000000"}]
    for check_mode in (True, False):
        result = account.run(
            check_mode,
            projects=[project("shop", environments=first), project("default", name="Default")],
            big_segment_stores=[store("shop", "tset"), store("default", "tset"), store("default", "test")],
        )
        assert [failure["error"]["kind"] for failure in result["failures"]] == ["missing_place"] * 2
        assert "Did you mean 'test'?" in result["failures"][1]["msg"]


def test_what_comes_with_a_project_that_fails_is_not_tried(account: Account) -> None:
    """What is in it needs it, whichever entry says so."""
    account.emulator.faults([{"kind": "error", "method": "POST", "path": "/api/v2/projects", "status": 400}])
    result = account.run(projects=[project("shop")], big_segment_stores=[store("shop", "test")])
    assert [failure["error"]["kind"] for failure in result["failures"]] == ["invalid_request", "not_tried"]


def test_what_is_in_something_that_has_no_place_is_not_tried(account: Account) -> None:
    """A check says so, too: of what is new, and of settings, which are always there."""
    for check_mode in (True, False):
        result = account.run(
            check_mode,
            environments=[environment("defualt", "new")],
            approval_request_settings=[approvals("defualt", "new")],
            big_segment_stores=[store("defualt", "new"), store("default", "test")],
        )
        kinds = [failure["error"]["kind"] for failure in result["failures"]]
        assert kinds == ["missing_place", "not_tried", "not_tried"], (check_mode, result["msg"])
        assert labels(result["changes"]) == ["redis big segment store 'Segments' of default/test"]


def test_contradictions_are_found_before_any_call(account: Account) -> None:
    result = account.run(
        projects=[{"project_key": "shop", "state": "absent"}],
        environments=[environment("shop", "test"), environment("shop", "test")],
        big_segment_stores=[store("shop", "test", redis=None)],
    )
    assert account.calls() == []
    assert "environments[1]: declares environment 'test' of project 'shop' again" in result["msg"]
    assert (
        "environments[0]: declares environment 'test' of project 'shop', and projects[0] that project 'shop' is"
        in (result["msg"])
    )


@pytest.mark.parametrize(
    ("in_environment", "in_setting", "names"),
    [
        ({"min_num_approvals": 2}, {"min_num_approvals": 3}, ["min_num_approvals/min_num_approvals"]),
        (
            {"required": True, "can_review_own_request": True},
            {"required": False, "can_review_own_request": False},
            ["required/required", "can_review_own_request/can_review_own_request"],
        ),
        # LaunchDarkly takes one of them: to set one is to put the other back.
        ({"required": True}, {"required_approval_tags": ["a"]}, ["required_approval_tags/required"]),
        ({"required_approval_tags": ["a"]}, {"required": True}, ["required/required_approval_tags"]),
        ({"required": True}, {"state": "absent"}, ["state/required"]),
        ({"required": True}, {"required": True, "min_num_approvals": 2}, []),
        ({"required_approval_tags": ["a", "b"]}, {"required": False, "required_approval_tags": ["b", "a"]}, []),
        ({"required": True}, {"resource_kind": "segment", "required": False}, []),
        ({"required": False}, {"state": "absent"}, []),
        (None, {"required": True, "bypass_approvals_for_pending_changes": True}, []),
    ],
)
def test_approvals_of_flags_that_are_declared_twice(
    account: Account, in_environment: Any, in_setting: dict[str, Any], names: list[str]
) -> None:
    """In the environment and by themselves: with two values each run would undo the other, with one value all rests."""
    setting = {"project_key": "default", "environment_key": "production", "resource_kind": "flag", **in_setting}
    declared = {
        "environments": [
            environment("default", "test"),
            environment("default", "production", approval_settings=in_environment),
        ],
        "approval_request_settings": [setting],
    }
    if not names:
        account.good(**declared)
        assert account.good(**declared)["changed"] is False
        return
    result = account.run(**declared)
    assert account.calls() == [] and result["error"]["kind"] == "invalid_option"
    for name in names:
        own, theirs = name.split("/")
        assert (
            f"approval_request_settings[0].{own}, environments[1].approval_settings.{theirs}: declare the same of"
            " environment 'production' of project 'default', and contradict each other"
        ) in result["msg"]
    assert result["msg"].count("contradict each other") == len(names)


def test_nothing_is_declared(account: Account) -> None:
    """An empty list is something: there shall be none beside what is declared."""
    lists = ", ".join(kind.names for kind in KINDS)
    assert account.run()["msg"].startswith(f"{lists}: nothing is declared: give at least one of them")
    assert account.good(big_segment_stores=[])["changed"] is False


def test_deletions_come_last_and_the_other_way_round(account: Account) -> None:
    """What is in a project that goes is not deleted one by one; a store is."""
    account.good(**whole())
    account.calls()
    gone = {"state": "absent"}
    declared = {
        "projects": [{"project_key": "shop", "confirm_deletion": "shop", **gone}],
        "environments": [
            {"project_key": "shop", "environment_key": "test", "confirm_deletion": "shop/test", **gone},
            environment("stock", "new"),
        ],
        "big_segment_stores": [{**store("shop", "test"), **gone}],
    }
    check = account.good(check_mode=True, **declared)
    result = account.good(**declared)
    assert told(check) == told(result) and len(result["changes"]) == 4
    methods = [call.partition(" ")[0] + " " + call.rpartition("/")[2] for call in account.writes()]
    assert methods[0] == "POST environments" and methods[-1] == "DELETE shop" and len(methods) == 3
    assert account.good(**declared)["changed"] is False


def test_what_is_not_declared_is_listed_with_what_declares_it(account: Account) -> None:
    """Of the kinds of which a list is given, in the projects and integrations that the declaration names."""
    account.good(**whole())
    found = account.good(
        projects=[project("shop")],
        big_segment_stores=[store("shop", "test")],
        integration_configurations=[configuration("One")],
    )
    assert found["changed"] is False
    assert labels(found["undeclared"]) == [
        "redis big segment store 'Segments' of shop/production",
        "custom-approvals integration configuration 'Two'",
    ]
    one, two = found["undeclared"]
    assert (one["kind"], two["kind"]) == ("big_segment_store", "integration_configuration")
    assert one["identity"]["environment_key"] == "production"
    assert one["declaration"]["redis"]["host"] == "production.example.com" and "secrets" not in one
    assert two["secrets"] == ["secret_config_values.apiKey"]
    # What it says, declares it.
    adopted = account.good(big_segment_stores=[one["declaration"]], scope={"project_keys": ["shop", "stock"]})
    assert adopted["changed"] is False
    assert sorted(entry["identity"]["project_key"] for entry in adopted["undeclared"]) == ["shop", "stock"]


def test_what_is_listed_is_what_a_task_takes(account: Account) -> None:
    """Without what LaunchDarkly has and the collection refuses."""
    odd = {"key": "odd", "name": "Odd", "color": "#417505", "tags": ["kept"]}
    account.emulator.seed(projects=[{"key": "shop", "environments": [odd]}])
    (told,) = account.good(environments=[], scope={"project_keys": ["shop"]})["undeclared"]
    assert told["declaration"]["tags"] == ["kept"] and "color" not in told["declaration"]
    assert account.good(environments=[told["declaration"]])["changed"] is False


def test_what_cannot_be_planned_is_declared_all_the_same(account: Account) -> None:
    """So it is not among what is not."""
    account.good(**whole())
    bad = configuration("One", secret_config_values=None, config_values={"baseURL": "https://other.example.com"})
    result = account.run(integration_configurations=[bad])
    assert len(result["failures"]) == 1, result
    assert labels(result["undeclared"]) == ["custom-approvals integration configuration 'Two'"]


def test_prune_deletes_what_is_not_declared_in_the_scope(account: Account) -> None:
    account.good(**whole())
    declared = {
        "environments": [environment("shop", "production"), environment("shop", "copy")],
        "big_segment_stores": [store("shop", "production")],
        "scope": {"project_keys": ["shop"]},
        "prune": True,
        "prune_limit": "100%",
    }
    refused = account.run(**declared)
    assert "confirm_deletion" in refused["msg"]
    account.good(**whole())
    account.calls()
    check = account.good(check_mode=True, confirm_deletion=["shop/test"], **declared)
    assert account.writes() == []
    result = account.good(confirm_deletion=["shop/test"], **declared)
    assert result["pruned"] == check["pruned"]
    assert labels(result["pruned"]) == [
        "environment 'test' of project 'shop'",
        "redis big segment store 'Segments' of shop/test",
    ]
    deleted = account.writes()
    assert ["big-segment-store" in call for call in deleted] == [True, False]
    there = account.exported()
    assert [e["environment_key"] for e in there["environments"] if e["project_key"] == "stock"] == ["production"]


def test_nothing_is_pruned_where_something_failed(account: Account) -> None:
    """In the same environment; elsewhere it is."""
    account.good(**whole())
    account.good(big_segment_stores=[store("shop", "test", name="Other"), store("stock", "production", name="Other")])
    account.emulator.faults([{"kind": "error", "method": "PATCH", "path": "shop/test", "status": 400, "times": 9}])
    result = account.run(
        big_segment_stores=[
            store("shop", "test", tags=["a"]),
            store("stock", "production"),
            store("shop", "production"),
        ],
        scope={"project_keys": ["shop", "stock"]},
        prune=True,
        prune_limit="100%",
    )
    assert labels(result["pruned"]) == ["redis big segment store 'Other' of stock/production"]
    assert labels(result["not_pruned"]) == ["redis big segment store 'Other' of shop/test"]
