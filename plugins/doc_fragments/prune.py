# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The limit of what the modules for many delete."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of ``module_utils/_options.py``, ``PRUNE``, but for ``prune``, of which each module says what it deletes."""

    DOCUMENTATION = r"""
options:
  prune_limit:
    description:
      - How much O(prune=true) may delete at the most. A number, or a share of what is within O(prune_scope), rounded up.
      - A plan that would delete more is refused as a whole, before anything is written, and the failure names it all.
    type: str
    default: 20%
"""
