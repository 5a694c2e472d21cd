# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret gets out: every module, both ways of running it, every outcome, everywhere that Ansible writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import FINGERPRINT_PREFIX
from emulator.control import Emulator
from module_table import MODULES
from planted import SECRETS, leaks
from playbook_runs import run_outcomes

both_ways = pytest.mark.parametrize("in_process", [True, False], ids=["in_process", "ordinary"])


@both_ways
@pytest.mark.parametrize("module", MODULES)
def test_no_secret_gets_out(emulator: Emulator, tmp_path: Path, module: str, in_process: bool) -> None:
    """At ``-vvvv`` with ``--diff``: not on the screen, in the log, a callback's JSON, a registered variable, syslog."""
    table = MODULES[module]
    emulator.seed(**table.seeds)
    run = run_outcomes(module, table.outcomes, emulator, tmp_path, in_process)
    found = leaks(run.outputs, (*SECRETS, *table.held))
    assert not found, "\n".join(map(str, found))
    # Only an echo of the service's may hold a fingerprint.
    told = [run.results[outcome.name] for outcome in table.outcomes if not outcome.orders]
    assert FINGERPRINT_PREFIX not in json.dumps(told)
    log = emulator.requests()["log"]
    sent = json.dumps([entry["body"] for entry in log], ensure_ascii=False)
    # Else there would have been nothing to leak; and what is shown as a mask is never sent back.
    assert [secret.variable for secret in table.sent if json.dumps(secret.text, ensure_ascii=False) not in sent] == []
    assert "***" not in sent
