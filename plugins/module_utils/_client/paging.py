# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that come in pages: read to their end, and no further.

See https://launchdarkly.com/docs/api#pagination
"""

from __future__ import annotations

import typing as t

from .calls import STABLE, Client, address
from .errors import UnexpectedAnswer

Json = t.Any

PAGE = 100
"""Entries asked for at a time where lists have pages. The service may give fewer: its own default is 20."""

MOST_PAGES = 1000
"""No account has as many: a list that is longer does not end."""


def documents(
    client: Client,
    path: t.Sequence[str],
    version: str,
    query: t.Mapping[str, t.Any] | None = None,
    offset: int = 0,
) -> list[Json]:
    """The objects listed at ``path`` from ``offset`` on, each once: the last of those that came twice.

    Lists of the stable version have pages and are asked for ``PAGE`` at a time; those of the beta version come whole,
    and what they say of a next page is followed all the same. Raises UnexpectedAnswer for what is no list, and for
    pages that bring nothing new; and the errors of the client.
    """
    found: dict[str, Json] = {}
    size = PAGE if version == STABLE else 0
    asked = dict(query or {})
    if size:
        asked["limit"] = size
    for page_number in range(MOST_PAGES):
        if offset:
            asked.update(limit=size, offset=offset)
        page = client.get(path, version, asked)
        items = page.get("items") if isinstance(page, dict) else None
        if not isinstance(items, list):
            raise _unexpected(client, path, "has no list of objects in items", "items")
        before = len(found)
        for number, item in enumerate(items):
            identity = item.get("_id", item.get("key"))
            if identity is None:
                raise _unexpected(client, path, "has an entry with neither _id nor key", f"items[{number}]")
            found[identity] = item
        offset += len(items)
        size = size or len(items)
        if not items or not has_more(page, offset):
            return list(found.values())
        if len(found) == before:
            raise _unexpected(client, path, f"repeats itself, page {page_number + 1} brings nothing new", "_links.next")
    raise _unexpected(client, path, f"does not end after {MOST_PAGES} pages", "_links.next")


def has_more(page: Json, read: int) -> bool:
    """Whether there are more than the ``read`` entries up to the end of ``page``."""
    total = page.get("totalCount")
    return "next" in (page.get("_links") or {}) or (isinstance(total, int) and total > read)


def _unexpected(client: Client, path: t.Sequence[str], problem: str, member: str) -> UnexpectedAnswer:
    return UnexpectedAnswer("GET", address(path), problem, client.settings.base_url, member)
