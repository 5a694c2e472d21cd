# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is special of a kind in the table: rules of the service, and actions of its own."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import InvalidOption
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.audit_log_subscription import (
    AUDIT_LOG_SUBSCRIPTION,
)
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process
from kind_table import KIND_ROWS, SECRET

PRESETS = (("one", 1), ("one-more", 0))
ROWS = {kind.module: kind for kind in KIND_ROWS}


@pytest.fixture
def account(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """An emulator for tasks that remember nothing."""
    monkeypatch.setattr(_in_process, "_readers", {})
    return emulator


def run(account: Emulator, module: str, options: dict[str, Any], check_mode: bool = False) -> Any:
    """The result of a module."""
    connection = {"access_token": account.token, "base_url": account.url}
    return run_in_process(module, {**connection, **options}, check_mode, diff=True)


@pytest.mark.parametrize(("key", "how"), [("appdynamics", "by OAuth"), ("msteams-app", "by its own app")])
def test_what_no_call_can_subscribe(key: str, how: str) -> None:
    """It is refused before any write, and the check can be switched off."""
    declared: Any = {"integration_key": key, "name": "one", "validate_config": True, "url": None, "config_values": {}}
    nothing: Any = None
    with pytest.raises(InvalidOption, match=how):
        AUDIT_LOG_SUBSCRIPTION.check_new(declared, nothing, nothing)
    AUDIT_LOG_SUBSCRIPTION.check_new({**declared, "validate_config": False}, nothing, nothing)


def test_the_service_refuses_them_too(account: Emulator) -> None:
    """Where the check is switched off, its answer is what the task says."""
    options = {"name": "one", "validate_config": False}
    values = {"appdynamics": {"account": "a", "applicationID": "b"}, "msteams-app": {"url": "https://one.example.com"}}
    for key, config in values.items():
        result = run(account, "audit_log_subscription", {**options, "integration_key": key, "config_values": config})
        assert (result["error"]["status"], result["changed"]) == (400, False)


def test_an_identity_that_follows_from_others(account: Emulator) -> None:
    """LaunchDarkly shows it beside them: it is no difference, and no export declares it."""
    identities = [{"ldContextKind": "user", "mparticleUserIdentity": "customer_id"}]
    options = {
        "project_key": "default",
        "environment_key": "test",
        "kind": "mparticle",
        "name": "one",
        "config_values": {"environment": "production", "userIdentities": identities},
        "secret_config_values": {"apiKey": SECRET, "secret": SECRET},
    }
    made = run(account, "destination", options)
    assert made["destination"]["config"]["userIdentity"] == "customer_id"
    assert run(account, "destination", options)["changed"] is False
    (exported,) = run(account, "account_info", {"gather_subset": ["destinations"]})["account"]["destinations"]
    assert exported["config_values"] == options["config_values"]


def test_slack_is_told_where_to_write(account: Emulator) -> None:
    """By an address, which is a secret: whoever knows it can write there."""
    options = {"integration_key": "slack", "name": "one"}
    refused = run(account, "audit_log_subscription", options)
    assert refused["error"]["option"] == "url"
    address = "https://hooks.slack.example.com/services/T1/B2/abcdefgh"
    made = run(account, "audit_log_subscription", {**options, "url": address})
    assert made["changed"] is True
    assert address not in repr(made)
    assert account.state()["audit_log_subscriptions"][0]["url"] == address
    assert run(account, "audit_log_subscription", {**options, "url": address})["changed"] is False
    assert run(account, "audit_log_subscription", {**options, "url": f"{address}i"})["changed"] is True
    exported = run(account, "account_info", {"gather_subset": ["audit_log_subscriptions"]})
    assert [secret["path"][-1] for secret in exported["secrets"]] == ["url"]
    assert address not in repr(exported)


def test_a_feature_store_is_tried_after_a_change(account: Emulator) -> None:
    """Only then, and not in check mode."""
    options = ROWS["integration_delivery_configuration"].options(validate=True)
    account.clear_requests()

    def tried() -> int:
        count = sum(entry["path"].endswith("/validate") for entry in account.requests()["log"])
        account.clear_requests()
        return count

    assert run(account, "integration_delivery_configuration", options, check_mode=True)["changed"] is True
    assert tried() == 0
    assert run(account, "integration_delivery_configuration", options)["changed"] is True
    assert tried() == 1
    assert run(account, "integration_delivery_configuration", options)["changed"] is False
    assert tried() == 0
    assert run(account, "integration_delivery_configuration", {**options, "state": "absent"})["changed"] is True
    assert tried() == 0


def test_a_feature_store_that_cannot_be_used(account: Emulator) -> None:
    """The failure tells what was changed all the same."""
    options = ROWS["integration_delivery_configuration"].options(validate=True)
    options["config_values"]["storeId"] = "refused"
    result = run(account, "integration_delivery_configuration", options)
    assert (result["failed"], result["changed"]) == (True, True)
    assert result["error"] == {"kind": "not_validated", "status": 403}
    assert "LaunchDarkly cannot use it" in result["msg"]
    assert [one["op"] for one in result["operations"]] == ["add"]
    assert SECRET not in repr(result)


def test_an_import_is_begun_with_every_run(account: Emulator) -> None:
    """By name or id; in check mode it is not. What is not there is named."""
    kind = ROWS["flag_import_configuration"]
    place = {"project_key": "default", "integration_key": "unleash"}
    missing = run(account, "flag_import", {**place, "name": "two"})
    assert (missing["error"]["option"], missing["changed"]) == ("name", False)
    assert "there is no unleash flag import configuration 'two' of default" in missing["msg"]
    (one,) = account.seed(**{kind.state: [kind.seed()]})[kind.state]
    account.clear_requests()
    assert run(account, "flag_import", {**place, "name": "one"}, check_mode=True)["changed"] is True
    assert account.requests()["writes"] == 0
    for which in ({"name": "one"}, {kind.id_option: one}):
        result = run(account, "flag_import", {**place, **which})
        assert result["changed"] is True
        assert result["identity"][kind.id_option] == one
    posted = [entry["path"] for entry in account.requests()["log"] if entry["method"] == "POST"]
    assert len(posted) == 2
    assert {path.rpartition("/")[2] for path in posted} == {"trigger"}


@pytest.mark.parametrize("full_key", ["omit", "show", "hide"])
def test_the_key_of_a_relay_proxy_is_shown_once(account: Emulator, full_key: str) -> None:
    """To whoever asks for it, at the creation and at a reset, and never again."""
    options = ROWS["relay_proxy_configuration"].options(full_key=full_key)
    made = run(account, "relay_proxy_configuration", options)["relay_proxy_configuration"]
    stored = account.state()["relay_proxy_configurations"][0]["fullKey"]
    assert made.get("fullKey") == (None if full_key == "omit" else stored)
    again = run(account, "relay_proxy_configuration", options)
    assert (again["changed"], again["relay_proxy_configuration"].get("fullKey")) == (False, None)
    account.clear_requests()
    which = {"name": "one", "full_key": full_key, "old_key_expires_after": 60}
    reset = run(account, "relay_proxy_configuration_reset", which)
    new = account.state()["relay_proxy_configurations"][0]["fullKey"]
    assert new != stored
    assert reset["relay_proxy_configuration"].get("fullKey") == (None if full_key == "omit" else new)
    (call,) = [entry for entry in account.requests()["log"] if entry["method"] == "POST"]
    assert "/reset?expiry=" in call["path"]
    checked = run(account, "relay_proxy_configuration_reset", which, check_mode=True)
    assert (checked["changed"], account.state()["relay_proxy_configurations"][0]["fullKey"]) == (True, new)


@pytest.mark.parametrize("seconds", [-1, 366 * 24 * 3600 + 1])
def test_a_time_in_which_an_old_key_cannot_expire(account: Emulator, seconds: int) -> None:
    """It is refused before any call."""
    account.clear_requests()
    result = run(account, "relay_proxy_configuration_reset", {"name": "one", "old_key_expires_after": seconds})
    assert result["error"]["option"] == "old_key_expires_after"
    assert account.requests()["total"] == 0


def test_what_a_new_webhook_is_told(account: Emulator) -> None:
    """It is on unless the task says no, and signed if it has a secret; its tags come afterwards."""
    for options, on, sign in (({}, True, False), ({"secret": SECRET}, True, True), ({"enabled": False}, False, False)):
        account.reset()
        given = {"name": "one", "url": "https://one.example.com/", "tags": ["red"], **options}
        made = run(account, "webhook", given)
        assert [one["path"] for one in made["operations"]] == ["", "/tags"]
        (body,) = [entry["body"] for entry in account.requests()["log"] if entry["method"] == "POST"]
        assert (body["on"], body["sign"], "tags" in body) == (on, sign, False)
        assert account.state()["webhooks"][0]["tags"] == ["red"]


def test_the_secret_of_a_webhook_is_taken_away(account: Emulator) -> None:
    """By an empty one."""
    options = ROWS["webhook"].options()
    run(account, "webhook", options)
    assert run(account, "webhook", {**options, "secret": ""})["changed"] is True
    assert not account.state()["webhooks"][0]["secret"]
    assert run(account, "webhook", {**options, "secret": ""})["changed"] is False


def test_a_role_whose_lists_the_service_orders_in_its_own_way(account: Emulator) -> None:
    """That is no difference."""
    kind = ROWS["custom_role"]
    statement = {"effect": "allow", "resources": ["proj/b", "proj/a"], "actions": ["b", "a"]}
    account.seed(**{kind.state: [kind.seed(policy=[statement])]})
    other = {"effect": "allow", "resources": ["proj/a", "proj/b"], "actions": ["a", "b"]}
    assert run(account, "custom_role", kind.options(policy=[other]))["changed"] is False
    assert run(account, "custom_role", kind.options(policy=[{**other, "effect": "deny"}]))["changed"] is True


def test_roles_come_in_pages(account: Emulator) -> None:
    """All of them are read."""
    kind = ROWS["custom_role"]
    keys = [f"one-{number:02}" for number in range(45)]
    account.seed(**{kind.state: [kind.seed(key=key) for key in keys]})
    assert [one["key"] for one in run(account, "custom_role_info", {})["custom_roles"]] == keys
    pruning = {"prune": True, "prune_scope": {"prefix": "one"}, "prune_limit": "100%"}
    assert len(run(account, "custom_roles", {"roles": [], **pruning}, check_mode=True)["pruned"]) == 45


def test_a_role_that_launchdarkly_presets(account: Emulator) -> None:
    """It is listed, and otherwise let alone: not exported, not pruned, and a task that declares it is told."""
    kind = ROWS["custom_role"]
    account.seed(**{kind.state: [kind.seed(key=key, _presetBundleVersion=version) for key, version in PRESETS]})
    account.clear_requests()
    assert len(run(account, "custom_role_info", {})["custom_roles"]) == 2
    exported = run(account, "account_info", {"gather_subset": ["custom_roles"]})
    assert (exported["account"]["custom_roles"], "warnings" in exported) == ([], False)
    scope = {"prune": True, "prune_scope": {"prefix": "one"}, "prune_limit": "100%"}
    assert run(account, "custom_roles", {"roles": [], **scope})["pruned"] == []
    mine = {"custom_roles": [kind.options(custom_role_key=key) for key in ("mine-1", "mine-2")]}
    scope = {"prune": True, "scope": {"project_keys": ["default"]}, "prune_limit": "100%"}
    planned = run(account, "account", {**mine, **scope}, check_mode=True)
    assert ([one["identity"]["custom_role_key"] for one in planned["changes"]], planned["undeclared"]) == (
        ["mine-1", "mine-2"],
        [],
    )
    for options in (kind.options(name="Another"), {**kind.which, "state": "absent"}):
        result = run(account, "custom_role", options)
        assert (result["error"]["option"], result["changed"]) == ("custom_role_key", False)
        assert "is one that LaunchDarkly presets" in result["msg"]
    assert account.requests()["writes"] == 0


def test_a_new_role_that_is_not_seen_for_a_while(account: Emulator) -> None:
    """The task waits for it, so that the next one finds it."""
    account.settings(dialect={"list_freshness_ms": 400})
    options = ROWS["custom_role"].options()
    assert run(account, "custom_role", options)["changed"] is True
    account.clear_requests()
    again = run(account, "custom_role", options)
    assert (again["changed"], account.requests()["writes"]) == (False, 0)


def test_what_has_no_tags_is_not_pruned_beyond_its_prefix(account: Emulator) -> None:
    """Which has to be given."""
    kind = ROWS["relay_proxy_configuration"]
    account.seed(**{kind.state: [kind.seed(name=name) for name in ("ours-1", "ours-2", "theirs")]})
    pruning = {kind.entries: [], "prune": True, "prune_limit": "100%"}
    refused = run(account, kind.state, {**pruning, "prune_scope": {"prefix": ""}})
    assert "prune_scope: needs prefix" in refused["msg"]
    result = run(account, kind.state, {**pruning, "prune_scope": {"prefix": "ours-"}})
    assert len(result["pruned"]) == 2
    assert [one["name"] for one in account.state()[kind.state]] == ["theirs"]
