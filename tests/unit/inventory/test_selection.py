# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which projects and environments are chosen, and how their hosts are named."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import InvalidOption
from ansible_collections.community.launchdarkly.plugins.plugin_utils._inventory import (
    Selection,
    There,
    checked_host_name,
    default_host_name,
    is_cached,
    is_key,
)


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        ({}, True),
        ({"keys": ("web",)}, True),
        ({"keys": ("Web",)}, False),
        ({"keys": ("we",)}, False),
        ({"keys": ("app", "w*")}, True),
        ({"keys": ("w*x",)}, False),
        ({"keys": ("[!w]*",)}, False),
        ({"tags": ("a", "b")}, True),
        ({"tags": ("a", "c")}, False),
        ({"tags": ("A",)}, False),
        ({"exclude": ("c",)}, True),
        ({"exclude": ("c", "b")}, False),
        ({"keys": ("web",), "tags": ("a",), "exclude": ("b",)}, False),
    ],
)
@pytest.mark.parametrize("what", ["project", "environment"])
def test_filters(what: str, filters: dict[str, tuple[str, ...]], fits: bool) -> None:
    """One key or pattern, all tags, none of the excluded; the other kind's filters do not count."""
    names = {"keys": f"{what}_keys", "tags": f"{what}_tags", "exclude": f"exclude_{what}_tags"}
    selection = Selection(**{names[name]: values for name, values in filters.items()})
    document = {"key": "web", "tags": ["a", "b"]}
    wants = {"project": selection.wants_project, "environment": selection.wants_environment}
    assert wants.pop(what)(document) is fits
    assert all(other(document) for other in wants.values())


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (Selection(), ""),
        (Selection(project_keys=("web", "app.1")), "keys:web|app.1"),
        (Selection(project_keys=("web", "app-*")), ""),
        (Selection(project_keys=("web,tags:x",)), ""),
        (Selection(project_tags=("a", "b")), "tags:a+b"),
        (Selection(project_tags=("a+b",)), ""),
        (Selection(project_keys=("web",), project_tags=("a",)), "keys:web,tags:a"),
        (Selection(project_keys=tuple(f"project-{n}" for n in range(1000)), project_tags=("a",)), "tags:a"),
        (Selection(exclude_project_tags=("a",), environment_keys=("test",), environment_tags=("b",)), ""),
    ],
)
def test_what_the_service_filters(selection: Selection, said: str) -> None:
    """Only what can be said in its language, and in a URL."""
    assert selection.project_filter() == said


def test_unmatched_keys() -> None:
    """A key that nothing has is named; a pattern is not."""
    selection = Selection(project_keys=("web", "wbe", "x*"), environment_keys=("test", "prod"))
    sentences = selection.unmatched([{"key": "web", "environments": [{"key": "test"}]}])
    assert [sentence.split("has the key ")[1] for sentence in sentences] == [
        "'wbe' (option project_keys).",
        "'prod' (option environment_keys).",
    ]
    there = There({"web", "app"}, {"test", "production", "prod"})
    assert [sentence.split("_keys). ")[1] for sentence in selection.unmatched([], there)] == [
        "The project is there, but does not fit them.",
        "Did you mean 'web'? There is also 'app'.",
        "The environment is there, but does not fit them.",
        "The environment is there, but does not fit them.",
    ]


@pytest.mark.parametrize("name", ["web@production", "eu.web-1_x@test", "web+test", "_a", "1", "web=~x", "größe"])
def test_host_names(name: str) -> None:
    """What cannot be misread is taken."""
    assert checked_host_name(name, "web@production") == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "@web",
        "-web",
        "~web",
        "!web",
        "&web",
        ".web",
        "a b",
        "a,b",
        "a:b",
        "a/b",
        "a*",
        "a[1]",
        "a\n",
        "{{ a }}",
        "a$b",
        1,
        None,
        ["a"],
    ],
)
def test_no_host_names(name: Any) -> None:
    """Whatever a host pattern, a template, a shell or a path reads as something else is refused."""
    with pytest.raises(InvalidOption, match=r"hostname: gives .* for web@production, which cannot be a host name"):
        checked_host_name(name, "web@production")


def test_default_names_are_host_names() -> None:
    """For all keys that LaunchDarkly takes, and different ones for different keys."""
    keys = ("a", "A.b-c_d", "a__b", "a.", "9")
    names = {checked_host_name(default_host_name(one, other), "") for one in keys for other in keys}
    assert len(names) == len(keys) ** 2
    assert all(map(is_key, keys))
    assert not any(map(is_key, ("", "a@b", "a b", "-a", "a\n", "{{a}}", "ä")))


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        "text",
        ["web"],
        [{"key": "web", "tags": []}],
        [{"key": 1, "tags": [], "environments": []}],
        [{"key": "web", "tags": None, "environments": []}],
        [{"key": "web", "tags": [], "environments": [{"key": "test"}]}],
    ],
)
def test_what_is_no_cache_entry(data: Any) -> None:
    """Something else under our key is not believed."""
    assert not is_cached(data)
