# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Projects and environments."""

from __future__ import annotations

import pytest
import requests
from emulator.control import Emulator
from emulator_api import STORES, Api, code

PROJECTS = "/api/v2/projects"
ENVIRONMENTS = f"{PROJECTS}/default/environments"
NEW = {"key": "new", "name": "New", "color": "DADBEE"}


def all_keys(api: Api, path: str) -> list[str]:
    keys: list[str] = []
    while path:
        page = api.get(path).json()
        keys += [item["key"] for item in page["items"]]
        path = page["_links"].get("next", {}).get("href", "")
    return keys


def test_the_first_state(api: Api) -> None:
    assert all_keys(api, PROJECTS) == ["default"]
    assert all_keys(api, ENVIRONMENTS) == ["test", "production"]
    environment = api.get(f"{ENVIRONMENTS}/test").json()
    assert environment["apiKey"].startswith("sdk-")
    assert environment["mobileKey"].startswith("mob-")
    assert len(environment["_id"]) == 24
    assert environment["approvalSettings"]["required"] is False


def test_a_project_without_environments_gets_two(api: Api) -> None:
    created = api.post(PROJECTS, json={"key": "p", "name": "P"})
    assert created.status_code == 201
    assert [environment["name"] for environment in created.json()["environments"]] == ["Test", "Production"]
    assert code(api.post(PROJECTS, json={"key": "p", "name": "P"})) == (409, "key_exists")
    assert "environments" not in api.get(f"{PROJECTS}/p").json()
    assert api.get(f"{PROJECTS}/p?expand=environments").json()["environments"]["totalCount"] == 2
    patched = api.patch(f"{PROJECTS}/p", json=[{"op": "add", "path": "/tags/-", "value": "t"}])
    assert (patched.json()["tags"], len(patched.json()["environments"])) == (["t"], 2)


@pytest.mark.parametrize(
    "body",
    [
        {"key": "p"},
        {"name": "P"},
        {"key": "-p", "name": "P"},
        {"key": "p p", "name": "P"},
        {"key": "p" * 101, "name": "P"},
        {"key": 5, "name": "P"},
        {"key": "p", "name": "P", "tags": ["a b"]},
        {"key": "p", "name": "P", "environments": [{"key": "e", "name": "E"}]},
        {"key": "p", "name": "P", "environments": [NEW, NEW]},
        {"key": "p", "name": "P", "defaultClientSideAvailability": {"usingMobileKey": True}},
    ],
)
def test_projects_that_are_refused(emulator: Emulator, api: Api, body: dict) -> None:
    assert code(api.post(PROJECTS, json=body)) == (400, "invalid_request")
    assert len(emulator.state()["projects"]) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/name", 200),
        ("/tags", 400),
        ("/includeInSnippetByDefault", 400),
        ("/key", 400),
        ("/_id", 400),
        ("/environments", 400),
    ],
)
def test_patching_a_project_with_a_text(api: Api, path: str, status: int) -> None:
    answer = api.patch(f"{PROJECTS}/default", json=[{"op": "replace", "path": path, "value": "x"}])
    assert answer.status_code == status


@pytest.mark.parametrize(("answer", "status"), [("members", 200), ("whole", 400)])
def test_client_side_availability(emulator: Emulator, api: Api, answer: str, status: int) -> None:
    emulator.settings(dialect={"client_side_availability": answer})

    def patch(path: str, value: object) -> requests.Response:
        return api.patch(f"{PROJECTS}/default", json=[{"op": "replace", "path": path, "value": value}])

    part = patch("/defaultClientSideAvailability/usingEnvironmentId", True)
    assert part.status_code == status
    seen = api.get(f"{PROJECTS}/default").json()["defaultClientSideAvailability"]
    assert seen == {"usingEnvironmentId": status == 200, "usingMobileKey": True}
    both = {"usingEnvironmentId": True, "usingMobileKey": False}
    changed = patch("/defaultClientSideAvailability", both).json()
    assert changed["defaultClientSideAvailability"] == both
    assert changed["includeInSnippetByDefault"] is (answer == "whole")
    changed = patch("/includeInSnippetByDefault", False).json()
    assert changed["defaultClientSideAvailability"]["usingEnvironmentId"] is (answer == "members")


@pytest.mark.parametrize(("answer", "same"), [("members", False), ("whole", True)])
def test_client_side_availability_of_a_new_project(emulator: Emulator, api: Api, answer: str, same: bool) -> None:
    emulator.settings(dialect={"client_side_availability": answer})
    body = {"key": "p", "name": "P", "includeInSnippetByDefault": True}
    assert api.post(PROJECTS, json=body).json()["defaultClientSideAvailability"]["usingEnvironmentId"] is same
    available = {"usingEnvironmentId": True, "usingMobileKey": True}
    body = {"key": "q", "name": "Q", "defaultClientSideAvailability": available}
    assert api.post(PROJECTS, json=body).json()["includeInSnippetByDefault"] is same


def test_pages(emulator: Emulator, api: Api) -> None:
    keys = [f"e{number:02d}" for number in range(43)]
    emulator.seed(projects=[{"key": "many", "environments": [{"key": key, "tags": ["x"]} for key in keys]}])
    path = f"{PROJECTS}/many/environments"
    first = api.get(path).json()
    assert (len(first["items"]), first["totalCount"]) == (20, 43)
    assert set(first["_links"]) == {"self", "next", "last"}
    middle = api.get(first["_links"]["next"]["href"]).json()
    assert set(middle["_links"]) == {"self", "next", "last", "first", "prev"}
    last = api.get(middle["_links"]["last"]["href"]).json()
    assert [item["key"] for item in last["items"]] == keys[40:]
    assert set(last["_links"]) == {"self", "first", "prev"}
    assert all_keys(api, path) == keys
    assert all_keys(api, f"{path}?limit=7&filter=tags:x") == keys
    assert all_keys(api, f"{path}?offset=42") == keys[42:]
    assert all_keys(api, f"{path}?sort=-name") == keys[::-1]
    for wrong in ("limit=0", "limit=x", "offset=-1", "filter=x", "filter=name:x", "sort=x"):
        assert code(api.get(f"{path}?{wrong}")) == (400, "invalid_request")


def test_filters(emulator: Emulator, api: Api) -> None:
    emulator.seed(projects=[{"key": "a", "name": "Alpha", "tags": ["x", "y"]}, {"key": "b", "tags": ["x"]}])
    assert all_keys(api, f"{PROJECTS}?filter=query:alph") == ["a"]
    assert all_keys(api, f"{PROJECTS}?filter=tags:x") == ["a", "b"]
    assert all_keys(api, f"{PROJECTS}?filter=tags:x%2By") == ["a"]
    assert all_keys(api, f"{PROJECTS}?filter=keys:b|default") == ["default", "b"]
    assert all_keys(api, f"{PROJECTS}?filter=tags:x,keys:b") == ["b"]


def test_environments_from_creation_to_deletion(api: Api) -> None:
    assert api.post(ENVIRONMENTS, json={**NEW, "defaultTtl": 5}).status_code == 201
    assert code(api.post(ENVIRONMENTS, json=NEW)) == (409, "key_exists")
    operations = [
        {"op": "replace", "path": "/secureMode", "value": True},
        {"op": "replace", "path": "/approvalSettings/minNumApprovals", "value": 2},
        {"op": "add", "path": "/approvalSettings/requiredApprovalTags/-", "value": "t"},
    ]
    patched = api.patch(f"{ENVIRONMENTS}/new", json=operations).json()
    assert (patched["secureMode"], patched["defaultTtl"]) == (True, 5)
    assert patched["approvalSettings"]["requiredApprovalTags"] == ["t"]
    copied = api.post(ENVIRONMENTS, json={**NEW, "key": "copy", "source": {"key": "new"}}).json()
    assert (copied["secureMode"], copied["approvalSettings"]) == (True, patched["approvalSettings"])
    assert api.delete(f"{ENVIRONMENTS}/new").status_code == 204
    assert code(api.get(f"{ENVIRONMENTS}/new")) == (404, "not_found")


@pytest.mark.parametrize(
    "change", [{"color": "red"}, {"defaultTtl": 61}, {"defaultTtl": True}, {"key": ""}, {"critical": 1}, {"name": ""}]
)
def test_environments_that_are_refused(api: Api, change: dict) -> None:
    assert code(api.post(ENVIRONMENTS, json={**NEW, **change})) == (400, "invalid_request")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/key", "x"),
        ("/apiKey", "x"),
        ("/approvalSettings", {}),
        ("/approvalSettings/unknown", True),
        ("/approvalSettings/minNumApprovals", 6),
        ("/approvalSettings/required", "yes"),
        ("/defaultTtl", 61),
    ],
)
def test_environment_patches_that_are_refused(api: Api, path: str, value: object) -> None:
    answer = api.patch(f"{ENVIRONMENTS}/test", json=[{"op": "add", "path": path, "value": value}])
    assert code(answer) == (400, "invalid_request")


def test_deleting_takes_the_stores_along(emulator: Emulator, api: Api) -> None:
    api.create_store("test")
    api.create_store("production")
    api.delete(f"{ENVIRONMENTS}/test")
    assert [store["environmentKey"] for store in emulator.state()["stores"]] == ["production"]
    api.post(PROJECTS, json={"key": "p", "name": "P"})
    api.delete(f"{PROJECTS}/default")
    assert api.get(STORES).json()["items"] == []


def test_the_last_ones_stay(api: Api) -> None:
    assert code(api.delete(f"{PROJECTS}/default")) == (400, "invalid_request")
    assert api.delete(f"{ENVIRONMENTS}/test").status_code == 204
    assert code(api.delete(f"{ENVIRONMENTS}/production")) == (400, "invalid_request")
    assert all_keys(api, ENVIRONMENTS) == ["production"]
