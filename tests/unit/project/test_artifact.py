# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ansible-galaxy builds from the tree: nothing that is not wanted, and enough to work."""

from __future__ import annotations

import fcntl
import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from project_files import fully, plugins, roles
from runner.paths import ROOT

NEEDED = ("meta", "plugins", "roles", "playbooks")
WANTED = {
    *NEEDED,
    "CHANGELOG.rst",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "COPYING",
    "FILES.json",
    "LICENSES",
    "MANIFEST.json",
    "README.md",
    "REUSE.toml",
    "changelogs",
    "docs",
    "execution-environment.yml",
    "requirements.txt",
    "tests",
}

# Whoever runs the one that is left out has the collection awx.awx; the other one is not in the artifact.
PLAYBOOKS = sorted({path.stem for path in (ROOT / "playbooks").glob("*.yml")} - {"awx_setup", "live"})


def ansible(command: str, *arguments: str, directory: Path, **env: str) -> str:
    """The output of an Ansible command. Raises if it fails."""
    code = f"import sys; from ansible.cli.{command} import main; sys.exit(main())"
    environment = {**os.environ, **env, "ANSIBLE_LOCAL_TEMP": str(directory / "tmp"), "ANSIBLE_NOCOLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def artifact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built file, which all processes of a run share."""
    base = tmp_path_factory.getbasetemp()
    directory = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "artifact"
    directory.mkdir(exist_ok=True)
    with (directory / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not list(directory.glob("*.tar.gz")):
            ansible("galaxy", "collection", "build", str(ROOT), "--output-path", str(directory), directory=directory)
    (file,) = directory.glob("community-launchdarkly-*.tar.gz")
    return file


@pytest.fixture(scope="module")
def installed(artifact: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A path for collections, on which the collection has only the directories that it may need."""
    path = tmp_path_factory.mktemp("installed")
    target = path / "ansible_collections" / "community" / "launchdarkly"
    with tarfile.open(artifact) as archive:
        for member in archive.getmembers():
            if member.isfile() and member.name.partition("/")[0] in NEEDED:
                content = archive.extractfile(member)
                assert content is not None
                (target / member.name).parent.mkdir(parents=True, exist_ok=True)
                (target / member.name).write_bytes(content.read())
    return path


def test_the_artifact_has_only_what_is_wanted(artifact: Path) -> None:
    with tarfile.open(artifact) as archive:
        members = [member for member in archive.getmembers() if member.isfile()]
    assert {member.name.partition("/")[0] for member in members} - WANTED == set()
    assert {member.name for member in members if member.name.startswith("tests/")} == {"tests/config.yml"}
    assert [member.name for member in members if "live" in re.split("[_.]", Path(member.name).stem)] == []
    assert [member.name for member in members if "/." in f"/{member.name}" or member.name.endswith(".pyc")] == []
    assert [member.name for member in members if member.size > 200_000] == []
    assert artifact.stat().st_size < 1_000_000


def test_a_link_in_the_artifact_leads_to_a_file_in_it(artifact: Path) -> None:
    with tarfile.open(artifact) as archive:
        files = {member.name: member for member in archive.getmembers()}
        dead = []
        for name in (name for name in files if name.endswith(".md")):
            content = archive.extractfile(files[name])
            assert content is not None
            for target in re.findall(r"\]\((?!https?://|#)([^)\s#]+)", content.read().decode()):
                if os.path.normpath(os.path.join(os.path.dirname(name), target)) not in files:
                    dead.append((name, target))
    assert dead == []


def test_the_manifest_is_that_of_the_version(artifact: Path) -> None:
    with tarfile.open(artifact) as archive:
        manifest = archive.extractfile("MANIFEST.json")
        assert manifest is not None
        information = json.load(manifest)["collection_info"]
    assert artifact.name == f"community-launchdarkly-{information['version']}.tar.gz"


@pytest.mark.parametrize("kind", ["module", "inventory", "filter", "role"])
def test_the_content_is_found_without_the_rest(kind: str, installed: Path) -> None:
    names = roles() if kind == "role" else plugins("modules" if kind == "module" else kind)
    listed = json.loads(
        ansible(
            "doc",
            "--type",
            kind,
            "--list",
            "--json",
            fully("")[:-1],
            directory=installed,
            ANSIBLE_COLLECTIONS_PATH=str(installed),
        )
    )
    assert {fully(name) for name in names} <= listed.keys()


def test_the_playbooks_are_read_without_the_rest(installed: Path) -> None:
    output = ansible(
        "playbook",
        "--syntax-check",
        *map(fully, PLAYBOOKS),
        directory=installed,
        ANSIBLE_COLLECTIONS_PATH=str(installed),
    )
    place = installed / "ansible_collections" / "community" / "launchdarkly" / "playbooks"
    assert output.split() == [word for name in PLAYBOOKS for word in ("playbook:", str(place / f"{name}.yml"))]
