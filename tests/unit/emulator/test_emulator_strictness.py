# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How strict and how strange the emulator can be: each setting with each of its answers."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import requests
from emulator.control import Emulator
from emulator.dialect import (
    DEFAULT_DIALECT,
    DIALECTS,
    NAMED_DIALECTS,
    known_dialects,
    load_dialect,
    random_dialect,
    resolve_dialect,
)
from emulator_api import SECRET, STORES, Api, code

MASK = "sup********123"


def read_with_ends(emulator: Emulator, api: Api, store: dict) -> dict:
    """The config as a dialect without surprises shows it, which tells what is stored."""
    emulator.settings(dialect="default")
    return api.again(store)["config"]


@pytest.mark.parametrize(
    ("refusal", "status", "error"),
    [
        ("live", 400, "invalid_request"),
        ("no_code", 400, None),
        ("invalid_patch", 400, "invalid_patch"),
        ("patch_failed", 422, "patch_failed"),
        ("method_not_allowed", 405, "method_not_allowed"),
    ],
)
def test_refusals_of_a_path(emulator: Emulator, api: Api, refusal: str, status: int, error: str | None) -> None:
    emulator.settings(dialect={"config_patch": "whole", "patch_refusal": refusal})
    store = api.create_store()
    answer = api.patch_one(store, "/config/port", "1")
    assert (answer.status_code, answer.json().get("code")) == (status, error)
    live = 'Unsupported json-patch operation: path "/config/port" does not exist'
    assert (answer.json()["message"] == live) is (refusal in ("live", "no_code"))
    assert api.again(store) == store


@pytest.mark.parametrize(("answer", "status"), [("member", 200), ("whole", 400)])
def test_parts_of_the_capability_config(emulator: Emulator, api: Api, answer: str, status: int) -> None:
    emulator.settings(dialect={"capability_patch": answer})
    statement = {"effect": "allow", "resources": ["*"], "actions": ["*"]}
    whole = {"auditLogEventsHook": {"statements": [statement]}}
    configuration = api.create_configuration(capabilityConfig=whole)
    changed = [{**statement, "effect": "deny"}]
    assert (
        api.patch_one(configuration, "/capabilityConfig/auditLogEventsHook/statements", changed).status_code == status
    )
    seen = api.again(configuration)["capabilityConfig"]["auditLogEventsHook"]["statements"]
    assert seen == (changed if status == 200 else [statement])
    patched = api.patch_one(configuration, "/capabilityConfig", {"approvals": {}}).json()
    assert patched["capabilityConfig"] == {"approvals": {}}


@pytest.mark.parametrize(("answer", "stored"), [("stored", SECRET), ("masked", MASK)])
def test_the_document_that_is_patched(emulator: Emulator, api: Api, answer: str, stored: str) -> None:
    emulator.settings(dialect={"patched_document": answer})
    store = api.create_store()
    assert api.patch_one(store, "/name", "x").status_code == 200
    assert emulator.state()["stores"][0]["config"]["password"] == SECRET
    assert api.patch_one(store, "/config/port", "1").status_code == 200
    assert emulator.state()["stores"][0]["config"]["password"] == stored


@pytest.mark.parametrize(("answer", "shown"), [("erased", None), ("kept", MASK), ("refused", MASK)])
def test_secrets_that_a_whole_config_omits(emulator: Emulator, api: Api, answer: str, shown: str | None) -> None:
    emulator.settings(dialect={"omitted_secret": answer})
    store = api.create_store()
    patched = api.patch_one(store, "/config", {"host": "other"})
    assert patched.status_code == (400 if answer == "refused" else 200)
    config = api.again(store)["config"]
    assert config.get("password") == shown
    assert config["host"] == ("redis.example.com" if answer == "refused" else "other")


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("ends", MASK), ("absent", "-"), ("empty", ""), ("null", None), ("asterisks", "*" * 8), ("bullets", "•" * 8)],
)
def test_how_a_secret_is_shown(emulator: Emulator, api: Api, answer: str, shown: str | None) -> None:
    emulator.settings(dialect={"secret_shown": answer})
    store = api.create_store()
    assert store["config"].get("password", "-") == shown
    assert read_with_ends(emulator, api, store)["password"] == MASK


@pytest.mark.parametrize(("answer", "shown"), [("asterisks", "***"), ("one", "*"), ("two", "**"), ("clear", "abc")])
def test_short_secrets(emulator: Emulator, api: Api, answer: str, shown: str) -> None:
    emulator.settings(dialect={"short_mask": answer})
    assert api.create_store(config={"host": "h", "password": "abc"})["config"]["password"] == shown


@pytest.mark.parametrize(("answer", "status"), [("refuse", 400), ("ignore", 201)])
def test_unknown_members(emulator: Emulator, api: Api, answer: str, status: int) -> None:
    emulator.settings(dialect={"unknown_members": answer})
    created = api.post(f"{STORES}/default/test/redis", json={"config": {"host": "h"}, "nme": "x"})
    assert created.status_code == status
    assert "nme" not in created.json()
    project = {
        "name": "P",
        "key": "p",
        "nme": 1,
        "environments": [{"name": "E", "key": "e", "color": "ffffff", "x": 1}],
    }
    assert api.post("/api/v2/projects", json=project).status_code == status


@pytest.mark.parametrize(("answer", "there"), [("shown", True), ("absent", False)])
def test_false_and_empty_members(emulator: Emulator, api: Api, answer: str, there: bool) -> None:
    emulator.settings(dialect={"false_members": answer, "empty_members": answer})
    store, configuration = api.create_store(on=False), api.create_configuration(enabled=False)
    listed = api.get(STORES).json()["items"][0]
    assert ("enabled" in configuration, "tags" in configuration) == (there, there)
    # These are required in the answers of stores.
    assert [(one["on"], one["tags"]) for one in (store, listed)] == [(False, [])] * 2
    approvals = api.get("/api/v2/projects/default/environments/test").json()["approvalSettings"]
    assert ("autoApplyApprovedChanges" in approvals) is there
    assert approvals["required"] is False
    filled = api.create_store(on=True, tags=["a"], config={"host": "h", "tlsEnabled": False})
    assert (filled["on"], filled["tags"], "tlsEnabled" in filled["config"]) == (True, ["a"], there)
    assert api.patch_one(filled, "/config/tlsEnabled", True).json()["config"]["tlsEnabled"] is True


@pytest.mark.parametrize(("answer", "refusal"), [("403", (403, "forbidden")), ("401", (401, "unauthorized"))])
def test_tokens_without_the_right(emulator: Emulator, api: Api, answer: str, refusal: tuple[int, str]) -> None:
    emulator.settings(dialect={"unauthorized_right": answer})
    store = api.create_store()
    api.headers["Authorization"] = emulator.reader_token
    assert api.again(store) == store
    assert api.get("/api/v2/caller-identity").json()["tokenName"] == "emulator reader"
    assert code(api.patch_one(store, "/name", "x")) == refusal
    assert code(api.delete(store["_links"]["self"]["href"])) == refusal
    assert code(api.post("/api/v2/projects", json={"key": "p", "name": "P"})) == refusal
    assert emulator.state()["stores"][0]["name"] == "store"


def test_every_error_has_an_id(emulator: Emulator, api: Api) -> None:
    emulator.faults([{"kind": "fail_before", "path": "/projects/fault"}, {"kind": "error", "path": "/projects/error"}])
    emulator.settings(dialect={"config_patch": "whole", "patch_refusal": "no_code"})
    store = api.create_store()
    refused = [api.get(f"/api/v2/{path}") for path in ("x", "projects/x", "projects/fault", "projects/error")]
    refused += [api.patch_one(store, "/config/port", "1"), requests.get(emulator.url + STORES, timeout=10)]
    emulator.settings(rate_limit={"limit": 0})
    refused.append(api.get(STORES))
    assert [answer.status_code for answer in refused] == [404, 404, 503, 500, 400, 401, 429]
    assert len({answer.json()["id"] for answer in refused}) == len(refused)
    assert api.get(STORES).json() == refused[-1].json()


def test_manifests_and_addresses(api: Api) -> None:
    manifests = {item["key"]: item for item in api.get("/api/v2/integration-manifests").json()["items"]}
    variables = {variable["key"]: variable for variable in manifests["redis"]["formVariables"]}
    assert variables["password"]["isSecret"] and not variables["host"]["isOptional"]
    assert manifests["custom-approvals"]["name"]
    assert manifests["custom-approvals"]["capabilities"] == {"approval": {}, "allowIntegrationConfigurations": True}
    assert manifests["redis"]["capabilities"] == {"bigSegmentStore": {}}
    assert manifests["redis"]["requiresOauth"] is False
    assert manifests["custom-approvals-oauth"]["requiresOauth"] is True
    # Whoever opens a firewall for LaunchDarkly may have no token yet.
    addresses = api.get("/api/v2/public-ip-list", headers={"Authorization": None}).json()
    assert addresses["addresses"] and addresses["outboundAddresses"]


def test_a_client_can_satisfy_the_hostile_dialect(emulator: Emulator, api: Api) -> None:
    emulator.settings(dialect="hostile")
    store = api.create_store(on=True)
    assert "password" not in store["config"]

    def stored() -> dict:
        return emulator.state()["stores"][0]["config"]

    # The secret goes along with the member, or with the whole config.
    secret = {"op": "add", "path": "/config/password", "value": SECRET}
    operations = [{"op": "replace", "path": "/config/port", "value": "2"}, secret]
    assert api.patch(store["_links"]["self"]["href"], json=operations).status_code == 200
    assert (stored()["port"], stored()["password"]) == ("2", SECRET)
    whole = {"host": "other", "port": "1", "password": SECRET}
    assert api.patch_one(store, "/config", whole).status_code == 200
    assert stored().items() >= whole.items()
    assert api.patch_one(store, "/on", False).json()["on"] is False
    # Without the secret both lose it.
    assert api.patch_one(store, "/config/port", "3").status_code == 200
    assert not stored().get("password")
    configuration = api.create_configuration(tags=["a"])
    refused = api.patch_one(configuration, "/enabled", False)
    assert (refused.status_code, set(refused.json())) == (400, {"message", "id"})
    assert "enabled" not in api.patch_one(configuration, "/on", False).json()


def test_dialects_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "live-2026-11-26.json"
    path.write_text('{"settings": {"unknown_members": "refuse"}, "date": "2026-11-26"}')
    found = {**DEFAULT_DIALECT, "unknown_members": "refuse"}
    assert load_dialect(str(path)) == found
    monkeypatch.setattr("emulator.dialect.DIRECTORY", tmp_path)
    assert load_dialect("live-2026-11-26") == found
    assert known_dialects() == {**NAMED_DIALECTS, "live-2026-11-26": found}
    for text in ('{"settings": {"unknown_members": "x"}}', '{"settings": {"unknown": 1}}', "[]", "{}"):
        path.write_text(text)
        with pytest.raises(ValueError, match=r"unknown|object"):
            load_dialect(str(path))
    with pytest.raises(ValueError, match="unknown dialect 'nothing'"):
        load_dialect("nothing")


def test_random_dialects() -> None:
    drawn = [random_dialect(random.Random(seed)) for seed in range(200)]
    assert drawn[7] == random_dialect(random.Random(7))
    for dialect in drawn:
        assert resolve_dialect(json.loads(json.dumps(dialect)), {}) == dialect
        assert (dialect["patched_document"], dialect["secret_shown"]) != ("masked", "null")
    for setting, answers in DIALECTS.items():
        assert all(any(dialect[setting] == answer for dialect in drawn) for answer in answers), setting
