# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read-back: what the service accepted and did not do is an error that names it."""

from __future__ import annotations

import pytest
from emulator.control import Emulator
from fault_tasks import CONFIGURATION, KINDS, SECRET, STORE, Json, Kind, Tasks, writes

CASES: list[tuple[Kind, str, dict[str, Json], str]] = [
    (STORE, "tags", {"tags": ["a"]}, "tags"),
    (STORE, "on", {"enabled": False}, "enabled"),
    (STORE, "config.port", {"redis": {"port": "6380", "password": SECRET}}, "redis.port"),
    (STORE, "config.username", {"redis": {"username": "somebody", "password": SECRET}}, "redis.username"),
    (STORE, "config.tlsEnabled", {"redis": {"tls_enabled": True, "password": SECRET}}, "redis.tls_enabled"),
    (STORE, "config.password", {"redis": {"password": "another secret"}}, "redis.password"),
    (CONFIGURATION, "tags", {"tags": ["a"]}, "tags"),
    (CONFIGURATION, "enabled", {"enabled": False}, "enabled"),
    (
        CONFIGURATION,
        "configValues.baseURL",
        {"config_values": {"baseURL": "https://other.example.com"}, "secret_config_values": {"apiKey": SECRET}},
        "config_values.baseURL",
    ),
    (
        CONFIGURATION,
        "configValues.apiKey",
        {"secret_config_values": {"apiKey": "another secret"}},
        "secret_config_values.apiKey",
    ),
    (
        CONFIGURATION,
        "capabilityConfig",
        {"capability_config": {"audit_log_events_hook": {"statements": [{"effect": "allow", "resources": ["proj/*"],
                                                                         "actions": ["*"]}]}}},
        "capability_config.audit_log_events_hook.statements",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "member", "options", "named"), CASES, ids=lambda value: getattr(value, "name", None))
def test_a_member_that_is_ignored_is_named(
    emulator: Emulator, kind: Kind, member: str, options: dict[str, Json], named: str
) -> None:
    seeded = kind.seeded(emulator)
    emulator.faults([{"kind": "ignore_members", "members": [member], "times": None}])
    task = {**kind.identity, "name": "one", **options}
    result = Tasks(emulator).run(kind.task, task)
    assert result["failed"]
    assert not result["changed"]
    assert (result["error"]["kind"], result["error"]["members"]) == ("ignored", [named])
    assert named in result["msg"]
    assert "another secret" not in str(result)
    assert SECRET not in str(result)
    assert 1 <= len(writes(emulator)) <= 4

    emulator.clear_faults()
    assert Tasks(emulator).run(kind.task, task)["changed"]
    assert not Tasks(emulator).run(kind.task, task)["changed"]
    assert [one["_id"] for one in kind.documents(emulator)] == [seeded]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_all_that_is_ignored_is_named(emulator: Emulator, kind: Kind) -> None:
    enabled = "on" if kind is STORE else "enabled"
    kind.seeded(emulator)
    emulator.faults([{"kind": "ignore_members", "members": ["tags", enabled], "times": None}])
    options = {**kind.identity, kind.id_option: kind.documents(emulator)[0]["_id"]}
    result = Tasks(emulator).run(kind.task, {**options, "name": "two", "enabled": False, "tags": ["a"]})
    assert result["error"]["members"] == ["enabled", "tags"]
    assert kind.documents(emulator)[0]["name"] == "two"


def test_a_removal_that_was_carried_out_is_not_sent_again(emulator: Emulator) -> None:
    """One path of a patch is ignored, the others are not: the next try sends only what is left."""
    CONFIGURATION.seeded(emulator, configValues={**CONFIGURATION.seed["configValues"], "old": "x"})
    emulator.settings(dialect={"enabled_path": "on", "refusal_style": "ignore"})
    task = {**CONFIGURATION.identity, "name": "one", "enabled": False, "config_values": {"old": None}}
    task["secret_config_values"] = {"apiKey": SECRET}
    result = Tasks(emulator).run(CONFIGURATION.task, task)
    assert result["changed"], result
    there = CONFIGURATION.documents(emulator)[0]
    assert (there["enabled"], there["configValues"]) == (False, CONFIGURATION.seed["configValues"])
    assert writes(emulator) == ["PATCH", "PATCH"]
