# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the layers share: an environment without surprises, and an emulator."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from emulator.control import Emulator  # noqa: E402 - the path has to come first

_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
_FOREIGN = (*_PROXIES, *map(str.upper, _PROXIES), "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NETRC")


# Single tests in them take many seconds. At the end of a run one process would be left with them, while others wait.
_SLOW = ("secrets", "parity", "awx", "jobs", "docs", "faults", "live", "proof")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is slow comes first."""
    items.sort(key=lambda item: not any(folder in item.path.parts for folder in _SLOW))


@pytest.fixture(scope="session", autouse=True)
def _quiet_environment() -> Iterator[None]:
    """No test sees the proxies, the CA bundles or the token of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [n for n in os.environ if n in _FOREIGN or n.startswith("LAUNCHDARKLY_")]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def running_emulator() -> Iterator[Emulator]:
    """The process."""
    with Emulator.start() as emulator:
        yield emulator


@pytest.fixture
def emulator(running_emulator: Emulator) -> Emulator:
    """The process in its first state."""
    running_emulator.reset()
    return running_emulator
