# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a persistent store in Redis, with the commands of an SDK (GET, SMEMBERS), and SCAN to look for other prefixes.

https://redis.io/docs/latest/commands/
"""

from __future__ import annotations

import dataclasses
import socket
import ssl
import typing as t

from .._client.packages import load
from . import reading
from .reading import Marker, Membership, StoreError, context_hash, to_milliseconds

_MARKER = ":big_segments_synchronized_on"
_KEYS_AT_A_TIME = 5_000
_MOST_STEPS = 200
"""A search for other prefixes ends after about a million keys."""


@dataclasses.dataclass(frozen=True)
class RedisPlace:
    """Where a Redis store is, for the application. ``timeout`` is in seconds."""

    host: str
    port: int
    username: str | None
    password: str | None
    tls_enabled: bool
    ca_path: str | None
    timeout: float

    def __str__(self) -> str:
        return f"Redis at {self.host}:{self.port}{' with TLS' if self.tls_enabled else ''}"


class RedisConnection:
    """A connection. Raises MissingPackage where the package redis is not there."""

    def __init__(self, place: RedisPlace) -> None:
        self._place = place
        self._redis = load("redis")
        tls = {"ssl": True, "ssl_ca_certs": place.ca_path} if place.tls_enabled else {}
        self._client = self._redis.Redis(
            host=place.host,
            port=place.port,
            username=place.username or None,
            password=place.password or None,
            socket_timeout=place.timeout,
            socket_connect_timeout=place.timeout,
            retry=load("redis.retry").Retry(load("redis.backoff").NoBackoff(), 0),
            decode_responses=True,
            encoding_errors="replace",
            **tls,
        )

    def close(self) -> None:
        """Let go of it."""
        self._client.close()

    def call(self, command: str, *arguments: t.Any, **named: t.Any) -> t.Any:
        """What the client library's method ``command`` gives. Raises StoreError."""
        try:
            return getattr(self._client, command)(*arguments, **named)
        except (self._redis.exceptions.RedisError, OSError, ValueError) as error:
            raise self._explained(error) from None

    def _explained(self, error: Exception) -> StoreError:
        exceptions, text = self._redis.exceptions, str(error).strip().rstrip(".")
        lowered = text.lower()
        if isinstance(error, getattr(exceptions, "NoPermissionError", ())) or lowered.startswith("noperm"):
            return StoreError(
                reading.PERMISSION,
                text,
                "Give the application's user, in Redis, ~PREFIX:* and +get +smembers +@connection, where PREFIX is the"
                " environment's client-side ID.",
            )
        if isinstance(error, exceptions.AuthenticationError) or "auth" in lowered or "wrongpass" in lowered:
            return StoreError(
                reading.AUTHENTICATION,
                text,
                "Compare redis.username and redis.password of this task with the application's user in Redis"
                " (ACL GETUSER).",
            )
        if isinstance(error, (exceptions.ConnectionError, exceptions.TimeoutError, OSError)):
            return _explained_connection(self._place, text)
        return StoreError(reading.OTHER, text, "It is an answer of Redis that this module does not know.")


class RedisReader(RedisConnection):
    """A StoreReader."""

    def marker(self, prefix: str) -> Marker | None:
        value = self.call("get", prefix + _MARKER)
        return None if value is None else Marker(prefix, to_milliseconds(value))

    def membership(self, prefix: str, context_key: str) -> Membership:
        filed = context_hash(context_key)
        included, excluded = (
            self.call("smembers", f"{prefix}:big_segment_{kind}:{filed}") for kind in ("include", "exclude")
        )
        return Membership(tuple(sorted(included)), tuple(sorted(excluded)))

    def all_markers(self) -> tuple[list[Marker], bool]:
        keys: set[str] = set()
        cursor = 0
        for _step in range(_MOST_STEPS):
            cursor, page = self.call("scan", cursor, match=f"*{_MARKER}", count=_KEYS_AT_A_TIME)
            keys.update(page)
            if not int(cursor):
                break
        markers = []
        for key in sorted(keys):
            prefix = key[: -len(_MARKER)]
            try:
                marker = self.marker(prefix)
            except StoreError:
                # Its name is what is looked for; the user may not read it.
                marker = Marker(prefix, None)
            if marker:
                markers.append(marker)
        return markers, not int(cursor)


def _explained_connection(place: RedisPlace, text: str) -> StoreError:
    """Look why there is no connection: whether the server speaks TLS is found out by asking it."""
    wanted = "with" if place.tls_enabled else "without"
    try:
        if _speaks_tls(place) is not place.tls_enabled:
            other = "without" if place.tls_enabled else "with"
            return StoreError(
                reading.TLS,
                f"the server speaks {other} TLS on this port, and was asked {wanted} it",
                f"Set redis.tls_enabled to {str(not place.tls_enabled).lower()}, here and in the application, or take"
                f" the port on which it speaks {wanted} TLS.",
            )
    except OSError:
        return StoreError(
            reading.UNREACHABLE,
            text,
            "Compare redis.host and redis.port with where Redis listens, and look whether a firewall lets this host in.",
        )
    if place.tls_enabled:
        return StoreError(
            reading.TLS,
            text,
            "The certificate of the server is not trusted here, or not for this name: set redis.ca_path to its CA, and"
            " redis.host to a name in it. LaunchDarkly takes only what everybody trusts.",
        )
    return StoreError(reading.UNREACHABLE, text, "Redis accepts the connection and ends it. Look at its log.")


def _speaks_tls(place: RedisPlace) -> bool:
    """Whether the server answers to the beginning of TLS. Nothing but that is sent. Raises OSError without a server."""
    with socket.create_connection((place.host, place.port), place.timeout) as plain:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        # Only a question: no secret goes this way.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        try:
            with context.wrap_socket(plain, server_hostname=place.host):
                return True
        except OSError:
            return False
