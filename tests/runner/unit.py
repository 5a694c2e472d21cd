# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""pytest on the copied tree's tests/unit."""

from __future__ import annotations

import os

from .interpreters import ONLY_CORE
from .paths import BUILD, LONG, REPORTS, TREE
from .process import Command, RunnerError, clean_environment, run, say, show
from .results import Result
from .venvs import Venv

PATIENCE = 1800.0


def run_unit(venv: Venv, result: Result, arguments: list[str], **extra: str) -> None:
    """Run the unit tests with the Python of ``venv``; ``arguments`` go to pytest as they are.

    ``extra`` is for their environment.
    """
    if not (TREE / "tests" / "unit").is_dir():
        raise RunnerError("there is no directory tests/unit")
    junit = REPORTS / f"{result.name}.xml"
    junit.unlink(missing_ok=True)
    # More than there are processors, since some tests wait.
    workers = str(min(6, (os.cpu_count() or 1) * 2))
    # One by one, in the order of tests/unit/conftest.py.
    command: Command = [venv.python, "-m", "pytest", "tests/unit", "-n", workers, "--maxschedchunk", "1"]
    command += [f"--junit-xml={junit}", "-o", f"cache_dir={BUILD / 'pytest' / venv.path.name}", *arguments]
    if result.name != "coverage" and not (arguments or os.environ.get(ONLY_CORE) or os.environ.get(LONG)):
        extra["TEST_PART"] = venv.path.name
    say(f"$ {show(['python', *command[1:]])}")
    status, _output = run(
        command,
        log=REPORTS / f"{result.name}.log",
        live=True,
        env=clean_environment(
            venv.bin,
            PYTHONPATH=os.pathsep.join([str(BUILD), str(TREE / "tests")]),
            HYPOTHESIS_STORAGE_DIRECTORY=str(BUILD / "hypothesis"),
            **extra,
        ),
        cwd=TREE,
        timeout=PATIENCE,
    )
    seen = result.read_junit(junit)
    if (status and not result.failures) or not seen:
        result.failures.append(f"pytest ended with exit status {status} after {seen} tests")
