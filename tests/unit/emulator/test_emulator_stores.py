# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Persistent stores."""

from __future__ import annotations

import time

import pytest
from emulator.control import Emulator
from emulator_api import SECRET, STORES, Api, code

DYNAMODB = {
    "tableName": "segments",
    "region": "eu-west-1",
    "roleArn": "arn:aws:iam::123456789012:role/launchdarkly",
    "externalId": "5d1b2a3c-0000-4000-8000-000000000000",
}


def test_a_store_from_creation_to_deletion(api: Api) -> None:
    store = api.create_store(tags=["one"])
    assert store["config"] == {"host": "redis.example.com", "port": "6379", "password": "sup********123"}
    assert (store["on"], store["tags"], store["version"]) == (False, ["one"], 1)
    assert (store["projectKey"], store["environmentKey"], store["integrationKey"]) == ("default", "test", "redis")
    assert set(store["_links"]) == {"self", "parent", "project", "environment"}
    assert set(store["_access"]) == {"allowed", "denied"}
    assert store["_status"]["available"] is False
    assert not [name for name in store if name in ("_sequence", "_availableAt")]
    patched = api.patch_one(store, "/on", True)
    assert patched.status_code == 200
    assert (patched.json()["on"], patched.json()["version"]) == (True, 2)
    assert api.again(store) == patched.json()
    deleted = api.delete(store["_links"]["self"]["href"])
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert code(api.get(store["_links"]["self"]["href"])) == (404, "not_found")
    assert code(api.delete(store["_links"]["self"]["href"])) == (404, "not_found")


def test_secrets_are_stored_as_given(emulator: Emulator, api: Api) -> None:
    api.create_store()
    assert emulator.state()["stores"][0]["config"]["password"] == SECRET


def test_the_collection_shows_all_stores_with_less_config(emulator: Emulator, api: Api) -> None:
    api.create_store()
    api.post(f"{STORES}/default/production/dynamodb", json={"config": DYNAMODB})
    items = api.get(STORES).json()["items"]
    assert [item["config"] for item in items] == [{"host": "redis.example.com"}, {"tableName": "segments"}]
    assert [item["environmentKey"] for item in items] == ["test", "production"]
    assert SECRET not in api.get(STORES).text


def test_the_collection_follows_every_change(emulator: Emulator, api: Api) -> None:
    store = api.create_store()
    assert api.get(STORES).json()["items"][0]["name"] == "store"
    api.patch_one(store, "/name", "other")
    assert api.get(STORES).json()["items"][0]["name"] == "other"
    emulator.patch_store(store["_id"], {"name": "third"})
    assert api.get(STORES).json()["items"][0]["name"] == "third"
    api.delete(store["_links"]["self"]["href"])
    assert api.get(STORES).json()["items"] == []


@pytest.mark.parametrize(
    "path",
    ["default/test/redis", "nothing/test/redis", "default/nothing/redis", "default/test/nothing", "default/test/devin"],
)
def test_unknown_places_are_not_found(api: Api, path: str) -> None:
    wrong_id = f"{STORES}/{path}/0123"
    assert code(api.get(wrong_id)) == (404, "not_found")
    assert code(api.patch(wrong_id, json=[])) == (404, "not_found")
    if path != "default/test/redis":
        assert code(api.post(f"{STORES}/{path}", json={"config": {"host": "h"}})) == (404, "not_found")


def test_a_store_is_found_in_its_own_place_only(api: Api) -> None:
    path = api.create_store()["_links"]["self"]["href"]
    assert api.get(path.replace("/test/", "/production/")).status_code == 404
    assert api.get(path.replace("/redis/", "/dynamodb/")).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"config": None},
        {"config": []},
        {"config": {}},
        {"config": {"host": ""}},
        {"config": {"host": 5}},
        {"config": {"host": "h", "tlsEnabled": "yes"}},
        {"config": {"host": "h", "unknown": "x"}},
        {"config": {"host": "h", "password": None}},
        {"config": {"host": "h"}, "on": "true"},
        {"config": {"host": "h"}, "tags": "x"},
        {"config": {"host": "h"}, "tags": ["not a tag"]},
        {"config": {"host": "h"}, "tags": ["x" * 65]},
        {"config": {"host": "h"}, "name": 5},
    ],
)
def test_bodies_that_do_not_fit_are_refused(emulator: Emulator, api: Api, body: dict) -> None:
    assert code(api.post(f"{STORES}/default/test/redis", json=body)) == (400, "invalid_request")
    assert emulator.state()["stores"] == []


@pytest.mark.parametrize("name", sorted(DYNAMODB))
def test_every_dynamodb_variable_is_required(api: Api, name: str) -> None:
    config = {key: value for key, value in DYNAMODB.items() if key != name}
    assert code(api.post(f"{STORES}/default/test/dynamodb", json={"config": config})) == (400, "invalid_request")


def test_a_region_has_to_be_known(api: Api) -> None:
    body = {"config": {**DYNAMODB, "region": "mars-1"}}
    assert code(api.post(f"{STORES}/default/test/dynamodb", json=body)) == (400, "invalid_request")


def test_a_patch_is_all_or_nothing(emulator: Emulator, api: Api) -> None:
    store = api.create_store()
    before = emulator.state()["stores"]
    operations = [
        {"op": "replace", "path": "/name", "value": "other"},
        {"op": "replace", "path": "/config/tlsEnabled", "value": "yes"},
    ]
    assert code(api.patch(store["_links"]["self"]["href"], json=operations))[0] == 400
    assert emulator.state()["stores"] == before


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        ({}, (400, "invalid_request")),
        (["x"], (400, "invalid_request")),
        ([{"op": "replace", "value": 1}], (400, "invalid_request")),
        ([{"op": "replace", "path": "name", "value": "x"}], (400, "invalid_request")),
        ([{"op": "replace", "path": "", "value": {}}], (400, "invalid_request")),
        ([{"op": "replace", "path": "/name"}], (400, "invalid_request")),
        ([{"op": ["add"], "path": "/name", "value": "x"}], (400, "invalid_request")),
        ([{"op": "copy", "path": "/name", "from": "/_id"}], (400, "invalid_request")),
        ([{"op": "remove", "path": "/config/username"}], (400, "invalid_request")),
        ([{"op": "test", "path": "/name", "value": "x"}], (400, "invalid_request")),
        ([{"op": "test", "path": "/version", "value": 7}], (409, "optimistic_locking_error")),
        ([{"op": "add", "path": "/tags/9", "value": "x"}], (400, "invalid_request")),
        ([{"op": "replace", "path": "/_id", "value": "x"}], (400, "invalid_request")),
        ([{"op": "replace", "path": "/version", "value": 7}], (400, "invalid_request")),
        ([{"op": "replace", "path": "/projectKey", "value": "x"}], (400, "invalid_request")),
        ([{"op": "remove", "path": "/config"}], (400, "invalid_request")),
        ([{"op": "remove", "path": "/config/host"}], (400, "invalid_request")),
        ([{"op": "replace", "path": "/config/port", "value": 6380}], (400, "invalid_request")),
    ],
)
def test_patches_that_are_refused(emulator: Emulator, api: Api, operations: object, expected: tuple) -> None:
    store = api.create_store()
    before = emulator.state()["stores"]
    assert code(api.patch(store["_links"]["self"]["href"], json=operations)) == expected
    assert emulator.state()["stores"] == before


def test_patches_of_members_and_tags(emulator: Emulator, api: Api) -> None:
    store = api.create_store(tags=["a"])
    operations = [
        {"op": "test", "path": "/version", "value": 1},
        {"op": "add", "path": "/config/username", "value": "ld"},
        {"op": "remove", "path": "/config/port"},
        {"op": "add", "path": "/tags/-", "value": "b"},
    ]
    patched = api.patch(store["_links"]["self"]["href"], json=operations).json()
    assert patched["config"] == {"host": "redis.example.com", "password": "sup********123", "username": "ld"}
    assert (patched["tags"], patched["version"]) == (["a", "b"], 2)
    assert emulator.requests()["log"][-1]["body"] == operations


def test_a_patch_without_effect_keeps_the_version(api: Api) -> None:
    store = api.create_store()
    assert api.patch_one(store, "/name", "store").json()["version"] == 1


def test_status_by_setting_by_hand_and_by_time(emulator: Emulator, api: Api) -> None:
    emulator.settings(status={"available": True, "potentiallyStale": True})
    store = api.create_store()
    assert store["_status"] == {"available": True, "potentiallyStale": True}
    failing = {"available": False, "errors": [{"statusCode": 500, "message": "no", "timestamp": 1}], "lastError": 1}
    emulator.set_store_status(store["_id"], failing)
    assert api.again(store)["_status"] == failing
    emulator.set_store_status(store["_id"], {"available_after_ms": 150})
    assert api.again(store)["_status"]["available"] is False
    assert api.get(STORES).json()["items"][0]["_status"]["available"] is False
    time.sleep(0.2)
    assert api.get(STORES).json()["items"][0]["_status"]["available"] is True
    status = api.again(store)["_status"]
    assert status["available"] is True
    assert abs(status["lastSync"] - time.time() * 1000) < 5000


def test_ten_thousand_stores(emulator: Emulator, api: Api) -> None:
    created = emulator.seed(bulk_stores=10_000)
    assert len(created["stores"]) == 10_000
    items = api.get(STORES).json()["items"]
    assert len(items) == 10_000
    assert (items[7]["projectKey"], items[7]["environmentKey"], items[7]["name"]) == ("load", "env-0007", "store-0007")
    began = time.monotonic()
    api.get(STORES)
    api.again(items[9999])
    assert time.monotonic() - began < 1
