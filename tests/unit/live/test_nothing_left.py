# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs that are killed, interrupted or cut off: the journal tells what to take away, and nothing is left.

LAUNCHDARKLY_TEST_EXAMPLES says how many runs are killed; a number given there kills them at other calls each time.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import typing as t
from pathlib import Path

import pytest
from emulator.control import Emulator
from emulator.dialect import NAMED_DIALECTS
from far_service import AFTER, BEFORE, FarService
from live_command import HERE, Live

EXAMPLES = os.environ.get("LAUNCHDARKLY_TEST_EXAMPLES", "")
SEED = random.SystemRandom().randrange(2**32) if EXAMPLES else 5
CALLS = 250
"""Of a whole run; one that ends before it could be killed has cleaned up by itself."""

# Somebody else's, one of each kind.
THEIRS = {
    "projects": [{"key": "shop"}],
    "stores": [{"projectKey": "shop", "environmentKey": "test", "integrationKey": "redis", "config": {"host": "h"}}],
    "integration_configurations": [
        {"integrationKey": "custom-approvals", "name": "theirs", "configValues": {"apiKey": "k", "baseURL": "b"}}
    ],
}


def start(live: Live, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """The command as a process."""
    environment = {**os.environ, **live.environment, "PYTHONPATH": str(HERE.parents[1])}
    return subprocess.Popen(
        [sys.executable, str(HERE / "quick_run.py"), str(folder), *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run_signalled(
    live: Live, far: FarService, folder: Path, at: tuple[int, str], number: int, *arguments: str
) -> tuple[int, str]:
    """A run that gets a signal at one of its calls. Returns its exit status and its output."""
    process = start(live, folder, "--yes", "--shared-account", *arguments)
    far.at(*at, lambda: process.send_signal(number))
    output, _none = process.communicate(timeout=120)
    return process.returncode, output


@pytest.mark.parametrize("number", range(int(EXAMPLES or 6)))
def test_a_killed_run(live: Live, far_service: FarService, tmp_path: Path, number: int) -> None:
    rng = random.Random(f"{SEED} {number}")
    at = (rng.randrange(1, CALLS), rng.choice((BEFORE, AFTER)))
    dialect = rng.choice(list(NAMED_DIALECTS))
    print(f"seed {SEED}, number {number}: killed at {at}, dialect {dialect}")
    live.emulator.reset(dialect=dialect, seed=THEIRS)
    before = live.emulator.state()
    status, output = run_signalled(live, far_service, tmp_path, at, signal.SIGKILL)
    assert status == -signal.SIGKILL, output
    if rng.random() < 0.3:
        # And once more, while it is cleaned up after.
        for journal in live.journals():
            again = (rng.randrange(1, 12), rng.choice((BEFORE, AFTER)))
            run_signalled(live, far_service, tmp_path, again, signal.SIGKILL, "--resume-cleanup", str(journal))
    far_service.at(0, BEFORE, lambda: None)
    for journal in live.journals():
        assert journal.stat().st_mode & 0o777 == 0o600
        named = [str(journal)] if rng.random() < 0.5 else []
        assert live("--yes", "--resume-cleanup", *named) == 0
        assert '"clean"' in journal.read_text(encoding="utf-8")
    assert live.emulator.state() == before


def test_there_is_nothing_to_clean_up(emulator: Emulator, live: Live, tmp_path: Path) -> None:
    """No journal, one without a beginning, and one of a run that has ended well."""
    assert live("--yes", "--resume-cleanup") == 0
    live.places.work.mkdir()
    empty = live.places.work / "acl-live-20260101-000000.journal"
    empty.write_text('{"event": "beg', encoding="utf-8")
    assert live.armed("--only", "U26") == 0
    emulator.clear_requests()
    assert live("--yes", "--resume-cleanup") == 0
    assert emulator.requests()["total"] == 0
    assert live("--yes", "--resume-cleanup", str(empty)) == 2


def test_a_journal_of_another_account(emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    emulator.faults([{"kind": "error", "method": "DELETE", "status": 500, "times": None}])
    assert live.armed("--only", "U2") == 3
    (journal,) = live.journals()
    text = journal.read_text(encoding="utf-8")
    journal.write_text(text.replace("57be1db38b75bf0772d11380", "57be1db38b75bf0772d11399"), encoding="utf-8")
    emulator.clear_faults()
    emulator.clear_requests()
    assert live("--yes", "--resume-cleanup", str(journal)) == 2
    assert "is of another host or account" in capsys.readouterr().out
    assert emulator.requests()["writes"] == 0


@pytest.mark.parametrize("at", [20, 60, 150])
def test_an_interrupted_run_cleans_up_by_itself(live: Live, far_service: FarService, tmp_path: Path, at: int) -> None:
    live.emulator.reset(seed=THEIRS)
    before = live.emulator.state()
    status, output = run_signalled(live, far_service, tmp_path, (at, BEFORE), signal.SIGTERM)
    assert status == 130, output
    assert live.emulator.state() == before
    (journal,) = live.journals()
    assert '"clean"' in journal.read_text(encoding="utf-8")
    assert "everything that was made is gone" in output


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
@pytest.mark.parametrize("kind", ["drop_after", "fail_after"])
def test_lost_answers(emulator: Emulator, live: Live, method: str, kind: str) -> None:
    """Something was made whose id nobody was told: what it belongs to, or its name, tells whose it is."""
    emulator.reset(seed=THEIRS)
    before = emulator.state()
    for skip in (0, 1, 2):
        emulator.faults([{"kind": kind, "method": method, "skip": skip}])
        assert live.armed("--only", "U1,U27") in (0, 1)
        assert emulator.waiting_faults() == []
        assert emulator.state() == before


def test_an_interrupted_run_that_cannot_clean_up_says_so(
    emulator: Emulator, live: Live, far_service: FarService, tmp_path: Path
) -> None:
    emulator.faults([{"kind": "error", "method": "DELETE", "status": 500, "times": None}])
    status, output = run_signalled(live, far_service, tmp_path, (60, BEFORE), signal.SIGTERM)
    assert status == 3, output
    assert "NOT AS BEFORE" in output


def test_results_that_cannot_be_written_are_a_failure(emulator: Emulator, live: Live) -> None:
    before = emulator.state()
    live.places.work.mkdir()
    (live.places.work / "part").write_text("in the way", encoding="utf-8")
    assert live.armed("--only", "U2") == 1
    assert emulator.state() == before


def test_what_cannot_be_taken_away_is_told(emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    before = emulator.state()
    emulator.faults([{"kind": "error", "method": "DELETE", "status": 500, "times": None}])
    assert live.armed("--only", "U2") == 3
    output = capsys.readouterr().out
    assert "NOT AS BEFORE" in output
    (journal,) = live.journals()
    emulator.clear_faults()
    assert f"--resume-cleanup {journal}" in output
    assert live("--yes", "--resume-cleanup", str(journal)) == 0
    assert emulator.state() == before


def test_somebody_elses_change_is_told(emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    created = emulator.reset(seed=THEIRS)["created"]

    def ask(question: str) -> str:
        emulator.delete_store(created["stores"][0])
        return "d11380"

    del live.environment["LAUNCHDARKLY_LIVE_ACCOUNT"]
    assert live("--yes", "--shared-account", "--only", "U26", ask=ask) == 3
    assert f"store {created['stores'][0]}: it was there before, and is gone" in capsys.readouterr().out


def test_leftovers_are_swept(emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    """Those of a run by the form of the key and by the tag, and only if they are old."""
    old = "acl-live-20200101-00000a"
    values = {"apiKey": "k", "baseURL": "b"}
    projects: list[dict[str, t.Any]] = [
        {"key": old, "tags": ["acl-live"]},
        {"key": "acl-live-20200101-00000b", "tags": []},
        {"key": "acl-live-2020", "tags": ["acl-live"]},
    ]
    configurations = [
        {"integrationKey": "custom-approvals", "name": f"{old}-twin", "configValues": values},
        {"integrationKey": "custom-approvals", "name": f"x-{old}", "configValues": values},
    ]
    emulator.seed(projects=projects, integration_configurations=configurations)
    assert live.armed("--only", "U26") == 0
    assert f"left by an earlier run: {old}" in capsys.readouterr().out
    assert len(emulator.state()["projects"]) == 4
    assert live.armed("--only", "U26", "--sweep") == 0
    state = emulator.state()
    assert [one["key"] for one in state["projects"]] == ["default", "acl-live-20200101-00000b", "acl-live-2020"]
    assert [one["name"] for one in state["integration_configurations"]] == [f"x-{old}"]
