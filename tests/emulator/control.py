# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start and steer an emulator from a test or a benchmark. Standard library only."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from . import READER

DEFAULT_TOKEN = "api-emulator-token"
ANNOUNCEMENT = "listening on "


class ControlError(Exception):
    """The control path refused a request, or the emulator did not start."""


class Emulator:
    """A running emulator: its address, its token and its control path. A context manager that stops it."""

    def __init__(self, url: str, token: str = DEFAULT_TOKEN, process: subprocess.Popen[str] | None = None) -> None:
        self.url = url
        self.token = token
        self.process = process
        self._kept = threading.local()

    @property
    def reader_token(self) -> str:
        """A token that may only read."""
        return self.token + READER

    @classmethod
    def start(
        cls,
        python: str = sys.executable,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        token: str = DEFAULT_TOKEN,
        state: str | os.PathLike[str] | None = None,
        latency_ms: float = 0.0,
        seed: int = 0,
        dialect: str | dict[str, Any] | None = None,
        access_log: bool = False,
    ) -> Emulator:
        """Start an emulator with an interpreter that has its packages, and wait until it listens.

        The process ends with this one, even if this one is killed.
        """
        command = [python, "-m", "emulator", "--host", host, "--port", str(port), "--token", token]
        command += ["--latency", str(latency_ms), "--seed", str(seed), "--stop-with-stdin"]
        if state is not None:
            command += ["--state", os.fspath(state)]
        if dialect is not None:
            command += ["--dialect", dialect if isinstance(dialect, str) else json.dumps(dialect)]
        if access_log:
            command.append("--access-log")
        tests = str(Path(__file__).resolve().parents[1])
        paths = [tests, *filter(None, [os.environ.get("PYTHONPATH")])]
        process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        line = process.stdout.readline() if process.stdout else ""
        if not line.startswith(ANNOUNCEMENT):
            process.kill()
            process.communicate()
            raise ControlError(f"the emulator did not start: {line!r}, see its standard error")
        return cls(line[len(ANNOUNCEMENT) :].strip(), token, process)

    def _connected(self) -> http.client.HTTPConnection:
        """The connection of this thread: a new one for each request would be most of the time that it takes."""
        kept = getattr(self._kept, "connection", None)
        # A forked process must not share it.
        if kept is None or self._kept.process != os.getpid():
            kept = http.client.HTTPConnection(self.url.partition("//")[2], timeout=60)
            self._kept.connection, self._kept.process = kept, os.getpid()
        return kept

    def _disconnect(self) -> None:
        connection = getattr(self._kept, "connection", None)
        if connection is not None:
            connection.close()
            self._kept.connection = None

    def stop(self) -> None:
        """Stop the process, if this object started one. May be called again."""
        self._disconnect()
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
        self.process = None

    def __enter__(self) -> Emulator:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """One request of the control path; ``path`` follows ``/_emulator``. Returns the parsed answer or None."""
        payload = None if body is None else json.dumps(body)
        connection = self._connected()
        try:
            connection.request(method, f"/_emulator{path}", payload, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
        except BaseException:
            self._disconnect()
            raise
        if answer.status >= 400:
            raise ControlError(f"{method} {path}: {answer.status} {text.decode('utf-8', 'replace')}")
        return json.loads(text) if text else None

    def reset(self, **wanted: Any) -> dict[str, Any]:
        """Back to the first state; ``dialect``, ``latency_ms``, ``rate_limit``, ``status`` and ``seed`` on top."""
        return self.control("POST", "/reset", wanted)

    def seed(self, **seeds: Any) -> dict[str, Any]:
        """Add projects, stores, integration_configurations, bulk_stores or others of the family; returns the ids."""
        return self.control("POST", "/seed", seeds)

    def state(self) -> dict[str, Any]:
        """Everything the emulator holds, secrets in plain text."""
        return self.control("GET", "/state")

    def requests(self) -> dict[str, Any]:
        """The counts and the log of the requests since the last reset or clear."""
        return self.control("GET", "/requests")

    def clear_requests(self) -> None:
        """Count from nothing again."""
        self.control("DELETE", "/requests")

    def settings(self, **wanted: Any) -> dict[str, Any]:
        """Change ``latency_ms``, ``dialect``, ``rate_limit``, ``status`` or ``random_seed``; returns the settings."""
        return self.control("PUT", "/settings", wanted)

    def faults(self, orders: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Order faults; returns all that are still to happen."""
        return self.control("POST", "/faults", orders)["faults"]

    def waiting_faults(self) -> list[dict[str, Any]]:
        """The faults that are still to happen."""
        return self.control("GET", "/faults")["faults"]

    def clear_faults(self) -> None:
        """Nothing goes wrong any more."""
        self.control("DELETE", "/faults")

    def patch_store(self, store_id: str, changes: dict[str, Any]) -> dict[str, Any]:
        """Change a store as somebody else would; returns it unmasked."""
        return self.control("PATCH", f"/stores/{store_id}", changes)

    def delete_store(self, store_id: str) -> None:
        """Delete a store as somebody else would."""
        self.control("DELETE", f"/stores/{store_id}")

    def set_store_status(self, store_id: str, status: dict[str, Any]) -> dict[str, Any]:
        """Set the ``_status`` of a store, or ``{"available_after_ms": N}``."""
        return self.control("PUT", f"/stores/{store_id}/status", status)

    def synchronise_store(self, store_id: str, **order: Any) -> dict[str, Any]:
        """Have the store itself written to, as LaunchDarkly would; returns its ``_status``. See ``synchronising.Order``."""
        return self.control("POST", f"/stores/{store_id}/synchronise", order)

    def synchronise(self, **order: Any) -> None:
        """The same for every store that is on, now and every ``every_ms``, until the next reset."""
        self.control("PUT", "/synchronising", order)

    def patch_configuration(self, configuration_id: str, changes: dict[str, Any]) -> dict[str, Any]:
        """Change an integration configuration as somebody else would; returns it unmasked."""
        return self.control("PATCH", f"/integration_configurations/{configuration_id}", changes)

    def delete_configuration(self, configuration_id: str) -> None:
        """Delete an integration configuration as somebody else would."""
        self.control("DELETE", f"/integration_configurations/{configuration_id}")

    def patch(self, name: str, one: str, changes: dict[str, Any]) -> dict[str, Any]:
        """Change one of those that are called ``name`` in the state as somebody else would; returns it unmasked."""
        return self.control("PATCH", f"/{name}/{one}", changes)

    def delete(self, name: str, one: str) -> None:
        """Delete one of those that are called ``name`` in the state as somebody else would."""
        self.control("DELETE", f"/{name}/{one}")
