# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Members that the service takes only of what is there: a creation, then a patch of what was created."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.converge import Convergence
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import Field, Value, When
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.outcome import Outcome
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.plan import (
    Plan,
    ignored,
    plan_creation,
    plan_update,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.resource import Desired
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import SecretPolicy
from engine_things import THING, ThingIdentity, desired
from thing_service import ThingService

ME = ThingIdentity(name="new")
REVIEW = Field("review", ("rules", "review"), when=When.AFTERWARDS, first={"by": []})
WAIT = Field("wait", ("rules", "wait"), when=When.AFTERWARDS, first=0)
RULES = {"review": {"by": []}, "wait": 0}


def declared(review: Any = None, wait: Any = None) -> Desired[ThingIdentity]:
    """With the later members before another one."""
    later = [Value(field, value) for field, value in ((REVIEW, review), (WAIT, wait)) if value is not None]
    return Desired(ME, (*desired(ME, name="new").values, *later, *desired(ME, config_host="h").values))


def patches(plan: Plan) -> list[dict[str, Any]]:
    """The operations as the API would get them."""
    return [operation.patch() for operation in plan.operations]


class RuledService(ThingService):
    """Gives every new thing the first rules, whatever it is asked for."""

    def _post(self, path: tuple[str, ...], body: Any) -> Any:
        return super()._post(path, {**body, "rules": RULES})


def converged(service: ThingService, wanted: Any, policy: SecretPolicy | None = None) -> Outcome:
    """One task."""
    return Convergence(THING, wanted, Reader(service), policy or SecretPolicy()).run()  # type: ignore[arg-type]


def test_a_plan_with_later_members() -> None:
    """They follow the creation, whose body is without them; the state after it is with them."""
    plan = plan_creation(THING, declared({"by": ["me"]}, 5), SecretPolicy())
    assert patches(plan) == [
        {"op": "add", "path": "", "value": {"name": "new", "config": {"host": "h"}}},
        {"op": "replace", "path": "/rules/review", "value": {"by": ["me"]}},
        {"op": "replace", "path": "/rules/wait", "value": 5},
    ]
    assert [operation.field for operation in plan.operations] == [None, REVIEW, WAIT]
    assert plan.after == {
        "name": "new",
        "config": {"host": "h"},
        "rules": {"review": {"by": ["me"]}, "wait": 5},
    }


def test_a_plan_with_what_a_new_one_has_anyway() -> None:
    """There is nothing to patch."""
    plan = plan_creation(THING, declared({"by": []}, 0), SecretPolicy())
    assert patches(plan) == [{"op": "add", "path": "", "value": {"name": "new", "config": {"host": "h"}}}]


def test_a_later_member_beside_one_of_the_creation() -> None:
    """The body of the creation stays as it was, though both are in one object."""
    port = Value(Field("port", ("config", "port"), when=When.AFTERWARDS, first="1"), "2")
    wanted = Desired(ME, (*desired(ME, name="new", config_host="h").values, port))
    plan = plan_creation(THING, wanted, SecretPolicy())
    assert plan.operations[0].value["config"] == {"host": "h"}
    assert plan.after["config"] == {"host": "h", "port": "2"}


def test_a_plan_does_not_share_later_values_with_the_declaration() -> None:
    """Else a change of one would be a change of the other."""
    review = {"by": ["me"]}
    plan = plan_creation(THING, declared(review), SecretPolicy())
    plan.operations[1].value["by"].append("you")
    assert review == {"by": ["me"]}


def test_an_answer_to_a_creation_is_not_held_to_later_members() -> None:
    """They come with the next call, whose answer is."""
    wanted = declared({"by": ["me"]}, 5)
    body = {"name": "new", "config": {"host": "h"}, "rules": RULES}
    assert ignored(wanted, plan_creation(THING, wanted, SecretPolicy()), body, SecretPolicy()) == []
    update = plan_update(THING, wanted, body, SecretPolicy())
    assert ignored(wanted, update, body, SecretPolicy()) == [REVIEW, WAIT]


def test_a_creation_and_its_patch() -> None:
    """Of what the creation answered, which need not be looked up; both are reported as one creation."""
    service = RuledService()
    outcome = converged(service, declared({"by": ["me"]}, 5))
    assert service.calls == ["GET things", "POST things", "PATCH things/new-2", "GET things"]
    assert service.things["new-2"]["rules"] == outcome.document["rules"] == {"review": {"by": ["me"]}, "wait": 5}
    assert outcome.plan.before is None
    assert len(outcome.plan.operations) == 3
    assert not converged(service, declared({"by": ["me"]}, 5)).plan.changed


def test_a_creation_with_nothing_left() -> None:
    """One call, and the answer to it is the document."""
    service = RuledService()
    outcome = converged(service, declared({"by": []}, 0))
    assert service.writes == ["POST things"]
    assert outcome.document == {"_id": "new-2", "name": "new", "config": {"host": "h"}, "rules": RULES}


@pytest.mark.parametrize("things", [[], [{"_id": "1", "name": "new", "config": {"password": "old****ret"}}]])
def test_without_later_members_nothing_is_left_after_a_write(things: list[Any]) -> None:
    """Else a secret that is to be sent always would be sent for ever."""
    service = ThingService(*things)
    wanted = desired(ME, name="new", config_password="supersecret123")
    converged(service, wanted, SecretPolicy("always"))
    assert len(service.writes) == 1


def test_an_update_is_one_write_also_with_later_members() -> None:
    """They are members like all others then."""
    service = ThingService({"_id": "1", "name": "new", "config": {"password": "old****ret"}, "rules": RULES})
    secret = desired(ME, config_password="supersecret123").values
    converged(service, Desired(ME, (*declared(wait=5).values, *secret)), SecretPolicy("always"))
    assert service.writes == ["PATCH things/1"]
    assert service.things["1"]["rules"]["wait"] == 5
