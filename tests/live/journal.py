# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal of a run: written before everything that is made, so that a killed run can be cleaned up after."""

from __future__ import annotations

import dataclasses
import json
import os
import typing as t
from pathlib import Path

from .guard import KEY

Json = t.Any


@dataclasses.dataclass(frozen=True)
class Thing:
    """Something that a run has made, or was about to make: a project, a store or a configuration.

    ``path`` is where it is read and deleted; it is empty before the service has said so.
    """

    kind: str
    name: str
    path: str = ""


class Journal:
    """Lines of JSON in a file that nobody else may read. Each is on the disk before the call that it announces."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # What was announced, and of which no answer has come: it may be there all the same.
        self.unanswered = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        torn = path.is_file() and not path.read_bytes().endswith(b"\n")
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if torn:
            os.write(self._file, b"\n")

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def write(self, event: str, **values: Json) -> None:
        """Add one line."""
        os.write(self._file, (json.dumps({"event": event, **values}) + "\n").encode())
        os.fsync(self._file)

    def about(self, kind: str, name: str) -> None:
        """A thing is about to be made."""
        self.unanswered += 1
        self.write("about", kind=kind, name=name)

    def answered(self) -> None:
        """The service has answered to what was announced last, so that it is known what is there."""
        self.unanswered -= 1

    def made(self, thing: Thing) -> None:
        """It is made."""
        self.write("made", **dataclasses.asdict(thing))

    def gone(self, thing: Thing) -> None:
        """It is deleted."""
        self.write("gone", **dataclasses.asdict(thing))


@dataclasses.dataclass
class Past:
    """What a journal tells: where the run was, what was there before it, and what it has left behind."""

    host: str
    account_id: str
    before: Json
    integration_keys: list[str]
    projects: list[str]
    things: list[Thing]
    clean: bool


def read_journal(path: Path) -> Past:
    """Read a journal, whose last line may be torn. Raises ValueError for one without a beginning."""
    begin: Json = None
    before: Json = None
    projects: list[str] = []
    things: list[Thing] = []
    clean = False
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            # The write was interrupted, and so the call that it announces was never made.
            continue
        event = entry.pop("event")
        if event == "begin":
            begin = entry
        elif event == "before":
            before = entry["inventory"]
        elif event == "about" and entry["kind"] == "project" and KEY.fullmatch(entry["name"]):
            projects.append(entry["name"])
        elif event == "made":
            things.append(Thing(**entry))
        elif event == "gone":
            things = [thing for thing in things if thing.path != entry["path"]]
        elif event == "clean":
            clean = True
    if begin is None:
        raise ValueError(f"{path} is not the journal of a run")
    return Past(begin["host"], begin["account_id"], before, begin["keys"], projects, things, clean)
