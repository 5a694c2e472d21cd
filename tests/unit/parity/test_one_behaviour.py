# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two ways of running a task give the same: every result, every registered variable and every printed line."""

from __future__ import annotations

import difflib
import json
import re
from typing import Any

import pytest
from emulator.control import Emulator
from kind_table import KIND_ROWS, SETTINGS_ROW, KindRow, put
from run_playbooks import Playbooks, Run

ENVIRONMENTS = ("crowded", "staging", "forbidden", "echoing")
CROWDED = {"projectKey": "default", "environmentKey": "crowded", "integrationKey": "redis"}
SEED: dict[str, Any] = {
    "projects": [{"key": "default", "environments": [{"key": key} for key in ENVIRONMENTS]}, {"key": "flaky"}],
    "stores": [{**CROWDED, "name": name, "config": {"host": "h", "port": "6379"}} for name in ("one", "two")],
}
FAULTS: list[dict[str, Any]] = [
    {"kind": "error", "status": 403, "path": "/projects/flaky", "times": 2},
    {"kind": "error", "status": 403, "path": "/forbidden/", "times": None},
    {"kind": "error", "status": 400, "code": "invalid_request", "path": "/echoing/", "echo": True, "times": None},
    {"kind": "conflict", "path": "/projects/contested", "times": None},
    {"kind": "error", "status": 500, "path": "/projects/failing", "times": None},
    {"kind": "garbage", "path": "/projects/garbled", "times": None},
]

# What may differ between two runs, and why.
MOMENTS = re.compile(r'("_createdAt": )\d+')  # when a configuration was made, in milliseconds
WHO_FAILED = re.compile(r"(Task failed: )(?:Action|Module)( failed)")  # ansible-core's own words, from 2.19 on

HIDDEN = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"
SECRETS = (
    "vaulted-secret-123",
    "another-secret-456",
    "key-of-fingerprints",
    "stores-secret-",
    "nested-secret-789",
    "fallback-secret-1",
    "censored-secret-2",
    "within-secret-3",
    "hidden-by-the-task-itself",
    "ending-secret-4",
    "hidden-secret-5",
    "echoed-secret-6",
    "api-wrong-token-7",
)


def both_ways(playbooks: Playbooks, emulator: Emulator, playbook: str, *arguments: str) -> tuple[Run, Run]:
    """The playbook in-process, then as ordinary modules, each in an account that starts afresh."""
    runs = []
    for in_process in (True, False):
        emulator.reset(seed=SEED)
        emulator.faults(FAULTS)
        run = playbooks.run(playbook, *arguments, variables={"community_launchdarkly_in_process": in_process})
        assert run.status == 0, run.output + run.warnings
        runs.append(run)
    return runs[0], runs[1]


def members(value: Any) -> list[str]:
    """``value`` with a member on each line, without moments."""
    return MOMENTS.sub(r"\g<1>0", json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)).splitlines()


def lines(text: str) -> list[str]:
    """What was printed, without moments and ansible-core's own distinction."""
    return MOMENTS.sub(r"\g<1>0", WHO_FAILED.sub(r"\1It\2", text)).splitlines()


def assert_equal(in_process: list[str], ordinary: list[str]) -> None:
    """Or show where they differ."""
    difference = list(difflib.unified_diff(in_process, ordinary, "in-process", "ordinary", lineterm=""))
    assert not difference, "\n".join(difference)


def assert_one_behaviour(in_process: Run, ordinary: Run) -> None:
    """Results, variables, printed lines and warnings; and no secret is in any of them."""
    assert len(in_process.records) > 5
    assert_equal(members(in_process.records), members(ordinary.records))
    assert_equal(members(in_process.registered), members(ordinary.registered))
    assert_equal(lines(in_process.shown()), lines(ordinary.shown()))
    assert_equal(lines(in_process.warnings), lines(ordinary.warnings))
    for run in (in_process, ordinary):
        failed = [one["result"] for one in run.records if one["event"].endswith("failed")]
        # But for those that Ansible makes: of a loop, of a condition, of what is not shown.
        made = {"results", "failed_when_result", "censored"}
        assert [result for result in failed if "error" not in result and not made & result.keys()] == []
        # Ansible prints the environment that a module gets: at -vvv that is the user's to keep secrets out of.
        printed = [line for line in run.output.splitlines() if "PROBE_TOKEN=" not in line]
        everything = "\n".join([*printed, run.warnings, json.dumps([run.records, run.registered])])
        assert [secret for secret in SECRETS if secret in everything] == []


def test_every_outcome(playbooks: Playbooks, emulator: Emulator) -> None:
    """Of all modules: created, changed, unchanged, absent, failed; with diffs, in check mode, listed, waited for."""
    in_process, ordinary = both_ways(playbooks, emulator, "outcomes.yml", "-vvv")
    assert_one_behaviour(in_process, ordinary)
    assert " runs as an ordinary module: " not in in_process.output
    assert ordinary.output.count(" runs as an ordinary module: ") == 23
    assert in_process.result("What looks like a template is none")["msg"] == "{{ 1 + 1 }} {% raw %}"
    for name, kind in (("store_ambiguous", "ambiguous"), ("store_wait", "not_available")):
        assert in_process.registered[f"seen_{name}"]["error"]["kind"] == kind
    assert "apiKey" in in_process.registered["seen_environment_hidden"]["environment"]


def _of_kind(kind: KindRow) -> list[dict[str, Any]]:
    """The life of one, as tasks."""
    one, module = kind.options("vaulted-secret-123"), f"community.launchdarkly.{kind.module}"
    changed = kind.options("another-secret-456")
    put(changed, kind.changes[-1].option, kind.changes[-1].later)
    wrong = {**one, next(iter(kind.which)): ["a", "b"]}
    lives: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
        ("would be created", module, one, {"check_mode": True, "diff": True}),
        ("created", module, one, {"diff": True}),
        ("unchanged", module, one, {}),
        ("changed", module, changed, {"diff": True}),
        ("many", f"{module}s", {kind.entries: [changed], "prune": True, "prune_scope": kind.scope}, {"diff": True}),
        ("listed", f"{module}_info", dict(kind.which), {}),
        ("wrong", module, wrong, {"ignore_errors": True}),
        ("deleted", module, {**one, "state": "absent"}, {"diff": True}),
    ]
    return [
        {
            "name": f"{kind.module}, {name}",
            task: options,
            "register": f"seen_{kind.module}_{name.split()[0]}",
            **keywords,
        }
        for name, task, options, keywords in lives
    ]


def _of_actions() -> list[dict[str, Any]]:
    """Those that act on one: what they act on, then the action in check mode and in a run."""
    rows = {kind.module: kind for kind in KIND_ROWS}
    found: list[dict[str, Any]] = []
    for kind, action, more in (
        ("flag_import_configuration", "flag_import", {}),
        ("relay_proxy_configuration", "relay_proxy_configuration_reset", {"full_key": "show"}),
    ):
        made = {"name": f"for {action}", f"community.launchdarkly.{kind}": rows[kind].options()}
        task = {f"community.launchdarkly.{action}": {**rows[kind].which, **more}}
        found += [
            made,
            *({"name": f"{action} {c}", **task, "check_mode": c, "register": f"seen_{action}"} for c in (True, False)),
        ]
    delivery = rows["integration_delivery_configuration"].options(validate=True)
    found.append({"name": "validated", "community.launchdarkly.integration_delivery_configuration": delivery})
    return found


def _both_ways_of(playbooks: Playbooks, emulator: Emulator, tasks: list[dict[str, Any]]) -> dict[str, Any]:
    """What ``tasks`` registered, the same in both ways."""
    environment = {"LAUNCHDARKLY_ACCESS_TOKEN": "{{ api_token }}", "LAUNCHDARKLY_API_HOST": "{{ api_url }}"}
    keep = {
        "dest": "{{ registered_file }}",
        "content": "{{ dict(names | zip(query('ansible.builtin.vars', *names))) | to_nice_json }}",
        "mode": "0600",
    }
    names = {"names": "{{ query('ansible.builtin.varnames', '^seen_') }}"}
    recorded = {"name": "Keep what was registered", "ansible.builtin.copy": keep, "vars": names, "diff": False}
    play = {"hosts": "localhost", "gather_facts": False, "environment": environment, "tasks": [*tasks, recorded]}
    file = playbooks.folder / "tasks.yml"
    file.write_text(json.dumps([play]), encoding="utf-8")
    in_process, ordinary = both_ways(playbooks, emulator, str(file), "-vvv")
    assert_one_behaviour(in_process, ordinary)
    assert " runs as an ordinary module: " not in in_process.output
    return dict(in_process.registered)


def _rows() -> list[Any]:
    """One in an environment; the others differ less from what the playbook of all outcomes has."""
    rows = (*KIND_ROWS, SETTINGS_ROW)
    return [pytest.param(r, marks=() if r.module == "destination" else pytest.mark.long, id=r.module) for r in rows]


@pytest.mark.parametrize("kind", _rows())
def test_every_kind(playbooks: Playbooks, emulator: Emulator, kind: KindRow) -> None:
    """Of the table of kinds: checked, created, unchanged, changed, many, listed, wrong, deleted."""
    seen = _both_ways_of(playbooks, emulator, _of_kind(kind))
    ends = [seen[f"seen_{kind.module}_{name}"]["changed"] for name in ("created", "unchanged", "changed", "many")]
    assert ends == [True, False, True, False]
    assert seen[f"seen_{kind.module}_wrong"]["failed"]


@pytest.mark.long
def test_what_acts_on_one(playbooks: Playbooks, emulator: Emulator) -> None:
    """A validation, an import, another key."""
    seen = _both_ways_of(playbooks, emulator, _of_actions())
    assert seen["seen_flag_import"]["changed"] is True
    assert seen["seen_relay_proxy_configuration_reset"]["relay_proxy_configuration"]["fullKey"].startswith("rel-")


def test_the_machinery_around_a_task(playbooks: Playbooks, emulator: Emulator) -> None:
    """Validation, environment, defaults, delegation, conditions, retries, loops, warnings, censoring, errors."""
    in_process, ordinary = both_ways(playbooks, emulator, "machinery.yml", "-vvv")
    assert_one_behaviour(in_process, ordinary)
    assert " runs as an ordinary module: " not in in_process.output
    seen = in_process.registered
    assert seen["seen_values"]["seen"]["secret"] == HIDDEN
    assert [str(one) for one in seen["seen_types"]["msg"][1:]] == ["6", "list", "['int', 'int', 'int']"]
    assert seen["seen_censored"]["seen"]["anything"] == {"deep": [HIDDEN] * 3, "other": HIDDEN}
    assert [one["failed"] for one in seen["seen_wrong"]["results"]] == [True] * 8
    assert {one["error"]["kind"] for one in seen["seen_wrong"]["results"]} == {"invalid_option"}
    entries = [one["msg"] for one in seen["seen_wrong"]["results"][5:]]
    assert "\n- many[2]: missing required arguments: needed" in entries[0]
    assert "\n- many[1].mdoe (name 'named'): unsupported parameter. Did you mean 'mode'?" in entries[0]
    assert "nested.tokne: unsupported parameter. Did you mean 'token'?" in entries[1]
    assert "Did you mean 'text'?" in entries[1]
    assert entries[2] == "many[1]: must be a dictionary, not a number."
    assert [one["error"]["type"] for one in seen["seen_ends"]["results"]] == [
        "RuntimeError",
        "SystemExit",
        "RecursionError",
        "RecursionError",
    ]
    for one in [*seen["seen_words"]["results"], seen["seen_words_of_many"]]:
        assert one["changed"] and {"before", "after"} <= one["diff"].keys(), one
    assert [one["error"]["kind"] for one in seen["seen_words_of_failures"]["results"]] == ["not_found"] * 3
    read = seen["seen_words_read"]["msg"]
    assert [operation["op"] for operation in read[0]["operations"]] == ["add"]
    assert len(read) == 10 and all(one["resource"] and one["after"] for one in read)
    assert [len(seen["seen_deprecated"][name]) for name in ("warnings", "deprecations")] == [2, 2]
    assert [seen[f"seen_{name}"]["failed"] for name in ("block", "task", "play")] == [False, True, True]
    assert seen["seen_nearest"]["seen"]["number"] == 3
    assert [one["invocation"]["module_args"]["max_wait"] for one in seen["seen_left"]["results"]] == [7, 300]
    assert [one["key"] for one in seen["seen_delegated"]["environments"]] == ["production"]
    assert seen["seen_until"]["attempts"] == 3
    conditions = [seen[f"seen_{name}_when"] for name in ("failed", "changed")]
    assert (conditions[0]["failed"], conditions[1]["changed"]) == (True, True)
    failures = [*seen["seen_errors"]["results"], *seen["seen_read_errors"]["results"]]
    assert [one["error"]["kind"] for one in failures] == [
        "unauthorized",
        "forbidden",
        "not_found",
        "invalid_request",
        "unreachable",
        "conflict",
        "server_error",
        "not_json",
    ]
    for run in (in_process, ordinary):
        assert "hidden progress" not in run.output


def test_modes_of_the_command_line(playbooks: Playbooks, emulator: Emulator) -> None:
    """``--check`` and ``--diff``, with what the user sees of them."""
    in_process, ordinary = both_ways(playbooks, emulator, "modes.yml", "--check", "--diff", "-v")
    assert_one_behaviour(in_process, ordinary)
    assert in_process.result("Modes as the task sees them")["modes"] == [True, True]
    assert in_process.result("Is read as ever")["big_segment_stores"][0]["name"] == "staged"
    assert "(new secret)" in in_process.section("Would be created")
