# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan, as tables: which operations, in which order, and nothing else."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.errors import FixedMember
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import Field, Value, When
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.outcome import Outcome
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.plan import (
    Operation,
    Plan,
    applied,
    plan_creation,
    plan_removal,
    plan_update,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.resource import Desired
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import SecretPolicy, is_fingerprint
from engine_things import ABSENT, FIELDS, THING, ThingIdentity, desired

AUTO = SecretPolicy()
KEYED = SecretPolicy("auto", "key", ("thing",))
CURRENT = {
    "_id": "1",
    "name": "one",
    "enabled": True,
    "config": {"host": "h", "port": "1", "password": "sup****123", "region": "eu", "other": "left alone"},
    "tags": ["a", "b"],
    "version": 3,
}


def patches(plan: Plan) -> list[dict[str, Any]]:
    """The operations as the API would get them."""
    return [operation.patch() for operation in plan.operations]


def replace(path: str, value: Any) -> dict[str, Any]:
    """An operation."""
    return {"op": "replace", "path": path, "value": value}


def add(path: str, value: Any) -> dict[str, Any]:
    """An operation."""
    return {"op": "add", "path": path, "value": value}


@pytest.mark.parametrize(
    ("wanted", "operations"),
    [
        ({}, []),
        ({"name": "one"}, []),
        ({"name": "two"}, [replace("/name", "two")]),
        ({"enabled": True}, []),
        ({"enabled": False}, [replace("/enabled", False)]),
        ({"config_host": "h"}, []),
        ({"config_host": "g"}, [replace("/config/host", "g")]),
        ({"config_port": "1"}, []),
        ({"config_port": "6379"}, [replace("/config/port", "6379")]),
        ({"config_tls": False}, []),
        ({"config_tls": True}, [add("/config/tls", True)]),
        ({"config_host": ABSENT}, [{"op": "remove", "path": "/config/host"}]),
        ({"config_tls": ABSENT}, []),
        ({"config_port": ABSENT}, [{"op": "remove", "path": "/config/port"}]),
        ({"deep": [1]}, [add("/one", {"two": {"three": [1]}})]),
        ({"config_password": "supersecret123"}, []),
        ({"config_password": "other-secret"}, [replace("/config/password", "other-secret")]),
        ({"config_password": ABSENT}, [{"op": "remove", "path": "/config/password"}]),
        ({"config_token": "new-token"}, [add("/config/token", "new-token")]),
        ({"config_token": ""}, []),
        ({"config_region": "eu"}, []),
        ({"tags": ["b", "a"]}, []),
        ({"tags": ["a", "a", "b"]}, []),
        ({"tags": ["a"]}, [replace("/tags", ["a"])]),
        ({"tags": []}, [replace("/tags", [])]),
        ({"tags": ABSENT}, [replace("/tags", [])]),
        (
            {"tags": ["c"], "config_host": "g", "name": "two"},
            [replace("/config/host", "g"), replace("/name", "two"), replace("/tags", ["c"])],
        ),
    ],
)
def test_updates(wanted: dict[str, Any], operations: list[dict[str, Any]]) -> None:
    """One operation for each member that differs."""
    before = copy.deepcopy(CURRENT)
    plan = plan_update(THING, desired(**wanted), CURRENT, AUTO)
    assert patches(plan) == operations
    assert plan.changed is bool(operations)
    assert plan.before is CURRENT
    assert before == CURRENT
    assert plan.after == applied(CURRENT, plan.operations)


@pytest.mark.parametrize(
    ("current", "wanted", "operations"),
    [
        ({}, {"config_host": "h"}, [add("/config", {"host": "h"})]),
        ({}, {"config_host": "h", "config_tls": True}, [add("/config", {"host": "h"}), add("/config/tls", True)]),
        ({"config": None}, {"config_host": "h"}, [replace("/config", {"host": "h"})]),
        ({"config": "text"}, {"config_host": "h"}, [replace("/config", {"host": "h"})]),
        ({"config": {"host": None}}, {"config_host": "h"}, [replace("/config/host", "h")]),
        ({"one": {}}, {"deep": 1}, [add("/one/two", {"three": 1})]),
        ({"one": {"two": None}}, {"deep": 1}, [replace("/one/two", {"three": 1})]),
        ({"one": {"two": {"x": 1}}}, {"deep": 1}, [add("/one/two/three", 1)]),
        ({}, {"config_host": ABSENT}, []),
        ({"config": {"host": None}}, {"config_host": ABSENT}, []),
        ({"config": {"port": None}}, {"config_port": "6379"}, []),
        ({}, {"tags": []}, []),
        ({}, {"tags": ["a"]}, [add("/tags", ["a"])]),
        ({"tags": None}, {"tags": ["a"]}, [replace("/tags", ["a"])]),
        ({"tags": "text"}, {"tags": ["a"]}, [replace("/tags", ["a"])]),
    ],
)
def test_parents_that_are_missing(current: Any, wanted: dict[str, Any], operations: list[dict[str, Any]]) -> None:
    """RFC 6902 adds none, so the plan does; what is null counts as missing."""
    assert patches(plan_update(THING, desired(**wanted), current, AUTO)) == operations


def test_fixed_members_are_never_patched() -> None:
    """Every one that would have to change is named, and nothing is planned."""
    with pytest.raises(FixedMember) as caught:
        plan_update(THING, desired(name="two", config_region="us"), CURRENT, AUTO)
    assert caught.value.options == ["config.region"]


def test_a_fixed_member_that_is_missing() -> None:
    """It was left out when the thing was saved first."""
    with pytest.raises(FixedMember, match=r"config\.region"):
        plan_update(THING, desired(config_region="us"), {"config": {}}, AUTO)


def test_every_fixed_member_that_differs_is_named() -> None:
    """Not only the first, so that one run tells all."""
    zone = Value(Field("config.zone", ("config", "zone"), when=When.FIXED), "b")
    declared = Desired(ThingIdentity(), (*desired(config_region="us", config_host="g").values, zone))
    with pytest.raises(FixedMember) as caught:
        plan_update(THING, declared, CURRENT, AUTO)
    assert caught.value.options == ["config.region", "config.zone"]


def test_a_plan_says_which_secrets_it_carries() -> None:
    """The diff marks them, the fingerprints follow them."""
    wanted = desired(config_password="other-secret", config_token="new-token", name="two")
    assert plan_update(THING, wanted, CURRENT, AUTO).sent == {
        ("config", "password"): "other-secret",
        ("config", "token"): "new-token",
    }
    assert plan_update(THING, desired(config_password=ABSENT), CURRENT, AUTO).sent == {}


@pytest.mark.parametrize(("update", "sends"), [("always", True), ("on_create", False), ("auto", False)])
def test_update_secrets(update: str, sends: bool) -> None:
    """A secret that fits its mask."""
    plan = plan_update(THING, desired(config_password="supersecret123"), CURRENT, SecretPolicy(update))
    assert patches(plan) == ([replace("/config/password", "supersecret123")] if sends else [])


def test_a_creation_carries_every_member_that_is_wanted() -> None:
    """And none that is not."""
    wanted = desired(
        name="one", enabled=False, config_host="h", config_password="secret", config_port=ABSENT, deep=[1], tags=["a"]
    )
    plan = plan_creation(THING, wanted, AUTO)
    assert patches(plan) == [
        add(
            "",
            {
                "name": "one",
                "enabled": False,
                "config": {"host": "h", "password": "secret"},
                "one": {"two": {"three": [1]}},
                "tags": ["a"],
            },
        )
    ]
    assert (plan.before, plan.after) == (None, plan.operations[0].value)
    assert plan.sent == {("config", "password"): "secret"}


def test_a_creation_does_not_share_values_with_the_declaration() -> None:
    """Else a later change of one would be a change of the other."""
    tags, nested = ["a"], {"x": [1]}
    plan = plan_creation(THING, desired(name="one", deep=nested, tags=tags, config_password="secret"), KEYED)
    assert tags == ["a"]
    for document in (plan.after, plan.operations[0].value):
        document["one"]["two"]["three"]["x"].append(2)
        assert nested == {"x": [1]}
    assert plan.after is not plan.operations[0].value


def test_a_creation_under_a_key_has_fingerprints() -> None:
    """Beside the tags that are wanted, or alone."""
    for tags in ({}, {"tags": ["a"]}):
        plan = plan_creation(THING, desired(name="one", config_password="secret", **tags), KEYED)
        (fingerprint,) = [tag for tag in plan.after["tags"] if is_fingerprint(tag)]
        assert plan.after["tags"] == [*tags.get("tags", []), fingerprint]
        assert KEYED.proven(("config", "password"), "secret", [fingerprint])


@pytest.mark.parametrize("password", ["", "a", "secret", "supersecret123"])
def test_a_run_after_a_creation_under_a_key_changes_nothing(password: str) -> None:
    """Empty and short secrets too."""
    wanted = desired(name="one", config_password=password)
    created = plan_creation(THING, wanted, KEYED).after
    view = {**created, "config": {"password": password[:3] + "***" + password[-3:] if password else ""}}
    assert patches(plan_update(THING, wanted, view, KEYED)) == []


def test_fingerprints_are_no_tags_of_the_user() -> None:
    """They neither count in a comparison nor go when tags are replaced."""
    fingerprint = KEYED.fingerprint(("config", "password"), "supersecret123")
    current = {**CURRENT, "tags": ["a", fingerprint, "b"]}
    wanted = desired(config_password="supersecret123", tags=["b", "a"])
    assert patches(plan_update(THING, wanted, current, KEYED)) == []
    changed = plan_update(THING, desired(tags=["c"]), current, AUTO)
    assert patches(changed) == [replace("/tags", ["c", fingerprint])]


def test_a_secret_and_its_fingerprint_change_together() -> None:
    """Also where the task does not manage tags."""
    fingerprint = KEYED.fingerprint(("config", "password"), "supersecret123")
    current = {**CURRENT, "tags": ["a", fingerprint]}
    plan = plan_update(THING, desired(config_password="sup-rotated-123"), current, KEYED)
    assert [operation.path for operation in plan.operations] == [("config", "password"), ("tags",)]
    tags = plan.after["tags"]
    assert tags[0] == "a"
    assert len(tags) == 2
    assert KEYED.proven(("config", "password"), "sup-rotated-123", tags)


def test_without_a_key_a_stale_fingerprint_goes() -> None:
    """It would prove what is no longer there."""
    fingerprint = KEYED.fingerprint(("config", "password"), "supersecret123")
    current = {**CURRENT, "tags": ["a", fingerprint]}
    plan = plan_update(THING, desired(config_password="other-secret"), current, AUTO)
    assert patches(plan)[-1] == replace("/tags", ["a"])


def test_a_removal() -> None:
    """Nothing to do where there is nothing."""
    assert patches(plan_removal(CURRENT)) == [{"op": "remove", "path": ""}]
    assert plan_removal(CURRENT).after is None
    assert plan_removal(None) == Plan(None, None)
    assert not plan_removal(None).changed


def test_no_representation_shows_a_value() -> None:
    """Whoever prints a plan prints no secret."""
    wanted = Desired(ThingIdentity(), (Value(FIELDS["config.password"], "hunter2"),))
    current = {"config": {"password": "hunter2-that-was"}}
    plan = plan_update(THING, wanted, current, AUTO)
    operation = Operation("add", ("config", "password"), "hunter2")
    assert plan.changed
    assert "hunter2" not in f"{plan!r}{wanted!r}{operation!r}{Outcome(plan, current)!r}"
