# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sessions of noxfile.py, all in one environment; each tool that they run is one case.

They run in a copy of the checkout, whose paths they name: the tools leave nothing behind and read nothing of BUILD.
"""

from __future__ import annotations

import json
import shutil
from xml.etree import ElementTree

from .paths import BUILD, REPORTS, ROOT
from .process import Command, RunnerError, clean_environment, must, run, say, show
from .results import Result
from .tree import git, sync
from .venvs import Venv

COPY = BUILD / "lint"
ENVIRONMENTS = BUILD / "nox"
TEMPORARY = BUILD / "tmp"
PATIENCE = 900.0

# What antsibull-nox says of the tools, and nox of the sessions.
CASES = REPORTS / "lint.xml"
SESSIONS = REPORTS / "lint.json"

# A session that only has others run.
META = {"lint"}


def run_lint(venv: Venv, result: Result) -> None:
    """Run every session that nox runs by default, also after one has failed. Raises RunnerError if nox does not."""
    sync(COPY)
    if (ROOT / ".git").exists() and not (COPY / ".git").exists():
        # Seen from the git repository of the checkout, the copy is an ignored directory, in which nothing is to check.
        git("init", "--quiet", directory=COPY)
    for file in (CASES, SESSIONS):
        file.unlink(missing_ok=True)
    TEMPORARY.mkdir(parents=True, exist_ok=True)
    env = clean_environment(
        venv.bin,
        ANTSIBULL_CHANGE_DETECTION="false",
        ANTSIBULL_NOX_OUTPUT_JUNIT_XML_PATH=str(CASES),
        # Without it, the session of the formatters formats.
        CI="true",
        # To the git repository of the checkout, all that is made for a session is ignored, and so empty.
        GIT_CEILING_DIRECTORIES=str(BUILD),
        NO_COLOR="1",
        RUFF_CACHE_DIR=str(BUILD / "ruff"),
        TMPDIR=str(TEMPORARY),
    )
    nox: Command = [venv.python, "-m", "nox", "--envdir", ENVIRONMENTS]
    share(venv, must([*nox, "--list", "--json"], log=REPORTS / "lint-list.log", what="nox --list", env=env, cwd=COPY))
    # -R: use what is there as it is, and install nothing.
    command: Command = [*nox, "--default-venv-backend", "venv", "-R", "--report", SESSIONS]
    say(f"$ {show(['python', *command[1:]])}")
    status, _output = run(
        command, log=REPORTS / "lint.log", live=True, label=result.name, env=env, cwd=COPY, timeout=PATIENCE
    )
    if not SESSIONS.is_file():
        raise RunnerError(f"nox ended with exit status {status} and no report")
    count(result)
    if status and not result.failures:
        raise RunnerError(f"nox ended with exit status {status}")


def share(venv: Venv, listed: str) -> None:
    """Give every session in ``listed``, the JSON of nox, ``venv`` for its own."""
    shutil.rmtree(ENVIRONMENTS, ignore_errors=True)
    ENVIRONMENTS.mkdir(parents=True)
    # Some lines before it come from nox itself.
    for session in json.loads(listed[listed.index("[{") :]):
        (ENVIRONMENTS / session["session"]).symlink_to(venv.path, target_is_directory=True)


def count(result: Result) -> None:
    """Add every tool to ``result``, and every session that does not name its tools."""
    cases = ElementTree.parse(CASES).iter("testcase") if CASES.is_file() else ()
    named = set()
    for case in cases:
        session, name = case.get("classname", ""), case.get("name", "")
        named.add(session)
        ok = not any(case.find(kind) is not None for kind in ("failure", "error", "skipped"))
        result.add(name if name == session else f"{session}: {name}", ok, float(case.get("time", 0)))
    for session in json.loads(SESSIONS.read_text(encoding="utf-8"))["sessions"]:
        if session["name"] not in named | META:
            result.add(session["name"], session["result"] == "success", session["duration"])
