# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stores that work, and the ways to break them: health and proof name each rightly, and say what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from backends.redis_server import free_port
from real_store import READER, READER_PASSWORD, WRITER, WRITER_PASSWORD, RealDynamoDB, RealRedis, RealStore

TEN_MINUTES_MS = 600_000


@pytest.fixture(params=["redis", "dynamodb"])
def store(request: pytest.FixtureRequest) -> RealStore:
    """A store of each kind."""
    found: RealStore = request.getfixturevalue(f"real_{request.param}")
    return found


def expect(found: dict[str, Any], verdict: str, *words: str) -> None:
    """The verdict, and every one of ``words`` in what is said of it."""
    assert found.get("verdict") == verdict, found
    assert found["proven"] is (verdict == "proven")
    for word in words:
        assert word in found["message"], (word, found["message"])


def test_a_store_that_works(store: RealStore) -> None:
    """Nothing, then all of it. The SDK is told only what the proof returns."""
    assert store.health()["status"] == "never_synchronised"
    expect(store.proof(), "launchdarkly_cannot_write", "has not written to this store yet", "no synchronisation marker")
    assert store.synchronise()["available"] is True
    assert store.health()["status"] == "healthy"
    found = store.proof(context_key="user-1", segment_key="vip")
    expect(found, "proven", store.prefix)
    assert found["membership"] == {"included": ["vip.g1"], "excluded": [], "in_segment": True}
    assert found["store"]["other_markers"] == [] and found["store"]["error"] is None
    assert store.judge(found["sdk_configuration"]) == {"status": "HEALTHY", "member": True}
    assert store.judge(found["sdk_configuration"], "user-2") == {"status": "HEALTHY", "member": False}
    assert store.proof(context_key="user-2", segment_key="vip")["membership"]["in_segment"] is False
    assert store.proof(context_key="user-3", segment_key="vip")["membership"] == {
        "included": [],
        "excluded": [],
        "in_segment": False,
    }


def test_off(store: RealStore) -> None:
    """Off in LaunchDarkly."""
    store.emulator.patch_store(store.id, {"on": False})
    assert store.synchronise()["available"] is False
    assert store.health()["status"] == "off"
    expect(store.proof(), "store_off", "Set enabled to true")


def test_a_marker_ten_minutes_old(store: RealStore) -> None:
    """LaunchDarkly stopped: the SDK says STALE, and so does everybody."""
    store.synchronise(age_ms=TEN_MINUTES_MS)
    found = store.health()
    assert found["status"] == "stale" and 599 < found["last_sync_age"] < 660
    assert store.health(stale_after=3600)["status"] == "stale", "LaunchDarkly itself says that it may be stale"
    proven = store.proof()
    expect(proven, "launchdarkly_cannot_write", "more than 120 s is stale", "60")
    assert 599 < proven["store"]["marker"]["age"] < 660
    assert store.judge(proven["sdk_configuration"])["status"] == "STALE"
    wrong = {"port": free_port()} if store.kind == "redis" else {"table_name": "nowhere"}
    expect(store.proof(wrong), "both_broken", "is stale", "cannot be read")


@pytest.mark.parametrize("prefix", ["launchdarkly", "", "the other environment's"])
def test_a_wrong_prefix(store: RealStore, prefix: str) -> None:
    """No SDK reports it. The application may read what is under the right one, so that can be named."""
    store.synchronise()
    if isinstance(store, RealRedis):
        store.set_user(READER, READER_PASSWORD, "+get", "+smembers", "+@connection", keys="~*")
    prefix = store.other_prefix if prefix.startswith("the") else prefix
    found = store.proof(prefix=prefix)
    expect(found, "application_reads_elsewhere", f"Set the prefix in the SDK to {store.prefix!r}", "there is a marker")
    assert [marker["prefix"] for marker in found["store"]["other_markers"]] == [store.prefix]
    assert found["store"]["other_markers"][0]["environment"] == "default/test"
    assert store.judge({**found["sdk_configuration"], "prefix": prefix}) == {"status": "STALE", "member": False}
    assert store.judge(found["sdk_configuration"]) == {"status": "HEALTHY", "member": True}


def test_a_prefix_of_somebody_else(store: RealStore) -> None:
    """A Relay Proxy's, say: LaunchDarkly writes elsewhere. Whoever may list the store finds it by its marker."""
    store.synchronise()
    if isinstance(store, RealRedis):
        now = store.admin.get(f"{store.prefix}:big_segments_synchronized_on")
        store.admin.flushall()
        store.admin.set("relay:big_segments_synchronized_on", now)
        store.set_user(READER, READER_PASSWORD, "+@read", "+@connection", keys="~*")
    else:
        store.make_table("another")
        marker = {"S": "relay:big_segments_metadata"}
        store.client.put_item(TableName="another", Item={"namespace": marker, "key": marker})
    found = store.proof({} if store.kind == "redis" else {"table_name": "another"})
    expect(found, "application_reads_elsewhere", "There are markers under 'relay'", "Relay Proxy")
    assert found["store"]["searched"] == ""


def test_the_data_of_another_environment(store: RealStore) -> None:
    """The prefix is wrong, and yet under it is a fresh marker."""
    store.emulator.seed(
        stores=[
            {
                "projectKey": "default",
                "environmentKey": "production",
                "integrationKey": store.kind,
                "on": True,
                "config": store.emulator.state()["stores"][0]["config"],
            }
        ]
    )
    if isinstance(store, RealRedis):
        for name, password, rules in (
            (WRITER, WRITER_PASSWORD, ("+@read", "+@write", "+@transaction", "+@connection")),
            (READER, READER_PASSWORD, ("+get", "+smembers", "+@connection")),
        ):
            store.set_user(name, password, *rules, keys="~*")
    other = store.emulator.state()["stores"][1]["_id"]
    assert store.emulator.synchronise_store(other, **store.order)["available"] is True
    store.synchronise()
    found = store.proof(prefix=store.other_prefix)
    expect(found, "application_reads_elsewhere", "is not the client-side ID", store.prefix)


Break = Callable[[RealRedis], Any]

# What breaks LaunchDarkly's half, and the words of health for it. What it shares with the application breaks both.
LAUNCHDARKLY: dict[str, tuple[Break, str, str]] = {
    "wrong password": (
        lambda store: store.configure(password="not-the-password"),
        "launchdarkly_cannot_write",
        "Compare redis.username and redis.password of the store",
    ),
    "wrong port": (lambda store: store.configure(port=str(free_port())), "both_broken", "Compare redis.host"),
    "TLS off in LaunchDarkly": (
        lambda store: store.configure(tlsEnabled=False),
        "both_broken",
        "Compare redis.tls_enabled",
    ),
    "TLS on in LaunchDarkly, off at the server": (
        lambda store: store.configure(port=str(store.plain_port)),
        "both_broken",
        "Compare redis.tls_enabled",
    ),
    "ACL without SET": (
        lambda store: store.set_user(
            WRITER, WRITER_PASSWORD, "+@read", "+@write", "+@transaction", "+@connection", "-set"
        ),
        "launchdarkly_cannot_write",
        "+@write +@transaction",
    ),
}


@pytest.mark.parametrize("name", LAUNCHDARKLY)
def test_launchdarkly_cannot_write_to_redis(real_redis: RealRedis, name: str) -> None:
    """Redis's own error, and what to do about it."""
    damage, verdict, advice = LAUNCHDARKLY[name]
    damage(real_redis)
    assert real_redis.synchronise()["available"] is False
    found = real_redis.health()
    assert found["status"] == "unavailable" and found["last_error_age"] < 60
    assert found["errors"][-1]["message"].rstrip(".") in found["message"]
    assert advice in found["message"], found["message"]
    expect(real_redis.proof(), verdict, advice)
    # The application that was told the right place still gets there: then only LaunchDarkly's half is broken.
    right = {"port": real_redis.relay.port, "tls_enabled": True}
    expect(real_redis.proof(right), "launchdarkly_cannot_write", advice)


@pytest.mark.parametrize("name", ["wrong password", "TLS off in LaunchDarkly", "ACL without SET"])
def test_launchdarkly_cannot_write_any_more(real_redis: RealRedis, name: str) -> None:
    """Broken after it worked: what is in the store will soon be stale."""
    real_redis.synchronise()
    LAUNCHDARKLY[name][0](real_redis)
    real_redis.synchronise()
    assert real_redis.health()["status"] == "unavailable"
    expect(
        real_redis.proof({"port": real_redis.relay.port, "tls_enabled": True}),
        "launchdarkly_cannot_write",
        "will soon be stale",
    )


# How the application may be wrong, the kind of the error, and a part of what to do.
APPLICATION: dict[str, tuple[Callable[[RealRedis], dict[str, Any]], str, str]] = {
    "wrong password": (lambda store: {"password": "not-the-password"}, "authentication", "ACL GETUSER"),
    "no password": (lambda store: {"username": None, "password": None}, "authentication", "redis.password"),
    "wrong port": (lambda store: {"port": free_port()}, "unreachable", "Compare redis.host and redis.port"),
    "wrong host": (lambda store: {"host": "nowhere.invalid"}, "unreachable", "Compare redis.host"),
    "TLS off": (lambda store: {"tls_enabled": False}, "tls", "Set redis.tls_enabled to true"),
    "TLS on": (lambda store: {"port": store.plain_port}, "tls", "Set redis.tls_enabled to false"),
    "unknown CA": (lambda store: {"ca_path": None}, "tls", "set redis.ca_path"),
    "ACL without GET": (
        lambda store: store.set_user(READER, READER_PASSWORD, "+smembers", "+@connection") or {},
        "permission",
        "+get +smembers",
    ),
    "ACL for another prefix": (
        lambda store: (
            store.set_user(READER, READER_PASSWORD, "+get", "+smembers", "+@connection", keys="~other:*") or {}
        ),
        "permission",
        "~PREFIX:*",
    ),
}


@pytest.mark.parametrize("name", APPLICATION)
def test_the_application_cannot_read_redis(real_redis: RealRedis, name: str) -> None:
    """LaunchDarkly's half works, and both say so."""
    damage, kind, advice = APPLICATION[name]
    real_redis.synchronise()
    found = real_redis.proof(damage(real_redis))
    expect(found, "application_cannot_read", "cannot be read", advice)
    assert found["store"]["error"]["kind"] == kind, found["store"]
    assert found["launchdarkly"]["status"] == "healthy"


def test_another_redis(real_redis: RealRedis) -> None:
    """The application reads a store that works and is another one."""
    real_redis.synchronise()
    real_redis.admin.flushall()
    expect(real_redis.proof(), "application_reads_elsewhere", "compare host, port", "may not list the store")


DYNAMODB: dict[str, tuple[Callable[[RealDynamoDB], Any], str, str]] = {
    "other keys": (
        lambda store: (store.make_table("odd", ("id", "sort")), store.configure(tableName="odd")),
        "both_broken",
        "partition key 'namespace'",
    ),
    "no table": (lambda store: store.configure(tableName="nowhere"), "both_broken", "Compare dynamodb.table_name"),
    "other region": (lambda store: store.configure(region="us-east-1"), "both_broken", "dynamodb.region"),
    "wrong external ID": (
        lambda store: store.configure(externalId="7c9e6679-7425-40de-944b-e07fc1f90ae7"),
        "launchdarkly_cannot_write",
        "sts:ExternalId",
    ),
    "no such role": (
        lambda store: store.configure(roleArn="arn:aws:iam::123456789012:role/nobody"),
        "launchdarkly_cannot_write",
        "dynamodb.role_arn",
    ),
}


@pytest.mark.parametrize("name", DYNAMODB)
def test_launchdarkly_cannot_write_to_dynamodb(real_dynamodb: RealDynamoDB, name: str) -> None:
    """AWS's own error, and what to do about it."""
    damage, verdict, advice = DYNAMODB[name]
    damage(real_dynamodb)
    assert real_dynamodb.synchronise()["available"] is False
    found = real_dynamodb.health()
    assert found["status"] == "unavailable"
    assert advice in found["message"], found["message"]
    expect(real_dynamodb.proof(), verdict, advice)
    right = {"table_name": "launchdarkly-segments", "region": "eu-central-1"}
    expect(real_dynamodb.proof(right), "launchdarkly_cannot_write", advice)


@pytest.mark.parametrize(
    ("own", "kind", "advice"),
    [
        ({"table_name": "nowhere"}, "no_table", "Compare dynamodb.table_name"),
        ({"region": "us-east-1"}, "no_table", "dynamodb.region"),
        ({"table_name": "odd"}, "other_keys", "partition key 'namespace'"),
    ],
)
def test_the_application_cannot_read_dynamodb(
    real_dynamodb: RealDynamoDB, own: dict[str, Any], kind: str, advice: str
) -> None:
    """LaunchDarkly's half works."""
    real_dynamodb.make_table("odd", ("id", "sort"))
    real_dynamodb.synchronise()
    found = real_dynamodb.proof(own)
    expect(found, "application_cannot_read", advice)
    assert found["store"]["error"]["kind"] == kind


def test_no_credentials(real_dynamodb: RealDynamoDB, monkeypatch: pytest.MonkeyPatch) -> None:
    """boto3 finds none."""
    real_dynamodb.synchronise()
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    found = real_dynamodb.proof()
    expect(found, "application_cannot_read", "AWS credentials")
    assert found["store"]["error"]["kind"] == "authentication"


def test_nobody_there(real_dynamodb: RealDynamoDB, monkeypatch: pytest.MonkeyPatch) -> None:
    """No DynamoDB at its address."""
    real_dynamodb.synchronise()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    found = real_dynamodb.proof()
    expect(found, "application_cannot_read", "reaches DynamoDB")
    assert found["store"]["error"]["kind"] == "unreachable"


def test_another_table(real_dynamodb: RealDynamoDB) -> None:
    """The application reads a table that works and is another one."""
    real_dynamodb.make_table("another")
    real_dynamodb.synchronise()
    found = real_dynamodb.proof({"table_name": "another"})
    expect(found, "application_reads_elsewhere", "table another in eu-central-1", "compare host")
