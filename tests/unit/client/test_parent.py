# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who ends a run wants no more writes of it: real playbooks, ended in the middle."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client import parent
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import StarterGone
from emulator.control import Emulator
from scripted_server import ScriptedServer, answer

COLLECTIONS = Path(parent.__file__).absolute().parents[6]
MANY = 60
CONCURRENCY = 4
CONNECTION = {"access_token": "{{ token }}", "base_url": "{{ url }}"}
REDIS = {"project_key": "many", "redis": {"host": "redis.example.com"}, "name": "Segments"}
TASKS = {
    "loop": {
        "community.launchdarkly.big_segment_store": {**CONNECTION, **REDIS, "environment_key": "env-{{ item }}"},
        "loop": list(range(MANY)),
    },
    "plural": {
        "community.launchdarkly.big_segment_stores": {
            **CONNECTION,
            "stores": [{**REDIS, "environment_key": f"env-{number}"} for number in range(MANY)],
        },
    },
}


@pytest.fixture(scope="module")
def running_emulator() -> Iterator[Emulator]:
    """One of their own: a process that outlives its run must not ask the one in whose log other tests look."""
    with Emulator.start() as emulator:
        yield emulator


@pytest.fixture
def started(emulator: Emulator, tmp_path: Path) -> Iterator[Callable[[str, bool], subprocess.Popen[bytes]]]:
    """Starts a playbook with one task against an emulator that takes its time."""
    emulator.seed(projects=[{"key": "many", "environments": [{"key": f"env-{n}"} for n in range(MANY)]}])
    processes: list[subprocess.Popen[bytes]] = []

    def start(task: str, in_process: bool) -> subprocess.Popen[bytes]:
        emulator.settings(latency_ms=120)
        play = {"hosts": "localhost", "connection": "local", "gather_facts": False, "tasks": [TASKS[task]]}
        (tmp_path / "play.yml").write_text(json.dumps([play]), encoding="utf-8")
        variables = {
            "token": emulator.token,
            "url": emulator.url,
            "community_launchdarkly_in_process": in_process,
            "ansible_python_interpreter": sys.executable,
        }
        processes.append(
            subprocess.Popen(
                [sys.executable, "-m", "ansible", "playbook", "play.yml", "-e", json.dumps(variables)],
                cwd=tmp_path,
                env={
                    "PATH": os.environ.get("PATH", os.defpath),
                    "HOME": str(tmp_path),
                    "LC_ALL": "C.UTF-8",
                    "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS),
                    "TMPDIR": str(tmp_path),
                },
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()
    for number in _left(tmp_path):
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def _writes(emulator: Emulator) -> int:
    return sum(count for route, count in emulator.requests()["by_route"].items() if not route.startswith("GET "))


def _until(done: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def _left(folder: Path) -> list[int]:
    """The processes that work in ``folder``: a worker of ansible-core 2.19 and later leaves the group of its run.

    One that waits to tell a reader that is gone of its result may stay for ever. Nothing where there is no /proc.
    """
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (place / "cwd").readlink() == folder:
                found.append(int(place.name))
    return found


def _cases() -> Iterator[Any]:
    """Each signal, task and way of running; each pair of them at least once where not all are run."""
    signals = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
    for (number, ended_by), task, in_process in itertools.product(enumerate(signals), TASKS, (True, False)):
        is_short = (number + list(TASKS).index(task) + in_process) % 2 == 0
        marks = () if is_short else (pytest.mark.long,)
        yield pytest.param(in_process, task, ended_by, marks=marks, id=f"{in_process}-{task}-{ended_by.name}")


@pytest.mark.parametrize(("in_process", "task", "ended_by"), list(_cases()))
def test_nothing_is_written_for_a_run_that_has_ended(
    emulator: Emulator,
    started: Callable[[str, bool], Any],
    tmp_path: Path,
    task: str,
    in_process: bool,
    ended_by: signal.Signals,
) -> None:
    """But for what is on its way already."""
    process = started(task, in_process)
    _until(lambda: _writes(emulator) >= 3, 60)
    process.send_signal(ended_by)
    process.wait(30)
    on_their_way = _writes(emulator) + CONCURRENCY
    emulator.settings(latency_ms=0)
    # What would go on is fast now, and would be done in this time, or ends with all that the run has started.
    end = time.monotonic() + 6
    while _left(tmp_path) and time.monotonic() < end:
        time.sleep(0.05)
    assert 3 <= _writes(emulator) <= on_their_way < MANY


def test_a_client_writes_nothing_after_its_parent(client_of: Callable[..., Client], monkeypatch: Any) -> None:
    """It reads, since that does no harm and cleans up what is on its way."""
    with ScriptedServer(answer(200, {})) as server:
        client = client_of(server.url)
        client.request("PATCH", ("a",), body=[])
        monkeypatch.setattr(os, "getppid", lambda: 1)
        client.get(("a",))
        for method in ("POST", "PATCH", "DELETE"):
            with pytest.raises(StarterGone, match=rf"has ended, so {method} /api/v2/a was not sent\. What was written"):
                client.request(method, ("a",), body=[])
        assert [request.method for request in server.requests] == ["PATCH", "GET"]


def test_what_a_worker_hands_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first parent that it had. What comes from elsewhere counts for nothing."""
    monkeypatch.setenv(parent.VARIABLE, "")
    parent.hand_down()
    first = os.environ[parent.VARIABLE]
    assert first == f"{os.getpid()} {os.getppid()}"
    monkeypatch.setattr(os, "getppid", lambda: 1)
    parent.hand_down()
    assert os.environ[parent.VARIABLE] == first
    for foreign in ("1 2", "999999999 1", "rubbish", "1", "1 2 3"):
        monkeypatch.setenv(parent.VARIABLE, foreign)
        assert not parent.Parent().is_gone()
