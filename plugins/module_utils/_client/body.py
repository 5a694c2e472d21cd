# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer read within bounds of time and size, whatever the other side sends.

``requests`` bounds the wait for each piece, not for the whole, and unpacks what it gets. So an answer that comes a byte
at a time would take for ever, and a few megabytes would become many gigabytes.
"""

from __future__ import annotations

import http.client
import io
import json
import threading
import time
import typing as t
import zlib

MOST = 32 * 1024 * 1024
"""Bytes of an unpacked answer. A list of twenty thousand stores has as many."""

_CHUNK = 65536
_PIECE = 1 << 20
_SLACK = 0.02
_call = threading.local()


class Incomplete(Exception):
    """The answer ended before it was complete, or what was packed cannot be unpacked."""


class TooLarge(Exception):
    """The answer is larger than any of LaunchDarkly's."""


class UnknownEncoding(Exception):
    """The answer is packed in a way that nobody asked for."""


def start(seconds: float) -> None:
    """Begin a call in this thread: all of its answer has to come within ``seconds``."""
    _call.ends = time.monotonic() + seconds


def is_late() -> bool:
    """Whether the time of this thread's call is over."""
    return time.monotonic() >= getattr(_call, "ends", float("inf")) - _SLACK


class _Timed(io.RawIOBase):
    """Reads from ``raw``, which reads from ``sock``, and no longer than until the call in this thread has to end."""

    def __init__(self, raw: t.Any, sock: t.Any) -> None:
        self._raw = raw
        self._sock = sock
        self._ends: float = getattr(_call, "ends", float("inf"))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: t.Any) -> int | None:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        patience = self._sock.gettimeout()
        if patience is None or patience > left:
            self._sock.settimeout(left)
        count: int | None = self._raw.readinto(buffer)
        return count

    def fileno(self) -> int:
        number: int = self._raw.fileno()
        return number

    def close(self) -> None:
        self._raw.close()
        super().close()


class TimedResponse(http.client.HTTPResponse):
    """An answer whose status line, headers and body all count against the time of the call."""

    def __init__(self, sock: t.Any, *arguments: t.Any, **more: t.Any) -> None:
        super().__init__(sock, *arguments, **more)
        self.fp = io.BufferedReader(_Timed(self.fp.detach(), sock))


def read(response: t.Any) -> bytes:
    """The unpacked body of ``response``, from requests with ``stream``.

    Raises Incomplete, TooLarge, UnknownEncoding, and whatever the connection raises.
    """
    encoding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise UnknownEncoding
    # 32 and more: gzip or zlib, as its first bytes tell.
    unpacking = None if encoding == "identity" else zlib.decompressobj(32 + zlib.MAX_WBITS)
    body = bytearray()
    packed = 0
    while chunk := response.raw.read(_CHUNK, decode_content=False):
        packed += len(chunk)
        for piece in _unpacked(unpacking, chunk) if unpacking else (chunk,):
            body += piece
            if len(body) > MOST:
                raise TooLarge
    if unpacking and packed and not unpacking.eof:
        raise Incomplete
    return bytes(body)


def _unpacked(unpacking: t.Any, chunk: bytes) -> t.Iterator[bytes]:
    """Piece by piece: a chunk may hold a thousand times its size."""
    try:
        while chunk:
            yield unpacking.decompress(chunk, _PIECE)
            chunk = unpacking.unconsumed_tail
    except zlib.error:
        raise Incomplete from None


def decode(body: bytes) -> t.Any:
    """The JSON in ``body``. Raises ValueError where it is none, also for what Python takes and RFC 8259 does not."""
    return json.loads(body, parse_constant=_refuse)


def _refuse(constant: str) -> t.NoReturn:
    raise ValueError(constant)
