# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of this folder share: where things are, and the collection awx.awx."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bundled_collections import AWX, ensure_collections

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "jobs")]


@pytest.fixture(scope="session")
def awx_collection() -> Path:
    """The directory for ANSIBLE_COLLECTIONS_PATH. It is made by whoever asks first."""
    build = next((path for path in HERE.parents if path.name == ".build"), HERE.parents[2] / ".build")
    return ensure_collections(AWX, sys.executable, build)
