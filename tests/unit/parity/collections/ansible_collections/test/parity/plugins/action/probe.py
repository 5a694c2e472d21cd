# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The action plugin probe: see its task."""

from __future__ import annotations

from ansible_collections.community.launchdarkly.plugins.plugin_utils._in_process import InProcessAction

from ..module_utils.probe_task import TASK


class ActionModule(InProcessAction):
    """See the module of the same name."""

    task = TASK
