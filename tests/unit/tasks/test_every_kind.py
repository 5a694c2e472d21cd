# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every kind of resource does, whatever it is: checked, made, changed, listed, pruned, exported, deleted."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.kinds import KINDS
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process
from kind_table import KIND_ROWS, NAMED_ROWS, SECRET, KindRow, put

by_kind = pytest.mark.parametrize("kind", KIND_ROWS, ids=lambda row: row.module)
by_name = pytest.mark.parametrize("kind", NAMED_ROWS, ids=lambda row: row.module)


@pytest.fixture
def account(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """An emulator for tasks that remember nothing."""
    monkeypatch.setattr(_in_process, "_readers", {})
    return emulator


def run(account: Emulator, module: str, options: dict[str, Any], check_mode: bool = False) -> Any:
    """The good result of a module, with diff mode."""
    connection = {"access_token": account.token, "base_url": account.url}
    result = run_in_process(module, {**connection, **options}, check_mode, diff=True)
    assert not result.get("failed"), result
    return result


def writes(account: Emulator) -> int:
    """How many there were since the last look."""
    found: int = account.requests()["writes"]
    account.clear_requests()
    return found


def test_the_table_has_every_kind() -> None:
    """But for those that have suites of their own."""
    own = {
        "project",
        "environment",
        "approval_request_setting",
        "big_segment_store",
        "integration_configuration",
    }
    assert {kind.name for kind in KINDS} - own == {row.module for row in KIND_ROWS}


@by_kind
def test_its_life(account: Emulator, kind: KindRow) -> None:
    """Made as the check says, changed member by member, never twice, and gone in the end."""
    options = kind.options()
    checked = run(account, kind.module, options, check_mode=True)
    assert writes(account) == 0
    made = run(account, kind.module, options)
    assert [checked[name] for name in ("changed", "operations", "diff")] == [
        made[name] for name in ("changed", "operations", "diff")
    ]
    assert made["changed"] is True
    assert SECRET not in repr(made)
    (stored,) = account.state()[kind.state]
    for change in kind.changes:
        there: Any = stored
        for name in change.path:
            there = there[name]
        assert there == change.first, change
    writes(account)
    assert run(account, kind.module, options)["operations"] == []
    for change in kind.changes:
        if change.first != change.later:
            put(options, change.option, change.later)
            checked = run(account, kind.module, options, check_mode=True)
            changed = run(account, kind.module, options)
            assert [one["path"] for one in changed["operations"]] == ["/" + "/".join(change.path)]
            assert checked["operations"] == changed["operations"]
            assert writes(account) == 1
            assert run(account, kind.module, options)["changed"] is False
    gone = run(account, kind.module, {**options, "state": "absent"})
    assert (gone["changed"], gone[kind.module], account.state()[kind.state]) == (True, None, [])
    assert run(account, kind.module, {**options, "state": "absent"})["changed"] is False


@by_name
def test_it_is_renamed(account: Emulator, kind: KindRow) -> None:
    """By its previous name, and by its id."""
    (one,) = account.seed(**{kind.state: [kind.seed()]})[kind.state]
    renamed = run(account, kind.module, kind.options(name="two", previous_name="one"))
    assert [operation["path"] for operation in renamed["operations"]] == ["/name"]
    assert renamed["identity"][kind.id_option] == one
    again = run(account, kind.module, {**kind.options(name="three"), kind.id_option: one})
    assert [operation["path"] for operation in again["operations"]] == ["/name"]
    assert [stored["name"] for stored in account.state()[kind.state]] == ["three"]


@by_kind
def test_many_are_declared_and_the_others_pruned(account: Emulator, kind: KindRow) -> None:
    """In the scope, and only there."""
    others = {"name": "other"} if kind.id_option else {"key": "other"}
    made = account.seed(**{kind.state: [kind.seed(**others)]})[kind.state]
    pruning = {"prune": True, "prune_scope": kind.scope, "prune_limit": "100%"}
    result = run(account, kind.state, {kind.entries: [kind.options()], **pruning})
    (created, *deleted) = result["changes"]
    assert created["operations"][0]["op"] == "add"
    assert len(result["pruned"]) == len(deleted) == 1
    assert made[0] not in [one["_id"] for one in account.state()[kind.state]]
    writes(account)
    again = run(account, kind.state, {kind.entries: [kind.options()], **pruning})
    assert (again["changed"], again["unchanged"], writes(account)) == (False, 1, 0)


@by_kind
def test_it_is_listed_without_its_secrets(account: Emulator, kind: KindRow) -> None:
    """By what says which one it is."""
    account.seed(**{kind.state: [kind.seed()]})
    result = run(account, f"{kind.module}_info", dict(kind.which))
    (found,) = result[kind.state]
    assert found["_id"] == account.state()[kind.state][0]["_id"]
    assert SECRET not in repr(result)
    assert SECRET[:3] + "*" not in repr(result)
    assert all(found.get(member) == value for member, value in kind.seeded_at.items() if member != "integrationKey")


def declarations(account: Emulator, **options: Any) -> dict[str, list[dict[str, Any]]]:
    """What the account has, with its secrets filled in as from a vault."""
    result = run(account, "account_info", options)
    assert "warnings" not in result
    names = [secret["variable"] for secret in result["secrets"]]
    assert len(set(names)) == len(names)
    for secret in result["secrets"]:
        subset, index, *place = secret["path"]
        put(result["account"][subset][index], tuple(place), SECRET)
    found: dict[str, list[dict[str, Any]]] = result["account"]
    return found


def test_an_account_with_all_kinds_is_exported_and_applied(account: Emulator) -> None:
    """Nothing is written; into an empty account a run does what its check says, and comes to the same."""
    account.seed(**{kind.state: [kind.seed()] for kind in KIND_ROWS})
    there = account.state()
    declared = declarations(account)
    writes(account)
    for kind in KIND_ROWS:
        assert len(declared[kind.state]) == 1
        assert run(account, kind.state, {kind.entries: declared[kind.state]})["changed"] is False
    assert writes(account) == 0
    account.reset()
    for kind in KIND_ROWS:
        options = {kind.entries: declared[kind.state]}
        checked, made = run(account, kind.state, options, check_mode=True), run(account, kind.state, options)
        assert [one["operations"] for one in checked["changes"]] == [one["operations"] for one in made["changes"]]
        assert made["changed"] is True
        assert run(account, kind.state, options)["changed"] is False
    now = account.state()
    for kind in KIND_ROWS:
        (before,), (after,) = there[kind.state], now[kind.state]
        for change in kind.changes:
            assert before[change.path[0]] == after[change.path[0]]
    assert declarations(account) == declared


def test_only_the_integrations_that_were_asked_for_are_exported(account: Emulator) -> None:
    """A key that is known to belong to another kind is not asked for: no warning, no call."""
    account.seed(**{kind.state: [kind.seed()] for kind in KIND_ROWS})
    account.clear_requests()
    declared = declarations(account, integration_keys=["datadog"])
    assert [one["name"] for one in declared["audit_log_subscriptions"]] == ["one"]
    assert declared["integration_configurations"] == []
    paths = [entry["path"] for entry in account.requests()["log"]]
    assert not [path for path in paths if "integration-configurations" in path]
