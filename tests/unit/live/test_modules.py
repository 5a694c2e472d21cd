# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The second half of a run: ``playbooks/live.yml``, over the same path.

LAUNCHDARKLY_TEST_EXAMPLES, if it is set, has it run under every named dialect.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from emulator.dialect import NAMED_DIALECTS
from live_command import Live
from runner.paths import ROOT

# The tree lies below a directory for collections.
COLLECTIONS = Path(ROOT).parents[2]


@pytest.mark.parametrize("dialect", NAMED_DIALECTS if os.environ.get("LAUNCHDARKLY_TEST_EXAMPLES") else ["default"])
def test_the_playbook(live: Live, monkeypatch: pytest.MonkeyPatch, dialect: str) -> None:
    for name, value in os.environ.items():
        if name.startswith(("PATH", "HOME", "HTTPS_PROXY", "REQUESTS_CA_BUNDLE", "LC_", "LANG", "PYTHON")):
            live.environment.setdefault(name, value)
    live.emulator.reset(dialect=dialect)
    before = live.emulator.state()
    status = live.armed("--only", "U2", "--collections", str(COLLECTIONS))
    log = live.places.work / "playbook.log"
    assert status == 0, log.read_text(encoding="utf-8")[-4000:]
    assert log.stat().st_mode & 0o777 == 0o600
    assert live.emulator.state() == before
