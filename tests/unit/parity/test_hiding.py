# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What hides its result stays hidden, in both ways of running: with async it is refused, since it could not be."""

from __future__ import annotations

import json

import pytest
from emulator.control import Emulator
from run_playbooks import Playbooks


@pytest.mark.parametrize("in_process", [True, False], ids=["in_process", "ordinary"])
def test_keys_are_not_shown_by_a_poll(playbooks: Playbooks, emulator: Emulator, in_process: bool) -> None:
    """Neither polled nor started; the sentence says what to do instead, and that works."""
    emulator.clear_requests()
    run = playbooks.run("hiding.yml", "-vvv", variables={"community_launchdarkly_in_process": in_process})
    assert run.status == 0, run.output + run.warnings
    keys = [environment["apiKey"] for environment in run.registered["hidden"]["environments"]]
    assert len(keys) == 2
    # Those that the emulator makes begin as the service's do.
    assert [environment["apiKey"] for environment in run.registered["no_log"]["environments"]] == keys
    everything = run.output + run.warnings + json.dumps(run.records)
    assert [key for key in keys if key in everything] == []
    for name in ("Polled", "Polled, written", "Started"):
        result = run.result(name)
        assert [one["event"] for one in run.records if one["task"] == name] == ["failed"]
        assert result["changed"] is False
        assert result["error"] == {"kind": "invalid_option", "option": "sdk_keys"}
        assert result["msg"].startswith("sdk_keys: hide cannot hide the result of a task with async")
        assert "no_log: true" in result["msg"] and "async_status" in result["msg"]
    # Two of the tasks have asked LaunchDarkly for anything.
    assert emulator.requests()["total"] == 2
