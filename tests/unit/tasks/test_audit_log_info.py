# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task audit_log_info against the emulator: who changed something last."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process

ADA = {"firstName": "Ada", "lastName": "Lovelace", "email": "ada@example.com"}
PRODUCTION = "proj/shop:env/production"


@pytest.fixture
def account(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """An emulator for tasks that remember nothing."""
    monkeypatch.setattr(_in_process, "_readers", {})
    return emulator


def entry(specifier: str = PRODUCTION, **values: Any) -> dict[str, Any]:
    """An entry to seed."""
    return {"date": 1793612800000, "accesses": [{"action": "updateTags", "resource": specifier}], **values}


def read(emulator: Emulator, *specifiers: str, **options: Any) -> Any:
    """The result of the module."""
    common = {"access_token": emulator.token, "base_url": emulator.url, "specifiers": list(specifiers)}
    return run_in_process("audit_log_info", {**common, **options})


def told(emulator: Emulator, **values: Any) -> Any:
    """What is told of one entry with these ``values``."""
    emulator.seed(audit_log_entries=[entry(**values)])
    (one,) = read(emulator, PRODUCTION)["audit_log_entries"]
    return one


def test_an_entry(account: Emulator) -> None:
    """Who, when, what and why."""
    site = {"site": {"href": "/settings/audit/1", "type": "text/html"}}
    more = {"titleVerb": "changed the tags of", "target": {"name": "Production"}, "comment": "For the sale"}
    found = told(account, member=ADA, _links=site, **more)
    assert found.pop("id")
    assert found == {
        "specifier": PRODUCTION,
        "date": "2026-11-02T09:46:40Z",
        "by": "Ada Lovelace <ada@example.com>",
        "title": "changed the tags of Production",
        "comment": "For the sale",
        "page": "/settings/audit/1",
    }


def test_the_newest_of_each(account: Emulator) -> None:
    """Of what is asked for and nothing in it, as many as are wanted; what nobody changed has none."""
    account.seed(
        audit_log_entries=[
            entry(date=1000, comment="old"),
            entry(date=2000, comment="new"),
            entry(f"{PRODUCTION}:flag/a", date=3000, comment="flag"),
            entry("proj/shop", date=4000, comment="project"),
            entry("proj/shop;tag:env/production;tag", date=1500, comment="with tags"),
        ]
    )
    result = read(account, PRODUCTION, "proj/shop", "proj/web", PRODUCTION)
    assert [(one["specifier"], one["comment"]) for one in result["audit_log_entries"]] == [
        (PRODUCTION, "new"),
        ("proj/shop", "project"),
    ]
    assert result["changed"] is False
    several = read(account, PRODUCTION, limit=3)["audit_log_entries"]
    assert [one["comment"] for one in several] == ["new", "with tags", "old"]


@pytest.mark.parametrize(
    ("values", "by"),
    [
        ({"member": ADA, "token": {"name": "CI"}}, "Ada Lovelace <ada@example.com> with the access token 'CI'"),
        ({"token": {"name": "CI"}}, "the access token 'CI'"),
        ({"app": {"name": "Slack"}}, "the application 'Slack'"),
        ({"member": {"email": "ada@example.com"}}, "ada@example.com"),
        ({"member": {"firstName": "Ada"}}, "Ada"),
        ({"member": ["x"], "token": "x", "app": None}, ""),
        ({}, ""),
    ],
)
def test_by_whom(account: Emulator, values: dict[str, Any], by: str) -> None:
    """A member, what acted for it, or what acted by itself."""
    assert told(account, **values)["by"] == by


@pytest.mark.parametrize(
    ("values", "member", "value"),
    [
        ({"shortDescription": "made it", "titleVerb": "made"}, "title", "made it"),
        ({"description": "made it"}, "title", "made it"),
        ({"comment": "\x1b[31mred"}, "comment", "\\x1b[31mred"),
        ({"_links": {"site": {"href": "//evil.example.com"}}}, "page", None),
        ({"_links": {"site": {"href": "/\\evil.example.com"}}}, "page", None),
        ({"_links": {"site": {"href": "https://evil.example.com"}}}, "page", None),
        ({"_links": {"site": "x"}}, "page", None),
        ({"date": 10**30}, "date", None),
    ],
)
def test_what_is_odd(account: Emulator, values: dict[str, Any], member: str, value: Any) -> None:
    """No page elsewhere, no escape for a terminal, no time that is none."""
    assert told(account, **values)[member] == value


@pytest.mark.parametrize(
    ("specifiers", "options", "named"),
    [
        ([PRODUCTION], {"limit": 0}, "limit: 0 is not from 1 to 20"),
        ([PRODUCTION], {"limit": 21}, "limit: 21 is not from 1 to 20"),
        ([PRODUCTION], {"max_concurrency": 0}, "max_concurrency"),
        ([""], {}, "specifiers: must not be empty"),
    ],
)
def test_bad_options(account: Emulator, specifiers: list[str], options: dict[str, Any], named: str) -> None:
    """Before any call."""
    account.clear_requests()
    result = read(account, *specifiers, **options)
    assert result["failed"] is True
    assert named in result["msg"]
    assert account.requests()["log"] == []


def test_a_token_that_may_not(account: Emulator) -> None:
    """The error says what was wanted."""
    account.faults([{"kind": "fail_before", "status": 403, "path": "/api/v2/auditlog"}])
    result = read(account, PRODUCTION)
    assert result["error"]["kind"] == "forbidden"
    assert "read the audit log" in result["msg"]


@pytest.mark.parametrize("specifiers", [[], ["proj/shop"]])
def test_nothing_to_tell(account: Emulator, specifiers: list[str]) -> None:
    """No entry."""
    assert read(account, *specifiers)["audit_log_entries"] == []
