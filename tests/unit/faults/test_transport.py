# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The token stays home, and what is secret of a connection is never printed: redirects, plain HTTP, proxies."""

from __future__ import annotations

import base64
import http.server
import threading
import typing as t
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest
from emulator.control import Emulator
from fault_tasks import CONFIGURATION, KINDS, STORE, Kind, Tasks, writes

by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
PROXY_USER, PROXY_PASSWORD = "proxy-user-6431", "proxy-pa55word-9034"
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


class Elsewhere(http.server.ThreadingHTTPServer):
    """Another host, or a proxy: notes the headers of all that reaches it, and answers as ``answer`` says."""

    answer: str = "nothing"
    emulator: str = ""

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict[str, str]]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Elsewhere

    def do_GET(self) -> None:
        """Note, then forward or refuse."""
        self.server.seen.append((self.path, dict(self.headers)))
        if self.server.answer == "forward":
            headers = {name: self.headers[name] for name in ("Authorization", "LD-API-Version")}
            direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            # Whoever it is meant for, the emulator answers.
            path = urllib.parse.urlsplit(self.path)
            target = f"{self.server.emulator}{path.path}" + (f"?{path.query}" if path.query else "")
            with direct.open(urllib.request.Request(target, headers=headers)) as answer:
                self._answer(200, answer.read())
        elif self.server.answer == "refuse":
            self._answer(407, b"<html>who are you?</html>")
        else:
            self._answer(200, b'{"items": []}')

    do_POST = do_PATCH = do_DELETE = do_CONNECT = do_GET

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: t.Any) -> None:
        """Be quiet."""


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """A server that runs."""
    server = Elsewhere()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy but a test's own."""
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@by_kind
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_no_redirect_is_followed(
    emulator: Emulator, elsewhere: Elsewhere, kind: Kind, method: str, status: int
) -> None:
    if method in ("PATCH", "DELETE"):
        kind.seeded(emulator)
    location = f"http://{PROXY_USER}:{PROXY_PASSWORD}@{elsewhere.url}/api/v2?t={emulator.token}"
    emulator.faults([{"kind": "redirect", "location": location, "status": status, "method": method, "times": None}])
    more = {"DELETE": {"state": "absent"}, "PATCH": {"tags": ["a"]}}.get(method, {})
    result = Tasks(emulator).run(kind.task, {**kind.identity, **kind.declared, **more})
    assert result["failed"]
    assert result["error"]["kind"] == "redirected"
    assert f"redirects to 127.0.0.1 (status {status})" in result["msg"]
    assert elsewhere.seen == []
    assert len(writes(emulator)) == (0 if method == "GET" else 1)
    for secret in (PROXY_USER, PROXY_PASSWORD, emulator.token):
        assert secret not in str(result)


@by_kind
@pytest.mark.parametrize(
    "base_url",
    [
        "http://launchdarkly.example.com",
        "http://10.0.0.1:8030",
        "HTTP://launchdarkly.example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://[2001:db8::1]",
    ],
)
def test_plain_http_is_refused_before_any_call(
    emulator: Emulator, elsewhere: Elsewhere, kind: Kind, base_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://{elsewhere.url}")
    result = Tasks(emulator, base_url=base_url).run(kind.task, {**kind.identity, **kind.declared})
    assert result["error"] == {"kind": "invalid_option", "option": "base_url"}
    assert "would show the access token to the network" in result["msg"]
    assert elsewhere.seen == []


def test_plain_http_may_be_allowed(emulator: Emulator, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://{elsewhere.url}")
    tasks = Tasks(emulator, base_url="http://launchdarkly.example.com", allow_http=True)
    result = tasks.run(STORE.task, {**STORE.identity, **STORE.declared}, check_mode=True)
    assert result["changed"]
    # The list, and the environment, which is looked for once and read once.
    assert [path.partition("/api/")[0] for path, _headers in elsewhere.seen] == ["http://launchdarkly.example.com"] * 3


@pytest.mark.parametrize("base_url", ["http://[::1]:9", "http://localhost:9", "http://127.9.9.9:9", "localhost:9"])
def test_loopback_is_not_refused(emulator: Emulator, base_url: str) -> None:
    result = Tasks(emulator, base_url=base_url, retries=0).run(STORE.task, {**STORE.identity, **STORE.declared})
    assert result["error"]["kind"] == "unreachable"


@by_kind
@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "all_proxy"])
def test_a_proxy_is_used(
    emulator: Emulator, elsewhere: Elsewhere, kind: Kind, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere.answer, elsewhere.emulator = "forward", emulator.url
    kind.seeded(emulator)
    monkeypatch.setenv(variable, f"http://{PROXY_USER}:{PROXY_PASSWORD}@{elsewhere.url}")
    tasks = Tasks(emulator, timeout=10, base_url="http://launchdarkly.example.com", allow_http=True)
    result = tasks.run(kind.task, {**kind.identity, **kind.declared})
    assert "failed" not in result, result
    assert not result["changed"]
    credentials = base64.b64encode(f"{PROXY_USER}:{PROXY_PASSWORD}".encode()).decode()
    assert {headers["Proxy-Authorization"] for _path, headers in elsewhere.seen} == {f"Basic {credentials}"}
    assert PROXY_PASSWORD not in str(result)


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_no_proxy_gets_what_is_meant_for_this_machine(
    emulator: Emulator, elsewhere: Elsewhere, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, f"http://{elsewhere.url}")
    assert Tasks(emulator).run(STORE.task, {**STORE.identity, **STORE.declared})["changed"]
    assert elsewhere.seen == []


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("trouble", ["refuse", "closed", "no_such_host", "not_a_url", "socks"])
def test_proxy_credentials_are_never_printed(
    emulator: Emulator, elsewhere: Elsewhere, scheme: str, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere.answer = trouble
    where = {
        "refuse": f"http://{PROXY_USER}:{PROXY_PASSWORD}@{elsewhere.url}",
        "closed": f"http://{PROXY_USER}:{PROXY_PASSWORD}@127.0.0.1:9",
        "no_such_host": f"http://{PROXY_USER}:{PROXY_PASSWORD}@proxy.invalid:3128",
        "not_a_url": f"http://{PROXY_USER}:{PROXY_PASSWORD}@:port:",
        "socks": f"socks5://{PROXY_USER}:{PROXY_PASSWORD}@127.0.0.1:9",
    }[trouble]
    monkeypatch.setenv(f"{scheme}_proxy", where)
    tasks = Tasks(emulator, base_url=f"{scheme}://launchdarkly.invalid", allow_http=True, retries=1)
    result = tasks.run(CONFIGURATION.task, {**CONFIGURATION.identity, **CONFIGURATION.declared})
    assert result["failed"]
    assert result["error"]["kind"] != "internal", result
    assert emulator.requests()["total"] == 0
    for secret in (PROXY_USER, PROXY_PASSWORD, emulator.token):
        assert secret not in str(result)
