# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which thing a declaration means: in a list that may be old, by an id, or none."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.converge import Convergence
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.errors import Ambiguous
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.outcome import Outcome
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import SecretPolicy
from engine_things import THING, ThingIdentity, desired
from thing_service import ThingService

ONE = {"_id": "1", "name": "one", "enabled": True, "config": {"host": "h"}, "tags": []}
TWO = {**ONE, "_id": "2", "name": "two"}


def converged(service: ThingService, wanted: Any, reader: Reader | None = None, **more: Any) -> Outcome:
    """One task."""
    reader = reader or Reader(service)  # type: ignore[arg-type]
    return Convergence(THING, wanted, reader, SecretPolicy(), **more).run()


def test_several_that_fit() -> None:
    """Nothing is guessed, and all of them are named."""
    service = ThingService(ONE, {**TWO, "name": "one"})
    with pytest.raises(
        Ambiguous, match=r"Could not read thing one of here: 2 fit the declaration: one \(1\); one"
    ) as caught:
        converged(service, desired(name="one"))
    assert caught.value.hint == "Say with its name or its id which one is meant."
    assert service.writes == []


def test_more_than_two_that_fit() -> None:
    """Two details are enough to know that several are there."""
    service = ThingService(ONE, {**ONE, "_id": "2"}, {**ONE, "_id": "3"})
    with pytest.raises(Ambiguous, match="3 fit the declaration"):
        converged(service, desired(name="one"))
    assert service.calls == ["GET things", "GET things/1", "GET things/2"]


def test_one_that_fits_in_an_old_list() -> None:
    """That is enough: its detail is what counts."""
    service = ThingService(ONE)
    reader = Reader(service)  # type: ignore[arg-type]
    reader.listing(("things",), "beta")
    service.calls.clear()
    converged(service, desired(name="one"), reader)
    assert service.calls == ["GET things/1"]


def test_two_that_fit_in_an_old_list_and_three_in_a_new_one() -> None:
    """The failure names those of the new one."""
    service = ThingService(ONE, {**ONE, "_id": "2"})
    reader = Reader(service)  # type: ignore[arg-type]
    reader.listing(("things",), "beta")
    service.things["3"] = {**ONE, "_id": "3"}
    with pytest.raises(Ambiguous) as caught:
        converged(service, desired(name="one"), reader)
    assert caught.value.candidates == ["one (1)", "one (2)", "one (3)"]


def test_two_that_fit_in_an_old_list_and_one_that_is_left() -> None:
    """Only a list that was read just now can be ambiguous."""
    service = ThingService(ONE, {**TWO, "name": "one"})
    reader = Reader(service)  # type: ignore[arg-type]
    reader.listing(("things",), "beta")
    del service.things["2"]
    assert converged(service, desired(name="one"), reader).document["_id"] == "1"


def test_what_an_old_list_shows_and_is_gone_is_made_anew() -> None:
    """404 for the detail: the list lags behind."""
    service = ThingService(ONE)
    reader = Reader(service)  # type: ignore[arg-type]
    reader.listing(("things",), "beta")
    service.things.clear()
    converged(service, desired(name="one"), reader)
    assert service.writes == ["POST things"]


def test_what_was_renamed_meanwhile_is_another_thing() -> None:
    """The detail no longer fits the declaration."""
    service = ThingService(ONE)
    reader = Reader(service)  # type: ignore[arg-type]
    reader.listing(("things",), "beta")
    service.things["1"]["name"] = "somebody else's"
    converged(service, desired(name="one"), reader)
    assert service.writes == ["POST things"]
    assert service.things["1"]["name"] == "somebody else's"


def test_an_id_that_is_not_there() -> None:
    """Things do not mind: a new one is made."""
    service = ThingService()
    converged(service, desired(ThingIdentity(id="9"), name="one"))
    assert service.writes == ["POST things"]


def test_what_is_in_no_list_and_has_no_id_is_not_there() -> None:
    """A definition may have nowhere to look."""
    service = ThingService(ONE)
    outcome = converged(service, desired(ThingIdentity("nowhere"), name="one"), check_mode=True)
    assert (outcome.plan.before, service.calls) == (None, [])
    converged(service, desired(ThingIdentity("nowhere"), name="one"))
    assert service.calls == ["POST things"]
