# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scope of pruning has in it: exactly that is deleted, and nothing beside it."""

from __future__ import annotations

import string
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process
from kind_table import KIND_ROWS

STORES = {
    ("default", "production", "mine"): ["team", "more"],
    ("default", "production", "another"): ["others"],
    ("default", "test", "in test"): ["team"],
    ("shop", "production", "of the shop"): ["team"],
}


@pytest.fixture
def there(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """Stores in two projects, with tags and without."""
    monkeypatch.setattr(_in_process, "_readers", {})
    emulator.seed(projects=[{"key": "shop", "environments": [{"key": "production"}]}])
    emulator.seed(
        stores=[
            {
                "projectKey": project,
                "environmentKey": environment,
                "name": name,
                "tags": tags,
                "integrationKey": "redis",
                "config": {"host": "redis.example.com"},
            }
            for (project, environment, name), tags in STORES.items()
        ]
    )
    return emulator


def prune(emulator: Emulator, scope: dict[str, Any], check_mode: bool = False, **more: Any) -> Any:
    """The result of a task that declares no store and prunes ``scope``."""
    options = {"access_token": emulator.token, "base_url": emulator.url, "stores": [], "prune": True}
    options |= {"prune_scope": scope, "prune_limit": "100%", **more}
    return run_in_process("big_segment_stores", options, check_mode)


@pytest.mark.parametrize(
    ("scope", "gone"),
    [
        ({"tags": ["team"]}, ["in test", "mine", "of the shop"]),
        ({"tags": ["team", "more"]}, ["mine"]),
        ({"tags": ["nowhere"]}, []),
        ({"project_keys": ["shop"]}, ["of the shop"]),
        ({"project_keys": ["default"], "tags": ["team"]}, ["in test", "mine"]),
        ({"project_keys": ["default"], "environment_keys": ["production"]}, ["another", "mine"]),
        ({"environment_keys": ["production"], "tags": ["others"]}, ["another"]),
        (
            {"project_keys": ["default", "shop"], "environment_keys": ["production"], "tags": ["team"]},
            ["mine", "of the shop"],
        ),
    ],
)
def test_what_is_in_the_scope_is_deleted(there: Emulator, scope: dict[str, Any], gone: list[str]) -> None:
    """A check tells of it, and everything else stays."""
    checked = prune(there, scope, check_mode=True)
    result = prune(there, scope)
    assert [len(one["changes"]) for one in (checked, result)] == [len(gone)] * 2, result
    assert result["changed"] is bool(gone)
    left = sorted(store["name"] for store in there.state()["stores"])
    assert left == sorted({name for _project, _environment, name in STORES} - set(gone))


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ({}, "prune_scope: needs at least one of project_keys, environment_keys and tags, and none of them empty"),
        (
            {"tags": []},
            "prune_scope: needs at least one of project_keys, environment_keys and tags, and none of them empty",
        ),
        ({"project_keys": ["default"], "tags": []}, "prune_scope: needs at least one of"),
        ({"project_keys": ["a/b"]}, "prune_scope.project_keys: "),
        ({"environment_keys": ["a/b"]}, "prune_scope.environment_keys: "),
        ({"tags": [""]}, "prune_scope.tags: "),
    ],
)
def test_a_scope_that_cannot_be_meant_is_refused(there: Emulator, scope: dict[str, Any], said: str) -> None:
    """Before any call, and by the name of the option."""
    there.clear_requests()
    result = prune(there, scope)
    assert result["failed"] and said in result["msg"], result
    assert there.requests()["total"] == 0


def test_a_limit_tells_how_much_it_would_have_been(there: Emulator) -> None:
    """Of how many, and what the limit was; nothing is deleted."""
    result = prune(there, {"tags": ["team"]}, prune_limit=" 34 % ")
    assert result["failed"] and result["error"]["kind"] == "prune_limit", result
    assert "3 of 3 in prune_scope are not declared and would be deleted" in result["msg"]
    assert "( 34 % )" in result["msg"] and "mine" in result["msg"], result["msg"]
    assert len(there.state()["stores"]) == len(STORES)
    assert len(prune(there, {"tags": ["team"]}, prune_limit="67%")["changes"]) == 3


def reads(emulator: Emulator) -> list[str]:
    """The paths that were read since the requests were cleared, without their queries."""
    log = emulator.requests()["log"]
    assert {entry["method"] for entry in log} == {"GET"}
    return [entry["path"].partition("?")[0].removeprefix("/api/v2/") for entry in log]


def test_misspelt_keys_at_every_depth_are_told(there: Emulator) -> None:
    """Environments are looked for in the projects that are there; what is spelt right is not told."""
    scope = {"project_keys": ["default", "shpo"], "environment_keys": ["production", "tset"]}
    project, environment = prune(there, scope, check_mode=True)["warnings"]
    assert project.startswith("prune_scope.project_keys: there is no project 'shpo'") and "'shop'" in project
    assert environment.startswith("prune_scope.environment_keys: there is no environment 'tset'")
    assert "'test'" in environment


def test_where_each_place_has_something_nothing_else_is_read(there: Emulator) -> None:
    """No key can be misspelt then, so nobody asks what projects and environments there are."""
    there.clear_requests()
    result = prune(there, {"project_keys": ["default"], "environment_keys": ["test"]}, check_mode=True)
    assert len(result["changes"]) == 1 and "warnings" not in result
    (store,) = (one for one in there.state()["stores"] if one["name"] == "in test")
    stores = "integration-capabilities/big-segment-store"
    assert sorted(set(reads(there))) == [stores, f"{stores}/default/test/redis/{store['_id']}"]


def test_settings_as_they_were_at_first_need_no_other_read(there: Emulator) -> None:
    """That a project has no others says nothing of its key: its answer has come."""
    there.clear_requests()
    options = {"access_token": there.token, "base_url": there.url, "settings": [], "prune": True}
    result = run_in_process("approval_request_settings", {**options, "prune_scope": {"project_keys": ["shop"]}})
    assert result["changed"] is False and "warnings" not in result, result
    assert reads(there) == ["approval-requests/projects/shop/settings"]


def test_a_refused_list_is_named(there: Emulator) -> None:
    """It is one for all places."""
    there.faults([{"kind": "error", "method": "GET", "path": "big-segment-store", "status": 400}])
    result = prune(there, {"project_keys": ["default"]})
    assert result["failed"] and "read the big segment stores in prune_scope" in result["msg"], result["msg"]


def test_a_list_that_does_not_say_where_things_are(there: Emulator) -> None:
    """Nothing is guessed of it, and nothing deleted."""
    body = '{"items": [{"_id": "1", "name": "one", "tags": ["team"], "integrationKey": "redis"}]}'
    there.faults([{"kind": "garbage", "method": "GET", "path": "big-segment-store", "body": body}])
    result = prune(there, {"tags": ["team"]})
    assert result["error"]["kind"] == "unexpected_answer" and "projectKey" in result["msg"], result["msg"]
    assert len(there.state()["stores"]) == len(STORES)


def test_what_has_no_name_begins_with_no_letter(there: Emulator) -> None:
    """Whatever the prefix is, it stays."""
    (kind,) = (row for row in KIND_ROWS if row.module == "relay_proxy_configuration")
    there.seed(relay_proxy_configurations=[kind.seed(name="")])
    options = {"access_token": there.token, "base_url": there.url, "configurations": [], "prune": True}
    for prefix in string.ascii_letters:
        scope = {"prune_scope": {"prefix": prefix}, "prune_limit": "100%"}
        assert run_in_process("relay_proxy_configurations", {**options, **scope}, True)["pruned"] == [], prefix
