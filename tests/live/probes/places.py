# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where stores can be, and what is said of those that are not there."""

from __future__ import annotations

from ..api import STABLE
from ..bench import FIRST, HOST, SECOND, Bench, replace
from ..guard import NOWHERE, STORES
from ..probe import Decision, Probe, Seen, outcome
from .store_bodies import DYNAMODB

CONFLICTS = ("key_exists", "optimistic_locking_error")
NUMBERS = {("201", "201"): "many", ("409", "201"): "one_per_kind", ("409", "409"): "one"}


class StoresOfAnEnvironment(Probe):
    """U13."""

    id = "U13"
    question = "How many stores may an environment have, and may two have one name?"
    settings = ("stores_per_environment", "conflict_code")

    def run(self, bench: Bench) -> Seen:
        name = bench.named("twin")
        redis = {"name": name, "on": False, "config": {"host": HOST}}
        first, second = (outcome(bench.post_store(redis, SECOND)[0]) for _number in range(2))
        other = bench.post_store({"name": name, "on": False, "config": DYNAMODB}, SECOND, "dynamodb")[0]
        return {"first": first, "second": second, "other kind": outcome(other)}

    def decide(self, seen: Seen) -> Decision:
        second, other = seen["second"], seen["other kind"]
        number = NUMBERS.get((second[:3], other[:3]))
        if number is None:
            return Decision(new=[f"a second store: {second}, one of another kind: {other}"])
        decision = Decision({"stores_per_environment": number})
        code = second.partition(" ")[2]
        if code in CONFLICTS:
            decision.settings["conflict_code"] = code
        elif code:
            decision.new.append(f"a second store is refused with {second}")
        return decision


class UnknownIds(Probe):
    """U21. In the run's own project, so that no id can be somebody else's."""

    id = "U21"
    question = "What is answered for ids that are not there?"

    def run(self, bench: Bench) -> Seen:
        place = f"{STORES}/{bench.key}/{FIRST}/redis"
        environment = bench.read(bench.environment(SECOND), version=STABLE)["_id"]
        zeros = f"{place}/{'0' * 24}"
        return {
            "GET 24 zeros": outcome(bench.api.get(zeros)),
            "PATCH 24 zeros": outcome(bench.api.call("PATCH", zeros, [replace("/name", "x")])),
            "DELETE 24 zeros": outcome(bench.api.call("DELETE", zeros)),
            "GET x": outcome(bench.api.get(f"{place}/x")),
            "GET an environment's id": outcome(bench.api.get(f"{place}/{environment}")),
        }

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={f"unknown_id: {name}": answer for name, answer in seen.items()})


class UnknownPlaces(Probe):
    """U22."""

    id = "U22"
    question = "What is answered for a kind that is no store, and for a project that is not there?"

    def run(self, bench: Bench) -> Seen:
        body = {"name": bench.named("nowhere"), "on": False, "config": {"host": HOST}}
        kind = bench.post_store(body, kind="slack")[0]
        project = bench.api.call("POST", f"{STORES}/{bench.key}{NOWHERE}/{FIRST}/redis", body)
        environment = bench.post_store(body, "none")[0]
        return {"kind": outcome(kind), "project": outcome(project), "environment": outcome(environment)}

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={f"unknown_place: {name}": answer for name, answer in seen.items()})


class DeletedTwice(Probe):
    """U23."""

    id = "U23"
    question = "What is answered to a second DELETE?"

    def run(self, bench: Bench) -> Seen:
        thing = bench.store()
        return {"first": outcome(bench.drop(thing)), "second": outcome(bench.api.call("DELETE", thing.path))}

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={"delete": seen["first"], "delete_twice": seen["second"]})


class LastEnvironment(Probe):
    """U31. Of the run's own project, and never the last project."""

    id = "U31"
    question = "Can the last environment of a project be deleted?"
    needs = ("projects",)

    def run(self, bench: Bench) -> Seen:
        answers = [bench.api.call("DELETE", bench.environment(key), version=STABLE) for key in (SECOND, FIRST)]
        return {"one of two": outcome(answers[0]), "the last": outcome(answers[1])}

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={"delete_environment": seen["one of two"], "last_environment": seen["the last"]})
