# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of ``make test``: which there are, which were asked for, and how to run them.

``make test STEPS=long`` runs them all, and has them try all that they know to try: every seed of what is random, every
variant of an integration target, every unit test on both versions of ansible-core.
"""

from __future__ import annotations

import concurrent.futures
import itertools
import os
import time
import traceback
import typing as t

from .awx_collection import ensure_awx_collection
from .coverage import run_coverage
from .galaxy import run_galaxy
from .integration import run_integration
from .lint import run_lint
from .paths import BUILD, LONG
from .process import RunnerError, announce, say
from .results import Result, summarize
from .sanity import run_sanity
from .tree import sync_tree
from .unit import run_unit
from .venvs import RECIPES, Venv, Venvs

Step = t.Callable[[Venv, Result, list[str]], None]


# The environment and the function of each step, in the order in which they run: what is quick comes first.
STEPS: dict[str, tuple[str, Step]] = {
    "lint": ("lint", lambda venv, result, _arguments: run_lint(venv, result)),
    "galaxy": ("galaxy", lambda venv, result, _arguments: run_galaxy(venv, result)),
    "sanity-oldest": ("oldest", lambda venv, result, _arguments: run_sanity(venv, result)),
    "sanity-newest": ("newest", lambda venv, result, _arguments: run_sanity(venv, result)),
    "unit-oldest": ("oldest", run_unit),
    "unit-newest": ("newest", run_unit),
    "integration-oldest": ("oldest", run_integration),
    "integration-newest": ("newest", run_integration),
    "coverage": ("newest", run_coverage),
}

# The steps with these names wait for a registry or use one processor for the most part, so they run at the same time.
TOGETHER = ("lint", "galaxy", "sanity")

# Not run unless asked for. The newest ansible-test has all tests of the oldest one that say anything about this collection.
OPTIONAL = {"coverage", "sanity-oldest"}


def select(wanted: t.Sequence[str]) -> list[str]:
    """The steps that ``wanted`` names: whole names, one half of them, or ``long``. Raises RunnerError for others."""
    chosen: set[str] = set()
    if "long" in wanted:
        os.environ[LONG] = "1"
        wanted = [word for word in wanted if word != "long"] or list(STEPS.keys() - {"coverage"})
    for word in wanted or STEPS.keys() - OPTIONAL:
        matches = {name for name in STEPS if word == name or word in name.split("-")}
        if not matches:
            raise RunnerError(f"there is no step {word}; the steps are: {', '.join(STEPS)}")
        chosen |= matches
    return [name for name in STEPS if name in chosen]


def run_steps(names: t.Sequence[str], arguments: list[str]) -> bool:
    """Run the steps ``names``. Returns whether all cases passed."""
    venvs = Venvs()
    setup = Result("setup")
    results = [setup]
    with timed(setup):
        prepare(venvs, dict.fromkeys(STEPS[name][0] for name in names))
        if any(STEPS[name][1] in (run_unit, run_coverage) for name in names):
            say("awx.awx, for the tests of what the collection makes in AWX")
            ensure_awx_collection(venvs.get("newest").python, BUILD)
    results += [Result(name) for name in names]
    for together, group in itertools.groupby(results[1:], lambda result: result.name.startswith(TOGETHER)):
        members = list(group)
        with concurrent.futures.ThreadPoolExecutor(len(members) if together else 1) as pool:
            list(pool.map(lambda result: run_step(venvs, result, arguments), members))
    return summarize(results)


def run_step(venvs: Venvs, result: Result, arguments: list[str]) -> None:
    """Run the step that ``result`` is for."""
    venv_name, step = STEPS[result.name]
    with timed(result):
        venv = venvs.get(venv_name)
        say(f"with {venv.pair if RECIPES[venv_name].core else f'Python {venv.pair.python_version}'}")
        step(venv, result, arguments)


def prepare(venvs: Venvs, names: t.Iterable[str]) -> None:
    """Make the environments and the copied tree, so that the times of the steps are their own."""
    for label, pair in venvs.pairs.items():
        say(f"{label}: {pair} ({pair.executable})")
    say(f"copied {sync_tree()} files")

    def make(name: str) -> None:
        try:
            venvs.get(name)
        except RunnerError as error:
            # The steps that need it fail, the others can run.
            say(str(error))

    # Most of it is waiting for a registry.
    with concurrent.futures.ThreadPoolExecutor() as pool:
        list(pool.map(make, names))


class timed:  # noqa: N801 - a context manager
    """Announces a step, measures it, and turns its exception into a failed case."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.start = 0.0

    def __enter__(self) -> None:
        announce(self.result.name)
        self.start = time.monotonic()

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: object) -> bool:
        self.result.seconds = time.monotonic() - self.start
        if not isinstance(value, Exception):
            return False
        # Also what nobody thought of: the other steps are to run, and the totals to be the last line.
        say(f"ERROR: {value}" if isinstance(value, RunnerError) else "".join(traceback.format_exception(value)))
        self.result.failures.append(str(value).partition("\n")[0] or type(value).__name__)
        return True
