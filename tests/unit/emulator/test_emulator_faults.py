# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults, rate limits and the rest of the control path."""

from __future__ import annotations

import time

import pytest
import requests
from emulator.control import ControlError, Emulator
from emulator_api import CONFIGURATIONS, SECRET, STORES, Api, code

CREATE = f"{STORES}/default/test/redis"
BODY = {"config": {"host": "h", "password": SECRET}, "name": "x"}


def stores(emulator: Emulator) -> int:
    return len(emulator.state()["stores"])


@pytest.mark.parametrize(("kind", "acted"), [("fail_before", 0), ("fail_after", 1)])
def test_failures(emulator: Emulator, api: Api, kind: str, acted: int) -> None:
    emulator.faults([{"kind": kind, "status": 502, "headers": {"X-From": "proxy"}}])
    answer = api.post(CREATE, json=BODY)
    assert code(answer) == (502, "bad_gateway")
    assert answer.headers["x-from"] == "proxy"
    assert stores(emulator) == acted
    assert api.get(STORES).status_code == 200
    assert emulator.waiting_faults() == []


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize(("kind", "acted"), [("drop_before", 0), ("drop_after", 1)])
def test_dropped_connections(emulator: Emulator, api: Api, kind: str, acted: int, reset: bool) -> None:
    api.get(STORES)
    emulator.faults([{"kind": kind, "reset": reset}])
    with pytest.raises(requests.ConnectionError) as caught:
        api.post(CREATE, json=BODY)
    assert ("ConnectionResetError" in repr(caught.value)) is reset
    assert stores(emulator) == acted
    assert emulator.requests()["by_status"] == {"200": 1, "dropped": 1}
    assert api.get(STORES).status_code == 200


@pytest.mark.parametrize(("kind", "acted"), [("garbage", 0), ("garbage_after", 1)])
def test_rubbish(emulator: Emulator, api: Api, kind: str, acted: int) -> None:
    emulator.faults([{"kind": kind}])
    answer = api.post(CREATE, json=BODY)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html")
    with pytest.raises(ValueError, match="Expecting value"):
        answer.json()
    assert stores(emulator) == acted


def test_truncated_json(emulator: Emulator, api: Api) -> None:
    emulator.faults([{"kind": "truncated_json"}])
    answer = api.post(CREATE, json=BODY)
    assert answer.status_code == 201
    with pytest.raises(ValueError, match=r".+"):
        answer.json()
    assert stores(emulator) == 1


@pytest.mark.parametrize("act", [False, True])
def test_hanging(emulator: Emulator, api: Api, act: bool) -> None:
    emulator.faults([{"kind": "hang", "seconds": 30, "act": act}])
    with pytest.raises(requests.ReadTimeout):
        api.post(CREATE, json=BODY, timeout=0.2)
    assert stores(emulator) == act
    emulator.faults([{"kind": "hang", "seconds": 0.1, "act": True}])
    assert api.post(CREATE, json=BODY).status_code == 201


def test_conflicts_and_other_errors(emulator: Emulator, api: Api) -> None:
    emulator.faults(
        [
            {"kind": "conflict", "method": "POST"},
            {"kind": "error", "status": 403, "code": "forbidden", "message": "approval is required"},
            {"kind": "error", "status": 400, "code": "invalid_request", "message": "bad", "echo": True},
        ]
    )
    assert code(api.post(CREATE, json=BODY)) == (409, "optimistic_locking_error")
    answer = api.post(CREATE, json=BODY)
    assert code(answer) == (403, "forbidden")
    assert answer.json()["message"] == "approval is required"
    answer = api.post(CREATE, json=BODY)
    assert code(answer) == (400, "invalid_request")
    assert SECRET in answer.json()["message"]
    assert stores(emulator) == 0


def test_redirects(emulator: Emulator, api: Api) -> None:
    emulator.faults([{"kind": "redirect", "location": "http://other.example.com/api"}])
    answer = api.get(STORES)
    assert (answer.status_code, answer.headers["location"]) == (307, "http://other.example.com/api")


def test_ignored_members(emulator: Emulator, api: Api) -> None:
    store = api.create_store()
    emulator.faults([{"kind": "ignore_members", "members": ["name", "config/port", "config.username"], "times": 2}])
    assert api.patch_one(store, "/name", "x").json() == store
    config = {"host": "other", "port": "1", "username": "u", "password": SECRET}
    changed = api.patch_one(store, "/config", config).json()["config"]
    assert changed == {"host": "other", "port": "6379", "password": "sup********123"}
    assert api.patch_one(store, "/name", "x").json()["name"] == "x"


def test_faults_pick_their_calls(emulator: Emulator, api: Api) -> None:
    emulator.faults([{"kind": "fail_before", "method": "get", "route": "{integrationId}", "skip": 1, "times": 2}])
    store = api.create_store()
    path = store["_links"]["self"]["href"]
    assert [api.get(STORES).status_code for _unused in range(2)] == [200, 200]
    assert [api.get(path).status_code for _unused in range(4)] == [200, 503, 503, 200]
    emulator.faults([{"kind": "fail_before", "route": "^/api/v2/projects$", "times": None}])
    assert [api.get("/api/v2/projects").status_code for _unused in range(3)] == [503] * 3
    assert api.get("/api/v2/projects/default").status_code == 200
    emulator.clear_faults()
    assert api.get("/api/v2/projects").status_code == 200
    emulator.faults([{"kind": "fail_before", "path": "/projects/def"}])
    assert [api.get(f"/api/v2/projects{rest}").status_code for rest in ("", "/default", "/default")] == [200, 503, 200]


def test_probability_repeats_with_the_seed(emulator: Emulator, api: Api) -> None:
    def statuses() -> list[int]:
        emulator.settings(random_seed=3)
        emulator.clear_faults()
        emulator.faults([{"kind": "fail_before", "times": None, "probability": 0.5}])
        return [api.get(STORES).status_code for _unused in range(30)]

    first = statuses()
    assert set(first) == {200, 503}
    assert statuses() == first


@pytest.mark.parametrize(
    "order", [{"kind": "x"}, {}, {"kind": "conflict", "time": 1}, {"kind": "redirect"}, {"kind": "ignore_members"}]
)
def test_faults_that_make_no_sense(emulator: Emulator, order: dict) -> None:
    with pytest.raises(ControlError):
        emulator.faults([{"kind": "conflict"}, order])
    assert emulator.waiting_faults() == []


def test_no_limit_no_headers(api: Api) -> None:
    assert not [name for name in api.get(STORES).headers if "ratelimit" in name.lower()]


def test_route_limits(emulator: Emulator, api: Api) -> None:
    emulator.settings(rate_limit={"limit": 2, "window_s": 0.5})
    first = api.get(STORES)
    assert (first.headers["X-Ratelimit-Route-Remaining"], first.headers["X-Ratelimit-Route-Limit"]) == ("1", "2")
    assert int(first.headers["X-Ratelimit-Global-Remaining"]) > 0
    reset = int(first.headers["X-Ratelimit-Reset"])
    assert 0 < reset - time.time() * 1000 <= 501
    assert api.get(STORES).headers["X-Ratelimit-Route-Remaining"] == "0"
    refused = api.get(STORES)
    assert code(refused) == (429, "rate_limited")
    assert int(refused.headers["X-Ratelimit-Reset"]) == reset
    assert api.get("/api/v2/projects").status_code == 200
    time.sleep(max(0, reset / 1000 - time.time()) + 0.02)
    assert api.get(STORES).status_code == 200
    assert emulator.requests()["by_status"]["429"] == 1


def test_global_limits(emulator: Emulator, api: Api) -> None:
    emulator.settings(rate_limit={"limit": 2, "scope": "global"})
    headers = api.get(STORES).headers
    assert (headers["X-Ratelimit-Global-Remaining"], headers["X-Ratelimit-Global-Limit"]) == ("1", "2")
    api.get("/api/v2/projects")
    assert code(api.get(f"{CONFIGURATIONS}/keys/devin")) == (429, "rate_limited")
    emulator.settings(rate_limit=None)
    assert api.get(STORES).status_code == 200


def test_limits_of_a_token(emulator: Emulator, api: Api) -> None:
    emulator.settings(rate_limit={"limit": 1, "scope": "token"})
    headers = api.get(STORES).headers
    assert (headers["X-Ratelimit-Auth-Token-Remaining"], headers["X-Ratelimit-Auth-Token-Limit"]) == ("0", "1")
    assert 0 < int(headers["X-Ratelimit-Auth-Token-Reset"]) - time.time() * 1000 <= 10_001
    assert "X-Ratelimit-Reset" not in headers
    assert code(api.get("/api/v2/projects")) == (429, "rate_limited")


@pytest.mark.parametrize("reset", ["ms", "past", "retry_after", "none"])
def test_what_a_limit_says_about_its_end(emulator: Emulator, api: Api, reset: str) -> None:
    emulator.settings(rate_limit={"limit": 0, "window_s": 10, "reset": reset})
    headers = api.get(STORES).headers
    assert ("X-Ratelimit-Reset" in headers) is (reset in ("ms", "past"))
    assert ("Retry-After" in headers) is (reset == "retry_after")
    if reset == "past":
        assert int(headers["X-Ratelimit-Reset"]) < time.time() * 1000
    if reset == "retry_after":
        assert headers["Retry-After"] == "10"


def test_foreign_changes(emulator: Emulator, api: Api) -> None:
    store = api.create_store()
    emulator.patch_store(store["_id"], {"on": True, "config": {"port": None, "host": "theirs"}})
    seen = api.again(store)
    assert (seen["on"], seen["version"]) == (True, 2)
    assert seen["config"] == {"host": "theirs", "password": "sup********123"}
    emulator.delete_store(store["_id"])
    assert api.get(STORES).json()["items"] == []
    with pytest.raises(ControlError, match="404"):
        emulator.delete_store(store["_id"])


def test_seeding_is_not_counted_and_not_validated(emulator: Emulator, api: Api) -> None:
    created = emulator.seed(
        projects=[{"key": "p", "name": "P", "environments": [{"key": "e", "critical": True}]}],
        stores=[{"projectKey": "p", "environmentKey": "e", "integrationKey": "redis", "config": {"odd": 1}}],
        integration_configurations=[{"integrationKey": "devin", "name": "d", "configValues": {}}],
    )
    assert created["projects"][0]["environments"][0]["key"] == "e"
    assert api.get(f"{STORES}/p/e/redis/{created['stores'][0]}").json()["config"] == {"odd": 1}
    path = f"{CONFIGURATIONS}/{created['integration_configurations'][0]}"
    assert api.get(path).json()["_integrationKey"] == "devin"
    assert api.get("/api/v2/projects/p/environments/e").json()["critical"] is True
    assert emulator.requests()["total"] == 3
    with pytest.raises(ControlError, match="no environment"):
        emulator.seed(stores=[{"projectKey": "p", "environmentKey": "x", "integrationKey": "redis", "config": {}}])


def test_reset_forgets_everything(emulator: Emulator, api: Api) -> None:
    first = emulator.state()
    api.create_store()
    emulator.faults([{"kind": "conflict"}])
    emulator.settings(rate_limit={"limit": 0}, latency_ms=50, dialect="opposite", status={"available": True})
    settings = emulator.reset()["settings"]
    assert emulator.state() == first
    assert (settings["latency_ms"], settings["rate_limit"]) == (0, None)
    assert emulator.waiting_faults() == []
    assert emulator.requests()["total"] == 0
    created = emulator.reset(dialect="opposite", seed={"projects": [{"key": "p"}]})["created"]
    assert created["projects"][0]["key"] == "p"
    with pytest.raises(ControlError, match="unknown settings"):
        emulator.reset(dialekt="opposite")
