# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks of single values: what passes as it is, and what is refused in which words."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import InvalidOption
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.checks import (
    check_json,
    check_key,
    check_secret,
    check_tags,
    check_text,
    given,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import ABSENT
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.variable_types import checked_value


@pytest.mark.parametrize("key", ["a", "A1", "0", "production", "my-project", "a.b_c-d", "None", "x" * 256])
def test_keys(key: str) -> None:
    """As LaunchDarkly allows them."""
    assert check_key("project_key", key) == key


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("", "'' is not a key"),
        ("a/b", "'a/b' is not a key"),
        ("-a", "the first a letter or digit"),
        ("a\n", "is not a key"),
        ("ä", "is not a key"),
        ("x" * 257, "is 257 characters long; at most 256"),
        ("/" * 1000, "a text of 1000 characters is not a key"),
    ],
)
def test_bad_keys(key: str, said: str) -> None:
    """The value is quoted, unless it is long."""
    with pytest.raises(InvalidOption) as caught:
        check_key("project_key", key)
    assert str(caught.value).startswith("project_key: ")
    assert said in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "text", ["a", "Ünïcode ✓ 名前", " padded ", "[prod] store", "[prod]", "{a}", "'quoted'", "a, [b]"]
)
def test_text(text: str) -> None:
    """One printable line of whatever."""
    assert check_text("name", text) == text


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        ("", {}, "must not be empty"),
        (" ", {}, "must not be empty"),
        ("x" * 257, {}, "is 257 characters long"),
        ("xx", {"longest": 1}, "at most 1 are allowed"),
        ("a\nb", {}, "cannot be printed"),
        ("a\u202eb", {}, "cannot be printed"),
        ("a b", {"spaces": False}, "must not hold white space"),
        ("['a']", {}, "looks like a list or a dictionary"),
        ("[]", {}, "looks like a list"),
        ("{'a': 1}", {}, "looks like a list"),
        ("[['a']]", {}, "looks like a list"),
        ("[{'a': 1}]", {}, "looks like a list"),
    ],
)
def test_bad_text(text: str, more: dict[str, Any], said: str) -> None:
    """The value is never quoted."""
    with pytest.raises(InvalidOption, match=f"^name: .*{said}"):
        check_text("name", text, **more)


def test_empty_text_where_it_may_be() -> None:
    """A user name may be none."""
    assert check_text("redis.username", "", empty=True) == ""


@pytest.mark.parametrize("secret", ["", "x", "two\nlines", "ünï", "a**b", " ", "x" * 65536])
def test_secrets(secret: str) -> None:
    """A private key has line breaks."""
    assert check_secret("redis.password", secret) == secret


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("hunter2\0", "NUL"),
        ("hunter2\ud800", "not valid Unicode"),
        ("hunter2***", "looks like a masked secret"),
        ("hunter2" * 10000, "70000 characters long"),
    ],
)
def test_bad_secrets(secret: str, said: str) -> None:
    """Nothing of it is in the message."""
    with pytest.raises(InvalidOption, match=said) as caught:
        check_secret("redis.password", secret)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    "value", [None, True, 1, 1.5, "a\nb", [], {}, [None, {"a": [1, "b"]}], {"a": {"b": "c"}}, "x" * 100000]
)
def test_json(value: Any) -> None:
    """Whatever can be sent."""
    assert check_json("config_values.a", value) is value


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), -float("inf"), "\0", "\ud800", ["\0"], {"a": ["b", {"c": float("nan")}]}, {"\0": 1}],
)
def test_bad_json(value: Any) -> None:
    """At any depth, names too."""
    with pytest.raises(InvalidOption, match=r"^config_values\.a: holds "):
        check_json("config_values.a", value)


def test_tags() -> None:
    """Without repetitions, in their order."""
    assert check_tags("tags", ["b", "a", "b", "A.1_c-d", "x" * 64]) == ["b", "a", "A.1_c-d", "x" * 64]
    assert check_tags("tags", []) == []


@pytest.mark.parametrize("tag", ["", "a b", "ä", "x" * 65, "a\n", None, 5, ["a"], "ansible-fp-forged"])
def test_bad_tags(tag: Any) -> None:
    """Fingerprints among them."""
    with pytest.raises(InvalidOption, match=r"^tags: "):
        check_tags("tags", ["fine", tag])


def test_given() -> None:
    """Ansible says null for what is not given."""
    assert given({"a": 1, "b": None, "c": False}, "a") == 1
    assert given({"a": 1, "b": None, "c": False}, "c") is False
    assert given({"b": None}, "b") is ABSENT
    assert given({}, "b") is ABSENT


STRING: dict[str, Any] = {"type": "string"}
REQUIRED: dict[str, Any] = {"type": "string", "required": True}
ENUM: dict[str, Any] = {"type": "enum", "allowed": ["low", "high"]}
MANY: dict[str, Any] = {"type": "multiselect", "allowed": ["low", "high"]}
SELECTOR: dict[str, Any] = {"type": "environmentSelector", "required": True}


@pytest.mark.parametrize(
    ("known", "value", "sent"),
    [
        (STRING, "a", "a"),
        (STRING, "", ""),
        (STRING, "a\nb", "a\nb"),
        (STRING, 5, "5"),
        (STRING, 1.5, "1.5"),
        ({"type": "generated"}, "x", "x"),
        ({"type": "publicKey"}, "-----BEGIN\nx", "-----BEGIN\nx"),
        ({"type": "dynamicEnum"}, "anything", "anything"),
        ({"type": "uri"}, "https://a.example.com/b?c=d", "https://a.example.com/b?c=d"),
        ({"type": "uri"}, "", ""),
        ({"type": "boolean"}, True, True),
        ({"type": "boolean"}, False, False),
        ({"type": "boolean"}, "True", True),
        ({"type": "boolean"}, "yes", True),
        ({"type": "boolean"}, "OFF", False),
        ({"type": "boolean"}, 1, True),
        ({"type": "boolean"}, 0, False),
        (ENUM, "low", "low"),
        ({"type": "enum"}, "anything", "anything"),
        (MANY, ["high", "low"], ["high", "low"]),
        (MANY, [], []),
        (SELECTOR, {"project": "a"}, {"project": "a"}),
        ({"type": "a new one"}, {"any": ["thing"]}, {"any": ["thing"]}),
        ({"type": "environmentSelector"}, "", ""),
    ],
)
def test_form_variables(known: dict[str, Any], value: Any, sent: Any) -> None:
    """As the API takes them; templates give strings for booleans and numbers."""
    got = checked_value("config_values.a", value, known)
    assert (got, type(got)) == (sent, type(sent))


@pytest.mark.parametrize(
    ("known", "value", "said"),
    [
        (STRING, True, "must be a string, not a boolean"),
        (STRING, ["a"], "must be a string, not a list"),
        (STRING, {"a": 1}, "must be a string, not a dictionary"),
        (STRING, None, "must be a string, not NoneType"),
        (STRING, "x" * 65537, "is 65537 characters long"),
        (REQUIRED, "", "must not be empty"),
        ({"type": "uri"}, "a.example.com", "must be a URL"),
        ({"type": "uri"}, "https://", "must be a URL"),
        ({"type": "uri"}, "https://a b", "must be a URL"),
        ({"type": "uri"}, "https://a\n", "must be a URL"),
        ({"type": "uri"}, "https://[::1", "must be a URL"),
        ({"type": "uri"}, 5, "must be a URL"),
        ({"type": "boolean"}, "maybe", "must be true or false, not this string"),
        ({"type": "boolean"}, 2, "must be true or false, not a number"),
        ({"type": "boolean"}, None, "must be true or false"),
        ({"type": "boolean"}, 1.0, "must be true or false, not float"),
        (ENUM, "Low", "is not one of the values that are allowed"),
        (ENUM, ["low"], "must be a string, not a list"),
        (MANY, "low", "must be a list of strings, not this string"),
        (MANY, ["none"], "is not one of the values that are allowed"),
        (MANY, [["low"]], "must be a string"),
        (SELECTOR, "", "must not be empty"),
        (SELECTOR, [], "must not be empty"),
        (SELECTOR, {}, "must not be empty"),
    ],
)
def test_bad_form_variables(known: dict[str, Any], value: Any, said: str) -> None:
    """The message names the variable, and never quotes the value."""
    with pytest.raises(InvalidOption, match=rf"^config_values\.a: .*{said}"):
        checked_value("config_values.a", value, known)
