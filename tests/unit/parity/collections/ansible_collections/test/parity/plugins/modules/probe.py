# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module probe: see its task."""

from __future__ import annotations

from ansible_collections.community.launchdarkly.plugins.module_utils._module import run_module
from ansible_collections.test.parity.plugins.module_utils.probe_task import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
