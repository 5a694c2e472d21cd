# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading the account: what it costs, what is kept, and what the service may do differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import NotFound, UnexpectedAnswer
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from ansible_collections.community.launchdarkly.plugins.plugin_utils._inventory import (
    Selection,
    There,
    read_projects,
)
from emulator.control import Emulator

LIST = "GET /api/v2/projects"
ENVIRONMENTS = "GET /api/v2/projects/{projectKey}/environments"


@pytest.fixture
def client(emulator: Emulator) -> Iterator[Client]:
    """A client of the emulator."""
    made = Client(Settings(emulator.token, emulator.url))
    yield made
    made.close()


def keys_of(projects: list[dict[str, Any]]) -> dict[str, list[str]]:
    """The keys of the environments by the key of their project."""
    return {project["key"]: [environment["key"] for environment in project["environments"]] for project in projects}


def test_a_small_account_costs_one_call(emulator: Emulator, client: Client) -> None:
    """The environments come with the projects, and nothing secret is kept of them."""
    read = read_projects(client, Selection())
    assert keys_of(read) == {"default": ["production", "test"]}
    assert emulator.requests()["by_route"] == {LIST: 1}
    assert set(read[0]) == {
        "key",
        "name",
        "tags",
        "environments",
        "includeInSnippetByDefault",
        "defaultClientSideAvailability",
    }
    state = emulator.state()["projects"]
    stored = next(iter(state.values() if isinstance(state, dict) else state))["environments"]
    for environment in stored.values() if isinstance(stored, dict) else stored:
        for member in ("apiKey", "mobileKey", "_id"):
            assert environment[member]
            assert environment[member] not in str(read)
    assert "serviceConfig" not in str(read)
    assert read[0]["environments"][0]["approvalSettings"]["required"] is False


def test_sdk_keys_on_demand(client: Client) -> None:
    """Only then are they there."""
    with_keys = read_projects(client, Selection(), sdk_keys=True)
    assert all(e[member] for e in with_keys[0]["environments"] for member in ("apiKey", "mobileKey", "_id"))


def test_pages_of_projects_and_environments(emulator: Emulator, client: Client) -> None:
    """A call for each hundred projects, and one for a project with more environments than come with the list."""
    many = [{"key": f"e{number:03}"} for number in range(130)]
    emulator.seed(projects=[{"key": f"p{number:03}", "environments": [{"key": "test"}]} for number in range(205)])
    emulator.seed(projects=[{"key": "p007", "environments": many}, {"key": "p100", "environments": many[:19]}])
    emulator.seed(projects=[{"key": "p101", "environments": many[:20]}])
    read = keys_of(read_projects(client, Selection()))
    assert list(read) == sorted(["default", *(f"p{number:03}" for number in range(205))])
    assert read["p007"] == [*(one["key"] for one in many), "test"]
    assert [len(read[key]) for key in ("p100", "p101", "p102")] == [20, 21, 1]
    assert emulator.requests()["by_route"] == {LIST: 3, ENVIRONMENTS: 3}


def test_the_service_filters_too(emulator: Emulator, client: Client) -> None:
    """Projects that are not wanted are not even listed; the rest is looked at here."""
    emulator.seed(
        projects=[
            {"key": "web", "tags": ["a", "b"], "environments": [{"key": "test"}, {"key": "live", "tags": ["x", "y"]}]},
            {"key": "app", "tags": ["a"], "environments": [{"key": "test", "tags": ["x"]}]},
        ]
    )
    questions: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
        ({"project_keys": ("web", "app")}, {"app": ["test"], "web": ["live", "test"]}),
        ({"project_tags": ("b", "a")}, {"web": ["live", "test"]}),
        ({"project_keys": ("a*",), "environment_keys": ("t*",)}, {"app": ["test"]}),
        ({"project_tags": ("a",), "exclude_project_tags": ("b",)}, {"app": ["test"]}),
        ({"project_tags": ("a",), "environment_tags": ("x",)}, {"app": ["test"], "web": ["live"]}),
        ({"project_tags": ("a",), "exclude_environment_tags": ("y",)}, {"app": ["test"], "web": ["test"]}),
        ({"project_keys": ("nowhere",)}, {}),
    ]
    for filters, wanted in questions:
        assert keys_of(read_projects(client, Selection(**filters))) == wanted, filters
    paths = [entry["path"] for entry in emulator.requests()["log"]]
    assert [path.split("&filter=")[1].split("&")[0] if "filter" in path else "" for path in paths] == [
        "keys%3Aweb%7Capp",
        "tags%3Ab%2Ba",
        "",
        "tags%3Aa",
        "tags%3Aa",
        "tags%3Aa",
        "keys%3Anowhere",
    ]


class Service:
    """A client whose service is made of pages: ``answers`` by path and offset."""

    def __init__(self, answers: Mapping[tuple[str, int], Any]) -> None:
        self.answers = answers
        self.settings = Settings("api-token")
        self.calls: list[tuple[str, int]] = []

    def get(self, path: tuple[str, ...], version: str, query: Mapping[str, Any]) -> Any:
        """The answer for this path and offset."""
        assert version == "20240415"
        self.calls.append(("/".join(path), query.get("offset", 0)))
        answer = self.answers[self.calls[-1]]
        if isinstance(answer, Exception):
            raise answer
        return answer


def read(answers: Mapping[tuple[str, int], Any]) -> tuple[dict[str, list[str]], list[tuple[str, int]]]:
    """What is read from such a service, and with which calls."""
    service = Service(answers)
    return keys_of(read_projects(service, Selection())), service.calls  # type: ignore[arg-type]


def test_a_service_that_does_not_expand() -> None:
    """The environments are then read for each project."""
    one = {"items": [{"key": "web", "tags": None}], "totalCount": 1}
    environments = {"items": [{"key": "test"}, {"key": "live", "tags": ["x", 1]}], "totalCount": 2}
    found, calls = read({("projects", 0): one, ("projects/web/environments", 0): environments})
    assert found == {"web": ["live", "test"]}
    assert calls == [("projects", 0), ("projects/web/environments", 0)]


def test_a_service_that_gives_fewer_than_asked() -> None:
    """With a link to the next page and no count, or with a count and no link; what comes twice is there once."""
    web, app = ({"key": key, "environments": {"items": [{"key": "test"}]}} for key in ("web", "app"))
    found, calls = read(
        {
            ("projects", 0): {"items": [web], "_links": {"next": {"href": "/api/v2/projects?offset=1"}}},
            ("projects", 1): {"items": [web, {"_id": "1"}, {"_id": "2"}], "totalCount": 5},
            ("projects", 4): {"items": [app], "totalCount": 5},
        }
    )
    assert found == {"app": ["test"], "web": ["test"]}
    assert calls == [("projects", 0), ("projects", 1), ("projects", 4)]


def test_a_count_that_is_never_reached_ends() -> None:
    """An empty page is the last one."""
    found, calls = read({("projects", 0): {"items": [], "totalCount": 7}})
    assert (found, len(calls)) == ({}, 1)


def test_a_project_that_goes_away() -> None:
    """It is listed, then its environments are not there: the rest is read."""
    gone = NotFound("GET", "/api/v2/projects/web/environments", 404, "not_found", "Unknown project key web")
    page = {"items": [{"key": "web"}, {"key": "app", "environments": {"items": [{"key": "test"}]}}], "totalCount": 2}
    found, _calls = read({("projects", 0): page, ("projects/web/environments", 0): gone})
    assert found == {"app": ["test"], "web": []}


@pytest.mark.parametrize("page", [None, [], "text", {}, {"items": None}, {"items": {}}])
def test_what_is_no_list(page: Any) -> None:
    """It is said so, and what was wanted."""
    with pytest.raises(UnexpectedAnswer, match=r"Could not read the projects and environments: .* no list of objects"):
        read({("projects", 0): page})


def test_pages_that_repeat_are_given_up() -> None:
    """They were read for as long as the service liked."""
    again = {"items": [{"key": "web"}], "_links": {"next": {"href": "/api/v2/projects"}}}
    answers = {("projects", offset): again for offset in range(50)}
    service = Service(answers)
    with pytest.raises(UnexpectedAnswer, match="repeats itself, page 2 brings nothing new"):
        read_projects(service, Selection())  # type: ignore[arg-type]
    assert service.calls == [("projects", 0), ("projects", 1)]


@pytest.mark.parametrize(
    ("filters", "projects", "environments", "calls"),
    [
        ({}, {"default", "web"}, {"production", "test", "live"}, 1),
        ({"project_keys": ("web",)}, {"web"}, {"live"}, 1),
        ({"project_keys": ("web",), "environment_keys": ("test",)}, {"web"}, {"live"}, 1),
        # Only for the message about the one that is missing are all of them listed.
        ({"project_keys": ("web", "wbe")}, {"default", "web"}, {"live"}, 2),
        ({"project_keys": ("wb*",)}, {"default", "web"}, set(), 1),
    ],
)
def test_which_keys_there_are(
    emulator: Emulator, client: Client, filters: Any, projects: set[str], environments: set[str], calls: int
) -> None:
    """For the sentence about a key that is not."""
    emulator.seed(projects=[{"key": "web", "environments": [{"key": "live"}]}])
    emulator.clear_requests()
    there = There()
    read_projects(client, Selection(**filters), there=there)
    assert (there.projects, there.environments) == (projects, environments)
    assert emulator.requests()["total"] == calls
