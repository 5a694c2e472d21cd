# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One session and one list for a loop; none for two processes, two tokens, two hosts or two TLS settings."""

from __future__ import annotations

import dataclasses
import os
import shlex
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from counting_relay import CountingRelay
from emulator.control import Emulator
from in_process import run_in_process
from run_playbooks import Playbooks

STORES = 12
PLACE = {"projectKey": "default", "environmentKey": "test", "integrationKey": "redis"}
SETTINGS = Settings("api-one", "http://127.0.0.1:1")
REDIS = {"host": "redis.example.com", "password": "supersecret123"}


@pytest.fixture(autouse=True)
def _own_readers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test is a worker of its own, as far as sessions go."""
    readers: dict[Any, Any] = {}
    monkeypatch.setattr(_in_process, "_readers", readers)
    yield
    for reader in readers.values():
        reader.client.close()


@pytest.fixture
def relay(emulator: Emulator) -> Iterator[CountingRelay]:
    """Before the emulator."""
    where = urlsplit(emulator.url)
    with CountingRelay((str(where.hostname), int(where.port or 0))) as relay:
        yield relay


def calls(emulator: Emulator) -> list[str]:
    """What was asked since the last look, in short."""
    found = [
        f"{entry['method']} {entry['path'].rpartition('big-segment-store')[2]}" for entry in emulator.requests()["log"]
    ]
    emulator.clear_requests()
    return found


# A worker's loop, as Ansible runs it


def test_a_loop_in_a_playbook(emulator: Emulator, relay: CountingRelay, tmp_path: Path) -> None:
    """N + 1 calls, and one for each environment, over one connection; and what is made elsewhere in its middle is neither missed nor doubled."""
    emulator.seed(bulk_stores=STORES)
    emulator.seed(
        stores=[
            {**PLACE, "name": name, "on": False, "config": {"host": "h", "port": "6379"}} for name in ("one", "two")
        ]
    )
    elsewhere = {**PLACE, "name": "elsewhere", "on": True, "config": {"host": "another", "port": "1"}}
    script = tmp_path / "create_elsewhere.py"
    script.write_text(
        f"import sys\nsys.path[:0] = {sys.path!r}\nfrom emulator.control import Emulator\n"
        f"print(Emulator({emulator.url!r}).seed(stores=[{elsewhere!r}]))\n",
        encoding="utf-8",
    )
    run = Playbooks(tmp_path, relay.url, emulator.token).run(
        "loops.yml",
        variables={
            "environments": [f"env-{number:04d}" for number in range(STORES)],
            "create_elsewhere": f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}",
        },
    )
    assert run.status == 0, run.output + run.warnings
    assert [one["changed"] for one in run.result("Steady state")["results"]] == [False] * STORES
    results = run.result("A store is made elsewhere before the third item")["results"]
    assert [one["changed"] for one in results] == [False, False, True, True]
    assert [operation["path"] for operation in results[2]["operations"]] == ["/config/host"]
    named = [store["name"] for store in emulator.state()["stores"] if store["environmentKey"] == "test"]
    assert sorted(named) == ["elsewhere", "one", "three", "two"]
    short = [(entry["method"], entry["status"]) for entry in emulator.requests()["log"]]
    # The list, each item and its environment; the list, two items and the environment of all; before a creation the list again, and there what was to be
    # created, which is changed; the list, the creation, and the list once more for what it stands beside.
    assert short == [
        *[("GET", 200)] * (1 + 2 * STORES),
        *[("GET", 200)] * (1 + 2 + 1),
        *[("GET", 200), ("GET", 200), ("PATCH", 200)],
        *[("GET", 200), ("POST", 201), ("GET", 200)],
    ]
    assert relay.connections == 2


# What a task costs


def store(emulator: Emulator, **options: Any) -> dict[str, Any]:
    """One item of a loop over stores: the result, after a run without failure."""
    connection = {"access_token": emulator.token, "base_url": emulator.url}
    place = {"project_key": "default", "environment_key": "test"}
    result: dict[str, Any] = run_in_process("big_segment_store", {**connection, **place, **options})
    assert not result.get("failed"), result
    return result


def test_the_calls_of_a_single_task(emulator: Emulator) -> None:
    """Create: 3 at most. Nothing to do: 2, or 1 with the id. One member: 3 at most. And one for the environment."""
    created = store(emulator, name="one", redis=REDIS)
    assert len(calls(emulator)) <= 3 + 1
    which = {"integration_id": created["big_segment_store"]["_id"]}
    for options, most in (
        ({"name": "one", "redis": REDIS}, 2 + 1),
        ({**which, "redis": REDIS}, 1 + 1),
        ({"name": "one", "redis": {**REDIS, "port": 6380}}, 3 + 1),
        ({**which, "redis": {**REDIS, "port": 6381}}, 2 + 1),
        ({"name": "one", "redis": {}, "state": "absent"}, 3),
        ({"name": "one", "redis": {}, "state": "absent"}, 2),
    ):
        _in_process._readers.clear()
        store(emulator, **options)
        assert len(calls(emulator)) <= most


def test_a_loop_reads_the_list_again_after_its_own_writes(emulator: Emulator) -> None:
    """And before every creation; not otherwise."""
    emulator.seed(stores=[{**PLACE, "name": f"s{n}", "config": {"host": "h", "port": "1"}} for n in range(3)])
    for number in range(3):
        store(emulator, name=f"s{number}", redis={"host": "h"})
    assert [one for one in calls(emulator) if one == "GET "] == ["GET "]
    store(emulator, name="s0", redis={"host": "changed"})
    assert [one.split()[0] for one in calls(emulator)] == ["GET", "PATCH"]
    store(emulator, name="s1", redis={"host": "h"})
    assert len([one for one in calls(emulator) if one == "GET "]) == 1
    emulator.seed(stores=[{**PLACE, "name": "elsewhere", "config": {"host": "h", "port": "1"}}])
    assert not store(emulator, name="elsewhere", redis={"host": "h"})["changed"]
    assert len([one for one in calls(emulator) if one == "GET "]) == 1


def test_what_is_deleted_elsewhere_in_a_loop_is_made_again(emulator: Emulator) -> None:
    """The list still has it; nothing is taken for granted."""
    made = [{**PLACE, "name": f"s{number}", "config": {"host": "h", "port": "1"}} for number in range(2)]
    ids = emulator.seed(stores=made)["stores"]
    store(emulator, name="s0", redis={"host": "h"})
    emulator.delete_store(ids[1])
    again = store(emulator, name="s1", redis={"host": "h"})
    assert again["changed"] and again["big_segment_store"]["_id"] != ids[1]
    assert sorted(one["name"] for one in emulator.state()["stores"]) == ["s0", "s1"]


# Which session


@pytest.mark.parametrize(
    "other",
    [
        {"access_token": "api-two"},
        {"base_url": "http://127.0.0.1:2"},
        {"base_url": "http://localhost:1"},
        {"validate_certs": False},
        {"ca_path": os.path.dirname(os.path.abspath(__file__))},
        {"timeout": 7.0},
        {"retries": 0},
        {"max_wait": 1.0},
        {"allow_http": True},
    ],
)
def test_another_connection_has_another_session(other: dict[str, Any]) -> None:
    """Whatever differs; and the first one is there again when it is asked for."""
    first = _in_process._open_reader(SETTINGS)
    second = _in_process._open_reader(dataclasses.replace(SETTINGS, **other))
    assert second is not first and second.client._transport.session is not first.client._transport.session
    assert _in_process._open_reader(dataclasses.replace(SETTINGS)) is first


@pytest.mark.parametrize(
    "name", ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "NO_PROXY", "no_proxy", "ALL_PROXY", "REQUESTS_CA_BUNDLE"]
)
def test_another_environment_has_another_session(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What requests takes from the environment it takes for good."""
    first = _in_process._open_reader(SETTINGS)
    monkeypatch.setenv(name, __file__)
    second = _in_process._open_reader(SETTINGS)
    assert second is not first
    monkeypatch.delenv(name)
    assert _in_process._open_reader(SETTINGS) is first


def test_another_process_has_another_session() -> None:
    """A worker that was forked from one with a session must not use it."""
    first = _in_process._open_reader(SETTINGS)
    with warnings.catch_warnings():
        # The test's own process may have threads; the child does nothing but look.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        status = 2
        try:
            second = _in_process._open_reader(SETTINGS)
            same = second is first or second.client._transport.session is first.client._transport.session
            status = 1 if same else 0
        finally:
            os._exit(status)
    _pid, ended = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(ended) == 0
    assert _in_process._open_reader(SETTINGS) is first


def test_two_tokens_in_one_loop(emulator: Emulator, relay: CountingRelay) -> None:
    """Each over a connection of its own, and each with its own answer."""
    answers = []
    for token in (emulator.token, "api-other", emulator.token, "api-other"):
        result = run_in_process("project_info", {"access_token": token, "base_url": relay.url})
        answers.append(result.get("error", {}).get("status", 200))
    assert answers == [200, 401, 200, 401]
    assert relay.connections == 2
