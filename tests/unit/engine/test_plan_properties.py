# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every plan, whatever is there and whatever is wanted."""

from __future__ import annotations

import copy
from typing import Any

import jsonpatch
import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.errors import SecretsNeeded
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import lookup, put, same_json
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.outcome import Outcome
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.plan import (
    Plan,
    ignored,
    plan_creation,
    plan_update,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.report import report
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.resource import Desired
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import (
    SecretPolicy,
    looks_masked,
    visible_tags,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.ways import to_send
from engine_things import ABSENT, FIELDS, SECRETS, THING, WHOLE, desired, masked, shown
from hypothesis import given, settings
from hypothesis import strategies as st

COMMON = settings(max_examples=100, deadline=None)
TEXT = st.text("abcXYZ019 -/~é", max_size=8)
SECRET = st.text('abcdefghijklmnopqrstuvwxyzäß\n"/%', max_size=14)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
TAGS = st.lists(st.sampled_from(["a", "b", "c", "d", "ansible-fp-old-tag"]), unique=True)
MEMBERS = {
    "host": TEXT,
    "port": st.sampled_from(["6379", "1"]),
    "tls": st.booleans(),
    "password": SECRET,
    "token": SECRET,
    "other": JSON,
    "a/b": JSON,
}
CONFIG = st.fixed_dictionaries({}, optional={name: st.none() | values for name, values in MEMBERS.items()})
STATE = st.fixed_dictionaries(
    {"_id": st.just("1"), "version": st.integers(1, 9)},
    optional={
        "name": st.none() | TEXT,
        "enabled": st.booleans(),
        "config": st.none() | CONFIG,
        "one": JSON,
        "tags": st.none() | TAGS,
        "unknown": JSON,
        "on": st.booleans(),
    },
)
ABSENCE = st.just(ABSENT)
WANTED = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXT,
        "enabled": st.booleans(),
        "config_host": TEXT | ABSENCE,
        "config_port": st.sampled_from(["6379", "1"]) | ABSENCE,
        "config_tls": st.booleans() | ABSENCE,
        "config_password": SECRET | ABSENCE,
        "config_token": SECRET,
        "deep": JSON.filter(lambda value: value is not None),
        "tags": st.lists(st.sampled_from("abcd")),
    },
)
POLICY = st.sampled_from(
    [SecretPolicy(), SecretPolicy("on_create"), SecretPolicy("always"), SecretPolicy("auto", "a-key", ("thing",))]
)


def differing(wanted: dict[str, Any], view: Any) -> int:
    """How many plain members are not as wanted, by a definition of the test's own."""
    count = 0
    for name, value in wanted.items():
        field = FIELDS[name.replace("_", ".", 1)]
        if (field.secret and value is not ABSENT) or name == "tags":
            continue
        there = lookup(view, field.path)
        there = field.default if there is ABSENT or there is None else there
        aim = field.default if value is ABSENT else value
        if there is ABSENT and (aim is False or aim == []):
            continue
        same = there is aim if ABSENT in (there, aim) else same_json(there, aim)  # type: ignore[comparison-overlap]
        count += not same
    return count


def untouched(document: Any, wanted: dict[str, Any]) -> Any:
    """``document`` without the members that are wanted, the tags, and parents that have nothing else in them."""
    left = copy.deepcopy(document)
    for name in wanted:
        put(left, FIELDS[name.replace("_", ".", 1)].path, ABSENT)
    left.pop("tags", None)
    for parent in ("one", "config"):
        inner = left.get(parent)
        if isinstance(inner, dict) and parent == "one" and inner.get("two") in ({}, None):
            inner.pop("two", None)
        if inner in ({}, None):
            left.pop(parent, None)
    return left


def needed(plan: Plan, view: Any, wanted: dict[str, Any], policy: SecretPolicy | None = None) -> set[str]:
    """The secrets of a config that is to change which are shown to be there, and which the task does not hold."""
    if not any(operation.path[0] == "config" for operation in plan.operations):
        return set()
    stale = policy is not None and policy.update == "on_create"
    held = set() if stale else {name for name in SECRETS if f"config_{name}" in wanted}
    return {name for name in SECRETS if lookup(view, ("config", name)) not in (ABSENT, None, "")} - held


@COMMON
@given(STATE, WANTED, POLICY)
def test_the_operations_lead_to_what_is_wanted(state: Any, wanted: dict[str, Any], policy: SecretPolicy) -> None:
    """Applied to the true state, as the service does; and a second plan is empty."""
    declared = desired(**wanted)
    view = shown(state)
    before = copy.deepcopy(view)
    plan = plan_update(THING, declared, view, policy)
    assert view == before
    if needed(plan, view, wanted, policy):
        with pytest.raises(SecretsNeeded) as caught:
            to_send(THING, plan, declared, {}, policy)
        assert set(caught.value.members) == needed(plan, view, wanted, policy)
        return
    after = jsonpatch.apply_patch(state, to_send(THING, plan, declared, {}, policy))
    for name, value in wanted.items():
        field = FIELDS[name.replace("_", ".", 1)]
        if field.secret and value is not ABSENT:
            assert field.path not in plan.sent or lookup(after, field.path) == value
        elif name == "tags":
            assert set(visible_tags(after.get("tags"))) == set(value)
        else:
            assert field.equal(field.current(after), value)
    assert ignored(declared, plan, shown(after), policy) == []
    if policy.update != "always":
        again = plan_update(THING, declared, shown(after), policy)
        assert again.operations == ()
    minimal = [operation.patch() for operation in plan.operations]
    assert same_json(shown(jsonpatch.apply_patch(view, minimal)), shown(plan.after))


@COMMON
@given(STATE, WANTED, POLICY)
def test_nothing_outside_the_request_is_touched(state: Any, wanted: dict[str, Any], policy: SecretPolicy) -> None:
    """Neither members that the task does not name, nor other people's fingerprints."""
    declared = desired(**wanted)
    plan = plan_update(THING, declared, shown(state), policy)
    if needed(plan, shown(state), wanted):
        return
    after = jsonpatch.apply_patch(state, to_send(THING, plan, declared, {}))
    # A parent that was no object, and had to become one, is gone for good.
    if all(isinstance(state.get(parent, {}), dict) for parent in ("one", "config")) and isinstance(
        lookup(state, ("one", "two")), (dict, type(ABSENT))
    ):
        assert same_json(untouched(after, wanted), untouched(state, wanted))
    if "tags" not in wanted:
        assert visible_tags(after.get("tags")) == visible_tags(state.get("tags"))
    assert ("ansible-fp-old-tag" in (after.get("tags") or [])) == ("ansible-fp-old-tag" in (state.get("tags") or []))


@COMMON
@given(STATE, WANTED, POLICY)
def test_the_operations_are_as_few_as_can_be(state: Any, wanted: dict[str, Any], policy: SecretPolicy) -> None:
    """One for each member that differs, one for each secret that is sent, one for the tags."""
    view = shown(state)
    plan = plan_update(THING, desired(**wanted), view, policy)
    tags = [operation for operation in plan.operations if operation.path == ("tags",)]
    assert len(plan.operations) - len(tags) == differing(wanted, view) + len(plan.sent)
    assert len(tags) <= 1
    paths = [operation.path for operation in plan.operations]
    assert len(set(paths)) == len(paths)
    if tags and not plan.sent:
        assert set(visible_tags(view.get("tags"))) != set(wanted["tags"])


@COMMON
@given(STATE, WANTED, POLICY, st.sampled_from([{}, {WHOLE: 1}, {(("on",),): 1}, {WHOLE: 1, (("on",),): 1}]))
def test_no_mask_is_ever_sent(state: Any, wanted: dict[str, Any], policy: SecretPolicy, choices: Any) -> None:
    """Under no choice of paths; and what is sent whole keeps the secrets that nobody wanted to change."""
    declared = desired(**wanted)
    plan = plan_update(THING, declared, shown(state), policy)
    held = {name for name in SECRETS if wanted.get(f"config_{name}", ABSENT) is not ABSENT}
    # Also one that is shown empty may be there.
    stored = {name for name in SECRETS if f"config_{name}" not in wanted and name in (state.get("config") or {})}
    if WHOLE in choices and stored and any(o.path[0] == "config" for o in plan.operations):
        with pytest.raises(SecretsNeeded) as caught:
            to_send(THING, plan, declared, choices)
        assert set(caught.value.members) == stored - held
        return
    if needed(plan, shown(state), wanted):
        with pytest.raises(SecretsNeeded):
            to_send(THING, plan, declared, choices)
        return
    patch = to_send(THING, plan, declared, choices)
    assert not list(masks(patch))
    # The service takes the path /on, and shows the member as it always did.
    after = jsonpatch.apply_patch({"on": False, **state}, patch)
    for name in SECRETS:
        if f"config_{name}" not in wanted and isinstance(state.get("config"), dict):
            assert lookup(after, ("config", name)) == lookup(state, ("config", name))


def masks(value: Any) -> Any:
    """Everything in ``value`` that looks like a mask."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from masks(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from masks(inner)
    elif looks_masked(value):
        yield value


@COMMON
@given(WANTED.filter(lambda wanted: "name" in wanted), POLICY)
def test_after_a_creation_there_is_nothing_to_do(wanted: dict[str, Any], policy: SecretPolicy) -> None:
    """Unless secrets are always to be sent."""
    declared = desired(**wanted)
    plan = plan_creation(THING, declared, policy)
    made = {"_id": "1", **plan.after}
    assert ignored(declared, plan, shown(made), policy) == []
    again = plan_update(THING, declared, shown(made), policy)
    assert again.operations == () or policy.update == "always"
    assert not any(operation.path == ("tags",) for operation in again.operations)


@COMMON
@given(STATE, WANTED, POLICY)
def test_a_report_shows_no_secret(state: Any, wanted: dict[str, Any], policy: SecretPolicy) -> None:
    """Neither one that is there nor one that is sent, nor a mask, nor a fingerprint."""
    secrets = {
        "config_password": "Geheim-password-1",
        "config_token": "Geheim-token-1",
    }
    state = copy.deepcopy(state)
    if isinstance(state.get("config"), dict):
        state["config"].update({"password": "Geheim-password-0", "token": "Geheim-token-0"})
    declared: Desired[Any] = desired(**{**wanted, **secrets})
    plan = plan_update(THING, declared, shown(state), policy)
    told = repr(report(THING, declared, Outcome(plan, plan.after), "thing", diff=True))
    assert "Geheim" not in told
    assert "Geh**" not in told
    assert "ansible-fp-" not in told
    assert masked("Geheim-token-1") not in told
