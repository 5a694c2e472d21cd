# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The four tasks, whole, against the emulator: run as in Ansible's worker."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process

STORE = "big_segment_store"
CONFIGURATION = "integration_configuration"
REDIS = {"host": "redis.example.com", "port": 6379, "password": "supersecret123"}
VALUES = {"baseURL": "https://approvals.example.com"}


class Runner:
    """Runs tasks with the options that they all need."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.connection = {"access_token": emulator.token, "base_url": emulator.url}

    def store(self, *, diff: bool = False, check_mode: bool = False, **options: Any) -> Any:
        """The module big_segment_store for one environment."""
        place = {"project_key": "default", "environment_key": "test", "name": "store"}
        return run_in_process(STORE, {**self.connection, **place, **options}, check_mode, diff)

    def configuration(self, *, diff: bool = False, check_mode: bool = False, **options: Any) -> Any:
        """The module integration_configuration for one integration."""
        which = {"integration_key": "custom-approvals", "name": "one"}
        return run_in_process(CONFIGURATION, {**self.connection, **which, **options}, check_mode, diff)

    def info(self, module: str, **options: Any) -> Any:
        """What an info module lists."""
        result = run_in_process(f"{module}_info", {**self.connection, **options})
        assert result["changed"] is False
        return [document["name"] for document in result[f"{module}s"]]


@pytest.fixture
def runner(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Tasks against the emulator. A session made for one test remembers lists; it must not for the next."""
    monkeypatch.setattr(_in_process, "_readers", {})
    return Runner(emulator)


def test_the_life_of_a_store(runner: Runner) -> None:
    """Planned, made, found again, changed, removed, found gone."""
    wanted: dict[str, Any] = {"redis": REDIS, "tags": ["b", "a"], "enabled": True}
    check = runner.store(**wanted, check_mode=True, diff=True)
    made = runner.store(**wanted, diff=True)
    assert check["changed"] is made["changed"] is True
    assert (check["operations"], check["diff"]) == (made["operations"], made["diff"])
    assert made["big_segment_store"]["config"] == {"host": "redis.example.com", "port": "6379"}
    again = runner.store(**{**wanted, "tags": ["a", "b"]})
    assert (again["changed"], again["operations"]) == (False, [])
    changed = runner.store(redis={**REDIS, "port": "6380"}, diff=True)
    assert changed["operations"] == [{"op": "replace", "path": "/config/port", "value": "6380"}]
    assert changed["diff"]["after"]["redis"]["port"] == "6380"
    gone = runner.store(redis={}, state="absent")
    assert (gone["changed"], gone["big_segment_store"]) == (True, None)
    assert runner.store(redis={}, state="absent")["changed"] is False
    assert runner.emulator.state()["stores"] == []


def test_the_life_of_a_configuration(runner: Runner) -> None:
    """Likewise, with a secret that is nowhere in a result."""
    wanted: dict[str, Any] = {"config_values": VALUES, "secret_config_values": {"apiKey": "supersecret123"}}
    made = runner.configuration(**wanted, tags=["a"], diff=True)
    assert made["changed"]
    assert "supersecret123" not in repr(made)
    assert runner.configuration(**wanted)["changed"] is False
    turned_off = runner.configuration(enabled=False)
    assert turned_off["operations"] == [{"op": "replace", "path": "/enabled", "value": False}]
    statement = {"effect": "deny", "resources": ["proj/*"], "actions": ["*"]}
    hook = {"audit_log_events_hook": {"statements": [statement]}}
    assert runner.configuration(capability_config=hook)["changed"]
    assert runner.configuration(capability_config=hook)["changed"] is False
    assert runner.configuration(state="absent")["changed"]
    assert runner.emulator.state()["integration_configurations"] == []


def test_a_fingerprint_makes_rotation_exact(runner: Runner) -> None:
    """A password that keeps both ends is seen, and its tag is not."""
    key = {"fingerprint_key": "a-key-of-the-user", "tags": ["a"]}
    runner.store(redis=REDIS, **key)
    assert runner.store(redis=REDIS, **key)["changed"] is False
    rotated = runner.store(redis={**REDIS, "password": "sup-rotated-123"}, **key)
    assert [operation["path"] for operation in rotated["operations"]] == ["/config/password", "/tags"]
    assert rotated["big_segment_store"]["tags"] == ["a"]
    (stored,) = runner.emulator.state()["stores"]
    assert stored["config"]["password"] == "sup-rotated-123"
    assert [tag[:11] for tag in stored["tags"]] == ["a", "ansible-fp-"]


@pytest.mark.parametrize("config_patch", ["member", "whole"])
@pytest.mark.parametrize("check_mode", [True, False])
def test_a_config_is_changed_only_with_its_secrets(runner: Runner, config_patch: str, check_mode: bool) -> None:
    """Those that are needed are named; with them it works."""
    runner.store(redis=REDIS)
    runner.emulator.settings(dialect={"config_patch": config_patch})
    refused = runner.store(redis={"port": 6380}, check_mode=check_mode)
    assert refused["error"] == {"kind": "secrets_needed", "members": ["password"]}
    assert "Give their values in redis too" in refused["msg"]
    assert runner.emulator.requests()["writes"] == 1
    assert runner.store(redis={**REDIS, "port": 6380})["changed"]
    assert runner.emulator.state()["stores"][0]["config"]["password"] == "supersecret123"


def test_a_config_that_the_service_takes_only_whole(runner: Runner) -> None:
    """A secret that may be there is needed too; an empty text says that there is none."""
    redis = {"host": "redis.example.com"}
    runner.store(redis=redis)
    runner.emulator.settings(dialect={"config_patch": "whole", "refusal_style": "refuse"})
    refused = runner.store(redis={"port": 6380})
    assert (refused["error"]["kind"], refused["error"]["secrets_needed"]) == ("invalid_request", ["password"])
    assert "give password in redis too" in refused["msg"]
    assert runner.store(redis={**redis, "password": "", "port": 6380})["changed"]


def test_a_fixed_variable(runner: Runner) -> None:
    """It is never patched."""
    values = {"snowflakeHostAddress": "a.example.com", "selectedEnv": {"project": "default"}}
    which: dict[str, Any] = {"integration_key": "snowflake-experimentation"}
    made = runner.configuration(**which, config_values=values)
    assert "CREATE DATABASE" in made[CONFIGURATION]["snowflakeSetupScript"]
    moved = runner.configuration(**which, config_values={**values, "snowflakeHostAddress": "b.example.com"})
    assert moved["error"] == {"kind": "fixed_member", "options": ["config_values.snowflakeHostAddress"]}
    assert "state=absent, then state=present" in moved["msg"]


def test_stores_are_listed(runner: Runner) -> None:
    """Narrowed by each of the filters, with or without configs."""
    for environment, name, tags in (("test", "one", ["a"]), ("production", "two", ["a", "b"]), ("test", "three", [])):
        runner.store(environment_key=environment, name=name, tags=tags, redis=REDIS)
    assert sorted(runner.info(STORE)) == ["one", "three", "two"]
    assert sorted(runner.info(STORE, project_key="default", environment_key="test")) == ["one", "three"]
    assert runner.info(STORE, tags=["b", "a"]) == ["two"]
    assert runner.info(STORE, name="one") == ["one"]
    assert runner.info(STORE, kind="dynamodb") == []
    runner.emulator.clear_requests()
    gathered = run_in_process("big_segment_store_info", {**runner.connection, "gather_config": True})
    # The environments are known from the tasks that made the stores.
    assert runner.emulator.requests()["total"] == 4
    assert [store["config"]["port"] for store in gathered["big_segment_stores"]] == ["6379"] * 3
    assert not [store for store in gathered["big_segment_stores"] if "password" in store["config"]]
    (one,) = run_in_process("big_segment_store_info", {**runner.connection, "gather_config": True, "name": "one"})[
        "big_segment_stores"
    ]
    assert one["config"]["host"] == "redis.example.com"


def test_a_store_that_goes_while_configs_are_gathered(runner: Runner) -> None:
    """It is left out."""
    runner.store(name="one", redis=REDIS)
    runner.store(name="two", redis=REDIS)
    runner.emulator.faults([{"kind": "error", "status": 404, "code": "not_found", "route": "{integrationId}"}])
    assert len(runner.info(STORE, gather_config=True)) == 1


def test_configurations_are_listed(runner: Runner) -> None:
    """Of one, of many and of all integrations."""
    secret = {"secret_config_values": {"apiKey": "supersecret123"}}
    runner.configuration(name="one", config_values=VALUES, tags=["a"], **secret)
    runner.configuration(name="two", config_values=VALUES, enabled=False, **secret)
    runner.configuration(name="three", integration_key="devin", **secret)
    assert sorted(runner.info(CONFIGURATION)) == ["one", "three", "two"]
    assert runner.info(CONFIGURATION, integration_key="devin") == ["three"]
    assert runner.info(CONFIGURATION, integration_key=["custom-approvals", "devin", "devin"], tags=["a"]) == ["one"]
    assert runner.info(CONFIGURATION, integration_key="custom-approvals", enabled=False) == ["two"]
    unknown = run_in_process(f"{CONFIGURATION}_info", {**runner.connection, "integration_key": "nowhere"})
    assert unknown["integration_configurations"] == []
    (warning,) = unknown["warnings"]
    assert "read the integration configurations of nowhere: LaunchDarkly answered 404" in warning


def test_an_integration_that_the_account_does_not_have(runner: Runner) -> None:
    """Asked for all, it is passed over; other failures are not."""
    runner.emulator.faults([{"kind": "error", "status": 404, "code": "not_found"}])
    assert runner.info(CONFIGURATION) == []
    runner.emulator.faults([{"kind": "error", "status": 403, "code": "forbidden", "times": None}])
    result = run_in_process(f"{CONFIGURATION}_info", runner.connection)
    assert result["error"]["status"] == 403
