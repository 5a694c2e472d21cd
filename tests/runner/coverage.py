# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of plugins/ the unit tests and the integration targets reach, in both ways of running and in every process."""

from __future__ import annotations

import json
import shutil

from .integration import run_integration
from .paths import BUILD, REPORTS, TREE
from .process import clean_environment, must, run, say
from .results import Result
from .unit import run_unit
from .venvs import Venv

COVERAGE = BUILD / "coverage"
DEMANDED = 0.95


def run_coverage(venv: Venv, result: Result, arguments: list[str]) -> None:
    """Run all of them once more, measured. Fails where fewer branches are reached than demanded."""
    shutil.rmtree(COVERAGE, ignore_errors=True)
    COVERAGE.mkdir(parents=True)
    data = {"COVERAGE_FILE": str(COVERAGE / "data")}
    measured = {**data, "COVERAGE_PROCESS_START": str(TREE / "pyproject.toml")}
    run_unit(venv, result, arguments, **measured)
    run_integration(venv, result, [], **measured)
    env = clean_environment(venv.bin, **data)
    report = COVERAGE / "coverage.json"
    for words in (
        ["combine", "--quiet"],
        ["html", "--quiet", "--directory", str(COVERAGE / "html")],
        ["json", "--quiet", "-o", str(report)],
    ):
        must(
            [venv.python, "-m", "coverage", *words],
            log=REPORTS / f"coverage-{words[0]}.log",
            what=f"coverage {words[0]}",
            env=env,
            cwd=TREE,
        )
    run([venv.python, "-m", "coverage", "report"], log=REPORTS / "coverage-report.log", live=True, env=env, cwd=TREE)
    totals = json.loads(report.read_text(encoding="utf-8"))["totals"]
    reached, there = totals["covered_branches"], totals["num_branches"]
    say(f"{reached} of {there} branches: {reached / there:.1%}; line by line in {COVERAGE / 'html'}")
    result.add(f"{DEMANDED:.0%} of the branches", reached >= DEMANDED * there)
