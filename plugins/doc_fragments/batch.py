# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The option of modules that make many calls at a time."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of ``module_utils/_options.py``, ``BATCH``."""

    DOCUMENTATION = r"""
options:
  max_concurrency:
    description:
      - How many calls may run at the same time, 1 to 32.
      - LaunchDarkly limits calls in windows of ten seconds. The calls wait when a window is used up. Where a route has a
        limit of a few calls, a higher number makes nothing faster.
    type: int
    default: 4
"""
