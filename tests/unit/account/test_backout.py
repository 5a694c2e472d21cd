# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back: applied, it leaves the account as it was, but for what it names itself."""

from __future__ import annotations

import random
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml
from accounts import SECRET, Account, configuration, environment, merged, project, store, whole
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.backout import Backout, as_variables
from kind_table import KIND_ROWS
from long_run import LONG

SEEDS = 200 if LONG else 40


class Loader(yaml.SafeLoader):
    """Takes text that Ansible would not take for a template as it is."""


Loader.add_constructor("!unsafe", lambda loader, node: loader.construct_scalar(node))


def read(file: Path) -> dict[str, Any]:
    """The variables of the file, as the options of the module."""
    found = yaml.load(file.read_text("utf-8"), Loader)
    return {name.removeprefix("account_"): entries for name, entries in found.items()}


def comparable(exported: dict[str, Any]) -> dict[str, Any]:
    """Without IDs, which come and go, and without what is empty, in an order of its own."""
    return {kind: sorted(map(repr, map(_sorted, entries))) for kind, entries in exported.items()}


def _sorted(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return sorted((name, _sorted(inner)) for name, inner in value.items() if inner != "" and not name.endswith("_id"))


def test_what_was_made_changed_and_deleted(account: Account, tmp_path: Path) -> None:
    """It is written for its owner alone, with what cannot come back in its comments."""
    account.good(**whole())
    before = account.exported()
    file = tmp_path / "backout.yml"
    gone = {"state": "absent"}
    result = account.good(
        backout_path=str(file),
        update_secrets="always",
        projects=[project("shop", name="{{ lookup('pipe', 'id') }}"), project("new")],
        environments=[environment("new", "one"), environment("shop", "test", tags=["b"])],
        big_segment_stores=[
            store("new", "one"),
            {**store("shop", "production"), **gone},
            store("shop", "test", name="Renamed", previous_name="Segments", redis={"host": "h", "username": "u"}),
        ],
        integration_configurations=[configuration("One", secret_config_values={"apiKey": "sec-another-123"})],
    )
    text = file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and SECRET not in text
    lost = result["backout"]["not_taken_back"]
    assert any("'One'" in one and "the former value of configValues.apiKey, a secret" in one for one in lost)
    assert any("shop/production" in one and "another one than before" in one for one in lost)
    assert len(lost) == 2 and all(f"# - {one}\n" in text for one in lost)
    account.good(**read(file))
    assert comparable(account.exported()) == comparable(before)


def test_what_no_task_can_declare_is_left_out_and_the_rest_comes_back(account: Account, tmp_path: Path) -> None:
    """One value in LaunchDarkly that the collection refuses does not keep the whole file from being applied."""
    colors = {"one": "#417505", "two": "gr\u00fcn", "gone": "#417505"}
    odd = [{"key": key, "name": key, "color": color, "tags": ["kept"]} for key, color in colors.items()]
    account.emulator.seed(projects=[{"key": "shop", "environments": odd}])
    before = account.exported()
    file = tmp_path / "backout.yml"
    gone = {"project_key": "shop", "environment_key": "gone", "state": "absent", "confirm_deletion": "shop/gone"}
    one = {"project_key": "shop", "environment_key": "one", "tags": ["new"]}
    result = account.good(backout_path=str(file), environments=[one, environment("shop", "two"), gone])
    lost = result["backout"]["not_taken_back"]
    of = "environment '{}' of project 'shop': ".format
    assert lost[0] == f'{of("two")}color, which was "gr\u00fcn"'
    assert lost[1].startswith(f"{of('gone')}color is left out, since no task can declare it: color: '#417505' is not")
    assert lost[2].startswith(f"{of('gone')}it is another one than before") and len(lost) == 3
    declared = read(file)
    assert [{"color", "tags"} & set(entry) for entry in declared["environments"]] == [{"tags"}] * 3
    declared["environments"][2]["color"] = "417505"
    account.good(**declared)
    after = account.exported()
    for entry in after["environments"]:
        if (entry["project_key"], entry["environment_key"]) in (("shop", "two"), ("shop", "gone")):
            assert entry.pop("color") == "417505"
    assert comparable(after) == comparable(before)


def test_what_is_called_as_nothing_can_be_is_not_in_the_file(account: Account, tmp_path: Path) -> None:
    """It is named, and what is beside it is in the file."""
    names = ("Odd\u0007", "Gone\u0007", "Plain")
    stores = [
        {
            "projectKey": "default",
            "environmentKey": "test",
            "integrationKey": "redis",
            "name": name,
            "config": {"host": "h"},
        }
        for name in names
    ]
    one, two, three = account.emulator.seed(stores=stores)["stores"]
    place = {"project_key": "default", "environment_key": "test"}
    file = tmp_path / "backout.yml"
    result = account.good(
        backout_path=str(file),
        big_segment_stores=[
            {**place, "integration_id": one, "name": "New"},
            {**place, "integration_id": two, "state": "absent"},
            {**place, "integration_id": three, "tags": ["new"]},
        ],
    )
    lost = result["backout"]["not_taken_back"]
    assert len(lost) == 2
    assert all(": it is left out, since no task can declare it: name: holds characters" in told for told in lost)
    assert "'Gone" in lost[1]
    assert [entry["name"] for entry in read(file)["big_segment_stores"]] == ["Plain"]


def test_what_cannot_be_taken_away_again_is_told(account: Account, tmp_path: Path) -> None:
    """A store that had no host has one now, and there is no way to say none."""
    place = {"projectKey": "default", "environmentKey": "test", "integrationKey": "redis", "name": "Segments"}
    account.emulator.seed(stores=[{**place, "config": {"port": "6379"}}])
    file = tmp_path / "backout.yml"
    declared = store("default", "test", redis={"host": "h", "port": "6380"})
    result = account.good(backout_path=str(file), big_segment_stores=[declared])
    (lost,) = result["backout"]["not_taken_back"]
    assert lost.endswith(": redis.host, which was not there"), lost
    assert read(file)["big_segment_stores"][0]["redis"]["port"] == "6379"


@pytest.mark.parametrize("shown", ["ends", "absent", "null", "bullets"])
def test_a_secret_that_was_not_there_is_taken_away(account: Account, tmp_path: Path, shown: str) -> None:
    """Of a store, and of a form variable, however it is shown; one that the integration needs stays, and is told."""
    account.emulator.settings(dialect={"secret_shown": shown})
    (row,) = (row for row in KIND_ROWS if row.module == "audit_log_subscription")
    configs = {"msteams-app": {"url": "https://one.example.com"}, "datadog": {"hostURL": "https://api.datadoghq.com"}}
    seeds = [{**row.seed(), "integrationKey": key, "config": config} for key, config in configs.items()]
    account.emulator.seed(audit_log_subscriptions=seeds)
    place = {"projectKey": "default", "environmentKey": "test", "integrationKey": "redis", "name": "Segments"}
    account.emulator.seed(stores=[{**place, "config": {"host": "test.example.com", "password": ""}}])
    before = _stored(account)
    file = tmp_path / "backout.yml"
    result = account.good(
        backout_path=str(file),
        big_segment_stores=[store("default", "test", redis={"password": SECRET})],
        audit_log_subscriptions=[
            {"integration_key": key, "name": "one", "secret_config_values": {name: SECRET}}
            for key, name in (("msteams-app", "secret"), ("datadog", "apiKey"))
        ],
    )
    changed = _stored(account)
    assert [one.keys() - then.keys() for one, then in zip(changed, before, strict=True)] == [
        {"password"},
        {"secret"},
        {"apiKey"},
    ]
    (lost,) = result["backout"]["not_taken_back"]
    assert lost.endswith("secret_config_values.apiKey, a secret that was not there") and "datadog" in lost
    account.good(**read(file))
    assert _stored(account) == [before[0], before[1], changed[2]]


def _stored(account: Account) -> list[dict[str, Any]]:
    """What is in the config of each, in plain text."""
    state = account.emulator.state()
    configs = [one["config"] for one in (*state["stores"], *state["audit_log_subscriptions"])]
    return [{name: value for name, value in config.items() if value != ""} for config in configs]


def test_what_comes_back_without_its_secrets(account: Account, tmp_path: Path) -> None:
    """What was deleted is made again once they are in the file."""
    account.good(integration_configurations=[configuration("One")])
    file = tmp_path / "backout.yml"
    gone = {"integration_key": "custom-approvals", "name": "One", "state": "absent"}
    result = account.good(backout_path=str(file), integration_configurations=[gone])
    secret, another = result["backout"]["not_taken_back"]
    assert secret.endswith("'One': secret_config_values.apiKey is a secret: give it before the file is applied")
    assert another.endswith(": it is another one than before: its id, its keys and what was in it do not come back")
    (entry,) = read(file)["integration_configurations"]
    account.good(integration_configurations=[{**entry, "secret_config_values": {"apiKey": SECRET}}])
    (there,) = account.emulator.state()["integration_configurations"]
    assert there["configValues"]["apiKey"] == SECRET


def test_the_text_of_the_file() -> None:
    """What cannot be taken back, each in a line; then the lists, with a tag for what looks like a template, and no other."""
    entry = {"project_key": "shop", "name": "{{ x }}", "tags": ["a", "b"], "approval_settings": {"required": True}}
    lost = ["one\n two", "three"]
    text = as_variables(Backout({"projects": [entry, {"project_key": "new"}]}, lost), "way-back.yml")
    assert (
        text
        == """\
---
# This file takes back what was applied to LaunchDarkly. Look at it, then apply it as any declaration, for example:
#   ansible-playbook community.launchdarkly.apply -e @way-back.yml
# What cannot be taken back:
# - one two
# - three

account_projects:
  - project_key: "shop"
    name: !unsafe "{{ x }}"
    tags: ["a", "b"]
    approval_settings: {"required": true}
  - project_key: "new"
"""
    )
    assert as_variables(Backout(), "way-back.yml").endswith("-e @way-back.yml\n\n{}\n")


@pytest.mark.parametrize(
    "odd", ["\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\ufeff", "\ud800", "\ufffe", "\uffff", "\u00e9", '"']
)
def test_every_character_comes_back(odd: str, tmp_path: Path) -> None:
    """YAML takes fewer of them as they are than JSON."""
    file = tmp_path / "backout.yml"
    entry = {"name": f"a{odd}b", f"k{odd}": [odd]}
    file.write_text(as_variables(Backout({"projects": [{"project_key": "shop", "settings": entry}]}), "b.yml"), "utf-8")
    assert read(file) == {"projects": [{"project_key": "shop", "settings": entry}]}


def test_a_name_that_looks_like_a_template_stays_text(account: Account, tmp_path: Path) -> None:
    account.good(projects=[project("shop", name="{{ 1 }} \U0001f600 \U00010000")])
    file = tmp_path / "backout.yml"
    account.good(projects=[project("shop")], backout_path=str(file))
    assert 'name: !unsafe "{{ 1 }}' in file.read_text("utf-8")
    assert read(file)["projects"][0]["name"] == "{{ 1 }} \U0001f600 \U00010000"


def test_nothing_is_written_where_nothing_changes(account: Account, tmp_path: Path) -> None:
    """Nor in a check."""
    file = tmp_path / "backout.yml"
    assert "backout" not in account.good(check_mode=True, projects=[project("shop")], backout_path=str(file))
    account.good(projects=[project("shop")])
    result = account.good(projects=[project("shop")], backout_path=str(file))
    assert result["backout"] == {"written": False, "not_taken_back": []} and not file.exists()


def test_it_is_there_before_the_first_write(account: Account, tmp_path: Path) -> None:
    """A task may be killed. What failed is not in it any more at the end."""
    file = tmp_path / "no" / "backout.yml"
    result = account.run(projects=[project("shop")], backout_path=str(file))
    assert result["error"]["option"] == "backout_path" and account.writes() == []
    file = tmp_path / "backout.yml"
    account.emulator.faults([{"kind": "error", "method": "POST", "path": "/api/v2/projects", "status": 400}])
    account.run(projects=[project("shop"), project("stock")], backout_path=str(file), max_concurrency=1)
    assert [entry["project_key"] for entry in read(file)["projects"]] == ["stock"]
    account.emulator.faults([{"kind": "error", "method": "POST", "path": "/api/v2/projects", "status": 400}])
    result = account.run(projects=[project("shop")], backout_path=str(file))
    assert result["failed"] and result["backout"] == {"written": True, "not_taken_back": []} and read(file) == {}


def test_before_the_first_write_what_will_be_made_is_known_by_its_name(account: Account, tmp_path: Path) -> None:
    """Afterwards by its id, whatever it is called by then."""
    file = tmp_path / "backout.yml"
    first: list[dict[str, Any]] = []

    class Watched(Client):
        def request(self, method: str, *arguments: Any, **more: Any) -> Any:
            if method != "GET" and not first:
                first.append(read(file))
            return super().request(method, *arguments, **more)

    account.client = Watched
    place = {"project_key": "default", "environment_key": "staging"}
    account.good(
        max_concurrency=1,
        backout_path=str(file),
        environments=[environment("default", "staging")],
        big_segment_stores=[store("default", "staging"), store("default", "test", name=None)],
        integration_configurations=[configuration("One")],
    )
    gone = {"state": "absent"}
    assert first == [
        {
            "environments": [{**place, **gone, "confirm_deletion": "default/staging"}],
            "big_segment_stores": [
                {**place, "name": "Segments", "redis": {}, **gone},
                {"project_key": "default", "environment_key": "test", "redis": {}, **gone},
            ],
            "integration_configurations": [{"integration_key": "custom-approvals", "name": "One", **gone}],
        }
    ]
    (made,) = (one["_id"] for one in account.emulator.state()["stores"] if one["environmentKey"] == "staging")
    account.good(big_segment_stores=[{**place, "integration_id": made, "name": "Renamed"}])
    declared = read(file)
    assert declared["big_segment_stores"][0] == {**place, "integration_id": made, **gone}
    account.good(**declared)
    state = account.emulator.state()
    assert (state["stores"], state["integration_configurations"]) == ([], [])


def test_the_account_is_as_before(account: Account, tmp_path: Path) -> None:
    """After changes of every sort, and the way back."""
    account.good(**whole())
    account.good(integration_configurations=[configuration("Three")])
    for seed in range(SEEDS):
        dice = random.Random(seed)
        before = comparable(account.exported())
        file = tmp_path / f"{seed}.yml"
        result = account.good(backout_path=str(file), **merged(dice, 4))
        if not result["changed"]:
            continue
        declared = read(file)
        for entry in declared.get("big_segment_stores", ()):
            entry.pop("state", None) if entry.get("state") == "present" else None
        account.good(**declared)
        after = comparable(account.exported())
        assert after == before, (seed, result["changes"], declared)
        lost = [one for one in result["backout"]["not_taken_back"] if "another one than before" not in one]
        assert lost == [], seed
