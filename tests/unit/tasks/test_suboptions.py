# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with options, and in which entry of a list: the same in both ways of running."""

from __future__ import annotations

from typing import Any

import pytest
from emulator.control import Emulator
from in_process import run_in_process
from test_module import run_module

PLACE = {"project_key": "default", "environment_key": "test"}
FINE = {**PLACE, "name": "fine", "redis": {}}


def both(emulator: Emulator, module: str, options: dict[str, Any]) -> dict[str, Any]:
    """The result, which is one."""
    arguments = {"access_token": emulator.token, "base_url": emulator.url, **options}
    in_process: dict[str, Any] = run_in_process(module, arguments)
    ordinary = run_module(module, arguments, check_mode=False, diff=False)
    ordinary.pop("invocation", None)
    assert in_process == ordinary
    assert in_process["failed"] and in_process["changed"] is False
    return in_process


@pytest.mark.parametrize(
    ("entry", "option", "says"),
    [
        (
            {"name": "bad", "project_key": "p"},
            "stores[17]",
            "(name 'bad'): missing required arguments: environment_key",
        ),
        ({"redis": {}, "project_key": "p"}, "stores[17]", "(p): missing required arguments: environment_key"),
        ({**FINE, "state": "gone"}, "stores[17]", "(name 'fine'): value of state must be one of: present, absent"),
        ({**FINE, "tags": {"a": 1}}, "stores[17]", "(name 'fine'): argument 'tags' is of type"),
        ({**FINE, "dynamodb": {}}, "stores[17]", "(name 'fine'): parameters are mutually exclusive: redis|dynamodb"),
        (
            PLACE,
            "stores[17]",
            "(default/test): one of the following is required: redis, dynamodb, name, integration_id",
        ),
        (
            {**FINE, "nmae": "x"},
            "stores[17].nmae",
            "(name 'fine'): unsupported parameter. Did you mean 'name'? Supported",
        ),
        (
            {**FINE, "redis": {"hots": "h"}},
            "stores[17].redis.hots",
            "(name 'fine'): unsupported parameter. Did you mean 'host'? Supported parameters include: host, password, ",
        ),
        ({**FINE, "redis": {"zzzzz": 1}}, "stores[17].redis.zzzzz", "(name 'fine'): unsupported parameter. Supported"),
        ({**FINE, "redis": 5}, "stores[17].redis", "(name 'fine'): must be a dictionary, not a number."),
    ],
)
def test_the_entry_is_named(emulator: Emulator, entry: dict[str, Any], option: str, says: str) -> None:
    """With its place in the list, its name if it has one, and the option in it."""
    result = both(emulator, "big_segment_stores", {"stores": [FINE] * 17 + [entry, FINE]})
    assert result["msg"].startswith(f"{option} {says}"), result["msg"]
    assert result["error"] == {"kind": "invalid_option", "option": option}


def test_all_mistakes_at_once(emulator: Emulator) -> None:
    """As far as anybody reads them."""
    result = both(emulator, "big_segment_stores", {"stores": [{**FINE, "sate": "absent"}] * 12, "purne": True})
    lines = result["msg"].splitlines()
    assert lines[0] == "The options have several mistakes:"
    assert lines[1].startswith(
        "- Unsupported parameters for (community.launchdarkly.big_segment_stores) module: purne."
        " Did you mean 'prune'? Supported parameters include: access_token, "
    )
    assert lines[2].startswith("- stores[0].sate (name 'fine'): unsupported parameter. Did you mean 'state'?")
    assert (len(lines), lines[-1]) == (12, "- and 3 more")
    assert result["error"] == {"kind": "invalid_option", "option": "purne"}


@pytest.mark.parametrize(
    ("module", "options", "option"),
    [
        ("big_segment_store", {"name": "store"}, None),
        ("big_segment_store", {**FINE, "hots": "h"}, "hots"),
        ("big_segment_store", {**FINE, "redis": 5}, "redis"),
        ("big_segment_store", {**FINE, "timeout": "soon"}, None),
        ("big_segment_stores", {"stores": {"a": 1}}, "stores"),
        (
            "project",
            {"project_key": "p", "environments": [{"key": "k", "name": "n", "color": "123456"}, {"name": "n"}]},
            "environments[1]",
        ),
    ],
)
def test_every_mistake_has_details(
    emulator: Emulator, module: str, options: dict[str, Any], option: str | None
) -> None:
    """For conditions; the option where it is one alone."""
    error = both(emulator, module, options)["error"]
    assert error == {"kind": "invalid_option", **({"option": option} if option else {})}


def test_a_secret_in_a_mistake(emulator: Emulator) -> None:
    """What is named is censored as everything else is."""
    entry = {**FINE, "name": "with hunter2", "redis": {"password": "hunter2", "hunter2": 1}}
    result = both(emulator, "big_segment_stores", {"stores": [entry], "fingerprint_key": "hunter2"})
    assert "hunter2" not in repr(result)
    assert result["msg"].startswith("stores[0].redis.******** (name 'with ********'): unsupported parameter.")
