# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many projects and many environments: what has a key of its own, and is lost for good when it is deleted."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process

COLOR = "417505"


class Account:
    """Tasks against one emulator that remember nothing of each other."""

    def __init__(self, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
        self.emulator = emulator
        self._monkeypatch = monkeypatch

    def run(self, module: str, entries: list[dict[str, Any]], check_mode: bool = False, **options: Any) -> Any:
        """The result of one task, with diff mode."""
        self._monkeypatch.setattr(_in_process, "_readers", {})
        connection = {"access_token": self.emulator.token, "base_url": self.emulator.url}
        return run_in_process(module, {**connection, module: entries, **options}, check_mode, True)

    def environments(self, project_key: str = "default") -> dict[str, Any]:
        """Those of a project, by key."""
        (project,) = [one for one in self.emulator.state()["projects"] if one["key"] == project_key]
        return {one["key"]: one for one in project["environments"]}

    def writes(self) -> list[str]:
        """The methods of the calls that were no reads."""
        return [entry["method"] for entry in self.emulator.requests()["log"] if entry["method"] != "GET"]


@pytest.fixture
def account(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Account:
    """The project that every emulator has, with production and test."""
    return Account(emulator, monkeypatch)


def environment(key: str, **more: Any) -> dict[str, Any]:
    """An entry of the list."""
    return {"project_key": "default", "environment_key": key, "name": key.title(), "color": COLOR, **more}


def prune(**more: Any) -> dict[str, Any]:
    """The options to prune the project."""
    return {"prune": True, "prune_scope": {"project_keys": ["default"]}, "prune_limit": "100%", **more}


def test_many_environments_become_as_declared(account: Account) -> None:
    """A check tells what the run does, a second run does nothing, and each change says in keys what it is about."""
    entries = [environment("staging", critical=True), environment("test", tags=["a"])]
    check = account.run("environments", entries, check_mode=True)
    assert account.writes() == []
    result = account.run("environments", entries)
    assert [change["operations"] for change in check["changes"]] == [
        change["operations"] for change in result["changes"]
    ]
    assert [(change["kind"], change["identity"]) for change in result["changes"]] == [
        ("environment", {"project_key": "default", "environment_key": "staging"}),
        ("environment", {"project_key": "default", "environment_key": "test"}),
    ]
    assert account.environments()["staging"]["critical"] is True
    assert account.environments()["test"]["tags"] == ["a"]
    again = account.run("environments", entries)
    assert (again["changed"], again["unchanged"]) == (False, 2)


def test_a_copy_is_made_after_what_it_is_a_copy_of(account: Account) -> None:
    """Wherever it stands in the list, and planned in check mode too."""
    entries = [environment("copy", source="original"), environment("original", require_comments=True)]
    check = account.run("environments", entries, check_mode=True)
    assert not check.get("failed"), check
    result = account.run("environments", entries)
    assert not result.get("failed"), result
    assert account.environments()["copy"]["requireComments"] is True
    again = account.run("environments", entries)
    assert again["changed"] is False


def test_what_it_is_a_copy_of_must_be_there_or_declared(account: Account) -> None:
    """Nothing is written for it, and the others are made."""
    result = account.run("environments", [environment("copy", source="nowhere"), environment("staging")])
    (failure,) = result["failures"]
    assert failure["entry"] == "environments[0]"
    assert "there is no environment 'nowhere' in project 'default' that could be copied" in failure["msg"]
    assert "staging" in account.environments()
    assert account.writes() == ["POST"]


@pytest.mark.parametrize("check_mode", [True, False])
def test_nothing_is_pruned_that_is_not_confirmed(account: Account, check_mode: bool) -> None:
    """Not even where the limit allows it: the failure says what to write, and where."""
    result = account.run("environments", [environment("production")], check_mode=check_mode, **prune())
    (failure,) = result["failures"]
    assert failure["identity"] == {"project_key": "default", "environment_key": "test"}
    assert failure["error"]["option"] == "confirm_deletion"
    assert "default/test" in failure["msg"]
    assert {"production", "test"} <= set(account.environments())
    assert "DELETE" not in account.writes()


def test_what_is_confirmed_is_pruned_last(account: Account) -> None:
    """And named. What is confirmed and declared stays."""
    entries = [environment("production"), environment("staging")]
    result = account.run(
        "environments", entries, **prune(confirm_deletion=["default/test", "default/production", "other/staging"])
    )
    assert not result.get("failed"), result
    assert result["pruned"] == ["environment 'test' of project 'default'"]
    assert set(account.environments()) == {"production", "staging"}
    assert account.writes()[-1] == "DELETE"
    assert account.run("environments", entries, **prune())["changed"] is False


def test_a_scope_names_its_projects(account: Account) -> None:
    """There is no list of all environments; a misspelt project is an error, since it would prune nothing."""
    result = account.run("environments", [environment("production")], prune=True, prune_scope={"project_keys": []})
    assert "needs project_keys" in result["msg"]
    scope = {"project_keys": ["defualt"]}
    result = account.run("environments", [environment("production")], prune=True, prune_scope=scope)
    assert result["failed"] is True
    assert "defualt" in result["msg"]
    assert account.writes() == []


def test_many_projects_become_as_declared(account: Account) -> None:
    """With the environments that they begin with; pruned by tag, and by their own key."""
    first = {"key": "production", "name": "Production", "color": COLOR}
    entries = [
        {"project_key": "one", "name": "One", "tags": ["team"], "environments": [first]},
        {"project_key": "two", "name": "Two", "tags": ["team"], "environments": [first]},
    ]
    result = account.run("projects", entries)
    assert not result.get("failed"), result
    assert [change["identity"] for change in result["changes"]] == [{"project_key": "one"}, {"project_key": "two"}]
    assert account.run("projects", entries)["changed"] is False
    scope = {"prune": True, "prune_scope": {"tags": ["team"]}, "prune_limit": "50%"}
    refused = account.run("projects", entries[:1], **scope)
    assert refused["failed"] is True
    assert refused["failures"][0]["error"]["option"] == "confirm_deletion"
    pruned = account.run("projects", entries[:1], **scope, confirm_deletion=["two"])
    assert pruned["pruned"] == ["project 'two'"]
    assert {one["key"] for one in account.emulator.state()["projects"]} == {"default", "one"}


def test_keys_of_sdks_are_shown_for_the_whole_task_only(account: Account) -> None:
    """As the singular's option does."""
    shown = account.run("environments", [environment("staging")], sdk_keys="show")
    assert shown["changes"][0]["environment"]["apiKey"].startswith("sdk-")
    hidden = account.run("environments", [environment("another")])
    assert "apiKey" not in hidden["changes"][0]["environment"]
