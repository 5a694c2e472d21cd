# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an export makes of what no task can declare, and of what lies elsewhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process


def read(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, subset: str, **options: Any) -> tuple[Any, list[str]]:
    """What is exported of a subset, and the warnings."""
    monkeypatch.setattr(_in_process, "_readers", {})
    connection = {"access_token": emulator.token, "base_url": emulator.url}
    result = run_in_process("account_info", {**connection, "gather_subset": [subset], **options})
    return result["account"][subset], result.get("warnings", [])


def test_an_odd_member_is_left_out_and_the_rest_is_there(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """The warning names the resource and the option."""
    odd = {"key": "odd", "name": "Odd", "color": "#417505", "tags": ["kept"]}
    emulator.seed(projects=[{"key": "shop", "environments": [odd, {"key": "plain", "name": "Plain"}]}])
    environments, warnings = read(emulator, monkeypatch, "environments", project_keys=["shop"])
    found = {one["environment_key"]: one for one in environments}
    assert set(found) == {"odd", "plain"}
    assert found["odd"]["tags"] == ["kept"] and "color" not in found["odd"] and "color" in found["plain"]
    (warning,) = warnings
    assert warning.startswith("environment shop/odd: color is left out, since no task can declare it: "), warning


def test_options_that_exclude_each_other_are_left_out_together(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of them is right without the other; what is beside them, in the same dictionary, is exported."""
    approvals = {"required": True, "requiredApprovalTags": ["payments"], "minNumApprovals": 3}
    emulator.seed(
        projects=[{"key": "shop", "environments": [{"key": "odd", "name": "Odd", "approvalSettings": approvals}]}]
    )
    (environment,), warnings = read(emulator, monkeypatch, "environments", project_keys=["shop"])
    settings = environment["approval_settings"]
    assert settings["min_num_approvals"] == 3 and not {"required", "required_approval_tags"} & set(settings)
    (warning,) = warnings
    both = "approval_settings.required, approval_settings.required_approval_tags"
    assert warning.startswith(f"environment shop/odd: {both} is left out, since no task can declare it: "), warning


def test_a_warning_tells_the_odd_store_from_its_neighbours(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its name: all of them have the keys of their environment."""
    place = {"projectKey": "default", "environmentKey": "test", "integrationKey": "redis"}
    emulator.seed(
        stores=[
            {**place, "name": name, "config": {"host": host, "port": "6379"}}
            for name, host in (("odd", "redis://redis.example.com"), ("plain", "redis.example.com"))
        ]
    )
    stores, warnings = read(emulator, monkeypatch, "big_segment_stores")
    assert {one["name"]: one["redis"].get("host") for one in stores} == {"odd": None, "plain": "redis.example.com"}
    (warning,) = warnings
    assert re.match(r"redis 'odd' \(.*, in default/test\): redis\.host is left out, ", warning), warning


@pytest.mark.parametrize(
    ("keys", "there"), [(["test"], ["here"]), (["production"], ["there"]), (["test", "production"], 2)]
)
def test_only_the_environments_that_are_asked_for(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, keys: list[str], there: Any
) -> None:
    """Of stores, which all lie in one list."""
    place = {
        "projectKey": "default",
        "integrationKey": "redis",
        "config": {"host": "redis.example.com", "port": "6379"},
    }
    emulator.seed(
        stores=[
            {**place, "environmentKey": "test", "name": "here"},
            {**place, "environmentKey": "production", "name": "there"},
        ]
    )
    stores, _warnings = read(emulator, monkeypatch, "big_segment_stores", environment_keys=keys)
    assert len(stores) == there if isinstance(there, int) else [one["name"] for one in stores] == there
