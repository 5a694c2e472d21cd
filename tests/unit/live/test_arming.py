# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is asked without the explicit yes, nothing written without the account's id, and nothing of anybody else."""

from __future__ import annotations

import datetime
import typing as t

import pytest
from emulator.control import Emulator
from live.api import checked_host
from live.guard import CONFIGURATIONS, KEY, PROJECTS, STORES, Guard, NotOwn, made_at, new_key
from live.probes import PROBES
from live_command import ACCOUNT, Live

OWN = "acl-live-20261126-00000a"
WRITES = ("POST", "PATCH", "DELETE")


def written(emulator: Emulator) -> int:
    """How many writes the emulator was asked for."""
    count: int = emulator.requests()["writes"]
    return count


def test_without_yes_only_the_plan_is_printed(
    emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str]
) -> None:
    assert live() == 0
    output = capsys.readouterr().out
    assert all(probe.question in output for probe in PROBES)
    assert "Nothing was asked and nothing was written." in output
    assert emulator.requests()["total"] == 0


@pytest.mark.parametrize("typed", ["", "d11381", "1db38b", ACCOUNT[:-1]])
def test_another_id_than_the_accounts(emulator: Emulator, live: Live, typed: str) -> None:
    del live.environment["LAUNCHDARKLY_LIVE_ACCOUNT"]
    questions: list[str] = []

    def ask(question: str) -> str:
        questions.append(question)
        return typed

    assert live("--yes", "--shared-account", ask=ask) == 2
    assert len(questions) == 1
    assert written(emulator) == 0
    assert emulator.requests()["total"] > 0
    assert live.journals() == []


def test_nobody_there_to_type_it(emulator: Emulator, live: Live) -> None:
    del live.environment["LAUNCHDARKLY_LIVE_ACCOUNT"]
    assert live("--yes", "--shared-account") == 2
    assert written(emulator) == 0


def test_an_administrators_token_in_a_shared_account(
    emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str]
) -> None:
    assert live("--yes") == 2
    assert "--shared-account" in capsys.readouterr().out
    assert written(emulator) == 0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LAUNCHDARKLY_ACCESS_TOKEN", "", "LAUNCHDARKLY_ACCESS_TOKEN has to be set"),
        ("LAUNCHDARKLY_ACCESS_TOKEN", "api-somebody-elses", "401 unauthorized"),
        ("LAUNCHDARKLY_API_HOST", "http://launchdarkly.strange-name.test", "https"),
        ("LAUNCHDARKLY_API_HOST", "https://another.strange-name.test", "ProxyError"),
    ],
)
def test_a_wrong_setting(
    emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str], name: str, value: str, said: str
) -> None:
    live.environment[name] = value
    assert live.armed() == 2
    output = capsys.readouterr().out
    assert said in output
    assert emulator.token not in output and "somebody-elses" not in output
    assert written(emulator) == 0


def test_a_token_without_rights(emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    """What it needs is blocked, with the reason; what only reads is asked."""
    before = emulator.state()
    live.environment["LAUNCHDARKLY_ACCESS_TOKEN"] = emulator.reader_token
    assert live("--yes") == 0
    lines = capsys.readouterr().out.splitlines()
    for probe in PROBES:
        (line,) = [line for line in lines if f"  {probe.id:<3}  {probe.question}" in line]
        reads = not {"projects", "oauth token", "reader token"} & set(probe.needs)
        assert line.startswith("PASS" if reads else "BLOCKED"), line
        assert reads or "403 forbidden" in line or "has to be set" in line, line
    assert emulator.state() == before
    assert written(emulator) == emulator.requests()["by_status"]["403"] - 3
    assert '"clean"' in live.journals()[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("route", "family"), [("big-segment-store", "stores"), ("integration-configurations", "configurations")]
)
@pytest.mark.parametrize("status", [403, 404, 405])
def test_a_plan_without_a_family(
    emulator: Emulator, live: Live, capsys: pytest.CaptureFixture[str], route: str, family: str, status: int
) -> None:
    before = emulator.state()
    emulator.faults([{"kind": "error", "route": route, "status": status, "times": None}])
    assert live.armed("--only", "U2,U13,U24,U28,U30") == 0
    output = capsys.readouterr().out
    for probe in PROBES:
        if f"  {probe.id:<3}  {probe.question}" in output:
            assert (f"BLOCKED  {probe.id} " in output) == (family in probe.needs), output
    assert emulator.state() == before


class Refusing(Guard):
    """The guard of a run, armed, with a project and a configuration of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.armed = True
        self.own_project(OWN)
        self.own_configuration("mine")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", PROJECTS, {"key": "shop", "name": OWN}),
        ("POST", PROJECTS, {"key": "acl-live-20261126-00000b"}),
        ("PATCH", f"{PROJECTS}/shop", []),
        ("DELETE", f"{PROJECTS}/shop", None),
        ("DELETE", f"{PROJECTS}/{OWN}x", None),
        ("DELETE", f"{PROJECTS}/shop/environments/{OWN}", None),
        ("POST", f"{STORES}/shop/test/redis", {"name": f"{OWN}-x"}),
        ("DELETE", f"{STORES}/shop/test/redis/{OWN}", None),
        ("POST", f"{CONFIGURATIONS}/keys/custom-approvals", {"name": "approvals"}),
        ("POST", f"{CONFIGURATIONS}/keys/custom-approvals", {}),
        ("PATCH", f"{CONFIGURATIONS}/theirs", []),
        ("DELETE", f"{CONFIGURATIONS}/theirs", None),
        ("DELETE", "/api/v2/tokens/mine", None),
        ("PUT", "/api/v2/teams", None),
    ],
)
def test_what_is_not_the_runs_own_is_not_touched(method: str, path: str, body: t.Any) -> None:
    with pytest.raises(NotOwn):
        Refusing().check(method, path, body)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/v2/anything", None),
        ("POST", PROJECTS, {"key": OWN}),
        ("DELETE", f"{PROJECTS}/{OWN}", None),
        ("PATCH", f"{PROJECTS}/{OWN}/environments/first", []),
        ("POST", f"{STORES}/{OWN}/first/redis", {}),
        ("POST", f"{STORES}/{OWN}-none/first/redis", {}),
        ("POST", f"{CONFIGURATIONS}/keys/custom-approvals", {"name": f"{OWN}-x"}),
        ("DELETE", f"{CONFIGURATIONS}/mine", None),
    ],
)
def test_what_is_the_runs_own(method: str, path: str, body: t.Any) -> None:
    Refusing().check(method, path, body)
    if method != "GET":
        disarmed = Refusing()
        disarmed.armed = False
        with pytest.raises(NotOwn, match="nothing may be written yet"):
            disarmed.check(method, path, body)


@pytest.mark.parametrize("key", ["shop", "acl-live", f"{OWN}-x", f"x{OWN}", "acl-live-20261126-00000G"])
def test_a_project_of_another_form_is_never_a_runs(key: str) -> None:
    with pytest.raises(NotOwn):
        Guard().own_project(key)
    with pytest.raises(ValueError, match="not the key"):
        made_at(key)


def test_a_key_tells_its_time() -> None:
    now = datetime.datetime(2026, 11, 26, 23, 59, 58, tzinfo=datetime.timezone.utc)
    key = new_key(now)
    assert KEY.fullmatch(key)
    assert made_at(key) == now


@pytest.mark.parametrize("host", ["http://app.launchdarkly.com", "https://user:password@x.example.com", "", "ftp://x"])
def test_a_host_that_the_token_must_not_go_to(host: str) -> None:
    with pytest.raises(ValueError, match="https"):
        checked_host(host)


def test_a_host_with_or_without_scheme() -> None:
    assert checked_host("app.eu.launchdarkly.com") == "https://app.eu.launchdarkly.com"
    assert checked_host("http://127.0.0.1:8080/api/v2") == "http://127.0.0.1:8080"
