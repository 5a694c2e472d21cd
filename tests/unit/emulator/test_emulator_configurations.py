# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Integration configurations."""

from __future__ import annotations

import time

import pytest
from emulator.control import Emulator
from emulator_api import CONFIGURATIONS, SECRET, Api, code


def test_a_configuration_from_creation_to_deletion(emulator: Emulator, api: Api) -> None:
    created = api.create_configuration(tags=["a"])
    assert created["configValues"] == {"apiKey": "sup********123", "baseURL": "https://approvals.example.com"}
    assert (created["enabled"], created["tags"], created["_integrationKey"]) == (True, ["a"], "custom-approvals")
    assert abs(created["_createdAt"] - time.time() * 1000) < 5000
    assert set(created["_access"]) == {"allowed", "denied"}
    assert emulator.state()["integration_configurations"][0]["configValues"]["apiKey"] == SECRET
    assert api.get(f"{CONFIGURATIONS}/keys/custom-approvals").json()["items"] == [created]
    assert api.get(f"{CONFIGURATIONS}/keys/devin").json()["items"] == []
    patched = api.patch_one(created, "/enabled", False)
    assert patched.json() == {name: value for name, value in created.items() if name != "enabled"}
    assert api.again(created) == patched.json()
    assert api.delete(created["_links"]["self"]["href"]).status_code == 204
    assert code(api.get(created["_links"]["self"]["href"])) == (404, "not_found")


def test_names_are_free(api: Api) -> None:
    assert api.create_configuration()["_id"] != api.create_configuration()["_id"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [("nothing", (404, "not_found")), ("redis", (400, "invalid_request")), ("datadog", (400, "invalid_request"))],
)
def test_integrations_that_have_no_configurations(api: Api, key: str, expected: tuple[int, str]) -> None:
    assert code(api.get(f"{CONFIGURATIONS}/keys/{key}")) == expected
    assert code(api.post(f"{CONFIGURATIONS}/keys/{key}", json={"name": "x", "configValues": {}})) == expected


@pytest.mark.parametrize(
    ("key", "values", "status"),
    [
        ("custom-approvals", {"apiKey": "x"}, 400),
        ("custom-approvals", {"apiKey": "x", "baseURL": ""}, 400),
        ("custom-approvals-oauth", {}, 201),
        ("custom-approvals-oauth", {"x": "y"}, 400),
        ("aiconfig-test-run", {"apiKey": "x", "provider": "Nobody"}, 400),
        ("aiconfig-test-run", {"apiKey": "x", "provider": "OpenAI"}, 201),
        ("pagerduty-guardian-edition", {"integrationKey": "x", "severity": "info"}, 201),
        ("pagerduty-guardian-edition", {"integrationKey": "x", "severity": "info", "eventFilter": ["no"]}, 400),
        ("pagerduty-guardian-edition", {"integrationKey": "x", "severity": "info", "eventFilter": "no"}, 400),
        ("snowflake-experimentation", {"snowflakeHostAddress": "h", "selectedEnv": ""}, 400),
    ],
)
def test_values_have_to_fit_the_manifest(api: Api, key: str, values: dict, status: int) -> None:
    answer = api.post(f"{CONFIGURATIONS}/keys/{key}", json={"name": "x", "configValues": values})
    assert answer.status_code == status
    assert "_id" in answer.json() if status == 201 else code(answer) == (400, "invalid_request")


def test_only_the_creation_shows_the_set_up_script(api: Api) -> None:
    values = {"snowflakeHostAddress": "h.example.com", "selectedEnv": "default:test"}
    body = {"name": "x", "configValues": values}
    created = api.post(f"{CONFIGURATIONS}/keys/snowflake-experimentation", json=body).json()
    assert created["snowflakeSetupScript"]
    assert "snowflakeSetupScript" not in api.again(created)


@pytest.mark.parametrize(
    ("capability", "status"),
    [
        ({"approvals": {"additionalFormVariables": [{"key": "team", "type": "string"}]}}, 201),
        ({"auditLogEventsHook": {"statements": [{"effect": "allow", "resources": ["*"], "actions": ["*"]}]}}, 201),
        ({"auditLogEventsHook": {"statements": [{"effect": "allow", "resources": ["*"]}]}}, 400),
        ({"auditLogEventsHook": {"statements": [{"effect": "maybe", "resources": ["*"], "actions": ["*"]}]}}, 400),
        ({"unknown": {}}, 400),
        ([], 400),
    ],
)
def test_capability_config(api: Api, capability: object, status: int) -> None:
    body = {"name": "x", "configValues": {"apiKey": "x"}, "capabilityConfig": capability}
    answer = api.post(f"{CONFIGURATIONS}/keys/devin", json=body)
    assert answer.status_code == status
    assert status == 400 or answer.json()["capabilityConfig"] == capability


@pytest.mark.parametrize("path", ["/_id", "/_createdAt", "/_integrationKey", "/unknown"])
def test_members_that_cannot_be_patched(api: Api, path: str) -> None:
    assert code(api.patch_one(api.create_configuration(), path, "x", "add")) == (400, "invalid_request")


def test_a_patched_configuration_has_to_fit_too(api: Api) -> None:
    created = api.create_configuration()
    assert code(api.patch_one(created, "/configValues/apiKey", op="remove")) == (400, "invalid_request")
    assert code(api.patch_one(created, "/name", "")) == (400, "invalid_request")
    assert api.again(created) == created


def test_changes_by_somebody_else(emulator: Emulator, api: Api) -> None:
    created = api.create_configuration()
    emulator.patch_configuration(created["_id"], {"name": "theirs", "configValues": {"baseURL": None}})
    seen = api.again(created)
    assert (seen["name"], seen["configValues"]) == ("theirs", {"apiKey": "sup********123"})
    emulator.delete_configuration(created["_id"])
    assert api.get(created["_links"]["self"]["href"]).status_code == 404
