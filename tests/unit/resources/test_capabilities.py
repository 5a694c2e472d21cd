# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The capabilities of an integration configuration: policy statements and additional form variables."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import InvalidOption
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.additional_form_variables import (
    same_form_variables,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.shared_fields import same_statements
from definition_helpers import configuration, wanted_of

STATEMENT = {"effect": "allow", "resources": ["proj/*"], "not_resources": None, "actions": None, "not_actions": ["*"]}


def hook(*statements: Any) -> dict[str, Any]:
    """The option with these statements."""
    return {"capability_config": {"audit_log_events_hook": {"statements": list(statements)}, "approvals": None}}


def test_statements() -> None:
    """In the API's spelling, with what was given."""
    empty = {**STATEMENT, "not_resources": [], "actions": []}
    for statement in (STATEMENT, empty):
        assert wanted_of(**hook(statement))["capability_config.audit_log_events_hook.statements"] == [
            {"effect": "allow", "resources": ["proj/*"], "notActions": ["*"]}
        ]
    assert wanted_of(**hook())["capability_config.audit_log_events_hook.statements"] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"resources": None}, "needs either resources or not_resources"),
        ({"resources": []}, "needs either resources or not_resources"),
        ({"not_resources": ["proj/a"]}, "needs either resources or not_resources"),
        ({"not_actions": None}, "needs either actions or not_actions"),
        ({"actions": ["a"]}, "needs either actions or not_actions"),
        ({"resources": [""]}, "resources: must not be empty"),
    ],
)
def test_bad_statements(change: dict[str, Any], said: str) -> None:
    """Which one it is, counted from 0."""
    with pytest.raises(InvalidOption, match=rf"statements\[1\].*{said}"):
        configuration(**hook(STATEMENT, {**STATEMENT, **change}))


@pytest.mark.parametrize(
    ("current", "other", "same"),
    [
        ([{"effect": "allow", "actions": ["a", "b"]}], [{"effect": "allow", "actions": ["b", "a"]}], True),
        ([{"effect": "allow", "actions": ["a"], "resources": []}], [{"effect": "allow", "actions": ["a"]}], True),
        ([{"effect": "allow", "actions": ["a"]}], [{"effect": "deny", "actions": ["a"]}], False),
        ([{"effect": "allow", "actions": ["a"]}], [{"effect": "allow", "notActions": ["a"]}], False),
        ([{"effect": "allow"}, {"effect": "deny"}], [{"effect": "deny"}, {"effect": "allow"}], False),
        ([], [{"effect": "allow"}], False),
        (None, [], False),
        (["text"], [{"effect": "allow"}], False),
    ],
)
def test_same_statements(current: Any, other: Any, same: bool) -> None:
    """Their order counts, that of the lists in them does not."""
    assert same_statements(current, other) is same


def approvals(*variables: Any) -> dict[str, Any]:
    """The option with these additional form variables."""
    return {"capability_config": {"approvals": {"additional_form_variables": list(variables)}}}


APPROVALS = "capability_config.approvals.additional_form_variables"


def test_additional_form_variables() -> None:
    """In the API's spelling; a value that is false is given, one that is null is not."""
    variable = {
        "key": "reason",
        "name": "Reason",
        "type": None,
        "is_optional": False,
        "allowed_values": ["a"],
        "default_value": {"any": ["thing"]},
        "dynamic_options": {"endpoint": {}},
    }
    assert wanted_of(**approvals(variable))[APPROVALS] == [
        {
            "key": "reason",
            "name": "Reason",
            "isOptional": False,
            "allowedValues": ["a"],
            "defaultValue": {"any": ["thing"]},
            "dynamicOptions": {"endpoint": {}},
        }
    ]


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ([{"key": ""}], r"additional_form_variables\[0\]\.key: must not be empty"),
        ([{"key": "a"}, {"key": "b", "default_value": float("inf")}], r"variables\[1\]\.default_value: holds inf"),
        ([{"key": "a"}, {"key": "b"}, {"key": "a"}], "the key a is given more than once"),
    ],
)
def test_bad_form_variables(variables: list[Any], said: str) -> None:
    """Named by their place."""
    with pytest.raises(InvalidOption, match=said):
        configuration(**approvals(*variables))


@pytest.mark.parametrize(
    ("current", "other", "same"),
    [
        ([{"key": "a", "name": "A"}], [{"key": "a", "name": "A"}], True),
        ([{"key": "a", "description": "", "allowedValues": [], "isOptional": False}], [{"key": "a"}], True),
        ([{"key": "a", "description": "text"}], [{"key": "a"}], False),
        ([{"key": "a"}], [{"key": "a", "isOptional": False}], False),
        ([{"key": "a"}, {"key": "b"}], [{"key": "b"}, {"key": "a"}], False),
        ([{"key": "a"}], [], False),
        (None, [], False),
        ([5], [{"key": "a"}], False),
    ],
)
def test_same_form_variables(current: Any, other: Any, same: bool) -> None:
    """What the service adds with an empty value does not count."""
    assert same_form_variables(current, other) is same
