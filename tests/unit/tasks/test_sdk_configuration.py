# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an SDK has to be told, in the results of big_segment_store and big_segment_store_info, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process

STORE = "big_segment_store"
REDIS = {"host": "redis.example.com", "port": 6380, "password": "supersecret123", "tls_enabled": True}
TABLE = {
    "tableName": "segments",
    "region": "eu-west-1",
    "roleArn": "arn:aws:iam::123456789012:role/a",
    "externalId": "e",
}
WITHOUT_RIGHTS = {"kind": "fail_before", "method": "GET", "path": "/api/v2/projects", "times": None}


class Account:
    """Tasks that remember nothing of each other."""

    def __init__(self, emulator: Emulator, patch: pytest.MonkeyPatch) -> None:
        self.emulator = emulator
        self._patch = patch

    def __call__(self, module: str, check_mode: bool = False, **options: Any) -> Any:
        self._patch.setattr(_in_process, "_readers", {})
        connection = {"access_token": self.emulator.token, "base_url": self.emulator.url, "retries": 0}
        result = run_in_process(module, {**connection, **options}, check_mode)
        assert not result.get("failed"), result
        return result

    def store(self, check_mode: bool = False, **options: Any) -> Any:
        """A store of default/test."""
        place = {"project_key": "default", "environment_key": "test", "name": "one"}
        return self(STORE, check_mode, **{**place, **options})

    def calls(self) -> list[str]:
        """The paths since the last look, shortened."""
        log: list[dict[str, Any]] = self.emulator.requests()["log"]
        self.emulator.clear_requests()
        return [entry["path"].partition("?")[0].removeprefix("/api/v2/") for entry in log]

    def client_side_id(self, project_key: str, environment_key: str) -> str:
        """As LaunchDarkly has it."""
        (found,) = [
            environment["_id"]
            for project in self.emulator.state()["projects"]
            for environment in project["environments"]
            if (project["key"], environment["key"]) == (project_key, environment_key)
        ]
        return str(found)


@pytest.fixture
def account(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Account:
    """With the project that is there at first."""
    return Account(emulator, monkeypatch)


def test_a_redis_store(account: Account) -> None:
    """The same in check mode, after the creation, and of what is there; one call more, for the environment."""
    wanted = {
        "store_type": "redis",
        "prefix": account.client_side_id("default", "test"),
        "stale_after": 120,
        "host": "redis.example.com",
        "port": 6380,
        "tls_enabled": True,
    }
    assert account.store(check_mode=True, redis=REDIS)["sdk_configuration"] == wanted
    assert account.store(redis=REDIS)["sdk_configuration"] == wanted
    account.calls()
    assert account.store(enabled=False)["sdk_configuration"] == wanted
    assert account.calls()[-1] == "projects/default/environments/test"
    assert account.store(check_mode=True, redis={**REDIS, "port": 1})["sdk_configuration"] == {**wanted, "port": 1}
    assert "sdk_configuration" not in account.store(redis={}, state="absent")


def test_a_dynamodb_store(account: Account) -> None:
    """Found by its name alone."""
    where = {"projectKey": "default", "environmentKey": "production", "integrationKey": "dynamodb", "name": "one"}
    account.emulator.seed(stores=[{**where, "config": TABLE}])
    assert account.store(environment_key="production")["sdk_configuration"] == {
        "store_type": "dynamodb",
        "prefix": account.client_side_id("default", "production"),
        "stale_after": 120,
        "table_name": "segments",
        "region": "eu-west-1",
    }


def test_an_environment_that_is_not_there_yet(account: Account) -> None:
    """A check says so once, and knows nothing of an SDK."""
    result = account.store(check_mode=True, environment_key="staging", redis=REDIS)
    assert "sdk_configuration" not in result
    assert len(result["warnings"]) == 1 and "There is no environment 'staging'" in result["warnings"][0]


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_a_token_that_may_not_read_the_environment(account: Account, status: int) -> None:
    """Neither module fails; both say what is left out and why, and the rest is as ever."""
    account.emulator.faults([{**WITHOUT_RIGHTS, "status": status}])
    made = account.store(redis=REDIS)
    assert made["changed"] and "sdk_configuration" not in made
    told = "sdk_configuration is left out for default, test: Could not read the environment default/test"
    assert told in str(made["warnings"]) and str(status) in str(made["warnings"])
    found = account(f"{STORE}_info", gather_config=True)
    assert found["big_segment_stores"][0]["config"]["port"] == "6380"
    assert "sdk_configuration" not in found["big_segment_stores"][0]
    assert told in str(found["warnings"])


def test_many_stores(account: Account) -> None:
    """One call for each project, however many environments, and none where the configs are not asked for."""
    environments = [{"key": f"e{number}"} for number in range(30)]
    redis = {"integrationKey": "redis", "config": {"host": "h", "port": "6380"}}
    account.emulator.seed(
        projects=[{"key": "shop", "environments": environments}, {"key": "web", "environments": environments}],
        stores=[
            *[{"projectKey": "shop", "environmentKey": environment["key"], **redis} for environment in environments],
            {"projectKey": "web", "environmentKey": "e7", **redis},
            {"projectKey": "web", "environmentKey": "e7", "integrationKey": "dynamodb", "config": TABLE},
        ],
    )
    account.calls()
    listed = account(f"{STORE}_info")["big_segment_stores"]
    assert len(listed) == 32 and not any("sdk_configuration" in store for store in listed)
    assert len(account.calls()) == 1

    gathered = account(f"{STORE}_info", gather_config=True)["big_segment_stores"]
    calls = account.calls()
    assert len(calls) == 1 + 32 + 2
    assert sorted(path for path in calls if path.startswith("projects/")) == [
        "projects/shop/environments",
        "projects/web/environments/e7",
    ]
    for store in gathered:
        prefix = account.client_side_id(store["projectKey"], store["environmentKey"])
        assert store["sdk_configuration"]["prefix"] == prefix, store
    assert [store["sdk_configuration"]["store_type"] for store in gathered[-2:]] == ["redis", "dynamodb"]


def test_one_project_that_may_not_be_read(account: Account) -> None:
    """The stores of the others have it."""
    redis = {"integrationKey": "redis", "config": {"host": "h"}}
    account.emulator.seed(
        projects=[{"key": "shop", "environments": [{"key": "a"}, {"key": "b"}]}],
        stores=[
            *[{"projectKey": "shop", "environmentKey": key, **redis} for key in "ab"],
            {"projectKey": "default", "environmentKey": "test", **redis},
        ],
    )
    account.emulator.faults([{**WITHOUT_RIGHTS, "path": "/api/v2/projects/shop", "status": 403}])
    found = account(f"{STORE}_info", gather_config=True)
    told = ["sdk_configuration" in store for store in found["big_segment_stores"]]
    assert told == [False, False, True]
    (warning,) = found["warnings"]
    assert "for shop, a, b: Could not read the environments of project 'shop'" in warning
