# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client for the tests of this folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from emulator.control import Emulator  # noqa: E402 - the path has to come first
from emulator_api import Api  # noqa: E402


@pytest.fixture
def api(emulator: Emulator) -> Iterator[Api]:
    """A client of the API."""
    with Api(emulator) as session:
        yield session
