# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The emulator is held against what was recorded of the live service: the same calls have to get the same answers.

Recordings are made by ``make live`` and lie in ``tests/emulator/cassettes``; what is accepted to be different stands in
``known_differences.yml``.
"""

from __future__ import annotations

import copy
import datetime
import json
import typing as t
import warnings
from pathlib import Path

import pytest
import yaml
from emulator.control import Emulator
from emulator.dialect import load_dialect
from live.replaying import Replay, unexplained
from live.scan import scan

HERE = Path(__file__).resolve().parent
CASSETTES = HERE.parents[1] / "emulator" / "cassettes"
OLD = datetime.timedelta(days=180)
Json = t.Any

STORE = "/api/v2/integration-capabilities/big-segment-store/{projectKey}/{environmentKey}/{integrationKey}"
PLACE = {"projectKey": "acl-live", "environmentKey": "first", "integrationKey": "redis"}
ID = "aaaaaaaaaaaaaaaaaaaa0001"


def read(directory: Path) -> dict[str, Json]:
    """The recordings by name."""
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(directory.glob("*.json"))}


def age(cassette: Json, today: datetime.date) -> datetime.timedelta:
    """How old a recording is."""
    return today - datetime.date.fromisoformat(cassette["date"])


def exchange(at: int, method: str, body: Json, status: int, answer: Json, path: str = STORE) -> Json:
    """One call of a recording, as ``make live`` writes it."""
    values = PLACE if path == STORE else {**PLACE, "integrationId": ID}
    headers = {} if status == 204 else {"content-type": "application/json"}
    return {
        "at": f"T+{at}", "method": method, "path": path, "values": values, "query": {}, "version": "beta", "token": "own",
        "body": body, "status": status, "headers": headers, "answer": answer,
    }  # fmt: skip


def recording(emulator: Emulator) -> Json:
    """A recording of the emulator itself: a store is made, patched, read and deleted."""
    store: Json = {
        "_id": ID,
        "name": "acl-live-store",
        "on": False,
        "tags": [],
        "projectKey": "acl-live",
        "environmentKey": "first",
        "integrationKey": "redis",
        "config": {"host": "redis.example.com", "port": "6379", "password": "pro*********-14"},
        "version": 1,
        "_status": {"available": False, "potentiallyStale": False, "errors": []},
        "_links": {
            "self": {"href": f"/api/v2/{ID}", "type": "application/json"},
            "parent": {"href": "/api/v2/x", "type": "application/json"},
            "project": {"href": "/api/v2/x", "type": "application/json"},
            "environment": {"href": "/api/v2/x", "type": "application/json"},
        },
    }
    one = STORE + "/{integrationId}"
    config = {"host": "redis.example.com", "port": "6379", "password": "probe-secret-14"}
    moved = {**store, "config": {**store["config"], "port": "6380"}, "version": 2}
    refusal = {
        "code": "invalid_request",
        "message": 'Unsupported json-patch operation: path "/config/zzz" does not exist',
        "id": "00000000-0000-0000-0000-000000000000",
    }
    return {
        "question": "U0: What is recorded?",
        "date": "2026-11-26",
        "dialect": "default",
        "exchanges": [
            exchange(0, "POST", {"name": "acl-live-store", "on": False, "config": config}, 201, store),
            exchange(10, "PATCH", [{"op": "replace", "path": "/config/port", "value": "6380"}], 200, moved, one),
            exchange(20, "PATCH", [{"op": "replace", "path": "/config/zzz", "value": "1"}], 400, refusal, one),
            exchange(30, "GET", None, 200, moved, one),
            exchange(40, "DELETE", None, 204, None, one),
        ],
    }


def differences(emulator: Emulator, cassettes: dict[str, Json]) -> dict[str, list[str]]:
    """What the emulator answers otherwise, by recording."""
    return {
        name: Replay(cassette, emulator, load_dialect(cassette["dialect"])).run()
        for name, cassette in cassettes.items()
    }


def test_the_recordings_of_the_live_service(emulator: Emulator) -> None:
    accepted = yaml.safe_load((HERE / "known_differences.yml").read_text(encoding="utf-8"))["differences"]
    cassettes = read(CASSETTES)
    for name, cassette in cassettes.items():
        assert scan(json.dumps(cassette, ensure_ascii=False), []) == [], name
        if age(cassette, datetime.datetime.now(datetime.timezone.utc).date()) > OLD:
            warnings.warn(f"the recording {name} of {cassette['date']} is old: run make live", stacklevel=1)
    assert unexplained(differences(emulator, cassettes), accepted) == []


def test_a_recording_of_the_emulator_itself(emulator: Emulator) -> None:
    assert differences(emulator, {"U0": recording(emulator)}) == {"U0": []}
    assert scan(json.dumps(recording(emulator)), []) == []


CHANGES: list[tuple[int, tuple[str, ...], Json, str]] = [
    (0, ("status",), 200, "call 1, POST .*: status: 200 was recorded, 201 came"),
    (
        2,
        ("answer", "code"),
        "invalid_patch",
        "call 3, PATCH .*: code: 'invalid_patch' was recorded, 'invalid_request' came",
    ),
    (2, ("answer", "message"), "No", "call 3, PATCH .*: message: 'No' was recorded, .* came"),
    (2, ("answer", "errors"), [], "call 3, PATCH .*: member errors: missing"),
    (2, ("answer", "code"), None, "call 3, PATCH .*: member code: added"),
    (0, ("headers", "retry-after"), "1", "call 1, POST .*: header retry-after: missing"),
    (3, ("answer", "config", "tlsEnabled"), False, "call 4, GET .*: member .config.tlsEnabled: missing"),
    (3, ("answer", "_links", "self"), None, "call 4, GET .*: member ._links.self: added"),
    (3, ("answer", "version"), "2", "call 4, GET .*: type of .version: 'str' was recorded, 'number' came"),
    (3, ("answer", "config", "port"), "6379", "call 4, GET .*: .config.port: '6379' was recorded, '6380' came"),
    (1, ("answer", "config", "password"), "***", "call 2, PATCH .*: .config.password: .* was recorded, .* came"),
    (3, ("answer", "_id"), "aaaaaaaaaaaaaaaaaaaa0002", ""),
    (1, ("answer", "_id"), "another", ""),
]


@pytest.mark.parametrize(("number", "place", "value", "expected"), CHANGES)
def test_a_difference_is_found(
    emulator: Emulator, number: int, place: tuple[str, ...], value: Json, expected: str
) -> None:
    """``value`` None takes the member away; without ``expected`` it is an id, of which there is another in each run."""
    cassette = recording(emulator)
    inner = cassette["exchanges"][number] = copy.deepcopy(cassette["exchanges"][number])
    for name in place[:-1]:
        inner = inner[name]
    if value is None:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    found = differences(emulator, {"U0": cassette})
    accepted = [{"cassette": "U0", "difference": expected, "reason": "it was changed"}]
    assert unexplained(found, accepted if expected else []) == []
    assert len(found["U0"]) == bool(expected)


def test_another_dialect_is_a_difference(emulator: Emulator) -> None:
    cassette = {**recording(emulator), "dialect": "opposite"}
    assert any("status: 200 was recorded, 422 came" in line for line in differences(emulator, {"U0": cassette})["U0"])


def test_what_is_accepted_has_to_be_there_and_to_have_a_reason() -> None:
    found = {"U2": ["call 1: status"], "U3": []}
    fitting = {"cassette": "U2", "difference": "call 1: .*", "reason": "so"}
    assert unexplained(found, [fitting]) == []
    assert unexplained(found, []) == ["U2: call 1: status"]
    assert unexplained(found, [{**fitting, "difference": "call 1"}]) == [
        "U2: call 1: status",
        "U2: an accepted difference is no longer there: call 1",
    ]
    assert unexplained(found, [fitting, {**fitting, "cassette": "U3"}]) == [
        "U3: an accepted difference is no longer there: call 1: .*"
    ]
    assert unexplained(found, [{**fitting, "reason": " "}]) == ["U2: an accepted difference has no reason: call 1: .*"]


def test_an_old_recording_is_told() -> None:
    cassette = {"date": "2026-01-01"}
    assert age(cassette, datetime.date(2026, 6, 30)) == OLD
    assert age(cassette, datetime.date(2026, 7, 1)) > OLD
