# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of ``make live`` share: an emulator in place of the live service, far away, and runs against it."""

from __future__ import annotations

import dataclasses
import sys
import typing as t
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "client"), str(HERE.parents[1])]

from emulator.control import Emulator  # noqa: E402 - the path has to come first
from far_service import FarService  # noqa: E402
from live.__main__ import main  # noqa: E402
from live.reporting import Places  # noqa: E402
from live.timing import Timing  # noqa: E402

ACCOUNT = "57be1db38b75bf0772d11380"
QUICK = Timing(interval=0.0, late=0.4, polls=(0.0, 0.1, 0.2, 0.5, 1.0), status=0.0)
"""Without the distance between calls, and with a shorter patience."""


@pytest.fixture(scope="session")
def far_service(running_emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarService]:
    """The path to the emulator."""
    with FarService(running_emulator.url, tmp_path_factory.mktemp("tls")) as service:
        yield service


@dataclasses.dataclass
class Live:
    """The command, as a maintainer calls it. ``environment`` is what it sees, besides the path to the service."""

    emulator: Emulator
    places: Places
    environment: dict[str, str]
    timing: Timing = QUICK

    def __call__(self, *arguments: str, ask: t.Callable[[str], str] | None = None) -> int:
        """Run it. Returns the exit status."""

        def nobody(question: str) -> str:
            raise EOFError

        return main(arguments, self.environment, self.timing, self.places, ask or nobody)

    def armed(self, *arguments: str) -> int:
        """Run it as one does who means it."""
        return self("--yes", "--shared-account", *arguments)

    def only(self, *ids: str) -> dict[str, t.Any]:
        """The answers to these questions."""
        assert self.armed("--only", ",".join(ids)) == 0
        return self.answers(self.places.aside())

    def answers(self, places: Places | None = None) -> dict[str, t.Any]:
        """The dialect that was written."""
        import json

        (file,) = (places or self.places).dialects.glob("live-*.json")
        found: dict[str, t.Any] = json.loads(file.read_text(encoding="utf-8"))
        return found

    def journals(self) -> list[Path]:
        """The journals, newest last."""
        return sorted(self.places.work.glob("*.journal"), key=lambda path: path.stat().st_mtime_ns)


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
