# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The workflow, the hook of pre-commit and the Makefile do the same as the runner."""

from __future__ import annotations

import re
import typing as t

import pytest
from project_files import load, text
from runner import interpreters
from runner.__main__ import OPTIONAL, STEPS, select
from runner.interpreters import CANDIDATE, NEXT, RELEASES, choose
from runner.paths import LONG
from runner.process import RunnerError

# YAML 1.1 reads the key "on" as true.
WORKFLOW: dict[t.Any, t.Any] = load(".github/workflows/ci.yml")
JOBS = WORKFLOW["jobs"]
LIVE: dict[t.Any, t.Any] = load(".github/workflows/live.yml")
RELEASE: dict[t.Any, t.Any] = load(".github/workflows/release.yml")
WORKFLOWS = ("ci.yml", "live.yml", "release.yml")

EVERY_PAIR = [
    (release.name, f"3.{minor}")
    for release in (*RELEASES, *NEXT)
    for minor in range(release.first[1], release.last[1] + 1)
]


def commands(job: str) -> list[str]:
    return [step["run"] for step in JOBS[job]["steps"] if "run" in step]


def test_the_matrix_has_every_pair_that_the_runner_knows() -> None:
    matrix = JOBS["test"]["strategy"]["matrix"]
    assert list(matrix) == ["include"]
    assert [(entry["core"], entry["python"]) for entry in matrix["include"]] == EVERY_PAIR


def test_the_jobs_together_run_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LONG, "")
    (command,) = commands("test")
    steps = command.partition("STEPS=")[2].strip('"').split()
    assert {step.partition("-")[0] for step in steps} | {"linters", "galaxy"} == {
        name.partition("-")[0] for name in {*STEPS} - OPTIONAL
    }
    assert steps == [name for name in STEPS if name.endswith("-newest")]
    assert commands("lint") == ["make lint"]
    assert commands("galaxy") == ["make test STEPS=galaxy"]
    assert commands("docs") == ["make docs"]
    assert commands("coverage") == ["make test STEPS=coverage"]
    assert commands("mutation") == ["make mutation"]
    assert commands("long") == ["make test STEPS=long"]
    assert set(select(["long"])) == {*STEPS} - {"coverage"}


def test_a_job_tests_the_pair_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    variables = JOBS["test"]["env"]
    assert variables == {
        interpreters.ONLY_CORE: "${{ matrix.core }}",
        interpreters.ONLY_PYTHON: "${{ matrix.python }}",
    }
    pythons = {(3, minor): f"python3.{minor}" for minor in range(10, 15)}
    for core, python in EVERY_PAIR:
        monkeypatch.setenv(interpreters.ONLY_CORE, core)
        monkeypatch.setenv(interpreters.ONLY_PYTHON, python)
        pairs = choose(pythons)
        assert pairs["oldest"] == pairs["newest"]
        assert str(pairs["newest"]) == f"ansible-core {core} on Python {python}"


def test_a_pair_that_there_is_not_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(interpreters.ONLY_CORE, "2.16")
    monkeypatch.setenv(interpreters.ONLY_PYTHON, "3.13")
    with pytest.raises(RunnerError, match=r"TEST_ANSIBLE_CORE=2\.16, TEST_PYTHON=3\.13"):
        choose({(3, 13): "python3.13"})


def test_what_is_not_released_holds_nobody_up() -> None:
    names = ", ".join(f'"{release.name}"' for release in NEXT)
    assert JOBS["test"]["continue-on-error"] == f"${{{{ contains(fromJSON('[{names}]'), matrix.core) }}}}"


def test_a_release_candidate_is_one_that_pip_may_take() -> None:
    """Without its mark pip takes releases only, of which there is none."""
    assert CANDIDATE.requirement == f"ansible-core~={CANDIDATE.name}.0{CANDIDATE.candidate}"
    assert re.fullmatch(r"rc\d+", CANDIDATE.candidate)
    assert CANDIDATE.core == (2, RELEASES[-1].core[1] + 1)


def test_what_comes_next_is_tested_only_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(interpreters.ONLY_CORE, raising=False)
    monkeypatch.delenv(interpreters.ONLY_PYTHON, raising=False)
    assert choose({(3, 14): "python3.14"})["newest"].release == RELEASES[-1]


def test_the_workflow_runs_for_every_pull_request_and_every_week() -> None:
    events = WORKFLOW[True]
    assert "pull_request" in events
    assert "main" in events["push"]["branches"]
    assert [entry["cron"].split()[-1] for entry in events["schedule"]] == ["1"]


def test_one_check_stands_for_all() -> None:
    assert set(JOBS["passed"]["needs"]) == JOBS.keys() - {"passed"}
    assert JOBS["passed"]["if"] == "always()"


def test_the_hook_runs_what_make_lint_runs() -> None:
    (repository,) = load(".pre-commit-config.yaml")["repos"]
    (hook,) = repository["hooks"]
    recipe = text("Makefile").partition("\nlint:")[2].splitlines()[1].strip().removeprefix("@")
    runner = text("Makefile").partition("\nRUNNER = ")[2].splitlines()[0]
    assert recipe.replace("$(RUNNER)", runner).replace("$(PYTHON)", "python3") == hook["entry"]
    assert hook["always_run"]
    assert not hook["pass_filenames"]


def test_the_live_service_is_asked_by_hand_only() -> None:
    assert list(LIVE[True]) == ["workflow_dispatch"]
    assert LIVE["permissions"] == {"contents": "read"}
    assert LIVE["concurrency"] == {"group": "live", "cancel-in-progress": False}
    (job,) = LIVE["jobs"].values()
    assert job["environment"] == "live"
    assert "github.repository ==" in job["if"] and "refs/heads/main" in job["if"]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs == ['make live ASK="--yes --sweep"', 'make live ASK="--yes --resume-cleanup"']
    # What is written into a command could be more than it seems.
    assert not any("${{" in run for run in runs)


def test_no_other_workflow_has_a_secret() -> None:
    assert "secrets." not in text(".github/workflows/ci.yml")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned(name: str) -> None:
    """By the whole hash of a commit, with its version beside it; the same in every workflow."""
    used = re.findall(r"uses: (\S+)@(\S+)(.*)", text(f".github/workflows/{name}"))
    for action, pin, comment in used:
        assert re.fullmatch(r"[0-9a-f]{40}", pin) and re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action
    every = re.findall(r"uses: (\S+)@(\S+)", "".join(text(f".github/workflows/{other}") for other in WORKFLOWS))
    assert len({action for action, _pin in every}) == len(set(every))


def test_a_release_is_published_after_all_that_can_fail_and_a_reviewer() -> None:
    """Its tests, the importer, the site. Nothing else has the token, and no job before it may write."""
    jobs = RELEASE["jobs"]
    assert RELEASE[True] == {"push": {"tags": ["[0-9]+.[0-9]+.[0-9]+"]}}
    assert RELEASE["permissions"] == {"contents": "read"}
    assert "workflow_call" in WORKFLOW[True] and jobs["test"] == {"uses": "./.github/workflows/ci.yml"}
    publish = jobs["publish"]
    assert (
        set(publish["needs"]) == {name for name, job in jobs.items() if "needs" not in job} == {"test", "build", "docs"}
    )
    assert publish["environment"] == "galaxy"
    assert [job for job in jobs.values() if "secrets." in str(job)] == [publish]
    assert {name for name, job in jobs.items() if "permissions" in job} == {
        name for name, job in jobs.items() if job.get("needs") == ["publish"]
    }
    runs = [step.get("run", "") for step in jobs["build"]["steps"]]
    assert runs.index('python3 -m tests.runner release-check -- "$GITHUB_REF_NAME"') < runs.index(
        "make test STEPS=galaxy"
    )
    assert not any("${{" in step.get("run", "") for job in jobs.values() for step in job.get("steps", ()))
