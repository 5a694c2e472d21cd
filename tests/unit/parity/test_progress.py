# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Progress: where it is shown, how often, by whose name, and without secrets."""

from __future__ import annotations

import types
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._censor import Censor
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from run_playbooks import Playbooks

NAME = "community.launchdarkly.big_segment_stores"


def shown(patch: pytest.MonkeyPatch, moments: list[float], no_log: bool = False) -> list[tuple[str, Any]]:
    """What is displayed of a line at each of ``moments``, in seconds after the start."""
    clock = iter([0.0, *moments])
    patch.setattr(_in_process.time, "monotonic", lambda: next(clock))
    lines: list[tuple[str, Any]] = []
    display = types.SimpleNamespace(display=lambda text, **named: lines.append((text, named)))
    patch.setattr(_in_process, "display", display)
    action = types.SimpleNamespace(_task=types.SimpleNamespace(action=NAME, no_log=no_log))
    show = _in_process.InProcessAction._progress(action, Censor({"secret-1"}))
    for moment in moments:
        show(f"applied {moment:g} of 60 with secret-1")
    return lines


def test_no_more_than_one_line_in_five_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """On standard error, by the name that the user wrote; nothing of a secret."""
    lines = shown(monkeypatch, [0.1, 2, 5.5, 6, 9, 10.3, 10.6, 30])
    assert [text for text, _named in lines] == [
        f"{NAME}: applied {moment} of 60 with ********" for moment in ("5.5", "10.6", "30")
    ]
    assert all(named == {"stderr": True} for _text, named in lines)


def test_a_task_that_counts_loses_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """It measures its five seconds a moment before they are measured here."""
    moments = [5.001, 10.0011, 15.0009, 20.0012]
    assert len(shown(monkeypatch, moments)) == len(moments)


def test_nothing_of_a_task_with_no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Display knows nothing of it."""
    assert shown(monkeypatch, [6, 12], no_log=True) == []


def test_a_worker_s_progress_reaches_standard_error(playbooks: Playbooks) -> None:
    """And nothing but the result the standard output, which may be that of a JSON callback."""
    run = playbooks.run("progress.yml")
    assert run.status == 0, run.output + run.warnings
    lines = [line for line in run.warnings.splitlines() if " of wait_timeout left" in line]
    assert len(lines) == 1 and lines[0].startswith("community.launchdarkly.big_segment_store: "), run.warnings
    assert lines[0].endswith(" s of wait_timeout left") and "none" not in lines[0]
    assert "of wait_timeout left" not in run.output
    assert "within-progress" not in run.output + run.warnings


@pytest.mark.parametrize("in_process", [True, False])
def test_what_failed_among_many_can_be_read(playbooks: Playbooks, in_process: bool) -> None:
    """ansible-core before 2.19 would have it at the end of one line, after all that was done. How many is said last."""
    run = playbooks.run("many.yml", variables={_in_process.SWITCH: in_process})
    assert run.status == 0, run.output + run.warnings
    lines = run.section("Some of them fail").splitlines()
    (told,) = (line for line in lines if line.startswith('    "msg": '))
    assert told.startswith('    "msg": "1 of 3 could not be brought')
    assert told.rstrip(",").endswith('2 created, 0 changed, 0 deleted, 0 unchanged, 1 failed"')
    after = lines[lines.index(told) + 1 :]
    assert len(after) < 5, after
