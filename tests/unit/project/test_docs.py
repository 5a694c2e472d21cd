# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The site of ``make docs``."""

from __future__ import annotations

from pathlib import Path

import pytest
from runner.extras import name_collection
from runner.process import RunnerError
from runner.site import grouped


def test_the_title_spells_the_collection_as_it_is_spelt(tmp_path: Path) -> None:
    index = tmp_path / "index.rst"
    index.write_text("\nCommunity.Launchdarkly\n======================\n", encoding="utf-8")
    name_collection(index)
    assert index.read_text(encoding="utf-8") == "\ncommunity.launchdarkly\n======================\n"
    with pytest.raises(RunnerError, match="does not have the title"):
        name_collection(index)


def test_the_sidebar_is_grouped_and_has_short_names() -> None:
    """As antsibull-docs writes it, and as it shall be."""
    found = "Begin\n-----\n\n.. toctree::\n    :maxdepth: 1\n\n    docsite/guide_uri\n\nRole Index\n----------\n\n.. toctree::\n\n    account_role\n"
    assert grouped(found).splitlines() == [
        *(
            "Begin",
            "-----",
            "",
            ".. toctree::",
            "    :caption: Begin",
            "    :maxdepth: 1",
            "",
            "    docsite/guide_uri",
            "",
        ),
        *("Role Index", "----------", "", ".. toctree::", "    :caption: Roles", "", "    account <account_role>"),
    ]
