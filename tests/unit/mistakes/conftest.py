# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the helpers importable: those of this folder, and of the tests that run tasks and playbooks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), *(str(HERE.parent / name) for name in ("client", "docs", "parity", "tasks"))]

from emulator.control import Emulator  # noqa: E402 - the path has to come first
from run_playbooks import Playbooks  # noqa: E402


@pytest.fixture
def playbooks(emulator: Emulator, tmp_path: Path) -> Playbooks:
    """Run against the emulator."""
    return Playbooks(tmp_path, emulator.url, emulator.token)
