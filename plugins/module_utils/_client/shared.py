# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of the rate limits, shared by all processes of one user on one machine.

Every fork of Ansible, and every ordinary module, is a process of its own, and all of them use up the same limit. A
small file in the directory for temporary files lets them count together. It is made when a limit is nearly used up,
never before. It is a help and no more: where it cannot be used, each process counts for itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import tempfile
import threading
import time
import typing as t

from .limits import Windows

try:
    import fcntl
except ImportError:  # no such system call here
    fcntl = None  # type: ignore[assignment]

_LARGEST = 65536
_TRIES = 100
_PAUSE = 0.002


class SharedWindows:
    """The windows of one access token at one host. ``share`` is false where a clock of its own counts."""

    def __init__(self, base_url: str, access_token: str, share: bool) -> None:
        name = hashlib.sha256(f"{base_url} {access_token}".encode()).hexdigest()[:24]
        self._path = os.path.join(tempfile.gettempdir(), f"launchdarkly-limits-{name}") if share and fcntl else ""
        self._own: Windows = {}
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def use(self, create: bool = False) -> t.Iterator[Windows]:
        """The windows as they are now; what is changed in them within is kept. Nobody else uses them meanwhile.

        ``create`` makes the file where it is not there yet.
        """
        with self._lock:
            file = self._open(os.O_RDWR | (os.O_CREAT if create else 0))
            if file is None:
                yield self._own
                return
            try:
                self._own = _read(file)
                before = json.dumps(self._own)
                yield self._own
                if json.dumps(self._own) != before:
                    _write(file, self._own)
            finally:
                os.close(file)

    def _open(self, flags: int) -> int | None:
        """The file, locked; None where it is not there, or is not ours alone."""
        if not self._path:
            return None
        try:
            file = os.open(self._path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        except OSError:
            return None
        try:
            found = os.fstat(file)
            if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
                raise OSError
            _lock(file)
        except OSError:
            os.close(file)
            return None
        return file


def _lock(file: int) -> None:
    for left in reversed(range(_TRIES)):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if not left:
                # Whoever has it was stopped, perhaps.
                raise
            time.sleep(_PAUSE)


def _read(file: int) -> Windows:
    try:
        data = json.loads(os.pread(file, _LARGEST, 0) or b"{}")
        return {key: dict(window) for key, window in data.items() if _is_window(window)}  # type: ignore[misc]
    except (OSError, ValueError, AttributeError):
        return {}


def _is_window(window: t.Any) -> bool:
    return isinstance(window, dict) and all(
        isinstance(window.get(name), (int, float)) for name in ("ends", "left", "limit", "taken", "assumed")
    )


def _write(file: int, windows: Windows) -> None:
    with contextlib.suppress(OSError):
        data = json.dumps(windows).encode()
        os.pwrite(file, data, 0)
        os.ftruncate(file, len(data))
