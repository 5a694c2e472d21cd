# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan that is a file: made in a check, approved by somebody, and applied as it is or not at all."""

from __future__ import annotations

import json
import random
import re
import stat
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from accounts import SECRET, Account, configuration, environment, merged, project, store, whole
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks import plan_file
from long_run import LONG
from runner.paths import ROOT

KEY = "a-fingerprint-key"
GIVE = "Give what a run in check mode wrote to plan_path, as it is."
HEAD: dict[str, Any] = {"format": "community.launchdarkly.plan", "version": 1}
CHANGE: dict[str, Any] = {"kind": "project", "identity": {"project_key": "shop"}, "operations": []}
SEEDS = 200 if LONG else 40


def planned(account: Account, **declared: Any) -> Any:
    """The plan, as it comes out of a file."""
    return json.loads(json.dumps(account.good(check_mode=True, **declared)["plan"]))


def test_the_files(account: Account, tmp_path: Path) -> None:
    """For the owner alone, as the schema says, with nothing secret; and one for people."""
    result = account.good(check_mode=True, plan_path=str(tmp_path), fingerprint_key=KEY, **whole())
    file = tmp_path / "launchdarkly.plan.json"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["launchdarkly.plan.json", "launchdarkly.plan.md"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    plan = json.loads(file.read_text("utf-8"))
    assert plan == json.loads(json.dumps(result["plan"]))
    jsonschema.validate(plan, json.loads((ROOT / "docs" / "plan.schema.json").read_text("utf-8")))
    assert (plan["instance"], len(plan["changes"])) == (account.emulator.url, 13) and plan["account"]
    told = file.with_suffix(".md").read_text("utf-8")
    assert "## LaunchDarkly: 13 to create" in told and "### create: environment 'copy' of project 'shop'" in told
    assert SECRET not in file.read_text("utf-8") + told and KEY not in file.read_text("utf-8") + told
    (secret,) = plan["changes"][-1]["secrets"]
    assert (secret["path"], secret["change"], len(secret["digest"])) == ("/configValues/apiKey", "set", 64)


def test_what_a_change_says_of_what_was_found(account: Account) -> None:
    """Nothing where a resource is created; else its id, and a digest that is another one once it was changed."""
    declared = {"big_segment_stores": [store("default", "test", tags=["a"])]}
    (created,) = planned(account, **declared)["changes"]
    assert created["found"] is None and created["identity"]["integration_id"] is None
    account.good(big_segment_stores=[store("default", "test")])
    (first,) = planned(account, **declared)["changes"]
    account.good(big_segment_stores=[store("default", "test", enabled=True)])
    (then,) = planned(account, **declared)["changes"]
    (there,) = account.emulator.state()["stores"]
    assert first["identity"] == then["identity"] == {**created["identity"], "integration_id": there["_id"]}
    assert re.fullmatch("sha256:[0-9a-f]{64}", first["found"]) and first["found"] != then["found"]
    assert "secrets" not in first


def test_a_secret_that_is_taken_away(account: Account) -> None:
    """It is told from one that is set, and there is no value to make a digest of."""
    account.good(big_segment_stores=[store("default", "test", redis={"host": "h", "password": SECRET})])
    told = {}
    for password in ("", "another-secret-1"):
        declared = {"big_segment_stores": [store("default", "test", redis={"password": password})]}
        (change,) = planned(account, fingerprint_key=KEY, **declared)["changes"]
        (told[password],) = change["secrets"]
    assert told[""] == {"path": "/config/password", "change": "removed"}
    digest = told["another-secret-1"].pop("digest")
    assert told["another-secret-1"] == {"path": "/config/password", "change": "set"} and len(digest) == 64


def test_an_approved_plan_is_applied(account: Account, tmp_path: Path) -> None:
    """As the path of its file, as its text, as its content. When it is done, the plan is another one."""
    first = planned(account, **whole())
    result = account.good(approved_plan=first, **whole())
    assert [one["operations"] for one in result["changes"]] == [one["operations"] for one in first["changes"]]
    assert "plan" not in result
    again = account.run(approved_plan=f"\n {json.dumps(first)}", **whole())
    assert again["error"]["kind"] == "not_as_approved" and len(again["error"]["differences"]) == 13
    nothing = tmp_path / "plan.json"
    account.good(check_mode=True, plan_path=str(nothing), **whole())
    assert account.good(approved_plan=str(nothing), **whole())["changed"] is False


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("not there.json", f"not there.json cannot be read: No such file or directory. {GIVE}"),
        ("{", f"it is not JSON. {GIVE}"),
        ([], f"it has no format 'community.launchdarkly.plan'. {GIVE}"),
        ({"format": "another"}, f"it has no format 'community.launchdarkly.plan'. {GIVE}"),
        ({**HEAD, "version": 2}, "version 2, and this collection makes version 1. Make a new plan with this version"),
        ({**HEAD, "changes": {}}, f"its changes are not as this collection writes them. {GIVE}"),
        *[
            ({**HEAD, "changes": [CHANGE, change]}, f"its changes are not as this collection writes them. {GIVE}")
            for change in (
                {},
                "a change",
                {**CHANGE, "kind": None},
                {**CHANGE, "identity": None},
                {**CHANGE, "operations": None},
            )
        ],
    ],
)
def test_what_is_no_plan(account: Account, given: Any, problem: str) -> None:
    result = account.run(approved_plan=given, **whole())
    assert result["error"]["option"] == "approved_plan" and problem in result["msg"]
    assert account.calls() == []


def test_a_file_that_is_no_text(account: Account, tmp_path: Path) -> None:
    """As when a compressed one is given."""
    file = tmp_path / "plan.json"
    file.write_bytes(b"\x1f\x8b\xff")
    result = account.run(approved_plan=str(file), **whole())
    assert f"approved_plan: {file} cannot be read: is not text. {GIVE}" in result["msg"]


@pytest.mark.parametrize(
    ("approved", "now", "said"),
    [
        ({"found": "a"}, {"found": "b"}, "was changed in LaunchDarkly after the plan was made"),
        ({"found": None}, {"found": "b"}, "appeared or disappeared in LaunchDarkly after the plan was made"),
        ({"found": "a"}, {"found": None}, "appeared or disappeared in LaunchDarkly after the plan was made"),
        ({}, {"operations": [1], "resource": "two"}, "is declared in another way than when the plan was made"),
        ({}, {"secrets": [1], "resource": "two"}, "another secret is to be sent than when the plan was made"),
        ({"secrets": [1]}, {"secrets": [2]}, "another secret is to be sent than when the plan was made"),
        ({"secrets": [1]}, {"secrets": [1], "resource": "two"}, "is called in another way than when the plan was made"),
    ],
)
def test_in_what_a_change_differs(approved: dict[str, Any], now: dict[str, Any], said: str) -> None:
    """What others did comes before what the declaration says, and that before the secrets."""
    change = {**CHANGE, "found": "a", "resource": "one"}
    assert plan_file.difference({**change, **approved}, {**change, **now}) == said


def test_a_file_that_cannot_be_written(account: Account, tmp_path: Path) -> None:
    result = account.run(check_mode=True, plan_path=str(tmp_path / "no" / "plan.json"), **whole())
    assert result["error"]["option"] == "plan_path" and "No such file or directory" in result["msg"]


def test_what_differs_is_said(account: Account) -> None:
    """In LaunchDarkly, in the declaration, in a secret, in the account."""
    account.good(**whole())
    declared = {
        "projects": [project("stock", name="New")],
        "environments": [environment("shop", "test", critical=True), environment("shop", "production", tags=["b"])],
        "big_segment_stores": [store("stock", "production", enabled=True)],
        "integration_configurations": [configuration("One", tags=["c"])],
        "update_secrets": "always",
        "fingerprint_key": KEY,
    }
    plan = planned(account, **declared)
    account.good(environments=[environment("shop", "test", default_ttl=7)])
    account.good(big_segment_stores=[store("stock", "production", enabled=True)])
    declared["environments"][1]["tags"] = ["d"]
    declared["projects"][0]["state"] = "present"
    declared["integration_configurations"][0]["secret_config_values"] = {"apiKey": "another-secret-1"}
    declared["projects"].append(project("shop", tags=["new"]))
    account.calls()
    elsewhere = {"instance": "https://app.example.com", "account": "another"}
    result = account.run(approved_plan={**plan, **elsewhere}, **declared)
    assert account.writes() == []
    differences = result["error"]["differences"]
    for expected in (
        f"the approved plan is for the instance 'https://app.example.com', and this is {account.emulator.url!r}",
        f"the approved plan is for the account 'another', and this is {plan['account']!r}",
        "environment 'test' of project 'shop': was changed in LaunchDarkly",
        "environment 'production' of project 'shop': is declared in another way",
        "of stock/production: approved, and no longer to be done",
        "configuration 'One': another secret is to be sent",
        "project 'shop': not in the approved plan",
    ):
        assert any(expected in line for line in differences), (expected, differences)
    assert not any("project 'stock'" in line for line in differences)


def test_a_change_between_the_plan_and_the_write_is_not_overwritten(account: Account) -> None:
    """A conflict makes the engine plan again; what it plans then was not approved."""
    account.good(**whole())
    declared = {"environments": [environment("shop", "test", critical=True)]}
    plan = planned(account, **declared)
    others = Account(account.emulator)

    class Overtaken(Client):
        def request(self, method: str, *arguments: Any, **more: Any) -> Any:
            if method == "PATCH":
                others.good(environments=[environment("shop", "test", default_ttl=7)])
                raise errors.Conflict(method, "", 409, "optimistic_locking_error", "")
            return super().request(method, *arguments, **more)

    account.client = Overtaken
    result = account.run(approved_plan=plan, **declared)
    (failure,) = result["failures"]
    changed = "environment 'test' of project 'shop' (environments[0]): was changed in LaunchDarkly"
    assert failure["error"]["kind"] == "not_as_approved" and changed in failure["msg"]
    (there,) = (e for e in others.exported()["environments"] if (e["project_key"], e["name"]) == ("shop", "Test"))
    assert (there["critical"], there["default_ttl"]) == (False, 7)


def test_a_declaration_that_cannot_be_planned_is_not_applied_in_part(account: Account) -> None:
    account.good(**whole())
    plan = planned(account, environments=[environment("shop", "test", critical=True)])
    declared = {"environments": [environment("shop", "test", critical=True), environment("nowhere", "test")]}
    account.calls()
    result = account.run(approved_plan=plan, **declared)
    assert result["error"]["kind"] == "not_as_approved" and "cannot be planned" in result["msg"]
    assert account.writes() == []


def test_nothing_is_applied_that_was_not_approved(account: Account) -> None:
    """Somebody may change something in between: no write where the plans differ, else the writes of the plan."""
    account.good(**whole())
    applied = refused = 0
    for seed in range(SEEDS):
        dice = random.Random(seed)
        declared = merged(dice, 3)
        plan = planned(account, **declared)
        if dice.random() < 0.6:
            account.good(**merged(dice, 3))
        now = planned(account, **declared)
        account.calls()
        result = account.run(approved_plan=plan, **declared)
        writes = account.writes()
        if now == plan:
            applied += 1
            assert not result.get("failed"), (seed, result["msg"])
            assert [c["operations"] for c in result["changes"]] == [c["operations"] for c in plan["changes"]], seed
            assert len(writes) == len(plan["changes"]), (seed, writes)
        else:
            refused += 1
            assert (result["error"]["kind"], writes) == ("not_as_approved", []), seed
            account.good(**declared)
    assert applied > SEEDS // 4 and refused > SEEDS // 8, (applied, refused)
