# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One HTTP request and its answer, or an error of ours: the session, proxies, TLS, and what can go wrong with them."""

from __future__ import annotations

import os
import re
import typing as t
import urllib.parse

from . import body, errors
from .packages import load
from .settings import Settings, is_loopback

CA_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
_PROXY_HINT = "Check the environment variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY."
# Only what is plainly a host is told of a proxy's address: anything else may be a part of its password.
_PROXY_HOST = re.compile(r"(?:[a-z0-9+.-]+://)?(?:[^@/?#\s\\]*@)?([\w.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?/?", re.IGNORECASE)


class Reply(t.NamedTuple):
    """An answer as it came; ``content`` is unpacked."""

    status: int
    headers: t.Mapping[str, str]
    content: bytes


def environment_key() -> tuple[str | None, ...]:
    """What ``requests`` takes from the environment. A session made under one value must not serve another."""
    both = [n for name in _PROXY_VARIABLES for n in (name, name.upper())]
    return tuple(os.environ.get(n) for n in (*both, *CA_VARIABLES))


class Transport:
    """One requests session. Threads may share it; processes must not. Raises MissingPackage and InvalidOption."""

    def __init__(self, settings: Settings, connections: int) -> None:
        self._requests = load("requests")
        self._settings = settings
        self._bundle = (
            "ca_path" if settings.ca_path else next((n for n in CA_VARIABLES if os.environ.get(n)), "ca_path")
        )
        self.session = self._session(connections)
        self._sending = self._how_to_send()

    def _session(self, connections: int) -> t.Any:
        session = self._requests.Session()
        adapter = _adapter(self._requests)(pool_maxsize=max(connections, 1), pool_block=True)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        # Else requests would prepare, if not send, the request to wherever a redirect points.
        session.get_redirect_target = lambda response: None
        return session

    def _how_to_send(self) -> dict[str, t.Any]:
        settings = self._settings
        verify = settings.ca_path or True if settings.validate_certs else False
        # The token goes into each request by hand: with no ``auth`` set, requests would let ~/.netrc overrule it.
        sending = self.session.merge_environment_settings(settings.base_url, {}, True, verify, None)
        if is_loopback(urllib.parse.urlsplit(settings.base_url).hostname or ""):
            # What is meant for this machine must not leave it, whatever the environment says.
            sending["proxies"] = {}
        if not settings.validate_certs:
            sending["verify"] = False
            # Whoever set the option knows. On stderr it would stand once for each call.
            urllib3 = load("urllib3")
            urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
        if isinstance(sending["verify"], str) and not os.path.exists(sending["verify"]):
            raise self._bad_bundle(f"there is no CA bundle at {sending['verify'][:1000]}")
        return {**sending, "timeout": settings.timeout, "allow_redirects": False}

    def close(self) -> None:
        """Close the connections."""
        self.session.close()

    def send(self, method: str, target: str, prepared: t.Any) -> Reply:
        """The reply to ``prepared``, a request of ``requests``; ``method`` and ``target`` are for messages.

        Raises Unreachable, AnswerLost, UnexpectedAnswer and InvalidOption.
        """
        result = self._attempt(method, target, prepared)
        if isinstance(result, Reply):
            return result
        # Outside of the handler: what is caught holds the URL of a proxy with its password, the headers' token, and all
        # that was read of the answer.
        raise result

    def _attempt(self, method: str, target: str, prepared: t.Any) -> Reply | errors.LaunchDarklyError:
        body.start(self._settings.deadline)
        try:
            response = self.session.send(prepared, **self._sending)
            try:
                return Reply(response.status_code, response.headers, body.read(response))
            finally:
                response.close()
        except (body.TooLarge, body.UnknownEncoding) as error:
            return self._unusable(method, target, isinstance(error, body.TooLarge))
        except Exception as error:
            return self._failure(method, target, error)

    def _unusable(self, method: str, target: str, is_large: bool) -> errors.RequestFailed:
        base = self._settings.base_url
        problem = (
            f"has more than {body.MOST // 1024 // 1024} MiB"
            if is_large
            else "is packed in a way that was not asked for"
        )
        if method == "GET":
            return errors.UnexpectedAnswer(method, target, problem, base)
        failure = errors.AnswerLost(method, target, f"the answer of {base} {problem} (to {method} {target})")
        failure.transient = False
        return failure

    def _failure(self, method: str, target: str, error: Exception) -> errors.LaunchDarklyError:
        exceptions = self._requests.exceptions
        urllib3 = load("urllib3").exceptions
        base, to = self._settings.base_url, f"(to {method} {target})"
        lost, never = errors.AnswerLost, errors.Unreachable

        def failed(kind: type[errors.RequestFailed], problem: str, hint: str, transient: bool) -> errors.RequestFailed:
            failure = kind(method, target, problem, hint)
            failure.transient = transient
            return failure

        timed_out = isinstance(error, (exceptions.Timeout, urllib3.TimeoutError, TimeoutError))
        if timed_out and body.is_late() and not isinstance(error, exceptions.ConnectTimeout):
            limit = self._settings.deadline
            hint = "Raise the option timeout if the service is that slow: a whole answer may take four times as long."
            return failed(lost, f"no complete answer from {base} within {limit:g} s {to}", hint, False)
        if isinstance(error, exceptions.ProxyError):
            return failed(never, self._proxy_problem(prepared_url=base, text=str(error)), _PROXY_HINT, True)
        if isinstance(error, exceptions.SSLError):
            return self._tls_failure(method, target, str(error))
        if isinstance(error, exceptions.ConnectTimeout):
            problem = f"no connection to {base} within {self._settings.timeout:g} s"
            return failed(never, problem, "Check base_url, the network, proxies and the option timeout.", True)
        if timed_out:
            problem = f"no answer from {base} within {self._settings.timeout:g} s {to}"
            return failed(lost, problem, "Raise the option timeout if the service is that slow.", True)
        incomplete = (exceptions.ChunkedEncodingError, exceptions.ContentDecodingError, body.Incomplete)
        if isinstance(error, (*incomplete, urllib3.ProtocolError, urllib3.SSLError)):
            return failed(lost, f"the answer of {base} came incomplete {to}", "", True)
        if isinstance(error, exceptions.ConnectionError):
            never_sent = _never_sent(error)
            if never_sent:
                hint = "Check base_url, the network and the proxy environment variables."
                return failed(never, f"{never_sent} ({base})", hint, "resolve" not in never_sent)
            return failed(lost, f"the connection to {base} broke before the answer came {to}", "", True)
        if isinstance(error, OSError) and not isinstance(error, exceptions.RequestException):
            if "CA certificate bundle" in str(error):
                return self._bad_bundle("it cannot be read as a CA bundle")
            return failed(lost, f"the connection to {base} broke before the answer came {to}", "", True)
        if isinstance(error, (exceptions.RequestException, urllib3.HTTPError, ValueError, TypeError)):
            hint = "Check base_url and the proxy environment variables."
            return failed(never, f"the request could not be made ({type(error).__name__})", hint, False)
        raise error

    def _proxy_problem(self, prepared_url: str, text: str) -> str:
        proxy = self._requests.utils.select_proxy(prepared_url, self._sending["proxies"]) or ""
        known = _PROXY_HOST.fullmatch(proxy)
        name = f"the proxy {known[1]}{known[2] or ''}" if known else "the proxy"
        status = re.search(r"Tunnel connection failed: (\d{3})", text)
        if status and status[1] == "407":
            return f"{name} refused the connection: it wants a user name and a password (407), or others"
        return f"{name} refused or broke the connection" + (f" (status {status[1]})" if status else "")

    def proxy_wants_credentials(self, method: str, target: str) -> errors.Unreachable:
        """The error for a 407, which only a proxy sends."""
        problem = self._proxy_problem(self._settings.base_url, "Tunnel connection failed: 407")
        failure = errors.Unreachable(method, target, problem, _PROXY_HINT)
        failure.transient = False
        return failure

    def _tls_failure(self, method: str, target: str, text: str) -> errors.LaunchDarklyError:
        base = self._settings.base_url
        if any(sign in text for sign in ("NO_CERTIFICATE_OR_CRL_FOUND", "NOT_ENOUGH_DATA", "invalid path", "PEM")):
            return self._bad_bundle("it holds no certificate")
        other = ("the handshake failed", "Check base_url, ca_path and any proxy in between.")
        known = ((problem, hint) for signs, problem, hint in _TLS if any(sign in text for sign in signs))
        problem, hint = next(known, other)
        failure = errors.Unreachable(method, target, f"TLS to {base} failed: {problem}", hint)
        failure.transient = False
        return failure

    def _bad_bundle(self, problem: str) -> errors.InvalidOption:
        if self._bundle == "ca_path":
            hint = "Give the path of a file with PEM certificates, or of a directory of them, where the task runs."
            return errors.InvalidOption("ca_path", problem, hint)
        hint = "Correct this environment variable, or set the option ca_path."
        return errors.InvalidOption(self._bundle, problem, hint)


_TLS: t.Final = (
    (
        ("certificate has expired", "certificate is not yet valid"),
        "its certificate is not valid at this time",
        "Renew it there, or set the clock of this machine.",
    ),
    (
        ("Hostname mismatch", "IP address mismatch", "doesn't match"),
        "its certificate is for another host",
        "Check base_url: it must be a name in the certificate.",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED",),
        "nobody that is trusted here has signed its certificate",
        "Where a company or a proxy signs certificates of its own, give its CA in ca_path.",
    ),
    (
        ("WRONG_VERSION_NUMBER", "record layer failure", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "UNKNOWN_PROTOCOL"),
        "the other side does not speak TLS",
        "Check base_url, its port, and any proxy in between.",
    ),
)


def _adapter(requests: t.Any) -> t.Any:
    """An adapter of ``requests`` whose connections read their answers as TimedResponse."""
    pools = load("urllib3.connectionpool")

    def timed(pool: t.Any) -> t.Any:
        connection = type(pool.ConnectionCls.__name__, (pool.ConnectionCls,), {"response_class": body.TimedResponse})
        return type(pool.__name__, (pool,), {"ConnectionCls": connection})

    classes = {"http": timed(pools.HTTPConnectionPool), "https": timed(pools.HTTPSConnectionPool)}

    class Adapter(requests.adapters.HTTPAdapter):  # type: ignore[misc]
        def init_poolmanager(self, *arguments: t.Any, **more: t.Any) -> None:
            super().init_poolmanager(*arguments, **more)
            self.poolmanager.pool_classes_by_scheme = classes

        def proxy_manager_for(self, proxy: str, **more: t.Any) -> t.Any:
            manager = super().proxy_manager_for(proxy, **more)
            if not proxy.lower().startswith("socks"):
                manager.pool_classes_by_scheme = classes
            return manager

    return Adapter


def _never_sent(error: BaseException) -> str:
    """In plain words why a connection was never made; empty where it was."""
    text = str(error)
    if "NameResolutionError" in text or "Name or service not known" in text or "getaddrinfo" in text:
        return "the host name cannot be resolved (DNS)"
    if "NewConnectionError" in text:
        return "the connection was refused" if "refused" in text else "no connection could be made"
    return ""
