# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured. Every function runs one part, all ways one after the other in each round."""

from __future__ import annotations

import dataclasses
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from emulator.control import Emulator

from tests.runner.process import say

from . import account as declare
from .account import Account, prepare
from .runs import Run, bare, environment, play

LATENCIES = (0, 20)
SCENARIOS = ("steady", "create", "change")
SLOW_ITEMS = 6
"""Items of the ways that start a process for each."""
TASKS = 40
CURVE = (10, 100, 1000)
CURVE_ITEMS = 20
CONCURRENCY = 16
MANY = 1000
MANY_CURVE = (100, 1000, 3000)
LONGEST = 10000


@dataclasses.dataclass
class Series:
    """The runs of one way of doing one thing, a run for each round."""

    part: str
    scenario: str
    way: str
    latency_ms: int
    items: int
    stores: int
    runs: list[Run] = dataclasses.field(default_factory=list)

    def median(self, value: Callable[[Run], float]) -> float:
        """The median of ``value`` over the rounds."""
        return statistics.median(map(value, self.runs))

    def ratio(self, other: Series, value: Callable[[Run], float]) -> float:
        """The median of the ratios to ``other``, each within one round."""
        pairs = zip(self.runs, other.runs, strict=True)
        return statistics.median(value(mine) / value(its) for mine, its in pairs)

    def less(self, floor: Series, other: Series, value: Callable[[Run], float]) -> float:
        """The same ratio for what is above ``floor``."""
        rounds = zip(self.runs, floor.runs, other.runs, strict=True)
        return statistics.median((value(mine) - value(low)) / value(its) for mine, low, its in rounds)


class Suite:
    """Runs the parts and keeps all series."""

    def __init__(self, emulator: Emulator, rounds: int, items: int, long: bool) -> None:
        self.emulator = emulator
        self.rounds = rounds
        self.items = items
        self.long = long
        self.series: list[Series] = []
        self.imports: dict[str, float] = {}

    def find(
        self, part: str, way: str, scenario: str = "steady", latency_ms: int = 0, stores: int = 0
    ) -> Series | None:
        """The one series that fits; any number of stores, where 0 is given."""
        for one in self.series:
            same = (one.part, one.way, one.scenario, one.latency_ms) == (part, way, scenario, latency_ms)
            if same and stores in (0, one.stores):
                return one
        return None

    def _add(self, run: Callable[[Account], Run], stores: int, **what: Any) -> None:
        """One run on an account that starts afresh; it belongs to the series that ``what`` describes."""
        series = Series(stores=stores, **what)
        known = self.find(series.part, series.way, series.scenario, series.latency_ms, stores)
        if known is None:
            self.series.append(series)
            known = series
        ready = prepare(
            self.emulator, stores, items=series.items, latency_ms=series.latency_ms, scenario=series.scenario
        )
        known.runs.append(run(ready))

    def warm_up(self) -> None:
        """One short run of each way, so that no measured one compiles what it imports."""
        ready = prepare(self.emulator, 2, items=2)
        for task in (declare.store(declare.ITEM), declare.uri(declare.ITEM)):
            play(ready, declare.loop(task))
        play(ready, declare.loop(declare.store(declare.ITEM)), community_launchdarkly_in_process=False)
        bare(ready, "steady")

    def measure_items(self) -> None:
        """Loops over stores: in steady state, to be created, with one member changed."""
        for number in range(self.rounds):
            for latency_ms in LATENCIES:
                say(f"items: round {number + 1} of {self.rounds}, {latency_ms} ms latency")
                for scenario in SCENARIOS:
                    self._items(scenario, latency_ms)

    def _items(self, scenario: str, latency_ms: int) -> None:
        ours, uri, debug = (declare.loop(task(declare.ITEM)) for task in (declare.store, declare.uri, declare.debug))
        few = min(SLOW_ITEMS, self.items)

        def add(way: str, items: int, run: Callable[[Account], Run]) -> None:
            what = {"scenario": scenario, "way": way, "latency_ms": latency_ms, "items": items}
            self._add(run, self.items, part="items", **what)

        def converge(ready: Account, **variables: bool) -> Run:
            return play(ready, ours, changed=0 if scenario == "steady" else len(ready.stores), **variables)

        add("in_process", self.items, converge)
        add("requests", self.items, lambda ready: bare(ready, scenario))
        add("module", few, lambda ready: converge(ready, community_launchdarkly_in_process=False))
        if scenario == "steady":
            add("uri", few, lambda ready: play(ready, uri))
            add("debug", self.items, lambda ready: play(ready, debug))

    def measure_tasks(self) -> None:
        """Separate tasks, each in a worker of its own; and the calls of a single store."""
        for _number in range(self.rounds):
            for latency_ms in LATENCIES:
                what = {"part": "tasks", "scenario": "steady", "latency_ms": latency_ms, "items": TASKS}
                self._add(
                    lambda ready: play(ready, [*map(declare.store, ready.stores)]), TASKS, way="in_process", **what
                )
                self._add(lambda ready: play(ready, [*map(declare.debug, ready.stores)]), TASKS, way="debug", **what)
        what = {"part": "single", "scenario": "steady", "latency_ms": 0, "items": 1}
        self._add(lambda ready: play(ready, [declare.store(ready.stores[0])]), self.items, way="in_process", **what)
        self._add(lambda ready: play(ready, [declare.store_by_id(ready.stores[0])]), self.items, way="by id", **what)

    def measure_curve(self) -> None:
        """A short loop in accounts of growing size."""
        ours = declare.loop(declare.store(declare.ITEM))
        for _number in range(self.rounds):
            for size in CURVE:
                what = {"scenario": "steady", "latency_ms": 0, "items": CURVE_ITEMS}
                self._add(lambda ready: play(ready, ours), size, part="curve", way="in_process", **what)
                self._add(lambda ready: bare(ready, "list_only"), size, part="curve", way="list", **what)

    def measure_many(self) -> None:
        """The plural module against a bare script with as many connections."""
        for _number in range(self.rounds):
            self._many("many", MANY, 20)
        for size in (*MANY_CURVE, *([LONGEST] if self.long else [])):
            self._many("many curve", size, 0)

    def _many(self, part: str, size: int, latency_ms: int) -> None:
        say(f"{part}: {size} stores, {latency_ms} ms latency")
        what = {"part": part, "scenario": "steady", "latency_ms": latency_ms, "items": size}

        def run(ready: Account) -> Run:
            declared = [declare.options(one) for one in ready.stores]
            return play(ready, declare.many(), stores=[], declared=declared, concurrency=CONCURRENCY)

        self._add(run, size, way="in_process", **what)
        self._add(lambda ready: bare(ready, "many", CONCURRENCY), size, way="requests", **what)

    def measure_imports(self) -> None:
        """Milliseconds of imports, each in a new interpreter; the median of some."""
        plugins = "ansible_collections.community.launchdarkly.plugins"
        core = "import ansible.cli.playbook, ansible.plugins.strategy.linear, ansible.plugins.action"
        env = environment(Account(self.emulator, []))
        env["PYTHONPATH"] = env["ANSIBLE_COLLECTIONS_PATH"]
        for what, before, statement in (
            ("action plugin, in the controller", core, f"import {plugins}.action.big_segment_store"),
            ("of it requests", core, "import requests"),
            ("module", "pass", f"import {plugins}.modules.big_segment_store"),
            ("module and requests", "pass", f"import {plugins}.modules.big_segment_store, requests"),
            ("ansible.module_utils.basic alone", "pass", "import ansible.module_utils.basic"),
        ):
            code = f"import time\n{before}\nt = time.perf_counter()\n{statement}\nprint(time.perf_counter() - t)"
            times = []
            for _number in range(max(self.rounds, 3)):
                done = subprocess.run(
                    [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True, cwd=os.sep
                )
                times.append(float(done.stdout) * 1000)
            self.imports[what] = statistics.median(times)
