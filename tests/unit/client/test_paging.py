# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists in pages: how many are asked for, where they end, and what is no list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import BETA, STABLE, Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import UnexpectedAnswer
from ansible_collections.community.launchdarkly.plugins.module_utils._client.paging import MOST_PAGES, documents
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from emulator.control import Emulator

NEXT = {"next": {"href": "/api/v2/things?offset=1"}}
Page = Callable[[dict[str, Any]], Any]


class Pages:
    """A client that answers with what ``page`` makes of a query."""

    def __init__(self, page: Page) -> None:
        self.settings = Settings("api-token")
        self.queries: list[dict[str, Any]] = []
        self.page = page

    def get(self, path: tuple[str, ...], version: str, query: Mapping[str, Any]) -> Any:
        """The next page."""
        self.queries.append(dict(query))
        return self.page(dict(query))


def read(page: Page, version: str = STABLE, **more: Any) -> tuple[list[Any], list[dict[str, Any]]]:
    """What is read, and the queries it took."""
    client = Pages(page)
    return documents(client, ("things",), version, **more), client.queries  # type: ignore[arg-type]


def numbered(first: int, count: int) -> list[dict[str, str]]:
    """Things with ids of their own."""
    return [{"_id": str(number)} for number in range(first, first + count)]


def test_a_list_of_the_stable_version_is_asked_for_a_hundred() -> None:
    """The service's own default is 20."""
    found, queries = read(lambda query: {"items": numbered(0, 3)}, query={"filter": "x"})
    assert (len(found), queries) == (3, [{"filter": "x", "limit": 100}])


def test_a_list_of_the_beta_version_is_asked_for_as_a_whole() -> None:
    """Whether it takes a limit is not documented."""
    found, queries = read(lambda query: {"items": numbered(0, 3)}, BETA)
    assert (len(found), queries) == (3, [{}])


def test_pages_are_followed() -> None:
    """By what there was, not by what was asked for: the service may give fewer."""

    def page(query: dict[str, Any]) -> Any:
        first = query.get("offset", 0)
        return {"items": numbered(first, min(40, 90 - first)), "_links": NEXT if first + 40 < 90 else {}}

    found, queries = read(page)
    assert found == numbered(0, 90)
    assert queries == [{"limit": 100}, {"limit": 100, "offset": 40}, {"limit": 100, "offset": 80}]
    found, queries = read(page, BETA)
    assert found == numbered(0, 90)
    assert queries == [{}, {"limit": 40, "offset": 40}, {"limit": 40, "offset": 80}]
    found, queries = read(page, offset=80)
    assert (found, queries) == (numbered(80, 10), [{"limit": 100, "offset": 80}])


def test_what_comes_twice_is_there_once() -> None:
    """Pages move while they are read. The last is kept."""

    def page(query: dict[str, Any]) -> Any:
        if "offset" not in query:
            return {"items": [{"_id": "1", "name": "old"}, {"key": "2"}], "_links": NEXT}
        return {"items": [{"_id": "1", "name": "new"}, {"_id": "3"}]}

    assert read(page)[0] == [{"_id": "1", "name": "new"}, {"key": "2"}, {"_id": "3"}]


@pytest.mark.parametrize("more", [{"_links": NEXT}, {"totalCount": 10**9}])
@pytest.mark.parametrize("version", [STABLE, BETA])
def test_pages_that_repeat_are_an_error(more: dict[str, Any], version: str) -> None:
    """At the first that brings nothing new. To take it for the end might leave out half of the list."""
    client = Pages(lambda query: {"items": numbered(0, 20), **more})
    with pytest.raises(UnexpectedAnswer, match="it repeats itself, page 2 brings nothing new") as caught:
        documents(client, ("things",), version)  # type: ignore[arg-type]
    assert len(client.queries) == 2
    assert caught.value.member == "_links.next"


def test_pages_without_an_end_are_an_error() -> None:
    """Also where each brings something new."""
    client = Pages(lambda query: {"items": numbered(query.get("offset", 0), 1), "_links": NEXT})
    with pytest.raises(UnexpectedAnswer, match="does not end after 1000 pages"):
        documents(client, ("things",), STABLE)  # type: ignore[arg-type]
    assert len(client.queries) == MOST_PAGES


def test_an_empty_page_is_the_last() -> None:
    """Whatever it says of another."""
    found, queries = read(lambda query: {"items": [], "_links": NEXT, "totalCount": 7})
    assert (found, len(queries)) == ([], 1)


@pytest.mark.parametrize("page", [None, [], "text", {}, {"items": None}, {"items": {}}])
def test_what_is_no_list(page: Any) -> None:
    """Something answered, but not the API."""
    with pytest.raises(UnexpectedAnswer, match="GET /api/v2/things is not what LaunchDarkly answers: it has no list"):
        read(lambda query: page)


def test_an_entry_without_an_identity() -> None:
    """Nobody could read it, nor tell it from another."""
    with pytest.raises(UnexpectedAnswer, match="it has an entry with neither _id nor key") as caught:
        read(lambda query: {"items": [{"_id": "1"}, {"name": "a"}]})
    assert caught.value.member == "items[1]"


def test_against_the_emulator(emulator: Emulator, client_of: Callable[..., Client]) -> None:
    """Two hundred projects in three calls."""
    emulator.seed(projects=[{"key": f"p{number:03}"} for number in range(205)])
    emulator.clear_requests()
    client = client_of(emulator.url, access_token=emulator.token)
    assert len(documents(client, ("projects",), STABLE)) == 206
    assert emulator.requests()["total"] == 3
