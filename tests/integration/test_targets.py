# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The integration targets, against emulators: every target in a variant is one case.

``ansible-test integration`` runs a target as one command, too; here they run side by side, under every dialect. ``make test``
sets ``TEST_PART``, and runs every target once: on one version of ansible-core, in one way, under one dialect. Over the targets,
version, way and dialect all meet. Without it, every target runs in all variants.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]

from emulator.control import Emulator  # noqa: E402 - the path has to come first
from emulator.dialect import NAMED_DIALECTS  # noqa: E402

TARGETS = HERE / "targets"
COLLECTIONS = HERE.parents[4]
HELPERS = ("setup_", "prepare_")
PARTS = ("oldest", "newest")
DIALECTS = tuple(NAMED_DIALECTS)
# These set the dialect themselves, or only read and fail: a third one makes no difference to them.
IN_TWO_DIALECTS = ("connection_errors", "dialects")
# What the live service was found to answer.
FOUND = HERE.parent / "emulator" / "dialects"
PATIENCE = 900.0


@dataclasses.dataclass(frozen=True)
class Case:
    """A target in a variant."""

    target: str
    in_process: bool
    dialect: str

    def __str__(self) -> str:
        return f"{self.target}-{'in_process' if self.in_process else 'forked'}-{self.dialect}"


def find_targets() -> list[str]:
    """The targets that are tests of their own."""
    names = sorted(path.parent.name for path in TARGETS.glob("*/aliases"))
    return [
        name for name in names if "disabled" not in (TARGETS / name / "aliases").read_text(encoding="utf-8").split()
    ]


def variants(target: str, number: int, part: str) -> list[Case]:
    """The variants of ``target``, the ``number``-th one, in the ``part``; all there are where that is empty.

    The newest dialect of the live service, if there is one, comes with the newest ansible-core.
    """
    known = DIALECTS[:2] if target in IN_TWO_DIALECTS else DIALECTS
    live = sorted(file.stem for file in FOUND.glob("live-*.json"))[-1:]
    if not part:
        return [Case(target, *variant) for variant in itertools.product((True, False), (*known, *live))]
    chosen = []
    if number % 2 == PARTS.index(part):
        # To run as ordinary modules takes up to ten times as long, and tests/unit/parity compares the two ways.
        turn = number // 2
        chosen.append(Case(target, turn % 5 != 3, known[turn % len(known)]))
    return chosen + [Case(target, True, name) for name in live if part == "newest"]


def cases() -> list[Case]:
    """What there is to run. What takes longest comes first, so that no process is left alone with it at the end."""
    part = os.environ.get("TEST_PART", "")
    chosen = [case for number, target in enumerate(find_targets()) for case in variants(target, number, part)]
    return sorted(chosen, key=lambda case: case.in_process and not case.target.endswith("_role"))


@pytest.fixture(scope="session")
def running_emulator() -> Iterator[Emulator]:
    """The process."""
    with Emulator.start() as emulator:
        yield emulator


@pytest.mark.parametrize("case", cases(), ids=str)
def test_target(case: Case, running_emulator: Emulator, tmp_path: Path) -> None:
    """Its playbook ends well, on an emulator that starts afresh."""
    # Ansible would take the role for one without tasks, and be content.
    assert (TARGETS / case.target / "tasks" / "main.yml").is_file()
    running_emulator.reset(dialect=case.dialect)
    inventory = 'localhost ansible_connection=local ansible_python_interpreter="{{ ansible_playbook_python }}"\n'
    (tmp_path / "inventory").write_text(inventory, encoding="utf-8")
    # JSON is YAML.
    playbook = [{"hosts": "localhost", "gather_facts": False, "roles": [{"role": case.target}]}]
    (tmp_path / "playbook.yml").write_text(json.dumps(playbook), encoding="utf-8")
    variables = {
        "emulator_url": running_emulator.url,
        "emulator_token": running_emulator.token,
        "emulator_dialect": case.dialect,
        "community_launchdarkly_in_process": case.in_process,
    }
    (tmp_path / "variables.json").write_text(json.dumps(variables), encoding="utf-8")
    settings = {
        "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS),
        "ANSIBLE_INVENTORY": str(tmp_path / "inventory"),
        "ANSIBLE_ROLES_PATH": str(TARGETS),
        # Otherwise it lies in the home directory of the user database, whatever HOME says.
        "ANSIBLE_REMOTE_TEMP": str(tmp_path / "remote"),
        "ANSIBLE_LOCAL_TEMP": str(tmp_path / "local"),
        "ANSIBLE_NOCOWS": "true",
        "LAUNCHDARKLY_ACCESS_TOKEN": running_emulator.token,
        "LAUNCHDARKLY_API_HOST": running_emulator.url,
    }
    command = [sys.executable, "-m", "ansible", "playbook", "-v", "-e", "@variables.json", "playbook.yml"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout
