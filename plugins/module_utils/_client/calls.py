# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client: one requests session, LaunchDarkly's headers, retries, rate limits, typed errors. Knows no resource.

The service: https://launchdarkly.com/docs/api
"""

from __future__ import annotations

import dataclasses
import json
import os
import threading
import time
import typing as t
import urllib.parse

from . import errors, limits
from .packages import load
from .settings import Settings

BETA = "beta"
"""``LD-API-Version`` of the resource families that are in beta."""

STABLE = "20240415"
"""``LD-API-Version`` of projects and environments."""

MAX_CONNECTIONS = 32
"""Connections that one session may hold open, and so the most calls that run at the same time."""

_LOST_STATUSES = frozenset((500, 502, 503, 504))
_HINTS = {
    401: "Check the option access_token or the environment variable LAUNCHDARKLY_ACCESS_TOKEN: the token is unknown,"
    " expired, or belongs to another instance than base_url.",
    403: "The token's role must allow this action, the account's plan must include the feature, and nothing between"
    " here and LaunchDarkly may drop the LD-API-Version header.",
    405: "Check base_url: the service does not take this method here.",
}

_Path = t.Sequence[str]


@dataclasses.dataclass(frozen=True)
class Answer:
    """A good answer: ``status`` and the decoded JSON ``data`` (None where there is no body)."""

    status: int
    data: t.Any


def environment_key() -> tuple[str | None, ...]:
    """What ``requests`` takes from the environment. A session made under one value must not serve another."""
    names = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
    both = [n for name in names for n in (name, name.upper())]
    return tuple(os.environ.get(n) for n in (*both, "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"))


class Client:
    """Calls LaunchDarkly's API for one task after another. Threads may share it; processes must not.

    ``warn`` takes sentences for the user. ``sleep`` and ``clock`` (epoch seconds) are for tests.
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
        self.warn = warn
        self.sleep = sleep
        self.clock = clock
        self._requests = load("requests")
        self._lock = threading.Lock()
        self._resume_at = 0.0
        self._waited = 0.0
        self._window = 0.0
        self._session, self._sending = self._open(connections)

    def _open(self, connections: int) -> tuple[t.Any, dict[str, t.Any]]:
        session = self._requests.Session()
        adapter = self._requests.adapters.HTTPAdapter(pool_maxsize=max(connections, 1), pool_block=True)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        # Else requests would prepare, if not send, the request to wherever a redirect points.
        session.get_redirect_target = lambda response: None
        # The token goes into each request by hand: with no ``auth`` set, requests would let ~/.netrc overrule it.
        verify = self.settings.ca_path or True if self.settings.validate_certs else False
        sending = session.merge_environment_settings(self.settings.base_url, {}, False, verify, None)
        if not self.settings.validate_certs:
            sending["verify"] = False
        if isinstance(sending["verify"], str) and not os.path.exists(sending["verify"]):
            raise errors.InvalidOption("ca_path", f"there is no CA bundle at {sending['verify'][:1000]}")
        return session, {**sending, "timeout": self.settings.timeout, "allow_redirects": False}

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def start_task(self, warn: t.Callable[[str], None]) -> None:
        """Begin anew with the budget of waiting: it is counted for each task."""
        self.warn = warn
        self._waited = 0.0

    def get(self, path: _Path, version: str = BETA, query: t.Mapping[str, t.Any] | None = None) -> t.Any:
        """The JSON at ``path``. Lost answers and 5xx are tried again."""
        return self.request("GET", path, version, query=query).data

    def request(
        self,
        method: str,
        path: _Path,
        version: str = BETA,
        body: t.Any = None,
        query: t.Mapping[str, t.Any] | None = None,
    ) -> Answer:
        """One call of ``/api/v2/<path>``; each segment is quoted, so that no key can reach another endpoint.

        Raises the errors of ``errors``. A write whose answer is lost is never repeated here: AnswerLost leaves it
        to the engine to look first.
        """
        target = "/api/v2/" + "/".join(quote_segment(segment) for segment in path)
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
        url = self.settings.base_url + target + ("?" + urllib.parse.urlencode(query) if query else "")
        try:
            prepared = self._requests.Request(method, url, headers=headers, data=data).prepare()
        except ValueError:
            raise errors.InvalidOption("base_url", "is not a URL that can be called") from None
        failures = refusals = 0
        while True:
            self._pass_gate()
            try:
                answer = self._judge(method, target, prepared)
            except errors.RateLimited as error:
                refusals += 1
                self._wait_for_limit(error, refusals)
            except (errors.Unreachable, errors.AnswerLost, errors.ServerError) as error:
                failures += 1
                again = method == "GET" or isinstance(error, errors.Unreachable)
                if not again or not error.transient or failures > self.settings.retries:
                    raise
                self.sleep(limits.backoff(failures))
            else:
                return answer

    def _judge(self, method: str, target: str, prepared: t.Any) -> Answer:
        response = self._send(method, target, prepared)
        status: int = response.status_code
        if status == 204:
            return Answer(status, None)
        if status == 429:
            error = errors.RateLimited(method, target, 429, *_said(response), "")
            error.wait = limits.announced_wait(response.headers, self.clock())
            raise error
        if 300 <= status < 400:
            where = _host_of(response.headers.get("Location", "")) or "elsewhere"
            raise errors.Redirected(
                method,
                target,
                f"{self.settings.base_url} redirects to {where} (status {status})",
                "The token is not sent there. If that host is LaunchDarkly, set base_url to it.",
            )
        if status in _LOST_STATUSES:
            code, message = _said(response)
            if method == "GET":
                raise errors.ServerError(method, target, status, code, message)
            raise errors.AnswerLost(
                method, target, f"LaunchDarkly answered {status} {code} to {method} {target}".replace("  ", " ")
            )
        if status >= 400:
            kind = {401: errors.Unauthorized, 403: errors.Forbidden, 404: errors.NotFound, 409: errors.Conflict}.get(
                status, errors.ServerError if status >= 500 else errors.InvalidRequest
            )
            raise kind(method, target, status, *_said(response), _HINTS.get(status, ""))
        try:
            return Answer(status, response.json())
        except ValueError:
            return self._not_json(method, target, response)

    def _not_json(self, method: str, target: str, response: t.Any) -> t.NoReturn:
        # The body is not quoted: it may echo the request, in an encoding in which a secret is not recognised.
        what = (
            f"the answer to {method} {target} (status {response.status_code}) is not JSON but"
            f" {response.headers.get('Content-Type', 'of no declared type')}, {len(response.content)} bytes"
        )
        hint = f"Check base_url ({self.settings.base_url}) and any proxy or login page in between."
        raise (errors.NotJson if method == "GET" else errors.AnswerLost)(method, target, what, hint)

    def _send(self, method: str, target: str, prepared: t.Any) -> t.Any:
        exceptions = self._requests.exceptions
        base = self.settings.base_url
        try:
            return self._session.send(prepared, **self._sending)
        except exceptions.ProxyError:
            problem, hint, sent, transient = "the proxy refused or broke the connection", _PROXY_HINT, False, True
        except exceptions.SSLError as error:
            problem = f"TLS to {base} failed ({_reason(error)})"
            hint, sent, transient = "Check base_url, ca_path and validate_certs.", False, False
        except exceptions.ConnectTimeout:
            problem = f"no connection to {base} within {self.settings.timeout:g} s"
            hint, sent, transient = "Check base_url, the network, proxies and the option timeout.", False, True
        except exceptions.Timeout:
            problem = f"no answer from {base} within {self.settings.timeout:g} s (to {method} {target})"
            hint, sent, transient = "Raise the option timeout if the service is that slow.", True, True
        except exceptions.ConnectionError as error:
            never_sent = _never_sent(error)
            if never_sent:
                problem, transient = f"{never_sent} ({base})", "resolve" not in never_sent
                hint, sent = "Check base_url, the network and the proxy environment variables.", False
            else:
                problem = f"the connection to {base} broke before the answer came (to {method} {target})"
                hint, sent, transient = "", True, True
        except (exceptions.ChunkedEncodingError, exceptions.ContentDecodingError):
            problem = f"the answer of {base} came incomplete (to {method} {target})"
            hint, sent, transient = "", True, True
        except (exceptions.RequestException, ValueError, TypeError) as error:
            problem = f"the request could not be made ({type(error).__name__})"
            hint, sent, transient = "Check base_url and the proxy environment variables.", False, False
        kind = errors.AnswerLost if sent else errors.Unreachable
        failure = kind(method, target, problem, hint)
        failure.transient = transient
        # ``from None``: the chain holds the URL of a proxy with its password, and the headers' token.
        raise failure from None

    def _wait_for_limit(self, error: errors.RateLimited, refusals: int) -> None:
        with self._lock:
            # The longest wait that was announced so far is about as long as a window.
            self._window = max(self._window, min(error.wait, limits.WINDOW))
            wait = error.wait + limits.jitter(refusals, self._window or limits.WINDOW)
            # Threads wait together: only what this one adds to the common wait counts against the budget.
            now = self.clock()
            before = max(self._resume_at, now)
            left = self.settings.max_wait - self._waited
            exhausted = left <= 0 or now + error.wait - before > left
            # The spread is cut where the budget ends: nobody gives up who may still wait for the announced time.
            added = 0.0 if exhausted else min(max(0.0, now + wait - before), left)
            self._resume_at = before + added
            self._waited += added
            waited = self._waited
        if exhausted:
            error.hint = (
                f"The task has used its {self.settings.max_wait:g} s of waiting (option max_wait). Let fewer"
                " tasks run at once, or allow more."
            )
            raise error
        if waited - added < limits.WINDOW <= waited:
            self.warn("LaunchDarkly limits the rate of calls: this task waits for it, more than 10 s in all.")
        self.sleep(before + added - now)

    def _pass_gate(self) -> None:
        """Hold back while another thread of this task has been told to wait."""
        wait = self._resume_at - self.clock()
        if wait > 0:
            self.sleep(min(wait, self.settings.max_wait))


_PROXY_HINT = "Check the environment variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY."


def quote_segment(segment: str) -> str:
    """``segment`` as one segment of a URL's path. Raises InvalidOption for what a server would resolve away."""
    if not isinstance(segment, str) or segment in ("", ".", "..") or not segment.isprintable():
        raise errors.InvalidOption("key or id", f"{segment!r} cannot be part of an address")
    return urllib.parse.quote(segment, safe="")


def _host_of(location: str) -> str | None:
    try:
        return urllib.parse.urlsplit(location).hostname
    except ValueError:
        return None


def _said(response: t.Any) -> tuple[str, str]:
    """``code`` and ``message`` of an error's body, empty where it is not the service's own JSON."""
    try:
        body = response.json()
    except ValueError:
        return "", ""
    if not isinstance(body, dict):
        return "", ""
    return str(body.get("code") or ""), str(body.get("message") or "")


def _reason(error: BaseException) -> str:
    """The reason in plain words; never the text of the whole chain, which may hold addresses with passwords."""
    text = str(error)
    for sign, words in (
        ("CERTIFICATE_VERIFY_FAILED", "the certificate cannot be verified"),
        ("WRONG_VERSION_NUMBER", "the other side does not speak TLS"),
        ("doesn't match", "the certificate is for another host"),
        ("invalid path", "there is no CA bundle at ca_path"),
    ):
        if sign in text:
            return words
    return "handshake failed"


def _never_sent(error: BaseException) -> str:
    """In plain words why a connection was never made; empty where it was."""
    text = str(error)
    if "NameResolutionError" in text or "Name or service not known" in text or "getaddrinfo" in text:
        return "the host name cannot be resolved (DNS)"
    if "NewConnectionError" in text:
        return "the connection was refused" if "refused" in text else "no connection could be made"
    return ""
