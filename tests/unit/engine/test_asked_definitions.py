# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the engine asks a definition, with which identity, document and reader, and what it does with the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.converge import Convergence
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import Json
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.outcome import Outcome
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.resource import Path, Reads
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import SecretPolicy
from engine_things import Thing, ThingIdentity, desired
from thing_service import ThingService, conflict, gone, refusal

ONE = {"_id": "1", "name": "one", "config": {"host": "h"}, "tags": []}
ME = ThingIdentity(name="one")
BY_ID = ThingIdentity(id="1")


class AskedThing(Thing):
    """Notes what it is asked. It refuses ``wrong``, and knows no more of a refusal than ``why``."""

    def __init__(self, wrong: str = "", why: str = "The place is full.") -> None:
        self.wrong = wrong
        self.why = why
        self.asked: list[tuple[Any, ...]] = []

    def _ask(self, *question: Any) -> None:
        self.asked.append(question)
        if question[0] == self.wrong:
            raise errors.InvalidOption("thing", f"is wrong when {self.wrong}")

    def item_path(self, identity: ThingIdentity, document: Json) -> Path:
        """Below the identity."""
        assert identity in (ME, BY_ID)
        return super().item_path(identity, document)

    def create_path(self, identity: ThingIdentity) -> Path:
        """Of the identity."""
        assert identity in (ME, BY_ID)
        return super().create_path(identity)

    def missing(self, identity: ThingIdentity, reader: Reads, absent: bool) -> None:
        """Nothing was found."""
        self._ask("missing", identity, reader, absent)

    def check_found(self, identity: ThingIdentity, document: Json) -> None:
        """It was found."""
        self._ask("found", identity, document["_id"])

    def check_removal(self, identity: ThingIdentity, document: Json, reader: Reads) -> None:
        """It is to be removed."""
        self._ask("removal", identity, document["_id"], reader)

    def neighbours(self, identity: ThingIdentity, documents: Sequence[Json]) -> list[str]:
        """It is to stand beside these."""
        self._ask("neighbours", identity, [document["_id"] for document in documents])
        return super().neighbours(identity, documents)

    def refused(self, identity: ThingIdentity, reader: Reads, conflict: bool = False) -> str:
        """It was refused."""
        self._ask("refused", identity, reader)
        return self.why


def work(thing: AskedThing, service: ThingService, identity: ThingIdentity = ME, **more: Any) -> Convergence[Any]:
    """One task."""
    declared = desired(identity, name="one", config_host="g")
    return Convergence(thing, declared, Reader(service), SecretPolicy(), **more)  # type: ignore[arg-type]


def run(thing: AskedThing, task: Convergence[Any]) -> tuple[Outcome, list[tuple[Any, ...]]]:
    """The outcome, and all that was asked."""
    return task.run(), thing.asked


@pytest.mark.parametrize("identity", [ME, BY_ID])
def test_what_was_found(identity: ThingIdentity) -> None:
    """In a list or by its id."""
    thing, service = AskedThing(), ThingService(ONE)
    outcome, asked = run(thing, work(thing, service, identity))
    assert outcome.document["config"] == {"host": "g"}
    assert asked == [("found", identity, "1")]


def test_what_an_answer_shows_in_part() -> None:
    """The place of the rest is asked for again."""
    thing, service = AskedThing(), ThingService(ONE)
    service.answers["PATCH"] = lambda answer: {"_id": answer["_id"]}
    assert run(thing, work(thing, service))[0].document["config"] == {"host": "g"}
    assert service.calls == ["GET things", "GET things/1", "PATCH things/1", "GET things/1"]


@pytest.mark.parametrize("identity", [ME, BY_ID])
@pytest.mark.parametrize("absent", [False, True])
def test_what_was_not_found(identity: ThingIdentity, absent: bool) -> None:
    """The definition learns whether it may be missing."""
    thing, service = AskedThing(), ThingService()
    task = work(thing, service, identity, absent=absent)
    assert task.find() is None
    assert thing.asked == [("missing", identity, task.reader, absent)]


def test_what_is_to_be_removed() -> None:
    """It is asked before the removal, and not where there is nothing to remove."""
    thing, service = AskedThing(), ThingService(ONE)
    task = work(thing, service, absent=True)
    assert run(thing, task)[1] == [("found", ME, "1"), ("removal", ME, "1", task.reader)]
    thing.asked.clear()
    assert not run(thing, task)[0].plan.changed
    assert thing.asked == [("missing", ME, task.reader, True)]


@pytest.mark.parametrize(
    ("wrong", "absent", "wanted"), [("found", False, "read"), ("missing", False, "read"), ("removal", True, "delete")]
)
def test_a_definition_that_objects(wrong: str, absent: bool, wanted: str) -> None:
    """Nothing is written, and the failure says what was wanted."""
    thing = AskedThing(wrong)
    service = ThingService(*([] if wrong == "missing" else [ONE]))
    with pytest.raises(errors.InvalidOption) as caught:
        work(thing, service, absent=absent).run()
    assert str(caught.value) == f"Could not {wanted} thing one of here: thing: is wrong when {wrong}."
    assert service.writes == []


def test_what_it_will_stand_beside() -> None:
    """Every one of them is named in the warning."""
    thing = AskedThing()
    service = ThingService({**ONE, "_id": "2", "name": "two"}, {**ONE, "_id": "3", "name": "three"})
    _outcome, asked = run(thing, work(thing, service))
    assert ("neighbours", ME, ["2", "3"]) in asked
    (warning,) = service.warned
    assert warning.startswith("thing one of here is created beside two (2); three (3). If it is one of them")


@pytest.mark.parametrize("trouble", [refusal, gone])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_was_refused(method: str, trouble: Any) -> None:
    """A list or a creation: the definition may look round for the reason."""
    thing, service = AskedThing(), ThingService()
    service.before[method] = [trouble]
    task = work(thing, service)
    with pytest.raises(errors.ApiError) as caught:
        task.run()
    assert caught.value.hint == "The place is full."
    assert thing.asked[-1] == ("refused", ME, task.reader)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_was_refused_for_another_reason(method: str) -> None:
    """What the token may do is none of a definition's business."""
    thing, service = AskedThing(), ThingService()
    service.before[method] = [lambda s: errors.Forbidden(method, "/things", 403, "forbidden", "no", "Ask the owner.")]
    with pytest.raises(errors.Forbidden) as caught:
        work(thing, service).run()
    assert caught.value.hint == "Ask the owner."
    assert "refused" not in [question[0] for question in thing.asked]


def test_a_refusal_that_the_definition_cannot_explain() -> None:
    """What the error itself says stays."""
    thing, service = AskedThing(why=""), ThingService()
    service.before["POST"] = [lambda s: errors.InvalidRequest("POST", "/things", 400, "invalid", "no", "Ask support.")]
    with pytest.raises(errors.InvalidRequest) as caught:
        work(thing, service).run()
    assert caught.value.hint == "Ask support."


def test_a_creation_that_conflicts_with_nothing_that_fits() -> None:
    """It is tried once more, since the other one may be gone already; then the definition is asked."""
    thing, service = AskedThing(), ThingService(settle=0.0)
    service.before["POST"] = [conflict] * 10
    task = work(thing, service)
    with pytest.raises(errors.Conflict) as caught:
        task.run()
    assert caught.value.hint == "The place is full."
    assert thing.asked[-1] == ("refused", ME, task.reader)
    assert service.writes == ["POST things"] * 2
