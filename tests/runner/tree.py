# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies of the collection's files: ansible-test wants them below ansible_collections/, without anything else."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
from pathlib import Path

from .paths import ROOT, TREE
from .process import RunnerError

# What a tree without git leaves out; with git, .gitignore says it.
UNWANTED = {".build", ".git", ".cache", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "__pycache__"}

# ansible-test keeps its own files here.
KEPT = Path("tests/output")
REPOSITORY = Path(".git")


def source_files() -> list[Path]:
    """The collection's files, relative to ROOT: tracked or new, not ignored, not deleted."""
    try:
        if not (ROOT / ".git").exists():
            raise RunnerError("not a git checkout")
        listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", directory=ROOT)
        files = {Path(os.fsdecode(name)) for name in listed.split(b"\0") if name}
    except RunnerError:
        # An unpacked archive, or a checkout of another user, which git refuses to read.
        files = set()
        for directory, subdirectories, names in os.walk(ROOT):
            here = Path(directory).relative_to(ROOT)
            subdirectories[:] = [name for name in subdirectories if name not in UNWANTED and here / name != KEPT]
            files.update(here / name for name in names if not name.endswith((".pyc", ".tar.gz")))
    return sorted(file for file in files if os.path.lexists(ROOT / file) and not (ROOT / file).is_dir())


def git(*arguments: str, directory: Path) -> bytes:
    """The output of git. Raises RunnerError if it fails."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=directory,
            # A hook of git sets variables that point to the checkout.
            env={name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        detail = getattr(error, "stderr", b"") or str(error).encode()
        raise RunnerError(f"git {arguments[0]} failed: {detail.decode(errors='replace').strip()}") from None
    return done.stdout


def sync_tree(target: Path = TREE) -> None:
    """``sync``, with a git repository where the checkout has one."""
    sync(target)
    if (ROOT / ".git").exists() and not (target / ".git").exists():
        # ansible-test and antsibull-nox ask the nearest one for the files, and in the checkout this copy is ignored.
        git("init", "--quiet", directory=target)


def sync(target: Path) -> None:
    """Make ``target`` hold exactly the source files, and what Python has compiled of them."""
    wanted = source_files()
    known = set(wanted)
    target.mkdir(parents=True, exist_ok=True)
    for directory, subdirectories, names in os.walk(target, topdown=False):
        here = Path(directory)
        relative = here.relative_to(target)
        if any(kept == relative or kept in relative.parents for kept in (KEPT, REPOSITORY)):
            continue
        for name in names:
            compiled = relative.name == "__pycache__" and relative.parent / f"{name.partition('.')[0]}.py" in known
            if not compiled and relative / name not in known:
                (here / name).unlink()
        for name in subdirectories:
            path = here / name
            if path.is_symlink() and relative / name not in known:
                path.unlink()
            elif not path.is_symlink() and path.is_dir() and not any(path.iterdir()):
                path.rmdir()
    for file in wanted:
        copy(ROOT / file, target / file)


def copy(source: Path, target: Path) -> None:
    """Copy where something differs: a kept time stamp keeps the caches of the tools valid."""
    if not source.is_symlink() and target.is_file() and not target.is_symlink():
        same_mode = source.stat().st_mode == target.stat().st_mode
        if same_mode and filecmp.cmp(source, target, shallow=False):
            return
    if target.is_symlink() or target.is_file():
        target.unlink()
    elif target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target, follow_symlinks=False)
