# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run commands: with live output or quietly, always logged, never with a terminal as input."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import sys
import threading
import typing as t
from pathlib import Path

from .paths import HOME

# Settings of the user that would make a test run depend on who runs it.
FOREIGN = ("ANSIBLE_", "LAUNCHDARKLY_", "PYTEST_", "COVERAGE_", "GIT_", "LC_")
FOREIGN_NAMES = {"PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__", "MAKEFLAGS"}


# Ansible refuses to start in a locale that is not UTF-8.
LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"

# A command, in which paths need not be made strings first.
Command = list[str | Path]


# What runs now, in any thread, and whether it is to end.
_running: set[subprocess.Popen[str]] = set()
_ending = threading.Event()


class RunnerError(Exception):
    """Something that the user can read and act on; shown without a traceback."""


def say(text: str = "") -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


def announce(name: str) -> None:
    say(f"\n==> {name}")


def clean_environment(venv_bin: Path | None = None, **extra: str) -> dict[str, str]:
    """The environment for a test: the user's, without what would change the outcome, and with ``extra``."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(FOREIGN) and name not in FOREIGN_NAMES
    }
    HOME.mkdir(parents=True, exist_ok=True)
    env["HOME"] = str(HOME)
    env["LC_ALL"] = LOCALE
    env["PYTHONUNBUFFERED"] = "1"
    # The emulator is on this machine: a proxy cannot reach it.
    env["NO_PROXY"] = env["no_proxy"] = "localhost,127.0.0.1"
    if venv_bin is not None:
        env["PATH"] = os.pathsep.join([str(venv_bin), env.get("PATH", os.defpath)])
    env.update(extra)
    return env


def show(command: t.Sequence[str | Path], **env: str) -> str:
    """``command`` as one can type it."""
    words = [f"{name}={shlex.quote(value)}" for name, value in env.items()]
    return " ".join(words + [shlex.quote(str(word)) for word in command])


def run(
    command: Command,
    *,
    log: Path,
    live: bool,
    label: str = "",
    env: t.Mapping[str, str] | None = None,
    cwd: Path | None = None,
    timeout: float | None = None,
) -> tuple[int, str]:
    """Run ``command``; its output goes to ``log`` and, if ``live``, to the screen. Returns (exit status, output).

    On the screen, ``label`` stands before each line: another command may run at the same time.
    After ``timeout`` seconds the command is killed, with everything it started. Raises RunnerError after ``end_all``.
    """
    if _ending.is_set():
        raise RunnerError("interrupted")
    log.parent.mkdir(parents=True, exist_ok=True)
    output: list[str] = []
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        _running.add(process)
        timer = threading.Timer(timeout, kill_group, [process]) if timeout else None
        if timer:
            timer.daemon = True
            timer.start()
        try:
            assert process.stdout is not None
            for line in process.stdout:
                output.append(line)
                file.write(line)
                file.flush()
                if live:
                    sys.stdout.write(f"{label}: {line}" if label else line)
                    sys.stdout.flush()
            status = process.wait()
            if timer and not timer.is_alive():
                status = status or 1
                output.append(f"killed after {timeout:.0f} seconds\n")
                file.write(output[-1])
        finally:
            _running.discard(process)
            if timer:
                timer.cancel()
            if process.poll() is None:
                kill_group(process)
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
    return status, "".join(output)


def end_all() -> None:
    """Kill what runs, with everything that it started, and start nothing more: threads would go on."""
    _ending.set()
    for process in list(_running):
        kill_group(process)


def kill_group(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def must(command: Command, *, log: Path, what: str, **options: t.Any) -> str:
    """Run ``command`` quietly. Raises RunnerError, with the end of the output, if it fails."""
    status, output = run(command, log=log, live=False, **options)
    if status:
        tail = "\n".join(f"    {line}" for line in output.splitlines()[-25:])
        raise RunnerError(f"{what} failed (exit status {status}):\n  {show(command)}\n{tail}\n  whole output: {log}")
    return output
