# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters drift and drift_text: one entry a member, and text that is safe in a cell of a table."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.community.launchdarkly.plugins.filter.drift import FilterModule as Drift
from ansible_collections.community.launchdarkly.plugins.filter.drift_text import FilterModule as DriftText
from hypothesis import given
from hypothesis import strategies as st

drift = Drift().filters()["drift"]
drift_text = DriftText().filters()["drift_text"]

STORE = "redis big segment store 'Segments' of shop/production"
ENVIRONMENT = "environment 'production' of project 'shop'"
HIDDEN = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def change(resource: str, before: Any, after: Any, *operations: dict[str, Any]) -> dict[str, Any]:
    """An entry of account_changes; with None for ``before`` one that was made without diff."""
    sides = {} if before is None else {"before": before, "after": after}
    return {"resource": resource, "operations": list(operations), **sides}


def short(*changes: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Member, declared and found of each difference."""
    return [(entry["member"], entry["declared"], entry["found"]) for entry in drift(changes)]


def test_members() -> None:
    """Nested ones with dots; a list is one member; what is on one side only is null on the other."""
    before = {"name": "a", "tags": ["x"], "config": {"host": "old", "port": "1"}, "gone": 1}
    after = {"name": "a", "tags": ["x", "y"], "config": {"host": "new", "port": "1", "tls": True}}
    assert short(change(STORE, before, after)) == [
        ("config.host", "new", "old"),
        ("config.tls", True, None),
        ("gone", None, 1),
        ("tags", ["x", "y"], ["x"]),
    ]


def test_keys_of_several_types() -> None:
    """As YAML has them."""
    assert short(change(STORE, {1: "a", "b": 1}, {1: "a", "b": 2})) == [("b", 2, 1)]


def test_a_whole_resource() -> None:
    """What is to be created, with all that the creation sends, and what is to be deleted."""
    value = {"key": "shop", "environments": [{"key": "production", "token": HIDDEN}]}
    creation = change("project 'shop'", {}, {"key": "shop"}, {"op": "add", "path": "", "value": value})
    shown = {"key": "shop", "environments": [{"key": "production", "token": "(secret)"}]}
    assert short(creation) == [(None, shown, None)]
    assert short(change(ENVIRONMENT, {"key": "production"}, {}, {"op": "remove", "path": ""})) == [
        (None, None, {"key": "production"})
    ]


def test_without_diff() -> None:
    """The operations tell what is declared. What was found is not known."""
    operations = [
        {"op": "replace", "path": "/config/host", "value": "new"},
        {"op": "replace", "path": "/config/password", "value": HIDDEN},
        {"op": "remove", "path": "/config/username"},
    ]
    assert short(change(STORE, None, None, *operations)) == [
        ("config.host", "new", None),
        ("config.password", "(secret)", None),
        ("config.username", None, None),
    ]


@pytest.mark.parametrize(
    ("identity", "environment"),
    [
        ({"project_key": "shop", "environment_key": "production"}, "shop/production"),
        ({"project_key": "shop", "environment_key": "production", "name": "of a/b"}, "shop/production"),
        ({"project_key": "shop"}, None),
        ({"integration_key": "custom-approvals", "name": "Desk of shop/production"}, None),
        ({"project_key": "shop", "environment_key": None}, None),
        ({}, None),
    ],
)
def test_environments(identity: dict[str, Any], environment: str | None) -> None:
    """Of what belongs to one, by its keys: a name may look like anything."""
    (entry,) = drift([{**change(STORE, {"a": 1}, {"a": 2}), "kind": "any", "identity": identity}])
    assert (entry["environment"], entry["resource"]) == (environment, STORE)
    (entry,) = drift([change("environment 'a' of project 'b'", {"a": 1}, {"a": 2})])
    assert entry["environment"] is None


def test_order() -> None:
    """By environment, resource and member, wherever they stand."""
    place = {"kind": "any", "identity": {"project_key": "shop", "environment_key": "production"}}
    changes = [
        {**change(name, {"b": 1, "a": 1}, {"b": 2, "a": 2}), **where}
        for name, where in ((STORE, place), ("project 'shop'", {}), (ENVIRONMENT, place))
    ]
    found = [(entry["resource"], entry["member"]) for entry in drift(changes)]
    assert found == [(name, member) for name in ("project 'shop'", ENVIRONMENT, STORE) for member in ("a", "b")]
    assert drift(list(reversed(changes))) == drift(changes)


@pytest.mark.parametrize(
    "value",
    ["text", None, 1, {"resource": "a"}, ["text"], [{"operations": []}], [{"resource": "a", "operations": ["x"]}]],
)
def test_no_changes(value: Any) -> None:
    """What is none is refused."""
    with pytest.raises(AnsibleFilterError, match=r"community\.launchdarkly\.drift needs"):
        drift(value)


@pytest.mark.parametrize(
    ("value", "markdown"),
    [
        ("redis.example.com", "redis.example.com"),
        ("a|b_c*", "a\\|b\\_c\\*"),
        ("6379", '"6379"'),
        (6379, "6379"),
        (True, "true"),
        ("true", '"true"'),
        ("", '""'),
        (None, "(not there)"),
        ("(not there)", '"(not there)"'),
        (["b", "a"], '\\["b", "a"\\]'),
        ({"b": 1, "a": None}, '{"a": null, "b": 1}'),
        ({2: 1, "a": None}, '{"2": 1, "a": null}'),
        ("[" * 100_000, '"' + "\\[" * 100_000 + '"'),
        ("two\nlines", '"two\\\\nlines"'),
        ("ünïcode", "ünïcode"),
    ],
)
def test_markdown(value: Any, markdown: str) -> None:
    """One line; what is no text cannot be taken for text."""
    assert drift_text(value) == markdown


@given(JSON)
def test_cells_are_cells(value: Any) -> None:
    """Whatever a thing is called: no line break, no end of a cell, no tag; and it can be told what it was."""
    markdown, markup, plain = (drift_text(value, name) for name in ("markdown", "html", "plain"))
    assert re.sub(r"\\.", "", markdown).isprintable()
    assert not re.search(r"[|<>`\[\]]", re.sub(r"\\.", "", markdown))
    assert not re.search("[<>\"']", markup)
    assert html.unescape(markup) == plain
    if value is None:
        assert plain == "(not there)"
    elif isinstance(value, str):
        assert plain in (value, json.dumps(value))
    else:
        assert json.loads(plain) == value


def test_an_unknown_markup() -> None:
    """Is refused."""
    with pytest.raises(AnsibleFilterError, match="knows markdown, html, plain, not 'rst'"):
        drift_text("a", "rst")
