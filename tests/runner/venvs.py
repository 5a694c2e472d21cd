# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The virtual environments in .build/venv, made when they are first needed and again when their requirements change."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import shutil
import time
from pathlib import Path

from .interpreters import Pair, choose, discover
from .paths import REPORTS, REQUIREMENTS, ROOT, VENVS
from .process import Command, RunnerError, must, say


@dataclasses.dataclass(frozen=True)
class Venv:
    """A virtual environment that is ready."""

    pair: Pair
    path: Path

    @property
    def bin(self) -> Path:
        return self.path / "bin"

    @property
    def python(self) -> Path:
        return self.bin / "python"

    def script(self, name: str) -> Command:
        """The start of a command line for the script ``name``."""
        # Its first line names the interpreter, which does not work if the path of the checkout has a space or is long.
        return [self.python, self.bin / name]


@dataclasses.dataclass(frozen=True)
class Recipe:
    """What goes into an environment: which pair to use, whether with its ansible-core, and requirement files."""

    pair: str
    core: bool
    files: tuple[Path, ...]


RECIPES = {
    "oldest": Recipe("oldest", True, (REQUIREMENTS / "unit.txt",)),
    "newest": Recipe("newest", True, (REQUIREMENTS / "unit.txt",)),
    "lint": Recipe("newest", False, (REQUIREMENTS / "lint.txt",)),
    "galaxy": Recipe("newest", False, (REQUIREMENTS / "galaxy.txt",)),
    "demo": Recipe(
        "newest", True, (ROOT / "requirements.txt", REQUIREMENTS / "emulator.txt", REQUIREMENTS / "sdk.txt")
    ),
    "docs": Recipe("newest", True, (REQUIREMENTS / "docs.txt",)),
    "mutation": Recipe("newest", False, (REQUIREMENTS / "mutation.txt",)),
}


# Starts with every Python of an environment with ansible-core.
MODULE_CACHE = Path(__file__).with_name("module_cache.py")


class Venvs:
    """Makes environments, each at most once in a run."""

    def __init__(self) -> None:
        self._pairs: dict[str, Pair] = {}
        self._ready: dict[str, Venv | RunnerError] = {}

    @property
    def pairs(self) -> dict[str, Pair]:
        if not self._pairs:
            self._pairs = choose(discover())
        return self._pairs

    def get(self, name: str) -> Venv:
        """The environment ``name``. Raises RunnerError, the same one again if it was tried before."""
        if name not in self._ready:
            try:
                self._ready[name] = self._make(name)
            except RunnerError as error:
                self._ready[name] = error
        result = self._ready[name]
        if isinstance(result, RunnerError):
            raise result
        return result

    def _make(self, name: str) -> Venv:
        recipe = RECIPES[name]
        pair = self.pairs[recipe.pair]
        venv = Venv(pair, VENVS / name)
        packages = [pair.release.requirement] if recipe.core else []
        stamp = venv.path / "stamp"
        wanted = fingerprint(pair, packages, recipe.files)
        label = f"venv {name}: {pair if recipe.core else f'Python {pair.python_version}'}"
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted and os.access(venv.python, os.X_OK):
            say(f"{label} (ready)")
            return venv
        say(f"{label}, installing ...")
        start = time.monotonic()
        log = REPORTS / f"venv-{name}.log"
        must([pair.executable, "-m", "venv", "--clear", venv.path], log=log, what=f"creating the venv {name}")
        files = [word for file in recipe.files for word in ("-r", str(file))]
        pip: Command = [venv.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        must([*pip, *packages, *files], log=log, what=f"installing into the venv {name}")
        if recipe.core:
            keep_modules(venv)
        stamp.write_text(wanted, encoding="utf-8")
        say(f"{label}, installed in {time.monotonic() - start:.0f} s")
        return venv


def keep_modules(venv: Venv) -> None:
    """Have every Python of ``venv`` begin with MODULE_CACHE."""
    (packages,) = venv.path.glob("lib/python*/site-packages")
    shutil.copyfile(MODULE_CACHE, packages / MODULE_CACHE.name)
    (packages / MODULE_CACHE.with_suffix(".pth").name).write_text(f"import {MODULE_CACHE.stem}\n", encoding="utf-8")


def fingerprint(pair: Pair, packages: list[str], files: tuple[Path, ...]) -> str:
    """Changes whenever the environment would come out differently."""
    digest = hashlib.sha256(repr((pair.executable, pair.python, packages)).encode())
    pending = [*files, MODULE_CACHE]
    while pending:
        file = pending.pop(0)
        text = file.read_text(encoding="utf-8")
        digest.update(text.encode())
        for line in text.splitlines():
            if line.startswith("-r "):
                pending.append(file.parent / line[3:].strip())
    return digest.hexdigest()
