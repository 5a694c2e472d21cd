# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ansible-builder makes of the collection, up to the point where it would need a container engine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from job_templates import COLLECTION


def ansible_builder(folder: Path, *arguments: str) -> str:
    """The output of a command that has to end well."""
    command = [sys.executable, "-m", "ansible_builder", *arguments]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def requirements() -> list[str]:
    """What the collection says it needs."""
    lines = (COLLECTION / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build context of the file for users."""
    folder = tmp_path_factory.mktemp("execution_environment")
    definition = str(COLLECTION / "execution-environment.yml")
    words = ["--file", definition, "--context", "context", "--output-filename", "Containerfile"]
    ansible_builder(folder, "create", *words)
    return folder / "context"


def test_introspect(tmp_path: Path) -> None:
    """The collection, where it is installed, says what it needs; this is what a build of any image asks."""
    collections = COLLECTION.parents[2]
    found = yaml.safe_load(ansible_builder(tmp_path, "introspect", str(collections)))
    own = [line for line in found["python"] if line.endswith("# from collection community.launchdarkly")]
    assert [line.partition(" ")[0] for line in own] == requirements() != []
    assert [line for line in found["system"] if "community.launchdarkly" in line] == []


def test_the_context_introspects(context: Path, tmp_path: Path) -> None:
    """With the script that the image is built with, which writes what pip is to install."""
    (tmp_path / "bindep.txt").write_text((context / "_build" / "bindep.txt").read_text(encoding="utf-8"))
    words = ["introspect", "--user-bindep=bindep.txt", "--write-bindep=out.bindep", "--write-pip=out.pip"]
    script = context / "_build" / "scripts" / "introspect.py"
    subprocess.run([sys.executable, script, *words, COLLECTION.parents[2]], cwd=tmp_path, timeout=60, check=True)
    packages = (tmp_path / "out.pip").read_text(encoding="utf-8").splitlines()
    assert set(requirements()) <= {line.partition(" ")[0] for line in packages}
    assert "git-core [platform:rpm]" in (tmp_path / "out.bindep").read_text(encoding="utf-8")


def test_the_context_installs_the_collection(context: Path) -> None:
    """On an interpreter of its own, with ansible-core and ansible-runner; and it looks whether the plugins import."""
    galaxy = yaml.safe_load((context / "_build" / "requirements.yml").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in galaxy["collections"]] == ["community.launchdarkly"]
    steps = (context / "Containerfile").read_text(encoding="utf-8")
    assert 'ARG ANSIBLE_INSTALL_REFS="ansible-core>=2.16 ansible-runner>=2.4"' in steps
    imported = re.search(r"^RUN python3\.12 -c 'import ([\w, ]+)'", steps, re.MULTILINE)
    assert imported
    assert imported[1].split(", ") == [re.split(r"\W", line)[0] for line in requirements()]


def test_the_versions_fit() -> None:
    """No lower bound in the file for users is older than what the collection supports."""
    runtime = yaml.safe_load((COLLECTION / "meta" / "runtime.yml").read_text(encoding="utf-8"))
    definition = yaml.safe_load((COLLECTION / "execution-environment.yml").read_text(encoding="utf-8"))
    core = definition["dependencies"]["ansible_core"]["package_pip"]
    assert runtime["requires_ansible"].removesuffix(".0") == core.removeprefix("ansible-core")
