# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""galaxy.yml, meta and the changelog."""

from __future__ import annotations

import re

import pytest
from project_files import load, text
from runner.interpreters import RELEASES, supported
from runner.paths import COLLECTION, ROOT

GALAXY = load("galaxy.yml")


def test_galaxy_names_the_collection() -> None:
    assert f"{GALAXY['namespace']}.{GALAXY['name']}" == COLLECTION
    assert (ROOT / GALAXY["readme"]).is_file()
    # Galaxy refuses longer ones.
    assert GALAXY["authors"] and all(len(author) <= 64 for author in GALAXY["authors"])
    assert GALAXY["description"]
    assert GALAXY["license"] == ["GPL-3.0-or-later"]
    assert GALAXY["tags"]


def test_the_version_is_a_stable_semantic_one() -> None:
    match = re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", GALAXY["version"])
    assert match
    assert int(match[1]) >= 1


def test_no_other_collection_is_needed() -> None:
    assert GALAXY["dependencies"] == {}


@pytest.mark.parametrize("key", ["repository", "documentation", "homepage", "issues"])
def test_galaxy_has_the_public_links(key: str) -> None:
    assert GALAXY[key].startswith(f"https://github.com/ansible-collections/{COLLECTION}")


def test_the_oldest_ansible_core_is_the_oldest_that_is_tested() -> None:
    oldest = min(RELEASES)
    assert load("meta/runtime.yml")["requires_ansible"] == f">={oldest.name}.0"


def test_the_oldest_python_is_the_oldest_that_is_tested() -> None:
    major, minor = supported()[0]
    assert load("tests/config.yml")["modules"]["python_requires"] == f">={major}.{minor}"
    assert f'min_python_version = "{major}.{minor}"' in text("antsibull-nox.toml")
    assert f'python_version = "{major}.{minor}"' in text("pyproject.toml")
    assert f'target-version = "py{major}{minor}"' in text("pyproject.toml")


def test_execution_environments_get_what_the_modules_import() -> None:
    path = load("meta/execution-environment.yml")["dependencies"]["python"]
    assert path.startswith("meta/")
    assert requirements(path) == requirements("requirements.txt") != []


def requirements(path: str) -> list[str]:
    return [line for line in text(path).splitlines() if line and not line.startswith("#")]


def test_the_version_has_release_notes() -> None:
    version = GALAXY["version"]
    fragment = ROOT / "changelogs" / "fragments" / f"{version}.yml"
    if fragment.is_file():
        assert load(f"changelogs/fragments/{version}.yml")["release_summary"].strip()
    else:
        # Released: the fragment is removed then.
        assert version in load("changelogs/changelog.yaml")["releases"]
        assert f"\nv{version}\n" in text("CHANGELOG.rst")


def test_sanity_has_nothing_to_ignore() -> None:
    assert list((ROOT / "tests" / "sanity").glob("ignore*")) == []
