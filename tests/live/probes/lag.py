# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How late what was written is seen, and what a store that is on shows of itself."""

from __future__ import annotations

import typing as t

from ..bench import HOST, Bench, replace
from ..guard import STORES
from ..inventory import listed
from ..probe import Decision, Probe, Seen, outcome

Json = t.Any
Look = t.Callable[[], bool]


def poll(bench: Bench, write: t.Callable[[], object], look: Look) -> Json:
    """Write, then look again and again: milliseconds since the write, and whether its effect was seen.

    The looks are closer to each other than other calls are; the time for them is saved up before.
    """
    timing = bench.api.timing
    bench.api.pace.save(1 + len(timing.polls))
    write()
    start = timing.clock()
    series = []
    for at in timing.polls:
        wait = start + at - timing.clock()
        if wait > 0:
            timing.sleep(wait)
        began = timing.clock() - start
        seen = look()
        series.append([round(1000 * (timing.clock() - start if seen else began)), seen])
        if seen:
            break
    return series


def milliseconds(series: Json) -> int | None:
    """How late it was seen: between the last look that did not see it and the one that did; None where none did."""
    if not series[-1][1]:
        return None
    return round((series[-1][0] + series[-2][0]) / 2) if len(series) > 1 else 0


class Lag(Probe):
    """U17."""

    id = "U17"
    question = "How late do lists show a creation and a change, and how long is a deleted thing shown?"
    settings = ("list_freshness_ms", "delete_visible_ms")
    calls = 40

    def run(self, bench: Bench) -> Seen:
        made: list[Json] = []
        old, new = bench.named("lag"), bench.named("lag-changed")
        created = poll(bench, lambda: made.append(bench.store(name="lag")), lambda: old in self._listed(bench))
        path = made[0].path
        patched = poll(
            bench,
            lambda: bench.api.call("PATCH", path, [replace("/name", new)]),
            lambda: new in self._listed(bench),
        )
        deleted = poll(bench, lambda: bench.drop(made[0]), lambda: bench.api.get(path).status == 404)
        unlisted = new not in self._listed(bench)
        return {"created": created, "patched": patched, "deleted": deleted, "unlisted then": unlisted}

    def _listed(self, bench: Bench) -> list[Json]:
        return [item.get("name") for item in listed(bench.api.get(STORES)) if item.get("projectKey") == bench.key]

    def decide(self, seen: Seen) -> Decision:
        decision = Decision(facts={f"lag: {name}": seen[name] for name in ("created", "patched", "deleted")})
        for setting, names in {"list_freshness_ms": ("created", "patched"), "delete_visible_ms": ("deleted",)}.items():
            found = [milliseconds(seen[name]) for name in names]
            if None in found:
                decision.new.append(f"{setting}: longer than {max(seen[name][-1][0] for name in names)} ms")
            else:
                decision.settings[setting] = max(one for one in found if one is not None)
        return decision


class EnabledStore(Probe):
    """U16. One of the last: the only store of the run that is on, at a host that nothing answers for."""

    id = "U16"
    question = "What does a store show that is on and that cannot be reached, and is it deleted like others?"
    seconds = 600.0

    def run(self, bench: Bench) -> Seen:
        body = {"name": bench.named("on"), "on": True, "config": {"host": HOST, "port": "6379"}}
        answer, thing = bench.post_store(body)
        if thing is None:
            return {"answer": outcome(answer), "status": None, "deleted": ""}
        bench.api.timing.sleep(bench.api.timing.status)
        status = bench.read(thing.path).get("_status")
        return {"answer": outcome(answer), "status": status, "deleted": outcome(bench.drop(thing))}

    def decide(self, seen: Seen) -> Decision:
        status = seen["status"] if isinstance(seen["status"], dict) else {}
        facts = {"on_at_create": seen["answer"], "on_available": status.get("available"), "on_deleted": seen["deleted"]}
        return Decision(facts={**facts, "on_errors": bool(status.get("errors"))})
