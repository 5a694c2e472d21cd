# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold an emulator against a recording: the same calls, and a comparison of the answers."""

from __future__ import annotations

import re
import time
import typing as t

import requests

from .anonymising import LEFT_OUT, PROJECT
from .api import STABLE
from .bench import project_body
from .cassettes import LIMIT, SHOWN_HEADERS, join_path
from .guard import PROJECTS

Json = t.Any
STAND_IN = re.compile(r"a{20}\d{4}|00000000-0000-4000-8000-\d{12}|id-\d{4}")
TIME = re.compile(r"T[+-]\d+")
LONGER_THAN_THE_LAG = 1.3

# The ends of paths of what is shown as it is; the others are lists.
SINGLE = ("Id}", "/{projectKey}", "/{environmentKey}")
MILLISECONDS = 1000


class Service(t.Protocol):
    """What is asked of an emulator: its address, its tokens, and to begin afresh."""

    url: str
    token: str

    @property
    def reader_token(self) -> str:
        """A token that may only read."""

    def reset(self, **wanted: Json) -> Json:
        """Begin afresh with these settings."""


class Replay:
    """One recording, replayed. ``differences`` has one line for each, without what is different in every run."""

    def __init__(
        self,
        cassette: Json,
        service: Service,
        settings: t.Mapping[str, Json],
        sleep: t.Callable[[float], None] = time.sleep,
    ) -> None:
        self._cassette = cassette
        self._service = service
        self._settings = dict(settings)
        self._sleep = sleep
        self._session = requests.Session()
        self._session.trust_env = False
        # Stand-ins of the recording, and what they are here.
        self._bound: dict[str, str] = {}
        self.differences: list[str] = []

    def run(self) -> list[str]:
        """Replay everything. Returns the differences."""
        with self._session:
            self._service.reset(dialect=self._settings, **self._limit())
            self._send("POST", PROJECTS, {}, STABLE, "own", project_body(PROJECT))
            longest = self._longest_pause()
            before = 0.0
            for number, exchange in enumerate(self._cassette["exchanges"], 1):
                at = int(exchange["at"][1:]) / MILLISECONDS
                if min(at - before, longest) > 0:
                    self._sleep(min(at - before, longest))
                before = at
                self._compare_exchange(number, exchange)
        return self.differences

    def _longest_pause(self) -> float:
        """The pauses of a recording that looks at what lags are kept, as far as the lag of the dialect goes."""
        looks = [
            one
            for one in self._cassette["exchanges"]
            if one["method"] == "GET" and (one["status"] == 404 or not one["path"].endswith(SINGLE))
        ]
        lag = max(self._settings.get(name, 0) for name in ("list_freshness_ms", "delete_visible_ms"))
        return LONGER_THAN_THE_LAG * lag / MILLISECONDS if looks else 0.0

    def _limit(self) -> Json:
        """Limits that nothing reaches, if the recording has their headers."""
        names = {name for exchange in self._cassette["exchanges"] for name in exchange["headers"]}
        for part, scope in {"route": "route", "auth-token": "token", "global": "global"}.items():
            if f"{LIMIT}{part}-limit" in names:
                return {"rate_limit": {"limit": 100_000, "window_s": 3600, "scope": scope}}
        return {}

    def _compare_exchange(self, number: int, exchange: Json) -> None:
        path = join_path(exchange["path"], {name: self._here(value) for name, value in exchange["values"].items()})
        response = self._send(
            exchange["method"], path, exchange["query"], exchange["version"], exchange["token"],
            self._here(exchange["body"]),
        )  # fmt: skip
        where = f"call {number}, {exchange['method']} {exchange['path']}"
        if response.status_code != exchange["status"]:
            self._add(where, "status", exchange["status"], response.status_code)
            if not (response.ok and exchange["status"] < 400):
                return
        names = {name.lower() for name in response.headers}
        wanted = set(exchange["headers"])
        for name in sorted(wanted ^ {name for name in names if name in SHOWN_HEADERS or name.startswith(LIMIT)}):
            self.differences.append(f"{where}: header {name}: {'missing' if name in wanted else 'added'}")
        try:
            body = response.json() if response.text else None
        except ValueError:
            body = response.text
        if exchange["status"] >= 400:
            self._compare_refusal(where, exchange["answer"], body)
        else:
            self._compare(where, "", exchange["answer"], body, written(exchange))

    def _compare_refusal(self, where: str, wanted: Json, found: Json) -> None:
        """Members and code have to be the same, and the message, apart from what is quoted in it."""
        if not isinstance(wanted, dict) or not isinstance(found, dict):
            if type(wanted) is not type(found):
                self._add(where, "body", _kind(wanted), _kind(found))
            return
        for name in sorted(wanted.keys() | found.keys()):
            if (name in wanted) != (name in found):
                self.differences.append(f"{where}: member {name}: {'missing' if name in wanted else 'added'}")
            elif name == "code" and wanted[name] != found[name]:
                self._add(where, "code", wanted[name], found[name])
            elif name == "message" and _plain(self._here(wanted[name])) != _plain(found[name]):
                self._add(where, "message", wanted[name], found[name])

    def _compare(self, where: str, place: str, wanted: Json, found: Json, values: set[str]) -> None:
        """Members and types everywhere; values of what the probe has written."""
        if isinstance(wanted, dict) and isinstance(found, dict):
            for name in sorted((wanted.keys() | found.keys()) - LEFT_OUT):
                inner = f"{place}.{name}"
                if (name in wanted) != (name in found):
                    self.differences.append(f"{where}: member {inner}: {'missing' if name in wanted else 'added'}")
                else:
                    inside = {"*"} if "*" in values or name in values else values if name == "items" else set()
                    self._compare(where, inner, wanted[name], found[name], inside)
        elif isinstance(wanted, list) and isinstance(found, list):
            if "*" in values and len(wanted) != len(found):
                self._add(where, f"length of {place}", len(wanted), len(found))
            for one, other in zip(wanted, found, strict=False):
                self._compare(where, place, one, other, values)
        elif isinstance(wanted, str) and STAND_IN.fullmatch(wanted) and isinstance(found, str):
            if self._bound.setdefault(wanted, found) != found:
                self.differences.append(f"{where}: {place}: another id than before")
        elif _kind(wanted) != _kind(found):
            self._add(where, f"type of {place}", _kind(wanted), _kind(found))
        elif "*" in values and _kind(wanted) != "time" and self._here(wanted) != found:
            self._add(where, place, wanted, found)

    def _add(self, where: str, what: str, wanted: Json, found: Json) -> None:
        self.differences.append(f"{where}: {what}: {wanted!r} was recorded, {found!r} came")

    def _here(self, value: Json) -> Json:
        """A recorded value with this emulator's ids."""
        if isinstance(value, dict):
            return {name: self._here(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._here(one) for one in value]
        if isinstance(value, str):
            return STAND_IN.sub(lambda match: self._bound.get(match[0], match[0]), value)
        return value

    def _send(
        self, method: str, path: str, query: Json, version: str | None, token: str, body: Json
    ) -> requests.Response:
        headers = {"Authorization": self._service.reader_token if token == "reader" else self._service.token}
        if version is not None:
            headers["LD-API-Version"] = version
        return self._session.request(
            method,
            self._service.url + path,
            params=query,
            json=body,
            headers=headers,
            timeout=30,
            allow_redirects=False,
        )


def written(exchange: Json) -> set[str]:
    """The members that a call writes: what comes back of them has to be the same."""
    body = exchange["body"]
    if isinstance(body, dict):
        return set(body)
    if isinstance(body, list):
        return {str(one.get("path", "")).split("/")[1] for one in body if "/" in str(one.get("path", ""))}
    # What was read shows what was written before.
    return {"name", "on", "enabled", "config", "configValues", "capabilityConfig", "defaultClientSideAvailability"}


def _kind(value: Json) -> str:
    if isinstance(value, str) and TIME.fullmatch(value):
        return "time"
    if isinstance(value, bool) or value is None:
        return type(value).__name__
    if isinstance(value, (int, float)):
        return "time" if value > 10**12 else "number"
    return type(value).__name__


def _plain(message: Json) -> str:
    """A message without what it quotes, which is of the account or of the run."""
    return re.sub(r"\s+", " ", re.sub(r"\"[^\"]*\"|'[^']*'|[0-9a-f]{24}", "…", str(message))).strip()


def unexplained(found: t.Mapping[str, t.Sequence[str]], accepted: t.Sequence[Json]) -> list[str]:
    """The differences, by recording, that no accepted one explains, and the accepted ones that explain nothing.

    An accepted one has the name of a recording, a regular expression for whole differences, and a reason.
    """
    lines = []
    used = set()
    for name, differences in found.items():
        for difference in differences:
            fitting = [
                number
                for number, entry in enumerate(accepted)
                if entry["cassette"] == name and re.fullmatch(entry["difference"], difference)
            ]
            used.update(fitting)
            if not fitting:
                lines.append(f"{name}: {difference}")
    for number, entry in enumerate(accepted):
        if not str(entry.get("reason") or "").strip():
            lines.append(f"{entry['cassette']}: an accepted difference has no reason: {entry['difference']}")
        if number not in used:
            lines.append(f"{entry['cassette']}: an accepted difference is no longer there: {entry['difference']}")
    return lines
