# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages, filters and orders of the paginated lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from .answers import invalid_request
from .call import Call
from .representation import link
from .table import Record

DEFAULT_LIMIT = 20


def _number(query: dict[str, str], name: str, default: int, lowest: int) -> int:
    text = query.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < lowest:
        raise invalid_request(f"{name} must be an integer of at least {lowest}")
    return int(text)


def _filtered(records: list[Record], expression: str) -> list[Record]:
    """``query:text``, ``tags:a+b`` (all of them) and ``keys:a|b`` (any of them), joined by commas."""
    for part in expression.split(","):
        name, colon, value = part.partition(":")
        if not colon or name not in ("query", "tags", "keys"):
            raise invalid_request(f"filter does not know {part!r}")
        if name == "query":
            text = value.lower()
            records = [one for one in records if text in one["key"].lower() or text in one["name"].lower()]
        elif name == "tags":
            # A plus sign in a query string is a space after decoding.
            wanted = set(value.replace("+", " ").split())
            records = [one for one in records if wanted <= set(one["tags"])]
        else:
            keys = value.split("|")
            records = [one for one in records if one["key"] in keys]
    return records


def _sorted(records: list[Record], order: str) -> list[Record]:
    member = {"name": "name", "createdOn": "_sequence", "critical": "critical"}.get(order.lstrip("-"))
    if member is None:
        raise invalid_request(f"sort does not know {order!r}")
    return sorted(records, key=lambda one: one.get(member, False), reverse=order.startswith("-"))


def page(call: Call, path: str, records: list[Record], represent: Callable[[Record], Any]) -> dict[str, Any]:
    """One page of a list: ``items``, ``totalCount`` and the links to the other pages."""
    query = call.query
    limit = _number(query, "limit", DEFAULT_LIMIT, 1)
    offset = _number(query, "offset", 0, 0)
    if query.get("filter"):
        records = _filtered(records, query["filter"])
    if query.get("sort"):
        records = _sorted(records, query["sort"])
    return page_at(path, query, limit, offset, records, represent)


def page_at(
    path: str, query: dict[str, str], limit: int, offset: int, records: list[Record], represent: Callable[[Record], Any]
) -> dict[str, Any]:
    """The page at an offset, with links that keep the other query parameters."""
    total = len(records)

    def link_to(position: int) -> dict[str, str]:
        return link(f"{path}?{urlencode({**query, 'limit': limit, 'offset': position})}")

    links = {"self": link_to(offset)}
    if offset:
        links["first"] = link_to(0)
        links["prev"] = link_to(max(0, offset - limit))
    if offset + limit < total:
        links["next"] = link_to(offset + limit)
        links["last"] = link_to((total - 1) // limit * limit)
    items = [represent(record) for record in records[offset : offset + limit]]
    return {"_links": links, "totalCount": total, "items": items}
