# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start a playbook or a bare script, and take its times, its calls and its memory."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from tests.runner.paths import BUILD, HOME, ROOT
from tests.runner.process import RunnerError, clean_environment

from .account import Account, Task

FILES = BUILD / "benchmarks"
PATIENCE = 600.0


@dataclasses.dataclass(frozen=True)
class Run:
    """What one run took: seconds, MiB, and the calls that the emulator counted, by route.

    ``start``, ``items`` and ``end`` are readings of one clock; ``whole`` is the duration of the whole command.
    """

    start: float
    items: list[float]
    end: float
    whole: float
    memory: float
    calls: dict[str, int]

    @property
    def seconds(self) -> float:
        """From the start of the first task to the end of the last."""
        return self.end - self.start

    @property
    def first(self) -> float:
        """Milliseconds from the start to the end of the first item."""
        return (self.items[0] - self.start) * 1000

    @property
    def marginal(self) -> float:
        """Milliseconds that each item after the first one took, what comes after the last one included."""
        return (self.end - self.items[0]) * 1000 / (len(self.items) - 1)

    @property
    def total_calls(self) -> int:
        """All calls of the API."""
        return sum(self.calls.values())


def environment(account: Account) -> dict[str, str]:
    """The environment of every command that is measured."""
    venv_bin = Path(sys.executable).parent
    FILES.mkdir(parents=True, exist_ok=True)
    inventory = 'localhost ansible_connection=local ansible_python_interpreter="{{ ansible_playbook_python }}"\n'
    (FILES / "inventory").write_text(inventory, encoding="utf-8")
    return clean_environment(
        venv_bin,
        ANSIBLE_INVENTORY=str(FILES / "inventory"),
        # Otherwise it lies in the home directory of the user database, whatever HOME says.
        ANSIBLE_REMOTE_TEMP=str(HOME / ".ansible" / "tmp"),
        ANSIBLE_NOCOWS="true",
        ANSIBLE_COLLECTIONS_PATH=os.environ.get("ANSIBLE_COLLECTIONS_PATH", str(BUILD)),
        ANSIBLE_CALLBACK_PLUGINS=str(Path(__file__).parent / "callbacks"),
        ANSIBLE_CALLBACKS_ENABLED="benchmark_times",
        BENCHMARK_TIMES=str(FILES / "times.json"),
        LAUNCHDARKLY_ACCESS_TOKEN=account.emulator.token,
        LAUNCHDARKLY_API_HOST=account.emulator.url,
    )


def play(account: Account, tasks: list[Task], *, changed: int = 0, **variables: Any) -> Run:
    """Run ``tasks``. Raises RunnerError if one failed, or if not exactly ``changed`` of them changed something."""
    playbook = [{"hosts": "localhost", "gather_facts": False, "tasks": tasks}]
    FILES.mkdir(parents=True, exist_ok=True)
    (FILES / "playbook.yml").write_text(json.dumps(playbook), encoding="utf-8")
    (FILES / "variables.json").write_text(json.dumps({**account.variables(), **variables}), encoding="utf-8")
    (FILES / "times.json").unlink(missing_ok=True)
    script = str(Path(sys.executable).parent / "ansible-playbook")
    command = [sys.executable, script, "-e", f"@{FILES / 'variables.json'}", str(FILES / "playbook.yml")]
    whole, memory = _timed(command, account, "ansible-playbook", None)
    times = json.loads((FILES / "times.json").read_text(encoding="utf-8"))
    failed, found = sum(task["failed"] for task in times), sum(task["changed"] for task in times)
    if failed or found != changed:
        raise RunnerError(
            f"{failed} failed and {found} changed, {changed} were to change: {FILES}/ansible-playbook.log"
        )
    items = [item for task in times for item in task["items"] or [task["end"]]]
    return Run(times[0]["start"], items, times[-1]["end"], whole, memory, calls(account))


def bare(account: Account, work: str, concurrency: int = 1) -> Run:
    """Run one of the bare scripts. Raises RunnerError if it failed."""
    whole, memory = _timed(
        [sys.executable, "-m", "benchmarks.bare", work], account, "bare", json.dumps(account.variables(concurrency))
    )
    times = json.loads((FILES / "bare.log").read_text(encoding="utf-8"))
    return Run(times["start"], times["items"], times["end"], whole, memory, calls(account))


def calls(account: Account) -> dict[str, int]:
    """The calls since the account was prepared."""
    counts: dict[str, int] = account.emulator.requests()["by_route"]
    return counts


def _timed(command: list[str], account: Account, name: str, given: str | None) -> tuple[float, float]:
    """Run ``command``, its output to a log. Returns its duration in seconds and its peak memory in MiB."""
    log = FILES / f"{name}.log"
    env = environment(account)
    (FILES / "stdin").write_text(given or "", encoding="utf-8")
    with log.open("w", encoding="utf-8") as output, (FILES / "stdin").open(encoding="utf-8") as file:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=file, stdout=output, stderr=subprocess.STDOUT, env=env, cwd=ROOT)
        timer = threading.Timer(PATIENCE, os.kill, [process.pid, signal.SIGKILL])
        timer.daemon = True
        timer.start()
        try:
            # Unlike wait, it tells the memory of this process, or of the largest of its own children.
            _pid, status, usage = os.wait4(process.pid, 0)
        finally:
            timer.cancel()
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RunnerError(f"{name} ended with exit status {process.returncode}:\n{log.read_text(encoding='utf-8')}")
    return seconds, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
