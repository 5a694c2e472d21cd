# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The definition of a persistent store: identity, places, what a task declares, what a message says."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import InvalidOption
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import ABSENT
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.identity import Identity
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.members import Single
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.big_segment_store import (
    BIG_SEGMENT_STORE,
    REGIONS,
)
from definition_helpers import Account, declared, store, store_of

STORE = store({})
BASE = "integration-capabilities/big-segment-store"
DYNAMODB = {
    "table_name": "segments",
    "region": "eu-west-1",
    "role_arn": "arn:aws:iam::123456789012:role/launchdarkly",
    "external_id": "3f1e2b0c-5a4d-4f6e-8b7a-9c0d1e2f3a4b",
}
FOUND = {
    "_id": "7",
    "projectKey": "p",
    "environmentKey": "e",
    "integrationKey": "redis",
    "name": "store",
    "config": {"host": "h", "password": "sup****123"},
}
ELSEWHERE = {**FOUND, "environmentKey": "f"}
THERE = {"projects/p": {}, "projects/p/environments/e": {}}


def options(**more: Any) -> dict[str, Any]:
    """Validated options: what is not given is null."""
    known = ("name", "integration_id", "enabled", "tags", "redis", "dynamodb")
    return {"project_key": "p", "environment_key": "e", **dict.fromkeys(known), **more}


def test_what_a_redis_store_declares() -> None:
    """Every member in its place, as the API has it."""
    redis = {"host": "h", "port": "6380", "username": "u", "password": "secret", "tls_enabled": True}
    desired = store(options(name="store", enabled=False, redis=redis, tags=["b", "a", "b"])).desired()
    assert desired.identity == store_of("p", "e", "redis", "store")
    assert {value.field.path: value.wanted for value in desired.values} == {
        ("name",): "store",
        ("on",): False,
        ("config", "host"): "h",
        ("config", "port"): "6380",
        ("config", "username"): "u",
        ("config", "password"): "secret",
        ("config", "tlsEnabled"): True,
        ("tags",): ["b", "a"],
    }
    assert [value.field.option for value in desired.values if value.field.secret] == ["redis.password"]


def test_what_a_dynamodb_store_declares() -> None:
    """Likewise."""
    desired = store(options(dynamodb=DYNAMODB)).desired()
    assert desired.identity == store_of("p", "e", "dynamodb")
    assert {value.field.path[-1]: value.wanted for value in desired.values} == {
        "tableName": "segments",
        "region": "eu-west-1",
        "roleArn": DYNAMODB["role_arn"],
        "externalId": DYNAMODB["external_id"],
    }


def test_what_is_not_given_is_not_declared() -> None:
    """An empty list is; a member that is null is not."""
    assert declared(store(options(name="store")).desired()) == {"name": "store"}
    assert declared(store(options(integration_id="7")).desired()) == {}
    assert declared(store(options(redis={"host": None, "port": None}, tags=[])).desired()) == {"tags": []}
    assert declared(store(options(redis={"password": "", "username": ""})).desired()) == {
        "redis.password": "",
        "redis.username": "",
    }


@pytest.mark.parametrize(
    "host",
    ["h", "redis.example.com.", "redis_1.internal", "10.0.0.1", "::1", "[fe80::1]", "xn--a", "ä.example.com", "a--b"],
)
def test_hosts(host: str) -> None:
    """Names and addresses."""
    assert declared(store(options(redis={"host": host})).desired()) == {"redis.host": host}


@pytest.mark.parametrize(
    "role",
    [
        "arn:aws:iam::123456789012:role/a",
        "arn:aws-us-gov:iam::123456789012:role/path/to/a",
        "arn:aws-cn:iam::123456789012:role/a",
    ],
)
def test_roles(role: str) -> None:
    """Of every partition of AWS."""
    assert declared(store(options(dynamodb={"role_arn": role})).desired()) == {"dynamodb.role_arn": role}


@pytest.mark.parametrize(
    ("given", "option"),
    [
        ({"redis": {}, "dynamodb": {}}, "redis, dynamodb"),
        ({}, "redis, dynamodb, name or integration_id"),
        ({"project_key": "a/b", "name": "x"}, "project_key"),
        ({"project_key": "x" * 101, "name": "x"}, "project_key"),
        ({"environment_key": "..", "name": "x"}, "environment_key"),
        ({"name": ""}, "name"),
        ({"integration_id": ".."}, "integration_id"),
        ({"integration_id": "a b"}, "integration_id"),
        ({"tags": ["a b"], "name": "x"}, "tags"),
        ({"redis": {"port": "0"}}, "redis.port"),
        ({"redis": {"port": "65536"}}, "redis.port"),
        ({"redis": {"port": "06379"}}, "redis.port"),
        ({"redis": {"host": "redis://h"}}, "redis.host"),
        ({"redis": {"host": "h:6379"}}, "redis.host"),
        ({"redis": {"password": "a***"}}, "redis.password"),
        ({"dynamodb": {"role_arn": "role"}}, "dynamodb.role_arn"),
        ({"dynamodb": {"region": "mars"}}, "dynamodb.region"),
        ({"dynamodb": {"table_name": "a b"}}, "dynamodb.table_name"),
        ({"dynamodb": {"table_name": "a/b"}}, "dynamodb.table_name"),
    ],
)
def test_bad_declarations(given: dict[str, Any], option: str) -> None:
    """The option is named as the user wrote it."""
    with pytest.raises(InvalidOption) as caught:
        store(options(**given)).desired()
    assert caught.value.option == option


@pytest.mark.parametrize(
    ("identity", "direct", "item", "create"),
    [
        (store_of("p", "e", "redis", "n"), None, f"{BASE}/p/e/redis/7", f"{BASE}/p/e/redis"),
        (
            store_of("p", "e", "redis", None, "7"),
            f"{BASE}/p/e/redis/7",
            f"{BASE}/p/e/redis/7",
            f"{BASE}/p/e/redis",
        ),
        # Only the list can tell the kind.
        (store_of("p", "e", None, None, "7"), None, f"{BASE}/p/e/redis/7", None),
    ],
)
def test_places(identity: Identity, direct: str | None, item: str, create: str | None) -> None:
    """As tuples of segments."""
    assert STORE.direct_path(identity) == (tuple(direct.split("/")) if direct else None)
    assert STORE.item_path(identity, FOUND) == tuple(item.split("/"))
    assert STORE.list_path(identity) == tuple(BASE.split("/"))
    assert create is None or STORE.create_path(identity) == tuple(create.split("/"))


@pytest.mark.parametrize(
    ("identity", "matches"),
    [
        (store_of("p", "e", "redis", "store"), True),
        (store_of("p", "e", "redis"), True),
        (store_of("p", "e", None, "store"), True),
        (store_of("p", "e", "dynamodb", "store"), False),
        (store_of("p", "e", "redis", "other"), False),
        (store_of("p", "e", "redis", "Store"), False),
        (store_of("p", "e", "dynamodb", "other", "7"), True),
        (store_of("p", "e", "redis", "store", "8"), False),
    ],
)
def test_identity(identity: Identity, matches: bool) -> None:
    """By id, else by kind and name as far as they are given."""
    assert STORE.matches(identity, FOUND) is matches


def test_scope() -> None:
    """The environment."""
    assert STORE.scope(store_of("p", "e", "redis")) == STORE.scope_of(FOUND)
    assert STORE.scope(store_of("p", "e", "redis")) != STORE.scope_of(ELSEWHERE)


@pytest.mark.parametrize(
    ("identity", "label"),
    [
        (store_of("p", "e", "redis", "n"), "redis big segment store 'n' of p/e"),
        (store_of("p", "e", "redis"), "redis big segment store of p/e"),
        (store_of("p", "e", None, None, "7"), "big segment store 7 of p/e"),
        # The name with the id: nobody knows a store by its id.
        (store_of("p", "e", None, "n", "7"), "big segment store 'n' (integration_id 7) of p/e"),
    ],
)
def test_labels(identity: Identity, label: str) -> None:
    """As far as it is known which store is meant."""
    assert STORE.label(identity) == label
    assert STORE.describe(FOUND) == "redis 'store' (integration_id 7, in p/e)"
    assert STORE.neighbours(identity, [FOUND]) == [STORE.describe(FOUND)]


def check_creation(given: dict[str, Any]) -> None:
    """As the engine asks before it creates one."""
    resource = store(given)
    resource.check_creation(resource.desired(), Account())


@pytest.mark.parametrize(
    ("given", "option"),
    [
        ({"name": "n"}, "redis or dynamodb"),
        ({"redis": {}}, "redis.host"),
        ({"redis": {"port": "1"}}, "redis.host"),
        ({"dynamodb": {}}, "dynamodb.table_name, dynamodb.region, dynamodb.role_arn, dynamodb.external_id"),
        ({"dynamodb": {**DYNAMODB, "region": None}}, "dynamodb.region"),
    ],
)
def test_what_a_creation_needs(given: dict[str, Any], option: str) -> None:
    """All that is missing is named at once."""
    with pytest.raises(InvalidOption, match="There is none yet in p/e that fits") as caught:
        check_creation(options(**given))
    assert caught.value.option == option
    check_creation(options(redis={"host": "h"}))
    check_creation(options(dynamodb=DYNAMODB))


@pytest.mark.parametrize(
    ("documents", "hint"),
    [
        ({}, "There is no project 'p' that this access token can see."),
        ({"projects/p": {}}, "There is no environment 'e' in project 'p' that this access token can see."),
        ({"projects/p": None}, ""),
        ({"projects/p": {}, "projects/p/environments/e": None}, ""),
        (THERE, ""),
        ({**THERE, BASE: [ELSEWHERE]}, ""),
        # What else is in the environment is no reason for a refusal that is not a conflict.
        ({**THERE, BASE: [FOUND]}, ""),
        (
            {"projects/p": {}, "projects/p/environments": [{"key": "ee"}, {"key": "test"}]},
            (
                "There is no environment 'e' in project 'p' that this access token can see. Did you mean 'ee'? There is"
                " also 'test'."
            ),
        ),
        (
            {"projects": [{"key": "pp"}]},
            "There is no project 'p' that this access token can see. Did you mean 'pp'?",
        ),
    ],
)
def test_why_a_creation_was_refused(documents: dict[str, Any], hint: str) -> None:
    """The project or the environment, and what is there instead; nothing where nobody may know."""
    assert STORE.refused(store_of("p", "e", "redis", "new"), Account(documents)) == hint


def test_why_a_creation_is_in_conflict() -> None:
    """A store is in the way: the ways around it, none of which is to delete it blindly."""
    new = store_of("p", "e", "redis", "new")
    assert STORE.refused(new, Account({**THERE, BASE: [ELSEWHERE]}), conflict=True) == ""
    assert STORE.refused(new, Account({**THERE, BASE: [FOUND]}), conflict=True) == (
        "The environment has redis 'store' (integration_id 7, in p/e). LaunchDarkly may take only one. To manage that"
        " one give its name (or integration_id); to rename it, its name as previous_name; to replace it, declare it"
        " with state absent first."
    )


@pytest.mark.parametrize(
    ("documents", "absent", "said"),
    [
        ({BASE: [ELSEWHERE]}, False, "7 is not this store but redis 'store' (integration_id 7, in p/f)"),
        ({BASE: [ELSEWHERE]}, True, "7 is not this store but"),
        (THERE, False, "leave out integration_id to have one created"),
        ({}, False, "There is no project 'p'"),
        ({**THERE, BASE: [{**FOUND, "_id": "8"}]}, False, "the store is not"),
    ],
)
def test_an_id_that_is_not_there(documents: dict[str, Any], absent: bool, said: str) -> None:
    """Elsewhere it is an error even of a removal; nowhere it is one of everything else."""
    with pytest.raises(InvalidOption) as caught:
        STORE.missing(store_of("p", "e", "redis", None, "7"), Account(documents), absent)
    assert caught.value.option == "integration_id"
    assert said in str(caught.value)


def test_nothing_is_wrong_with_what_is_merely_not_there() -> None:
    """It will be made, or is gone already."""
    STORE.missing(store_of("p", "e", "redis", "n"), Account(), False)
    STORE.missing(store_of("p", "e", "redis", None, "7"), Account(), True)
    STORE.check_found(store_of("p", "e", "redis", None, "7"), FOUND)


def test_secrets() -> None:
    """The password, wherever it is shown; a config that is none has none."""
    assert STORE.secret_paths(FOUND) == {("config", "password")}
    assert STORE.secret_paths({"config": None}) == STORE.secret_paths({}) == set()
    assert STORE.redacted(FOUND)["config"] == {"host": "h"}


def test_the_table_of_members() -> None:
    """Defaults come from the manifest; every member may be sent as a part of the whole config."""
    fields = {member.field.option: member.field for member in BIG_SEGMENT_STORE.members if isinstance(member, Single)}
    assert fields["redis.port"].default == "6379"
    assert fields["redis.tls_enabled"].default is False
    assert fields["dynamodb.region"].default is ABSENT
    assert all(field.other_paths == (("config",),) for name, field in fields.items() if "." in name)
    assert "eu-west-1" in REGIONS
