# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit log: by a specifier, or by a policy."""

from __future__ import annotations

from typing import Any

import pytest
from emulator import READER
from emulator.control import Emulator
from emulator_api import Api, code

LOG = "/api/v2/auditlog"
FLAG = "proj/shop:env/production:flag/one;beta"
ACCESSES = {
    "flag": [{"action": "updateOn", "resource": FLAG}],
    "tags": [{"action": "updateTags", "resource": FLAG}],
    "both": [{"action": "updateOn", "resource": FLAG}, {"action": "createProject", "resource": "proj/shop"}],
    "project": [{"action": "createProject", "resource": "proj/shop"}],
}


@pytest.fixture
def log(emulator: Emulator, api: Api) -> Api:
    """A log with an entry for each of ``ACCESSES``, the last of them the newest."""
    entries = [{"name": name, "date": date, "accesses": one} for date, (name, one) in enumerate(ACCESSES.items())]
    emulator.seed(audit_log_entries=entries)
    return api


def statement(effect: str = "allow", **lists: str) -> dict[str, Any]:
    """One with these lists of one entry each; of every resource and action where they are not given."""
    made: dict[str, Any] = {"effect": effect, **{name: [value] for name, value in lists.items()}}
    for one, other in (("resources", "notResources"), ("actions", "notActions")):
        if other not in made:
            made.setdefault(one, ["*"])
    return made


def names(answer: Any) -> list[str]:
    """The names of the entries in an answer."""
    assert answer.status_code == 200, answer.text
    return [entry["name"] for entry in answer.json()["items"]]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ([], ["project", "both", "tags", "flag"]),
        ([statement()], ["project", "both", "tags", "flag"]),
        ([statement(resources="proj/*")], ["project", "both"]),
        ([statement(resources="proj/*:env/*:flag/*")], ["both", "tags", "flag"]),
        ([statement(resources="proj/*:env/test:flag/*")], []),
        ([statement(actions="updateTags")], ["tags"]),
        ([statement(actions="update*")], ["both", "tags", "flag"]),
        ([statement(resources="proj/*", actions="updateOn")], []),
        ([statement(notResources="proj/shop")], ["both", "tags", "flag"]),
        ([statement(notActions="updateOn")], ["project", "both", "tags"]),
        ([statement(actions="updateTags"), statement(resources="proj/shop")], ["project", "both", "tags"]),
        # An entry about two things is found by the one that is not denied.
        ([statement(), statement("deny", resources="proj/*:env/*:flag/*")], ["project", "both"]),
        ([statement("deny", actions="updateOn")], []),
    ],
)
def test_a_policy(log: Api, policy: list[dict[str, Any]], expected: list[str]) -> None:
    """An access is meant that a statement allows, and none denies."""
    assert names(log.post(LOG, json=policy)) == expected


def test_without_a_policy(log: Api) -> None:
    """All, as without a specifier; as many as are asked for, the newest first."""
    assert names(log.post(LOG)) == names(log.get(LOG)) == ["project", "both", "tags", "flag"]
    assert names(log.post(f"{LOG}?limit=1")) == names(log.get(f"{LOG}?limit=1")) == ["project"]
    assert names(log.get(f"{LOG}?spec=proj/shop")) == ["project", "both"]
    assert log.post(LOG).json() == log.get(LOG).json()


@pytest.mark.parametrize(
    "body",
    [{}, [1], [{"effect": "allow"}], [{"effect": "both", "resources": ["*"], "actions": ["*"]}], [{"resources": []}]],
)
def test_what_is_no_policy(log: Api, body: Any) -> None:
    assert code(log.post(LOG, json=body)) == (400, "invalid_request")


def test_limits(log: Api) -> None:
    for limit in ("0", "21", "many"):
        assert code(log.post(f"{LOG}?limit={limit}", json=[])) == (400, "invalid_request")


def test_a_search_is_a_read(log: Api, emulator: Emulator) -> None:
    """A token that may only read may search."""
    log.headers["Authorization"] = emulator.token + READER
    assert len(names(log.post(LOG, json=[statement()]))) == len(ACCESSES)
    assert log.post("/api/v2/projects", json={"key": "a", "name": "A"}).status_code in (401, 403)
