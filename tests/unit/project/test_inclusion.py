# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/inclusion.md and CONTRIBUTING.md name what exists."""

from __future__ import annotations

import re

import pytest
from project_files import roles, text
from runner.paths import ROOT

DOCUMENTS = ["docs/inclusion.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", ".github/pull_request_template.md"]

LINKS = [
    (document, name, target)
    for document in DOCUMENTS
    for name, target in re.findall(r"\[([^]]+)\]\(([^)#]+)(?:#[\w-]+)?\)", text(document))
]
OWN = re.compile(r"https://github\.com/ansible-collections/community\.launchdarkly/(?:blob|tree)/main/")
READ_ON_GALAXY = ["README.md", "CONTRIBUTING.md", *(f"roles/{role}/README.md" for role in roles())]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in text("docs/inclusion.md").splitlines()
    if line.startswith("| ") and not line.startswith(("| requirement", "| ---"))
]


def test_a_file_that_is_linked_exists() -> None:
    files = [(document, target) for document, _name, target in LINKS if not target.startswith("https://")]
    assert len(files) > 80
    missing = [(document, target) for document, target in files if not ((ROOT / document).parent / target).is_file()]
    assert missing == []


@pytest.mark.parametrize("document", READ_ON_GALAXY)
def test_a_link_on_galaxy_is_not_dead(document: str) -> None:
    """There a relative one leads nowhere, and what the artifact leaves out is on the public host only."""
    targets = re.findall(r"\]\(([^)\s]+)\)", text(document))
    assert [target for target in targets if not target.startswith("https://")] == []
    own = [OWN.sub("", target) for target in targets if OWN.match(target)]
    # The release writes the changelog.
    assert [target for target in own if not (ROOT / target).exists() and target != "CHANGELOG.rst"] == []
    assert own or document.startswith("roles/")


def test_a_test_that_is_linked_exists() -> None:
    tests = [(name, target) for document, name, target in LINKS if name.startswith("test_") and "." not in name]
    assert len(tests) > 20
    missing = [name for name, target in tests if f"\ndef {name}(" not in text(f"docs/{target}")]
    assert missing == []


def test_every_requirement_is_answered() -> None:
    assert len(ROWS) > 40
    unanswered = [row for row in ROWS if len(row) != 3 or not row[0] or row[1] not in ("met", "to do") or not row[2]]
    assert unanswered == []


def test_a_section_that_is_named_exists() -> None:
    titles = {
        title
        for document in ("docs/inclusion.md", "CONTRIBUTING.md", "docs/maintaining.md")
        for title in re.findall(r"^## (.+)$", text(document), re.MULTILINE)
    }
    named = {title for row in ROWS for title in re.findall(r'"([A-Z][^"]+)"', row[2])}
    assert len(named) > 3
    assert named - titles == set()
