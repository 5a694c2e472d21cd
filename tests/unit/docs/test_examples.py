# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every example of the documentation is run against the emulator, twice, and changes nothing the second time."""

from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from documented import (
    ACCOUNT,
    ACCOUNTS,
    ALREADY_SO,
    EVERY_TIME,
    PLAYBOOKS,
    READS_ONLY,
    ROOT,
    RUN_ELSEWHERE,
    SECRETS,
    VARIABLES,
    Example,
    documents,
    examples,
    returned,
)
from emulator.control import Emulator
from long_run import LONG
from run_playbooks import COLLECTIONS, Playbooks

FIRST, AGAIN = "the first time", "once more"
RECORDER = Path(__file__).resolve().parents[1] / "secrets" / "playbook_plugins"
OURS = "community.launchdarkly."
COMMON = {"attempts", "changed", "diff", "failed", "failed_when_result", "invocation", "msg", "warnings"}


class _Sink(http.server.BaseHTTPRequestHandler):
    """Takes what is posted, as a webhook does."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def webhook() -> Iterator[str]:
    """The address of a webhook."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Sink) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def found(emulator: Emulator, webhook: str) -> list[Example]:
    """All examples, with addresses that are there."""
    return examples(
        {
            "https://app.launchdarkly.com/api": f"{emulator.url}/api",
            "https://app.eu.launchdarkly.com": emulator.url,
            "https://eda.example.com": webhook,
        }
    )


def test_every_page_has_examples(found: list[Example]) -> None:
    """Each module, filter and inventory plugin, each role and each guide for users has one, and all can be run."""
    there = {example.source for example in found}
    # The content of a controller has no playbook but its own.
    without = {"docs/docsite/rst/guide_architecture.rst", "docs/docsite/rst/guide_awx.rst"}
    without |= {"docs/docsite/rst/guide_troubleshooting.rst"}
    pages = {path.relative_to(ROOT).as_posix() for path in documents() if path.parent != ROOT / "docs"}
    assert pages - there == without
    assert {example.kind for example in found} == {"tasks", "playbook", "variables", "inventory", "rulebook"}


def _marked(task: Mapping[str, Any], marker: str) -> dict[str, Any]:
    return {**task, "name": f"{marker}: {task['name']}"}


def _marker(marker: str) -> dict[str, Any]:
    """A play that tells to whom the results after it belong."""
    task = {"name": "begins", "ansible.builtin.debug": {"msg": marker}}
    return {"hosts": "localhost", "gather_facts": False, "tasks": [_marked(task, marker)]}


def _parts(example: Example) -> list[list[dict[str, Any]]]:
    """The tasks of ``example``: one by one, where one undoes what another did, else all of them."""
    undoes = any(
        isinstance(options, dict) and "absent" in options.values() for t in example.content for options in t.values()
    )
    return [[task] for task in example.content] if undoes else [example.content]


def _plays(example: Example) -> list[dict[str, Any]]:
    """Each part of ``example``, or the whole playbook, twice."""
    variables = VARIABLES.get(example.source, {})
    if example.kind == "tasks":
        tasks = []
        for number, part in enumerate(_parts(example)):
            for time in (FIRST, AGAIN):
                tasks += [_marked(task, f"{example} {number} {time}") for task in part]
        return [{"hosts": "localhost", "gather_facts": False, "vars": variables, "tasks": tasks}]
    if example.kind == "variables":
        playbook = next(PLAYBOOKS[name] for name in example.content if name in PLAYBOOKS)
        plays = [{"ansible.builtin.import_playbook": playbook, "vars": example.content}]
    else:
        plays = [{**play, "vars": {**variables, **play.get("vars", {})}} for play in example.content]
    return [play for time in _times(example) for play in (_marker(f"{example} 0 {time}"), *plays)]


def _times(example: Example) -> tuple[str, ...]:
    """Tasks are run twice; playbooks and roles only by a long run, since the integration targets run those twice."""
    return (FIRST, AGAIN) if LONG or example.kind == "tasks" else (FIRST,)


def _names(playbook: list[dict[str, Any]]) -> list[str]:
    """Of the tasks that say to which example they belong, in their order."""
    names = [task.get("name", "") for play in playbook for task in play.get("tasks", ())]
    return [name for name in names if name.partition(": ")[0].endswith((FIRST, AGAIN))]


def _orders(names: list[str], sources: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """The account is made anew before the first task of each file."""
    orders = {}
    for source, account in sources.items():
        first = next(name for name in names if name.startswith(f"{source} "))
        # Fresh, however long the examples take.
        status = {"available": True, "lastSync": int((time.time() + 3600) * 1000)}
        orders[first] = [("POST", "/reset", {"status": status}), ("POST", "/seed", account)]
    return orders


def _by_marker(records: list[dict[str, Any]], markers: set[str]) -> dict[str, list[dict[str, Any]]]:
    """The results that belong to each marker, the marked one among them."""
    parts: dict[str, list[dict[str, Any]]] = {}
    current = ""
    for record in records:
        marker, _colon, name = record["task"].partition(": ")
        if marker in markers:
            current, record["task"] = marker, name
        parts.setdefault(current, []).append(record)
    return parts


def test_examples_twice(emulator: Emulator, playbooks: Playbooks, found: list[Example]) -> None:
    """None fails, none changes anything the second time, and a task that declares something does so the first time."""
    kinds = ("tasks", "playbook", "variables")
    runnable = [example for example in found if example.kind in kinds and example.source not in RUN_ELSEWHERE]
    playbook = [play for example in runnable for play in _plays(example)]
    folder = playbooks.folder
    (folder / "all.yml").write_text(json.dumps(playbook), encoding="utf-8")
    names = _names(playbook)
    orders = _orders(names, {e.source: ACCOUNTS.get(e.source, ACCOUNT) for e in runnable})
    (folder / "orders.json").write_text(json.dumps(orders), encoding="utf-8")
    # The hosts of the examples that work on an inventory.
    emulator.seed(**ACCOUNT)
    inventory = folder / "launchdarkly.yml"
    guide = next(e for e in found if e.kind == "inventory" and e.source.endswith("guide_inventory.rst"))
    inventory.write_text(json.dumps(guide.content), encoding="utf-8")
    variables = {**SECRETS, "vault_launchdarkly_token": emulator.token}
    variables.update(dict.fromkeys(("application_directory", "evidence_directory"), str(folder)))

    run = playbooks.run(
        str(folder / "all.yml"),
        *("-i", str(inventory)),
        variables=variables,
        environment={
            "PYTHONPATH": os.pathsep.join(sys.path),
            "NO_PROXY": "127.0.0.1",
            "ANSIBLE_CALLBACK_PLUGINS": os.pathsep.join(
                [str(RECORDER), str(RECORDER.parents[1] / "parity" / "callback_plugins")]
            ),
            "RECORDER_FILE": str(folder / "recorded"),
            "RECORDER_ORDERS": str(folder / "orders.json"),
            "LAUNCHDARKLY_API_HOST": emulator.url,
            "LAUNCHDARKLY_ACCESS_TOKEN": emulator.token,
        },
    )

    assert run.status == 0, run.output[-5000:] + run.warnings[-3000:]
    markers = {name.partition(": ")[0] for name in names}
    parts = _by_marker(run.records, markers)
    assert set(parts) == markers
    whole = {f"{example} 0 {time}" for example in runnable if example.kind != "tasks" for time in _times(example)}
    assert not [marker for marker in whole if len(parts[marker]) < 2]
    failed = [
        (m, r["task"], r["result"].get("msg")) for m, part in parts.items() for r in part if r["event"] == "failed"
    ]
    assert not failed, failed
    changed = {m: [r["task"] for r in part if r["result"].get("changed")] for m, part in parts.items()}
    assert not {m: tasks for m, tasks in changed.items() if m.endswith(AGAIN) and set(tasks) - EVERY_TIME}
    idle = [
        (str(example), task["name"])
        for example in runnable
        if example.kind == "tasks"
        for number, part in enumerate(_parts(example))
        for task in part
        if _declares(task)
        and task["name"] not in ALREADY_SO
        and task["name"] not in changed[f"{example} {number} {FIRST}"]
    ]
    assert not idle, idle
    otherwise = [
        text for example in runnable if example.kind == "tasks" for text in _returned_otherwise(example, parts)
    ]
    assert not otherwise, otherwise


def _returned_otherwise(example: Example, parts: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    """Members of results that the documentation does not have, and the other way round."""
    for number, part in enumerate(_parts(example)):
        for task in part:
            module = next((key.removeprefix(OURS) for key in task if key.startswith(OURS)), None)
            result = {r["task"]: r["result"] for r in parts[f"{example} {number} {FIRST}"]}[task["name"]]
            if module is None or "censored" in result or "loop" in task:
                continue
            documented = returned(module)
            for name in documented.keys() - result.keys():
                if documented[name]["returned"] in ("always", "success"):
                    yield f"{module} does not return {name}"
            for name in result.keys() - documented.keys() - COMMON:
                if not name.startswith("_ansible"):
                    yield f"{module} returns {name}"


def _declares(task: Mapping[str, Any]) -> bool:
    return any(key.startswith(OURS) and not key.endswith(READS_ONLY) for key in task)


def test_inventories_twice(emulator: Emulator, tmp_path: Path, found: list[Example]) -> None:
    """Each configuration is read; once more, from the cache where there is one, it gives the same."""
    emulator.seed(**ACCOUNT)
    arguments = []
    for number, example in enumerate(e for e in found if e.kind == "inventory"):
        (tmp_path / f"{number}.launchdarkly.yml").write_text(json.dumps(example.content), encoding="utf-8")
        arguments += ["-i", f"{number}.launchdarkly.yml"]
    listed = []
    for _time in (FIRST, AGAIN):
        ended = subprocess.run(
            [sys.executable, "-m", "ansible", "inventory", "--list", "--export", *arguments],
            cwd=tmp_path,
            env={
                "PATH": os.environ.get("PATH", os.defpath),
                "HOME": str(tmp_path),
                "LC_ALL": "C.UTF-8",
                "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS),
                "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "true",
                "NO_PROXY": "127.0.0.1",
                "LAUNCHDARKLY_API_HOST": emulator.url,
                "LAUNCHDARKLY_ACCESS_TOKEN": emulator.token,
                "LAUNCHDARKLY_EU_ACCESS_TOKEN": emulator.token,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        listed.append(json.loads(ended.stdout))
    assert listed[0] == listed[1]
    groups = set(listed[0])
    assert {"launchdarkly_environments", "launchdarkly_project_shop", "tag_production", "environment_test"} <= groups
    assert "eu.shop@production" in listed[0]["launchdarkly_project_shop"]["hosts"]
