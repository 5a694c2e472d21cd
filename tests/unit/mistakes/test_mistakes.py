# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task says of a mistake: the option, the entry, what was found, what is near. The same in each of its forms."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.error_kinds import KINDS
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process
from mistake_table import BASES, FORMS, MISTAKES, OTHER, Mistake
from said import in_the_guide

CASES = [
    pytest.param(mistake, form, id=f"{mistake.module}-{mistake.name.replace(' ', '_')}-{form}")
    for mistake in MISTAKES
    for form in mistake.forms
]


def test_there_are_many() -> None:
    """The table is what the suite is worth."""
    assert len({(mistake.module, mistake.name) for mistake in MISTAKES}) == len(MISTAKES) > 190


@pytest.fixture(scope="module")
def shared(running_emulator: Emulator) -> Iterator[Emulator]:
    """For mistakes that find an account as it is at first: none of them may change it."""
    running_emulator.reset()
    yield running_emulator
    running_emulator.reset()


def ran(emulator: Emulator, mistake: Mistake, form: str) -> tuple[dict[str, Any], str]:
    """The result of the task in this form, and all that it says."""
    connection = {"access_token": emulator.token, "base_url": emulator.url, "retries": 0}
    base = BASES[mistake.module]
    # What was remembered of an account that is no longer there.
    _in_process._readers.clear()
    run = functools.partial(run_in_process, check_mode=mistake.check)
    if form == "one":
        result = run(base.module, {**connection, **mistake.options()})
    else:
        module = "account" if form == "account" else f"{base.module}s"
        entries = f"{base.module}s" if form == "account" else base.entries
        scope = {"scope": {"project_keys": ["default"], "integration_keys": []}} if form == "account" else {}
        result = run(module, {**connection, **scope, entries: [base.other, mistake.options()]})
    told = [result.get("msg", ""), *result.get("warnings", ())]
    return result, "\n".join(told)


@pytest.mark.parametrize(("mistake", "form"), CASES)
def test_a_mistake(shared: Emulator, mistake: Mistake, form: str) -> None:
    """It is told in words that are in the guide."""
    if mistake.orders or form != "one":
        shared.reset()
    for path, body in mistake.orders:
        shared.control("POST", f"/{path}", body)
    result, told = ran(shared, mistake, form)
    if mistake.orders or form != "one":
        shared.reset()

    assert bool(result.get("failed")) is not mistake.warns, result
    assert [words for words in (mistake.option, *mistake.says) if words not in told] == [], told
    if form != "one" and mistake.entry:
        entries = f"{mistake.module}s" if form == "account" else BASES[mistake.module].entries
        assert f"{entries}[1]" in told, told
        assert OTHER not in result["msg"] and f"{entries}[0]" not in told, told
    if result.get("failed"):
        assert {result["error"]["kind"], *(one["error"]["kind"] for one in result.get("failures", ()))} <= KINDS.keys()
        assert result["error"]["kind"] != "internal", result
    assert "hunter2" not in repr(result)
    assert in_the_guide(told), told


def test_the_same_without_a_mistake_is_fine(shared: Emulator) -> None:
    """Else every case above might fail for a reason of its own."""
    for base in BASES.values():
        for form in FORMS:
            result, told = ran(shared, Mistake("", base.module, {}, "", (), check=True), form)
            assert not result.get("failed"), (base, form, told)
