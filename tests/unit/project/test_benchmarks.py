# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The benchmarks in a checkout in which nothing was made before."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from runner.paths import ROOT

sys.path.append(str(ROOT))

from benchmarks import runs


class Emulated:
    """As much of the emulator as a run asks."""

    token, url = "token", "http://127.0.0.1:1"

    def requests(self) -> dict[str, Any]:
        """No calls."""
        return {"by_route": {}}


def test_the_first_run_makes_its_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = tmp_path / "build" / "benchmarks"
    monkeypatch.setattr(runs, "FILES", files)

    def timed(*_arguments: object) -> tuple[float, float]:
        times = [{"start": 1, "end": 2, "items": [], "failed": 0, "changed": 0}]
        (files / "times.json").write_text(json.dumps(times), encoding="utf-8")
        return 1.0, 1.0

    monkeypatch.setattr(runs, "_timed", timed)
    run = runs.play(runs.Account(Emulated(), []), [])  # type: ignore[arg-type]
    assert run.items == [2]
    assert (files / "playbook.yml").is_file()
