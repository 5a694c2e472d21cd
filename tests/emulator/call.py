# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One request, as the handlers see it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from . import READER
from .answers import ApiError, forbidden, invalid_request, unauthorized

API_VERSIONS = ("20240415", "beta")


class Call:
    """Method, route, parameters, headers and body of one request."""

    __slots__ = ("body", "headers", "ignored", "method", "parameters", "path", "query_string", "reader", "template")

    def __init__(
        self, method: str, path: str, query_string: str, headers: list[tuple[bytes, bytes]], body: bytes
    ) -> None:
        self.method = method
        self.path = path
        self.query_string = query_string
        self.headers = headers
        self.body = body
        self.template = ""
        # Whether the token may only read.
        self.reader = False
        self.parameters: dict[str, str] = {}
        # Members that a fault makes a PATCH ignore, as lists of path segments.
        self.ignored: list[list[str]] = []

    @property
    def query(self) -> dict[str, str]:
        """The query parameters; the last of several with one name counts."""
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    def header_values(self, name: bytes) -> list[str]:
        """Every value of a header: of each line, and of each comma-joined part of a line."""
        lines = [value.decode("latin-1") for key, value in self.headers if key == name]
        return [part.strip() for line in lines for part in line.split(",")]

    def json(self) -> Any:
        """The parsed body; 400 if there is none or it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise invalid_request("the body is not valid JSON") from error

    def json_object(self) -> dict[str, Any]:
        """The parsed body, which has to be an object."""
        value = self.json()
        if not isinstance(value, dict):
            raise invalid_request("the body must be a JSON object")
        return value

    def check_token(self, token: str) -> None:
        """401 unless there is exactly one Authorization header and it is the token, or the one that may only read."""
        lines = [value.decode("latin-1") for key, value in self.headers if key == b"authorization"]
        if lines not in ([token], [token + READER]):
            raise unauthorized()
        self.reader = lines != [token]

    def check_right(self, dialect: dict[str, Any]) -> None:
        """Refuse a write by a token that may only read."""
        if self.reader and self.method != "GET":
            raise unauthorized() if dialect["unauthorized_right"] == "401" else forbidden()

    def check_version(self, beta: bool) -> None:
        """The beta header, exactly once, for a beta resource; a known version or none for the others."""
        versions = self.header_values(b"ld-api-version")
        if beta and versions != ["beta"]:
            raise forbidden("This is a beta resource: pass the header LD-API-Version: beta, once")
        if not beta and versions and versions[0] not in API_VERSIONS:
            raise ApiError(400, "invalid_request", f"Unknown API version {versions[0]!r}")
