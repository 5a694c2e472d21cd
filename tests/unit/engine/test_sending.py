# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the plan to what is sent, and from the answer to what was ignored."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.errors import SecretsNeeded
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import Field, Value, same_set
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.plan import (
    ignored,
    plan_creation,
    plan_update,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.resource import Desired
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import SecretPolicy, unseen_tag
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.ways import choices, to_send
from engine_things import ABSENT, THING, WHOLE, Thing, ThingIdentity, desired

AUTO = SecretPolicy()
CURRENT = {"_id": "1", "name": "one", "enabled": True, "config": {"host": "h", "port": "1"}, "tags": ["a"]}
MASKED = {**CURRENT, "config": {"host": "h", "password": "sup****123"}}
ON = (("on",),)


def sent(wanted: dict[str, Any], current: Any, **chosen: int) -> list[dict[str, Any]]:
    """The patch under the chosen paths: ``whole`` for the config, ``on`` for the member enabled."""
    named = {{"whole": WHOLE, "on": ON}[name]: choice for name, choice in chosen.items()}
    declared = desired(**wanted)
    return to_send(THING, plan_update(THING, declared, current, AUTO), declared, named)


def test_the_best_paths_come_first() -> None:
    """Without a choice a member is patched by itself."""
    wanted = {"config_host": "g", "enabled": False, "tags": ["b"]}
    assert sent(wanted, CURRENT) == [
        {"op": "replace", "path": "/config/host", "value": "g"},
        {"op": "replace", "path": "/enabled", "value": False},
        {"op": "replace", "path": "/tags", "value": ["b"]},
    ]
    assert sent(wanted, CURRENT, whole=0, on=0) == sent(wanted, CURRENT)


def test_another_path_for_one_member() -> None:
    """Same operation, same value, other path; other members are not touched by the choice."""
    assert sent({"enabled": False, "name": "two"}, CURRENT, on=1) == [
        {"op": "replace", "path": "/on", "value": False},
        {"op": "replace", "path": "/name", "value": "two"},
    ]


@pytest.mark.parametrize(("choice", "path"), [(0, "/size"), (1, "/length"), (2, "/dimensions/length")])
def test_several_other_paths_for_one_member(choice: int, path: str) -> None:
    """In the order in which the definition names them."""
    ways = (("length",), ("dimensions", "length"))
    declared = Desired(ThingIdentity(), (Value(Field("size", ("size",), other_paths=ways), 2),))
    plan = plan_update(THING, declared, {"size": 1}, AUTO)
    assert to_send(THING, plan, declared, {ways: choice}) == [{"op": "replace", "path": path, "value": 2}]


def test_tags_may_have_another_path_too() -> None:
    """They are one operation, of the member that the definition describes."""
    labels = (("labels",),)
    tags = Value(Field("tags", ("tags",), same=same_set, other_paths=labels), ["b"])
    declared = Desired(ThingIdentity(), (tags,))
    plan = plan_update(THING, declared, CURRENT, AUTO)
    assert to_send(THING, plan, declared, {labels: 1}) == [{"op": "replace", "path": "/labels", "value": ["b"]}]


def test_an_operation_on_the_whole_thing_has_no_other_path() -> None:
    """The choice is one between paths of members."""
    declared = desired(name="one", enabled=True)
    plan = plan_creation(THING, declared, AUTO)
    assert to_send(THING, plan, declared, {ON: 1}) == [{"op": "add", "path": "", "value": plan.after}]


def test_a_whole_container_is_sent_once() -> None:
    """However many of its members differ, and with those that do not."""
    wanted = {"config_host": "g", "config_tls": True, "config_port": ABSENT, "name": "two"}
    assert sent(wanted, CURRENT, whole=1) == [
        {"op": "replace", "path": "/config", "value": {"host": "g", "tls": True}},
        {"op": "replace", "path": "/name", "value": "two"},
    ]


def test_a_whole_container_that_was_not_there() -> None:
    """It is added."""
    assert sent({"config_host": "g", "config_tls": True}, {"_id": "1"}, whole=1) == [
        {"op": "add", "path": "/config", "value": {"host": "g", "tls": True}}
    ]


def test_a_whole_container_with_every_secret() -> None:
    """Those that the task holds are sent, also where they did not have to change."""
    assert sent({"config_host": "g", "config_password": "supersecret123"}, MASKED, whole=1) == [
        {"op": "replace", "path": "/config", "value": {"host": "g", "password": "supersecret123"}}
    ]


@pytest.mark.parametrize(
    ("config", "needed"),
    [
        ({"password": "sup****123"}, ["password"]),
        ({"password": "sup****123", "token": "******"}, ["password", "token"]),
        # Not masked as anybody knows, yet the definition says that it is a secret.
        ({"password": "?"}, ["password"]),
        # Not known as a secret, yet it looks like a mask.
        ({"unknown": "abc*****xyz"}, ["unknown"]),
    ],
)
def test_a_whole_container_without_every_secret(config: dict[str, Any], needed: list[str]) -> None:
    """Nothing is sent, and the failure says which are needed."""
    with pytest.raises(SecretsNeeded) as caught:
        sent({"config_host": "g"}, {"config": {"host": "h", **config}}, whole=1)
    assert caught.value.members == needed
    assert "Give their values in config too" in str(caught.value)


@pytest.mark.parametrize("empty", [None, ""])
def test_a_secret_that_is_shown_empty_may_be_there(empty: Any) -> None:
    """It needs a value, or an explicitly empty one."""
    shown = {"config": {"host": "h", "password": empty}}
    with pytest.raises(SecretsNeeded):
        sent({"config_host": "g"}, shown, whole=1)
    assert sent({"config_host": "g", "config_password": ""}, shown, whole=1) == [
        {"op": "replace", "path": "/config", "value": {"host": "g", "password": ""}}
    ]


@pytest.mark.parametrize("policy", [None, SecretPolicy("always")])
def test_the_secrets_of_a_config_go_along_with_its_members(policy: SecretPolicy | None) -> None:
    """Else a service that patches the document it shows would store the mask."""
    declared = desired(config_host="g", config_password="supersecret123", config_token="", tags=["b"])
    plan = plan_update(THING, declared, MASKED, AUTO)
    assert to_send(THING, plan, declared, {}, policy) == [
        {"op": "replace", "path": "/config/host", "value": "g"},
        {"op": "replace", "path": "/tags", "value": ["b"]},
        {"op": "replace", "path": "/config/password", "value": "supersecret123"},
    ]
    assert [operation.path for operation in plan.operations] == [("config", "host"), ("tags",)]
    tags = desired(config_password="supersecret123", tags=["b"])
    assert len(to_send(THING, plan_update(THING, tags, MASKED, AUTO), tags, {}, policy)) == 1


@pytest.mark.parametrize("whole", [0, 1])
def test_a_secret_that_may_be_out_of_date_is_not_held(whole: int) -> None:
    """With on_create nothing in the container can be sent."""
    declared = desired(config_host="g", config_password="supersecret123")
    plan = plan_update(THING, declared, MASKED, AUTO)
    with pytest.raises(SecretsNeeded):
        to_send(THING, plan, declared, {WHOLE: whole}, SecretPolicy("on_create"))


@pytest.mark.parametrize("whole", [0, 1])
@pytest.mark.parametrize("member", ["pin", "a member whose name fits into no tag"])
def test_a_secret_that_a_tag_notes_is_there(whole: int, member: str) -> None:
    """Also where neither the table nor the answer knows of it; the tag says which it is, as far as it can."""
    tag = unseen_tag(("config", member))
    shown = {"config": {"host": "h"}, "tags": [tag, unseen_tag(("other", "key"))]}
    with pytest.raises(SecretsNeeded) as caught:
        sent({"config_host": "g"}, shown, whole=whole)
    assert caught.value.members == (["pin"] if member == "pin" else [tag.rpartition("-")[2]])
    pin = Value(Field("config.pin", ("config", member), secret=True, other_paths=WHOLE), "supersecret123")
    declared = Desired(ThingIdentity(), (*desired(config_host="g").values, pin))
    plan = plan_update(THING, declared, shown, AUTO)
    assert "supersecret123" in repr(to_send(THING, plan, declared, {WHOLE: whole}))


@pytest.mark.parametrize(
    ("shown", "value", "whole_first"),
    [
        ({}, "supersecret123", True),
        ({"password": "********"}, "supersecret123", True),
        ({"password": "sup****123"}, "sup-rotated-123", True),
        ({"password": "sup****123"}, "another-one", False),
        ({"password": "sup****123"}, "", False),
    ],
)
def test_a_secret_that_no_answer_could_prove_goes_with_the_whole_first(
    shown: dict[str, Any], value: str, whole_first: bool
) -> None:
    """Nobody could tell whether its own path was accepted and ignored. What was seen to work stays the first."""
    policy = SecretPolicy("always")
    plan = plan_update(THING, desired(config_password=value), {"config": {"host": "h", **shown}}, policy)
    assert list(choices(plan, {})) == [{WHOLE: int(whole_first)}, {WHOLE: int(not whole_first)}]
    assert list(choices(plan, {WHOLE: 0})) == [{WHOLE: 0}, {WHOLE: 1}]


@pytest.mark.parametrize("shown", ["*", "**", "a*z", "\u2022\u2022"])
def test_what_may_be_a_mask_is_not_sent_back(shown: str) -> None:
    """Of a member that nobody knows: one or two asterisks may be all that is shown of a short secret."""
    with pytest.raises(SecretsNeeded) as caught:
        sent({"config_host": "g"}, {"config": {"host": "h", "pin": shown}}, whole=1)
    assert caught.value.members == ["pin"]


def test_a_secret_that_the_definition_knows_may_be_there_unseen() -> None:
    """Left out of the answer, it is needed all the same; what is known to be plain is not, with any character."""

    class KnownThing(Thing):
        def possible_secrets(self, document: Any) -> set[tuple[str, ...]]:
            return {("config", "password")}

        def is_plain(self, path: tuple[str, ...]) -> bool:
            return path == ("config", "pattern")

    declared = desired(config_host="g")
    plan = plan_update(KnownThing(), declared, {"config": {"host": "h", "pattern": "*.example.com"}}, AUTO)
    with pytest.raises(SecretsNeeded) as caught:
        to_send(KnownThing(), plan, declared, {WHOLE: 1})
    assert caught.value.members == ["password"]


def test_a_secret_that_is_removed_is_not_needed() -> None:
    """To want it gone is to hold its value."""
    assert sent({"config_password": ABSENT}, MASKED, whole=1) == [
        {"op": "replace", "path": "/config", "value": {"host": "h"}}
    ]


def test_a_secret_that_only_the_task_knows_as_one() -> None:
    """Its mask may not look like one; secrets elsewhere are none of this container's business."""
    pin = Value(Field("config.pin", ("config", "pin"), secret=True, other_paths=WHOLE), "abc")
    elsewhere = Value(Field("key", ("key",), secret=True), "supersecret123")
    declared = Desired(ThingIdentity(), (*desired(config_host="g").values, pin, elsewhere))
    current = {"config": {"host": "h", "pin": "a*c"}, "key": "sup****123"}
    plan = plan_update(THING, declared, current, AUTO)
    assert to_send(THING, plan, declared, {WHOLE: 1}) == [
        {"op": "replace", "path": "/config", "value": {"host": "g", "pin": "abc"}}
    ]


KEY = Field("config.auth.key", ("config", "auth", "key"), secret=True, other_paths=WHOLE)
NESTED = {"config": {"host": "h", "auth": {"user": "me", "key": "sup****123"}}}


def test_a_whole_container_with_a_secret_deep_inside() -> None:
    """It is filled in where it is, and not in the plan."""
    declared = Desired(ThingIdentity(), (*desired(config_host="g").values, Value(KEY, "supersecret123")))
    plan = plan_update(THING, declared, NESTED, AUTO)
    assert to_send(THING, plan, declared, {WHOLE: 1}) == [
        {
            "op": "replace",
            "path": "/config",
            "value": {"host": "g", "auth": {"user": "me", "key": "supersecret123"}},
        }
    ]
    assert plan.after == {"config": {"host": "g", "auth": {"user": "me", "key": "sup****123"}}}


def test_a_secret_deep_inside_that_is_needed() -> None:
    """It is called by its own name."""

    class DeepThing(Thing):
        def secret_paths(self, document: Any) -> set[tuple[str, ...]]:
            return {KEY.path}

    declared = desired(config_host="g")
    plan = plan_update(DeepThing(), declared, NESTED, AUTO)
    with pytest.raises(SecretsNeeded) as caught:
        to_send(DeepThing(), plan, declared, {WHOLE: 1})
    assert caught.value.members == ["key"]


def test_what_is_sent_is_no_part_of_the_plan() -> None:
    """Else filling in the secrets would put them into the diff."""
    declared = desired(config_host="g", config_password="supersecret123")
    plan = plan_update(THING, declared, MASKED, AUTO)
    before = copy.deepcopy(plan.after)
    to_send(THING, plan, declared, {WHOLE: 1})
    assert plan.after == before
    assert plan.after["config"]["password"] == "sup****123"


@pytest.mark.parametrize(
    ("wanted", "answer", "options"),
    [
        ({"name": "two"}, {**CURRENT, "name": "two"}, []),
        ({"name": "two"}, CURRENT, ["name"]),
        ({"name": "two", "enabled": False}, {**CURRENT, "enabled": False}, ["name"]),
        ({"tags": ["b", "c"]}, {**CURRENT, "tags": ["c", "b", "ansible-fp-1-2-3"]}, []),
        ({"tags": ["b"]}, CURRENT, ["tags"]),
        ({"config_port": ABSENT}, {**CURRENT, "config": {"host": "h"}}, []),
        # Its default is what was asked for.
        ({"config_port": ABSENT}, {**CURRENT, "config": {"host": "h", "port": "6379"}}, []),
        ({"config_port": ABSENT}, CURRENT, ["config.port"]),
        ({"config_token": "new-secret"}, {**CURRENT, "config": {"token": "new****ret"}}, []),
        ({"config_token": "new-secret"}, {**CURRENT, "config": {"token": "old****ret"}}, ["config.token"]),
        # Left out, it may be there all the same.
        ({"config_token": "new-secret"}, CURRENT, []),
        ({"config_token": "new-secret"}, {**CURRENT, "config": {"token": "\u2022" * 8}}, []),
        ({"config_password": ""}, {**CURRENT, "config": {"password": "sup****123"}}, []),
        # What did not have to change is none of this write's business.
        ({"name": "two", "config_host": "h"}, {**CURRENT, "name": "two", "config": {"host": "x"}}, []),
        ({"name": "one"}, {}, []),
    ],
)
def test_ignored_members_of_an_update(wanted: dict[str, Any], answer: Any, options: list[str]) -> None:
    """Of the members that were to change, those that did not."""
    declared = desired(**wanted)
    plan = plan_update(THING, declared, CURRENT, AUTO)
    for policy in (AUTO, SecretPolicy("always", "key"), SecretPolicy("on_create")):
        assert [field.option for field in ignored(declared, plan, answer, policy)] == options


@pytest.mark.parametrize("tags", [{}, {"tags": ["b"]}])
def test_new_tags_are_one_member_of_an_update(tags: dict[str, Any]) -> None:
    """With or without a word of them in the declaration, the members beside them are not looked at."""
    keyed = SecretPolicy("auto", "key")
    declared = desired(name="one", config_password="another-one", **tags)
    plan = plan_update(THING, declared, MASKED, keyed)
    assert [operation.path for operation in plan.operations] == [("config", "password"), ("tags",)]
    answer = {**plan.after, "name": "renamed meanwhile", "config": {"password": "ano****one"}}
    assert ignored(declared, plan, answer, keyed) == []


@pytest.mark.parametrize("answer", [{}, None, [], "text"])
def test_an_answer_with_nothing_in_it(answer: Any) -> None:
    """Everything that was asked for is missing."""
    declared = desired(name="one", config_password="secret", tags=["a"])
    plan = plan_creation(THING, declared, AUTO)
    assert [field.option for field in ignored(declared, plan, answer, AUTO)] == ["name", "tags"]


def test_ignored_members_of_a_creation() -> None:
    """All that was declared counts, defaults too."""
    declared = desired(name="one", config_port="6379", config_tls=True)
    plan = plan_creation(THING, declared, AUTO)
    assert [f.option for f in ignored(declared, plan, {"name": "one", "config": {}}, AUTO)] == ["config.tls"]
