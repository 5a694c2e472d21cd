# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``make live`` becomes the command itself, with the user's settings of LaunchDarkly and of the network, and no others."""

from __future__ import annotations

import os
import subprocess
import types
import typing as t
from pathlib import Path

import pytest
from project_files import text
from runner import live
from runner.paths import BUILD, ROOT
from runner.process import RunnerError


class Venvs:
    """In place of the environments."""

    def get(self, name: str) -> t.Any:
        """The one that is asked for."""
        assert name == "newest"
        return types.SimpleNamespace(python=Path("/venv/bin/python"), bin=Path("/venv/bin"))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """The commands that were started, and their environments."""
    seen: list[tuple[list[str], dict[str, str]]] = []

    def execve(program: Path, command: list[str], environment: dict[str, str]) -> None:
        seen.append((command, environment))

    def call(command: list[str], cwd: Path, env: dict[str, str]) -> int:
        assert cwd == ROOT
        seen.append((command, env))
        return int("missing.json" in command)

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.setattr(os, "chdir", lambda path: None)
    monkeypatch.setattr(subprocess, "call", call)
    monkeypatch.setattr(live, "sync_tree", lambda: 0)
    for name in ("LAUNCHDARKLY_ACCESS_TOKEN", "HTTPS_PROXY", "ANSIBLE_CONFIG", "PYTHONPATH"):
        monkeypatch.setenv(name, "set")
    return seen


def test_the_command_is_asked_with_what_was_given(
    started: list[tuple[list[str], dict[str, str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    # What never returns does here.
    run_live: t.Any = live.run_live
    run_live(Venvs(), ["--yes"])
    ((command, environment),) = started
    assert command == ["/venv/bin/python", "-m", "tests.live", "--collections", str(BUILD), "--yes"]
    assert (environment["LAUNCHDARKLY_ACCESS_TOKEN"], environment["HTTPS_PROXY"]) == ("set", "set")
    assert not {"ANSIBLE_CONFIG", "PYTHONPATH"} & environment.keys()
    assert environment["PATH"].startswith("/venv/bin:")
    assert "set" not in capsys.readouterr().out.replace("settings", "")


def test_manifests(started: list[tuple[list[str], dict[str, str]]]) -> None:
    live.run_manifests(t.cast(t.Any, Venvs()), ["file.json"])
    assert started[0][0] == ["/venv/bin/python", "-m", "tests.live.manifests", "file.json"]
    with pytest.raises(RunnerError, match="was not renewed"):
        live.run_manifests(t.cast(t.Any, Venvs()), ["missing.json"])


def test_make_takes_no_yes_from_the_environment() -> None:
    lines = text("Makefile").splitlines()
    assert "ASK =" in lines
    assert lines[lines.index("ASK =") - 1] == "LIVE ="
