# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server: uvicorn, with a way to close a connection under a request."""

from __future__ import annotations

import socket
import struct
import sys
import threading
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Clients under test hold connections for as long as they like.
KEEP_ALIVE_S = 3600


class DroppingProtocol(HttpToolsProtocol):
    """HTTP over a connection that the application may drop, through the ASGI extension ``emulator.drop``."""

    def connection_made(self, transport: Any) -> None:
        """Take a connection, and send without waiting for acknowledgements.

        Head and body are two writes; together with delayed acknowledgements each answer would take 40 ms.
        """
        super().connection_made(transport)
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def on_message_begin(self) -> None:
        """Begin a request, and offer the extension with it."""
        super().on_message_begin()
        self.scope["extensions"] = {"emulator.drop": self.drop}

    def drop(self, reset: bool) -> None:
        """Close at once; nothing that was not sent will be. ``reset`` lets the client see a reset, not an end."""
        if reset:
            plain = self.transport.get_extra_info("socket")
            # Linger for no time: the kernel then resets the connection.
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()


class AnnouncingServer(uvicorn.Server):
    """A server that prints where it listens as soon as it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        for listening in sockets or []:
            host, port = listening.getsockname()[:2]
            print(f"listening on http://{host}:{port}", flush=True)


def _watch_stdin(server: uvicorn.Server) -> None:
    """Stop the server when standard input ends, which it does when the process that started this one is gone."""

    def watch() -> None:
        sys.stdin.read()
        server.should_exit = True

    # A daemon, since it may wait for ever.
    threading.Thread(target=watch, daemon=True).start()


def serve(app: Any, host: str, port: int, *, access_log: bool, stop_with_stdin: bool) -> None:
    """Listen and serve until a signal comes."""
    listening = socket.create_server((host, port), backlog=2048)
    config = uvicorn.Config(
        app,
        http=DroppingProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="info" if access_log else "warning",
        access_log=access_log,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=1,
    )
    server = AnnouncingServer(config)

    if stop_with_stdin:
        _watch_stdin(server)
    server.run(sockets=[listening])
