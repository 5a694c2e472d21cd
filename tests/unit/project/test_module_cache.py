# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test environment keeps of an archive's modules is what Python would compile."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from runner.venvs import MODULE_CACHE

FIRST = "def where():\n    return where.__code__.co_filename\n\ndef value():\n    return 'first'\n"


def run(archive: Path) -> list[str]:
    """What ``value`` and ``where`` of the module in ``archive`` give in a process of its own."""
    # A copy, beside which it keeps what it compiles, under a name that no environment has.
    shutil.copyfile(MODULE_CACHE, archive.parent / "copied_cache.py")
    program = "import copied_cache, there; print(there.value()); print(there.where())"
    path = os.pathsep.join([str(archive.parent), str(archive)])
    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_the_code_is_that_of_the_source(tmp_path: Path) -> None:
    """By its content: another archive has its own paths, and a changed source another code."""
    for name in ("one", "two"):
        archive = tmp_path / f"{name}.zip"
        for text in (FIRST, FIRST.replace("'first'", "'second'"), FIRST):
            with zipfile.ZipFile(archive, "w") as written:
                written.writestr("there.py", text)
            assert run(archive) == ["first" if text == FIRST else "second", f"{archive}/there.py"]
    assert len(list((tmp_path / "__modules__").iterdir())) == 2
