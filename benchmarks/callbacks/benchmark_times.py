# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A callback plugin that notes when tasks and loop items end, as the controller hears of it."""

from __future__ import annotations

import json
import os
import time
from typing import Any

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = r"""
name: benchmark_times
type: aggregate
short_description: Notes when tasks and loop items end
description:
  - Writes the times to the file that the environment variable C(BENCHMARK_TIMES) names, at the end of the run.
"""


class CallbackModule(CallbackBase):  # type: ignore[misc]
    """Keeps times in memory and writes them once, so that it costs next to nothing."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "benchmark_times"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self) -> None:
        super().__init__()
        self._tasks: list[dict[str, Any]] = []

    def v2_playbook_on_task_start(self, task: Any, is_conditional: bool) -> None:
        """A task begins: seconds of the monotonic clock."""
        self._tasks.append({"start": time.perf_counter(), "items": [], "end": None, "changed": 0, "failed": 0})

    def v2_runner_item_on_ok(self, result: Any) -> None:
        """One item of a loop ended."""
        self._tasks[-1]["items"].append(time.perf_counter())
        self._tasks[-1]["changed"] += bool(result.is_changed())

    def v2_runner_item_on_failed(self, result: Any) -> None:
        """One item of a loop failed."""
        self._tasks[-1]["failed"] += 1

    def v2_runner_on_ok(self, result: Any) -> None:
        """The task ended, with all items if it has a loop."""
        task = self._tasks[-1]
        task["end"] = time.perf_counter()
        if not task["items"]:
            task["changed"] += bool(result.is_changed())

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        """The task failed."""
        self._tasks[-1]["failed"] += 1

    def v2_playbook_on_stats(self, stats: Any) -> None:
        """The run ended."""
        with open(os.environ["BENCHMARK_TIMES"], "w", encoding="utf-8") as file:
            json.dump(self._tasks, file)
