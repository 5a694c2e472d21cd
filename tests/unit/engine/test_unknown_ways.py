# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the service's way is not known: patch paths, answers that leave things out, lists that lag behind."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.converge import Convergence
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.errors import Ignored
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.outcome import Outcome
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import SecretPolicy
from engine_things import THING, Thing, ThingIdentity, desired
from thing_service import ThingService

ONE = {"_id": "1", "name": "one", "enabled": True, "config": {"host": "h", "port": "1"}, "tags": []}
SECRET = {**ONE, "config": {"host": "h", "password": "supersecret123"}}


def converged(service: ThingService, wanted: Any, reader: Reader | None = None, **more: Any) -> Outcome:
    """One task."""
    reader = reader or Reader(service)  # type: ignore[arg-type]
    return Convergence(THING, wanted, reader, more.pop("policy", SecretPolicy()), **more).run()


def paths(service: ThingService) -> list[list[str]]:
    """The paths of every patch that was sent."""
    return [[operation["path"] for operation in patch] for patch in service.patches]


@pytest.mark.parametrize("ignores", [False, True])
@pytest.mark.parametrize(("whole", "on"), [(False, False), (True, False), (False, True), (True, True)])
def test_every_way_of_patching(whole: bool, on: bool, ignores: bool) -> None:
    """Refused or ignored, the next path is taken, and what worked is remembered for the rest of the loop."""
    service = ThingService(ONE)
    service.whole, service.on, service.ignores = whole, on, ignores
    reader = Reader(service)  # type: ignore[arg-type]
    outcome = converged(service, desired(name="one", config_host="g", config_tls=True, enabled=False), reader)
    assert outcome.plan.changed
    assert service.things["1"]["config"] == {"host": "g", "port": "1", "tls": True}
    assert service.things["1"]["enabled"] is False
    assert "on" not in service.things["1"]
    tried = len(service.patches)
    assert tried == 1 if not (whole or on) else tried > 1
    converged(service, desired(name="one", config_host="f", enabled=True), reader)
    assert len(service.patches) == tried + 1
    last = paths(service)[-1]
    assert ("/config" if whole else "/config/host") in last
    assert ("/on" if on else "/enabled") in last


@pytest.mark.parametrize("ignores", [False, True])
def test_a_whole_config_needs_every_secret(ignores: bool) -> None:
    """Without those that may be there the service's own words or ours, and nothing is changed."""

    class KnownThing(Thing):
        def possible_secrets(self, document: Any) -> set[tuple[str, ...]]:
            return {("config", "password")}

    service = ThingService(ONE)
    service.whole, service.ignores = True, ignores
    reader = Reader(service)  # type: ignore[arg-type]
    with pytest.raises((errors.InvalidRequest, Ignored)) as caught:
        Convergence(KnownThing(), desired(name="one", config_host="g"), reader, SecretPolicy()).run()
    assert isinstance(caught.value, Ignored if ignores else errors.InvalidRequest)
    assert ("config.host" if ignores else "not /config/host") in str(caught.value)
    assert "give password in config too" in str(caught.value)
    assert caught.value.details()["secrets_needed"] == ["password"]
    assert service.things["1"] == ONE


def test_a_whole_config_with_every_secret() -> None:
    """They are sent, and stay."""
    service = ThingService(SECRET)
    service.whole = True
    converged(service, desired(name="one", config_host="g", config_password="supersecret123"))
    assert service.things["1"]["config"] == {"host": "g", "password": "supersecret123"}


def test_a_patch_that_is_refused_in_every_way() -> None:
    """The first refusal is reported: it was of the best path."""
    service = ThingService(ONE)

    def refuse(service: ThingService) -> Exception:
        return errors.InvalidRequest("PATCH", "/things", 422, "patch_failed", f"refusal {len(service.writes)}")

    service.before["PATCH"] = [refuse] * 10
    with pytest.raises(errors.InvalidRequest, match="422 patch_failed: refusal 1"):
        converged(service, desired(name="one", config_host="g"))
    assert len(service.writes) == 2


@pytest.mark.parametrize(
    ("status", "code"), [(400, "invalid_request"), (400, ""), (400, "invalid_patch"), (405, ""), (422, "patch_failed")]
)
def test_every_refusal_of_a_patch_leads_to_the_next_way(status: int, code: str) -> None:
    """It has changed nothing, and nobody has published how the service says that it does not take a path."""
    service = ThingService(ONE)
    service.before["PATCH"] = [lambda s: errors.InvalidRequest("PATCH", "/things", status, code, "no such path")]
    assert converged(service, desired(name="one", config_host="g")).plan.changed
    assert paths(service) == [["/config"]]


@pytest.mark.parametrize("status", [400, 413])
def test_a_value_that_is_refused(status: int) -> None:
    """The first refusal is reported; one that has nothing to do with paths is the only one."""
    service = ThingService(ONE)

    def refuse(service: ThingService) -> Exception:
        return errors.InvalidRequest("PATCH", "/things", status, "invalid_request", f"bad host {len(service.writes)}")

    service.before["PATCH"] = [refuse] * 5
    with pytest.raises(errors.InvalidRequest, match="bad host 1"):
        converged(service, desired(name="one", config_host="g"))
    assert len(service.writes) == (2 if status == 400 else 1)


def test_a_member_that_the_service_ignores() -> None:
    """Named, and what could be done was done."""
    service = ThingService(ONE)
    service.on = service.ignores = True
    service.answers["PATCH"] = lambda answer: {**answer, "name": "one"}
    patch = service._patch

    def stubborn(path: tuple[str, ...], body: Any) -> Any:
        return patch(path, [operation for operation in body if operation["path"] != "/name"])

    service._patch = stubborn  # type: ignore[method-assign]
    with pytest.raises(Ignored, match="differs in name") as caught:
        converged(service, desired(ThingIdentity(id="1"), name="two", tags=["a"]))
    assert caught.value.members == ["name"]
    assert service.things["1"]["tags"] == ["a"]


def test_a_creation_that_leaves_something_out() -> None:
    """The thing is there, and the failure names the member."""
    service = ThingService()
    post = service._post

    def stubborn(path: tuple[str, ...], body: Any) -> Any:
        body["config"].pop("tls")
        return post(path, body)

    service._post = stubborn  # type: ignore[method-assign]
    with pytest.raises(Ignored, match=r"Could not create thing new of here: .* differs in config\.tls"):
        converged(service, desired(name="new", config_host="h", config_tls=True))
    assert service.writes == ["POST things"]


@pytest.mark.parametrize(("method", "name"), [("PATCH", "one"), ("POST", "new")])
def test_an_answer_that_shows_less_is_read_again(method: str, name: str) -> None:
    """A service may answer with a part of the thing only."""
    service = ThingService(ONE)
    service.answers[method] = lambda answer: {"_id": answer["_id"], "name": answer["name"]}
    outcome = converged(service, desired(name=name, config_host="g"))
    assert outcome.document["config"]["host"] == "g"
    assert len(service.writes) == 1


@pytest.mark.parametrize("lag", [1, 3])
def test_a_list_that_lags_behind_a_creation(lag: int) -> None:
    """It is waited for, so that the next task finds the thing."""
    service = ThingService()
    service.lag = lag
    converged(service, desired(name="one"))
    assert service.warned == []
    assert len(service.slept) >= lag
    assert not converged(service, desired(name="one")).plan.changed
    assert len(service.things) == 1


def test_a_list_that_never_shows_it() -> None:
    """A warning after the time that settings allow; the thing was made."""
    service = ThingService(settle=1.0)
    service.lag = 1000
    outcome = converged(service, desired(name="one"))
    assert outcome.plan.changed
    assert service.warned == ["LaunchDarkly's list does not show thing one of here yet, after it was written."]
    assert 1.0 <= sum(service.slept) < 3.0


def test_a_list_that_lags_behind_a_new_name() -> None:
    """A rename by id is waited for too; other updates are not."""
    service = ThingService(ONE)
    service.lag = 2
    converged(service, desired(ThingIdentity(id="1"), config_host="g"))
    assert service.slept == []
    converged(service, desired(ThingIdentity(id="1"), name="new"))
    assert service.slept != []
    assert not converged(service, desired(name="new")).plan.changed


def test_one_that_appeared_at_the_same_time() -> None:
    """Nothing can prevent it without a transaction, so the user is told."""
    service = ThingService()
    post = service._post

    def both(path: tuple[str, ...], body: Any) -> Any:
        service.things["theirs"] = {"_id": "theirs", **body}
        return post(path, body)

    service._post = both  # type: ignore[method-assign]
    outcome = converged(service, desired(name="one", config_host="h"))
    # Ours has the smaller id. The other run, which sees both, is to take its own back; it does not.
    assert (list(service.things), outcome.document["_id"]) == (["theirs"], "theirs")
    # A creation that came to nothing is no change; the warning tells of it.
    assert not outcome.plan.changed
    assert any("Another run created one (theirs) at the same time" in text for text in service.warned)


def test_the_one_with_the_larger_id_goes() -> None:
    """At once where it is ours; where it is theirs, this run waits for it."""
    service = ThingService()
    post = service._post

    def both(key: str) -> Any:
        def act(path: tuple[str, ...], body: Any) -> Any:
            service.things[key] = {"_id": key, **body}
            return post(path, body)

        return act

    service._post = both("a-first-one")  # type: ignore[method-assign]
    assert converged(service, desired(name="one")).document["_id"] == "a-first-one"
    assert (list(service.things), service.writes) == (["a-first-one"], ["POST things", "DELETE things/new-2"])

    service = ThingService()
    post = service._post
    service._post = both("zzz")  # type: ignore[method-assign]

    def nap(seconds: float) -> None:
        service.things.pop("zzz", None)

    service.sleep = nap
    outcome = converged(service, desired(name="one"))
    assert (list(service.things), service.writes) == ([outcome.document["_id"]], ["POST things"])
    assert service.warned == []


def test_an_unchanged_second_run_after_every_kind_of_run() -> None:
    """Also with a key: the fingerprint is where it belongs."""
    service = ThingService()
    policy = SecretPolicy("auto", "key", ("thing", "here"))
    wanted = desired(name="one", config_host="h", config_password="supersecret123", tags=["a"])
    for step in (wanted, desired(name="one", config_host="g", config_password="sup-rotated-123", tags=["b"])):
        assert converged(service, step, policy=policy).plan.changed
        assert not converged(service, step, policy=policy).plan.changed
    assert service.things[next(iter(service.things))]["config"]["password"] == "sup-rotated-123"


def test_without_relisting_the_shared_list_is_believed() -> None:
    """Where one list serves many at a time, none of them reads it again or forgets it."""
    service = ThingService()
    reader = Reader(service)  # type: ignore[arg-type]
    reader.listing(("things",), "beta")
    for name in ("one", "two"):
        converged(service, desired(name=name), reader.for_many())
    assert service.calls == ["GET things", "POST things", "POST things"]


def test_a_plan_that_was_made_before_is_not_made_again() -> None:
    """The first look may be somebody else's."""
    service = ThingService(ONE)
    reader = Reader(service)  # type: ignore[arg-type]
    work = Convergence(THING, desired(name="one", config_host="g"), reader, SecretPolicy())
    start = work.planned()
    service.calls.clear()
    outcome = work.run(start)
    assert service.calls == ["PATCH things/1"]
    assert outcome.plan is start[1]
