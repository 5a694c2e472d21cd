# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the helpers of this folder importable, and an account to work on."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest
from emulator.control import Emulator

sys.path[:0] = [str(Path(__file__).resolve().parent)]


@pytest.fixture
def account(emulator: Emulator) -> Any:
    """The account of an emulator in its first state, with a project that has the environments production and test."""
    return importlib.import_module("accounts").Account(emulator)
