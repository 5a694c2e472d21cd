# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client: LaunchDarkly's headers, retries, rate limits, typed errors. Knows no resource.

The service: https://launchdarkly.com/docs/api
"""

from __future__ import annotations

import dataclasses
import json
import threading
import time
import typing as t
import urllib.parse

from . import body as answers
from . import errors, limits, shapes
from .caller import Caller, caller_of
from .gate import Gate
from .packages import load
from .parent import Parent
from .settings import Settings
from .shared import SharedWindows
from .text import plain
from .transport import Reply, Transport, environment_key

__all__ = [
    "BETA",
    "MAX_CONNECTIONS",
    "STABLE",
    "Answer",
    "Client",
    "Query",
    "address",
    "environment_key",
    "quote_segment",
    "without_query",
]

BETA = "beta"
"""``LD-API-Version`` of the resource families that are in beta."""

STABLE = "20240415"
"""``LD-API-Version`` of projects and environments."""

MAX_CONNECTIONS = 32
"""Connections that one session may hold open, and so the most calls that run at the same time."""

_LOST_STATUSES = frozenset((500, 502, 503, 504))
_IN_TROUBLE = "LaunchDarkly has a problem: look at https://status.launchdarkly.com, then run it again."
_HINTS = {
    400: "Nothing was changed. Correct what LaunchDarkly names.",
    404: "Check the keys and ids in this path, and whether the token's role may view what is there.",
    409: "The like of it is there already, or somebody else changed it at the same time: look at it, then run it again.",
    401: "Check the option access_token or the environment variable LAUNCHDARKLY_ACCESS_TOKEN: the token is unknown or"
    " expired, belongs to another instance than base_url, or its role does not allow this.",
    403: "The token's role must allow this action, the account's plan must include the feature, and nothing between"
    " here and LaunchDarkly may drop the LD-API-Version header.",
    405: "Check base_url, and whether the account's plan includes the feature.",
}
_NO_HEADER = (
    "If what it is about is there: does something between here and LaunchDarkly drop the LD-API-Version header? Without"
    " it the service answers like this."
)
_KINDS = {401: errors.Unauthorized, 403: errors.Forbidden, 404: errors.NotFound, 409: errors.Conflict}

_Path = t.Sequence[str]


class Query(str):
    """What is asked for at a path, as its last part, encoded: ``environmentKey=production``. No user can write one."""

    __slots__ = ()

    @classmethod
    def of(cls, members: t.Mapping[str, str]) -> Query:
        """The query with these ``members``."""
        return cls(urllib.parse.urlencode(members))


def without_query(path: _Path) -> tuple[str, ...]:
    """The segments of ``path``."""
    return tuple(part for part in path if not isinstance(part, Query))


def address(path: _Path) -> str:
    """How a message calls ``path``."""
    return "/api/v2/" + "/".join(without_query(path))


@dataclasses.dataclass(frozen=True)
class Answer:
    """A good answer: ``status`` and the decoded JSON ``data`` (None where there is no body)."""

    status: int
    data: t.Any


class Client:
    """Calls LaunchDarkly's API for one task after another. Threads may share it; processes must not.

    ``warn`` takes sentences for the user. ``sleep`` and ``clock`` (epoch seconds) are for tests; what is known of the
    rate limits is shared with other processes only under the machine's own clock.
    """

    def __init__(
        self,
        settings: Settings,
        warn: t.Callable[[str], None] = lambda text: None,
        sleep: t.Callable[[float], None] = time.sleep,
        clock: t.Callable[[], float] = time.time,
        connections: int = MAX_CONNECTIONS,
    ) -> None:
        self.settings = settings
        self.sleep = sleep
        self.clock = clock
        self._transport = Transport(settings, connections)
        self._requests = load("requests")
        self._parent = Parent()
        windows = SharedWindows(settings.base_url, settings.access_token, share=clock is time.time)
        self._gate = Gate(windows, settings.max_wait, self._now)
        self._lock = threading.Lock()
        self._caller: Caller | None = None
        self._asked_caller = False
        self.start_task(warn)

    def _now(self) -> float:
        return self.clock()

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def start_task(self, warn: t.Callable[[str], None]) -> None:
        """Begin anew with the budget of waiting: it is counted for each task."""
        # Warnings name what the service has.
        self.warn: t.Callable[[str], None] = lambda text: warn(plain(text))
        self._told = False
        self._gate.start_task()

    def get(self, path: _Path, version: str = BETA, query: t.Mapping[str, t.Any] | None = None) -> t.Any:
        """The JSON at ``path``. Lost answers and 5xx are tried again."""
        return self.request("GET", path, version, query=query).data

    def caller(self) -> Caller | None:
        """Who the access token is; None where the service does not tell. One call, whatever comes of it; never raises.

        See https://launchdarkly.com/docs/api/other/get-caller-identity
        """
        with self._lock:
            if not self._asked_caller:
                self._asked_caller = True
                try:
                    self._caller = caller_of(self._request("GET", ("caller-identity",), STABLE, only_once=True).data)
                except errors.LaunchDarklyError:
                    self._caller = None
            return self._caller

    def request(
        self,
        method: str,
        path: _Path,
        version: str = BETA,
        body: t.Any = None,
        query: t.Mapping[str, t.Any] | None = None,
        has_answer: bool = True,
    ) -> Answer:
        """One call of ``/api/v2/<path>``; each segment is quoted, so that no key can reach another endpoint.

        The last part of ``path`` may be a Query.

        What comes back with a good status is of no interest where the call has no answer (``has_answer``).
        Raises the errors of ``errors``. A write whose answer is lost is never repeated here: AnswerLost leaves it
        to the engine to look first.
        """
        try:
            return self._request(method, path, version, body, query, has_answer=has_answer)
        except (errors.Unauthorized, errors.Forbidden) as error:
            if method != "GET" and (caller := self.caller()):
                error.asked_as(caller)
            raise

    def _request(
        self,
        method: str,
        path: _Path,
        version: str,
        body: t.Any = None,
        query: t.Mapping[str, t.Any] | None = None,
        only_once: bool = False,
        has_answer: bool = True,
    ) -> Answer:
        segments = without_query(path)
        target = "/api/v2/" + "/".join(map(quote_segment, segments))
        asked = "&".join([*path[len(segments) :], *([urllib.parse.urlencode(query)] if query else ())])
        prepared = self._prepared(method, target, version, body, asked)
        route = limits.route_of(method, segments)
        most = 0 if only_once else self.settings.retries
        failures = refusals = 0
        while True:
            self._pass_gate(route)
            try:
                try:
                    if method != "GET" and self._parent.is_gone():
                        raise errors.StarterGone(method, target)
                    reply = self._transport.send(method, target, prepared)
                finally:
                    self._gate.landed(route)
                if reply.status == 429 and not only_once:
                    refusals += 1
                    self._wait_after(reply, route, method, target, refusals)
                    continue
                self._gate.answered(route, reply.headers)
                return self._judge(method, target, version, reply, has_answer)
            except (errors.Unreachable, errors.AnswerLost, errors.ServerError) as error:
                failures += 1
                again = method == "GET" or isinstance(error, errors.Unreachable)
                if not again or not error.transient or failures > most:
                    if error.transient:
                        error.hint = f"It was asked {_times(failures)}. {error.hint}".strip()
                    raise
                self.sleep(limits.backoff(failures))

    def _prepared(self, method: str, target: str, version: str, body: t.Any, query: str) -> t.Any:
        headers = {
            "Authorization": self.settings.access_token,
            "LD-API-Version": version,
            "Accept": "application/json",
            "User-Agent": "community.launchdarkly (Ansible)",
        }
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body)
        url = self.settings.base_url + target + (f"?{query}" if query else "")
        try:
            return self._requests.Request(method, url, headers=headers, data=data).prepare()
        except ValueError:
            raise errors.InvalidOption(
                "base_url", "is not a URL that can be called", "Check it character by character."
            ) from None

    def _judge(self, method: str, target: str, version: str, reply: Reply, has_answer: bool) -> Answer:
        status = reply.status
        if status == 204 or (status < 300 and not has_answer):
            return Answer(status, None)
        if 300 <= status < 400:
            where = _host_of(reply.headers.get("Location", "")) or "elsewhere"
            raise errors.Redirected(
                method,
                target,
                f"{self.settings.base_url} redirects to {where} (status {status})",
                "The token is not sent there. If that host is LaunchDarkly, set base_url to it.",
            )
        if status == 407:
            raise self._transport.proxy_wants_credentials(method, target)
        if status >= 400:
            raise _refusal(method, target, version, reply)
        try:
            data = answers.decode(reply.content)
        except (ValueError, RecursionError) as error:
            raise self._not_json(method, target, reply, isinstance(error, RecursionError)) from None
        wrong = shapes.misfit(data)
        if wrong is not None:
            raise self._unexpected(method, target, wrong)
        return Answer(status, data)

    def _not_json(self, method: str, target: str, reply: Reply, is_deep: bool) -> errors.RequestFailed:
        if is_deep:
            return self._unexpected(method, target, shapes.TOO_DEEP)
        # The body is not quoted: it may echo the request, in an encoding in which a secret is not recognised.
        what = (
            f"the answer to {method} {target} (status {reply.status}) is not JSON but"
            f" {reply.headers.get('Content-Type', 'of no declared type')[:200]}, {len(reply.content)} bytes"
        )
        hint = f"Check base_url ({self.settings.base_url}) and any proxy or login page in between."
        return (errors.NotJson if method == "GET" else errors.AnswerLost)(method, target, what, hint)

    def _unexpected(self, method: str, target: str, wrong: shapes.Misfit) -> errors.RequestFailed:
        error = errors.UnexpectedAnswer(method, target, wrong.problem, self.settings.base_url, wrong.member)
        return error if method == "GET" else errors.AnswerLost(method, target, error.message, error.hint)

    def _wait_after(self, reply: Reply, route: str, method: str, target: str, refusals: int) -> None:
        said = errors.Said.of(_json_of(reply))
        error = errors.RateLimited(method, target, 429, "", "", said=said)
        self._nap(self._gate.refused(route, reply.headers, error, refusals))

    def _pass_gate(self, route: str) -> None:
        """Hold back while a limit is used up, or another thread of this task has been told to wait."""
        while (seconds := self._gate.hold(route)) > 0:
            self._nap(seconds)

    def _nap(self, seconds: float) -> None:
        if self._gate.waits_long() and not self._told:
            self._told = True
            self.warn("LaunchDarkly limits the rate of calls: this task waits for it, more than 10 s in all.")
        self.sleep(seconds)


def quote_segment(segment: str) -> str:
    """``segment`` as one segment of a URL's path. Raises InvalidOption for what a server would resolve away."""
    if not isinstance(segment, str) or segment in ("", ".", "..") or not segment.isprintable():
        raise errors.InvalidOption("key or id", f"{segment!r} cannot be part of an address")
    return urllib.parse.quote(segment, safe="")


def _refusal(method: str, target: str, version: str, reply: Reply) -> errors.RequestFailed:
    status, said = reply.status, errors.Said.of(_json_of(reply))
    if status in _LOST_STATUSES and method != "GET":
        return errors.AnswerLost(
            method,
            target,
            f"LaunchDarkly answered {status} {said.code} to {method} {target}".replace("  ", " "),
            _IN_TROUBLE,
        )
    hint = _HINTS.get(status, _IN_TROUBLE if status >= 500 else "")
    if version == BETA and status in (400, 404) and not said.code:
        hint = _NO_HEADER
    kind = _KINDS.get(status, errors.ServerError if status >= 500 else errors.InvalidRequest)
    error = kind(method, target, status, "", "", hint, said)
    # 501 and the like will be answered again and again.
    error.transient = status in _LOST_STATUSES
    return error


def _json_of(reply: Reply) -> t.Any:
    try:
        return answers.decode(reply.content)
    except (ValueError, RecursionError):
        return None


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _host_of(location: str) -> str | None:
    try:
        return urllib.parse.urlsplit(location).hostname
    except ValueError:
        return None
