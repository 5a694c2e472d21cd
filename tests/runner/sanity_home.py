# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A home directory in which ansible-test needs no other host than the package index.

Each run has its own, so that two versions of ansible-test can run at the same time.
"""

from __future__ import annotations

import configparser
import re
import shutil
from pathlib import Path

from .package_index import pip_settings


def prepare_home(venv: Path, home: Path) -> None:
    """Fill the home directory of a run with the ansible-test of ``venv``: it looks for its cache there, and pip for its settings."""
    cache = home / ".ansible" / "test" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    for version in bootstrap_versions(venv):
        script = cache / f"get_pip_{version.replace('.', '_')}.py"
        if not script.exists():
            shutil.copyfile(Path(__file__).with_name("pip_bootstrap.py"), script)
    write_pip_configuration(venv, home)


def bootstrap_versions(venv: Path) -> list[str]:
    """The versions of pip for which this ansible-test would download a bootstrap script."""
    files = venv.glob("lib/python*/site-packages/ansible_test/_internal/python_requirements.py")
    return sorted({version for file in files for version in re.findall(r"\bpip='([\d.]+)'", file.read_text("utf-8"))})


def write_pip_configuration(venv: Path, home: Path) -> None:
    """Carry the user's pip settings over: ansible-test passes on neither the environment nor the real home."""
    parser = configparser.RawConfigParser()
    # A test makes several environments, whose progress nobody reads.
    parser["global"] = {**pip_settings(venv / "bin" / "python"), "quiet": "1"}
    file = home / ".config" / "pip" / "pip.conf"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)  # an index address may hold a password
    with file.open("w", encoding="utf-8") as stream:
        parser.write(stream)
