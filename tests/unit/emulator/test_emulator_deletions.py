# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deletions that are seen at once, or late."""

from __future__ import annotations

import time

import pytest
from emulator.control import Emulator
from emulator_api import CONFIGURATIONS, STORES, Api

ENVIRONMENTS = "/api/v2/projects/default/environments"
KINDS = ("store", "configuration", "environment", "project")


def created(api: Api, kind: str) -> tuple[str, str]:
    """A new thing of a kind: its own path and that of the list which shows it."""
    if kind == "store":
        return api.create_store()["_links"]["self"]["href"], STORES
    if kind == "configuration":
        return api.create_configuration()["_links"]["self"]["href"], f"{CONFIGURATIONS}/keys/custom-approvals"
    if kind == "environment":
        answer = api.post(ENVIRONMENTS, json={"key": "new", "name": "New", "color": "DADBEE"})
        return answer.json()["_links"]["self"]["href"], ENVIRONMENTS
    answer = api.post("/api/v2/projects", json={"key": "new", "name": "New"})
    return answer.json()["_links"]["self"]["href"], "/api/v2/projects"


def seen(api: Api, path: str, listed: str) -> tuple[bool, bool]:
    """Whether a thing is seen by itself, and in its list."""
    hrefs = [item["_links"]["self"]["href"] for item in api.get(listed).json()["items"]]
    assert len(set(hrefs)) == len(hrefs)
    return api.get(path).status_code == 200, path in hrefs


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("freshness_ms", [0, 200])
def test_deletions_that_are_seen_late(emulator: Emulator, api: Api, kind: str, freshness_ms: int) -> None:
    before = emulator.state()
    path, listed = created(api, kind)
    emulator.settings(dialect={"delete_visible_ms": 400, "list_freshness_ms": freshness_ms})
    assert api.delete(path).status_code == 204
    assert {**emulator.state(), "dialect": before["dialect"]} == before
    assert seen(api, path, listed)[0] is True
    time.sleep(freshness_ms / 1000)
    assert seen(api, path, listed) == (True, True)
    assert api.patch(path, json=[{"op": "replace", "path": "/name", "value": "x"}]).status_code == 404
    assert api.delete(path).status_code == 404
    time.sleep(0.45)
    assert seen(api, path, listed) == (False, False)


@pytest.mark.parametrize("kind", KINDS)
def test_deletions_that_are_seen_at_once(api: Api, kind: str) -> None:
    path, listed = created(api, kind)
    assert seen(api, path, listed) == (True, True)
    assert api.delete(path).status_code == 204
    assert seen(api, path, listed) == (False, False)


def test_what_took_the_place_of_a_deleted_thing(emulator: Emulator, api: Api) -> None:
    path, listed = created(api, "environment")
    emulator.settings(dialect={"delete_visible_ms": 30_000})
    first = api.get(path).json()
    store = api.create_store("new")
    api.delete(path)
    assert api.get(path).json() == first
    assert seen(api, store["_links"]["self"]["href"], STORES) == (True, True)
    assert created(api, "environment")[0] == path
    assert api.get(path).json()["_id"] != first["_id"]
    assert len(api.get(listed).json()["items"]) == 3
    assert api.patch(path, json=[{"op": "replace", "path": "/name", "value": "x"}]).status_code == 200
