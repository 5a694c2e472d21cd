# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scope of pruning has in it: exactly that is deleted, and nothing beside it."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process

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
