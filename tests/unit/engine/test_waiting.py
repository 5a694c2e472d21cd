# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long is waited: before another try, and for a list that lags behind."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.converge import Convergence
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.errors import Ambiguous
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.outcome import Outcome
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import SecretPolicy
from engine_things import THING, ThingIdentity, desired
from thing_service import ThingService, conflict, gone, lost

ONE = {"_id": "1", "name": "one", "config": {"host": "h"}, "tags": []}


def work(service: ThingService, wanted: Any, **more: Any) -> Convergence[Any]:
    """One task."""
    return Convergence(THING, wanted, Reader(service), SecretPolicy(), **more)  # type: ignore[arg-type]


def converged(service: ThingService, wanted: Any) -> Outcome:
    """One task, run."""
    return work(service, wanted).run()


@pytest.mark.parametrize(("pick", "unit"), [(min, 0.02), (max, 0.1)])
def test_pauses_between_tries(monkeypatch: pytest.MonkeyPatch, pick: Callable[..., float], unit: float) -> None:
    """They grow with the square of the number of tries, and nobody's are the same."""
    monkeypatch.setattr(random, "uniform", pick)
    service = ThingService(ONE)
    service.before["PATCH"] = [conflict] * 10
    with pytest.raises(errors.Conflict):
        converged(service, desired(name="one", config_host="g"))
    assert service.slept == pytest.approx([unit, unit * 4, unit * 9, unit * 16, unit * 25])


def test_after_every_pause_comes_a_look() -> None:
    """List and detail once for each try, no more."""
    service = ThingService(ONE)
    service.before["PATCH"] = [conflict]
    converged(service, desired(name="one", config_host="g"))
    assert service.calls == ["GET things", "GET things/1", "PATCH things/1"] * 2


def test_what_is_shown_and_cannot_be_updated() -> None:
    """It may have been deleted moments ago, so it is waited for; then the refusal is the failure, and nothing is made."""
    service = ThingService(ONE)
    service.before["PATCH"] = [gone] * 10
    with pytest.raises(errors.NotFound):
        converged(service, desired(name="one", config_host="g"))
    assert service.writes == ["PATCH things/1"]
    assert sum(service.slept) >= 5


@pytest.mark.parametrize(("method", "name", "wanted"), [("PATCH", "one", "update"), ("POST", "new", "create")])
def test_answers_that_are_no_objects_without_end(method: str, name: str, wanted: str) -> None:
    """Nothing is done, and the failure says of which call."""
    service = ThingService(ONE)
    setattr(service, f"_{method.lower()}", lambda path, body: [])
    with pytest.raises(errors.AnswerLost) as caught:
        converged(service, desired(name=name, config_host="g"))
    said = f"Could not {wanted} thing {name} of here: the answer to {method} /api/v2/things"
    assert str(caught.value).startswith(said)
    assert "it is not an object" in str(caught.value)
    tried = "It was tried 3 times" if method == "PATCH" else "Nobody can tell whether it was created"
    assert tried in str(caught.value)
    assert caught.value.method == method


def test_pauses_between_looks_at_a_list() -> None:
    """Longer and longer, up to a second, until the time of the settings is over."""
    service = ThingService(settle=5.0)
    service.lag = 1000
    converged(service, desired(name="one"))
    assert service.slept == pytest.approx([0.1, 0.15, 0.225, 0.3375, 0.50625, 0.759375, 1.0, 1.0, 1.0])
    assert len(service.warned) == 1


def test_no_time_to_wait() -> None:
    """One look, and a warning."""
    service = ThingService(settle=0.0)
    service.lag = 1000
    converged(service, desired(name="one"))
    assert service.slept == []
    assert len(service.warned) == 1


def test_a_new_name_whose_answer_was_lost() -> None:
    """It is waited for too: by then there is nothing left to do."""
    service = ThingService(ONE)
    service.lag = 2
    service.after["PATCH"] = [lost]
    outcome = converged(service, desired(ThingIdentity(id="1"), name="new"))
    assert outcome.plan.changed
    assert not converged(service, desired(name="new")).plan.changed
    assert service.writes == ["PATCH things/1"]


def test_a_shared_list_is_looked_at_before_it_is_read_again() -> None:
    """Where many share it: the one that was read after all had been written may show this one too."""
    service = ThingService()
    reader = Reader(service).for_many()  # type: ignore[arg-type]
    task = Convergence(THING, desired(name="one"), reader, SecretPolicy())
    outcome = task.run()
    service.calls.clear()
    task.settle(outcome)
    assert (service.calls, service.slept) == (["GET things"], [0.1])
    task.settle(outcome)
    assert (service.calls, service.slept) == (["GET things"], [0.1])


def test_several_that_appeared_at_the_same_time() -> None:
    """Which of them is meant is for the user to say; ours is taken back."""
    service = ThingService()
    task = work(service, desired(name="one"))
    outcome = task.run()
    for key in ("a", "b"):
        service.things[key] = {**ONE, "_id": key}
    with pytest.raises(Ambiguous):
        task.settle(outcome)
    assert sorted(service.things) == ["a", "b"]
    assert "Another run created one (a); one (b) at the same time" in service.warned[0]
