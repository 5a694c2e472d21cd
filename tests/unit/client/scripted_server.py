# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An HTTP server on loopback that answers what a test tells it, byte by byte, and keeps what it was sent."""

from __future__ import annotations

import dataclasses
import json
import socket
import socketserver
import ssl
import struct
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any

CLOSE = b"close"
"""Instead of an answer: the connection ends."""

RESET = b"reset"
"""Instead of an answer: the connection is reset."""

HANG = b"hang"
"""Instead of an answer: nothing, until the server stops."""

Said = bytes | Callable[[], Iterable[bytes]]
"""An answer, or a function that gives the pieces of one; after the last of them the connection ends."""

_TLS_HANDSHAKE = 0x16

CONNECTED = b"HTTP/1.1 200 Connection established\r\n\r\n"
"""A proxy's answer to CONNECT; what follows is TLS, if the server has a certificate."""


@dataclasses.dataclass(frozen=True)
class Request:
    """One request as it came: ``headers`` in their order, names in lower case, none merged."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for known, value in self.headers if known == name]


def answer(status: int = 200, body: Any = None, **headers: str) -> bytes:
    """A whole answer. ``body`` is sent as it is if it is bytes, else as JSON; ``_`` in a header's name is ``-``."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {"Content-Type": "application/json", "Content-Length": str(len(content))}
    named.update((name.replace("_", "-"), value) for name, value in headers.items())
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


class ScriptedServer:
    """Gives ``answers`` in turn, the last one for ever. ``context`` turns TLS on: at once, or after a CONNECT."""

    def __init__(self, *answers: Said, context: ssl.SSLContext | None = None, tls: bool = False) -> None:
        self.answers = list(answers)
        self.requests: list[Request] = []
        self.connections = 0
        self.context = context
        self.tls = tls
        self.stopped = threading.Event()
        script = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                script.serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                """A client that leaves is what many tests are about."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.port}"
        # A short poll, so that stopping takes no time.
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> ScriptedServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def serve(self, plain: socket.socket) -> None:
        """Answer the requests of one connection."""
        self.connections += 1
        connection = self.context.wrap_socket(plain, server_side=True) if self.context and self.tls else plain
        while request := _read(connection):
            self.requests.append(request)
            said = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if callable(said):
                for piece in said():
                    connection.sendall(piece)
                return
            if said == HANG:
                self.stopped.wait(30)
            if said == RESET:
                plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                plain.close()
            if said in (HANG, RESET, CLOSE):
                return
            connection.sendall(said)
            if b"\r\nconnection: close\r\n" in said.lower():
                return
            if request.method == "CONNECT" and said == CONNECTED and self.context:
                connection = self.context.wrap_socket(plain, server_side=True)


def _read(connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
        if data[0] == _TLS_HANDSHAKE:
            return Request("TLS", "", [], data)
    head, _unused, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _version = first.split(" ")
    headers = [(name.lower(), value.strip()) for name, _unused, value in (line.partition(":") for line in lines)]
    request = Request(method, target, headers, body)
    length = int((request.all("content-length") or ["0"])[0])
    while len(body) < length:
        body += connection.recv(65536)
    return dataclasses.replace(request, body=body)
