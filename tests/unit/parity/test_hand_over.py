# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the worker's own process will not do, the ordinary module runs, and nowhere else."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from emulator.control import Emulator
from run_playbooks import HERE, Playbooks

REASONS = {
    "switch": "community_launchdarkly_in_process is ",
    "async": "async",
    "become": "become",
    "connection": "the connection is test.parity.nearby, not ansible.builtin.local",
    "unreachable": "the connection is ansible.builtin.ssh, not ansible.builtin.local",
    "interpreter": "its interpreter is ",
    "environment": "environment sets ",
}
TASK = re.compile(r'- name: "(\w+): (.*)"')


def test_every_reason(playbooks: Playbooks, emulator: Emulator, tmp_path: Path) -> None:
    """Each task says why, ships a module and succeeds; those without a reason ship none and succeed as well."""
    another = tmp_path / "python"
    another.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    another.chmod(0o755)
    run = playbooks.run("hand_over.yml", "-vvv", variables={"another_interpreter": str(another)})
    assert run.status == 0, run.output + run.warnings
    tasks = TASK.findall((HERE / "playbooks" / "hand_over.yml").read_text(encoding="utf-8"))
    assert {reason for reason, _detail in tasks} == {"none", *REASONS}
    for reason, detail in tasks:
        name = f"{reason}: {detail}"
        printed = run.section(name)
        handed_over = re.findall(
            r"^community\.launchdarkly\.project_info runs as an ordinary module: (.*)$", printed, re.M
        )
        result = run.result(name)
        if reason == "none":
            assert (handed_over, "EXEC" in printed, "Using module file" in printed) == ([], False, False), printed
            here = re.findall(r"project_info runs in-process: (.*)$", printed, re.M)
            assert here == [f"the connection is local, the interpreter is {sys.executable}"]
        else:
            assert len(handed_over) == 1 and handed_over[0].startswith(REASONS[reason]), printed
        if reason == "unreachable":
            assert result["unreachable"]
            continue
        if reason != "none":
            assert "Using module file" in printed and "EXEC" in printed, printed
        if name == "async: started":
            result = run.result("The started one ends")
        assert [project["key"] for project in result["projects"]] == ["default"], printed
    assert emulator.requests()["total"] == len(tasks) - 1
