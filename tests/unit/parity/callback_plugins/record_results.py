# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A callback that keeps every result as Ansible shows it, a JSON document on each line of a file."""

from __future__ import annotations

import json
import os
import typing as t

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = r"""
name: record_results
type: notification
short_description: Keep every result
description:
  - Writes every result to the file in the environment variable RECORD_RESULTS.
"""


class CallbackModule(CallbackBase):
    """Records."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "record_results"

    def _record(self, event: str, result: t.Any) -> None:
        entry = {"task": result._task.get_name(), "host": result._host.get_name(), "event": event}
        with open(os.environ["RECORD_RESULTS"], "a", encoding="utf-8") as file:
            file.write(json.dumps({**entry, "result": result._result}, default=str) + "\n")

    def v2_runner_on_ok(self, result: t.Any) -> None:
        self._record("ok", result)

    def v2_runner_on_failed(self, result: t.Any, ignore_errors: bool = False) -> None:
        self._record("failed", result)

    def v2_runner_on_unreachable(self, result: t.Any) -> None:
        self._record("unreachable", result)

    def v2_runner_on_skipped(self, result: t.Any) -> None:
        self._record("skipped", result)

    def v2_runner_item_on_ok(self, result: t.Any) -> None:
        self._record("item ok", result)

    def v2_runner_item_on_failed(self, result: t.Any) -> None:
        self._record("item failed", result)

    def v2_runner_retry(self, result: t.Any) -> None:
        self._record("retry", result)
