# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ANSIBLE_DEBUG prints the arguments of any module, secret or not. What this collection does adds nothing to that.

ansible-core's own message ``done with _execute_module (name, arguments)`` shows the plain arguments of every ordinary
module, those of options marked ``no_log`` too: the test has ``ansible.builtin.uri`` show that. No plugin can keep it from
it. So lines of that kind are allowed, as ``uri`` has them, and no other; in-process there are none of them.
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from configuration_outcomes import CONFIGURATION
from emulator.control import Emulator
from planted import LINE, leaks
from playbook_runs import Outcome, Run, run_playbook
from store_outcomes import STORE

NAMES = ("created", "wrong type", "no dictionary", "refused", "crashed")
URI = {"url": "http://127.0.0.1:9/", "url_password": "{{ the_line }}", "timeout": 1}
BASELINE = {"name": "baseline", "ansible.builtin.uri": URI, "ignore_errors": True}
URI_ITSELF = "ansible.legacy.uri"
# A line of the debugging output: process, time, message.
_START = re.compile(r"^\s*\d+ \d+\.\d+: ", re.MULTILINE)


def _chosen(module: str, outcomes: list[Outcome]) -> list[tuple[str, Outcome]]:
    chosen = [outcome for outcome in outcomes if outcome.name in NAMES]
    return [(module, dataclasses.replace(outcome, name=f"{outcome.name} by {module}")) for outcome in chosen]


def _messages(run: Run, output: str) -> list[str]:
    """The debugging messages, each with all its lines."""
    return _START.split(run.outputs[output])


def _kind(message: str) -> str:
    """A message up to the name of the module: what ansible-core says of any."""
    return re.split(r"(ansible\.legacy|community\.launchdarkly)\.", message)[0]


@pytest.mark.parametrize(
    "in_process", [True, pytest.param(False, marks=pytest.mark.long)], ids=["in_process", "ordinary"]
)
def test_debugging_shows_no_more_than_of_other_modules(emulator: Emulator, tmp_path: Path, in_process: bool) -> None:
    chosen = _chosen("big_segment_store", STORE) + _chosen("integration_configuration", CONFIGURATION)
    tasks = [task for module, outcome in chosen for task in outcome.tasks(f"community.launchdarkly.{module}")]
    orders = {outcome.name: outcome.orders for _module, outcome in chosen}
    run = run_playbook(
        [BASELINE, *tasks], emulator, tmp_path, in_process, orders, ANSIBLE_DEBUG="1", ANSIBLE_PIPELINING="0"
    )
    assert all(outcome.has_ended_so(run.results[outcome.name]) for _module, outcome in chosen)

    of_uri = {_kind(m) for m in _messages(run, "stdout") if URI_ITSELF in m and leaks({"": m}, [LINE])}
    assert of_uri == {"done with _execute_module ("}
    ours = [m for m in _messages(run, "stdout") if URI_ITSELF not in m and leaks({"": m})]
    assert {_kind(message) for message in ours} == (set() if in_process else of_uri)
    found = leaks({name: text for name, text in run.outputs.items() if name not in ("stdout", "log")})
    assert not found, "\n".join(map(str, found))
