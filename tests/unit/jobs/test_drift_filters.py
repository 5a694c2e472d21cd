# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters drift and drift_text: the data of a report, and text that is safe in a cell of a table."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from unittest.mock import ANY

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

ABSENT: Any = object()

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def change(resource: str, before: Any, after: Any, *operations: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A change as the module account returns it; with ABSENT for ``before`` one whose sides are not known."""
    sides = {} if before is ABSENT else {"before": before, "after": after}
    return {"resource": resource, "operations": list(operations), **sides, **more}


def short(*changes: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Member, declared and found of each difference."""
    return [
        (entry["member"], entry["declared"], entry["found"])
        for resource in drift({"changes": list(changes)})["resources"]
        for entry in resource["differences"]
    ]


def at(*keys: str, kind: str = "big_segment_store") -> dict[str, Any]:
    """The kind and identity of what is in a project, or an environment of it."""
    return {"kind": kind, "identity": dict(zip(("project_key", "environment_key"), keys, strict=False))}


def test_members() -> None:
    """Nested ones with dots; a list is one member; what is on one side only is null on the other."""
    before = {"name": "a", "tags": ["x"], "config": {"host": "old", "port": "1"}, "gone": 1}
    after = {"name": "a", "tags": ["x", "y"], "config": {"host": "new", "port": "1", "tls": True}, "empty": {}}
    assert short(change(STORE, before, after)) == [
        ("config.host", "new", "old"),
        ("config.tls", True, None),
        ("empty", {}, None),
        ("gone", None, 1),
        ("tags", ["x", "y"], ["x"]),
    ]


def test_keys_of_several_types() -> None:
    """As YAML has them."""
    assert short(change(STORE, {1: "a", "b": 1}, {1: "a", "b": 2})) == [("b", 2, 1)]


def test_a_whole_resource() -> None:
    """What is to be created, and what is to be deleted, each member by itself, under the names of the options."""
    shown = {"project_key": "shop", "environments": [{"key": "production", "token": HIDDEN}], "more": {"a": 1}}
    creation = change("project 'shop'", None, shown, {"op": "add", "path": "", "value": {"key": "shop"}})
    deletion = change(ENVIRONMENT, {"key": "production"}, None, {"op": "remove", "path": ""})
    assert short(creation) == [
        ("environments", [{"key": "production", "token": "(secret)"}], None),
        ("more.a", 1, None),
        ("project_key", "shop", None),
    ]
    assert short(deletion) == [("key", None, "production")]
    update = change(STORE, {"a": 1}, {"a": 2})
    assert [one["action"] for one in drift([creation])["resources"]] == ["create"]
    assert [one["action"] for one in drift([deletion])["resources"]] == ["delete"]
    assert [one["action"] for one in drift([update])["resources"]] == ["update"]


def test_without_sides() -> None:
    """The operations tell what is declared. What was found is not known."""
    operations = [
        {"op": "replace", "path": "/config/host", "value": "new"},
        {"op": "replace", "path": "/config/password", "value": HIDDEN},
        {"op": "remove", "path": "/config/username"},
    ]
    assert short(change(STORE, ABSENT, None, *operations)) == [
        ("config.host", "new", None),
        ("config.password", "(secret)", None),
        ("config.username", None, None),
    ]
    (created,) = drift([change(STORE, ABSENT, None, {"op": "add", "path": "", "value": {"name": "a"}})])["resources"]
    assert (created["action"], created["differences"][0]["declared"]) == ("create", "a")


@pytest.mark.parametrize(
    ("which", "place", "page", "specifier"),
    [
        (at("shop", "production"), "shop/production", "/projects/shop/settings/environments", None),
        (
            at("shop", "production", kind="environment"),
            "shop/production",
            "/projects/shop/settings/environments",
            "proj/shop:env/production",
        ),
        (at("shop", kind="project"), "shop", "/projects/shop/settings/environments", "proj/shop"),
        (
            {"kind": "any", "identity": {"integration_key": "custom-approvals", "name": "Desk of a/b"}},
            "",
            "/settings/integrations",
            None,
        ),
        ({"kind": "any", "identity": {"project_key": "shop", "environment_key": None}}, "shop", ANY, None),
        ({"kind": "custom_role", "identity": {"key": "a"}}, "", None, None),
        ({}, "", None, None),
    ],
)
def test_places(which: dict[str, Any], place: str, page: str, specifier: str | None) -> None:
    """By the keys: a name may look like anything."""
    (entry,) = drift([{**change(STORE, {"a": 1}, {"a": 2}), **which}])["resources"]
    assert (entry["place"], entry["page"], entry["specifier"]) == (place, page, specifier)


def test_order_and_summary() -> None:
    """By place, what is in a project after the project; and how many there are."""
    changes = [
        change(STORE, {"b": 1, "a": 1}, {"b": 2, "a": 2}, **at("shop", "production")),
        change("project 'shop-two'", None, {"a": 1}, **at("shop-two", kind="project")),
        change("project 'shop'", {"a": 1}, {"a": 2}, **at("shop", kind="project")),
        change(ENVIRONMENT, {"a": 1}, None, **at("shop", "production", kind="environment")),
    ]
    undeclared = {"resource": "project 'web'", **at("web", kind="project"), "declaration": {"project_key": "web"}}
    failure = {"resource": STORE, **at("shop", "nowhere"), "msg": "There is none."}
    result = {"changes": changes, "undeclared": [undeclared], "failures": [failure], "unchanged": 7}
    report = drift(result)
    assert [one["resource"] for one in report["resources"]] == [
        "project 'shop'",
        STORE,
        ENVIRONMENT,
        "project 'shop-two'",
    ]
    assert drift({**result, "changes": changes[::-1]}) == report
    assert (report["count"], report["unchanged"]) == (4, 7)
    summary = report["summary"]
    assert summary["total"] == {"update": 2, "create": 1, "delete": 1, "undeclared": 1, "failed": 1}
    assert [one["name"] for one in summary["places"]] == ["shop", "shop/nowhere", "shop/production", "shop-two", "web"]
    assert [(one["name"], one["update"]) for one in summary["kinds"]] == [
        ("big_segment_store", 1),
        ("environment", 0),
        ("project", 1),
    ]


def test_what_is_not_declared() -> None:
    """With the lines that adopt it, in which what looks like a template is none."""
    declaration = {"project_key": "web", "name": "{{ x }}", "tags": ["yes"]}
    one = {"resource": "project 'web'", **at("web", kind="project"), "declaration": declaration, "secrets": ["a.b"]}
    (entry,) = drift({"undeclared": [one]})["undeclared"]
    assert entry["yaml"] == (
        "account_projects:\n  - project_key: web\n    name: !unsafe \"{{ x }}\"\n    tags:\n      - 'yes'\n"
    )
    assert (entry["declaration"], entry["secrets"], entry["place"]) == (declaration, ["a.b"], "web")


def test_what_could_not_be_compared() -> None:
    """Each resource, or the task that failed before it knew one."""
    failure = {"resource": STORE, **at("shop", "nowhere"), "msg": "There is none.", "entry": "stores[0]"}
    (entry,) = drift({"failures": [failure], "failed": True, "msg": "1 of 1"})["failures"]
    assert (entry["resource"], entry["place"], entry["msg"]) == (STORE, "shop/nowhere", "There is none.")
    (entry,) = drift({"failed": True, "msg": "projects: must be a list"})["failures"]
    assert (entry["resource"], entry["msg"]) == ("", "projects: must be a list")


def test_who_changed_it_last() -> None:
    """Of the resource that the entry was asked for, the newest."""
    changes = [change(ENVIRONMENT, {"a": 1}, {"a": 2}, **at("shop", "production", kind="environment"))]
    changes += [change(STORE, {"a": 1}, {"a": 2}, **at("shop", "production"))]
    entries = [
        {"specifier": "proj/shop:env/production", "date": f"2026-11-0{day}", "by": by, "title": "t", "page": None}
        for day, by in ((1, "Ada"), (2, "Grace"))
    ]
    of_store, of_environment = drift(changes, [*entries[::-1], {"specifier": "proj/web"}])["resources"]
    assert of_store["last_change"] is None
    assert of_environment["last_change"] == {
        "date": "2026-11-02",
        "by": "Grace",
        "title": "t",
        "comment": None,
        "page": None,
    }


def test_where_it_was_found() -> None:
    """The plan of the check says it."""
    report = drift({"changes": [], "plan": {"instance": "https://app.launchdarkly.com", "account": "a1"}})
    assert (report["instance"], report["account"], report["count"]) == ("https://app.launchdarkly.com", "a1", 0)
    assert (drift([])["instance"], drift([])["account"]) == ("", "")


@pytest.mark.parametrize(
    "value",
    [
        "text",
        None,
        1,
        {"changes": "text"},
        {"changes": [{"resource": "a"}]},
        ["text"],
        [{"operations": []}],
        [{"resource": "a", "operations": ["x"]}],
        {"undeclared": [{"resource": "a"}]},
    ],
)
def test_no_result(value: Any) -> None:
    """What is none is refused."""
    with pytest.raises(AnsibleFilterError, match=r"community\.launchdarkly\.drift"):
        drift(value)


@pytest.mark.parametrize("entries", [["text"], [{"date": "2026"}]])
def test_no_entries_of_the_audit_log(entries: list[Any]) -> None:
    """What is none is refused."""
    with pytest.raises(AnsibleFilterError, match="audit_log_info"):
        drift([], entries)


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
    with pytest.raises(AnsibleFilterError, match="must be one of markdown, html, plain, not 'rst'"):
        drift_text("a", "rst")
