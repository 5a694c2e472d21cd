# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers and errors, in the form in which LaunchDarkly gives them."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

JSON_TYPE = (b"content-type", b"application/json")


def to_json(value: Any) -> bytes:
    """Serialise compactly, as the service does."""
    return json.dumps(value, separators=(",", ":")).encode()


@dataclass
class Answer:
    """What goes back to the client. ``drop`` closes the connection instead; ``delay_s`` waits before either."""

    status: int
    body: bytes = b""
    headers: list[tuple[bytes, bytes]] = field(default_factory=lambda: [JSON_TYPE])
    delay_s: float = 0.0
    drop: bool = False
    reset: bool = False


def json_answer(status: int, value: Any) -> Answer:
    """An answer with a JSON body."""
    return Answer(status, to_json(value))


def no_content() -> Answer:
    """The answer to a successful DELETE."""
    return Answer(204, headers=[])


class ApiError(Exception):
    """A refusal: it becomes ``{"code", "message", "id"}`` with its status. ``code`` None leaves the code out."""

    def __init__(self, status: int, code: str | None, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message

    def answer(self) -> Answer:
        """The answer that carries this refusal, with an ``id`` as LaunchDarkly's support asks for it.

        The same refusal has the same id each time, so that tests can compare two runs.
        """
        code = {} if self.code is None else {"code": self.code}
        error_id = uuid.uuid5(uuid.NAMESPACE_URL, str(self))
        return json_answer(self.status, {**code, "message": self.message, "id": str(error_id)})


def invalid_request(message: str) -> ApiError:
    """400: the body or a parameter is wrong."""
    return ApiError(400, "invalid_request", message)


def unauthorized() -> ApiError:
    """401: no token, or not the right one."""
    return ApiError(401, "unauthorized", "Invalid account authentication credentials")


def forbidden(message: str = "Forbidden. Access to the requested resource was denied.") -> ApiError:
    """403: among others, a beta resource without the beta header."""
    return ApiError(403, "forbidden", message)


def not_found(message: str = "Invalid resource identifier") -> ApiError:
    """404: no such resource."""
    return ApiError(404, "not_found", message)


def method_not_allowed() -> ApiError:
    """405: the path exists, the method does not."""
    return ApiError(405, "method_not_allowed", "Method not allowed")


def conflict(code: str, message: str | None = None) -> ApiError:
    """409, as ``key_exists`` or ``optimistic_locking_error``."""
    messages = {
        "optimistic_locking_error": "Conflict. Optimistic lock error. Try again later.",
        "key_exists": "A resource with that key already exists",
    }
    return ApiError(409, code, message or messages[code])


def path_unsupported(path: str) -> ApiError:
    """400: a patch path that is not taken, in the words that were seen live."""
    return invalid_request(f'Unsupported json-patch operation: path "{path}" does not exist')


def patch_refused(dialect: dict[str, Any], message: str, path: Any = None) -> ApiError:
    """A JSON Patch that cannot be applied, in the code that the dialect has for it. ``path``: the refused one."""
    live = path_unsupported(path) if path else invalid_request(message)
    if dialect["patch_refusal"] == "live":
        return live
    if dialect["patch_refusal"] == "no_code":
        return ApiError(400, None, live.message)
    if dialect["patch_refusal"] == "method_not_allowed":
        return method_not_allowed()
    if dialect["patch_refusal"] == "patch_failed":
        return ApiError(422, "patch_failed", f"Unprocessable entity. Could not apply patch. {message}")
    return ApiError(400, "invalid_patch", f"Could not apply patch. {message}")


def rate_limited(scope: str) -> ApiError:
    """429."""
    return ApiError(429, "rate_limited", f"You've exceeded the {scope} API rate limit. Try again later.")
