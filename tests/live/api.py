# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Raw calls of the API, which the modules rightly refuse to make: paced, guarded, counted and recorded."""

from __future__ import annotations

import dataclasses
import typing as t
from urllib.parse import urlsplit

import requests

from .guard import Guard
from .pace import Pace
from .timing import Timing

Json = t.Any

BETA = "beta"
STABLE = "20240415"
TIMEOUT = 60.0
TRIES = 4
DEFAULT_HOST = "https://app.launchdarkly.com"


class CallFailed(Exception):
    """No answer came, or none that can be read: what a probe asked is not answered."""


class OverBudget(Exception):
    """A probe has made more calls, or taken longer, than it said."""


@dataclasses.dataclass(frozen=True)
class Answer:
    """What came back. ``body`` is parsed JSON, the text where it is none, and None where there is nothing."""

    status: int
    body: Json
    headers: t.Mapping[str, str]

    @property
    def ok(self) -> bool:
        """Whether the call was accepted."""
        return 200 <= self.status < 300

    @property
    def code(self) -> str | None:
        """The code of a refusal."""
        code = self.body.get("code") if isinstance(self.body, dict) else None
        return code if isinstance(code, str) else None

    @property
    def message(self) -> str:
        """The message of a refusal."""
        message = self.body.get("message", "") if isinstance(self.body, dict) else self.body
        return str(message or "")

    @property
    def refusal(self) -> str:
        """Status and code in one: ``400 invalid_request``."""
        return f"{self.status} {self.code or 'without a code'}"


@dataclasses.dataclass(frozen=True)
class Exchange:
    """A call with its answer, as it was. It is kept in memory only. ``at``: seconds since the epoch."""

    method: str
    path: str
    query: t.Mapping[str, str]
    version: str | None
    body: Json
    answer: Answer
    at: float
    other_token: bool = False


class Budget:
    """What a probe may use: calls, and seconds."""

    def __init__(self, calls: int, seconds: float, clock: t.Callable[[], float]) -> None:
        self._calls = calls
        self._clock = clock
        self._end = clock() + seconds

    def take(self) -> None:
        """Count one call. Raises OverBudget."""
        self._calls -= 1
        if self._calls < 0 or self._clock() > self._end:
            raise OverBudget("the budget of calls or of seconds is used up")


class Api:
    """The service with one token. ``exchanges`` are all calls since it was emptied; ``calls`` counts them all."""

    def __init__(self, host: str, token: str, timing: Timing) -> None:
        self.host = checked_host(host)
        self.token = token
        self.timing = timing
        self.guard = Guard()
        self.pace = Pace(timing)
        self.budget: Budget | None = None
        self.exchanges: list[Exchange] = []
        self.calls = 0
        self._session = requests.Session()

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def get(self, path: str, **options: t.Any) -> Answer:
        """GET. See ``call``."""
        return self.call("GET", path, **options)

    def call(
        self,
        method: str,
        path: str,
        body: Json = None,
        *,
        version: str | None = BETA,
        query: t.Mapping[str, str] | None = None,
        token: str | None = None,
    ) -> Answer:
        """One call. ``token`` stands in for the run's own. A 429 is waited for; a lost answer is not asked for again.

        Raises NotOwn, OverBudget and CallFailed.
        """
        self.guard.check(method, path, body)
        for _number in range(TRIES):
            if self.budget:
                self.budget.take()
            self.pace.wait()
            answer = self._send(method, path, body, version, query or {}, token)
            self.pace.heed(answer.status, answer.headers)
            if answer.status != 429:
                break
        exchange = Exchange(method, path, query or {}, version, body, answer, self.timing.now(), token is not None)
        self.exchanges.append(exchange)
        return answer

    def _send(
        self, method: str, path: str, body: Json, version: str | None, query: t.Mapping[str, str], token: str | None
    ) -> Answer:
        self.calls += 1
        headers = {"User-Agent": "community.launchdarkly live"}
        if version is not None:
            headers["LD-API-Version"] = version
        try:
            response = self._session.request(
                method,
                self.host + path,
                params=dict(query),
                json=body,
                headers=headers,
                # As a function, since requests would put what a .netrc has in the place of a header.
                auth=_Token(token or self.token),
                timeout=TIMEOUT,
                allow_redirects=False,
            )
            text = response.text
        except (requests.RequestException, OSError) as error:
            # Not its text, which may hold what was sent.
            raise CallFailed(f"{method} {path}: {type(error).__name__}") from None
        try:
            parsed = response.json() if text else None
        except ValueError:
            parsed = text
        return Answer(response.status_code, parsed, response.headers)


class _Token(requests.auth.AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = self._token
        return request


def checked_host(host: str) -> str:
    """The address without a path. Raises ValueError for one to which the token would go in plain text."""
    text = host if "://" in host else f"https://{host}"
    parts = urlsplit(text)
    loopback = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if not parts.hostname or parts.username or (parts.scheme != "https" and not (parts.scheme == "http" and loopback)):
        raise ValueError("LAUNCHDARKLY_API_HOST has to be a host, which is spoken to with https")
    return f"{parts.scheme}://{parts.netloc}"
