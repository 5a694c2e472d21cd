# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs playbooks of this folder as a user does, and takes what they give apart."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process

HERE = Path(__file__).resolve().parent
COLLECTIONS = Path(_in_process.__file__).absolute().parents[5]
VAULT_PASSWORD = "parity"

_KEEPER = "Keep what was registered"

_OF_A_MODULE = re.compile(
    # What Ansible says while it ships a module, and what the action plugin says of it.
    r"<[\w.]+> |Using module file |Pipelining is enabled|\S+ runs (?:as an ordinary module|in-process): "
)


@dataclasses.dataclass(frozen=True)
class Run:
    """What one run of a playbook gave.

    ``records`` are the results as Ansible shows them, ``registered`` the variables as a later task sees them.
    """

    status: int
    output: str
    warnings: str
    records: list[dict[str, Any]]
    registered: dict[str, dict[str, Any]]
    process: int

    def section(self, task: str) -> str:
        """All that was printed for one task."""
        found = re.search(rf"^TASK \[{re.escape(task)}\] .*?(?=^(?:TASK|PLAY) )", self.output, re.MULTILINE | re.DOTALL)
        assert found, f"no task {task!r} in:\n{self.output}{self.warnings}"
        return found[0]

    def result(self, task: str) -> dict[str, Any]:
        """The last result of one task."""
        found = [one for one in self.records if one["task"] == task]
        assert found, f"no result of {task!r} in:\n{self.output}{self.warnings}"
        result: dict[str, Any] = found[-1]["result"]
        return result

    def shown(self) -> str:
        """The lines that were printed, but for those that tell how a module is shipped."""
        return "\n".join(line for line in self.output.splitlines() if not _OF_A_MODULE.match(line))


class Playbooks:
    """Runs playbooks against one API, in a folder of their own."""

    def __init__(self, folder: Path, url: str, token: str) -> None:
        self.folder = folder
        self.url = url
        self.token = token

    def run(
        self,
        playbook: str,
        *arguments: str,
        variables: Mapping[str, Any] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Run:
        """Run ``playbooks/<playbook>``. It must end; whether well is for the caller to say."""
        records, registered = self.folder / "records", self.folder / "registered"
        for path in (records, registered):
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
        password = self.folder / "vault_password"
        password.write_text(VAULT_PASSWORD, encoding="utf-8")
        given = {"api_url": self.url, "api_token": self.token, "registered_file": str(registered), **(variables or {})}
        command = [sys.executable, "-m", "ansible", "playbook", "-i", str(HERE / "playbooks" / "inventory.yml")]
        command += ["-e", json.dumps(given), str(HERE / "playbooks" / playbook), *arguments]
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env={
                "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", os.defpath)]),
                "HOME": str(self.folder),
                "LC_ALL": "C.UTF-8",
                "PYTHONUNBUFFERED": "1",
                # ansible-core shows sets in its messages.
                "PYTHONHASHSEED": "0",
                "ANSIBLE_COLLECTIONS_PATH": os.pathsep.join([str(COLLECTIONS), str(HERE / "collections")]),
                "ANSIBLE_CALLBACK_PLUGINS": str(HERE / "callback_plugins"),
                "ANSIBLE_LOCAL_TEMP": str(self.folder / "tmp"),
                "ANSIBLE_REMOTE_TEMP": str(self.folder / "remote_tmp"),
                "ANSIBLE_ASYNC_DIR": str(self.folder / "async"),
                "ANSIBLE_NOCOLOR": "true",
                "ANSIBLE_INJECT_INVOCATION": "true",
                "ANSIBLE_HOST_PATTERN_MISMATCH": "ignore",
                "ANSIBLE_DEPRECATION_WARNINGS": "true",
                "ANSIBLE_VAULT_PASSWORD_FILE": str(password),
                "RECORD_RESULTS": str(records),
                **(environment or {}),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                output, warnings = process.communicate(timeout=240)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        # The last task of a playbook keeps what was registered, in a file whose check sum is its own.
        output, _unused, end = output.partition(f"TASK [{_KEEPER}]")
        output += end[end.find("PLAY RECAP") :] if end else ""
        return Run(
            status=process.returncode,
            output=output,
            warnings=warnings,
            records=[entry for entry in _lines(records) if entry["task"] != _KEEPER],
            registered=json.loads(registered.read_text(encoding="utf-8")) if registered.exists() else {},
            process=process.pid,
        )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)
