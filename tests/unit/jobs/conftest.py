# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of this folder share: a controller with a credential, and the emulator behind it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "secrets")]

from awx_jobs import Controller  # noqa: E402 - the path has to come first
from emulator.control import Emulator  # noqa: E402
from planted import KEY, TOKEN  # noqa: E402


@pytest.fixture(scope="session")
def running_emulator() -> Iterator[Emulator]:
    """The process; its access token can be recognised."""
    with Emulator.start(token=TOKEN.text) as emulator:
        yield emulator


@pytest.fixture
def controller(emulator: Emulator, tmp_path: Path) -> Controller:
    """With a credential for the emulator."""
    credential = {"access_token": emulator.token, "base_url": emulator.url, "fingerprint_key": KEY.text}
    return Controller(tmp_path, credential)
