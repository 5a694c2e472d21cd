# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module audit_log_info."""

from __future__ import annotations

import datetime
import typing as t

from .._client.calls import STABLE
from .._client.errors import InvalidOption
from .._client.text import plain
from .._engine.checks import check_text
from .._engine.explain import wanting
from .._engine.fields import Json
from .._engine.shapes import Shape, check_shape
from .._options import BATCH, CONNECTION
from .._task import Context, Options, Task
from .reading import check_concurrency, read_all

_PATH = ("auditlog",)
_MOST = 20
_SHAPE: t.Final[Shape] = {"_id": str}


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """The last entries about each resource. https://launchdarkly.com/docs/api/audit-log/get-audit-log-entries"""
    check_concurrency(options)
    if not 1 <= options["limit"] <= _MOST:
        raise InvalidOption("limit", f"{options['limit']} is not from 1 to {_MOST}")
    specifiers = list(dict.fromkeys(check_text("specifiers", one, 4096) for one in options["specifiers"]))
    client = context.reader.client

    def read(specifier: str) -> list[Json]:
        answer = client.get(_PATH, STABLE, {"spec": specifier, "limit": options["limit"]})
        check_shape(answer, {"items": list}, "GET", _PATH, client.settings.base_url)
        items: list[Json] = answer.get("items") or []
        return [check_shape(one, _SHAPE, "GET", _PATH, client.settings.base_url) for one in items]

    with wanting("read the audit log"):
        lists = read_all(read, specifiers, options["max_concurrency"])
    found = [_entry(one, spec) for spec, items in zip(specifiers, lists, strict=True) for one in items or ()]
    return {"changed": False, "audit_log_entries": found}


def _entry(entry: Json, specifier: str) -> dict[str, t.Any]:
    return {
        "specifier": specifier,
        "id": entry["_id"],
        "date": _time(entry.get("date")),
        "by": _by(entry),
        "title": _title(entry),
        "comment": plain(str(entry.get("comment") or "")),
        "page": _page(entry),
    }


def _time(milliseconds: Json) -> str | None:
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, (int, float)):
        return None
    try:
        moment = datetime.datetime.fromtimestamp(milliseconds // 1000, datetime.timezone.utc)
    except (OverflowError, OSError, ValueError):
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _by(entry: Json) -> str:
    """The member, or else what acted for one; with both, the token that the member used is told too."""
    member, token, app = (_mapping(entry.get(name)) for name in ("member", "token", "app"))
    name = " ".join(str(member[part]) for part in ("firstName", "lastName") if member.get(part))
    address = str(member.get("email") or "")
    who = f"{name} <{address}>" if name and address else name or address
    with_what = [f"the access token {token['name']!r}"] if token.get("name") else []
    with_what += [f"the application {app['name']!r}"] if app.get("name") else []
    if not who:
        return plain(", ".join(with_what))
    return plain(f"{who} with {', '.join(with_what)}" if with_what else who)


def _title(entry: Json) -> str:
    verb, target = entry.get("titleVerb"), _mapping(entry.get("target")).get("name")
    told = f"{verb} {target}" if verb and target else entry.get("shortDescription") or entry.get("description")
    return plain(str(told or ""))


def _page(entry: Json) -> str | None:
    """The path of its page, which the answer gives relative to the instance."""
    href = _mapping(_mapping(entry.get("_links")).get("site")).get("href")
    return href if isinstance(href, str) and href.startswith("/") and href[1:2] not in ("/", "\\") else None


def _mapping(value: Json) -> t.Mapping[str, Json]:
    return value if isinstance(value, t.Mapping) else {}


TASK = Task(
    options={
        **CONNECTION,
        **BATCH,
        "specifiers": {"type": "list", "elements": "str", "required": True},
        "limit": {"type": "int", "default": 1},
    },
    run=run,
)
