# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every setting of the dialect, with each of its answers."""

from __future__ import annotations

import time

import pytest
from emulator import DEFAULT_DIALECT, DIALECTS, OPPOSITE_DIALECT
from emulator.control import ControlError, Emulator
from emulator_api import CONFIGURATIONS, SECRET, STORES, Api, code

AS_IN_THE_DEFAULT = {
    # Without approvals, the tests of half of the modules would have nothing to declare.
    "approvals",
    # What is not shown, shown too long or not carried out costs calls of its own, which the playbooks that run under this
    # dialect count. Secrets that are not shown are part of the hostile dialect.
    "secret_shown",
    "delete_visible_ms",
    "refusal_style",
}


def test_the_dialects_are_complete() -> None:
    assert set(DEFAULT_DIALECT) == set(OPPOSITE_DIALECT) == set(DIALECTS)
    for setting, answers in DIALECTS.items():
        assert DEFAULT_DIALECT[setting] in answers
        assert OPPOSITE_DIALECT[setting] in answers
        same = len(answers) == 1 or setting in AS_IN_THE_DEFAULT
        assert (OPPOSITE_DIALECT[setting] == DEFAULT_DIALECT[setting]) is same, setting


def test_setting_a_dialect(emulator: Emulator) -> None:
    assert emulator.reset(dialect="opposite")["settings"]["dialect"] == OPPOSITE_DIALECT
    assert emulator.settings(dialect={"mask_length": "true_length"})["dialect"]["config_patch"] == "whole"
    assert emulator.reset()["settings"]["dialect"] == DEFAULT_DIALECT
    for wrong in ("upside-down", {"config_patsch": "whole"}, {"config_patch": "half"}, {"list_freshness_ms": -1}):
        with pytest.raises(ControlError):
            emulator.settings(dialect=wrong)


@pytest.mark.parametrize(
    ("refusal", "expected"), [("invalid_patch", (400, "invalid_patch")), ("patch_failed", (422, "patch_failed"))]
)
def test_whole_configs_only(emulator: Emulator, api: Api, refusal: str, expected: tuple[int, str]) -> None:
    emulator.settings(dialect={"config_patch": "whole", "patch_refusal": refusal})
    store, configuration = api.create_store(), api.create_configuration()
    assert code(api.patch_one(store, "/config/port", "1")) == expected
    assert code(api.patch_one(configuration, "/configValues/baseURL", "https://x.example.com")) == expected
    assert code(api.patch_one(store, "/config/username", op="remove")) == expected
    assert api.again(store) == store
    assert api.patch_one(store, "/config", {"host": "h"}).json()["config"] == {"host": "h"}
    assert api.patch_one(store, "/name", "x").status_code == 200
    emulator.settings(dialect={"config_patch": "member"})
    assert api.patch_one(store, "/config/host", "other").json()["config"] == {"host": "other"}
    assert code(api.patch_one(store, "/config/username", op="remove")) == expected


@pytest.mark.parametrize(("right", "wrong"), [("enabled", "on"), ("on", "enabled")])
def test_the_enabled_path(emulator: Emulator, api: Api, right: str, wrong: str) -> None:
    emulator.settings(dialect={"enabled_path": right})
    configuration = api.create_configuration()
    assert code(api.patch_one(configuration, f"/{wrong}", False)) == (400, "invalid_request")
    assert api.again(configuration)["enabled"] is True
    patched = api.patch_one(configuration, f"/{right}", False).json()
    assert "enabled" not in patched and "on" not in patched


def test_wrong_paths_may_be_ignored(emulator: Emulator, api: Api) -> None:
    emulator.settings(dialect={"refusal_style": "ignore", "config_patch": "whole"})
    store, configuration = api.create_store(), api.create_configuration()
    answer = api.patch_one(store, "/config/port", "1")
    assert (answer.status_code, answer.json()) == (200, store)
    answer = api.patch_one(configuration, "/on", False)
    assert (answer.status_code, answer.json()) == (200, configuration)
    assert code(api.patch_one(configuration, "/_id", "x")) == (400, "invalid_request")


@pytest.mark.parametrize("conflict", ["key_exists", "optimistic_locking_error"])
@pytest.mark.parametrize(
    ("number", "same_kind", "other_kind"), [("many", 201, 201), ("one_per_kind", 409, 201), ("one", 409, 409)]
)
def test_stores_in_one_environment(
    emulator: Emulator, api: Api, number: str, same_kind: int, other_kind: int, conflict: str
) -> None:
    emulator.settings(dialect={"stores_per_environment": number, "conflict_code": conflict})
    api.create_store()
    api.create_store("production")
    dynamodb = {"tableName": "t", "region": "us-east-1", "roleArn": "arn", "externalId": "id"}
    same = api.post(f"{STORES}/default/test/redis", json={"config": {"host": "h"}})
    other = api.post(f"{STORES}/default/test/dynamodb", json={"config": dynamodb})
    assert (same.status_code, other.status_code) == (same_kind, other_kind)
    for answer in (same, other):
        assert answer.status_code == 201 or code(answer) == (409, conflict)


@pytest.mark.parametrize(("answer", "kept"), [("stored", "sup********123"), ("recognised", SECRET)])
def test_masks_that_are_sent_back(emulator: Emulator, api: Api, answer: str, kept: str) -> None:
    emulator.settings(dialect={"masked_value": answer})
    store = api.create_store()
    assert api.patch_one(store, "/config", store["config"]).status_code == 200
    assert emulator.state()["stores"][0]["config"]["password"] == kept
    configuration = api.create_configuration()
    api.patch_one(configuration, "/configValues/apiKey", configuration["configValues"]["apiKey"])
    assert emulator.state()["integration_configurations"][0]["configValues"]["apiKey"] == kept
    api.patch_one(store, "/config/password", "sup*123")
    assert emulator.state()["stores"][0]["config"]["password"] == "sup*123"


@pytest.mark.parametrize(
    ("length", "short", "secret", "shown"),
    [
        ("true_length", "asterisks", "abcdefghij", "abc****hij"),
        ("true_length", "asterisks", "abcdefg", "abc*efg"),
        ("fixed", "asterisks", "abcdefg", "abc********efg"),
        ("fixed", "asterisks", "a" * 30, "aaa********aaa"),
        ("true_length", "asterisks", "abcdef", "******"),
        ("fixed", "asterisks", "abc", "********"),
        ("true_length", "overlap", "abcdef", "abc****def"),
        ("true_length", "overlap", "abc", "abc****abc"),
        ("true_length", "overlap", "ab", "ab****ab"),
        ("true_length", "plain_ends", "abcdef", "a****f"),
        ("true_length", "plain_ends", "ab", "**"),
        ("fixed", "plain_ends", "abc", "a********c"),
        ("true_length", "asterisks", "", ""),
        ("fixed", "overlap", "", ""),
        ("true_length", "asterisks", "äöüßéèê", "äöü*éèê"),
    ],
)
def test_masks(emulator: Emulator, api: Api, length: str, short: str, secret: str, shown: str) -> None:
    emulator.settings(dialect={"mask_length": length, "short_mask": short})
    store = api.create_store(config={"host": "h", "password": secret})
    assert store["config"]["password"] == shown
    assert api.again(store)["config"]["password"] == shown
    assert emulator.state()["stores"][0]["config"]["password"] == secret


def test_masks_follow_a_change_of_the_dialect(emulator: Emulator, api: Api) -> None:
    api.create_configuration()
    path = f"{CONFIGURATIONS}/keys/custom-approvals"
    assert api.get(path).json()["items"][0]["configValues"]["apiKey"] == "sup********123"
    emulator.patch_configuration(api.get(path).json()["items"][0]["_id"], {"configValues": {"apiKey": "x" * 20}})
    emulator.settings(dialect={"mask_length": "fixed"})
    assert api.get(path).json()["items"][0]["configValues"]["apiKey"] == "xxx********xxx"


def test_lists_that_lag_behind(emulator: Emulator, api: Api) -> None:
    emulator.seed(
        stores=[{"projectKey": "default", "environmentKey": "test", "integrationKey": "redis", "config": {}, "name": n}
                for n in ("first", "second")]
    )  # fmt: skip
    emulator.settings(dialect={"list_freshness_ms": 300})

    def names() -> list[str]:
        return [item["name"] for item in api.get(STORES).json()["items"]]

    assert names() == ["first", "second"]
    first, second = api.get(STORES).json()["items"]
    emulator.patch_store(first["_id"], {"config": {"host": "h"}})
    emulator.patch_store(second["_id"], {"config": {"host": "h"}})
    api.patch_one(first, "/name", "renamed")
    api.patch_one(first, "/name", "renamed again")
    api.delete(second["_links"]["self"]["href"])
    new = api.create_store()
    configuration = api.create_configuration()
    assert names() == ["first", "second"]
    assert api.get(f"{CONFIGURATIONS}/keys/custom-approvals").json()["items"] == []
    assert api.again(first)["name"] == "renamed again"
    assert api.again(new)["_id"] == new["_id"]
    time.sleep(0.35)
    assert names() == ["renamed again", "store"]
    assert api.get(f"{CONFIGURATIONS}/keys/custom-approvals").json()["items"] == [configuration]


def test_numeric_ports(emulator: Emulator, api: Api) -> None:
    body = {"config": {"host": "h", "port": 6380}}
    assert code(api.post(f"{STORES}/default/test/redis", json=body)) == (400, "invalid_request")
    emulator.settings(dialect={"numeric_port": "string"})
    assert api.create_store(**body)["config"]["port"] == "6380"
    body["config"]["port"] = True
    assert code(api.post(f"{STORES}/default/test/redis", json=body)) == (400, "invalid_request")


def test_defaults_may_be_filled_in(emulator: Emulator, api: Api) -> None:
    assert api.create_store(config={"host": "h"})["config"] == {"host": "h"}
    emulator.settings(dialect={"config_defaults": "filled", "false_members": "shown"})
    assert api.create_store(config={"host": "h"})["config"] == {
        "host": "h",
        "port": "6379",
        "username": "",
        "password": "",
        "tlsEnabled": False,
    }
