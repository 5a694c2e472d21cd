# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an export makes of what no task can declare, and of what lies elsewhere."""

from __future__ import annotations

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
