# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is wrong with a task's options, both ways say the same of it.

Everything that the tests of bad input know, with an AnsibleModule in this process instead of one that is shipped.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
from typing import Any

import pytest
import test_bad_input
from ansible.module_utils import basic
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from in_process import run_in_process

PLUGINS = "ansible_collections.community.launchdarkly.plugins."

account = test_bad_input.account


def run_module(module: str, arguments: dict[str, Any], patch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The result of the module, as the controller reads it."""
    sent = {**_in_process._plain(arguments, to_module=True), "_ansible_check_mode": True}
    sent["_ansible_module_name"] = f"community.launchdarkly.{module}"
    # An AnsibleModule takes its process for its own.
    patch.setattr(basic, "_ANSIBLE_ARGS", json.dumps({"ANSIBLE_MODULE_ARGS": sent}).encode())
    patch.setattr(basic, "_ANSIBLE_PROFILE", "legacy", raising=False)
    patch.setattr(basic.AnsibleModule, "log", lambda *unused, **named: None)
    # In a process with a controller it would show its warnings rather than return them.
    warnings: list[str] = []
    patch.setattr(basic.AnsibleModule, "warn", lambda module, text: warnings.append(text))
    output = io.StringIO()
    with contextlib.redirect_stdout(output), pytest.raises(SystemExit):
        importlib.import_module(f"{PLUGINS}modules.{module}").main()
    result: dict[str, Any] = json.loads(output.getvalue())
    # It is the controller that asks for it, or not.
    result.pop("invocation", None)
    return {**result, "warnings": warnings} if warnings else result


def can_be_sent(arguments: dict[str, Any]) -> bool:
    """Whether ansible-core ships it at all: from 2.19 on it refuses text that is no UTF-8."""
    try:
        json.dumps(arguments, default=str, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("module", test_bad_input.COMPLETE)
def test_both_ways_say_the_same(module: str, account: test_bad_input.Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of every case, and of options without fault."""
    cases = [bad for bad, _named in test_bad_input.CASES[module]]
    assert len(cases) > 50
    for bad in [{}, *cases]:
        arguments = test_bad_input.arguments(module, bad, account)
        if not can_be_sent(arguments):
            continue
        in_process = run_in_process(module, arguments, check_mode=True)
        assert in_process == run_module(module, arguments, monkeypatch), bad
        assert not in_process.get("failed") or in_process["error"]["kind"], bad
