# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What account_info declares under other keys: whatever names the old ones names the new ones."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.renaming import Renaming
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.specifiers import (
    renamed_selector,
    renamed_specifier,
)
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process

NEW = {("shop",): "shop2", ("shop", "production"): "staging"}
RENAME = {"projects": {"shop": "shop2"}, "environments": {"shop/production": "staging"}}
ENVIRONMENTS = [{"key": "production", "name": "Production"}, {"key": "test", "name": "Test"}]
SELECTED = {"projectKey": "shop", "environmentKey": "production", "projectId": "1", "environmentId": "2"}


def store(**values: Any) -> dict[str, Any]:
    """A store to seed."""
    config = {"host": "redis.example.com", "port": "6379", "password": "supersecret123"}
    place = {"projectKey": "shop", "environmentKey": "production", "integrationKey": "redis", "name": "store"}
    return {**place, "config": config, **values}


@pytest.fixture
def account(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """With a project, for tasks that remember nothing."""
    monkeypatch.setattr(_in_process, "_readers", {})
    emulator.seed(projects=[{"key": "shop", "name": "Shop", "environments": ENVIRONMENTS}], stores=[store()])
    return emulator


def run(emulator: Emulator, module: str, **options: Any) -> Any:
    """The result of a module."""
    return run_in_process(module, {"access_token": emulator.token, "base_url": emulator.url, **options})


def read(emulator: Emulator, **options: Any) -> Any:
    """What project shop has, as a copy."""
    return run(emulator, "account_info", **{"project_keys": ["shop"], "rename": RENAME, **options})


def test_keys_of_places_and_names_of_variables(account: Emulator) -> None:
    """In the order of an export of the copy."""
    rename = {"projects": {"shop": "shop2"}, "environments": {"shop/production": "zeta"}}
    result = read(account, rename=rename, gather_subset=["projects", "environments", "big_segment_stores"])
    found = result["account"]
    assert [(one["project_key"], one["name"]) for one in found["projects"]] == [("shop2", "Shop")]
    assert [(one["project_key"], one["environment_key"], one["name"]) for one in found["environments"]] == [
        ("shop2", "test", "Test"),
        ("shop2", "zeta", "Production"),
    ]
    assert [(one["project_key"], one["environment_key"]) for one in found["big_segment_stores"]] == [("shop2", "zeta")]
    assert [one["variable"] for one in result["secrets"]] == [
        "vault__big_segment_store__shop2__zeta__store__redis_password"
    ]
    assert "warnings" not in result


def test_an_environment_alone(account: Emulator) -> None:
    """The others, and their stores, are not read."""
    account.seed(stores=[store(environmentKey="test")])
    account.clear_requests()
    wanted = ["projects", "environments", "big_segment_stores"]
    found = read(account, environment_keys=["production"], gather_subset=wanted)["account"]
    assert [one["environment_key"] for one in found["environments"]] == ["staging"]
    assert [one["environment_key"] for one in found["big_segment_stores"]] == ["staging"]
    details = [entry["path"] for entry in account.requests()["log"] if "/redis/" in entry["path"]]
    assert len(details) == 1
    # A list is read once, whoever needs it.
    paths = [entry["path"] for entry in account.requests()["log"]]
    assert len(set(paths)) == len(paths)


def test_policies_and_selectors(account: Emulator) -> None:
    """In the configurations of integrations."""
    values = {"snowflakeHostAddress": "a.example.com", "privateKey": "supersecret123", "selectedEnv": SELECTED}
    statement = {"effect": "allow", "resources": ["proj/shop:env/production:flag/*", "proj/*:env/*"], "actions": ["*"]}
    hook = {"auditLogEventsHook": {"statements": [statement]}}
    approvals = {"baseURL": "https://approvals.example.com", "apiKey": "supersecret123"}
    account.seed(
        integration_configurations=[
            {"_integrationKey": "snowflake-experimentation", "name": "one", "configValues": values},
            {
                "_integrationKey": "custom-approvals",
                "name": "two",
                "configValues": approvals,
                "capabilityConfig": hook,
            },
        ]
    )
    result = read(account, gather_subset=["integration_configurations"])
    assert "msg" not in result, result["msg"]
    two, one = result["account"]["integration_configurations"]
    assert one["config_values"]["selectedEnv"] == {"projectKey": "shop2", "environmentKey": "staging"}
    (renamed,) = two["capability_config"]["audit_log_events_hook"]["statements"]
    assert renamed["resources"] == ["proj/shop2:env/staging:flag/*", "proj/*:env/*"]
    assert "warnings" not in result


@pytest.mark.parametrize(
    ("specifier", "renamed", "warnings"),
    [
        ("proj/shop", "proj/shop2", 0),
        ("proj/shop;web,mobile", "proj/shop2;web,mobile", 0),
        ("proj/shop:env/production", "proj/shop2:env/staging", 0),
        ("proj/shop;web:env/production;a,b:flag/*;c", "proj/shop2;web:env/staging;a,b:flag/*;c", 0),
        ("proj/shop:env/production;{critical:true}:flag/f", "proj/shop2:env/staging;{critical:true}:flag/f", 0),
        ("proj/shop:env/other", "proj/shop2:env/other", 0),
        ("proj/shop:env/*", "proj/shop2:env/*", 0),
        ("proj/shop:metric/production", "proj/shop2:metric/production", 0),
        ("proj/*", "proj/*", 0),
        ("proj/sh*:env/*:flag/*", "proj/sh*:env/*:flag/*", 0),
        ("proj/another:env/production", "proj/another:env/production", 0),
        ("proj/${roleAttribute/projects}:env/production", "proj/${roleAttribute/projects}:env/production", 0),
        ("member/shop", "member/shop", 0),
        ("", "", 0),
        # These mean the old one, and not the new one; the last two the other way round.
        ("proj/*:env/production", "proj/*:env/production", 1),
        ("proj/shop:env/prod*", "proj/shop2:env/prod*", 1),
        ("proj/*op", "proj/*op", 2),
        ("proj/*2", "proj/*2", 2),
        ("proj/shop2", "proj/shop2", 2),
    ],
)
def test_specifiers(specifier: str, renamed: str, warnings: int) -> None:
    """A key is renamed, a pattern is not; one that does not mean the copy as it meant the first is told."""
    told: list[str] = []
    assert renamed_specifier(specifier, Renaming(NEW, told.append)) == renamed
    assert len(told) == warnings
    assert all(repr(specifier) in text for text in told)


@pytest.mark.parametrize(
    ("value", "renamed"),
    [
        (SELECTED, {"projectKey": "shop2", "environmentKey": "staging"}),
        ({**SELECTED, "projectKey": "web"}, {**SELECTED, "projectKey": "web"}),
        ({"projectKey": "shop", "more": 1}, {"projectKey": "shop2", "more": 1}),
        ({"environmentKey": "shop"}, {"environmentKey": "shop"}),
        ("shop/production", "shop2/staging"),
        ("shop:production", "shop2:staging"),
        ("shop/test", "shop2/test"),
        ("shop", "shop"),
        (None, None),
    ],
)
def test_selectors(value: Any, renamed: Any) -> None:
    """The ids are those of the first, and are left out; what has another shape stays."""
    assert renamed_selector(value, Renaming(NEW)) == renamed


def test_what_only_its_id_tells_apart(account: Emulator) -> None:
    """A copy has no id yet: it is left out, with a warning; elsewhere it stays."""
    account.seed(
        projects=[{"key": "web", "environments": ENVIRONMENTS}],
        stores=[store(), store(projectKey="web"), store(projectKey="web"), store(name="another")],
    )
    result = read(account, project_keys=["shop", "web"], gather_subset=["big_segment_stores"])
    stores = result["account"]["big_segment_stores"]
    assert [(one["project_key"], one["name"]) for one in stores] == [
        ("shop2", "another"),
        ("web", "store"),
        ("web", "store"),
    ]
    assert [("integration_id" in one) for one in stores] == [False, True, True]
    (warning,) = result["warnings"]
    assert "big segment store 'store' of shop/production is left out: only its integration_id" in warning


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"rename": {"projects": {"shp": "new"}}}, "rename.projects: there is no project 'shp'"),
        ({"rename": {"projects": {"shp": "new"}}}, "Did you mean 'shop'?"),
        ({"rename": {"environments": {"shop/prodution": "new"}}}, "Did you mean 'shop/production'?"),
        ({"rename": {"environments": {"default/test": "new"}}}, "there is no environment 'default/test' among those"),
        ({"rename": {"environments": {"test": "new"}}}, "'test' is not the keys of project and environment: shop/test"),
        ({"rename": {"projects": {"shop/test": "new"}}}, "'shop/test' is not the key of a project"),
        ({"rename": {"projects": {"shop": "no key"}}}, "rename.projects.shop: 'no key' is not a key"),
        ({"rename": {"projects": {"shop": None}}}, "rename.projects.shop"),
        ({"rename": {"environments": {"shop/test": "production"}}}, "shop/production and shop/test would both be"),
        ({"rename": {"projects": {"shop": "default"}}, "project_keys": None}, "default and shop would both be default"),
        ({"environment_keys": ["prodution"], "rename": None}, "Did you mean 'production'?"),
        ({"environment_keys": ["a/b"], "rename": None}, "environment_keys: 'a/b' is not a key"),
        (
            {"environment_keys": ["test"], "rename": {"environments": {"shop/production": "new"}}},
            "there is no environment 'shop/production' among those that are read",
        ),
    ],
)
def test_what_cannot_be_renamed(account: Emulator, options: dict[str, Any], named: str) -> None:
    """A key that is not there, one that is none, and two that would be one."""
    result = read(account, **options)
    assert result["failed"] is True
    assert named in result["msg"]


def test_a_swap(account: Emulator) -> None:
    """Each gets the other's key."""
    rename = {"environments": {"shop/production": "test", "shop/test": "production"}}
    found = read(account, rename=rename, gather_subset=["environments", "big_segment_stores"])["account"]
    assert {one["name"]: one["environment_key"] for one in found["environments"]} == {
        "Production": "test",
        "Test": "production",
    }
    assert found["big_segment_stores"][0]["environment_key"] == "test"
