# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing a thing to its desired state, against a service that does not always play along."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.converge import Convergence, wanting
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.errors import FixedMember, SecretsNeeded
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.outcome import Outcome
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import SecretPolicy
from engine_things import THING, ThingIdentity, desired, masked
from thing_service import ThingService, conflict, gone, lost, refusal

ONE = {"_id": "1", "name": "one", "enabled": True, "config": {"host": "h"}, "tags": []}
SECRET = {**ONE, "config": {"host": "h", "password": "supersecret123"}}
TWO = {"_id": "2", "name": "two", "enabled": True, "config": {"host": "h"}, "tags": []}


def converged(service: ThingService, wanted: Any, reader: Reader | None = None, **more: Any) -> Outcome:
    """One task."""
    reader = reader or Reader(service)  # type: ignore[arg-type]
    return Convergence(THING, wanted, reader, SecretPolicy(), **more).run()


def test_a_steady_state_costs_list_and_detail() -> None:
    """Two calls, no write; one where the id is known."""
    service = ThingService(ONE, TWO)
    outcome = converged(service, desired(name="one", config_host="h"))
    assert (outcome.plan.changed, outcome.document["_id"]) == (False, "1")
    assert service.calls == ["GET things", "GET things/1"]
    service = ThingService(ONE)
    converged(service, desired(ThingIdentity(id="1"), config_host="h"))
    assert service.calls == ["GET things/1"]


def test_an_update_is_one_patch() -> None:
    """And its answer is the state after it."""
    service = ThingService(SECRET, TWO)
    outcome = converged(service, desired(name="one", config_host="g", config_password="supersecret123", tags=["a"]))
    assert service.calls == ["GET things", "GET things/1", "PATCH things/1"]
    assert (outcome.document["config"], outcome.document["tags"]) == (
        {"host": "g", "password": "sup********123"},
        ["a"],
    )
    assert service.things["1"]["config"]["password"] == "supersecret123"
    assert service.things["2"] == TWO


def test_a_creation_looks_twice() -> None:
    """The list is read fresh before, and until it shows what was made."""
    service = ThingService(TWO)
    reader = Reader(service)  # type: ignore[arg-type]
    reader.listing(("things",), "beta")
    outcome = converged(service, desired(name="one", config_host="h"), reader)
    assert outcome.plan.before is None
    assert service.writes == ["POST things"]
    assert service.calls[:3] == ["GET things", "GET things", "POST things"]
    assert service.warned == [
        (
            "thing one of here is created beside two (2). If it is one of them under a new name, give the name that it has as"
            " previous_name."
        )
    ]
    assert not converged(service, desired(name="one"), reader).plan.changed


def test_a_removal_and_a_removal_of_what_is_gone() -> None:
    """The second does nothing."""
    service = ThingService(ONE)
    outcome = converged(service, desired(name="one"), absent=True)
    assert (outcome.plan.changed, outcome.document, service.things) == (True, None, {})
    outcome = converged(service, desired(name="one"), absent=True)
    assert (outcome.plan.changed, outcome.document) == (False, None)
    assert service.writes == ["DELETE things/1"]


@pytest.mark.parametrize("absent", [False, True])
@pytest.mark.parametrize("name", ["one", "new"])
def test_a_check_writes_nothing_and_plans_the_same(name: str, absent: bool) -> None:
    """The plan is the one of the run."""
    service, checked = ThingService(ONE), ThingService(ONE)
    wanted = desired(name=name, config_host="g")
    check = converged(checked, wanted, check_mode=True, absent=absent)
    run = converged(service, wanted, absent=absent)
    assert check.plan == run.plan
    assert check.document == check.plan.after
    assert checked.writes == []


@pytest.mark.parametrize("times", [1, 3, 5])
def test_a_conflict_of_an_update_is_planned_anew(times: int) -> None:
    """What the other one did stays."""
    service = ThingService(ONE)

    def other(service: ThingService) -> Exception:
        service.things["1"]["tags"] = ["theirs"]
        return conflict(service)

    service.before["PATCH"] = [other] * times
    outcome = converged(service, desired(name="one", config_host="g"))
    assert outcome.plan.changed
    assert (service.things["1"]["config"]["host"], service.things["1"]["tags"]) == ("g", ["theirs"])
    assert len(service.writes) == times + 1
    assert len(service.slept) >= times


def test_somebody_else_did_the_same() -> None:
    """After the conflict there is nothing left to do: unchanged."""
    service = ThingService(ONE)

    def other(service: ThingService) -> Exception:
        service.things["1"]["config"]["host"] = "g"
        return conflict(service)

    service.before["PATCH"] = [other]
    assert not converged(service, desired(name="one", config_host="g")).plan.changed
    assert len(service.writes) == 1


def test_conflicts_without_end() -> None:
    """A bounded number of times, and the text says how many."""
    service = ThingService(ONE)
    service.before["PATCH"] = [conflict] * 100
    with pytest.raises(errors.Conflict, match=r"Could not update thing one of here: .* It was tried 6 times\."):
        converged(service, desired(name="one", config_host="g"))
    assert len(service.writes) == 6


def test_a_conflict_of_a_creation_adopts_what_is_there() -> None:
    """And brings it to the declared state."""
    service = ThingService()

    def other(service: ThingService) -> Exception:
        service.things["1"] = dict(ONE)
        return conflict(service)

    service.before["POST"] = [other]
    outcome = converged(service, desired(name="one", config_host="g"))
    assert service.writes == ["POST things", "PATCH things/1"]
    assert (outcome.document["_id"], outcome.document["config"]["host"]) == ("1", "g")


def test_a_creation_that_conflicts_with_nothing_that_fits() -> None:
    """It is tried twice, then the definition is asked why."""
    service = ThingService(TWO, settle=0.3)
    service.before["POST"] = [conflict] * 100
    with pytest.raises(errors.Conflict, match=r"Could not create thing one of here: .* Is there a place here\?"):
        converged(service, desired(name="one"))
    assert service.writes == ["POST things"] * 2


@pytest.mark.parametrize("trouble", [refusal, gone])
def test_a_refused_creation(trouble: Any) -> None:
    """It is not tried again; the definition is asked why."""
    service = ThingService()
    service.before["POST"] = [trouble]
    with pytest.raises(errors.ApiError, match=r"Could not create thing one of here: .* Is there a place here\?"):
        converged(service, desired(name="one"))
    assert service.writes == ["POST things"]


@pytest.mark.parametrize("lag", [0, 2])
def test_a_creation_whose_answer_is_lost(lag: int) -> None:
    """Looked up, and found: never two of a thing, and it is reported as a creation."""
    service = ThingService()
    service.lag = lag
    service.after["POST"] = [lost]
    outcome = converged(service, desired(name="one", config_host="h"))
    assert outcome.plan.changed
    assert outcome.plan.before is None
    assert [thing["name"] for thing in service.things.values()] == ["one"]
    assert len(service.writes) == 1


@pytest.mark.parametrize("acted", [False, True])
def test_a_creation_of_which_nobody_knows_whether_it_was_done(acted: bool) -> None:
    """No list shows it, and a list may lag for any time: it is not repeated, and may have been done."""
    service = ThingService()
    service.lag = 1000
    (service.after if acted else service.before)["POST"] = [lost]
    with pytest.raises(errors.AnswerLost, match="Look there, then run the task again") as caught:
        converged(service, desired(name="one", config_host="h"))
    assert service.writes == ["POST things"]
    assert caught.value.outcome.plan.changed


def test_a_creation_by_key_whose_answer_is_lost_is_repeated() -> None:
    """A key is there once, whatever is repeated."""
    service = ThingService()
    service.before["POST"] = [lost]
    outcome = converged(service, desired(ThingIdentity("nowhere"), name="one"))
    assert (outcome.plan.changed, service.writes) == (True, ["POST things"] * 2)


@pytest.mark.parametrize("acted", [False, True])
def test_an_update_whose_answer_is_lost(acted: bool) -> None:
    """The plan to report is the one that was written."""
    service = ThingService(ONE)
    (service.after if acted else service.before)["PATCH"] = [lost]
    outcome = converged(service, desired(name="one", config_host="g"))
    assert [operation.path for operation in outcome.plan.operations] == [("config", "host")]
    assert outcome.document["config"]["host"] == "g"
    assert len(service.writes) == (1 if acted else 2)


@pytest.mark.parametrize("acted", [False, True])
def test_a_removal_whose_answer_is_lost(acted: bool) -> None:
    """Gone is gone."""
    service = ThingService(ONE)
    (service.after if acted else service.before)["DELETE"] = [lost]
    outcome = converged(service, desired(name="one"), absent=True)
    assert (outcome.plan.changed, outcome.document, service.things) == (True, None, {})
    assert len(service.writes) == (1 if acted else 2)


def test_answers_that_are_lost_without_end() -> None:
    """The last one is the task's failure."""
    service = ThingService(ONE)
    service.before["PATCH"] = [lost] * 100
    with pytest.raises(errors.AnswerLost, match="It was tried 3 times"):
        converged(service, desired(name="one", config_host="g"))


@pytest.mark.parametrize(("method", "name"), [("PATCH", "one"), ("POST", "new")])
def test_an_answer_that_is_no_object_counts_as_lost(method: str, name: str) -> None:
    """It is looked up, and found to be done."""
    service = ThingService(ONE)
    service.answers[method] = lambda answer: [answer]
    outcome = converged(service, desired(name=name, config_host="g"))
    assert outcome.plan.changed
    assert outcome.document["config"]["host"] == "g"
    assert len(service.writes) == 1


def test_a_thing_that_goes_while_it_is_updated() -> None:
    """It is made anew, since it is declared."""
    service = ThingService(ONE)

    def other(service: ThingService) -> Exception:
        service.things.clear()
        return gone(service)

    service.before["PATCH"] = [other]
    converged(service, desired(name="one", config_host="g"))
    assert service.writes == ["PATCH things/1", "POST things"]


def test_a_thing_that_goes_while_it_is_removed() -> None:
    """Unchanged: somebody else did it."""
    service = ThingService(ONE)

    def other(service: ThingService) -> Exception:
        service.things.clear()
        return gone(service)

    service.before["DELETE"] = [other]
    outcome = converged(service, desired(name="one"), absent=True)
    assert (outcome.plan.changed, outcome.document) == (False, None)


def test_other_failures_say_what_was_wanted() -> None:
    """And are not tried again."""
    for method, words in (("GET", "read"), ("PATCH", "update"), ("DELETE", "delete")):
        service = ThingService(ONE)
        service.before[method] = [lambda service: errors.Forbidden("GET", "/things", 403, "forbidden", "no")]
        with pytest.raises(errors.Forbidden, match=f"Could not {words} thing one of here: "):
            converged(service, desired(name="one", config_host="g"), absent=method == "DELETE")
        assert len(service.writes) == (0 if method == "GET" else 1)


def test_a_plan_that_cannot_be_made() -> None:
    """The failure says what was wanted, and nothing is written."""
    service = ThingService(ONE)
    with pytest.raises(errors.InvalidOption) as incomplete:
        converged(service, desired(ThingIdentity(name="new"), enabled=True))
    assert str(incomplete.value) == "Could not create thing new of here: name: needed to create a thing."
    with pytest.raises(FixedMember, match=r"^Could not update thing one of here: LaunchDarkly fixes"):
        converged(service, desired(name="one", config_region="us"))
    assert service.writes == []


def test_the_innermost_wish_is_the_one_to_report() -> None:
    """It says most about what failed."""
    with pytest.raises(errors.LaunchDarklyError) as caught, wanting("make room"), wanting("move thing one"):
        raise errors.LaunchDarklyError("it is too heavy")
    assert str(caught.value) == "Could not move thing one: it is too heavy."


@pytest.mark.parametrize("check_mode", [True, False])
def test_a_config_is_changed_only_by_who_holds_its_secrets(check_mode: bool) -> None:
    """Nobody could see afterwards what the service made of them. Nothing is sent, and a check says the same."""
    service = ThingService(SECRET)
    with pytest.raises(SecretsNeeded, match="Give their values in config too") as caught:
        converged(service, desired(name="one", config_host="g", enabled=False), check_mode=check_mode)
    assert caught.value.members == ["password"]
    assert service.writes == []
    assert converged(service, desired(name="one", enabled=False), check_mode=check_mode).plan.changed


def test_a_mask_is_never_adopted() -> None:
    """Neither in the plan nor in the service, whatever is patched."""
    service = ThingService(SECRET)
    converged(service, desired(name="one", tags=["a"], enabled=False))
    assert masked("supersecret123") not in repr(service.patches)
    assert service.things["1"]["config"]["password"] == "supersecret123"
