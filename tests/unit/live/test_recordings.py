# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recordings: what is of the account gets a stand-in, and the last look finds what did not."""

from __future__ import annotations

import json
import typing as t

import pytest
from live.anonymising import Anonymiser
from live.api import Answer, Exchange
from live.cassettes import TEMPLATES, NotClean, Recorder, join_path, split_path
from live.scan import scan
from live_command import ACCOUNT

KEY = "acl-live-20261126-0aa11b"
TOKEN = "api-0a1b2c3d-0000-4444-8888-1234567890ab"
STORE_ID = "5f3a1b2c3d4e5f6071829304"
STORES = "/api/v2/integration-capabilities/big-segment-store"
Json = t.Any

FINDINGS = {
    "the token": TOKEN,
    "an SDK key": "sdk-6f1d2c3b-0000-4444-8888-1234567890ab",
    "a mobile key": "mob-6f1d2c3b-0000-4444-8888-1234567890ab",
    "an API key": "api-6f1d2c3b",
    "an id": STORE_ID,
    "an id in a path": f"/api/v2/projects/x/{STORE_ID}/y",
    "an id in capitals": STORE_ID.upper(),
    "a UUID": "6f1d2c3b-1111-4444-8888-1234567890ab",
    "a mail address": "jane.doe+x@corp.io",
    "an IPv4 address": "10.20.30.40",
    "an IPv6 address": "2001:db8:0:1::17",
    "a JSON web token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.x",
    "an account of AWS": "arn:aws:iam::123456789012:role/x",
    "another account of AWS": "arn:aws-us-gov:dynamodb:us-gov-east-1:210987654321:table/x",
    "the account": ACCOUNT,
    "a member": "Jane Doe",
    "a project of a run": KEY,
}
FINE = [
    "aaaaaaaaaaaaaaaaaaaa0001",
    "0" * 24,
    "00000000-0000-0000-0000-000000000000",
    "00000000-0000-4000-8000-000000000017",
    "sdk-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
    "somebody@example.com",
    "arn:aws:iam::000000000000:role/probe",
    "acl-live-store",
    "T+12345",
    "2026-11-26",
    "12:34:56",
    "application/json; charset=utf-8",
    "api-version",
    "https://app.launchdarkly.com/api/v2",
]


def cassette(value: Json) -> str:
    """The text of a recording with a value somewhere deep in it."""
    answer = {"items": [{"name": "x", "config": {"deep": [{"er": value}]}}]}
    return json.dumps({"question": "U0", "exchanges": [{"answer": answer}]}, ensure_ascii=False)


@pytest.mark.parametrize("planted", FINDINGS)
def test_what_is_planted_is_found_and_not_repeated(planted: str) -> None:
    value = FINDINGS[planted]
    for text in (cassette(value), cassette(f"before {value}, after"), cassette({value: 1})):
        found = scan(text, [TOKEN, ACCOUNT, "Jane Doe", "x"])
        assert found
        assert all(value not in one for one in found)


@pytest.mark.parametrize("value", FINE)
def test_stand_ins_and_inventions_are_no_findings(value: str) -> None:
    assert scan(cassette(value), [TOKEN, ACCOUNT, "Jane Doe", "x"]) == []


def exchanged(method: str, path: str, body: Json, status: int, answer: Json, at: float = 1_790_000_000.0) -> Exchange:
    """A raw call."""
    headers = {
        "Content-Type": "application/json",
        "Set-Cookie": "session=secret",
        "X-Ratelimit-Route-Remaining": "17",
        "Date": "today",
    }
    return Exchange(method, path, {}, "beta", body, Answer(status, answer, headers), at)


def recorder(*secret: str) -> Recorder:
    """One that knows the token and the account."""
    public = ["00000000-0000-4000-8000-000000000000"]
    return Recorder([KEY], "https://ld.corp.test", "2026-11-26", [TOKEN, ACCOUNT, *secret], public)


def raw_run() -> list[Exchange]:
    """A store is made, listed beside somebody else's, and missed."""
    store = {
        "_id": STORE_ID,
        "name": f"{KEY}-store",
        "projectKey": KEY,
        "config": {"host": "redis.example.com", "password": "pro*********-14"},
        "_status": {"lastSync": 1_790_000_000_250},
        "_links": {"self": {"href": f"https://ld.corp.test{STORES}/{KEY}/first/redis/{STORE_ID}"}},
        "_access": {"allowed": [{"reason": {"role_name": "Jane Doe"}}]},
        "_maintainer": {"email": "jane@corp.io"},
    }
    theirs = {"_id": "6f3a1b2c3d4e5f6071829304", "projectKey": "shop", "name": "theirs", "config": {"host": "10.0.0.1"}}
    place = f"{STORES}/{KEY}/first/redis"
    refusal = {
        "code": "not_found",
        "message": f"no {STORE_ID} of jane@corp.io",
        "id": "6f1d2c3b-1111-4444-8888-1234567890ab",
    }
    return [
        exchanged("POST", place, {"name": f"{KEY}-store", "config": {"password": "probe-secret-14"}}, 201, store),
        exchanged("GET", STORES, None, 200, {"items": [theirs, store], "totalCount": 2}, 1_790_000_000.25),
        exchanged("GET", f"{place}/{STORE_ID}", None, 404, refusal, 1_790_000_001.5),
    ]


def test_a_recording_has_nothing_of_the_account() -> None:
    made = recorder("Jane Doe").cassette("U0", "What?", raw_run())
    first, second, third = made["exchanges"]
    assert made["dialect"] == "live-2026-11-26"
    assert [one["at"] for one in made["exchanges"]] == ["T+0", "T+250", "T+1500"]
    assert first["path"] == STORES + "/{projectKey}/{environmentKey}/{integrationKey}"
    assert first["values"] == {"projectKey": "acl-live", "environmentKey": "first", "integrationKey": "redis"}
    assert first["body"] == {"name": "acl-live-store", "config": {"password": "probe-secret-14"}}
    assert first["headers"] == {"content-type": "application/json", "x-ratelimit-route-remaining": ""}
    assert first["answer"] == {
        "_id": "aaaaaaaaaaaaaaaaaaaa0001",
        "name": "acl-live-store",
        "projectKey": "acl-live",
        "config": {"host": "redis.example.com", "password": "pro*********-14"},
        "_status": {"lastSync": "T+250"},
        "_links": {
            "self": {"href": f"https://app.launchdarkly.com{STORES}/acl-live/first/redis/aaaaaaaaaaaaaaaaaaaa0001"}
        },
    }
    assert second["answer"] == {"items": [first["answer"]], "totalCount": 1}
    assert third["values"]["integrationId"] == "aaaaaaaaaaaaaaaaaaaa0001"
    assert third["answer"] == {
        "code": "not_found",
        "message": "no aaaaaaaaaaaaaaaaaaaa0001 of somebody@example.com",
        "id": "00000000-0000-0000-0000-000000000000",
    }


@pytest.mark.parametrize("member", ["name", "answered"])
def test_what_no_stand_in_is_known_for_keeps_it_from_being_written(member: str) -> None:
    calls = raw_run()
    calls[0].answer.body[member] = "by Jane Doe at 10.20.30.40"
    with pytest.raises(NotClean, match="an IPv4 address, a value of the account, and was not written") as caught:
        recorder("Jane Doe").cassette("U0", "What?", calls)
    assert "Jane" not in str(caught.value)


def test_ids_of_every_form_keep_their_form() -> None:
    anonymiser = Anonymiser([KEY], ["0" * 24], "https://ld.corp.test", 0)
    document = {
        "_id": "odd.id_of-9",
        "environmentId": STORE_ID,
        "memberId": "x",
        "externalId": "mine",
        "other": "0" * 24,
    }
    anonymiser.learn(document)
    assert anonymiser.value(document) == {
        "_id": "id-0001",
        "environmentId": "aaaaaaaaaaaaaaaaaaaa0002",
        "externalId": "mine",
        "other": "0" * 24,
    }
    uuid = "6f1d2c3b-1111-4444-8888-1234567890ab"
    assert anonymiser.text(f"{uuid} {STORE_ID}") == "00000000-0000-4000-8000-000000000003 aaaaaaaaaaaaaaaaaaaa0002"
    assert anonymiser.text(f"sdk-{uuid}") == "sdk-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"


def test_a_path_is_split_and_joined() -> None:
    for template in TEMPLATES:
        path = template.replace("{", "").replace("}", "")
        assert split_path(path)[0] == template
        assert join_path(*split_path(path)) == path
    with pytest.raises(ValueError, match="no template"):
        split_path("/api/v2/tokens")


def test_what_is_written_beside_the_recordings_is_clean_too() -> None:
    text = f"PATCH {STORES}/{KEY}/first/redis/{STORE_ID}: by jane@corp.io"
    assert (
        recorder().clean(text)
        == f"PATCH {STORES}/acl-live/first/redis/aaaaaaaaaaaaaaaaaaaa0001: by somebody@example.com"
    )
    with pytest.raises(NotClean, match="a text of the results holds a value of the account"):
        recorder("Jane Doe").clean("by Jane Doe")
