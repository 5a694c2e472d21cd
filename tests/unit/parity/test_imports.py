# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports are paid once, in the controller; nothing is opened there; a missing package is the task's own failure."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from emulator.control import Emulator
from run_playbooks import COLLECTIONS, HERE, Playbooks, Run

PLUGINS = "ansible_collections/community/launchdarkly/plugins"
LOADING = """
import json, os, stat, sys
events = []
sys.addaudithook(lambda event, arguments: events.append(event) if event.startswith("socket.") else None)
from ansible.plugins.loader import action_loader, init_plugin_loader
init_plugin_loader()
before = set(sys.modules)
plugin = action_loader.get("community.launchdarkly.big_segment_store", class_only=True)
machinery = sys.modules[plugin.__mro__[1].__module__]
sockets = []
for number in range(3, 256):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            sockets.append(number)
    except OSError:
        continue
print(json.dumps({
    "base": plugin.__mro__[1].__name__,
    "loaded": sorted(set(sys.modules) - before),
    "readers": len(machinery._readers),
    "sockets": sockets,
    "connecting": [event for event in events if event in ("socket.connect", "socket.gethostbyname")],
}))
"""
RUNNING = """
import json, runpy, sys
before = set(sys.modules)
try:
    runpy.run_module("ansible_collections.community.launchdarkly.plugins.modules.project_info", run_name="__main__")
finally:
    print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
"""


def python(code: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run ``code`` in an interpreter of its own."""
    return subprocess.run(
        [sys.executable, "-c", code],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(COLLECTIONS),
            "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS),
            "_ANSIBLE_MODULE_PROFILE": "legacy",
        },
    )


def packages(playbooks: Playbooks, hidden: str = "") -> tuple[Run, list[tuple[int, str]]]:
    """A run of the playbook where one package may be missing, and which process looked for which package, in order."""
    notes = playbooks.folder / "imports"
    environment = {"PYTHONPATH": str(HERE / "at_start"), "IMPORTS_FILE": str(notes), "HIDDEN_PACKAGE": hidden}
    run = playbooks.run("packages.yml", "-v", environment=environment)
    assert run.status == 0, run.output + run.warnings
    assert run.result("The play goes on")["msg"] == "here"
    looked = [line.split() for line in notes.read_text(encoding="utf-8").splitlines()]
    return run, [(int(process), name) for process, name in looked]


def test_the_plugin_s_file_loads_what_the_workers_need() -> None:
    """And opens nothing: no session, no socket that stays, no connection."""
    done = python(LOADING)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["base"] == "InProcessAction"
    assert {"requests", "jsonpatch"} <= set(found["loaded"])
    assert (found["readers"], found["sockets"], found["connecting"]) == (0, [], [])


def test_every_module_has_its_own_task() -> None:
    """Module and action plugin are the same task, and no two are."""
    tasks = {}
    for module in (COLLECTIONS / PLUGINS / "modules").glob("*.py"):
        run = re.search(r"run_module\((.*)\)", module.read_text(encoding="utf-8"))
        action = (COLLECTIONS / PLUGINS / "action" / module.name).read_text(encoding="utf-8")
        task = re.search(r"\n    task = (.*)\n", action)
        assert run
        assert task
        assert run[1] == task[1]
        imports = re.findall(r"module_utils\.([\w.]+) import", action)
        assert all(f"module_utils.{one} import" in module.read_text(encoding="utf-8") for one in imports)
        tasks[module.stem] = (task[1], *imports)
    assert len(tasks) > 10
    assert len(set(tasks.values())) == len(tasks)


def test_workers_inherit_the_imports(playbooks: Playbooks) -> None:
    """Of all processes, the controller alone looks for the packages; and each module for what its task uses."""
    run, looked = packages(playbooks)
    assert [
        run.result(f"{what} {how}")["changed"] for what in ("Read", "Change") for how in ("in-process", "as a module")
    ] == [False, False, True, True]
    assert looked[:2] == [(run.process, "requests"), (run.process, "jsonpatch")]
    read, change = list(dict.fromkeys(process for process, _name in looked[2:]))
    assert looked[2:] == [(read, "requests"), (change, "requests"), (change, "jsonpatch")]
    assert run.process not in (read, change)


@pytest.mark.parametrize("hidden", ["requests", "jsonpatch"])
def test_a_missing_package_is_the_task_s_failure(playbooks: Playbooks, hidden: str) -> None:
    """In both ways, in the same words; what does not need it does its work; and the play goes on."""
    run, _looked = packages(playbooks, hidden)
    for what in ("Read", "Change"):
        results: list[dict[str, Any]] = [run.result(f"{what} {how}") for how in ("in-process", "as a module")]
        assert results[0] == results[1]
        if hidden == "requests":
            assert results[0]["error"] == {"kind": "missing_package", "package": hidden}
            assert f"the Python package {hidden!r} is missing for {sys.executable}" in results[0]["msg"]
            assert f"-m pip install {hidden}" in results[0]["msg"]


def test_a_module_imports_what_its_task_uses(emulator: Emulator) -> None:
    """A read needs neither JSON Patch nor threads."""
    arguments = {"access_token": emulator.token, "base_url": emulator.url, "_ansible_module_name": "project_info"}
    done = python(RUNNING, json.dumps({"ANSIBLE_MODULE_ARGS": arguments}))
    assert [project["key"] for project in json.loads(done.stdout)["projects"]] == ["default"]
    loaded = json.loads(done.stderr.splitlines()[-1])
    assert "requests" in loaded
    ours = "ansible_collections.community.launchdarkly.plugins."
    assert not {name.partition(".")[0] for name in loaded} & {"jsonpatch", "jsonpointer", "concurrent", "asyncio"}
    resources = {name.rpartition(".")[2] for name in loaded if name.startswith(f"{ours}module_utils._resources.")}
    # The project's definition names the environments that a new one begins with.
    assert resources == {"project", "environment_settings", "shared_fields", "specifiers"}
