# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that is generated. Needs Ansible, and the collection on Python's path."""

from __future__ import annotations

from pathlib import Path

from .actions import fill_action_plugins
from .blocks import Files
from .content import fill_action_group, fill_connection, fill_readme, fill_role_table
from .coverage import fill_coverage
from .errors import fill_errors
from .modules import fill_modules
from .options import fill_account_role, fill_kinds, fill_plural, fill_returns, fill_role, fill_subsets
from .tables import ACCOUNT, PLURALS, RETURNED_AS, ROLE_TABLES, ROLES


def everything(root: Path) -> Files:
    """The files below ``root`` as they are to be. Raises RunnerError where the sources do not allow it."""
    files = Files(root)
    fill_modules(files)
    fill_errors(files)
    fill_action_plugins(files)
    for plural in PLURALS:
        fill_plural(files, plural)
        if plural != RETURNED_AS and plural.module == f"{plural.singular}s":
            fill_returns(files, plural, RETURNED_AS)
    fill_kinds(files, ACCOUNT.module, ACCOUNT.entries)
    fill_returns(files, ACCOUNT, RETURNED_AS)
    fill_subsets(files, "account_info", "export")
    fill_account_role(files, ACCOUNT.module, ACCOUNT.entries)
    for row in ROLES:
        fill_role(files, row)
    fill_action_group(files)
    fill_coverage(files)
    fill_readme(files)
    fill_connection(files)
    for role in ROLE_TABLES:
        fill_role_table(files, role)
    return files
