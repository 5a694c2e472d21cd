# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collections amazon.aws and community.aws, for the tests of what the collection makes in AWS.

Galaxy apart, they are inside the package ``ansible`` on PyPI.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "ansible==14.5.0"

_MEMBERS = ("ansible_collections/amazon/aws/", "ansible_collections/community/aws/")


def ensure_aws_collections(python: str | os.PathLike[str], build: Path) -> Path:
    """The directory for ANSIBLE_COLLECTIONS_PATH, below ``build``. It is made with the pip of ``python`` if it is not there.

    Raises subprocess.CalledProcessError if the package cannot be had.
    """
    directory = build / PACKAGE.replace("ansible==", "aws-")
    build.mkdir(parents=True, exist_ok=True)
    with (build / "aws.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not directory.is_dir():
            with tempfile.TemporaryDirectory(dir=build) as name:
                # It says which Python its ansible-core wants. Only its files are of use here.
                command = [python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
                command += ["--no-deps", "--only-binary=:all:", "--python-version=3.13", "--dest", name, PACKAGE]
                subprocess.run(command, check=True, timeout=600)
                (wheel,) = Path(name).glob("*.whl")
                unpacked = Path(name) / "unpacked"
                with zipfile.ZipFile(wheel) as archive:
                    archive.extractall(unpacked, [n for n in archive.namelist() if n.startswith(_MEMBERS)])
                unpacked.rename(directory)
    return directory
