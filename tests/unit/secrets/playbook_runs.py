# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one playbook of many outcomes, and returns everything that it put out anywhere."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from planted import KEY, SECRETS, TOKEN

HERE = Path(__file__).resolve().parent
INVENTORY = 'localhost ansible_connection=local ansible_python_interpreter="{{ ansible_playbook_python }}"\n'


@dataclasses.dataclass(frozen=True)
class Outcome:
    """A task with its ``options`` that ends in a known way.

    ``ends`` is ``changed``, ``unchanged``, ``hidden`` or what the message of the failure has in it. ``orders`` go to the emulator's
    control path before. ``keywords`` are the task's own, such as ``check_mode``.
    """

    name: str
    options: Mapping[str, Any]
    ends: str
    orders: Sequence[tuple[str, str, Any]] = ()
    keywords: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    is_shown: bool = True

    def tasks(self, module: str) -> list[dict[str, Any]]:
        """The task, and one that shows what it registered."""
        task = {"name": self.name, module: self.options, "register": "registered", "ignore_errors": True}
        shown = {"name": f"{self.name}, registered", "ansible.builtin.debug": {"var": "registered"}}
        return [{**task, **self.keywords}, *([shown] if self.is_shown else [])]

    def has_ended_so(self, result: Mapping[str, Any]) -> bool:
        """Whether ``result`` is what was expected."""
        if self.ends == "hidden":
            return "censored" in result and not result["failed"]
        if self.ends in ("changed", "unchanged"):
            return not result.get("failed") and result["changed"] is (self.ends == "changed")
        return bool(result.get("failed")) and self.ends in result["msg"]


@dataclasses.dataclass(frozen=True)
class Run:
    """What one run put out: ``outputs`` by where it went, and ``results`` by task, as a callback sees them."""

    outputs: Mapping[str, str]
    results: Mapping[str, Any]


def run_playbook(
    tasks: Sequence[Mapping[str, Any]],
    emulator: Emulator,
    folder: Path,
    in_process: bool,
    orders: Mapping[str, Any] | None = None,
    **environment: str,
) -> Run:
    """Run ``tasks`` in ``folder`` with ``-vvvv`` and ``--diff``, all secrets in variables and two in the environment."""
    variables: dict[str, Any] = {secret.variable: secret.value for secret in SECRETS}
    variables[_in_process.SWITCH] = in_process
    play = {"hosts": "localhost", "gather_facts": False, "tasks": tasks}
    texts = {"inventory": INVENTORY, "ansible.cfg": "[defaults]\nnocows = True\n", "syslog": ""}
    texts.update({"play.yml": json.dumps([play]), "variables.json": json.dumps(variables)})
    texts["orders.json"] = json.dumps(orders or {})
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    collections = Path(_in_process.__file__).absolute().parents[5]
    ended = subprocess.run(
        [sys.executable, "-m", "ansible", "playbook", "-vvvv", "--diff", "-i", "inventory", "play.yml"]
        + ["-e", "@variables.json"],
        cwd=folder,
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": os.pathsep.join([str(HERE / "startup"), *sys.path]),
            "NO_PROXY": "127.0.0.1",
            "ANSIBLE_CONFIG": str(folder / "ansible.cfg"),
            "ANSIBLE_COLLECTIONS_PATH": str(collections),
            "ANSIBLE_REMOTE_TEMP": str(folder / "remote"),
            "ANSIBLE_NOCOLOR": "true",
            "ANSIBLE_LOCALHOST_WARNING": "false",
            "ANSIBLE_INJECT_INVOCATION": "true",
            "ANSIBLE_LOG_PATH": str(folder / "log"),
            "ANSIBLE_CALLBACK_PLUGINS": str(HERE / "playbook_plugins"),
            "ANSIBLE_CALLBACKS_ENABLED": "recorder",
            "RECORDER_FILE": str(folder / "results"),
            "RECORDER_ORDERS": str(folder / "orders.json"),
            "SYSLOG_FILE": str(folder / "syslog"),
            "LAUNCHDARKLY_API_HOST": emulator.url,
            "LAUNCHDARKLY_ACCESS_TOKEN": TOKEN.text,
            "LAUNCHDARKLY_FINGERPRINT_KEY": KEY.text,
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-3000:]
    outputs = {name: (folder / name).read_text(encoding="utf-8") for name in ("log", "results", "syslog")}
    outputs.update(stdout=ended.stdout, stderr=ended.stderr)
    entries = [json.loads(line) for line in outputs["results"].splitlines()]
    return Run(outputs, {entry["task"]: entry["result"] for entry in entries})


def run_outcomes(module: str, outcomes: Sequence[Outcome], emulator: Emulator, folder: Path, in_process: bool) -> Run:
    """Run all ``outcomes`` of ``module`` in one playbook. Each must have ended as it says."""
    tasks = [task for outcome in outcomes for task in outcome.tasks(f"community.launchdarkly.{module}")]
    orders = {outcome.name: outcome.orders for outcome in outcomes}
    run = run_playbook(tasks, emulator, folder, in_process, orders)
    found = [(outcome, run.results[outcome.name]) for outcome in outcomes]
    otherwise = [(o.name, result.get("msg", result)) for o, result in found if not o.has_ended_so(result)]
    assert not otherwise, otherwise
    assert all("invocation" in result for outcome, result in found if outcome.ends != "hidden")
    return run
