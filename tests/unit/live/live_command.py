# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command ``python -m tests.live``, as a maintainer calls it, with an emulator in place of the live service."""

from __future__ import annotations

import dataclasses
import json
import typing as t
from pathlib import Path

from emulator.control import Emulator
from live.__main__ import main
from live.reporting import Places
from live.timing import Timing

HERE = Path(__file__).resolve().parent
ACCOUNT = "57be1db38b75bf0772d11380"
QUICK = Timing(interval=0.0, late=0.4, polls=(0.0, 0.1, 0.2, 0.5, 1.0), status=0.0, visit=1.0)
"""Without the distance between calls, and with a shorter patience."""


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
        (file,) = (places or self.places).dialects.glob("live-*.json")
        found: dict[str, t.Any] = json.loads(file.read_text(encoding="utf-8"))
        return found

    def journals(self) -> list[Path]:
        """The journals, newest last."""
        return sorted(self.places.work.glob("*.journal"), key=lambda path: path.stat().st_mtime_ns)
