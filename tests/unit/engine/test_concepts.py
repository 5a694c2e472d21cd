# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Concepts that one kind of resource brought with it: each as any other kind could have it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.converge import Convergence
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.declaring import desired as desired_of
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.declaring import exported
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.defined import Defined
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.definition import Definition
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import Field
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.identity import Identity, Key, in_link
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.places import Keyed, NamedInList
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import SecretPolicy
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.settling import Settling
from engine_things import Thing, ThingIdentity, desired
from thing_service import ThingService, lost

ONE = {"_id": "1", "name": "one", "config": {"host": "h"}, "tags": [], "version": 1}
ME = ThingIdentity(name="one")


def run(service: ThingService, thing: Thing, policy: SecretPolicy | None = None, **wanted: Any) -> Any:
    """The work on one thing."""
    reader = Reader(service)  # type: ignore[arg-type]
    return Convergence(thing, desired(ME, name="one", **wanted), reader, policy or SecretPolicy()).run()


class WrappedThing(Thing):
    """Its patch is a member of the body."""

    patch_member = "patch"


class UnwrappingService(ThingService):
    """Takes such a body, and no other."""

    def _patch(self, path: tuple[str, ...], body: Any) -> Any:
        assert list(body) == ["patch"]
        return super()._patch(path, body["patch"])


def test_a_patch_is_a_member_of_its_body() -> None:
    """And the operations are those of any other."""
    service = UnwrappingService(ONE)
    outcome = run(service, WrappedThing(), config_host="other")
    assert service.things["1"]["config"]["host"] == "other"
    assert [operation.path for operation in outcome.plan.operations] == [("config", "host")]


class KeyThing(Thing):
    """Its key is in the answer to its creation only."""

    shown_once = "Its key is lost: have another one made."


def test_a_creation_whose_answer_is_lost_is_not_adopted_where_something_is_shown_once() -> None:
    """It is there, it is told as done, and the error says what to do. The next run has nothing to do."""
    service = ThingService()
    service.after["POST"] = [lost]
    with pytest.raises(errors.AnswerLost, match="Its key is lost: have another one made") as caught:
        run(service, KeyThing())
    assert [operation.op for operation in caught.value.outcome.plan.operations] == ["add"]
    assert service.writes == ["POST things"]
    assert not run(service, KeyThing()).plan.changed


def test_the_same_of_another_kind_is_adopted() -> None:
    """Else the test above would prove nothing."""
    service = ThingService()
    service.after["POST"] = [lost]
    assert run(service, Thing()).plan.changed


class UncountedThing(Thing):
    """Its version rises by itself."""

    version_member = ""


class RisingService(ThingService):
    """Every patch counts for three, as if somebody else had changed it too."""

    def _patch(self, path: tuple[str, ...], body: Any) -> Any:
        self.things[path[0]]["version"] += 3
        return super()._patch(path, body)


@pytest.mark.parametrize(("thing", "warned"), [(Thing(), True), (UncountedThing(), False)])
def test_a_version_that_rises_by_itself_tells_of_nobody_else(thing: Thing, warned: bool) -> None:
    """Of a change that was sent as a whole."""
    service = RisingService(ONE)
    service.whole = True
    run(service, thing, config_host="other")
    assert bool([text for text in service.warned if "Somebody else changed" in text]) is warned


@pytest.mark.parametrize("needed", [True, False])
@pytest.mark.parametrize("notes", [True, False])
@pytest.mark.parametrize("shown", ["", "****"])
def test_a_secret_that_nothing_is_shown_of_and_nothing_can_note(needed: bool, notes: bool, shown: str) -> None:
    """It is not sent with every run where it is there in any case."""
    policy = SecretPolicy(notes=notes)
    sent = policy.must_send(("config", "key"), shown, "a secret", [], needed)
    assert sent is not (needed and not notes)
    assert SecretPolicy("always", notes=notes).must_send(("config", "key"), shown, "a secret", [], needed)


def test_no_tag_is_made_where_there_are_none() -> None:
    """Neither at creation nor afterwards, whatever the service shows of a secret."""

    class Tagless(Thing):
        tags = ""

    service = ThingService()
    service.answers["POST"] = lambda answer: {**answer, "config": {"host": "h"}}
    policy = SecretPolicy(notes=False)
    outcome = run(service, Tagless(), policy, config_host="h", config_token="a-long-secret-1")
    assert "tags" not in next(iter(service.things.values()))
    assert service.writes == ["POST things"]
    assert service.warned == []
    assert [operation.op for operation in outcome.plan.operations] == ["add"]


LINKED = Definition(
    noun="linked thing",
    version="beta",
    place=NamedInList(
        list="things",
        create="things/{project_key}",
        item="things/{project_key}/{id}",
        keys=(Key("project_key", "projectKey", in_link=True), Key("kind", "kind", in_body=True)),
        id_option="thing_id",
    ),
    fields=(Field("name"),),
)
DOCUMENT = {"_id": "1", "kind": "a", "name": "one", "_links": {"self": {"href": "/api/v2/things/a%2Fb/1"}}}


def test_a_key_that_only_the_link_shows() -> None:
    """It tells the place, and is shown as if the document had it."""
    place = LINKED.place
    assert isinstance(place, NamedInList)
    assert place.keys_of(DOCUMENT) == ("a/b", "a")
    assert place.found((), DOCUMENT) == Identity(("a/b", "a"), id="1")
    assert place.shown_in_list == ("kind",)
    assert Defined(LINKED, {}).shown_as(DOCUMENT)["projectKey"] == "a/b"


@pytest.mark.parametrize(
    "links",
    [
        None,
        {},
        {"self": None},
        {"self": {"href": "/api/v2/others/a/1"}},
        {"self": {"href": "/1"}},
        {"self": {"href": 5}},
    ],
)
def test_a_link_that_is_no_link(links: Any) -> None:
    """It tells nothing."""
    assert in_link("things/{project_key}/{id}", {"_links": links}) == {}


def test_a_key_in_the_body() -> None:
    """A creation has it there."""
    wanted = desired_of(LINKED, {"project_key": "p", "kind": "a", "name": "one"}, lambda text: None)
    assert [(value.field.path, value.wanted) for value in wanted.values] == [(("kind",), "a"), (("name",), "one")]
    assert wanted.identity.keys == ("p", "a")


def test_what_has_no_name_is_declared_by_its_id() -> None:
    """There is nothing else to know it by."""
    nameless = {name: value for name, value in DOCUMENT.items() if name != "name"}
    assert exported(LINKED, ("p", "a"), nameless).options == {"project_key": "p", "kind": "a", "thing_id": "1"}
    assert "thing_id" not in exported(LINKED, ("p", "a"), DOCUMENT).options


def test_a_place_without_keys() -> None:
    """Whatever is in the one list of the account."""
    definition = dataclasses.replace(
        LINKED, place=NamedInList(list="things", item="things/{id}", keys=(), id_option="thing_id")
    )
    resource = Defined(definition, {})
    assert resource.describe(DOCUMENT) == "linked thing 'one' (thing_id 1)"
    assert resource.label(Identity((), name="one")) == "linked thing 'one'"


class LateService(ThingService):
    """Shows what is at a key only at the third look."""

    looks = 0

    def _get(self, path: tuple[str, ...], body: Any) -> Any:
        self.looks += 1
        if self.looks < 3:
            raise errors.NotFound("GET", "/things", 404, "not_found", "")
        return super()._get(path, body)


@pytest.mark.parametrize("seen_late", [True, False])
def test_what_is_seen_late_is_waited_for(seen_late: bool) -> None:
    """So that the next task finds what this one made."""
    definition = Definition(
        noun="keyed thing",
        version="beta",
        place=Keyed("things/{thing_key}", (Key("thing_key", "key"),)),
        fields=(Field("name"),),
        seen_late=seen_late,
    )
    service = LateService({"_id": "one", "key": "one", "name": "One"})
    reader = Reader(service)  # type: ignore[arg-type]
    resource = Defined(definition, {"thing_key": "one"})
    work = Convergence(
        resource, desired_of(definition, {"thing_key": "one"}, lambda text: None), reader, SecretPolicy()
    )
    assert Settling(work.finding).settle({"_id": "one"}) == []
    assert service.looks == (3 if seen_late else 0)
    assert service.warned == []
