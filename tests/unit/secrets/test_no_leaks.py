# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret gets out: every module, both ways of running it, every outcome, everywhere that Ansible writes."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import FINGERPRINT_PREFIX
from emulator.control import Emulator
from kind_table import KIND_ROWS
from module_table import MODULES
from planted import SECRETS, leaks
from playbook_runs import run_outcomes

# What is shown differs with the way of running; which members are secret does not, and all modules learn it in one way.
OF_EACH_SHAPE = {"big_segment_store", "webhook"}

# The modules of the kinds of one table are made of the same parts, but for the kind that shows a key once.
OF_KINDS = {name for kind in KIND_ROWS[1:] for name in (kind.module, f"{kind.module}_info", kind.state)}
OF_KINDS -= {"relay_proxy_configuration"}


def _cases() -> Iterator[Any]:
    for module, in_process in itertools.product(MODULES, (True, False)):
        is_alike = module in (OF_KINDS if in_process else MODULES.keys() - OF_EACH_SHAPE)
        marks = (pytest.mark.long,) if is_alike else ()
        yield pytest.param(module, in_process, marks=marks, id=f"{module}-{'in_process' if in_process else 'ordinary'}")


@pytest.mark.parametrize(("module", "in_process"), list(_cases()))
def test_no_secret_gets_out(emulator: Emulator, tmp_path: Path, module: str, in_process: bool) -> None:
    """At ``-vvvv`` with ``--diff``: not on the screen, in the log, a callback's JSON, a registered variable, syslog, files."""
    table = MODULES[module]
    emulator.seed(**table.seeds)
    run = run_outcomes(module, table.outcomes, emulator, tmp_path, in_process)
    written = {name: (tmp_path / name).read_text(encoding="utf-8") for name in table.files}
    found = leaks({**run.outputs, **written}, (*SECRETS, *table.held))
    assert not found, "\n".join(map(str, found))
    # Only an echo of the service's may hold a fingerprint.
    told = [run.results[outcome.name] for outcome in table.outcomes if not outcome.orders]
    assert FINGERPRINT_PREFIX not in json.dumps(told)
    log = emulator.requests()["log"]
    sent = json.dumps([entry["body"] for entry in log], ensure_ascii=False)
    # Else there would have been nothing to leak; and what is shown as a mask is never sent back.
    assert [secret.variable for secret in table.sent if json.dumps(secret.text, ensure_ascii=False) not in sent] == []
    assert "***" not in sent
