# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the service is and how to talk to it: the connection options after their checks, as one object."""

from __future__ import annotations

import dataclasses
import ipaddress
import re
import typing as t
import urllib.parse

from .errors import InvalidOption

DEFAULT_BASE_URL = "https://app.launchdarkly.com"

_HOST = re.compile(r"(?!-)[\w-]{1,63}(\.(?!-)[\w-]{1,63})*\.?")
_LONGEST_TIMEOUT = 86400.0
_OTHER_KEYS = {
    "sdk-": "an SDK key, with which applications read flags",
    "mob-": "a mobile key, with which applications read flags",
    "rel-": "the key of a Relay Proxy configuration",
    "[0-9a-f]{24}$": "a client-side ID, with which applications read flags",
}
"""What else LaunchDarkly has that is taken for an access token, by how it begins."""


@dataclasses.dataclass(frozen=True)
class Settings:
    """The connection of one task. Two tasks may share a session only where all of this is equal.

    ``timeout`` and ``max_wait`` are seconds; ``retries`` counts the tries after the first; ``settle`` is how many
    seconds a list may lag behind a write before it is believed. An empty ``base_url`` is an error: a template that gave
    nothing must not send the token of one instance to another.
    """

    access_token: str = dataclasses.field(repr=False)
    base_url: str = DEFAULT_BASE_URL
    validate_certs: bool = True
    ca_path: str | None = None
    timeout: float = 30.0
    retries: int = 4
    max_wait: float = 300.0
    allow_http: bool = False
    settle: float = 5.0

    def __post_init__(self) -> None:
        token = self.access_token
        if not token or not token.strip():
            raise InvalidOption(
                "access_token",
                "no access token is given",
                "Set the option access_token, or the environment variable LAUNCHDARKLY_ACCESS_TOKEN.",
            )
        bare = bare_token(token)
        if not bare or not token.isascii() or any(c.isspace() or not c.isprintable() for c in bare):
            raise InvalidOption(
                "access_token",
                "it holds characters that no LaunchDarkly token has (white space?)",
                "Copy it anew, as one word.",
            )
        for pattern, what in _OTHER_KEYS.items():
            if re.match(pattern, bare):
                raise InvalidOption(
                    "access_token",
                    f"it has the form of {what}, not that of an access token",
                    "The API takes an access token, from the account's settings, Authorization. It begins with api-.",
                )
        object.__setattr__(self, "base_url", normalize_base_url(self.base_url, self.allow_http))
        for option, least in (("timeout", 0.001), ("retries", 0), ("max_wait", 0)):
            value = getattr(self, option)
            if not value >= least:
                how = "more than" if option == "timeout" else "at least"
                raise InvalidOption(option, f"must be {how} 0, not {value:g}")
        if self.timeout > _LONGEST_TIMEOUT:
            raise InvalidOption("timeout", f"must be at most {_LONGEST_TIMEOUT:g} seconds, not {self.timeout:g}")

    @property
    def deadline(self) -> float:
        """Seconds from a request to the last byte of its answer, however steadily it comes."""
        return 4.0 * self.timeout


def bare_token(token: str) -> str:
    """``token`` without the word Bearer, which OAuth access tokens may have before them."""
    return token[len("Bearer ") :] if token.startswith("Bearer ") else token


def credentials_in(base_url: t.Any) -> list[str]:
    """What a ``base_url`` has before an ``@``, which is refused, and not to be shown either: it is a password."""
    before = base_url.rpartition("@")[0] if isinstance(base_url, str) else ""
    credentials = before.partition("//")[2] if "//" in before else before
    return [part for part in (credentials, credentials.partition(":")[2]) if part]


def normalize_base_url(given: str, allow_http: bool) -> str:
    """``scheme://host[:port][/prefix]`` of what the user gave, with or without scheme, as the Terraform provider does.

    Raises InvalidOption for anything that would send the token somewhere else than meant.
    """
    text = (given or "").strip()
    if not text.strip("/"):
        raise InvalidOption(
            "base_url",
            "it is empty",
            f"A template or a variable (LAUNCHDARKLY_API_HOST?) gave nothing. Leave it out for {DEFAULT_BASE_URL}.",
        )
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urllib.parse.urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise _no_host(text) from None
    if parts.scheme not in ("http", "https") or not host or any(c.isspace() or not c.isprintable() for c in text):
        raise _no_host(text)
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise InvalidOption(
            "base_url",
            "must be a host, without user, password, query or fragment",
            "The access token has an option of its own, access_token; a proxy, the variable HTTPS_PROXY.",
        )
    if not _is_host(host, bracketed="[" in parts.netloc):
        raise _no_host(text)
    if parts.scheme == "http" and not allow_http and not is_loopback(host):
        raise InvalidOption(
            "base_url",
            f"plain HTTP to {host} would show the access token to the network",
            "Use https, or set allow_http=true if that is meant.",
        )
    path = parts.path.rstrip("/")
    if path.endswith("/api/v2"):
        path = path[: -len("/api/v2")]
    return urllib.parse.urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _no_host(text: str) -> InvalidOption:
    """The error for a ``base_url`` in which no host is found. It is quoted where it can hold no password."""
    shown = repr(text) if "@" not in text and len(text) <= 100 else "what is given"
    problem = f"{shown} is not a host name or an http(s) URL"
    return InvalidOption("base_url", problem, f"It is {DEFAULT_BASE_URL}, for example.")


def _is_host(host: str, bracketed: bool) -> bool:
    """Whether ``host`` is a name or an address, and nothing that two libraries may read differently."""
    if not bracketed:
        return _HOST.fullmatch(host) is not None
    try:
        return ipaddress.ip_address(host).version == 6
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def settings_from_options(options: t.Mapping[str, t.Any]) -> Settings:
    """The Settings of a task's validated ``options``. Raises InvalidOption."""
    names = {field.name for field in dataclasses.fields(Settings)} & options.keys()
    return Settings(**{"access_token": "", **{n: options[n] for n in names if options[n] is not None}})
