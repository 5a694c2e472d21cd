# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Members: how they are found, set and compared."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import (
    ABSENT,
    Field,
    lookup,
    nest,
    pointer_text,
    put,
    same_json,
    same_set,
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1, True),
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        (False, False, True),
        (True, True, True),
        ("1", 1, False),
        (None, None, True),
        (None, False, False),
        (None, "", False),
        ("", "", True),
        ([], [], True),
        ([1, 2], [1, 2], True),
        ([1, 2], [2, 1], False),
        ([1], [1, 2], False),
        ((1, 2), [1, 2], True),
        ([True], [1], False),
        ({}, {}, True),
        ({}, [], False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ({"a": 1}, {"a": 1, "b": None}, False),
        ({"a": {"b": [1, {"c": True}]}}, {"a": {"b": [1, {"c": True}]}}, True),
        ({"a": {"b": [1, {"c": True}]}}, {"a": {"b": [1, {"c": 1}]}}, False),
        ("text", ["text"], False),
    ],
)
def test_same_json(one: Any, other: Any, same: bool) -> None:
    """As JSON, not as Python."""
    assert same_json(one, other) is same

    assert same_json(one=other, other=one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["a", "b"], ["b", "a"], True),
        (["a", "a"], ["a"], True),
        (["a"], ["b"], False),
        ([], None, True),
        ([], ABSENT, True),
        ((), [], True),
        (["a"], None, False),
        ("a", ["a"], False),
        ("a", "b", True),
        ({"a": 1}, ["a"], False),
    ],
)
def test_same_set(one: Any, other: Any, same: bool) -> None:
    """Order and repetition do not count; what is no list is equal to no list."""
    assert same_set(one, other) is same

    assert same_set(one=other, other=one) is same


DOCUMENT = {"name": "one", "config": {"host": "h", "null": None, "": "empty"}, "list": [{"a": 1}]}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), DOCUMENT),
        (("name",), "one"),
        (("config", "host"), "h"),
        (("config", "null"), None),
        (("config", ""), "empty"),
        (("config", "missing"), ABSENT),
        (("missing", "host"), ABSENT),
        (("name", "host"), ABSENT),
        (("list", "0"), ABSENT),
    ],
)
def test_lookup(path: tuple[str, ...], value: Any) -> None:
    """Null is there, what is missing is not."""
    assert lookup(DOCUMENT, path) is value if value is ABSENT else lookup(DOCUMENT, path) == value


@pytest.mark.parametrize(
    ("document", "path", "value", "after"),
    [
        ({}, ("a",), 1, {"a": 1}),
        ({"a": 1}, ("a",), 2, {"a": 2}),
        ({"a": 1}, ("a",), ABSENT, {}),
        ({}, ("a",), ABSENT, {}),
        ({}, ("a", "b", "c"), 1, {"a": {"b": {"c": 1}}}),
        ({"a": None}, ("a", "b"), 1, {"a": {"b": 1}}),
        ({"a": {"x": 1}}, ("a", "b"), 2, {"a": {"x": 1, "b": 2}}),
        ({"a": {"b": 1, "c": 2}}, ("a", "b"), ABSENT, {"a": {"c": 2}}),
        ({"x": 1}, ("a", "b"), ABSENT, {"x": 1}),
        ({"a": "text"}, ("a", "b"), ABSENT, {"a": "text"}),
    ],
)
def test_put(document: dict[str, Any], path: tuple[str, ...], value: Any, after: dict[str, Any]) -> None:
    """Parents are made for a value, not for its absence."""
    put(document, path, value)
    assert document == after


def test_nest_and_lookup_are_inverse() -> None:
    """Whatever the path."""
    assert nest((), 1) == 1
    assert nest(("a", "b"), 1) == {"a": {"b": 1}}
    assert lookup(nest(("a", "b/c", "~d"), 1), ("a", "b/c", "~d")) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [((), ""), (("a", "b"), "/a/b"), (("a/b", "~c"), "/a~1b/~0c"), (("~1",), "/~01"), (("",), "/")],
)
def test_pointer_text(path: tuple[str, ...], text: str) -> None:
    """RFC 6901, section 3."""
    assert pointer_text(path) == text


PORT = Field("port", ("port",), default="6379")
PLAIN = Field("plain", ("plain",))


@pytest.mark.parametrize(
    ("field", "document", "current"),
    [
        (PORT, {}, "6379"),
        (PORT, {"port": None}, "6379"),
        (PORT, {"port": ""}, ""),
        (PORT, {"port": "1"}, "1"),
        (PLAIN, {}, ABSENT),
        (PLAIN, {"plain": None}, ABSENT),
        (PLAIN, {"plain": False}, False),
    ],
)
def test_the_current_value(field: Field, document: Any, current: Any) -> None:
    """What is absent or null has its default."""
    assert field.current(document) is current or field.current(document) == current


@pytest.mark.parametrize(
    ("field", "current", "wanted", "equal"),
    [
        (PORT, "6379", "6379", True),
        (PORT, "6379", ABSENT, True),
        (PORT, "1", ABSENT, False),
        (PLAIN, ABSENT, ABSENT, True),
        (PLAIN, "", ABSENT, False),
        (PLAIN, ABSENT, "", False),
        (PLAIN, "x", "x", True),
    ],
)
def test_equal(field: Field, current: Any, wanted: Any, equal: bool) -> None:
    """To want nothing is to want the default."""
    assert field.equal(current, wanted) is equal


def test_what_is_absent_is_not_compared() -> None:
    """What compares two values need not know that one of them may not be there."""
    labels = Field("labels", ("labels",), same=same_set)
    # The service leaves out of an answer what is false or empty.
    assert labels.equal(ABSENT, [])
    assert Field("flag", ("flag",)).equal(ABSENT, False)
    assert not Field("flag", ("flag",)).equal(ABSENT, True)
    assert not Field("count", ("count",)).equal(ABSENT, 0)
    assert not labels.equal([], ABSENT)
    assert labels.equal(ABSENT, ABSENT)


def test_absent_is_one_of_a_kind() -> None:
    """Copies of documents must not make another one."""
    assert copy.copy(ABSENT) is ABSENT
    assert copy.deepcopy({"a": ABSENT})["a"] is ABSENT
    assert repr(ABSENT) == "ABSENT"
