# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tasks of the modules, for tests that need no way of running them."""

from __future__ import annotations

import importlib

from ansible_collections.community.launchdarkly.plugins.module_utils._task import Task

_ACTION = "ansible_collections.community.launchdarkly.plugins.action."


def task_of(module: str) -> Task:
    """What the module of this name does, as its action plugin knows it."""
    task: Task = importlib.import_module(_ACTION + module).ActionModule.task
    return task
