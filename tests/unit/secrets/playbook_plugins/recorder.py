# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A callback that puts every result into a file as JSON, and gives orders to the emulator before a task begins."""

from __future__ import annotations

import json
import os
from typing import Any

from ansible.plugins.callback import CallbackBase
from emulator.control import Emulator

DOCUMENTATION = """
name: recorder
type: aggregate
short_description: Records results as JSON
description: The file is that of the environment variable RECORDER_FILE; RECORDER_ORDERS is a file of orders by task.
"""


class CallbackModule(CallbackBase):
    """Sees what any callback sees, a JSON callback among them."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "recorder"

    def __init__(self) -> None:
        super().__init__()
        self._file = open(os.environ["RECORDER_FILE"], "w", encoding="utf-8")  # noqa: SIM115 - as long as the run
        with open(os.environ["RECORDER_ORDERS"], encoding="utf-8") as file:
            self._orders = json.load(file)
        self._emulator = Emulator(os.environ["LAUNCHDARKLY_API_HOST"])

    def v2_playbook_on_task_start(self, task: Any, is_conditional: bool) -> None:
        """Order what the task is to meet."""
        for method, path, body in self._orders.get(task.name, ()):
            self._emulator.control(method, path, body)

    def v2_runner_on_ok(self, result: Any) -> None:
        """Record it."""
        self._record(result, False)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        """Record it."""
        self._record(result, True)

    def _record(self, result: Any, failed: bool) -> None:
        # The name without an underscore came with ansible-core 2.19.
        shown = getattr(result, "result", None) or result._result
        entry = {"task": result.task_name, "result": {"failed": failed, **shown}}
        self._file.write(json.dumps(entry, default=str, ensure_ascii=False) + "\n")
        self._file.flush()
