# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all modules of this collection can do."""

from __future__ import annotations


class ModuleDocFragment:
    """Attributes of modules that change something, of info modules, and of all modules in the action group."""

    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    support: full
    description: Can run in check_mode and return changed status prediction without modifying target.
  diff_mode:
    support: full
    description: Will return details on what has changed (or possibly needs changing in check_mode), when in diff mode.
  platform:
    support: full
    platforms: all
    description: Target OS/families that can be operated against.
"""

    INFO = r"""
options: {}
attributes:
  check_mode:
    support: full
    details:
      - This action does not modify state.
    description: Can run in check_mode and return changed status prediction without modifying target.
  diff_mode:
    support: N/A
    details:
      - This action does not modify state.
    description: Will return details on what has changed (or possibly needs changing in check_mode), when in diff mode.
  platform:
    support: full
    platforms: all
    description: Target OS/families that can be operated against.
"""

    # It has to stand before the next one, which says less.
    ACTIONGROUP_SECRETS = r"""
options: {}
attributes:
  action_group:
    description:
      - Use C(group/community.launchdarkly.launchdarkly) in C(module_defaults) to set defaults for this module.
      - Use C(group/community.launchdarkly.secrets) for O(fingerprint_key) and O(update_secrets), which not all modules have.
    support: full
    membership:
      - community.launchdarkly.launchdarkly
      - community.launchdarkly.secrets
"""

    ACTIONGROUP_LAUNCHDARKLY = r"""
options: {}
attributes:
  action_group:
    description: Use C(group/community.launchdarkly.launchdarkly) in C(module_defaults) to set defaults for this module.
    support: full
    membership:
      - community.launchdarkly.launchdarkly
"""
