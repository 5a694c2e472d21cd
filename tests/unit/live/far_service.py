# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An emulator at the end of a path that knows HTTPS and one strange host name, and nothing else."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import typing as t
from pathlib import Path

from backends.accepting import Accepting
from made_certificate import made_certificate

HOST = "launchdarkly.strange-name.test"
METHODS = (b"GET ", b"POST ", b"PATCH ", b"DELETE ")
QUICKACK: int | None = getattr(socket, "TCP_QUICKACK", None)
BEFORE, AFTER = "before it acts", "before its answer arrives"


class FarService(Accepting):
    """A proxy that makes tunnels to ``HOST`` alone, and ends TLS there. A context manager.

    ``environment`` is what a client needs. ``requests`` counts them; ``at`` is called at one of them.
    """

    def __init__(self, emulator_url: str, folder: Path) -> None:
        super().__init__()
        host, _colon, port = emulator_url.partition("//")[2].partition(":")
        self._target = (host, int(port))
        self._context, certificate = made_certificate(folder, HOST)
        self.environment = {
            "HTTPS_PROXY": f"http://127.0.0.1:{self.port}",
            "REQUESTS_CA_BUNDLE": str(certificate),
            "LAUNCHDARKLY_API_HOST": f"https://{HOST}",
        }
        self.requests = 0
        self._when: tuple[int, str, t.Callable[[], None]] | None = None

    def at(self, number: int, moment: str, act: t.Callable[[], None]) -> None:
        """Count from nothing, and call ``act`` at this request: BEFORE or AFTER the emulator has acted on it."""
        self.requests = 0
        self._when = (number, moment, act)

    def serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            asked = b""
            while b"\r\n\r\n" not in asked:
                asked += client.recv(4096)
            if not asked.startswith(f"CONNECT {HOST}:443 ".encode()):
                client.sendall(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
                return
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with self._context.wrap_socket(client, server_side=True) as inside:
                self._relay(inside)

    def _relay(self, client: ssl.SSLSocket) -> None:
        """One request at a time, as the client sends them."""
        with socket.create_connection(self._target) as server:
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self._back, args=(server, client), daemon=True)
            back.start()
            while True:
                if QUICKACK is not None:
                    # A client of a proxy waits for it between the head and the body of a request.
                    client.setsockopt(socket.IPPROTO_TCP, QUICKACK, 1)
                data = client.recv(65536)
                if not data:
                    break
                if data.startswith(METHODS):
                    self.requests += 1
                    self._act(BEFORE)
                server.sendall(data)
            server.shutdown(socket.SHUT_RDWR)
            back.join()

    def _back(self, server: socket.socket, client: ssl.SSLSocket) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                self._act(AFTER)
                client.sendall(data)
            # What the service cuts off is cut off for the client too.
            client.shutdown(socket.SHUT_RDWR)

    def _act(self, moment: str) -> None:
        if self._when and self._when[:2] == (self.requests, moment):
            act, self._when = self._when[2], None
            act()
