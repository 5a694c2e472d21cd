# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Redis process of one's own, which an emulator keeps synchronised."""

from __future__ import annotations

import os
import subprocess
import sys
import types
from pathlib import Path

from ..backends import NO_SERVER
from ..runner.paths import BUILD, ROOT
from ..runner.process import Command, RunnerError, clean_environment, show


class NoServer(RunnerError):
    """Neither the machine nor the package index has a redis-server that runs here."""


class Store:
    """Starts with ``with``, which raises NoServer, and ends with it. ``variables`` is the file for healthy.yml."""

    def __init__(self, emulator_url: str, place: tuple[str, str], directory: Path, log: Path) -> None:
        self.variables = directory / "variables.json"
        project, environment = place
        self.command: Command = [sys.executable, "-m", "backends", "--emulator", emulator_url, "--project", project]
        self.command += ["--environment", environment, "--directory", directory, "--build", BUILD]
        self.environment = {"PYTHONPATH": str(ROOT / "tests")}
        self._log = log
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Store:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [os.fspath(word) for word in self.command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=clean_environment(Path(sys.executable).parent, PYTHONDONTWRITEBYTECODE="1", **self.environment),
                encoding="utf-8",
                errors="replace",
            )
        assert self._process.stdout is not None
        if self._process.stdout.readline() == "ready\n":
            return self
        status = self._process.wait()
        self.__exit__(None, None, None)
        text = self._log.read_text(encoding="utf-8")
        if status == NO_SERVER:
            raise NoServer(text.strip())
        command = show(self.command, **self.environment)
        raise RunnerError(f"the store did not start:\n  {command}\n{text}  whole output: {self._log}")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: types.TracebackType | None,
    ) -> None:
        process = self._process
        if process is None:
            return
        try:
            # It ends with its standard input.
            process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
