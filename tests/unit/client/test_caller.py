# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who the access token is: asked once, never an error, and told where a write is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._client.caller import Caller, caller_of
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from scripted_server import CLOSE, ScriptedServer, answer

MakeClient = Callable[..., Client]
IDENTITY = {
    "accountId": "61f0",
    "authKind": "token",
    "tokenKind": "service",
    "tokenName": "CI\x1b[2J",
    "tokenId": "70aa",
    "memberId": "80bb",
    "serviceToken": True,
    "scopes": [],
}
KNOWN = Caller("61f0", r"CI\x1b[2J", "service", "70aa", "80bb", True)


def test_it_is_asked_once(client_of: MakeClient) -> None:
    """By the stable version, for the life of the client."""
    with ScriptedServer(answer(200, IDENTITY)) as server:
        client = client_of(server.url)
        assert client.caller() == KNOWN
        client.start_task(lambda text: None)
        assert client.caller() == KNOWN
    (request,) = server.requests
    assert request.target == "/api/v2/caller-identity"
    assert request.all("ld-api-version") == ["20240415"]
    assert str(KNOWN) == r"the token 'CI\\x1b[2J' of account 61f0"


@pytest.mark.parametrize(
    "said",
    [
        answer(403, {"message": "no"}),
        answer(404, {}),
        answer(429, {}, Retry_After="5"),
        answer(200, []),
        answer(200, {}),
        answer(200, b"<"),
        CLOSE,
    ],
)
def test_not_to_know_is_no_failure(client_of: MakeClient, time: Any, said: bytes) -> None:
    """Nor is it tried again: it is for messages only."""
    with ScriptedServer(said) as server:
        client = client_of(server.url)
        assert client.caller() is None
        assert client.caller() is None
        assert len(server.requests) == 1
    assert time.slept == []


@pytest.mark.parametrize(
    ("data", "words", "facts"),
    [
        ({"accountId": "61f0"}, "the token of account 61f0", {"account_id": "61f0"}),
        ({"tokenId": "70aa"}, "the token 70aa", {"token_id": "70aa"}),
        (
            {"tokenName": "CI", "accountId": "61f0", "serviceToken": False},
            "the token 'CI' of account 61f0",
            {"account_id": "61f0", "token_name": "CI"},
        ),
        (
            {"tokenName": "CI", "scopes": ["reader", {}, "writer"]},
            "the token 'CI', with the scope reader, writer",
            {"token_name": "CI", "scopes": ["reader", "writer"]},
        ),
        ({"tokenName": "CI", "scopes": "all"}, "the token 'CI'", {"token_name": "CI"}),
    ],
)
def test_what_is_known(data: Any, words: str, facts: dict[str, Any]) -> None:
    """No more than the service tells."""
    caller = caller_of(data)
    assert str(caller) == words
    assert caller
    assert caller.facts() == facts


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_write_says_as_whom(client_of: MakeClient, status: int) -> None:
    """It is asked at the first refusal, if not before; a read, and another refusal, have nothing to do with it."""
    refusal = answer(status, {"code": "forbidden", "message": "no"})
    with ScriptedServer(refusal, answer(400, {}), refusal, answer(200, IDENTITY), refusal) as server:
        client = client_of(server.url)
        told = []
        for method in ("GET", "POST", "PATCH", "DELETE"):
            with pytest.raises(errors.ApiError) as caught:
                client.request(method, ("a",), body={})
            told.append((str(caught.value), caught.value.details().get("caller", {}).get("account_id")))
        assert len(server.requests) == 5
    assert [account for _text, account in told] == [None, None, "61f0", "61f0"]
    for text, _account in told[2:]:
        assert text.endswith("It was asked as the token 'CI\\\\x1b[2J' of account 61f0.")
        assert "its role must allow this action" in text if status == 401 else "role must allow" in text
        assert "unknown or expired" not in text


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_may_not_ask(client_of: MakeClient, status: int) -> None:
    """The refusal of the write is reported as it is; each of them costs no call of its own."""
    refusal = answer(status, {"code": "forbidden", "message": "no"})
    with ScriptedServer(*[refusal] * 3) as server:
        client = client_of(server.url)
        for _twice in range(2):
            with pytest.raises(errors.ApiError) as caught:
                client.request("PATCH", ("a",), body={})
            assert "caller" not in caught.value.details()
            assert "asked as" not in str(caught.value)
        assert [request.method for request in server.requests] == ["PATCH", "GET", "PATCH"]
    assert "unknown or expired" in str(caught.value) or status == 403
