# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task account_info against the emulator: run as in Ansible's worker."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process

APPROVALS = {"baseURL": "https://approvals.example.com", "apiKey": "supersecret123"}
REDIS = {"host": "redis.example.com", "port": "6379", "password": "supersecret123"}


@pytest.fixture
def account(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """An emulator for tasks that remember nothing."""
    monkeypatch.setattr(_in_process, "_readers", {})
    return emulator


def read(emulator: Emulator, **options: Any) -> Any:
    """The result of the module."""
    return run_in_process("account_info", {"access_token": emulator.token, "base_url": emulator.url, **options})


def store(**values: Any) -> dict[str, Any]:
    """A store to seed."""
    place = {"projectKey": "default", "environmentKey": "test", "integrationKey": "redis", "name": "store"}
    return {**place, "config": REDIS, **values}


def test_only_what_is_asked_for_is_read(account: Emulator) -> None:
    """No call for another subset, no environments of another project."""
    account.seed(projects=[{"key": "shop", "name": "Shop"}], stores=[store()])
    account.clear_requests()
    result = read(account, gather_subset=["environments"], project_keys=["shop"])
    assert [(one["project_key"], one["environment_key"]) for one in result["account"]["environments"]] == [
        ("shop", "production"),
        ("shop", "test"),
    ]
    assert list(result["account"]) == ["environments"]
    assert result["secrets"] == []
    paths = {entry["path"] for entry in account.requests()["log"]}
    assert paths == {"/api/v2/projects?limit=100", "/api/v2/projects/shop/environments?limit=100"}


def test_the_order_does_not_depend_on_the_subsets_order(account: Emulator) -> None:
    """Projects come before what is in them."""
    result = read(account, gather_subset=["environments", "projects"])
    assert list(result["account"]) == ["projects", "environments"]


def test_stores_that_only_their_ids_tell_apart(account: Emulator) -> None:
    """Two of the same name get their ids, another kind and another name do not."""
    dynamodb = {"integrationKey": "dynamodb", "config": {"tableName": "segments", "region": "eu-central-1"}}
    ids = account.seed(stores=[store(), store(), store(name="other"), store(**dynamodb)])["stores"]
    stores = read(account, gather_subset=["big_segment_stores"])["account"]["big_segment_stores"]
    assert sorted(one["integration_id"] for one in stores if "integration_id" in one) == sorted(ids[:2])
    assert len(stores) == 4


def test_a_store_without_a_name_fits_the_others_too(account: Emulator) -> None:
    """It gets its id, those with names do not need theirs; the declarations apply without a change."""
    nameless, _named = account.seed(stores=[store(name=None), store()])["stores"]
    stores = read(account, gather_subset=["big_segment_stores"])["account"]["big_segment_stores"]
    assert {one.get("name"): one.get("integration_id") for one in stores} == {None: nameless, "store": None}
    options = {"access_token": account.token, "base_url": account.url, "stores": stores}
    result = run_in_process("big_segment_stores", options)
    assert (result["changed"], result.get("failed", False)) == (False, False)


def variables(account: Emulator, **options: Any) -> list[str]:
    """The names of the variables for the secrets of stores."""
    secrets = read(account, gather_subset=["big_segment_stores"], **options)["secrets"]
    return sorted(secret["variable"] for secret in secrets)


def test_the_variables_of_secrets_have_names_of_their_own(account: Emulator) -> None:
    """Made of keys and names; where one could mean several, of a digest too."""
    account.seed(stores=[store(), store(name="Store!"), store(name="ünï")])
    unique, one, another = variables(account)
    assert unique == "vault__big_segment_store__default__test__n__redis_password"
    for name in (one, another):
        assert re.fullmatch("vault__big_segment_store__default__test__store__redis_password__[0-9a-f]{8}", name)
    assert one != another


def test_a_variable_never_comes_to_mean_another_secret(account: Emulator) -> None:
    """Whatever else is exported: keys that differ only in what a variable cannot hold, and words cut differently."""
    places = {"a-b": "c", "a": "b-c", "a_b": "c", "A-b": "c"}
    account.seed(
        projects=[{"key": key, "environments": [{"key": place, "name": "x"}]} for key, place in places.items()],
        stores=[store(projectKey=key, environmentKey=place) for key, place in places.items()],
    )
    alone = {key: variables(account, project_keys=[key]) for key in places}
    assert alone["a-b"] == ["vault__big_segment_store__a_b__c__store__redis_password"]
    assert alone["a"] == ["vault__big_segment_store__a__b_c__store__redis_password"]
    assert len({name for names in alone.values() for name in names}) == len(places)
    together = set(variables(account))
    assert len(together) == len(places)
    assert {*alone["a"], *alone["a_b"], *alone["A-b"]} <= together
    # Its plain name is not in use at all where it could be taken for another's.
    assert alone["a-b"][0] not in together


def test_values_that_the_table_does_not_allow(account: Emulator) -> None:
    """The account has them: the declaration switches the check of values off."""
    account.seed(
        integration_configurations=[
            {
                "_integrationKey": "aiconfig-test-run",
                "name": "one",
                "configValues": {"apiKey": "supersecret123", "provider": "Another"},
            },
            {"_integrationKey": "custom-approvals", "name": "two", "configValues": APPROVALS},
        ]
    )
    found = read(account, gather_subset=["integration_configurations"])
    one, two = found["account"]["integration_configurations"]
    assert one["validate_config"] is False
    assert "validate_config" not in two
    assert [secret["path"][1] for secret in found["secrets"]] == [0, 1]


def test_what_no_task_can_declare_is_left_out_with_a_warning(account: Emulator) -> None:
    """A capability that is not an option costs itself, a name that no task takes costs the configuration."""
    account.seed(
        integration_configurations=[
            {
                "_integrationKey": "custom-approvals",
                "name": "one",
                "configValues": APPROVALS,
                "capabilityConfig": {"novelty": {"on": True}},
            },
            {"_integrationKey": "custom-approvals", "name": "", "configValues": APPROVALS},
        ]
    )
    result = read(account, gather_subset=["integration_configurations"])
    assert [one["name"] for one in result["account"]["integration_configurations"]] == ["one"]
    novelty, nameless = sorted(result["warnings"], key=lambda text: "novelty" not in text)
    assert "left out, since capabilityConfig.novelty is not an option of the module" in novelty
    assert "is left out, since no task can declare it" in nameless


def test_a_project_that_is_not_there(account: Emulator) -> None:
    """The option is named, and the project."""
    result = read(account, project_keys=["default", "missing"])
    assert result["failed"] is True
    assert "project_keys: there is no project 'missing' that this access token can see" in result["msg"]


def test_a_project_that_is_not_there_has_no_stores_either(account: Emulator) -> None:
    """An empty list would be taken for an answer."""
    result = read(account, gather_subset=["big_segment_stores"], project_keys=["missing"])
    assert "there is no project 'missing'" in result["msg"]


def test_an_integration_that_is_not_there(account: Emulator) -> None:
    """The user named it: a warning says so."""
    result = read(account, gather_subset=["integration_configurations"], integration_keys=["no-such-thing"])
    assert result["account"]["integration_configurations"] == []
    (warning,) = result["warnings"]
    assert "'no-such-thing' is not an integration that this collection knows" in warning


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"max_concurrency": 0}, "max_concurrency: must be from 1 to 32"),
        ({"max_concurrency": 33}, "max_concurrency: must be from 1 to 32"),
        ({"project_keys": ["a/b"]}, "project_keys"),
        ({"integration_keys": [""]}, "integration_keys"),
        ({"gather_subset": ["flags"]}, "gather_subset"),
    ],
)
def test_bad_options(account: Emulator, options: dict[str, Any], named: str) -> None:
    """Before any call."""
    account.clear_requests()
    result = read(account, **options)
    assert result["failed"] is True
    assert named in result["msg"]
    assert account.requests()["log"] == []


def test_a_forbidden_list(account: Emulator) -> None:
    """The error says what was wanted and which permission is needed."""
    account.faults([{"kind": "fail_before", "status": 403, "path": "/api/v2/integration-configurations"}])
    result = read(account, gather_subset=["integration_configurations"])
    assert result["failed"] is True
    assert result["error"]["kind"] == "forbidden"
    assert "read the integration configurations" in result["msg"]


def test_a_kind_that_the_account_does_not_have(account: Emulator) -> None:
    """Where all are asked for the others are exported, and a warning says why that one is not there at all."""
    account.faults([{"kind": "fail_before", "status": 403, "path": "/api/v2/roles"}])
    result = read(account)
    assert not result.get("failed")
    assert "custom_roles" not in result["account"]
    assert result["account"]["webhooks"] == []
    (warning,) = [one for one in result["warnings"] if "custom roles" in one]
    assert "left out" in warning and "the account's plan must include the feature" in warning
