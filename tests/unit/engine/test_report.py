# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task returns: made of the plan, with every secret left out."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import Field, Value
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.outcome import Outcome
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.plan import (
    Plan,
    plan_creation,
    plan_removal,
    plan_update,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.report import report
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.resource import Desired, Resource
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import HIDDEN, SecretPolicy
from engine_things import ABSENT, THING, BareThing, ThingIdentity, desired

AUTO = SecretPolicy()
ME = ThingIdentity(name="one")
CURRENT = {
    "_id": "1",
    "name": "one",
    "config": {"host": "h", "password": "sup****123", "unknown": "abc***xyz", "list": [{"a": 1}]},
    "tags": ["a", "ansible-fp-1-2-3"],
    "version": 1,
}


def reported(plan: Plan, wanted: Any, document: Any, diff: bool = True) -> dict[str, Any]:
    """The report of a plan."""
    return report(THING, wanted, Outcome(plan, document), "thing", diff)


def test_an_update() -> None:
    """Operations, resource and diff agree."""
    wanted = desired(ME, config_host="g", config_password="new-secret", tags=["b"])
    plan = plan_update(THING, wanted, CURRENT, AUTO)
    assert reported(plan, wanted, plan.after) == {
        "changed": True,
        "resource": "thing one of here",
        "kind": "thing",
        "identity": {"place": "here", "name": "one"},
        "operations": [
            {"op": "replace", "path": "/config/host", "value": "g"},
            {"op": "replace", "path": "/config/password", "value": HIDDEN},
            {"op": "replace", "path": "/tags", "value": ["b"]},
        ],
        "thing": {
            "_id": "1",
            "name": "one",
            "config": {"host": "g", "list": [{"a": 1}]},
            "tags": ["b"],
            "version": 1,
        },
        "diff": {
            "before_header": "thing one of here",
            "after_header": "thing one of here",
            "before": {
                "name": "one",
                "config": {"host": "h", "password": "(secret)", "unknown": "(secret)", "list": [{"a": 1}]},
                "tags": ["a"],
            },
            "after": {
                "name": "one",
                "config": {
                    "host": "g",
                    "password": "(another secret)",
                    "unknown": "(secret)",
                    "list": [{"a": 1}],
                },
                "tags": ["b"],
            },
        },
    }


def test_nothing_to_do() -> None:
    """Before and after are the same, and there is no operation."""
    wanted = desired(ME, config_host="h")
    result = reported(plan_update(THING, wanted, CURRENT, AUTO), wanted, CURRENT)
    assert (result["changed"], result["operations"]) == (False, [])
    assert result["diff"]["before"] == result["diff"]["after"]


def test_a_creation() -> None:
    """From nothing, with the secret hidden inside the one operation."""
    wanted = desired(ME, name="one", config_password="new-secret", tags=["a"])
    plan = plan_creation(THING, wanted, SecretPolicy("auto", "key"))
    result = reported(plan, wanted, {**plan.after, "_id": "1"})
    assert result["operations"] == [
        {"op": "add", "path": "", "value": {"name": "one", "config": {"password": HIDDEN}, "tags": ["a"]}}
    ]
    assert result["diff"]["before"] == {}
    assert result["diff"]["after"]["config"] == {"password": "(new secret)"}
    assert result["thing"] == {"name": "one", "config": {}, "tags": ["a"], "_id": "1"}


def test_a_removal() -> None:
    """To nothing."""
    result = reported(plan_removal(CURRENT), desired(ME), None)
    assert result["operations"] == [{"op": "remove", "path": ""}]
    assert (result["thing"], result["diff"]["after"]) == (None, {})
    assert result["diff"]["before"]["config"]["host"] == "h"


def test_a_secret_that_only_the_task_knows_as_one() -> None:
    """Its mask may not look like one, and the definition may not know it."""
    pin = Value(Field("config.pin", ("config", "pin"), secret=True), "abc")
    wanted = Desired(ME, (pin,))
    document = {"_id": "1", "name": "one", "config": {"host": "h", "pin": "a*c"}, "tags": []}
    result = reported(plan_update(THING, wanted, document, AUTO), wanted, document)
    assert result["thing"]["config"] == {"host": "h"}
    assert result["diff"]["before"]["config"] == {"host": "h", "pin": "(secret)"}


@pytest.mark.parametrize(
    ("shown", "wanted", "said"),
    [
        ({}, "new-secret", "(new secret)"),
        ({"password": ""}, "new-secret", "(new secret)"),
        ({"password": "sup****123"}, "new-secret", "(another secret)"),
        ({"password": "sup****123"}, "", "(secret removed)"),
        ({"password": "sup****123"}, ABSENT, "(secret removed)"),
        ({"password": "new****ret"}, "new-secret", "(secret)"),
    ],
)
def test_what_the_diff_says_of_a_secret(shown: dict[str, Any], wanted: Any, said: str) -> None:
    """First, rotated, removed or as it was."""
    declared = desired(ME, config_password=wanted)
    plan = plan_update(THING, declared, {**CURRENT, "config": {"host": "h", **shown}}, AUTO)
    assert reported(plan, declared, plan.after)["diff"]["after"]["config"] == {"host": "h", "password": said}


def test_an_operation_that_was_sent_under_another_path() -> None:
    """It stays the minimal one, and says so."""
    wanted = desired(ME, config_host="g")
    plan = plan_update(THING, wanted, CURRENT, AUTO)
    sent = dataclasses.replace(plan, operations=(dataclasses.replace(plan.operations[0], sent_as=("config",)),))
    result = reported(sent, wanted, plan.after)
    assert result["operations"] == [{"op": "replace", "path": "/config/host", "value": "g"}]
    assert result["sent_as"] == {"/config/host": "/config"}
    assert "sent_as" not in reported(plan, wanted, plan.after)


def test_what_is_about_the_api_is_no_part_of_a_result() -> None:
    """Links and the rights of the token would be most of it."""
    document = {"_id": "1", "_links": {"self": {}}, "_access": {"denied": []}}
    assert THING.redacted(document) == {"_id": "1"}


def test_without_diff_mode() -> None:
    """The diff is made only where it is asked for."""
    plan = plan_removal(CURRENT)
    assert "diff" not in reported(plan, desired(ME), None, diff=False)


def test_an_operation_that_adds_a_parent_hides_the_secret_in_it() -> None:
    """The path of the operation is not that of the secret."""
    wanted = desired(ME, config_password="new-secret", config_host="h")
    plan = plan_update(THING, wanted, {"_id": "1"}, AUTO)
    assert reported(plan, wanted, plan.after)["operations"] == [
        {"op": "add", "path": "/config", "value": {"password": HIDDEN}},
        {"op": "add", "path": "/config/host", "value": "h"},
    ]


def test_redaction_does_not_touch_the_document() -> None:
    """It is still needed."""
    before = repr(CURRENT)
    THING.redacted(CURRENT, [("config", "host")])
    assert repr(CURRENT) == before


@pytest.mark.parametrize(
    ("document", "redacted"),
    [
        ({"config": None, "tags": None}, {"config": None, "tags": []}),
        ({"config": "text"}, {"config": "text"}),
        ({"deep": {"er": {"est": "abc***xyz", "fine": 1}}}, {"deep": {"er": {"fine": 1}}}),
        ({"secret": "abc***xyz"}, {}),
        ({"tuple": ("a", {"b": 1})}, {"tuple": ["a", {"b": 1}]}),
    ],
)
def test_redaction_of_odd_documents(document: Any, redacted: Any) -> None:
    """Whatever looks like a mask is left out, at any depth."""
    assert THING.redacted(document) == redacted


def test_what_a_definition_need_not_say() -> None:
    """The parts that have an answer for most resources."""
    bare = BareThing()
    assert bare.scope(ME) == bare.scope_of({}) == ()
    assert bare.direct_path(ME) is None
    assert bare.neighbours(ME, [{}]) == []
    assert bare.refused(ME, None) == ""  # type: ignore[arg-type]
    assert bare.secret_paths({"config": {"password": "x"}}) == set()
    assert bare.missing(ME, None, False) is None  # type: ignore[arg-type, func-returns-value]
    assert bare.check_found(ME, {}) is None  # type: ignore[func-returns-value]
    assert bare.check_creation(desired(ME), None) is None  # type: ignore[arg-type, func-returns-value]
    assert bare.check_update(desired(ME), {}) is None  # type: ignore[func-returns-value]
    assert bare.missing_place(ME, None) == ""  # type: ignore[arg-type]
    assert (bare.formerly(ME), bare.begins_as(desired(ME), None)) == (None, None)  # type: ignore[arg-type]
    assert (bare.is_loose(ME), bare.may_mean_the_same(ME, ME)) == (False, True)
    assert (bare.possible_secrets({}), bare.is_plain(("config",))) == (set(), False)


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("label", (ME,)),
        ("describe", ({},)),
        ("list_path", (ME,)),
        ("matches", (ME, {})),
        ("item_path", (ME, {})),
        ("create_path", (ME,)),
    ],
)
def test_what_a_definition_must_say(method: str, arguments: tuple[Any, ...]) -> None:
    """The engine cannot guess it."""
    bare: Resource[Any] = BareThing()
    with pytest.raises(NotImplementedError):
        getattr(bare, method)(*arguments)
