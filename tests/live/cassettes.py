# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recordings of a probe's calls, made of parsed JSON by a list of what may be in them."""

from __future__ import annotations

import json
import re
import typing as t
from pathlib import Path
from urllib.parse import quote

from .anonymising import ZERO_UUID, Anonymiser
from .api import Exchange
from .guard import APPROVAL_REQUESTS, CONFIGURATIONS, PROJECTS, STORES
from .inventory import IDENTITY
from .scan import scan

Json = t.Any

TEMPLATES = (
    IDENTITY,
    STORES,
    STORES + "/{projectKey}/{environmentKey}/{integrationKey}",
    STORES + "/{projectKey}/{environmentKey}/{integrationKey}/{integrationId}",
    CONFIGURATIONS + "/keys/{integrationKey}",
    CONFIGURATIONS + "/{integrationConfigurationId}",
    PROJECTS,
    PROJECTS + "/{projectKey}",
    PROJECTS + "/{projectKey}/environments",
    PROJECTS + "/{projectKey}/environments/{environmentKey}",
    APPROVAL_REQUESTS + "/{projectKey}/settings",
)
SHOWN_HEADERS = ("content-type", "retry-after")
LIMIT = "x-ratelimit-"


class NotClean(Exception):
    """A recording holds something of the account. It was not written; the text does not repeat what was found."""


def split_path(path: str) -> tuple[str, dict[str, str]]:
    """The template of a path, and the values in it. Raises ValueError for a path that no template fits."""
    for template in TEMPLATES:
        names = re.findall(r"\{(\w+)\}", template)
        match = re.fullmatch(re.sub(r"\{\w+\}", "([^/]+)", template), path)
        if match:
            return template, dict(zip(names, match.groups(), strict=True))
    raise ValueError(f"no template fits {path}")


def join_path(template: str, values: t.Mapping[str, str]) -> str:
    """The other way round."""
    return re.sub(r"\{(\w+)\}", lambda match: quote(values[match[1]], safe=""), template)


class Recorder:
    """Makes cassettes of one run. ``keys``: its projects. ``secret``: values that must be in no cassette.

    ``public`` are inventions of the probes that look like ids.
    """

    def __init__(
        self, keys: t.Sequence[str], host: str, date: str, secret: t.Iterable[str], public: t.Iterable[str]
    ) -> None:
        self._keys = list(keys)
        self._host = host
        self._date = date
        self._secret = set(secret)
        self._public = set(public)

    def cassette(self, probe_id: str, question: str, exchanges: t.Sequence[Exchange]) -> Json:
        """The recording of one probe. Raises NotClean."""
        start = round(exchanges[0].at * 1000) if exchanges else 0
        anonymiser = Anonymiser(self._keys, self._public, self._host, start)
        own = [(exchange, self._own(exchange)) for exchange in exchanges]
        for exchange, body in own:
            if exchange.answer.ok:
                anonymiser.learn(body)
        recorded = [self._exchange(anonymiser, exchange, body, start) for exchange, body in own]
        cassette = {
            "question": f"{probe_id}: {question}",
            "date": self._date,
            "dialect": f"live-{self._date}",
            "exchanges": recorded,
        }
        found = scan(json.dumps(cassette, ensure_ascii=False), self._secret | set(anonymiser.ids))
        if found:
            raise NotClean(f"the recording of {probe_id} holds {', '.join(found)}, and was not written")
        return cassette

    def clean(self, text: str) -> str:
        """A text of the run with stand-ins for what is of the account. Raises NotClean."""
        anonymiser = Anonymiser(self._keys, self._public, self._host, 0)
        text = anonymiser.text(text)
        found = scan(text, self._secret | set(anonymiser.ids))
        if found:
            raise NotClean(f"a text of the results holds {', '.join(found)}, and was not written")
        return text

    def _exchange(self, anonymiser: Anonymiser, exchange: Exchange, body: Json, start: int) -> Json:
        template, values = split_path(exchange.path)
        headers = {name.lower(): value for name, value in exchange.answer.headers.items()}
        if not exchange.answer.ok and isinstance(body, dict) and isinstance(body.get("id"), str):
            body = {**body, "id": ZERO_UUID}
        return {
            "at": f"T{round(exchange.at * 1000) - start:+d}",
            "method": exchange.method,
            "path": template,
            "values": {name: anonymiser.text(value) for name, value in values.items()},
            "query": {name: anonymiser.text(value) for name, value in exchange.query.items()},
            "version": exchange.version,
            "token": "reader" if exchange.other_token else "own",
            "body": anonymiser.value(exchange.body),
            "status": exchange.answer.status,
            "headers": {
                **{name: anonymiser.text(headers[name]) for name in SHOWN_HEADERS if name in headers},
                **{name: "" for name in sorted(headers) if name.startswith(LIMIT)},
            },
            "answer": anonymiser.value(body),
        }

    def _own(self, exchange: Exchange) -> Json:
        """The body of an answer; of a list, only what is of the run: the rest is somebody else's."""
        body = exchange.answer.body
        if not isinstance(body, dict) or not isinstance(body.get("items"), list):
            return body
        items = [item for item in body["items"] if any(key in json.dumps(item) for key in self._keys)]
        return {**body, "items": items, **({"totalCount": len(items)} if "totalCount" in body else {})}


def write_cassette(cassette: Json, path: Path) -> None:
    """Write a recording in a form that is read in a diff."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(cassette, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
