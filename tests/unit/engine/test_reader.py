# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading: what is remembered, for how long, and what is no list."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import UnexpectedAnswer
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from engine_things import THING, Thing, ThingIdentity
from scripted_client import ScriptedClient, Step

HERE = {"_id": "1", "name": "one", "place": "here"}
THERE = {"_id": "2", "name": "two", "place": "there"}


def reader_of(*steps: Step) -> tuple[Reader, ScriptedClient]:
    """A reader over a script."""
    client = ScriptedClient(*steps)
    return Reader(client), client  # type: ignore[arg-type]


def test_a_list_is_read_once() -> None:
    """Until somebody asks for a fresh one or says that it changed."""
    things, others = ("GET things", {"items": [HERE]}), ("GET others", {"items": []})
    reader, client = reader_of(things, things, others, things)
    assert reader.listing(("things",), "beta") == ([HERE], True)
    assert reader.listing(("things",), "beta") == ([HERE], False)
    assert reader.listing(("things",), "beta", fresh=True) == ([HERE], True)
    assert reader.listing(("others",), "beta") == ([], True)
    reader.forget(("others",))
    assert reader.listing(("things",), "beta") == ([HERE], False)
    reader.forget()
    assert reader.listing(("things",), "beta") == ([HERE], True)
    client.finish()


def test_candidates_are_those_in_the_same_place() -> None:
    """The index is built once for a list, and again for a new one."""
    reader, client = reader_of(("GET things", {"items": [HERE, THERE]}), ("GET things", {"items": [THERE]}))
    assert reader.candidates(THING, ("things",), ThingIdentity("here")) == ([HERE], True)
    assert reader.candidates(THING, ("things",), ThingIdentity("there")) == ([THERE], False)
    assert reader.candidates(THING, ("things",), ThingIdentity("elsewhere")) == ([], False)
    assert reader.candidates(THING, ("things",), ThingIdentity("here"), fresh=True) == ([], True)
    reader.forget(("others",))
    assert reader.candidates(THING, ("things",), ThingIdentity("there")) == ([THERE], False)
    client.finish()


def test_two_kinds_of_resources_in_one_list() -> None:
    """Each has its own index, since each has its own idea of a place."""

    class Unplaced(Thing):
        def scope_of(self, document: Any) -> str:
            return "anywhere"

        def scope(self, identity: ThingIdentity) -> str:
            return "anywhere"

    reader, client = reader_of(("GET things", {"items": [HERE, THERE]}))
    assert reader.candidates(THING, ("things",), ThingIdentity("here")) == ([HERE], True)
    assert reader.candidates(Unplaced(), ("things",), ThingIdentity("here")) == ([HERE, THERE], False)
    client.finish()


def test_pages_are_followed() -> None:
    """By limit and offset, as LaunchDarkly counts; the rest is ``paging``'s."""
    more = {"_links": {"next": {"href": "/api/v2/things?offset=2"}}}
    another = {"_id": "3", "name": "three", "place": "there"}
    reader, client = reader_of(
        ("GET things", {"items": [HERE, THERE], **more}),
        ("GET things?limit=2&offset=2", {"items": [another, HERE], "_links": {}}),
    )
    documents, _read_now = reader.listing(("things",), "beta")
    assert documents == [HERE, THERE, another]
    client.finish()


def test_pages_that_repeat_are_no_list() -> None:
    """A service that always names a next page would be read for ever."""
    more = {"_links": {"next": {"href": "/api/v2/things?offset=2"}}}
    again = {"items": [HERE, THERE], **more}
    reader, client = reader_of(("GET things", again), ("GET things?limit=2&offset=2", again))
    with pytest.raises(UnexpectedAnswer, match="page 2 brings nothing new"):
        reader.documents(("things",), "beta")
    client.finish()


@pytest.mark.parametrize("page", [None, [], "text", {}, {"items": None}, {"items": {}}])
def test_json_that_is_no_list(page: Any) -> None:
    """Something answered, but not the API."""
    reader, _client = reader_of(("GET things/of/here", page))
    with pytest.raises(UnexpectedAnswer, match="it has no list of objects in items") as caught:
        reader.listing(("things", "of", "here"), "beta")
    assert (caught.value.method, caught.value.path) == ("GET", "/api/v2/things/of/here")


@pytest.mark.parametrize("document", [None, [], "text", 5])
def test_json_that_is_no_object(document: Any) -> None:
    """A document is an object."""
    reader, _client = reader_of(("GET things/1", document))
    with pytest.raises(
        UnexpectedAnswer, match="GET /api/v2/things/1 is not what LaunchDarkly answers: it is not an obj"
    ) as caught:
        reader.get(("things", "1"), "beta")
    assert (caught.value.method, caught.value.path) == ("GET", "/api/v2/things/1")
