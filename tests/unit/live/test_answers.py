# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The emulator as the live service: whatever it is set to answer is found.

LAUNCHDARKLY_TEST_EXAMPLES says how many drawn dialects are tried beside the named ones; a number given
there draws new ones with every run.
"""

from __future__ import annotations

import json
import os
import random
import typing as t

import pytest
from emulator import DEFAULT_DIALECT, DIALECTS
from emulator.dialect import MILLISECONDS, NAMED_DIALECTS, random_dialect
from live.probes import PROBES, select
from live.replaying import Replay
from live.scan import scan
from live_command import Live

EXAMPLES = os.environ.get("LAUNCHDARKLY_TEST_EXAMPLES", "")
SEED = random.SystemRandom().randrange(2**32) if EXAMPLES else 17
Json = t.Any


OF_APPROVALS = {"approval_settings_shown", "approval_environment"}


def dialects_to_find() -> list[tuple[dict[str, Json], set[str]]]:
    """Dialects in which every answer to every setting comes at least once, and the settings that can be told in each.

    Where a secret is not shown by its ends, or is patched as it is shown, some answers to others make no difference.
    """
    found = []
    for number in range(max(len(answers) for answers in DIALECTS.values())):
        dialect = {setting: answers[number % len(answers)] for setting, answers in DIALECTS.items()}
        dialect |= {"secret_shown": "ends", "patched_document": "stored"}
        found.append((dialect, set(DIALECTS)))
    for setting in ("secret_shown", "patched_document", *OF_APPROVALS):
        found += [({**DEFAULT_DIALECT, setting: answer}, {setting}) for answer in DIALECTS[setting][1:]]
    return found


def is_found(setting: str, was: Json, found: Json) -> bool:
    """Whether the answer is the one that was set; a delay lies between two looks."""
    if setting in MILLISECONDS:
        return bool(was / 2 <= found <= was * 2) if was else found < 60
    return bool(found == was)


def test_every_question_is_asked_once_and_every_setting_is_answered() -> None:
    ids = [probe.id for probe in PROBES]
    assert len(ids) == len(set(ids))
    assert {int(one.removeprefix("U")) for one in ids} == set(range(1, 41)) - {38}
    assert {setting for probe in PROBES for setting in probe.settings} == set(DIALECTS)
    assert [probe.id for probe in select({"U8"})] == ["U4", "U8"]
    with pytest.raises(ValueError, match="there is no question U99"):
        select({"U99"})


def test_every_answer_to_every_setting_is_found(live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    rows = []
    for dialect, settings in dialects_to_find():
        live.emulator.reset(dialect=dialect)
        before = live.emulator.state()
        answers = live.only(*(probe.id for probe in PROBES if settings & set(probe.settings)))["settings"]
        assert live.emulator.state() == before
        # Without a conflict there is no code of one.
        visible = settings - ({"conflict_code"} if dialect["stores_per_environment"] == "many" else set())
        visible -= OF_APPROVALS if dialect["approvals"] == "unavailable" else set()
        rows += [(setting, dialect[setting], answers.get(setting)) for setting in sorted(visible)]
    with capsys.disabled():
        for setting, answer, found in sorted(rows, key=str):
            print(f"\n{setting:<26} set: {answer!s:<26} found: {found}", end="")
    assert {(setting, answer) for setting, answer, _found in rows} == {
        (setting, answer) for setting, answers in DIALECTS.items() for answer in answers
    }
    assert [row for row in rows if row[2] is None or not is_found(*row)] == []


def _whole_run(live: Live, dialect: dict[str, Json]) -> tuple[int, dict[str, Json]]:
    """A run with every question. Whatever was found is as it was set; the recordings are clean, and a replay is the same."""
    live.emulator.reset(dialect=dialect)
    before = live.emulator.state()
    status = live.armed()
    assert live.emulator.state() == before
    found = live.answers()
    wrong = {name: value for name, value in found["settings"].items() if not is_found(name, dialect[name], value)}
    assert wrong == {}
    cassettes = sorted(live.places.cassettes.glob("*.json"))
    assert {name for ids in found["evidence"].values() for name in ids} <= {file.stem for file in cassettes}
    for file in cassettes:
        text = file.read_text(encoding="utf-8")
        assert scan(text, [live.emulator.token, "57be1db38b75bf0772d11380", "strange-name"]) == [], file
        assert Replay(json.loads(text), live.emulator, found["settings"]).run() == [], file
    return status, found


@pytest.mark.parametrize("name", NAMED_DIALECTS)
def test_a_whole_run(live: Live, name: str) -> None:
    status, found = _whole_run(live, NAMED_DIALECTS[name])
    assert status == 0
    dialect = NAMED_DIALECTS[name]
    hidden = {"conflict_code"} if dialect["stores_per_environment"] == "many" else set()
    # Where patches are compared with what is shown, nobody can tell what becomes of a secret that is not.
    if dialect["patched_document"] == "masked":
        hidden |= {"masked_value"} | ({"omitted_secret"} if dialect["secret_shown"] == "absent" else set())
    if dialect["secret_shown"] != "ends":
        hidden |= {"mask_length", "short_mask"}
    assert set(DIALECTS) - set(found["settings"]) == hidden
    page = (live.places.docs / f"live-{found['date']}.md").read_text(encoding="utf-8")
    assert all(f"| {probe.id} | {probe.question} |" in page for probe in PROBES)
    assert "not asked" in page


@pytest.mark.parametrize("number", range(int(EXAMPLES or 1)))
def test_a_whole_run_of_a_drawn_dialect(live: Live, number: int) -> None:
    dialect = random_dialect(random.Random(f"{SEED} {number}"))
    print(json.dumps(dialect))
    _whole_run(live, dialect)
