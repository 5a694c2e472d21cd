# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The results as Markdown and as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from typing import Any

import ansible.release
import requests

from .bars import bars
from .suite import CONCURRENCY, CURVE, LATENCIES, LONGEST, MANY, MANY_CURVE, SCENARIOS, TASKS, Suite

WAYS = {
    "in_process": "in-process",
    "module": "as an ordinary module",
    "uri": "`ansible.builtin.uri`, one GET",
    "requests": "a bare `requests` script",
    "debug": "`ansible.builtin.debug` of the same values, no call",
}
TITLES = {"steady": "steady state", "create": "to create", "change": "one member changed"}


def as_json(suite: Suite) -> dict[str, Any]:
    """Every single run, and the bars."""
    return {
        "about": about(suite),
        "series": [
            {
                "part": one.part,
                "scenario": one.scenario,
                "way": one.way,
                "latency_ms": one.latency_ms,
                "items": one.items,
                "stores": one.stores,
                "runs": [
                    {
                        "ms_an_item": round(run.marginal, 3) if len(run.items) > 1 else None,
                        "ms_first_item": round(run.first, 3),
                        "seconds": round(run.seconds, 4),
                        "seconds_whole": round(run.whole, 4),
                        "peak_memory_mib": round(run.memory, 1),
                        "calls": run.calls,
                    }
                    for run in one.runs
                ],
            }
            for one in suite.series
        ],
        "imports_ms": {what: round(ms, 1) for what, ms in suite.imports.items()},
        "bars": [{"demand": bound.demand, "measured": bound.measured, "met": bound.met} for bound in bars(suite)],
    }


def about(suite: Suite) -> dict[str, Any]:
    """On what the results were obtained."""
    return {
        "ansible-core": ansible.release.__version__,
        "Python": platform.python_version(),
        "requests": requests.__version__,
        "processors": os.cpu_count(),
        "rounds": suite.rounds,
    }


def as_markdown(suite: Suite) -> str:
    """The tables, ready to be pasted."""
    told = ", ".join(f"{name} {value}" for name, value in about(suite).items())
    blocks = [f"Medians of interleaved rounds ({told}).", _imports(suite), _bars(suite)]
    blocks[1:1] = [_items(suite), _tasks(suite), _curve(suite), _many(suite)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _grid(title: str, head: Sequence[str], rows: list[list[str]]) -> str:
    if not rows:
        return ""
    lines = [head, ["---"] * len(head), *rows]
    return f"**{title}**\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _items(suite: Suite) -> str:
    rows = []
    for scenario in SCENARIOS:
        for way, name in WAYS.items():
            quiet = suite.find("items", way, scenario)
            if quiet is None:
                continue
            row = [TITLES[scenario], name, str(quiet.items), str(max(run.total_calls for run in quiet.runs))]
            for latency_ms in LATENCIES:
                one = suite.find("items", way, scenario, latency_ms)
                script = suite.find("items", "requests", scenario, latency_ms)
                if one and script:
                    row += [
                        f"{one.median(lambda run: run.marginal):.1f}",
                        f"{one.ratio(script, lambda run: run.marginal):.1f}",
                    ]
            memory = "" if way == "requests" else f"{quiet.median(lambda run: run.memory):.0f}"
            rows.append([*row, memory])
    ratios = [text for ms in LATENCIES for text in (f"ms an item, {ms} ms latency", "times the script")]
    return _grid("One loop", ["", "way", "items", "calls", *ratios, "peak memory, MiB"], rows)


def _tasks(suite: Suite) -> str:
    rows = []
    for way in ("in_process", "debug"):
        row = [WAYS[way]]
        for latency_ms in LATENCIES:
            one = suite.find("tasks", way, latency_ms=latency_ms)
            debug = suite.find("tasks", "debug", latency_ms=latency_ms)
            if one and debug:
                whole = f"{one.median(lambda run: run.whole):.2f}"
                row += [whole, f"{one.ratio(debug, lambda run: run.whole):.2f}"]
        quiet = suite.find("tasks", way)
        if quiet:
            rows.append([*row, str(quiet.runs[0].total_calls), f"{quiet.median(lambda run: run.memory):.0f}"])
    ratios = [text for ms in LATENCIES for text in (f"s, {ms} ms latency", "times `debug`")]
    return _grid(f"{TASKS} separate tasks, steady state", ["way", *ratios, "calls", "peak memory, MiB"], rows)


def _curve(suite: Suite) -> str:
    rows = []
    for size in CURVE:
        ours, read = (suite.find("curve", way, stores=size) for way in ("in_process", "list"))
        if ours and read:
            item = f"{ours.median(lambda run: run.marginal):.2f}"
            listed = f"{read.median(lambda run: run.marginal):.2f}"
            rows.append([str(size), item, f"{ours.median(lambda run: run.first):.1f}", listed])
    head = ["stores in the account", "ms an item", "ms of the first item, with the list", "ms of the list, bare"]
    return _grid("An item against the size of the account, no latency", head, rows)


def _many(suite: Suite) -> str:
    rows = []
    for part, sizes, latency_ms in (("many", (MANY,), 20), ("many curve", (*MANY_CURVE, LONGEST), 0)):
        for size in sizes:
            ours, script = (
                suite.find(part, way, latency_ms=latency_ms, stores=size) for way in ("in_process", "requests")
            )
            if ours and script:
                seconds = [one.median(lambda run: run.seconds) for one in (ours, script)]
                rows.append(
                    [
                        f"{size}",
                        f"{latency_ms} ms",
                        *(f"{value:.2f}" for value in seconds),
                        f"{ours.ratio(script, lambda run: run.seconds):.2f}",
                        str(max(run.total_calls for run in ours.runs)),
                        f"{ours.median(lambda run: run.memory):.0f}",
                    ]
                )
    head = ["stores", "latency", "s, in-process", "s, bare script", "ratio", "calls", "peak memory, MiB"]
    return _grid(f"`big_segment_stores`, steady state, {CONCURRENCY} calls at a time", head, rows)


def _imports(suite: Suite) -> str:
    rows = [[what, f"{ms:.0f}"] for what, ms in suite.imports.items()]
    return _grid("Imports", ["what", "ms"], rows)


def _bars(suite: Suite) -> str:
    rows = [[bound.demand, bound.measured, "met" if bound.met else "**not met**"] for bound in bars(suite)]
    return _grid("Bars", ["demanded", "measured", ""], rows)
