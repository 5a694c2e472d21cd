# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every call: token, version header, errors, ids."""

from __future__ import annotations

import http.client
import json
import time
from pathlib import Path

import pytest
import requests
from emulator.control import Emulator
from emulator_api import CONFIGURATIONS, STORES, Api, code


@pytest.mark.parametrize("token", [None, "", "wrong", "Bearer api-emulator-token"])
def test_wrong_token_is_refused(api: Api, token: str | None) -> None:
    assert code(api.get(STORES, headers={"Authorization": token})) == (401, "unauthorized")


def raw_get(emulator: Emulator, path: str, headers: list[tuple[str, str]]) -> int:
    connection = http.client.HTTPConnection(emulator.url.partition("//")[2], timeout=10)
    connection.putrequest("GET", path)
    for name, value in headers:
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    json.loads(answer.read())
    connection.close()
    return answer.status


@pytest.mark.parametrize(
    ("versions", "status"),
    [
        (["beta"], 200),
        ([], 403),
        (["20240415"], 403),
        (["beta", "20240415"], 403),
        (["20240415", "beta"], 403),
        (["beta", "beta"], 403),
        (["beta, 20240415"], 403),
    ],
)
@pytest.mark.parametrize("path", [STORES, f"{CONFIGURATIONS}/keys/devin"])
def test_beta_header_has_to_come_exactly_once(emulator: Emulator, path: str, versions: list[str], status: int) -> None:
    headers = [("Authorization", emulator.token), *(("LD-API-Version", version) for version in versions)]
    assert raw_get(emulator, path, headers) == status


@pytest.mark.parametrize(("version", "status"), [(None, 200), ("20240415", 200), ("beta", 200), ("20990101", 400)])
def test_stable_resources_take_known_versions(api: Api, version: str | None, status: int) -> None:
    assert api.get("/api/v2/projects", headers={"LD-API-Version": version}).status_code == status


def test_unknown_routes_and_methods_answer_json(api: Api) -> None:
    assert code(api.get("/api/v2/flags/default")) == (404, "not_found")
    assert code(api.get("/")) == (404, "not_found")
    assert code(api.get(f"{STORES}//test/redis/x")) == (404, "not_found")
    assert code(api.put(STORES, json={})) == (405, "method_not_allowed")


@pytest.mark.parametrize("body", ["", "{", "[]", '"text"', "null", "\xff"])
def test_bodies_that_are_no_object_are_refused(api: Api, body: str) -> None:
    for path in (f"{STORES}/default/test/redis", f"{CONFIGURATIONS}/keys/devin", "/api/v2/projects"):
        assert code(api.post(path, data=body.encode("latin-1"))) == (400, "invalid_request")


def test_parts_of_a_path_are_decoded_one_by_one(api: Api) -> None:
    store = api.create_store()
    path = f"{STORES}/default/te%73t/redis/{store['_id']}"
    assert api.get(path).status_code == 200
    assert code(api.get(path.replace("default/", "default%2Ftest/"))) == (404, "not_found")
    # One segment less: this is the path that only creates.
    assert code(api.get(path.replace("default/", "default%2F"))) == (405, "method_not_allowed")


def test_ids_repeat_with_the_seed(emulator: Emulator, api: Api) -> None:
    first = api.create_store()["_id"]
    emulator.reset()
    assert api.create_store()["_id"] == first
    with Emulator.start(seed=7) as other, Api(other) as session:
        assert session.create_store()["_id"] != first


def test_state_file_survives_a_restart(tmp_path: Path) -> None:
    with Emulator.start(state=tmp_path / "state.json") as emulator, Api(emulator) as session:
        store = session.create_store()
        session.patch_one(store, "/name", "renamed")
        before = emulator.state()
    with Emulator.start(state=tmp_path / "state.json") as emulator, Api(emulator) as session:
        assert emulator.state() == before
        assert session.again(store)["name"] == "renamed"
        assert session.create_store()["_id"] != store["_id"]


def test_dialect_and_token_of_the_command_line_outlive_a_reset() -> None:
    with Emulator.start(dialect={"mask_length": "fixed"}, token="other") as emulator, Api(emulator) as session:
        emulator.reset()
        assert session.create_store()["config"]["password"] == "sup********123"
        session.headers["Authorization"] = "api-emulator-token"
        assert session.get(STORES).status_code == 401


def test_latency_delays_the_answer(emulator: Emulator, api: Api) -> None:
    emulator.settings(latency_ms=80)
    began = time.monotonic()
    api.create_store()
    assert time.monotonic() - began >= 0.08


def test_connections_are_kept_and_answers_are_not_held_back(emulator: Emulator, api: Api) -> None:
    store = api.create_store()
    began = time.monotonic()
    for _unused in range(50):
        api.again(store)
    # With Nagle's algorithm and delayed acknowledgements this takes more than two seconds.
    assert time.monotonic() - began < 1
    pools = api.get_adapter(emulator.url).poolmanager.pools
    assert [pools[key].num_connections for key in pools.keys()] == [1]  # noqa: SIM118 - it is no plain dict


def test_caller_identity(api: Api) -> None:
    assert api.get("/api/v2/caller-identity").json()["tokenName"] == "emulator"


def test_requests_are_counted_and_logged(emulator: Emulator, api: Api) -> None:
    store = api.create_store()
    api.again(store)
    api.get("/api/v2/projects?limit=1")
    requests.get(emulator.url + STORES, timeout=10)
    seen = emulator.requests()
    template = STORES + "/{projectKey}/{environmentKey}/{integrationKey}"
    assert (seen["total"], seen["writes"]) == (4, 1)
    assert seen["by_route"] == {
        f"POST {template}": 1,
        f"GET {template}/{{integrationId}}": 1,
        "GET /api/v2/projects": 1,
        f"GET {STORES}": 1,
    }
    assert seen["by_status"] == {"201": 1, "200": 2, "401": 1}
    first = seen["log"][0]
    assert first["method"] == "POST"
    assert first["path"] == f"{STORES}/default/test/redis"
    assert first["body"]["config"]["host"] == "redis.example.com"
    assert first["headers"]["ld-api-version"] == "beta"
    assert seen["log"][2]["path"] == "/api/v2/projects?limit=1"
    emulator.clear_requests()
    assert emulator.requests()["total"] == 0
