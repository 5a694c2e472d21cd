# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS before a server that has none: it ends the TLS of each connection and hands on what is inside."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from pathlib import Path
from types import TracebackType

# For ``localhost`` and 127.0.0.1, until 2126. The key protects nothing.
KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSVCaX6cSit/mqSTa
3aQIeUcfzFFS5OQhBbWHaO8ajouhRANCAASKrmFzTxeUfTmR/fqEs1h6WTht1NzK
pesQL/HCOH4wn05Dm54B5rbqIBRrQef5i0a8diuEiYBXU2Ncsdtu6FP5
-----END PRIVATE KEY-----
"""

CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBqzCCAVGgAwIBAgIUd+MNmpZtfFnI1q1yNOMvhC+5EcYwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMDIzNTM0MVoYDzIxMjYxMDI3
MjM1MzQxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASKrmFzTxeUfTmR/fqEs1h6WTht1NzKpesQL/HCOH4wn05Dm54B5rbq
IBRrQef5i0a8diuEiYBXU2Ncsdtu6FP5o38wfTAdBgNVHQ4EFgQUHRZVGGfdLiiy
6FCV+SybVjnUJO8wHwYDVR0jBBgwFoAUHRZVGGfdLiiy6FCV+SybVjnUJO8wGgYD
VR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMA4GA1UdDwEB/wQEAwIChDAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCugaCdJXO0oClgUmXuwzRlHmHP
yjhkvs/vAZgW4LG8bwIgA1Vwej025l3QPuF4+tBoRA8q1HrX+pbJ0Qyz7OlBkEQ=
-----END CERTIFICATE-----
"""


class TlsRelay:
    """Listens with TLS on ``port`` and connects to ``target_port``. ``certificate`` is the file to trust.

    A context manager; its threads end with it.
    """

    def __init__(self, target_port: int, directory: Path) -> None:
        key, self.certificate = directory / "relay.key", directory / "relay.pem"
        key.write_text(KEY)
        self.certificate.write_text(CERTIFICATE)
        self._target = target_port
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(self.certificate, key)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])

    def __enter__(self) -> TlsRelay:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # shutdown, since close alone leaves the thread waiting.
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                plain, _address = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(plain,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        try:
            with (
                self._context.wrap_socket(plain, server_side=True) as client,
                socket.create_connection(("127.0.0.1", self._target)) as server,
            ):
                # One direction each: an SSL socket may be read by one thread and written by another.
                back = threading.Thread(target=_copy, args=(server, client), daemon=True)
                back.start()
                _copy(client, server)
                back.join()
        except OSError:
            plain.close()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
