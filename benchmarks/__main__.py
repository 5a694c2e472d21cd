# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m benchmarks``: run the benchmarks, print the tables and keep them in .build/reports."""

from __future__ import annotations

import argparse
import json
import sys

from emulator.control import Emulator

from tests.runner.paths import REPORTS
from tests.runner.process import RunnerError, say

from .bars import bars
from .suite import Suite
from .table import as_json, as_markdown

PARTS = ("items", "tasks", "curve", "many", "imports")


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Times and calls against the emulator.")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of every measurement (default: %(default)s)")
    parser.add_argument("--items", type=int, default=100, help="items of a loop (default: %(default)s)")
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part; may be given again")
    parser.add_argument("--long", action="store_true", help="10,000 stores too")
    parser.add_argument("--strict", action="store_true", help="fail if a bar is not met")
    options = parser.parse_args()
    if options.rounds < 1 or options.items < 2:
        parser.error("at least one round and two items")
    return options


def main() -> int:
    """Run the parts that are asked for. Returns the exit status."""
    options = parse()
    with Emulator.start() as emulator:
        suite = Suite(emulator, options.rounds, options.items, options.long)
        suite.warm_up()
        for part in options.only or PARTS:
            say(f"measuring: {part}")
            getattr(suite, f"measure_{part}")()
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / "benchmarks.json").write_text(json.dumps(as_json(suite), indent=2) + "\n", encoding="utf-8")
    text = as_markdown(suite)
    (REPORTS / "benchmarks.md").write_text(text, encoding="utf-8")
    say(f"\n{text}\nalso in {REPORTS / 'benchmarks.md'} and {REPORTS / 'benchmarks.json'}")
    return 1 if options.strict and not all(bound.met for bound in bars(suite)) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RunnerError as error:
        sys.exit(f"ERROR: {error}")
