# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a task as its action plugin does in Ansible's worker, without an Ansible around it."""

from __future__ import annotations

import importlib
import time
import types
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from ansible_collections.community.launchdarkly.plugins.plugin_utils._in_process import InProcessAction

_PREFIX = "ansible_collections.community.launchdarkly.plugins.action."


def run_in_process(module: str, arguments: dict[str, Any], check_mode: bool = False, diff: bool = False) -> Any:
    """The result of ``module``: validated, executed and censored by the code of the action plugin itself."""
    plugin: type[InProcessAction] = importlib.import_module(_PREFIX + module).ActionModule

    class Bare(plugin):  # type: ignore[misc, valid-type]
        def __init__(self) -> None:
            self._task = types.SimpleNamespace(
                action=f"community.launchdarkly.{module}",
                args=arguments,
                check_mode=check_mode,
                diff=diff,
                no_log=True,
            )

        def _update_module_args(self, action: str, internal: dict[str, Any], variables: Any) -> None:
            internal.update(_ansible_module_name=action, _ansible_inject_invocation=False)

    return Bare()._run_here({})


def hurry(monkeypatch: pytest.MonkeyPatch, pace: float = 0.02) -> None:
    """Have tasks wait for a part of the time only, by a clock that goes faster by as much."""
    start = time.time()

    def hurried(settings: Any) -> Client:
        return Client(
            settings,
            sleep=lambda seconds: time.sleep(seconds * pace),
            clock=lambda: start + (time.time() - start) / pace,
        )

    monkeypatch.setattr(_in_process, "Client", hurried)
