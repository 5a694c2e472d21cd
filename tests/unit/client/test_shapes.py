# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of answers: what cannot be LaunchDarkly's is said at once, and which member it is."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.shapes import misfit
from scripted_server import ScriptedServer, answer

MakeClient = Callable[..., Client]

STORE = {
    "_id": "1",
    "name": "Segments",
    "projectKey": "default",
    "environmentKey": "test",
    "integrationKey": "redis",
    "config": {"host": "redis.example.com", "port": "6379", "tags": 5, "name": None},
    "on": True,
    "tags": ["a"],
    "version": 3,
    "_status": {"available": False, "errors": [{"message": "no"}]},
    "_links": {"self": {"href": "/api/v2/a"}},
    "_access": {"denied": []},
}
PROJECT = {
    "_id": "1",
    "key": "default",
    "includeInSnippetByDefault": False,
    "defaultClientSideAvailability": {"usingMobileKey": True},
    "environments": {
        "items": [
            {"key": "test", "color": "417505", "approvalSettings": {"required": False, "requiredApprovalTags": []}}
        ]
    },
}


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "text",
        5,
        {},
        STORE,
        PROJECT,
        {"items": []},
        {"items": [STORE], "_links": {}},
        {"items": [PROJECT], "totalCount": 1},
        {"key": "a", "environments": [{"key": "test"}]},
        {"_status": {}},
        {"_status": {"errors": [{"message": "no"}, "odd"]}},
        # What a config holds is the integration's own.
        {"configValues": {"name": 5, "tags": "x", "key": [], "items": 3, "on": "yes"}},
    ],
)
def test_what_fits(data: Any) -> None:
    """All that LaunchDarkly answers, and other JSON, of which nobody can tell here what it should be."""
    assert misfit(copy.deepcopy(data)) is None


@pytest.mark.parametrize(
    ("data", "member", "problem"),
    [
        ({"items": {}}, "items", "has an object in items, where a list belongs"),
        ({"items": "text"}, "items", "has text in items"),
        ({"items": [{}, None]}, "items[1]", "has null in items[1], where an object belongs"),
        ({"items": [{"_id": 5}]}, "items[0]._id", "has a number in items[0]._id, where text belongs"),
        ({"items": [{"tags": "a"}]}, "items[0].tags", "has text in items[0].tags, where a list belongs"),
        ({"tags": [1.5]}, "tags[0]", "has a number in tags[0], where text belongs"),
        ({"_links": []}, "_links", "has a list in _links, where an object belongs"),
        ({"on": "yes"}, "on", "has text in on, where true or false belongs"),
        ({"enabled": 1}, "enabled", "has a number in enabled"),
        ({"projectKey": ["a"]}, "projectKey", "has a list in projectKey"),
        ({"projectKey": None}, "projectKey", "has null in projectKey, where text belongs"),
        ({"items": [{"_id": None}]}, "items[0]._id", "has null in items[0]._id, where text belongs"),
        ({"config": True}, "config", "has true or false in config, where an object belongs"),
        ({"_status": []}, "_status", "has a list in _status"),
        ({"_status": {"errors": 5}}, "_status.errors", "has a number in _status.errors, where a list belongs"),
        (
            {"approvalSettings": {"required": "no"}},
            "approvalSettings.required",
            "has text in approvalSettings.required",
        ),
        ({"environments": 5}, "environments", "has a number in environments"),
        ({"environments": [5]}, "environments[0]", "has a number in environments[0]"),
        ({"environments": {"items": 5}}, "environments.items", "has a number in environments.items"),
        (
            {"items": [{"environments": {"items": [{"tags": {}}]}}]},
            "items[0].environments.items[0].tags",
            "has an object in items[0].environments.items[0].tags",
        ),
    ],
)
def test_what_does_not_fit(data: Any, member: str, problem: str) -> None:
    """The first that does not."""
    found = misfit(data)
    assert found is not None
    assert found.member == member
    assert found.problem.startswith(problem)


def _places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in pairs:
        yield from _places(value, (*path, name))


@pytest.mark.parametrize("document", [STORE, PROJECT, {"items": [STORE, PROJECT]}])
@pytest.mark.parametrize("other", [None, 0, 1.5, True, "", "text", [], [None], {}, {"a": {"b": []}}])
def test_any_member_of_any_shape(document: Any, other: Any) -> None:
    """It fits or it does not: nothing is raised."""
    for place in _places(document):
        changed = {"": copy.deepcopy(document)}
        holder: Any = changed
        for name in ("", *place)[:-1]:
            holder = holder[name]
        holder[("", *place)[-1]] = copy.deepcopy(other)
        misfit(changed[""])


def test_null_counts_as_left_out() -> None:
    """So that nobody has to think of both. In a config it means something."""
    data = {
        "items": [{"_id": "1", "name": None, "tags": None, "_links": None, "config": {"password": None}}],
        "_links": None,
    }
    assert misfit(data) is None
    assert data == {"items": [{"_id": "1", "config": {"password": None}}]}


def test_the_error_names_the_member(client_of: MakeClient) -> None:
    """For a read. A write was carried out, perhaps: whoever wrote has to look."""
    with ScriptedServer(answer(200, {"items": [{"_id": "1", "tags": 5}]})) as server:
        client = client_of(server.url)
        with pytest.raises(errors.UnexpectedAnswer) as caught:
            client.get(("a",))
        with pytest.raises(errors.AnswerLost, match=r"it has a number in items\[0\]\.tags, where a list belongs"):
            client.request("PATCH", ("a",), body=[])
        assert len(server.requests) == 2
    assert str(caught.value) == (
        "the answer to GET /api/v2/a is not what LaunchDarkly answers: it has a number in items[0].tags, where a list"
        f" belongs. Check base_url ({server.url}) and any proxy in between."
    )
    assert caught.value.details() == {
        "kind": "unexpected_answer",
        "method": "GET",
        "path": "/api/v2/a",
        "member": "items[0].tags",
    }
