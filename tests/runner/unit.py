# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""pytest on the copied tree's tests/unit."""

from __future__ import annotations

import os

from .paths import BUILD, REPORTS, TREE
from .process import Command, RunnerError, clean_environment, run, say, show
from .results import Result
from .venvs import Venv

PATIENCE = 1800.0

# Tests to which the version of ansible-core makes little difference: of the project's files, of the engine under faults,
# of processes that are ended, and of what is around the modules. Where only one version is tested, they are part of it.
ONCE = tuple(
    f"tests/unit/{name}"
    for name in (
        "project",
        "faults",
        "docs",
        "awx",
        "jobs",
        "live",
        "proof",
        "client/test_parent.py",
        "tasks/test_every_dialect.py",
    )
)


def run_unit(venv: Venv, result: Result, arguments: list[str], **extra: str) -> None:
    """Run the unit tests with the Python of ``venv``; ``arguments`` go to pytest as they are.

    ``extra`` is for their environment.
    """
    if not (TREE / "tests" / "unit").is_dir():
        raise RunnerError("there is no directory tests/unit")
    junit = REPORTS / f"{result.name}.xml"
    junit.unlink(missing_ok=True)
    # More than there are processors, since some tests wait.
    workers = str(min(4, (os.cpu_count() or 1) + 1))
    command: Command = [venv.python, "-m", "pytest", "tests/unit", "-n", workers, "--dist", "worksteal"]
    command += [f"--junit-xml={junit}", "-o", f"cache_dir={BUILD / 'pytest' / venv.path.name}", *arguments]
    if venv.path.name == "oldest":
        command += [f"--ignore={directory}" for directory in ONCE]
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
