# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Redis that has nothing, for one question: which password does LaunchDarkly itself use?

It speaks TLS and as much of RESP (https://redis.io/docs/latest/develop/reference/protocol-spec/) as a client needs to log
in. A password is not kept: only its HMAC under a key of this run, which can be compared with those of known ones.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
import socket
import ssl
import threading
import typing as t
from pathlib import Path
from types import TracebackType

LONGEST_LINE = 4096
MOST_ARGUMENTS = 64
TIMEOUT = 30.0
ENOUGH = 2
"""So many logins after a change tell the new password: the first one may have begun before it."""

SERVER = (("server", "redis"), ("version", "7.2.0"), ("role", "master"))


class Listener:
    """Listens on a port of this machine, which the service reaches under ``name``. A context manager."""

    def __init__(self, name: str, port: int, certificate: Path, key: Path) -> None:
        self.name = name
        self._key = secrets.token_bytes(32)
        self._seen: list[str] = []
        self._news = threading.Condition()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._listening = socket.create_server(("", port))
        self.port = int(self._listening.getsockname()[1])

    def __enter__(self) -> Listener:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def digest(self, password: str) -> str:
        """What is kept of a password."""
        return hmac.new(self._key, password.encode(), hashlib.sha256).hexdigest()

    def forget(self) -> None:
        """Something has changed: what was seen before tells nothing any more."""
        with self._news:
            self._seen.clear()

    def wait(self, seconds: float) -> str | None:
        """The digest of the password that is used now; None if nobody came in time."""
        with self._news:
            self._news.wait_for(lambda: len(self._seen) >= ENOUGH, seconds)
            return self._seen[-1] if self._seen else None

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        # Anybody may come by at a public address: whatever is wrong ends the connection, and nothing else.
        with contextlib.suppress(OSError, ValueError), plain:
            plain.settimeout(TIMEOUT)
            with self._context.wrap_socket(plain, server_side=True) as client, client.makefile("rb") as stream:
                while words := read_command(stream):
                    client.sendall(self._answer(words))

    def _answer(self, words: list[str]) -> bytes:
        name = words[0].upper()
        if name == "AUTH" and len(words) > 1:
            self._note(words[-1])
            return b"+OK\r\n"
        if name == "HELLO":
            upper = [word.upper() for word in words]
            if "AUTH" in upper and len(words) > upper.index("AUTH") + 2:
                self._note(words[upper.index("AUTH") + 2])
            return _hello(words[1] if len(words) > 1 else "2")
        return {"PING": b"+PONG\r\n", "SELECT": b"+OK\r\n"}.get(name, b"-ERR unknown command\r\n")

    def _note(self, password: str) -> None:
        with self._news:
            self._seen.append(self.digest(password))
            self._news.notify_all()


def read_command(stream: t.BinaryIO) -> list[str]:
    """One command, an array of strings; nothing at the end. Raises ValueError for anything else."""
    line = stream.readline(LONGEST_LINE)
    if not line:
        return []
    if not line.startswith(b"*") or not 0 < int(line[1:]) <= MOST_ARGUMENTS:
        raise ValueError("no command")
    words = []
    for _number in range(int(line[1:])):
        size = stream.readline(LONGEST_LINE)
        if not size.startswith(b"$") or not 0 <= int(size[1:]) <= LONGEST_LINE:
            raise ValueError("no string")
        words.append(stream.read(int(size[1:]) + 2)[:-2].decode("utf-8", "replace"))
    return words


def _hello(version: str) -> bytes:
    """The server's properties: a map in RESP3, a flat list in RESP2."""
    head = f"%{len(SERVER)}\r\n" if version == "3" else f"*{2 * len(SERVER)}\r\n"
    body = "".join(f"${len(word)}\r\n{word}\r\n" for pair in SERVER for word in pair)
    return (head + body).encode()
