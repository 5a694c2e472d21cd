# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one call looks like on the wire, and what comes of a good answer."""

from __future__ import annotations

import json
import string
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import (
    BETA,
    STABLE,
    Client,
    environment_key,
    quote_segment,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import (
    Forbidden,
    InvalidOption,
    NotFound,
)
from emulator.control import Emulator
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scripted_server import ScriptedServer, answer

MakeClient = Callable[..., Client]


@pytest.mark.parametrize(
    ("method", "body", "version"),
    [
        ("GET", None, BETA),
        ("GET", None, STABLE),
        ("POST", {"name": "ä"}, BETA),
        ("PATCH", [], BETA),
        ("DELETE", None, BETA),
    ],
)
def test_headers_are_sent_exactly_once(client_of: MakeClient, method: str, body: Any, version: str) -> None:
    """A service that got two versions would judge by the first."""
    with ScriptedServer(answer(200, {})) as server:
        client_of(server.url).request(method, ("projects", "one"), version, body)
    (request,) = server.requests
    assert (request.method, request.target) == (method, "/api/v2/projects/one")
    assert request.all("authorization") == ["api-token"]
    assert request.all("ld-api-version") == [version]
    assert request.all("accept") == ["application/json"]
    assert request.all("user-agent") == ["community.launchdarkly (Ansible)"]
    assert request.all("content-type") == ([] if body is None else ["application/json"])
    assert request.all("cookie") == []
    assert request.body == (b"" if body is None else json.dumps(body).encode())
    names = [name for name, _value in request.headers]
    assert len(names) == len(set(names))


def test_a_query_is_encoded(client_of: MakeClient) -> None:
    """Without one there is no question mark."""
    with ScriptedServer(answer(200, {})) as server:
        client = client_of(server.url)
        client.get(("projects",), STABLE, {"limit": 20, "filter": "a&b=c d"})
        client.get(("projects",), STABLE, {})
    assert [request.target for request in server.requests] == [
        "/api/v2/projects?limit=20&filter=a%26b%3Dc+d",
        "/api/v2/projects",
    ]


def test_a_prefix_of_the_base_url_stays(client_of: MakeClient) -> None:
    """A gateway may serve the API below a path of its own."""
    with ScriptedServer(answer(200, {})) as server:
        client_of(f"{server.url}/gateway/").get(("projects",))
    assert server.requests[0].target == "/gateway/api/v2/projects"


@pytest.mark.parametrize("data", [{"a": [1, None, "ä"]}, [], None, "text", 0])
def test_the_answer_is_decoded(client_of: MakeClient, data: Any) -> None:
    """Whatever JSON it is."""
    with ScriptedServer(answer(200, data)) as server:
        assert client_of(server.url).get(("anything",)) == data


def test_a_host_that_requests_does_not_take(client_of: MakeClient) -> None:
    """It fits the rule for names, and is too long as it is spelled on the wire."""
    with pytest.raises(InvalidOption, match=r"^base_url: is not a URL that can be called"):
        client_of(f"https://{'ä' * 62}.example.com").get(("anything",))


def test_no_content(client_of: MakeClient) -> None:
    """204 has no body to decode."""
    with ScriptedServer(b"HTTP/1.1 204 No Content\r\n\r\n") as server:
        got = client_of(server.url).request("DELETE", ("anything",))
    assert (got.status, got.data) == (204, None)


def test_one_connection_serves_many_calls(client_of: MakeClient) -> None:
    """The session is kept alive, and cookies are not."""
    with ScriptedServer(answer(200, {}, Set_Cookie="session=1; Path=/")) as server:
        client = client_of(server.url)
        for _unused in range(3):
            client.get(("anything",))
        client.close()
    assert (len(server.requests), server.connections) == (3, 1)
    assert all(request.all("cookie") == [] for request in server.requests)


def test_netrc_does_not_overrule_the_token(
    client_of: MakeClient, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its default behaviour requests would send what ~/.netrc holds for the host."""
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password netrc-password\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    with ScriptedServer(answer(200, {})) as server:
        client_of(server.url).get(("anything",))
    assert server.requests[0].all("authorization") == ["api-token"]


@pytest.mark.parametrize(
    ("segment", "quoted"),
    [
        ("production", "production"),
        ("a.b_c-d~e", "a.b_c-d~e"),
        ("a/b", "a%2Fb"),
        ("../../projects", "..%2F..%2Fprojects"),
        ("%2f", "%252f"),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c&d=e", "a%3Fb%23c%26d%3De"),
        ("a b", "a%20b"),
        ("ünï", "%C3%BCn%C3%AF"),
        ("...", "..."),
        ("a\\b;c:d@e", "a%5Cb%3Bc%3Ad%40e"),
    ],
)
def test_segments_are_quoted(segment: str, quoted: str) -> None:
    """One segment stays one segment."""
    assert quote_segment(segment) == quoted


@pytest.mark.parametrize("segment", ["", ".", "..", "a\0b", "a\nb", "\u202eabc", "\ud800", None, 5])
def test_segments_are_refused(segment: Any) -> None:
    """A server would resolve it away, or read it as something else."""
    with pytest.raises(InvalidOption, match="cannot be part of an address"):
        quote_segment(segment)


_NASTY = st.text(st.sampled_from("/\\.%2fF?#&;:@ eüé~+" + string.ascii_letters), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(keys=st.lists(_NASTY, min_size=3, max_size=3))
@example(keys=["..", "a", "b"])
@example(keys=["a/../..", "%2f", "%2e%2e"])
@example(keys=["default/production/redis", "x?y=z", "x#y"])
@example(keys=["%2F%2e%2E/", "..%2f", "é/ü"])
def test_no_key_reaches_another_endpoint(running_emulator: Emulator, keys: list[str]) -> None:
    """The emulator's log has, for every call, the template that was meant and the keys that were given."""
    running_emulator.reset()
    client = Client(_settings(running_emulator))
    path = ("integration-capabilities", "big-segment-store", *keys, "id")
    template = "/api/v2/integration-capabilities/big-segment-store/{projectKey}/{environmentKey}/{integrationKey}"
    refused = any(key in (".", "..") for key in keys)
    try:
        client.get(path)
    except NotFound:
        assert not refused
    except InvalidOption:
        assert refused
    finally:
        client.close()
    log = running_emulator.requests()["log"]
    assert len(log) == (0 if refused else 1)
    for entry in log:
        assert entry["route"] == template + "/{integrationId}"
        assert [unquote(segment) for segment in entry["path"].split("/")[5:]] == [*keys, "id"]


def _settings(emulator: Emulator) -> Any:
    from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings

    return Settings(emulator.token, base_url=emulator.url, timeout=20.0)


def test_against_the_emulator(emulator: Emulator, client_of: MakeClient) -> None:
    """The two versions, and what the service says where one is wrong."""
    client = client_of(emulator.url, access_token=emulator.token)
    assert client.get(("integration-capabilities", "big-segment-store"))["items"] == []
    assert client.get(("projects",), STABLE)["items"]
    with pytest.raises(Forbidden) as caught:
        client.get(("integration-capabilities", "big-segment-store"), STABLE)
    assert caught.value.status == 403
    assert "LD-API-Version header" in str(caught.value)


def test_the_environment_a_session_depends_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session made under one proxy must not serve a task that has another."""
    before = environment_key()
    assert environment_key() == before
    for name in ("HTTPS_PROXY", "https_proxy", "no_proxy", "ALL_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        with monkeypatch.context() as patch:
            patch.setenv(name, "changed")
            assert environment_key() != before
