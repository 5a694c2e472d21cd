# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``make live`` becomes the command itself, with the user's settings of LaunchDarkly and of the network, and no others."""

from __future__ import annotations

import os
import typing as t

import pytest
from project_files import text
from runner import __main__ as runner
from runner.paths import BUILD, VENVS


def test_the_command_is_asked_with_what_was_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda program, command, environment: seen.append((command, environment)))
    monkeypatch.setattr(os, "chdir", lambda path: None)
    monkeypatch.setattr(runner, "nox", lambda sessions: sessions != ["newest"])
    for name in ("LAUNCHDARKLY_ACCESS_TOKEN", "HTTPS_PROXY", "ANSIBLE_CONFIG", "PYTHONPATH"):
        monkeypatch.setenv(name, "set")
    # What never returns does here.
    become_live: t.Any = runner.become_live
    become_live(["--yes"])
    ((command, environment),) = seen
    python = str(VENVS / "newest" / "bin" / "python")
    assert command == [python, "-m", "tests.live", "--collections", str(BUILD), "--yes"]
    assert (environment["LAUNCHDARKLY_ACCESS_TOKEN"], environment["HTTPS_PROXY"]) == ("set", "set")
    assert not {"ANSIBLE_CONFIG", "PYTHONPATH"} & environment.keys()
    assert environment["PATH"].startswith(f"{VENVS / 'newest' / 'bin'}:")
    assert "set" not in capsys.readouterr().out


def test_make_takes_no_yes_from_the_environment() -> None:
    lines = text("Makefile").splitlines()
    assert "ASK =" in lines
    assert lines[lines.index("ASK =") - 1] == "LIVE ="
