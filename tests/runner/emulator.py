# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An emulator process of one's own, on a free port."""

from __future__ import annotations

import json
import re
import subprocess
import threading
import time
import types
import typing as t
import urllib.request
from pathlib import Path

from .process import Command, RunnerError, clean_environment, kill_group, show
from .venvs import Venv

TOKEN = "api-emulator-token"
READY = re.compile(r"listening on (http://\S+)")
PATIENCE = 30.0


class Emulator:
    """Starts with ``with`` and ends with it. ``url`` is where it listens."""

    def __init__(self, venv: Venv, tests: Path, log: Path) -> None:
        self.command: Command = [venv.python, "-m", "emulator", "--port", "0"]
        self.environment = {"PYTHONPATH": str(tests)}
        self.url = ""
        self._venv = venv
        self._log = log
        self._ready = threading.Event()
        self._process: subprocess.Popen[str] | None = None

    def __str__(self) -> str:
        return show(self.command, **self.environment)

    def __enter__(self) -> Emulator:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(
            [str(word) for word in self.command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=clean_environment(self._venv.bin, **self.environment),
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        # The pipe must be read as long as the emulator lives, or it stops at the first full buffer.
        threading.Thread(target=self._read, args=(self._process,), daemon=True).start()
        deadline = time.monotonic() + PATIENCE
        while not self._ready.wait(0.05):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.__exit__(None, None, None)
                text = self._log.read_text(encoding="utf-8")
                raise RunnerError(f"the emulator did not start:\n  {self}\n{text}  whole output: {self._log}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: types.TracebackType | None,
    ) -> None:
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            kill_group(process)
            process.wait()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with self._log.open("w", encoding="utf-8") as file:
            for line in process.stdout:
                file.write(line)
                file.flush()
                match = READY.search(line)
                if match and not self._ready.is_set():
                    self.url = match[1].rstrip("/")
                    self._ready.set()

    def reset(self, **settings: t.Any) -> None:
        """Back to the first day, with ``settings`` (such as the dialect)."""
        request = urllib.request.Request(
            f"{self.url}/_emulator/reset",
            data=json.dumps(settings).encode(),
            headers={"Content-Type": "application/json"},
            method="POST",
        )
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(request, timeout=PATIENCE) as response:
                response.read()
        except OSError as error:
            raise RunnerError(f"resetting the emulator with {settings} failed: {error}") from None
