# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first page of the site."""

from __future__ import annotations

import runpy
from pathlib import Path

CONFIGURATION = Path(__file__).resolve().parents[3] / "docs" / "sphinx" / "conf.py"


def test_the_sidebar_is_grouped_and_has_short_names() -> None:
    """As antsibull-docs writes it, and as it shall be."""
    grouped = runpy.run_path(str(CONFIGURATION))["grouped"]
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
