# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of answers that nobody thought of, of calls that are lost, and of limits."""

from __future__ import annotations

import json
import typing as t

import pytest
from emulator.control import Emulator
from live.replaying import Replay
from live_command import Live

Json = t.Any


def verdicts(output: str) -> dict[str, str]:
    """By question."""
    words = [line.split() for line in output.splitlines() if line.startswith(("PASS", "NEW", "FAIL", "BLOCKED"))]
    return {one[1]: one[0] for one in words}


@pytest.mark.parametrize(
    ("fault", "only", "said"),
    [
        ({"kind": "error", "method": "PATCH", "status": 418}, "U2", "replace /config/port: 418 error"),
        ({"kind": "error", "method": "PATCH", "status": 418}, "U24", "/enabled: ['418 error', False]"),
        ({"kind": "error", "method": "PATCH", "status": 409, "code": "frozen"}, "U30", "409 frozen"),
        ({"kind": "error", "method": "PATCH", "status": 400, "code": "odd"}, "U1", "400 odd"),
        ({"kind": "error", "method": "PATCH", "status": 403}, "U7", "a whole config without its secret: 403 forbidden"),
        ({"kind": "ignore_members", "members": ["enabled"]}, "U24", "/enabled: ['200', False], /on: "),
        (
            {"kind": "garbage", "method": "GET", "route": "integration-configurations/{"},
            "U24",
            "reading what was made: 200 without a code",
        ),
        (
            {"kind": "error", "method": "POST", "status": 400, "route": "keys/"},
            "U24",
            "creating an integration configuration: 400",
        ),
    ],
)
def test_what_fits_nothing_is_new(
    emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str], fault: Json, only: str, said: str
) -> None:
    before = emulator.state()
    emulator.faults([{"times": None, **fault}])
    assert live.armed("--only", only) == 0
    output = capsys.readouterr().out
    assert verdicts(output)[only] == "NEW", output
    assert said in output
    emulator.clear_faults()
    assert emulator.state() == before


def test_an_answer_of_another_shape_is_new(
    emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question is over, its things are taken away, and the next one is asked."""
    from live.bench import Bench

    read = Bench.read

    def without_config(bench: Bench, path: str, version: str = "beta") -> Json:
        return {name: value for name, value in read(bench, path, version).items() if name != "config"}

    before = emulator.state()
    monkeypatch.setattr(Bench, "read", without_config)
    assert live.armed("--only", "U2,U28") == 0
    output = capsys.readouterr().out
    assert verdicts(output) == {"U2": "NEW", "U28": "PASS"}
    assert "an answer of another shape than the known ones: KeyError 'config'" in output
    assert emulator.state() == before


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
def test_a_lost_call_is_a_failure(
    emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    emulator.faults([{"kind": kind, "method": "PATCH", "route": "big-segment-store"}])
    assert live.armed("--only", "U2,U20") == 1
    output = capsys.readouterr().out
    assert verdicts(output) == {"U2": "FAIL", "U20": "PASS"}
    assert "PATCH /api/v2/integration-capabilities/big-segment-store/" in output


def test_a_service_that_is_down_is_a_failure(
    emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str]
) -> None:
    emulator.faults([{"kind": "fail_before", "method": "POST", "route": "big-segment-store", "times": None}])
    assert live.armed("--only", "U2") == 1
    assert "creating a store failed with 503 service_unavailable" in capsys.readouterr().out


def test_a_budget_ends_a_question(
    emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = emulator.state()
    monkeypatch.setattr("live.probes.MemberPatch.calls", 2)
    assert live.armed("--only", "U2") == 1
    assert "the budget of calls or of seconds is used up" in capsys.readouterr().out
    assert emulator.state() == before


@pytest.mark.parametrize("scope", ["route", "global", "token"])
def test_limits_are_waited_for(emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str], scope: str) -> None:
    """Nothing is refused for good, the headers are told, and a replay has them too."""
    emulator.settings(rate_limit={"limit": 6 if scope == "route" else 30, "window_s": 0.2, "scope": scope})
    before = emulator.state()
    assert live.armed("--only", "U2,U34,U33") == 0
    assert verdicts(capsys.readouterr().out) == {"U2": "PASS", "U34": "PASS", "U33": "PASS"}
    assert emulator.requests()["by_status"].get("429", 0) == 0
    assert emulator.state() == before
    found = live.answers(live.places.aside())
    name = {"token": "auth-token"}.get(scope, scope)
    assert found["facts"]["rate_headers"][f"x-ratelimit-{name}-limit"] == ["6" if scope == "route" else "30"]
    cassette = json.loads((live.places.aside().cassettes / "U2.json").read_text(encoding="utf-8"))
    assert f"x-ratelimit-{name}-limit" in cassette["exchanges"][0]["headers"]
    assert Replay(cassette, emulator, found["settings"]).run() == []
