# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run writes down, and who picks it up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from ansible_collections.community.launchdarkly.tests.integration import test_targets as integration
from emulator import dialect
from emulator.control import Emulator
from emulator.dialect import load_dialect
from live.asking import put_together
from live.probe import Decision, Probe, Result, Verdict
from live.reporting import changes, dialect_before
from live_command import Live


class Question(Probe):
    """One that is not asked."""

    id = "U0"
    question = "What?"


def result(**settings: str) -> Result:
    """An answer."""
    return Result(Question(), Verdict.PASS, Decision(settings, {"fact": settings}))


def test_two_answers_to_one_question_are_new() -> None:
    first, second, third = result(config_patch="member"), result(config_patch="whole"), result(config_patch="member")
    found = put_together([first, second, third])
    assert found.settings == {"config_patch": "member"}
    assert found.evidence == {"config_patch": ["U0", "U0"]}
    assert [one.verdict for one in (first, second, third)] == [Verdict.PASS, Verdict.NEW, Verdict.PASS]
    assert second.decision.new == ["config_patch is whole here, and member in U0"]


def test_a_change_on_the_service_is_news(live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    live.places.aside().dialects.mkdir(parents=True)
    before = live.places.aside().dialects / "live-2020-01-01.json"
    before.write_text(
        '{"settings": {"config_patch": "whole", "approvals": "available"}, "facts": {}}', encoding="utf-8"
    )
    assert live.armed("--only", "U2") == 0
    assert 'changed on the service since live-2020-01-01: config_patch: "whole" -> "member"' in capsys.readouterr().out
    (page,) = live.places.aside().docs.glob("live-*.md")
    assert '- config_patch: "whole" -> "member"' in page.read_text(encoding="utf-8")


def test_the_dialect_before_is_the_newest_of_another_day(tmp_path: Path) -> None:
    assert dialect_before(tmp_path, "2026-11-26") is None
    for date in ("2025-01-01", "2026-01-01", "2026-11-26"):
        (tmp_path / f"live-{date}.json").write_text(json.dumps({"settings": {"a": date}}), encoding="utf-8")
    before = dialect_before(tmp_path, "2026-11-26")
    assert before is not None and before[0] == "live-2026-01-01"
    assert changes(before[1], put_together([result(a="2026-11-26")])) == ['a: "2026-01-01" -> "2026-11-26"']


def test_the_emulator_takes_what_was_found(emulator: Emulator, live: Live) -> None:
    """The file as it is written is a dialect, and the emulator then answers as the service did."""
    emulator.reset(dialect={"config_patch": "whole", "patch_refusal": "no_code"})
    live.only("U1", "U2")
    (file,) = live.places.aside().dialects.glob("live-*.json")
    assert load_dialect(str(file))["patch_refusal"] == "no_code"
    settings = emulator.reset(dialect=str(file))["settings"]["dialect"]
    assert (settings["config_patch"], settings["patch_refusal"]) == ("whole", "no_code")


def test_the_integration_targets_run_under_the_newest_live_dialect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(integration, "FOUND", tmp_path)

    def cases(environment: str) -> set[integration.Case]:
        return set(integration.variants("project", 0, environment))

    before = {environment: cases(environment) for environment in ("oldest", "newest", "")}
    for name in ("live-2025-01-01.json", "live-2026-01-01.json", "mine.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    in_process, forked = (integration.Case("project", way, "live-2026-01-01") for way in (True, False))
    assert cases("oldest") == before["oldest"]
    assert cases("newest") == before["newest"] | {in_process}
    assert cases("") == before[""] | {in_process, forked}


def test_an_emulator_process_finds_the_file_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a name without a path, as the integration targets give it; here in a copy of the emulator."""
    shutil.copytree(dialect.DIRECTORY.parent, tmp_path / "tests" / "emulator")
    directory = tmp_path / "tests" / "emulator" / "dialects"
    directory.mkdir(exist_ok=True)
    (directory / "live-2026-01-01.json").write_text('{"settings": {"approvals": "unavailable"}}', encoding="utf-8")
    monkeypatch.setattr("emulator.control.__file__", str(tmp_path / "tests" / "emulator" / "control.py"))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    with Emulator.start(dialect="live-2026-01-01") as emulator:
        assert emulator.settings()["dialect"]["approvals"] == "unavailable"
