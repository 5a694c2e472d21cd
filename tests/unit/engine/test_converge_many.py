# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing many things to their desired states with one list, some at a time, and each failure by itself."""

from __future__ import annotations

import concurrent.futures
import threading
from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._engine import progress
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.converge import Convergence
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.converge_many import Many
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.errors import Ambiguous, NotTried
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.item import Item, Order
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import SecretPolicy
from engine_things import THING, ThingIdentity, desired
from thing_service import ThingService, lost, refusal

ONE = {"_id": "1", "name": "one", "config": {"host": "h"}, "tags": []}
TWO = {**ONE, "_id": "2", "name": "two"}
GONE = "gone"
"""In place of a host: it shall be absent."""


def many_of(service: ThingService, concurrency: int = 1, check_mode: bool = False, **hosts: str) -> Many:
    """Things by their names, with the host that each shall have."""
    reader = Reader(service).for_many()  # type: ignore[arg-type]
    items = [
        Item(
            Convergence(
                THING,
                desired(ThingIdentity(name=name), name=name, config_host=host),
                reader,
                SecretPolicy(),
                check_mode,
                absent=host == GONE,
            )
        )
        for name, host in hosts.items()
    ]
    return Many(items, concurrency, service.warned.append)


def done(many: Many) -> list[Any]:
    """Planned and applied: the host of each thing, None where it is absent, or the error."""
    many.plan()
    many.apply()
    return [item.error or (item.outcome and host_of(item.outcome.document)) for item in many.items]


def host_of(document: Any) -> Any:
    """The host that a document shows."""
    return document and document["config"]["host"]


def test_one_of_every_kind() -> None:
    """Unchanged, updated, removed, created; what is absent already stays so."""
    service = ThingService(ONE, TWO, {**ONE, "_id": "3", "name": "three"})
    many = many_of(service, one="h", two="g", three=GONE, four="new", five=GONE)
    assert done(many) == ["h", "g", None, "new", None]
    assert [item.outcome and item.outcome.plan.changed for item in many.items] == [False, True, True, True, False]
    assert sorted(thing["name"] for thing in service.things.values()) == ["four", "one", "two"]
    # Removals last.
    assert service.writes == ["PATCH things/2", "POST things", "DELETE things/3"]


def test_one_list_serves_all() -> None:
    """Each costs its detail; the list is read again before and after creations only."""
    service = ThingService(ONE, TWO)
    done(many_of(service, one="h", two="g", three=GONE))
    assert service.calls == ["GET things", "GET things/1", "GET things/2", "PATCH things/2"]
    service = ThingService(ONE)
    done(many_of(service, one="h", two="h", three="h"))
    planned, looked_up_again, settled = ["GET things", "GET things/1"], ["GET things"], ["GET things"]
    assert service.calls == [*planned, *looked_up_again, "POST things", "POST things", *settled]


def test_what_appears_after_it_was_planned_is_not_made_again() -> None:
    """The first look may have been minutes ago, when the second comes."""
    service = ThingService(ONE)

    def appears(path: tuple[str, ...], body: Any) -> Any:
        service.things["2"] = dict(TWO)
        del service._get  # type: ignore[attr-defined]
        return {"items": [ONE]}

    service._get = appears  # type: ignore[method-assign]
    many = many_of(service, two="g")
    many.plan()
    assert (many.items[0].current, service.calls[:2]) == (TWO, ["GET things", "GET things"])
    many.apply()
    assert service.writes == ["PATCH things/2"]


def test_a_check() -> None:
    """Nothing is written, nothing is looked up again, and the documents are those that there would be."""
    service = ThingService(ONE, TWO, {**ONE, "_id": "3", "name": "three"})
    many = many_of(service, check_mode=True, one="h", two="g", three=GONE, four="new")
    assert done(many) == ["h", "g", None, "new"]
    assert service.calls == ["GET things", "GET things/1", "GET things/2", "GET things/3"]
    assert [item.outcome and item.outcome.plan is item.plan for item in many.items] == [True] * 4
    assert many.items[0].outcome and many.items[0].outcome.document is many.items[0].current


def test_what_cannot_be_planned_or_applied_keeps_its_error() -> None:
    """The others are brought to their states."""
    service = ThingService(ONE, TWO, {**ONE, "_id": "3", "name": "one"}, {**ONE, "_id": "4", "name": "four"})
    service.before["PATCH"] = [refusal, refusal]
    ambiguous, refused, four, new = done(many_of(service, one="g", two="g", four="g", new="g"))
    assert isinstance(ambiguous, Ambiguous)
    assert isinstance(refused, errors.InvalidRequest)
    assert (four, new) == ("g", "g")
    # The refused one was tried in both ways.
    assert service.writes == ["PATCH things/2", "PATCH things/2", "PATCH things/4", "POST things"]


def test_what_can_no_longer_be_planned_has_no_plan() -> None:
    """The first look found nothing, the second one failed: nothing is created blindly."""
    service = ThingService()
    answers = iter([{"items": []}])

    def fails_next(path: tuple[str, ...], body: Any) -> Any:
        for answer in answers:
            return answer
        raise refusal(service)

    service._get = fails_next  # type: ignore[method-assign]
    many = many_of(service, one="h")
    assert isinstance(done(many)[0], errors.InvalidRequest)
    assert (many.items[0].plan, many.items[0].outcome, service.writes) == (None, None, [])


@pytest.mark.parametrize("lag", [0, 2])
def test_lists_are_waited_for(lag: int) -> None:
    """So that the next task finds what was created."""
    service = ThingService(ONE)
    service.lag = lag
    done(many_of(service, one="g", two="h", three="h"))
    assert not any("does not show" in text for text in service.warned)
    assert done(many_of(service, one="g", two="h", three="h")) == ["g", "h", "h"]
    assert service.writes == ["PATCH things/1", "POST things", "POST things"]


def test_what_was_not_created_is_not_waited_for() -> None:
    """It will never show."""
    service = ThingService()
    service.before["POST"] = [refusal, refusal]
    first, second = done(many_of(service, one="h", two="h"))
    assert isinstance(first, errors.InvalidRequest)
    assert isinstance(second, errors.InvalidRequest)
    assert (service.slept, service.warned) == ([], [])


def test_a_creation_whose_answer_is_lost() -> None:
    """Looked up, not repeated."""
    service = ThingService()
    service.after["POST"] = [lost]
    assert done(many_of(service, one="h", two="h")) == ["h", "h"]
    assert service.writes == ["POST things"] * 2


class PlainPool:
    """In place of a pool of threads: one after the other, in order."""

    sizes: list[int]

    def __init__(self, size: int) -> None:
        self.sizes.append(size)

    def __enter__(self) -> PlainPool:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing to wait for."""

    def map(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Lazily."""
        return map(work, items)


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of all pools."""
    PlainPool.sizes = []
    monkeypatch.setattr(concurrent.futures, "ThreadPoolExecutor", PlainPool)
    return PlainPool.sizes


@pytest.mark.parametrize(
    ("concurrency", "hosts", "sizes"),
    [
        (1, {"one": "g", "two": "g"}, []),
        (2, {"one": "g"}, []),
        (2, {"one": "g", "two": "g"}, [2, 2]),
        (8, {"one": "g", "two": "g", "three": GONE}, [3, 2]),
        (2, {"one": "g", "two": "g", "three": GONE}, [2, 2]),
    ],
)
def test_how_many_at_a_time(concurrency: int, hosts: dict[str, str], sizes: list[int], pools: list[int]) -> None:
    """As many as are allowed and as there are to do; threads only where there are several."""
    service = ThingService(ONE, TWO)
    assert done(many_of(service, concurrency, **hosts)) == [None if host == GONE else host for host in hosts.values()]
    assert pools == sizes


def test_at_the_same_time() -> None:
    """Two reads, each of which waits for the other."""
    service = ThingService(ONE, TWO)
    both = threading.Barrier(2, timeout=30)
    get = service._get

    def waits(path: tuple[str, ...], body: Any) -> Any:
        if path:
            both.wait()
        return get(path, body)

    service._get = waits  # type: ignore[method-assign]
    assert done(many_of(service, 2, one="h", two="h")) == ["h", "h"]


def test_progress(monkeypatch: pytest.MonkeyPatch, pools: list[int]) -> None:
    """A line every five seconds, not more, with what is left; none where nothing is."""
    seconds = iter([100.0, 104.9, 105.0, 109.9, 110.0, 200.0, 201.0, 206.0])
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: next(seconds)))
    service = ThingService(ONE, TWO)
    service.warn = lambda text: None
    told = service.warned
    many = many_of(service, 4, one="g", two="g", three="h", four="h")
    many.plan()
    assert told == ["planned 2 of 4, 2 left, about 5 s"]
    told.clear()
    seconds = iter([300.0, 306.0, 306.0, 307.0, 311.0])
    many.apply()
    assert told == ["applied 1 of 4, 3 left, about 18 s"]


def test_what_depends_on_a_failed_creation_is_not_tried() -> None:
    """And what does not is; what comes after another one comes in a later wave, a deletion before that of its place."""
    service = ThingService(TWO)
    many = many_of(service, place="h", inside="i", beside="j")
    place, inside, _beside = many.items
    inside.parent = place
    many.order = Order(many.items)
    assert [[item.label for item in wave] for wave in many.order.waves(many.items)] == [
        [place.label, many.items[2].label],
        [inside.label],
    ]
    service.before["POST"] = [refusal]
    done_first = done(many)
    assert isinstance(done_first[0], errors.InvalidRequest)
    assert isinstance(done_first[1], NotTried) and done_first[1].resources == [place.label]
    assert done_first[2] == "j"


def test_what_is_in_a_place_goes_before_the_place() -> None:
    """And where it stays, the place does too."""
    service = ThingService(ONE, TWO)
    many = many_of(service, one=GONE, two=GONE)
    place, inside = many.items
    inside.parent = place
    many.order = Order(many.items)
    service.before["DELETE"] = [refusal]
    results = done(many)
    assert isinstance(results[1], errors.InvalidRequest) and isinstance(results[0], NotTried)
    assert service.writes == ["DELETE things/2"]


def test_what_came_with_its_place_is_only_brought_up_to_what_is_declared() -> None:
    """It is reported as it was planned: as created, once."""
    service = ThingService()
    many = many_of(service, place="h", inside="i")
    place, inside = many.items
    inside.parent, inside.comes_along = place, True
    many.order = Order(many.items)
    many.plan()
    planned = inside.plan
    post = service._post

    def with_what_is_in_it(path: tuple[str, ...], body: Any) -> Any:
        service.things["9"] = {"_id": "9", "name": "inside", "config": {"host": "x"}, "tags": []}
        return post(path, body)

    service._post = with_what_is_in_it  # type: ignore[method-assign]
    many.apply()
    assert inside.outcome is not None and inside.outcome.plan is planned
    assert host_of(inside.outcome.document) == "i"
    assert service.writes[1:] == ["PATCH things/9"]
