# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sessions of nox and the tools beside them share: the environment of a command, and what is told to the user."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import typing as t
from pathlib import Path

from .paths import HOME

# Settings of the user that would make a test run depend on who runs it.
FOREIGN = ("ANSIBLE_", "LAUNCHDARKLY_", "PYTEST_", "COVERAGE_", "GIT_", "LC_", "NOX")
FOREIGN_NAMES = {
    "MAKEFLAGS",
    # Thousands of processes would compile all that they import.
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
}

# Ansible refuses to start in a locale that is not UTF-8.
LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"

# A command, in which paths need not be made strings first.
Command = list[str | Path]


class RunnerError(Exception):
    """Something that the user can read and act on; shown without a traceback."""


def say(text: str = "") -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


def announce(name: str) -> None:
    """Print ``name`` as a heading."""
    say(f"\n==> {name}")


def show(command: t.Sequence[str | Path], **variables: str) -> str:
    """``command``, with ``variables`` of the environment, as the shell takes it."""
    return " ".join(
        [*(f"{name}={shlex.quote(value)}" for name, value in variables.items()), shlex.join(map(str, command))]
    )


def clean_environment(venv_bin: Path, **extra: str) -> dict[str, str]:
    """The environment for a test: the user's, without what would change the outcome, and with ``extra``.

    The programs in ``venv_bin`` come first.
    """
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(FOREIGN) and name not in FOREIGN_NAMES
    }
    HOME.mkdir(parents=True, exist_ok=True)
    env["HOME"] = str(HOME)
    env["LC_ALL"] = LOCALE
    env["PYTHONUNBUFFERED"] = "1"
    # The emulator is on this machine: a proxy cannot reach it.
    env["NO_PROXY"] = env["no_proxy"] = "localhost,127.0.0.1"
    env["PATH"] = os.pathsep.join([str(venv_bin), env.get("PATH", os.defpath)])
    return {**env, **extra}


def run(command: Command, *, log: Path, live: bool, env: dict[str, str], cwd: Path) -> tuple[int, str]:
    """Run ``command``; its output goes to ``log`` and, if ``live``, to the screen. Returns (exit status, output)."""
    log.parent.mkdir(parents=True, exist_ok=True)
    output: list[str] = []
    with (
        log.open("w", encoding="utf-8") as file,
        subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            encoding="utf-8",
            errors="replace",
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            output.append(line)
            file.write(line)
            if live:
                sys.stdout.write(line)
                sys.stdout.flush()
    return process.returncode, "".join(output)
