# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bars of the project: each a ratio or a count within one run."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from .suite import CURVE, CURVE_ITEMS, LATENCIES, MANY, TASKS, Series, Suite


@dataclasses.dataclass(frozen=True)
class Bar:
    """What is demanded, what was measured, and whether that is enough."""

    demand: str
    measured: str
    met: bool


def bars(suite: Suite) -> list[Bar]:
    """All bars whose parts were measured."""
    return [*_items(suite), *_tasks(suite), *_calls(suite), *_curve(suite), *_many(suite)]


def _marginal(one: Series, other: Series) -> float:
    return one.ratio(other, lambda run: run.marginal)


def _items(suite: Suite) -> Iterator[Bar]:
    ours = suite.find("items", "in_process")
    for way, name, least in (("uri", "`ansible.builtin.uri`", 40), ("module", "the ordinary module", 25)):
        other = suite.find("items", way)
        if ours and other:
            ratio = _marginal(other, ours)
            demand = f"steady state, no latency: {name} takes at least {least} times in-process"
            yield Bar(demand, f"{ratio:.1f}", ratio >= least)
    for latency_ms in LATENCIES:
        ours = suite.find("items", "in_process", latency_ms=latency_ms)
        script = suite.find("items", "requests", latency_ms=latency_ms)
        floor = suite.find("items", "debug", latency_ms=latency_ms)
        if ours and script and floor:
            ratio, alone = _marginal(ours, script), _marginal(floor, script)
            beyond = ours.less(floor, script, lambda run: run.marginal)
            yield Bar(
                f"steady state, {latency_ms} ms latency: in-process takes at most 4 times the bare script",
                f"{ratio:.1f} (`debug`, which makes no call, takes {alone:.1f}; what is beyond it: {beyond:.1f})",
                ratio <= 4,
            )


def _tasks(suite: Suite) -> Iterator[Bar]:
    ours, debug = suite.find("tasks", "in_process"), suite.find("tasks", "debug")
    if ours and debug:
        whole = ours.ratio(debug, lambda run: run.whole)
        alone = ours.ratio(debug, lambda run: run.seconds)
        yield Bar(
            f"{TASKS} separate tasks, no latency: at most 1.6 times {TASKS} `debug` tasks",
            f"{whole:.2f} (without the start of ansible-playbook: {alone:.2f})",
            whole <= 1.6,
        )


def _calls(suite: Suite) -> Iterator[Bar]:
    for part, way, scenario, demand, most in (
        # One of them for the environment, whose client-side ID is in the result.
        ("items", "in_process", "steady", "calls for N stores of N environments in steady state: 2 N + 1", 2.0),
        ("items", "in_process", "create", "calls for a store to create: at most 4", 4.0),
        ("items", "in_process", "change", "calls for a change of one member: at most 4", 4.0),
        ("tasks", "in_process", "steady", "calls for a store in a task of its own: 3", 3.0),
        ("single", "in_process", "steady", "calls for a single store: 3", 3.0),
        ("single", "by id", "steady", "calls for a single store by its id: 2", 2.0),
    ):
        series = suite.find(part, way, scenario)
        if series:
            calls = max(run.total_calls for run in series.runs)
            extra = 1 if (part, scenario) == ("items", "steady") else 0
            yield Bar(demand, f"{calls} for {series.items}", calls <= most * series.items + extra)


def _curve(suite: Suite) -> Iterator[Bar]:
    small, large = (suite.find("curve", "in_process", stores=size) for size in (CURVE[0], CURVE[-1]))
    read = suite.find("curve", "list", stores=CURVE[-1])
    if small and large and read:
        growth = large.median(lambda run: run.marginal) - small.median(lambda run: run.marginal)
        share = read.median(lambda run: run.marginal) / CURVE_ITEMS
        yield Bar(
            f"from {CURVE[0]} to {CURVE[-1]} stores an item grows by no more than its share of the list",
            f"{growth:+.2f} ms, the share is {share:.2f} ms",
            growth <= share,
        )


def _many(suite: Suite) -> Iterator[Bar]:
    ours, script = (suite.find("many", way, latency_ms=20) for way in ("in_process", "requests"))
    if ours and script:
        ratio = ours.ratio(script, lambda run: run.seconds)
        calls = max(run.total_calls for run in ours.runs)
        demand = f"{MANY} stores in one task, 20 ms latency: at most 1.3 times a bare concurrent script"
        yield Bar(demand, f"{ratio:.2f}", ratio <= 1.3)
        yield Bar(f"{MANY} stores in one task: at most N + 1 calls", str(calls), calls <= MANY + 1)
