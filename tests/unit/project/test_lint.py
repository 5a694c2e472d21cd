# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the step lint counts, and that no linter is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from project_files import load, text
from runner import lint
from runner.process import RunnerError
from runner.results import Result

CASES = """<testsuites><testsuite>
<testcase classname="codeqa" name="ruff check" time="0.5"/>
<testcase classname="codeqa" name="pylint" time="20"><failure message="no"/></testcase>
<testcase classname="ansible-lint" name="ansible-lint" time="9"/>
<testcase classname="typing" name="mypy" time="1"><error/></testcase>
<testcase classname="yamllint" name="files" time="1"><skipped/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Where antsibull-nox and nox leave their reports."""
    cases, sessions = tmp_path / "lint.xml", tmp_path / "lint.json"
    monkeypatch.setattr(lint, "CASES", cases)
    monkeypatch.setattr(lint, "SESSIONS", sessions)
    return cases, sessions


def sessions_report(**results: str) -> str:
    sessions = [{"name": name.replace("_", "-"), "result": result, "duration": 2.0} for name, result in results.items()]
    return json.dumps({"result": 1, "sessions": sessions})


def test_every_tool_is_a_case(reports: tuple[Path, Path]) -> None:
    reports[0].write_text(CASES, encoding="utf-8")
    reports[1].write_text(sessions_report(codeqa="failed", lint="failed", ansible_lint="success"), encoding="utf-8")
    result = Result("lint")
    lint.count(result)
    assert result.failures == ["codeqa: pylint", "typing: mypy", "yamllint: files"]
    assert [part.name for part in result.parts if not part.failed] == ["codeqa: ruff check", "ansible-lint"]
    assert result.parts[1].seconds == 20


def test_a_session_without_tools_is_a_case(reports: tuple[Path, Path]) -> None:
    reports[1].write_text(sessions_report(quiet="success", broken="failed", lint="aborted"), encoding="utf-8")
    result = Result("lint")
    lint.count(result)
    assert (result.passed, result.failures) == (1, ["broken"])


def test_a_nox_that_does_not_start_is_an_error(
    reports: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("COPY", "ENVIRONMENTS", "TEMPORARY", "REPORTS", "BUILD"):
        monkeypatch.setattr(lint, name, tmp_path / name)
    monkeypatch.setattr(lint, "sync", lambda target: target.mkdir(parents=True))
    monkeypatch.setattr(lint, "git", lambda *_arguments, directory: b"")
    monkeypatch.setattr(lint, "must", lambda *_arguments, **_options: '[{"session": "typing"}]')
    monkeypatch.setattr(lint, "run", lambda *_arguments, **_options: (2, "it broke"))
    venv = type("Venv", (), {"bin": tmp_path, "python": tmp_path / "python", "path": tmp_path})()
    with pytest.raises(RunnerError, match="exit status 2 and no report"):
        lint.run_lint(venv, Result("lint"))
    assert (tmp_path / "ENVIRONMENTS" / "typing").is_symlink()


@pytest.mark.parametrize("switch", ["ruff_format", "ruff_check", "mypy", "yamllint"])
def test_a_linter_of_the_code_is_on(switch: str) -> None:
    assert re.search(rf"^run_{switch} = true$", text("antsibull-nox.toml"), re.MULTILINE)


@pytest.mark.parametrize("session", ["lint", "docs_check", "license_check", "extra_checks", "ansible_lint"])
def test_a_session_is_there(session: str) -> None:
    assert f"\n[sessions.{session}]\n" in text("antsibull-nox.toml")


@pytest.mark.parametrize("check", ["no_unwanted_files", "no_trailing_whitespace", "action_groups"])
def test_an_extra_check_is_on(check: str) -> None:
    assert re.search(rf"^run_{check} = true$", text("antsibull-nox.toml"), re.MULTILINE)


def test_roles_and_playbooks_are_linted_by_the_strictest_profile() -> None:
    settings = load(".ansible-lint")
    assert settings["profile"] == "production"
    assert settings["strict"]
    assert settings["offline"]
    assert not settings.keys() & {"skip_list", "warn_list"}
    # One project that a role holds, which has variables of other roles.
    content = {
        path for path in settings["exclude_paths"] if path.startswith(("roles", "playbooks", "plugins", "tests/i"))
    }
    assert content == {"roles/controller_content/files/"}


def test_every_linter_has_its_version_in_one_place() -> None:
    pinned = set(
        re.findall(r"^([A-Za-z-]+)(?:\[[a-z-]+\])?(?:~=|>=)", text("tests/requirements/linters.txt"), re.MULTILINE)
    )
    tools = {"ansible-core", "ansible-lint", "antsibull-changelog", "antsibull-docs", "antsibull-nox"}
    assert pinned >= tools | {"mypy", "nox", "pylint", "reuse", "ruff", "yamllint"}
    for line in text("antsibull-nox.toml").splitlines():
        if "_package = " in line:
            assert 'type = "constraints", file = "tests/requirements/linters.txt"' in line
