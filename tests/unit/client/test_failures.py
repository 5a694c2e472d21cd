# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong with a call: which error it becomes, in which words, and whether it is tried again."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest
import requests
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from scripted_server import CLOSE, HANG, RESET, ScriptedServer, answer

MakeClient = Callable[..., Client]
TRUNCATED = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"items": [{"na'
CUT_OFF = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"items"'
HTML = answer(200, b"<html>Please log in</html>", Content_Type="text/html")


def said(status: int, code: str = "", message: str = "") -> bytes:
    """A refusal as the service words it."""
    return answer(status, {"code": code, "message": message})


@pytest.mark.parametrize(
    ("status", "code", "kind", "hint"),
    [
        (400, "invalid_request", errors.InvalidRequest, ""),
        (401, "unauthorized", errors.Unauthorized, "LAUNCHDARKLY_ACCESS_TOKEN"),
        (401, "unauthorized", errors.Unauthorized, "its role does not allow this"),
        (403, "forbidden", errors.Forbidden, "plan must include"),
        (404, "not_found", errors.NotFound, ""),
        (405, "method_not_allowed", errors.InvalidRequest, "Check base_url"),
        (405, "method_not_allowed", errors.InvalidRequest, "plan includes the feature"),
        (409, "optimistic_locking_error", errors.Conflict, ""),
        (422, "patch_failed", errors.InvalidRequest, ""),
        (501, "not_implemented", errors.ServerError, "status.launchdarkly.com"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_refusals(
    client_of: MakeClient, status: int, code: str, kind: type[errors.ApiError], hint: str, method: str
) -> None:
    """Status, code and message are in the text and in the details."""
    with ScriptedServer(said(status, code, "No, thanks")) as server, pytest.raises(errors.ApiError) as caught:
        client_of(server.url, retries=0).request(method, ("a", "b/c"))
    assert caught.value.__class__ is kind
    text = str(caught.value)
    assert f"LaunchDarkly answered {status} {code}: No, thanks (to {method} /api/v2/a/b%2Fc)." in text
    assert hint in text
    assert caught.value.details() == {
        "kind": kind.kind(),
        "method": method,
        "path": "/api/v2/a/b%2Fc",
        "status": status,
        "code": code,
        "message": "No, thanks",
    }


@pytest.mark.parametrize("status", [400, 404])
def test_a_refusal_without_a_code_may_mean_a_lost_header(client_of: MakeClient, status: int) -> None:
    """What the beta endpoints say without it. With a code it is the service's own reason."""
    with ScriptedServer(answer(status, {"message": "Invalid version"})) as server:
        client = client_of(server.url)
        for version, code, wanted in (("beta", "", True), ("beta", "not_found", False), ("20240415", "", False)):
            server.answers = [answer(status, {"message": "Invalid version", "code": code})]
            with pytest.raises(errors.ApiError) as caught:
                client.get(("a",), version)
            assert ("LD-API-Version header" in str(caught.value)) is wanted


def test_id_and_faults_of_a_refusal_are_kept(client_of: MakeClient) -> None:
    """LaunchDarkly's support asks for the id; a validation names each fault."""
    faults = [{"path": "/config/port", "message": "is no port", "more": [1]}, "and another"]
    body = {"code": "invalid_request", "message": "Bad", "id": "c0ffee-1", "errors": faults}
    with ScriptedServer(answer(400, body)) as server, pytest.raises(errors.InvalidRequest) as caught:
        client_of(server.url).request("POST", ("a",), body={})
    wanted = (
        "answered 400 invalid_request: Bad: /config/port: is no port; and another (to POST /api/v2/a, id c0ffee-1)."
    )
    assert wanted in str(caught.value)
    assert caught.value.details()["id"] == "c0ffee-1"
    assert caught.value.details()["errors"] == faults


ESCAPES = "a\x1b[2Jb\x9b31mc\u202ed\u200be\x00f\r\ng\x7f\u2028"


@pytest.mark.parametrize(
    "body", [{"message": ESCAPES}, {"code": ESCAPES}, {"id": ESCAPES}, {"errors": [{"message": ESCAPES}]}]
)
@pytest.mark.parametrize("status", [400, 500])
def test_no_escape_reaches_the_terminal(client_of: MakeClient, body: Any, status: int) -> None:
    """Neither in the text nor in the details, which are printed as well."""
    with ScriptedServer(answer(status, body)) as server, pytest.raises(errors.ApiError) as caught:
        client_of(server.url, retries=0).get(("a",))
    told = f"{caught.value} {sorted(map(str, _texts(caught.value.details())))}"
    assert told.isprintable()
    assert r"a\x1b[2Jb\x9b31mc\u202ed\u200be\x00f\r\ng\x7f\u2028" in str(caught.value)


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for pair in value.items() for one in pair for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [str(value)]


def test_no_escape_in_a_content_type_or_a_warning(client_of: MakeClient, warned: list[str]) -> None:
    """Whatever the service says enters a text by one way."""
    answered = answer(200, b"no", Content_Type="text/html\x1b[2J\x9b")
    with ScriptedServer(answered) as server:
        client = client_of(server.url)
        client.warn("beside 'evil\x1b[2J'")
        with pytest.raises(errors.NotJson) as caught:
            client.get(("a",))
    assert str(caught.value).isprintable()
    assert warned == [r"beside 'evil\x1b[2J'"]


def test_a_message_is_told_whole_or_not_at_all(client_of: MakeClient) -> None:
    """The beginning of a secret in it would not be recognised."""
    with ScriptedServer(answer(400, {"message": "x" * 5000})) as server, pytest.raises(errors.InvalidRequest) as caught:
        client_of(server.url).get(("a",))
    assert "(a text of 5000 characters)" in str(caught.value)
    assert "xxx" not in str(caught.value)


@pytest.mark.parametrize(
    "body", [b"<html>", b"", b"[]", b"null", b"{}", b'{"code": null, "message": null}', b"\xff\xfe"]
)
def test_refusals_that_are_not_the_services_own(client_of: MakeClient, body: bytes) -> None:
    """A proxy's 403, for example: the status is told, and no body."""
    with ScriptedServer(answer(403, body)) as server, pytest.raises(errors.Forbidden) as caught:
        client_of(server.url).get(("a",))
    assert "LaunchDarkly answered 403 (to GET /api/v2/a)." in str(caught.value)
    assert (caught.value.code, caught.value.api_message) == ("", "")


@pytest.mark.parametrize("trouble", [CLOSE, RESET, CUT_OFF, said(500), said(502), said(503), said(504)])
def test_reads_are_tried_again(client_of: MakeClient, time: Any, trouble: bytes) -> None:
    """Up to the number of retries, a little longer every time."""
    closing = trouble if trouble in (CLOSE, RESET) else _closing(trouble)
    with ScriptedServer(closing, closing, answer(200, {"ok": True})) as server:
        assert client_of(server.url).get(("a",)) == {"ok": True}
    assert len(server.requests) == 3
    assert len(time.slept) == 2
    assert 0 < time.slept[0] <= 0.5
    assert 0 < time.slept[1] <= 1.0


def _closing(trouble: bytes) -> bytes:
    # The scripted server leaves connections open; a body that is cut off needs an end.
    return trouble.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)


@pytest.mark.parametrize(("retries", "calls"), [(0, 1), (1, 2), (4, 5)])
def test_reads_are_given_up(client_of: MakeClient, retries: int, calls: int) -> None:
    """The last trouble is the task's error."""
    with ScriptedServer(said(503, "service_unavailable", "later")) as server:
        with pytest.raises(errors.ServerError, match="503 service_unavailable: later") as caught:
            client_of(server.url, retries=retries).get(("a",))
        assert len(server.requests) == calls
    assert (f"It was asked {calls} times." in str(caught.value)) is (calls > 1)
    assert "https://status.launchdarkly.com" in str(caught.value)


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
@pytest.mark.parametrize("trouble", [CLOSE, RESET, CUT_OFF, HTML, said(500), said(502), said(503), said(504)])
def test_writes_are_never_repeated(client_of: MakeClient, time: Any, method: str, trouble: bytes) -> None:
    """They may have been carried out: whoever wrote has to look first."""
    closing = trouble if trouble in (CLOSE, RESET) else _closing(trouble)
    with ScriptedServer(closing, answer(200, {})) as server:
        with pytest.raises(errors.AnswerLost) as caught:
            client_of(server.url).request(method, ("a",), body={})
        assert len(server.requests) == 1
    assert time.slept == []
    assert f"{method} /api/v2/a" in str(caught.value)


@pytest.mark.parametrize(
    ("body", "kind"), [(b"<html>", "text/html"), (b"", "text/html"), (b'{"items": [{"na', "application/json")]
)
def test_answers_that_are_not_json(client_of: MakeClient, body: bytes, kind: str) -> None:
    """The text says what came instead, not what was in it: it may echo a secret."""
    with ScriptedServer(answer(200, body, Content_Type=kind)) as server, pytest.raises(errors.NotJson) as caught:
        client_of(server.url).get(("a",))
    assert f"the answer to GET /api/v2/a (status 200) is not JSON but {kind}, {len(body)} bytes" in str(caught.value)
    assert f"Check base_url ({server.url})" in str(caught.value)
    assert len(server.requests) == 1


def test_an_answer_of_no_declared_type(client_of: MakeClient) -> None:
    """Some proxies send nothing but a body."""
    with (
        ScriptedServer(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno") as server,
        pytest.raises(errors.NotJson, match="of no declared type, 2 bytes"),
    ):
        client_of(server.url).get(("a",))


def test_a_broken_encoding_is_an_incomplete_answer(client_of: MakeClient) -> None:
    """A body that says gzip and is not."""
    broken = answer(200, b"not gzip", Content_Encoding="gzip")
    with ScriptedServer(broken) as server, pytest.raises(errors.AnswerLost, match="came incomplete"):
        client_of(server.url, retries=0).get(("a",))


def test_nobody_listens(client_of: MakeClient, time: Any) -> None:
    """A refused connection is tried again, also for a write: nothing was sent."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(errors.Unreachable) as caught:
        client_of(f"http://127.0.0.1:{port}", retries=2).request("POST", ("a",), body={})
    assert f"the connection was refused (http://127.0.0.1:{port})" in str(caught.value)
    assert "proxy environment variables" in str(caught.value)
    assert len(time.slept) == 2


def test_a_name_that_does_not_resolve(client_of: MakeClient, time: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying again would not help."""

    def fail(*args: Any, **kwargs: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(errors.Unreachable, match=r"cannot be resolved \(DNS\) \(https://launchdarkly.invalid\)"):
        client_of("launchdarkly.invalid").get(("a",))
    assert time.slept == []


@pytest.mark.parametrize("reason", [TimeoutError("timed out"), OSError(113, "No route to host")])
def test_a_host_that_cannot_be_reached(
    client_of: MakeClient, time: Any, monkeypatch: pytest.MonkeyPatch, reason: OSError
) -> None:
    """The time-out of a connection is told from that of an answer."""

    def fail(self: Any, *args: Any, **kwargs: Any) -> Any:
        raise reason

    monkeypatch.setattr(socket.socket, "connect", fail)
    wanted = "no connection to https://127.0.0.1 within 5 s" if isinstance(reason, TimeoutError) else "no connection "
    with pytest.raises(errors.Unreachable, match=wanted):
        client_of("https://127.0.0.1", retries=1).request("PATCH", ("a",), body=[])
    assert len(time.slept) == 1


@pytest.mark.parametrize(("method", "calls"), [("GET", 2), ("PATCH", 1)])
def test_no_answer_in_time(client_of: MakeClient, method: str, calls: int) -> None:
    """The request was sent, so a write is not sent again."""
    with ScriptedServer(HANG) as server:
        with pytest.raises(errors.AnswerLost) as caught:
            client_of(server.url, timeout=0.15, retries=1).request(method, ("a",))
        assert len(server.requests) == calls
    assert f"no answer from {server.url} within 0.15 s (to {method} /api/v2/a)" in str(caught.value)
    assert "option timeout" in str(caught.value)


@pytest.mark.parametrize("location", ["/elsewhere", "https://evil.example.com/", "http://[broken", "", "http://x:y/"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 300, 304])
def test_redirects_are_not_followed(client_of: MakeClient, status: int, location: str) -> None:
    """Nothing is sent there, and the text says where that would have been."""
    with (
        ScriptedServer(answer(status, b"", Location=location)) as server,
        pytest.raises(errors.Redirected) as caught,
    ):
        client_of(server.url).get(("a",))
    assert f"redirects to {'evil.example.com' if 'evil' in location else ''}" in str(caught.value)
    assert f"(status {status})" in str(caught.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_the_token_is_not_sent_after_a_redirect(client_of: MakeClient, method: str) -> None:
    """The other host sees nothing at all."""
    with ScriptedServer(answer(200, {})) as other, ScriptedServer(b"") as server:
        server.answers = [answer(307, b"", Location=f"http://localhost:{other.port}/api/v2/a")]
        with pytest.raises(errors.Redirected, match="redirects to localhost"):
            client_of(server.url).request(method, ("a",), body={})
        assert (len(server.requests), other.connections) == (1, 0)


def _raising(exception: Exception) -> Callable[..., Any]:
    def send(*args: Any, **kwargs: Any) -> Any:
        raise exception

    return send


@pytest.mark.parametrize(
    ("exception", "kind", "text"),
    [
        (requests.exceptions.ConnectTimeout("t"), errors.Unreachable, "no connection to"),
        (requests.exceptions.ReadTimeout("t"), errors.AnswerLost, "no answer from"),
        (requests.exceptions.ProxyError("http://u:pw@proxy"), errors.Unreachable, "the proxy refused or broke"),
        (requests.exceptions.ConnectionError("http://u:pw@proxy"), errors.AnswerLost, "broke before the answer"),
        (requests.exceptions.ChunkedEncodingError("pw"), errors.AnswerLost, "came incomplete"),
        (requests.exceptions.InvalidURL("http://u:pw@proxy"), errors.Unreachable, "(InvalidURL)"),
        (requests.exceptions.TooManyRedirects("pw"), errors.Unreachable, "(TooManyRedirects)"),
        (requests.exceptions.SSLError("hostname 'a' doesn't match 'b'"), errors.Unreachable, "for another host"),
        (requests.exceptions.SSLError("http://u:pw@proxy"), errors.Unreachable, "the handshake failed"),
    ],
)
def test_every_exception_of_requests_becomes_one_of_ours(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, exception: Exception, kind: type[Exception], text: str
) -> None:
    """Its own text is left out, and it is not chained: both may hold the password of a proxy."""
    client = client_of("launchdarkly.example.com", retries=0)
    monkeypatch.setattr(client._transport.session, "send", _raising(exception))
    with pytest.raises(kind) as caught:
        client.get(("a",))
    assert text in str(caught.value)
    assert "pw" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
