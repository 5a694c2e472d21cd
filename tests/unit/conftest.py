# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the layers share: an environment without surprises, and an emulator."""

from __future__ import annotations

import collections
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

from emulator.control import Emulator  # noqa: E402 - the path has to come first

_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
_FOREIGN = (*_PROXIES, *map(str.upper, _PROXIES), "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NETRC")


# Single tests in them take many seconds. At the end of a run one process would be left with them, while others wait.
_SLOW = ("docs", "proof", "secrets", "parity", "awx", "jobs")
# These wait for most of their time. All at once they would leave the processors without work.
_WAITING = ("client", "faults", "live")

# Where tests run on the oldest and the newest ansible-core, TEST_PART says on which of them these are. What Ansible does
# itself is shared out between the two, but for the tests that are marked both and long; the workflow and a long run have all
# of it on each. What knows no Ansible, or hardly any, is tested once, on the newest.
_PARTS = ("oldest", "newest")
_OF_ANSIBLE = ("inventory", "parity", "secrets", "tasks")


_CLIENT = "/test_official_client"


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """What is not for the oldest ansible-core is not even read there: to collect it takes long in each process."""
    if os.environ.get("TEST_PART") != "oldest" or collection_path.parent != Path(__file__).parent:
        return None
    return collection_path.name not in _OF_ANSIBLE or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is slow comes first, then what waits among all others; what is for the other ansible-core goes."""
    depth = len(Path(__file__).parent.parts)
    folders = {item: item.path.parts[depth] for item in items}
    part = os.environ.get("TEST_PART")
    if part:
        cases: collections.Counter[str] = collections.Counter()
        mine, others = [], []
        for item in items:
            function = item.nodeid.partition("[")[0]
            (mine if _is_of(part, item, folders[item], cases[function]) else others).append(item)
            cases[function] += 1
        config.hook.pytest_deselected(items=others)
        items[:] = mine
    places = {item: (_SLOW.index(folder), 0.0) for item, folder in folders.items() if folder in _SLOW}
    for waits in (True, False):
        group = [item for item in items if item not in places and (folders[item] in _WAITING) is waits]
        places.update({item: (len(_SLOW), number / len(group)) for number, item in enumerate(group)})
    items.sort(key=places.__getitem__)


def _is_of(part: str, item: pytest.Item, folder: str, number: int) -> bool:
    """Whether ``item``, the ``number``-th case of its function, runs on the ansible-core ``part``."""
    if item.get_closest_marker("long"):
        return False
    if folder not in _OF_ANSIBLE or item.get_closest_marker("once"):
        return part == "newest"
    if item.get_closest_marker("both"):
        return True
    # So that of two cases, which are the two ways of running for the most part, the first is the other one each time.
    turn = zlib.crc32(item.nodeid.partition("[")[0].encode()) + number // 2 + number
    return turn % 2 == _PARTS.index(part)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests are shared out one by one, but for those of LaunchDarkly's client: to import it takes longer than to run them."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _CLIENT if _CLIENT in nodeid else nodeid

    return Scheduling(config, log)


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
