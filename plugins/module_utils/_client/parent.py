# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether whoever started the work is still there: who ended a run does not want it to go on writing.

In-process, the parent is ansible-playbook itself. An ordinary module is the child of one of its workers, and a worker
outlives ansible-playbook: so the worker hands down who both are. Where that cannot be seen, on another machine or
after ``sudo``, only the parent counts.
"""

from __future__ import annotations

import os

VARIABLE = "_LAUNCHDARKLY_STARTED_BY"
"""The environment variable by which a worker hands down its own process id and that of its parent."""

_FARTHEST = 5


def hand_down() -> None:
    """Called in a worker, before it starts an ordinary module. What it says first holds: later its parent may be gone."""
    if not os.environ.get(VARIABLE, "").startswith(f"{os.getpid()} "):
        os.environ[VARIABLE] = f"{os.getpid()} {os.getppid()}"


class Parent:
    """The process that this one was started by, as it is when this is made."""

    def __init__(self) -> None:
        self._own, self._parent = os.getpid(), os.getppid()
        try:
            worker, self._starter = map(int, os.environ.get(VARIABLE, "").split())
        except ValueError:
            worker = self._starter = 0
        # The variable may have come a longer way, for example into a playbook that a task runs.
        self._worker = worker if worker in _ancestors(self._own) else 0

    def is_gone(self) -> bool:
        """Whether it has ended meanwhile. What ends is replaced as a parent, by the system."""
        if os.getpid() == self._own and os.getppid() != self._parent:
            return True
        return bool(self._worker) and _parent_of(self._worker) != self._starter


def _ancestors(process: int | None) -> list[int]:
    """Those of ``process`` that a module may be started through: a shell or two, and the worker."""
    found = []
    for _unused in range(_FARTHEST):
        process = _parent_of(process) if process else None
        if process and process > 1:
            found.append(process)
    return found


def _parent_of(process: int) -> int | None:
    """The parent of ``process``; None where it is gone, or the system does not tell."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
            # The name of the program stands in parentheses and may hold anything.
            return int(file.read().rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return None
