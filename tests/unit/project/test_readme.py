# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the README has to tell by the requirements of the Ansible package."""

from __future__ import annotations

import pytest
from runner.interpreters import CANDIDATE, RELEASES, supported
from runner.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "link",
    [
        "/blob/main/CONTRIBUTING.md)",
        "https://docs.ansible.com/projects/ansible/latest/community/code_of_conduct.html",
        "https://forum.ansible.com/c/help/6",
        "https://forum.ansible.com/tag/launchdarkly",
        "https://semver.org/",
    ],
)
def test_the_readme_links_to(link: str) -> None:
    assert link in README


def test_the_readme_names_every_supported_version() -> None:
    text = " ".join(README.split())
    cores = ", ".join(release.name for release in RELEASES)
    *pythons, last = (f"{major}.{minor}" for major, minor in supported())
    assert (
        f"ansible-core {cores}, the release candidate of {CANDIDATE.name} and `devel`,"
        f" on each of Python {', '.join(pythons)} and {last}" in text
    )


@pytest.mark.parametrize("kind", ["modules", "inventory", "roles"])
def test_the_readme_names_all_content(kind: str) -> None:
    directory = ROOT / "roles" if kind == "roles" else ROOT / "plugins" / kind
    names = {
        path.stem for path in directory.iterdir() if path.is_dir() == (kind == "roles") and path.stem != "__pycache__"
    }
    assert names and [name for name in sorted(names) if f"`{name}`" not in README] == []
