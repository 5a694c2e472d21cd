# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of ``make live`` share: an emulator in place of the live service, far away, and runs against it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "client"), str(HERE.parents[1])]

from emulator.control import Emulator  # noqa: E402 - the path has to come first
from far_service import FarService  # noqa: E402
from live.reporting import Places  # noqa: E402
from live_command import ACCOUNT, Live  # noqa: E402


@pytest.fixture(scope="session")
def far_service(running_emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarService]:
    """The path to the emulator."""
    with FarService(running_emulator.url, tmp_path_factory.mktemp("tls")) as service:
        yield service


@pytest.fixture
def live(emulator: Emulator, far_service: FarService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Live:
    """The command, and an account in its first state."""
    for name in ("HTTPS_PROXY", "REQUESTS_CA_BUNDLE"):
        monkeypatch.setenv(name, far_service.environment[name])
    places = Places(tmp_path / "dialects", tmp_path / "cassettes", tmp_path / "docs", tmp_path / "work")
    environment = {
        **far_service.environment,
        "LAUNCHDARKLY_ACCESS_TOKEN": emulator.token,
        "LAUNCHDARKLY_LIVE_ACCOUNT": ACCOUNT,
        "LAUNCHDARKLY_LIVE_READER_TOKEN": emulator.reader_token,
    }
    return Live(emulator, places, environment)
