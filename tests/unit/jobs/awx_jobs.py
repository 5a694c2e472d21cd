# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs job templates under ansible-runner, in private data directories like those that AWX makes."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from job_templates import COLLECTION, PROJECT, extra_variables, injected_environment, job_templates

# AWX's own, see build_inventory and write_inventory_file in awx/main/tasks/jobs.py
_INVENTORY_SCRIPT = "#! /usr/bin/env python3\n# -*- coding: utf-8 -*-\nprint(%r)\n"
# The path of an environment may have spaces, which the first line of its own scripts cannot have.
_PLAYBOOK_SCRIPT = '#!/bin/sh\nexec "%s" -m ansible playbook "$@"\n'


@dataclasses.dataclass(frozen=True)
class Job:
    """What a job left. ``artifacts`` are the texts of its files by name, ``events`` the job events in their order."""

    status: str
    rc: int
    events: list[dict[str, Any]]
    artifacts: Mapping[str, str]

    @property
    def statistics(self) -> dict[str, Any]:
        """What AWX keeps as the job's artifacts: the data of set_stats."""
        (last,) = (event for event in self.events if event["event"] == "playbook_on_stats")
        found: dict[str, Any] = last["event_data"]["artifact_data"]
        return found

    @property
    def changed(self) -> int:
        """How many tasks changed something."""
        (last,) = (event for event in self.events if event["event"] == "playbook_on_stats")
        return sum(last["event_data"]["changed"].values())

    @property
    def stdout(self) -> str:
        """What AWX shows."""
        return self.artifacts["stdout"]

    def results(self, task: str) -> list[dict[str, Any]]:
        """The results of ``task``, one for each host or item."""
        return [
            event["event_data"]["res"]
            for event in self.events
            if event["event"] in ("runner_on_ok", "runner_on_failed", "runner_item_on_ok")
            and event["event_data"]["task"] == task
        ]


class Controller:
    """Launches jobs with one credential. Each gets a private data directory in ``folder``."""

    def __init__(self, folder: Path, credential: Mapping[str, str]) -> None:
        self.folder = folder
        self.credential = credential
        self.templates = job_templates()
        self.files: dict[str, str] = {}
        """More files of the project, or other texts for those that are there, by path."""
        self._count = 0
        script = folder / "bin" / "ansible-playbook"
        script.parent.mkdir()
        script.write_text(_PLAYBOOK_SCRIPT % sys.executable, encoding="utf-8")
        script.chmod(0o700)

    def launch(
        self,
        template: str,
        answers: Mapping[str, Any] | None = None,
        *,
        inventory: Mapping[str, Any] | None = None,
        verbosity: int = 0,
        **variables: Any,
    ) -> Job:
        """Run ``template`` with ``answers`` to its survey, and wait for its end. ``variables`` are extra variables."""
        declared = self.templates[template]
        self._count += 1
        folder = self.folder / str(self._count)
        shutil.copytree(PROJECT, folder / "project")
        extra = {**extra_variables(declared["survey"], answers or {}), **variables}
        options = ["--check"] if declared.get("job_type") == "check" else []
        options += ["--diff"] if declared.get("diff_mode", True) else []
        texts = {f"project/{path}": text for path, text in self.files.items()}
        texts["env/envvars"] = json.dumps({**injected_environment(self.credential), **self._environment(folder)})
        texts["env/extravars"] = json.dumps(extra)
        texts["env/cmdline"] = " ".join([*options, *(["-" + verbosity * "v"] if verbosity else [])])
        texts["env/settings"] = json.dumps({"suppress_ansible_output": True})
        texts["inventory/hosts"] = _INVENTORY_SCRIPT % json.dumps(inventory or {"_meta": {"hostvars": {}}})
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (folder / "inventory" / "hosts").chmod(0o700)
        ended = subprocess.run(
            [sys.executable, "-m", "ansible_runner", "run", str(folder), "-p", declared["playbook"], "--ident", "1"],
            env={**os.environ, "PATH": os.pathsep.join([str(self.folder / "bin"), os.environ.get("PATH", os.defpath)])},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        artifacts = folder / "artifacts" / "1"
        assert artifacts.is_dir(), ended.stdout + ended.stderr
        found = {
            str(path.relative_to(artifacts)): path.read_text(encoding="utf-8")
            for path in sorted(artifacts.rglob("*"))
            if path.is_file()
        }
        events = [json.loads(text) for name, text in found.items() if name.startswith("job_events/")]
        events.sort(key=lambda event: event["counter"])
        return Job(found["status"], int(found["rc"]), events, {**found, "runner": ended.stdout + ended.stderr})

    def update_inventory(self) -> dict[str, Any]:
        """What an update of the inventory source gives."""
        folder = self.folder / "inventory_update"
        folder.mkdir(exist_ok=True)
        ended = subprocess.run(
            [sys.executable, "-m", "ansible", "inventory", "--list", "--export"]
            + ["-i", str(PROJECT / "inventory" / "launchdarkly.yml")],
            env={**os.environ, **injected_environment(self.credential), **self._environment(folder)},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        found: dict[str, Any] = json.loads(ended.stdout)
        return found

    def _environment(self, folder: Path) -> dict[str, str]:
        return {
            "ANSIBLE_COLLECTIONS_PATH": str(COLLECTION.parents[2]),
            "ANSIBLE_FORCE_COLOR": "false",
            "ANSIBLE_REMOTE_TEMP": str(folder / "remote_tmp"),
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
        }


def slices(inventory: Mapping[str, Any], count: int) -> Sequence[dict[str, Any]]:
    """The inventories of ``count`` slices of a job, as AWX deals the hosts out."""
    hosts = sorted(inventory["_meta"]["hostvars"])
    return [_only(inventory, set(hosts[number::count])) for number in range(count)]


def _only(inventory: Mapping[str, Any], hosts: set[str]) -> dict[str, Any]:
    groups = {
        name: {**group, "hosts": [host for host in group.get("hosts", []) if host in hosts]}
        for name, group in inventory.items()
        if name != "_meta"
    }
    variables = {host: values for host, values in inventory["_meta"]["hostvars"].items() if host in hosts}
    return {**groups, "_meta": {"hostvars": variables}}
