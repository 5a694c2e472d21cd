# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Health from one document, what an SDK needs to know, and the modules that need no store."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.packages import load
from ansible_collections.community.launchdarkly.plugins.module_utils._proof.health import health, summary
from ansible_collections.community.launchdarkly.plugins.module_utils._proof.reading import Membership, context_hash
from ansible_collections.community.launchdarkly.plugins.module_utils._proof.sdk_configuration import sdk_configuration
from emulator.control import Emulator
from in_process import run_in_process

NOW = 1_790_000_000.0
NOW_MS = int(NOW * 1000)


def ago(seconds: float) -> int:
    """Epoch milliseconds."""
    return NOW_MS - int(seconds * 1000)


STATUSES: list[tuple[dict[str, Any], str]] = [
    ({}, "never_synchronised"),
    ({"available": False, "errors": []}, "never_synchronised"),
    ({"available": True}, "healthy"),
    ({"available": True, "lastSync": ago(10)}, "healthy"),
    ({"available": True, "lastSync": ago(-10)}, "healthy"),
    ({"available": True, "lastSync": ago(120)}, "healthy"),
    ({"available": True, "lastSync": ago(121)}, "stale"),
    ({"available": True, "lastSync": ago(10), "potentiallyStale": True}, "stale"),
    # An error from before is no error now.
    ({"available": True, "lastSync": ago(10), "lastError": ago(500), "errors": [{"message": "x"}]}, "healthy"),
    ({"available": False, "lastSync": ago(500), "potentiallyStale": True}, "stale"),
    ({"available": False, "lastSync": ago(500), "potentiallyStale": True, "lastError": ago(900)}, "stale"),
    ({"available": False, "lastSync": ago(500), "potentiallyStale": True, "lastError": ago(90)}, "unavailable"),
    ({"available": False, "lastSync": ago(10)}, "unavailable"),
    ({"available": False, "lastError": ago(10)}, "unavailable"),
    ({"available": False, "errors": [{"statusCode": 500, "message": "no", "timestamp": ago(3)}]}, "unavailable"),
    # Of any other shape.
    ({"available": None, "lastSync": "yesterday", "lastError": True, "errors": {"a": 1}}, "never_synchronised"),
    ({"errors": [None, "text"]}, "unavailable"),
]


@pytest.mark.parametrize(("status", "expected"), STATUSES)
def test_status(status: dict[str, Any], expected: str) -> None:
    """Each has a message, and off goes before all."""
    found = health({"on": True, "integrationKey": "redis", "_status": status}, NOW, 120)
    assert found["status"] == expected and found["message"].endswith(".")
    assert health({"on": False, "_status": status}, NOW, 120)["status"] == "off"
    assert health({"_status": status}, NOW, 120)["status"] == "off"


def test_ages() -> None:
    """In seconds; what is ahead of this clock is not older than now."""
    status = {"lastSync": ago(1.5), "lastError": ago(-5), "errors": [{"message": "m", "timestamp": ago(7)}]}
    found = health({"on": True, "_status": status}, NOW, 120)
    assert (found["last_sync_age"], found["last_error_age"], found["errors"][0]["age"]) == (1.5, 0.0, 7.0)
    assert (found["last_sync"], found["last_error"]) == (ago(1.5), ago(-5))


def test_summary() -> None:
    """Every status is in it."""
    counts = summary([{"status": "off"}, {"status": "off"}, {"status": "stale"}])
    assert counts == {"healthy": 0, "stale": 1, "unavailable": 0, "off": 2, "never_synchronised": 0}


def test_what_an_sdk_needs() -> None:
    """The prefix is the client-side ID; no user name and no secret."""
    redis = {"host": "redis.example.com", "port": "6380", "tlsEnabled": True, "username": "u", "password": "p****d"}
    assert sdk_configuration({"integrationKey": "redis", "config": redis}, {"_id": "client-side"}) == {
        "store_type": "redis",
        "prefix": "client-side",
        "stale_after": 120,
        "host": "redis.example.com",
        "port": 6380,
        "tls_enabled": True,
    }
    dynamodb = {"tableName": "segments", "region": "eu-west-1", "roleArn": "arn", "externalId": "id"}
    assert sdk_configuration({"integrationKey": "dynamodb", "config": dynamodb}, {"_id": "client-side"}, 300) == {
        "store_type": "dynamodb",
        "prefix": "client-side",
        "stale_after": 300,
        "table_name": "segments",
        "region": "eu-west-1",
    }
    bare = sdk_configuration({"integrationKey": "redis"}, {})
    assert bare["prefix"] is None and bare["host"] is None and bare["port"] == 6379 and bare["tls_enabled"] is False


@pytest.mark.parametrize(
    ("included", "excluded", "expected"),
    [
        ((), (), False),
        (("vip.g1",), (), True),
        (("vip.g1",), ("vip.g1",), True),
        ((), ("vip.g1",), False),
        # Of an older generation only.
        (("vip.g1",), ("vip.g2",), False),
        (("vip.g10",), ("vip.g9",), True),
        (("vip2.g1", "a.vip.g1", "vip.g", "vip.g1x"), (), False),
    ],
)
def test_membership(included: tuple[str, ...], excluded: tuple[str, ...], expected: bool) -> None:
    """The newest generation counts, and include wins in it."""
    assert Membership(included, excluded).in_segment("vip") is expected


def test_hash() -> None:
    """As the SDK files a context."""
    impl = load("ldclient.impl.big_segments")
    assert context_hash("user-ä") == impl._hash_for_user_key("user-ä")


def run(module: str, emulator: Emulator, **options: Any) -> Any:
    """A task against the emulator."""
    return run_in_process(module, {"access_token": emulator.token, "base_url": emulator.url, **options})


def test_a_thousand_stores_are_one_call(emulator: Emulator) -> None:
    """Health of the whole account."""
    emulator.seed(bulk_stores=1000)
    emulator.clear_requests()
    found = run("big_segment_store_health", emulator)
    assert len(found["big_segment_stores"]) == 1000 and found["summary"]["never_synchronised"] == 1000
    assert found["healthy"] is False and found["changed"] is False
    assert emulator.requests()["total"] == 1


def test_public_ips(emulator: Emulator) -> None:
    """Both lists."""
    found = run("public_ips_info", emulator)
    assert found["addresses"] and found["outbound_addresses"] and found["changed"] is False


def test_selection(emulator: Emulator) -> None:
    """By each option; nothing that fits is healthy."""
    store = {"projectKey": "default", "environmentKey": "test", "integrationKey": "redis", "config": {"host": "h"}}
    emulator.seed(stores=[{**store, "name": "a"}, {**store, "name": "b", "environmentKey": "production"}])
    for options, names in (
        ({"name": "a"}, ["a"]),
        ({"environment_key": "production"}, ["b"]),
        ({"kind": "dynamodb"}, []),
        ({"project_key": "another"}, []),
    ):
        found = run("big_segment_store_health", emulator, **options)
        assert [one["name"] for one in found["big_segment_stores"]] == names
        assert found["healthy"] is not names
    assert "is not a number of seconds" in run("big_segment_store_health", emulator, stale_after=0)["msg"]


DEFAULT = {"project_key": "default", "environment_key": "test"}


def test_which_store_is_meant(emulator: Emulator) -> None:
    """None, several, another kind."""
    found = run("big_segment_store_proof", emulator, **DEFAULT)
    assert "there is no such big segment store in default/test" in found["msg"] and "It has none" in found["msg"]
    found = run("big_segment_store_proof", emulator, **{**DEFAULT, "environment_key": "tset"})
    assert "There is no environment 'tset'" in found["msg"]
    store = {"projectKey": "default", "environmentKey": "test", "integrationKey": "redis", "config": {"host": "h"}}
    emulator.seed(stores=[{**store, "name": "a"}, {**store, "name": "b"}])
    found = run("big_segment_store_proof", emulator, **DEFAULT)
    assert found["error"]["kind"] == "ambiguous" and "redis 'a'" in found["msg"]
    found = run("big_segment_store_proof", emulator, **DEFAULT, kind="dynamodb")
    assert "It has redis 'a'" in found["msg"]
    found = run("big_segment_store_proof", emulator, **DEFAULT, name="a", dynamodb={})
    assert found["msg"].startswith("dynamodb: the store is of the kind redis")
    found = run("big_segment_store_proof", emulator, **DEFAULT, name="a", segment_key="vip")
    assert "context_key" in found["msg"]


@pytest.mark.parametrize(("kind", "package"), [("redis", "redis"), ("dynamodb", "boto3")])
def test_a_missing_package(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, kind: str, package: str) -> None:
    """It is named, and so is how to install it."""
    config = {"host": "h"} if kind == "redis" else {"tableName": "segments", "region": "eu-west-1"}
    emulator.seed(
        stores=[{"projectKey": "default", "environmentKey": "test", "integrationKey": kind, "config": config}]
    )
    monkeypatch.setitem(__import__("sys").modules, package, None)
    found = run("big_segment_store_proof", emulator, **DEFAULT)
    assert found["error"] == {"kind": "missing_package", "package": package}
    assert f"-m pip install {package}" in found["msg"]


def test_a_prefix_that_nobody_may_see(emulator: Emulator) -> None:
    """Without the right to see the environment, it has to be given."""
    store = {"projectKey": "default", "environmentKey": "test", "integrationKey": "redis", "config": {"host": "h"}}
    emulator.seed(stores=[store])
    order = {"method": "GET", "kind": "fail_before", "status": 403, "path": "/api/v2/projects", "times": 10}
    emulator.faults([order])
    found = run("big_segment_store_proof", emulator, **DEFAULT)
    assert found["msg"].startswith("prefix: this access token cannot see the client-side ID"), found
