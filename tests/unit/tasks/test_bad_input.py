# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input ends in a clear message that names the option, before any write, and never in a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from bad_configurations import CONFIGURATION_CASES, CONFIGURATION_INFO_CASES, CONNECTION_CASES
from bad_environments import ENVIRONMENT_CASES, ENVIRONMENT_INFO_CASES, PROJECT_CASES, PROJECT_INFO_CASES
from bad_kinds import cases_of, info_cases_of
from bad_stores import GONE, STORE_CASES, STORE_INFO_CASES
from emulator.control import Emulator
from in_process import run_in_process
from kind_table import KIND_ROWS, SETTINGS_ROW

ROWS = (*KIND_ROWS, SETTINGS_ROW)

COMPLETE: dict[str, dict[str, Any]] = {
    "big_segment_store": {
        "project_key": "default",
        "environment_key": "test",
        "name": "store",
        "redis": {"host": "redis.example.com"},
    },
    "big_segment_store_info": {},
    "integration_configuration": {
        "integration_key": "custom-approvals",
        "name": "configuration",
        "config_values": {"baseURL": "https://approvals.example.com"},
        "secret_config_values": {"apiKey": "hunter2"},
    },
    "integration_configuration_info": {"integration_key": ["custom-approvals"]},
    "project": {"project_key": "new", "name": "New"},
    "project_info": {},
    "environment": {"project_key": "default", "environment_key": "new", "name": "New", "color": "417505"},
    "environment_info": {"project_key": "default"},
    **{kind.module: kind.options("hunter2") for kind in ROWS},
    **{f"{kind.module}_info": {} for kind in KIND_ROWS},
    "approval_request_setting_info": {"project_key": "default"},
}


class Account(NamedTuple):
    """An emulator with something in it, and the ids."""

    emulator: Emulator
    ids: dict[str, str]


@pytest.fixture(scope="module")
def account(running_emulator: Emulator) -> Iterator[Account]:
    """One for all cases: none of them may change it."""
    running_emulator.reset()
    place = {"projectKey": "default", "environmentKey": "production"}
    dynamodb = {"tableName": "t", "region": "eu-west-1", "roleArn": "r", "externalId": "e"}
    made = running_emulator.seed(
        stores=[
            {**place, "integrationKey": "redis", "name": "elsewhere", "config": {"host": "h"}},
            {**place, "environmentKey": "test", "integrationKey": "dynamodb", "name": "other", "config": dynamodb},
        ],
        integration_configurations=[
            {"integrationKey": "custom-approvals", "name": "here", "configValues": {"apiKey": "k", "baseURL": "b"}},
            {"integrationKey": "devin", "name": "elsewhere", "configValues": {"apiKey": "k"}},
        ],
    )
    yield Account(
        running_emulator,
        {
            "{store_elsewhere}": made["stores"][0],
            "{store_of_another_kind}": made["stores"][1],
            "{configuration}": made["integration_configurations"][0],
            "{configuration_elsewhere}": made["integration_configurations"][1],
        },
    )
    running_emulator.reset()


CASES: dict[str, list[tuple[dict[str, Any], str]]] = {
    module: [*cases, *CONNECTION_CASES]
    for module, cases in {
        "big_segment_store": STORE_CASES,
        "big_segment_store_info": STORE_INFO_CASES,
        "integration_configuration": CONFIGURATION_CASES,
        "integration_configuration_info": CONFIGURATION_INFO_CASES,
        "project": PROJECT_CASES,
        "project_info": PROJECT_INFO_CASES,
        "environment": ENVIRONMENT_CASES,
        "environment_info": ENVIRONMENT_INFO_CASES,
        **{kind.module: cases_of(kind) for kind in ROWS},
        **{f"{kind.module}_info": info_cases_of(kind) for kind in ROWS},
    }.items()
}


def test_there_are_many_cases() -> None:
    """The tables are what the suite is worth."""
    assert sum(map(len, CASES.values())) > 1000


def arguments(module: str, bad: dict[str, Any], account: Account) -> dict[str, Any]:
    """The options of a task that would be right without ``bad``."""
    connection = {"access_token": account.emulator.token, "base_url": account.emulator.url, "retries": 0}
    wanted = {**connection, **COMPLETE[module], **bad}
    found = {name: account.ids.get(value, value) if isinstance(value, str) else value for name, value in wanted.items()}
    return {name: value for name, value in found.items() if value is not GONE}


@pytest.mark.parametrize("module", CASES)
def test_bad_input(account: Account, module: str) -> None:
    """Whatever it is. One test for a module: thousands of them take longer to collect than to run."""
    wrong = [(bad, named, why) for bad, named in CASES[module] for why in _wrong(account, module, bad, named)]
    assert not wrong


def _wrong(account: Account, module: str, bad: dict[str, Any], named: str) -> Iterator[str]:
    """What is not as it should be with ``bad`` options, which the message has to answer with ``named``."""
    account.emulator.clear_requests()
    result = run_in_process(module, arguments(module, bad, account))
    message = str(result.get("msg"))
    if not result.get("failed") or named not in message:
        yield f"not refused with it: {message}"
    if result.get("error", {}).get("kind") in ("internal", "not_json", "unreachable", "invalid_request"):
        yield f"the kind of the error: {result['error']}"
    if len(message) >= 2500:
        yield "a long message"
    if "hunter2" in repr(result):
        yield "a secret"
    if [word for word in ("Traceback", "object at 0x", "Error(") if word in message]:
        yield f"a program's words: {message}"
    if account.emulator.requests()["writes"]:
        yield "something was written"


@pytest.mark.parametrize("module", COMPLETE)
def test_the_same_without_the_bad_input_is_fine(account: Account, module: str) -> None:
    """Else every case above would fail for a reason of its own."""
    result = run_in_process(module, arguments(module, {}, account), check_mode=True)
    assert not result.get("failed"), result
