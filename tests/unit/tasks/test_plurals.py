# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What nobody may lose by a list: pruning, entries that mean one thing, renames, and true reports."""

from __future__ import annotations

import collections
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import hurry, run_in_process

REDIS = {"host": "redis.example.com", "password": "supersecret123"}
VALUES = {"baseURL": "https://approvals.example.com"}
STORES = "integration-capabilities/big-segment-store"
SECRET = {"apiKey": "supersecret123"}


class Account:
    """Tasks against one emulator that remember nothing of each other."""

    def __init__(self, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
        self.emulator = emulator
        self._monkeypatch = monkeypatch

    def run(self, module: str, check_mode: bool = False, **options: Any) -> Any:
        """The result of one task, with diff mode."""
        self._monkeypatch.setattr(_in_process, "_readers", {})
        connection = {"access_token": self.emulator.token, "base_url": self.emulator.url}
        return run_in_process(module, {**connection, **options}, check_mode, True)

    def stores(self, *entries: dict[str, Any], check_mode: bool = False, **options: Any) -> Any:
        """The module big_segment_stores. It prunes the project where no other scope is given."""
        scope = {"prune": True, "prune_scope": {"project_keys": ["default"]}}
        return self.run("big_segment_stores", check_mode, stores=list(entries), **{**scope, **options})

    def names(self) -> list[str]:
        """The names of the stores that are there."""
        return sorted(store["name"] for store in self.emulator.state()["stores"])

    def reads(self) -> dict[str, int]:
        """The paths that were read, and how often."""
        log = self.emulator.requests()["log"]
        paths = [entry["path"].removeprefix("/api/v2/").partition("?")[0] for entry in log if entry["method"] == "GET"]
        return dict(collections.Counter(paths))

    def writes(self) -> list[str]:
        """The methods of the calls that were no reads."""
        return [entry["method"] for entry in self.emulator.requests()["log"] if entry["method"] != "GET"]


@pytest.fixture
def account(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Account:
    """Two environments with a store each."""
    seeded(emulator, "production", "first")
    seeded(emulator, "test", "second")
    hurry(monkeypatch)
    return Account(emulator, monkeypatch)


def seeded(emulator: Emulator, environment: str, *names: str) -> None:
    """Stores that are there already."""
    place = {"projectKey": "default", "environmentKey": environment, "integrationKey": "redis", "config": REDIS}
    emulator.seed(stores=[{**place, "name": name} for name in names])


def store(environment: str, name: str | None, **more: Any) -> dict[str, Any]:
    """An entry of the list."""
    named = {} if name is None else {"name": name}
    return {"project_key": "default", "environment_key": environment, **named, "redis": REDIS, **more}


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize(
    "wrong",
    [
        # Too little to create it with: it was renamed in the list, and there is no host.
        {"environment_key": "production", "name": "renamed", "redis": {}},
        {"environment_key": "production", "integration_id": "0123456789abcdef01234567"},
    ],
)
def test_nothing_is_pruned_where_an_entry_could_not_be_planned(
    account: Account, wrong: dict[str, Any], check_mode: bool
) -> None:
    """A typing error in the list costs no store, in no environment; what stays is named, and why."""
    seeded(account.emulator, "test", "third")
    entry = {"project_key": "default", **wrong}
    result = account.stores(entry, store("test", "second"), check_mode=check_mode, prune_limit="100%")
    assert result["failed"] is True
    assert account.names() == ["first", "second", "third"]
    kept = {one["resource"]: one["reason"] for one in result["not_pruned"]}
    assert set(kept) == {
        f"redis big segment store {name!r} (integration_id {key}) of default/{environment}"
        for name, environment, key in (
            (one["name"], one["environmentKey"], one["_id"])
            for one in account.emulator.state()["stores"]
            if one["name"] != "second"
        )
    }
    assert set(kept.values()) == {"an entry of this task could not be planned"}
    assert result["pruned"] == []
    assert "not deleted" in result["msg"]


def test_a_misspelt_environment_costs_nothing(account: Account) -> None:
    """There is no place for the entry, so it cannot be planned: nothing is pruned, and the store it meant stays."""
    seeded(account.emulator, "test", "third")
    result = account.stores(store("prodution", "first"), store("test", "second"), prune_limit="100%")
    assert result["failed"] is True
    assert account.writes() == []
    assert "There is no environment 'prodution' in project 'default'" in result["msg"]
    assert "Did you mean 'production'?" in result["msg"]
    assert account.names() == ["first", "second", "third"]


@pytest.mark.parametrize("allowed", ["one", "one_per_kind"])
def test_nothing_is_pruned_in_a_group_in_which_something_failed(account: Account, allowed: str) -> None:
    """Where only one is allowed, the new one is refused, and the old one is kept; elsewhere it is pruned."""
    account.emulator.settings(dialect={"stores_per_environment": allowed})
    result = account.stores(store("production", "new"), prune_limit="100%")
    assert result["failed"] is True
    assert account.names() == ["first"]
    assert [one["reason"] for one in result["not_pruned"]] == ["something failed in default/production"]
    assert [label.split(" (")[0] for label in result["pruned"]] == ["redis big segment store 'second'"]
    assert "declare it with state absent first" in result["msg"]


def test_what_is_declared_absent_makes_room(account: Account) -> None:
    """Deletions come last; a creation that was refused for it is tried again then."""
    account.emulator.settings(dialect={"stores_per_environment": "one"})
    result = account.stores(
        store("production", "new"), store("production", "first", state="absent"), store("test", "second")
    )
    assert not result.get("failed"), result
    assert account.names() == ["new", "second"]
    assert account.writes() == ["POST", "POST", "DELETE", "POST"]


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize(("limit", "refused"), [(None, True), ("49%", False), ("1", True), ("2", False), (0, True)])
def test_a_limit_of_what_is_pruned(account: Account, limit: Any, refused: bool, check_mode: bool) -> None:
    """A plan that would delete more is refused before anything is written, and the failure names it all."""
    seeded(account.emulator, "test", "third", "fourth")
    options = {} if limit is None else {"prune_limit": limit}
    entries = store("production", "first", tags=["changed"]), store("test", "second")
    result = account.stores(*entries, check_mode=check_mode, **options)
    if refused:
        assert result["error"]["kind"] == "prune_limit"
        assert [label.split(" (")[0] for label in result["error"]["resources"]] == [
            "redis big segment store 'third'",
            "redis big segment store 'fourth'",
        ]
        assert "'third'" in result["msg"]
        assert "raise prune_limit" in result["msg"]
        assert account.writes() == []
    else:
        assert not result.get("failed"), result
        assert len(result["pruned"]) == 2
        assert account.writes() == ([] if check_mode else ["PATCH", "DELETE", "DELETE"])
        assert "redis big segment store 'third'" in str(result["diff"]["before"]["default/test"])


def test_an_emptied_list_is_refused(account: Account) -> None:
    """As a template that gave nothing: the default limit protects."""
    result = account.stores()
    assert result["error"]["kind"] == "prune_limit"
    assert account.names() == ["first", "second"]


@pytest.mark.parametrize("limit", ["many", "-1", "120%", "20 %%", ""])
def test_a_limit_that_is_none(account: Account, limit: str) -> None:
    """The option is named, before any call."""
    account.emulator.clear_requests()
    result = account.stores(prune_limit=limit)
    assert result["error"]["option"] == "prune_limit"
    assert account.emulator.requests()["log"] == []


def test_what_is_deleted_is_named(account: Account) -> None:
    """In changes, in the diff and in pruned: nobody knows a store by its id."""
    (key,) = [one["_id"] for one in account.emulator.state()["stores"] if one["name"] == "second"]
    result = account.stores(store("production", "first"), prune_limit=1)
    label = f"redis big segment store 'second' (integration_id {key}) of default/test"
    assert [change["resource"] for change in result["changes"]] == result["pruned"] == [label]
    assert list(result["diff"]["before"]["default/test"]) == [label]
    assert result["not_pruned"] == []


@pytest.mark.parametrize(
    "twins",
    [
        (store("production", "first"), store("production", None)),
        (store("production", "new"), store("production", None)),
        (store("production", "first"), store("production", "second", previous_name="first")),
        (store("production", "first"), store("production", None, state="absent")),
        (store("test", None), {**store("test", "second"), "redis": None, "name": "second"}),
    ],
)
def test_two_entries_for_one_thing(account: Account, twins: tuple[dict[str, Any], ...]) -> None:
    """They would undo each other in every run: an error that names both, and nothing of theirs is written."""
    result = account.stores(*twins, prune=False)
    assert result["failed"] is True
    assert [failure["error"]["kind"] for failure in result["failures"]] == ["meant_twice"] * 2
    assert "(stores[0]) and" in result["msg"]
    assert "(stores[1]) mean the same big segment store" in result["msg"]
    assert account.writes() == []


def test_one_id_under_two_names(account: Account) -> None:
    """Likewise."""
    (key,) = [one["_id"] for one in account.emulator.state()["stores"] if one["name"] == "second"]
    result = account.stores(
        store("test", "one", integration_id=key), store("test", "other", integration_id=key), prune=False
    )
    assert [failure["error"]["kind"] for failure in result["failures"]] == ["meant_twice"] * 2


def test_a_failed_entry_says_where_it_is(account: Account) -> None:
    """Which of many: its place in the list, and its name."""
    result = account.stores(store("production", "first"), store("test", "new", redis={}), prune=False)
    (failure,) = result["failures"]
    assert failure["entry"] == "stores[1]"
    assert "'new'" in failure["resource"]


@pytest.mark.parametrize("plural", [False, True])
def test_a_rename(account: Account, plural: bool) -> None:
    """By the name that it has; the second run does nothing, and the playbook may stay as it is."""
    entry = {**store("production", "renamed"), "previous_name": "first"}
    for check_mode, changed in ((True, True), (False, True), (False, False)):
        if plural:
            result = account.stores(entry, store("test", "second"), check_mode=check_mode)
            operations = [change["operations"] for change in result["changes"]]
        else:
            result = account.run("big_segment_store", check_mode, **entry)
            operations = [result["operations"]] if result["changed"] else []
        assert not result.get("failed"), result
        assert operations == ([[{"op": "replace", "path": "/name", "value": "renamed"}]] if changed else [])
        assert "warnings" not in result
    assert account.names() == ["renamed", "second"]
    (renamed,) = [one for one in account.emulator.state()["stores"] if one["name"] == "renamed"]
    assert renamed["config"]["password"] == REDIS["password"]


def test_a_rename_of_a_configuration(account: Account) -> None:
    """Its unreadable secret stays."""
    which = {"integration_key": "custom-approvals", "config_values": VALUES}
    account.run("integration_configuration", name="one", secret_config_values=SECRET, **which)
    entry = {**which, "name": "two", "previous_name": "one"}
    result = account.run("integration_configuration", **entry)
    assert result["operations"] == [{"op": "replace", "path": "/name", "value": "two"}]
    (stored,) = account.emulator.state()["integration_configurations"]
    assert (stored["name"], stored["configValues"]["apiKey"]) == ("two", SECRET["apiKey"])
    again = account.run("integration_configurations", configurations=[entry])
    assert (again["changed"], again["failures"]) == (False, [])


def test_a_previous_name_without_a_name(account: Account) -> None:
    """It says nothing then."""
    result = account.run("big_segment_store", **store("production", None), previous_name="first")
    assert result["error"]["option"] == "previous_name"


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize("plural", [False, True])
def test_a_creation_beside_another(account: Account, plural: bool, check_mode: bool) -> None:
    """It may be a new name in the playbook: the warning comes in check mode too, and says how to rename."""
    entry = store("production", "new")
    options = {"stores": [entry]} if plural else entry
    module = "big_segment_stores" if plural else "big_segment_store"
    (warning,) = account.run(module, check_mode, **options)["warnings"]
    assert "is created beside redis 'first'" in warning
    assert "previous_name" in warning


def test_no_warning_of_what_is_declared_beside(account: Account) -> None:
    """Two stores in one environment, both of them in the list."""
    result = account.stores(store("production", "new"), store("production", "first"), store("test", "second"))
    assert "warnings" not in result


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"environment_key": "prodution"}, "no environment 'prodution' in project 'default'"),
        ({"project_key": "defualt"}, "no project 'defualt'"),
    ],
)
@pytest.mark.parametrize("state", ["present", "absent"])
@pytest.mark.parametrize("plural", [False, True])
def test_a_place_that_is_not_there(account: Account, keys: dict[str, str], said: str, state: str, plural: bool) -> None:
    """Check mode knows what the run would know, and absence in a misspelt place is no success to rely on."""
    entry = {**store("production", "first", state=state), **keys}
    options = {"stores": [entry]} if plural else entry
    for check_mode in (True, False):
        result = account.run("big_segment_stores" if plural else "big_segment_store", check_mode, **options)
        if check_mode or state == "absent":
            assert not result.get("failed"), result
            (warning,) = result["warnings"]
            assert said in warning
            assert "Did you mean" in warning
        else:
            assert said in result["msg"]
            assert "Did you mean" in result["msg"]


def test_places_are_looked_up_once_for_each_project(account: Account) -> None:
    """Whatever the number of entries: of a place that is there, and of one that is not."""
    names = [f"new {number}" for number in range(5)]
    good = [store(environment, name) for environment in ("production", "test") for name in names]
    for state in ("present", "absent"):
        account.emulator.clear_requests()
        result = account.run("big_segment_stores", True, stores=[{**one, "state": state} for one in good])
        assert len(result["changes"]) == (len(good) if state == "present" else 0)
        assert account.reads() == {STORES: 1, "projects/default/environments": 1}
    bad = [{**one, "project_key": "defualt"} for one in good]
    account.emulator.clear_requests()
    result = account.run("big_segment_stores", True, stores=[*good, *bad])
    assert len([text for text in result["warnings"] if "There is no project 'defualt'" in text]) == len(bad)
    assert account.reads() == {
        STORES: 1,
        "projects/default/environments": 1,
        "projects/defualt/environments": 1,
        "projects/defualt": 1,
        "projects": 1,
    }


def test_the_place_of_one_entry_is_read_by_itself(account: Account) -> None:
    """A project may have hundreds of environments."""
    account.emulator.clear_requests()
    account.run("big_segment_stores", True, stores=[store("production", "one"), store("production", "two")])
    assert account.reads() == {STORES: 1, "projects/default/environments/production": 1}


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ({"project_keys": ["default", "defualt"]}, "prune_scope.project_keys: there is no project 'defualt'"),
        (
            {"project_keys": ["default"], "environment_keys": ["production", "tset"]},
            "prune_scope.environment_keys: there is no environment 'tset'",
        ),
    ],
)
def test_a_scope_that_is_not_there(account: Account, scope: dict[str, Any], said: str) -> None:
    """Less would be pruned than the user believes."""
    (warning,) = account.stores(store("production", "first"), prune_scope=scope, prune_limit=5)["warnings"]
    assert said in warning
    assert "Did you mean" in warning


def test_an_integration_that_is_not_there(account: Account) -> None:
    """What is in no list is absent, with a warning; a scope needs one that is there."""
    which = {"integration_key": "custom-approval", "name": "one", "state": "absent"}
    result = account.run("integration_configuration", **which)
    assert (result["changed"], result.get("failed", False)) == (False, False)
    (warning,) = result["warnings"]
    assert "Did you mean 'custom-approvals'" in warning
    result = account.run("integration_configurations", configurations=[which])
    assert (result["changed"], result["failures"]) == (False, [])
    scope = {"prune": True, "prune_scope": {"integration_keys": ["custom-approval"]}}
    result = account.run("integration_configurations", configurations=[], **scope)
    assert "read the integration configurations of custom-approval in prune_scope" in result["msg"]
    assert "Did you mean 'custom-approvals'" in result["msg"]


def test_the_secret_of_a_configuration_is_not_lost_by_a_rename_in_the_list(account: Account) -> None:
    """Too little to create the new one with: the old one, whose secret nobody can read, stays."""
    which = {"integration_key": "custom-approvals", "config_values": VALUES}
    account.run("integration_configuration", name="one", secret_config_values=SECRET, **which)
    scope = {"prune": True, "prune_scope": {"integration_keys": ["custom-approvals"]}, "prune_limit": "100%"}
    result = account.run("integration_configurations", configurations=[{**which, "name": "two"}], **scope)
    assert result["failed"] is True
    (stored,) = account.emulator.state()["integration_configurations"]
    assert stored["configValues"]["apiKey"] == SECRET["apiKey"]


def test_who_it_is_that_writes(account: Account) -> None:
    """Asked once, right before the first write; not by a check, nor where there is nothing to write."""
    entries = [store("production", "first", enabled=True), store("test", "second", enabled=True)]
    for options in ({"check_mode": True}, {}, {}):
        account.emulator.clear_requests()
        result = account.stores(*entries, **options)
        calls = [entry for entry in account.emulator.requests()["log"] if "health" not in entry["path"]]
        asked = [index for index, call in enumerate(calls) if call["path"] == "/api/v2/caller-identity"]
        if not account.writes():
            assert asked == [] and "caller" not in result, options
            continue
        assert asked == [[call["method"] for call in calls].index("PATCH") - 1]
        assert result["caller"] == {
            "account_id": "57be1db38b75bf0772d11380",
            "token_name": "emulator",
            "token_kind": "auth",
            "token_id": "57be1db38b75bf0772d11382",
            "member_id": "57be1db38b75bf0772d11381",
            "scopes": ["admin"],
        }
    assert account.writes() == []


def test_who_it_is_that_prunes(account: Account) -> None:
    """Also where deletions are all that there is to write."""
    result = account.stores(store("production", "first"), prune_limit="100%")
    assert (result["changed"], account.writes()) == (True, ["DELETE"])
    assert result["caller"]["token_name"] == "emulator"


@pytest.mark.parametrize("right", ["401", "403"])
def test_who_it_is_that_may_not_write(account: Account, right: str) -> None:
    """One call for all refusals; each names account and token, and what the token lacks."""
    account.emulator.settings(dialect={"unauthorized_right": right})
    entries = [store("production", "first", enabled=True), store("test", "second", enabled=True)]
    result = account.stores(*entries, prune=False, access_token=account.emulator.token + "-reader")
    assert (result["failed"], result["changed"], len(result["failures"])) == (True, False, 2)
    for failure in result["failures"]:
        assert failure["error"]["caller"] == result["caller"]
        assert (
            "the token 'emulator reader' of account 57be1db38b75bf0772d11380, with the scope reader" in failure["msg"]
        )
        assert "role must allow this action" in failure["msg"] and "unknown or expired" not in failure["msg"]
    paths = [entry["path"] for entry in account.emulator.requests()["log"]]
    assert paths.count("/api/v2/caller-identity") == 1


def test_a_token_that_may_not_ask_who_it_is(account: Account) -> None:
    """It costs that call, and nothing else is different."""
    account.emulator.faults([{"kind": "error", "status": 403, "code": "forbidden", "path": "/caller-identity"}])
    result = account.stores(store("production", "first", enabled=True), prune=False)
    assert (result["changed"], result["failures"], account.writes()) == (True, [], ["PATCH"])
    assert "caller" not in result and "warnings" not in result
    paths = [entry["path"] for entry in account.emulator.requests()["log"]]
    assert paths.count("/api/v2/caller-identity") == 1


@pytest.mark.parametrize("shown", ["absent", "asterisks"])
def test_a_note_of_a_secret_is_no_part_of_the_result(account: Account, shown: str) -> None:
    """What the run did is what the check said, also where a tag had to note what the service does not show."""
    account.emulator.reset(dialect={"secret_shown": shown})
    checked = account.stores(store("test", "new"), check_mode=True)
    result = account.stores(store("test", "new"))
    assert (result["failures"], account.writes()) == ([], ["POST", "PATCH"])
    assert result["changes"][0]["operations"] == checked["changes"][0]["operations"]
    assert result["diff"] == checked["diff"]
    assert "A tag notes that" in str(result["warnings"])
    values = {"snowflakeHostAddress": "abc.example.com", "selectedEnv": "default/test", "privateKey": "supersecret123"}
    one = {"integration_key": "snowflake-experimentation", "name": "one", "config_values": values}
    checked, result = (account.run("integration_configuration", check_mode, **one) for check_mode in (True, False))
    assert result["operations"] == checked["operations"]
    assert result["diff"] == checked["diff"]
    # It is in the first of the two answers only.
    assert "CREATE DATABASE" in result["integration_configuration"]["snowflakeSetupScript"]


def test_the_last_line_counts(account: Account) -> None:
    """In a check and in a run alike, whatever was done, and after what failed."""
    entries = [
        store("test", "new"),
        store("production", "first", tags=["new"]),
        store("test", "second", state="absent"),
    ]
    counts = "1 created, 1 changed, 1 deleted, 0 unchanged, 0 failed"
    assert account.stores(*entries, check_mode=True)["msg"] == f"In check mode, nothing was written: {counts}"
    assert account.stores(*entries)["msg"] == counts
    failed = account.stores(*entries, store("tset", "third"))
    assert failed["msg"].splitlines()[0].startswith("1 of 4 could not be brought")
    assert failed["msg"].splitlines()[-1] == "0 created, 0 changed, 0 deleted, 3 unchanged, 1 failed"
