# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS before a server that has none: it ends the TLS of each connection and hands on what is inside."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path

from .accepting import Accepting
from .loopback_certificate import server_context


class TlsRelay(Accepting):
    """Listens with TLS on ``port`` and connects to ``target_port``. ``certificate`` is the file to trust.

    A context manager.
    """

    def __init__(self, target_port: int, directory: Path) -> None:
        super().__init__()
        self._context, self.certificate = server_context(directory)
        self._target = target_port

    def serve(self, client: socket.socket) -> None:
        try:
            with (
                self._context.wrap_socket(client, server_side=True) as inside,
                socket.create_connection(("127.0.0.1", self._target)) as server,
            ):
                # One direction each: an SSL socket may be read by one thread and written by another.
                back = threading.Thread(target=_copy, args=(server, inside), daemon=True)
                back.start()
                _copy(inside, server)
                back.join()
        except OSError:
            client.close()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
