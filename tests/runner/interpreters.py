# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which Pythons this machine has, and which versions of ansible-core they can run."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
import sys
import typing as t
from pathlib import Path

from .process import RunnerError

Version = tuple[int, int]


@dataclasses.dataclass(frozen=True, order=True)
class Release:
    """A release line of ansible-core, and the Pythons that its controller side supports."""

    core: Version
    first: Version
    last: Version
    source: str = ""
    candidate: str = ""
    """The release candidate that pip may take, as in ``rc1``."""

    @property
    def name(self) -> str:
        return "devel" if self.source else f"{self.core[0]}.{self.core[1]}"

    @property
    def requirement(self) -> str:
        return f"ansible-core @ {self.source}" if self.source else f"ansible-core~={self.name}.0{self.candidate}"


RELEASES = (
    Release((2, 16), (3, 10), (3, 12)),
    Release((2, 17), (3, 10), (3, 12)),
    Release((2, 18), (3, 11), (3, 13)),
    Release((2, 19), (3, 11), (3, 13)),
    Release((2, 20), (3, 12), (3, 14)),
    Release((2, 21), (3, 12), (3, 14)),
)

# What comes next. Taken only if ONLY_CORE asks for it: the newest is the newest that is released.
CANDIDATE = Release((2, 22), (3, 13), (3, 14), candidate="rc1")
DEVEL = Release((2, 23), (3, 13), (3, 14), "https://github.com/ansible/ansible/archive/devel.tar.gz")
NEXT = (CANDIDATE, DEVEL)

# Environment variables that narrow the choice to one release line, and to one Python.
ONLY_CORE = "TEST_ANSIBLE_CORE"
ONLY_PYTHON = "TEST_PYTHON"

# And one in which the Pythons that were found are handed down.
FOUND = "TEST_PYTHONS_FOUND"


@dataclasses.dataclass(frozen=True)
class Pair:
    """An ansible-core and the Python to run it with."""

    release: Release
    python: Version
    executable: str

    @property
    def python_version(self) -> str:
        return f"{self.python[0]}.{self.python[1]}"

    def __str__(self) -> str:
        return f"ansible-core {self.release.name} on Python {self.python_version}"


def choose(pythons: t.Mapping[Version, str]) -> dict[str, Pair]:
    """The ``oldest`` and the ``newest`` pair that ``pythons`` allow. Raises RunnerError if there is none."""
    core, python = os.environ.get(ONLY_CORE, ""), os.environ.get(ONLY_PYTHON, "")
    pairs = [
        pair
        for release in (*RELEASES, *(release for release in NEXT if core == release.name))
        for version, executable in pythons.items()
        if release.first <= version <= release.last
        for pair in [Pair(release, version, executable)]
        if core in ("", release.name) and python in ("", pair.python_version)
    ]
    if not pairs:
        wanted = ", ".join(f"{major}.{minor}" for major, minor in supported())
        narrowed = "".join(f", {name}={value}" for name, value in ((ONLY_CORE, core), (ONLY_PYTHON, python)) if value)
        raise RunnerError(
            f"no usable Python found: one of {wanted} is needed, with the modules venv and ensurepip{narrowed}"
        )
    return {
        "oldest": min(pairs, key=lambda pair: (pair.release, pair.python)),
        "newest": max(pairs, key=lambda pair: (pair.release, pair.python)),
    }


def supported() -> list[Version]:
    first = min(release.first for release in RELEASES)
    last = max(release.last for release in RELEASES)
    return [(3, minor) for minor in range(first[1], last[1] + 1)]


def remember(found: t.Mapping[Version, str]) -> None:
    """Have this process and those that it starts take ``found`` for what ``discover`` finds: to look takes seconds."""
    os.environ[FOUND] = json.dumps({f"{major}.{minor}": path for (major, minor), path in found.items()})


def discover() -> dict[Version, str]:
    """The first working interpreter of every supported version."""
    found: dict[Version, str] = {}
    if FOUND in os.environ:
        remembered: dict[str, str] = json.loads(os.environ[FOUND])
        return {(int(name.split(".")[0]), int(name.split(".")[1])): path for name, path in remembered.items()}
    for version in supported():
        for candidate in candidates(version):
            executable = probe(candidate, version)
            if executable:
                found[version] = executable
                break
    return found


def candidates(version: Version) -> t.Iterator[str]:
    """Paths that may be a Python of ``version``: the running one, PATH, pyenv, uv."""
    if sys.version_info[:2] == version:
        yield sys.executable
    name = f"python{version[0]}.{version[1]}"
    for directory in os.get_exec_path():
        path = shutil.which(name, path=directory)
        if path:
            yield path
    roots = [os.environ.get("PYENV_ROOT"), Path.home() / ".pyenv"]
    for root in dict.fromkeys(Path(root) for root in roots if root):
        versions = (root / "versions").glob(f"{version[0]}.{version[1]}.*/bin/{name}")
        yield from (str(path) for path in sorted(versions, reverse=True))
    uv = shutil.which("uv")
    if uv:
        command = [uv, "python", "find", "--system", f"{version[0]}.{version[1]}"]
        path = output_of(command, UV_PYTHON_DOWNLOADS="never")
        if path:
            yield path


def probe(executable: str, version: Version) -> str | None:
    """The real path of ``executable`` if it runs, is ``version`` and can make virtual environments."""
    # A shim of pyenv may exist for a version that is not active, and distributions split ensurepip off.
    code = "import ensurepip, sys, venv; print(sys.version_info[0], sys.version_info[1], sys.executable)"
    words = output_of([executable, "-c", code]).split(maxsplit=2)
    if words[:2] == [str(version[0]), str(version[1])]:
        return words[2]
    return None


def output_of(command: list[str], **env: str) -> str:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            env={**os.environ, **env},
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
