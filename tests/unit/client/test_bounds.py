# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service that never ends, or sends too much: every call has an end, in time and in memory."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time as real
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import body, errors
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from scripted_server import ScriptedServer, answer

MakeClient = Callable[..., Client]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
TIMEOUT = 0.2


def drip(start: bytes, piece: bytes) -> Callable[[], Iterator[bytes]]:
    """A piece every hundredth of a second, for ever: no single wait is long."""

    def pieces() -> Iterator[bytes]:
        yield start
        while True:
            real.sleep(0.01)
            yield piece

    return pieces


ENDLESS = {
    "no status line": drip(b"", b"H"),
    "header": drip(HEAD + b"X-Endless: ", b"x"),
    "100-continue": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body without an end": drip(HEAD + b"\r\n", b" "),
    "body with a length": drip(HEAD + b"Content-Length: 1000000\r\n\r\n", b" "),
    "chunks": drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "one chunk": drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffff\r\n", b" "),
    "gzip": drip(HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")[:1]),
}


@pytest.mark.parametrize("method", ["GET", "PATCH"])
@pytest.mark.parametrize("endless", ENDLESS)
def test_an_answer_that_never_ends_is_given_up(client_of: MakeClient, endless: str, method: str) -> None:
    """After four times the time-out, once: another try would be as long."""
    with ScriptedServer(ENDLESS[endless]) as server:
        client = client_of(server.url, timeout=TIMEOUT)
        began = real.monotonic()
        with pytest.raises(errors.AnswerLost) as caught:
            client.request(method, ("a",))
        lasted = real.monotonic() - began
    assert len(server.requests) == 1
    assert TIMEOUT < lasted < 4 * TIMEOUT + 1
    if "gzip" not in endless and "status" not in endless:
        assert f"no complete answer from {server.url} within 0.8 s (to {method} /api/v2/a)" in str(caught.value)
        assert "option timeout" in str(caught.value)


def test_a_slow_answer_is_taken(client_of: MakeClient) -> None:
    """It takes longer than the time-out in all, and each piece is there in time."""
    content = json.dumps({"ok": True}).encode()

    def slowly() -> Iterator[bytes]:
        yield HEAD + b"Content-Length: %d\r\n\r\n" % len(content)
        for place in range(len(content)):
            real.sleep(0.03)
            yield content[place : place + 1]

    with ScriptedServer(slowly) as server:
        client = client_of(server.url, timeout=TIMEOUT)
        began = real.monotonic()
        assert client.get(("a",)) == {"ok": True}
    assert real.monotonic() - began > TIMEOUT


def test_an_endless_answer_of_a_proxy_is_given_up(client_of: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """To CONNECT: the headers count, too."""
    with ScriptedServer(ENDLESS["header"]) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        client = client_of("https://launchdarkly.example.com", timeout=TIMEOUT, retries=0)
        began = real.monotonic()
        with pytest.raises(errors.RequestFailed):
            client.get(("a",))
    assert real.monotonic() - began < 4 * TIMEOUT + 1


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP", "deflate"])
def test_a_packed_answer_is_unpacked(client_of: MakeClient, encoding: str) -> None:
    """Nobody asked for it, and some proxies do it."""
    content = json.dumps({"list": list(range(50000))}).encode()
    packed = zlib.compress(content) if encoding == "deflate" else gzip.compress(content)
    with ScriptedServer(answer(200, packed, Content_Encoding=encoding)) as server:
        assert client_of(server.url).get(("a",))["list"][-1] == 49999


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip,gzip,gzip"])
def test_other_ways_to_pack_are_refused(client_of: MakeClient, encoding: str) -> None:
    """Several layers multiply."""
    with ScriptedServer(answer(200, b"x", Content_Encoding=encoding)) as server:
        with pytest.raises(errors.UnexpectedAnswer, match="is packed in a way that was not asked for"):
            client_of(server.url).get(("a",))
        with pytest.raises(errors.AnswerLost, match="is packed in a way"):
            client_of(server.url).request("POST", ("a",), body={})
        assert len(server.requests) == 2


def test_a_packed_answer_that_is_cut_off(client_of: MakeClient) -> None:
    """It is not taken for the whole."""
    half = gzip.compress(json.dumps({"list": list(range(50000))}).encode())[:-9]
    cut_off = answer(200, half, Content_Encoding="gzip")
    with ScriptedServer(cut_off) as server, pytest.raises(errors.AnswerLost, match="came incomplete"):
        client_of(server.url, retries=0).get(("a",))


@pytest.mark.parametrize(("size", "fits"), [(body.MOST, True), (body.MOST + 1, False)])
@pytest.mark.parametrize("is_packed", [True, False])
def test_the_largest_answer(client_of: MakeClient, size: int, fits: bool, is_packed: bool) -> None:
    """As documented, to the byte."""
    content = b"[" + b" " * (size - 2) + b"]"
    packed = answer(200, gzip.compress(content, 1), Content_Encoding="gzip") if is_packed else answer(200, content)
    with ScriptedServer(packed) as server:
        client = client_of(server.url, timeout=20)
        if fits:
            assert client.get(("a",)) == []
            return
        with pytest.raises(errors.UnexpectedAnswer, match="it has more than 32 MiB"):
            client.get(("a",))
        with pytest.raises(errors.AnswerLost, match="has more than 32 MiB"):
            client.request("PATCH", ("a",), body=[])
        assert len(server.requests) == 2


_BOMB = """
import re, sys
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
for method in ("GET", "POST"):
    try:
        Client(Settings("api-token", base_url=sys.argv[1])).request(method, ("a",), body=None)
    except errors.LaunchDarklyError as error:
        print(type(error).__name__)
# What getrusage tells is inherited from the process that started this one.
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""


@pytest.mark.parametrize("status", [200, 400])
def test_a_bomb_stays_small(status: int) -> None:
    """Four gigabytes in a few megabytes: the process stays below 200 MB."""
    packer = zlib.compressobj(9, wbits=31)
    block = b" " * (1 << 20)
    # Each block is the same once the window is full: it is packed once.
    head = packer.compress(b"[" + block) + packer.flush(zlib.Z_FULL_FLUSH)
    one = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    bomb = answer(status, head + one * 4096, Content_Encoding="gzip")
    with ScriptedServer(bomb) as server:
        command = [sys.executable, "-c", _BOMB, server.url]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    *kinds, megabytes = ended.stdout.split()
    assert kinds == ["UnexpectedAnswer", "AnswerLost"], ended.stderr
    assert int(megabytes) < 200


@pytest.mark.parametrize("depth", [61, 900, 100_000, 2_000_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_nesting_is_no_answer(client_of: MakeClient, depth: int, opening: str) -> None:
    """It would exhaust the stack of whoever looks at it, if not that of the decoder."""
    closing = {"[": "]", '{"a":': "}"}[opening]
    content = f"{opening * depth}null{closing * depth}".encode()
    with ScriptedServer(answer(200, content), answer(200, content), answer(400, content)) as server:
        client = client_of(server.url)
        with pytest.raises(errors.UnexpectedAnswer, match="it has more than 60 levels of objects and lists"):
            client.get(("a",))
        with pytest.raises(errors.AnswerLost, match="it has more than 60 levels"):
            client.request("PATCH", ("a",), body=[])
        with pytest.raises(errors.InvalidRequest, match=r"answered 400 \(to"):
            client.request("PATCH", ("a",), body=[])


@pytest.mark.parametrize("content", [b"NaN", b'{"a": Infinity}', b"[-Infinity]"])
def test_what_only_python_takes_for_json(client_of: MakeClient, content: bytes) -> None:
    """RFC 8259 has none of it, and the result of a task could not be passed on."""
    with ScriptedServer(answer(200, content)) as server, pytest.raises(errors.NotJson, match="is not JSON but"):
        client_of(server.url).get(("a",))


def test_a_connection_is_used_again_after_a_slow_answer(client_of: MakeClient, time: Any) -> None:
    """The time of one call does not count for the next."""
    with ScriptedServer(answer(200, {})) as server:
        client = client_of(server.url, timeout=TIMEOUT)
        for _unused in range(3):
            client.get(("a",))
            real.sleep(2 * TIMEOUT)
    assert (len(server.requests), server.connections) == (3, 1)
