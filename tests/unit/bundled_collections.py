# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Collections of others, for the tests of what this collection makes with them. Galaxy apart, they are in a package on PyPI."""

from __future__ import annotations

import fcntl
import os
import subprocess
import tempfile
import zipfile
from pathlib import Path

AWX = ("ansible==13.8.0", "awx-24.6.1", ("ansible_collections/awx/awx/",))
"""Later versions of the package come without it."""

AWS = ("ansible==14.5.0", "aws-14.5.0", ("ansible_collections/amazon/aws/", "ansible_collections/community/aws/"))


def ensure_collections(wanted: tuple[str, str, tuple[str, ...]], python: str | os.PathLike[str], build: Path) -> Path:
    """The directory for ANSIBLE_COLLECTIONS_PATH, below ``build``. It is made with the pip of ``python`` if it is not there.

    Raises subprocess.CalledProcessError if the package cannot be had.
    """
    package, name, members = wanted
    directory = build / name
    build.mkdir(parents=True, exist_ok=True)
    with (build / f"{name}.lock").open("w") as lock:
        # Each process of pytest asks for it.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not directory.is_dir():
            with tempfile.TemporaryDirectory(dir=build) as place:
                # It says which Python its ansible-core wants. Only its files are of use here.
                command = [python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
                command += ["--no-deps", "--only-binary=:all:", "--python-version=3.13", "--dest", place, package]
                subprocess.run(command, check=True, timeout=600)
                (wheel,) = Path(place).glob("*.whl")
                unpacked = Path(place) / "unpacked"
                with zipfile.ZipFile(wheel) as archive:
                    archive.extractall(unpacked, [n for n in archive.namelist() if n.startswith(members)])
                unpacked.rename(directory)
    return directory
