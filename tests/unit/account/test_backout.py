# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back: applied, it leaves the account as it was, but for what it names itself."""

from __future__ import annotations

import random
import stat
from pathlib import Path
from typing import Any

import yaml
from accounts import SECRET, Account, configuration, environment, merged, project, store, whole
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
