# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ordinary module, in a process of its own, says what the task in Ansible's worker says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from ansible.module_utils import basic
from ansible.module_utils.basic import AnsibleModule
from ansible_collections.community.launchdarkly.plugins.module_utils import _module
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.big_segment_store import TASK as STORE
from emulator.control import Emulator
from in_process import run_in_process

_MODULES = "ansible_collections.community.launchdarkly.plugins.modules."
PLACE = {"project_key": "default", "environment_key": "test", "name": "store"}
WHICH = {"integration_key": "custom-approvals", "name": "one"}


def run_module(module: str, arguments: dict[str, Any], check_mode: bool, diff: bool) -> Any:
    """The result of the module."""
    modes: dict[str, Any] = {"_ansible_check_mode": check_mode, "_ansible_diff": diff}
    modes["_ansible_module_name"] = f"community.launchdarkly.{module}"
    done = subprocess.run(
        [sys.executable, "-m", _MODULES + module],
        input=json.dumps({"ANSIBLE_MODULE_ARGS": {**arguments, **modes}}),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "_ANSIBLE_MODULE_PROFILE": "legacy"},
    )
    result = json.loads(done.stdout)
    assert done.returncode == bool(result.get("failed")), done.stderr
    # From ansible-core 2.22 on: what the controller is to mask as well. It takes it out before anybody sees the result.
    result.pop("_ansible_new_secrets", None)
    if "warnings" in result:
        # From ansible-core 2.19 on a module gives them as objects, which the controller makes text of.
        result["warnings"] = [w if isinstance(w, str) else w["event"]["msg"] for w in result["warnings"]]
    return result


@pytest.mark.parametrize(
    ("module", "options"),
    [
        ("big_segment_store", {**PLACE, "redis": {"host": "h", "port": 6379, "password": "supersecret123"}}),
        ("big_segment_store", {**PLACE, "redis": 5}),
        ("big_segment_store", {**PLACE, "redis": {"host": "h", "port": "x"}}),
        ("big_segment_store", {**PLACE, "redis": {"hots": "h"}}),
        ("big_segment_store", {**PLACE, "environment_key": "nowhere", "integration_id": "7"}),
        ("big_segment_store", {"name": "store"}),
        (
            "integration_configuration",
            {**WHICH, "config_values": {"baseURL": "b", "apiKey": "supersecret123", "odd": 1}},
        ),
        ("integration_configuration", {**WHICH, "capability_config": {"approvals": "text"}}),
        ("big_segment_store_info", {"gather_config": True}),
        ("integration_configuration_info", {"integration_key": "nowhere"}),
    ],
)
@pytest.mark.both
def test_both_ways_give_the_same(emulator: Emulator, module: str, options: dict[str, Any]) -> None:
    """Member by member; how it was called is Ansible's to add."""
    arguments = {"access_token": emulator.token, "base_url": emulator.url, **options}
    ordinary = run_module(module, arguments, check_mode=True, diff=True)
    in_process = run_in_process(module, arguments, check_mode=True, diff=True)
    ordinary.pop("invocation", None)
    assert ordinary == in_process
    assert "supersecret123" not in repr(ordinary)


def test_a_failure_before_the_options_are_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has its details, too, and no traceback."""

    def fail(module: AnsibleModule) -> None:
        module.fail_json(msg="no locale")

    monkeypatch.setattr(AnsibleModule, "_check_locale", fail)
    monkeypatch.setattr(basic, "_ANSIBLE_PROFILE", "legacy", raising=False)
    # ansible-core looks into them when it prints.
    monkeypatch.setattr(basic, "_PARSED_MODULE_ARGS", {}, raising=False)
    with pytest.raises(SystemExit):
        _module.run_module(STORE)
    result = json.loads(capsys.readouterr().out)
    assert (result["msg"], result["error"]) == ("no locale", {"kind": "internal"})
