# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The linters, each one case. They run in the copied tree, whose paths are those of the checkout."""

from __future__ import annotations

import os
import time
import typing as t
from pathlib import Path

from .paths import BUILD, COLLECTION, REPORTS, ROOT, TREE
from .process import announce, clean_environment, run, say
from .results import Result
from .tree import sync
from .venvs import Venv

TYPED = ("plugins/module_utils", "plugins/plugin_utils")


def run_lint(venv: Venv, result: Result) -> None:
    """Run all linters, also after one has failed."""
    env = clean_environment(
        venv.bin,
        MYPYPATH=os.pathsep.join([str(BUILD), str(TREE)]),
        MYPY_CACHE_DIR=str(BUILD / "mypy"),
        RUFF_CACHE_DIR=str(BUILD / "ruff"),
        # Seen from git, the copy is an ignored directory, in which nothing would be checked.
        GIT_CEILING_DIRECTORIES=str(BUILD),
    )
    for name, command, directory in commands():
        announce(f"lint: {name}")
        start = time.monotonic()
        log = REPORTS / f"lint-{name.replace(' ', '-')}.log"
        status, _output = run([venv.python, "-m", *command], log=log, live=True, env=env, cwd=directory)
        if status:
            say(f"{name} ended with exit status {status}")
        result.add(name, status == 0, time.monotonic() - start)


def commands() -> t.Iterator[tuple[str, list[str], Path]]:
    """Name, module with arguments, and working directory of each linter."""
    yield "ruff check", ["ruff", "check", "--no-fix", "."], ROOT
    yield "ruff format", ["ruff", "format", "--check", "."], ROOT
    packages = []
    for path in TYPED:
        if any((TREE / path).rglob("*.py")):
            packages += ["--package", f"ansible_collections.{COLLECTION}.{path.replace('/', '.')}"]
    yield "mypy", ["mypy", *packages, "--package", "tests.runner"], TREE
    yield "yamllint", ["yamllint", "--strict", "."], ROOT
    yield "antsibull-changelog", ["antsibull_changelog", "lint"], ROOT
    # A copy of its own: ansible-test leaves files without a license in the other one.
    copy = BUILD / "reuse"
    sync(copy)
    yield "reuse", ["reuse", "--root", str(copy), "lint", "--quiet"], copy
