# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The action plugin project: runs the module's task in-process where that is safe."""

from __future__ import annotations

from ..module_utils._resources.project import PROJECT
from ..module_utils._tasks.one import one
from ..plugin_utils._in_process import InProcessAction


class ActionModule(InProcessAction):
    """See the module of the same name."""

    task = one(PROJECT)
