# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide to troubleshooting has every message that the code can put out, and no others; many are really put out here."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import json
import os
import re
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from ansible.module_utils import common
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.parent import Parent
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks import big_segment_store
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from code_messages import Message, messages_of, messages_of_roles
from documented import ROOT
from emulator.control import Emulator
from guide_messages import PHRASES
from in_process import run_in_process
from made_certificate import made_certificate
from run_playbooks import Playbooks
from scripted_server import ScriptedServer, answer

PARTS = {
    # What a longer message has in the middle.
    "…, with the scope …",
    "of no declared type",
    "what is given",
    "true or false",
    "the answer of … … (to … …)",
    "is not set",
    "its name or its id",
    "… big segment store … of …",
    "DynamoDB table … in …",
    ", and does not say why",
    "at an unknown time",
    " that can be read",
    " Under it there is a marker.",
    "by its own app",
    "the module big_segment_store",
    "its flags, segments and environments (…), with their SDK keys and persistent stores",
    "does not mean",
    "the access token …",
    "the environments of project …",
    "projects of environments",
    "is not text",
    "key of a project",
    "not synchronised yet",
    "an SDK key, with which applications read flags",
    (
        "the settings of every flag in it, its segments, its persistent stores, and the SDK key, mobile key and"
        " client-side ID that applications use"
    ),
    # Progress, and files that are no messages.
    "looked up again",
    "… … of …, … left, about … s",
    "nothing to do",
    "| member | found | declared |",
    "{{{{ query('ansible.builtin.vars', *query('ansible.builtin.varnames', '^account_{}__') | sort) | flatten(levels=1) }}}}",
    # What is looked for in the words of others, and a value of an enumeration.
    "Tunnel connection failed: 407",
    "certificate has expired",
    "IP address mismatch",
    "record layer failure",
    "name or service",
    "resource not found",
    "missing the key",
    "fixed after creation",
    # What is said where nothing is wrong.
    "In check mode, nothing was written: …",
    # The message of another task.
    "…",
    "…: …",
}
"""Texts of the code that nobody reads by themselves."""

OF_ANSIBLE = {
    "missing required arguments",
    "one of the following is required",
    "of the following are missing",
    "parameters are mutually exclusive",
    "must be one or more of",
    "unable to convert to",
}
"""What ansible-core says of options."""

STORE = {"project_key": "default", "environment_key": "test", "name": "Segments"}
REDIS = {**STORE, "redis": {"host": "redis.example.com"}}
SECRET = {"host": "redis.example.com", "password": "sesame-of-redis"}
SEEDED = {
    "projectKey": "default",
    "environmentKey": "test",
    "integrationKey": "redis",
    "name": "Segments",
    "config": SECRET,
}
SNOWFLAKE = {"selectedEnv": "default:test", "snowflakeHostAddress": "old.example.com"}
ENVIRONMENT = {"project_key": "default", "environment_key": "test"}
PROXY = {"https_proxy": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
SERVERS = ("a closed proxy", "another host", "endless", "expired", "other JSON", "unknown issuer")
WHOLE = {"config_patch": "whole"}
OPEN = {"config": {"host": "redis.example.com"}}
PRUNED = {"prune": True, "prune_scope": {"project_keys": ["default"]}}


@dataclasses.dataclass(frozen=True)
class Case:
    """A task, and what is ordered before it, as calls of the emulator's control path."""

    module: str
    options: Mapping[str, Any]
    orders: Sequence[tuple[str, Any]] = ()
    environment: Mapping[str, str] = dataclasses.field(default_factory=dict)


def store(*orders: tuple[str, Any], environment: Mapping[str, str] | None = None, **options: Any) -> Case:
    """A task with a Redis store, with other ``options``."""
    return Case("big_segment_store", {**REDIS, **options}, orders, environment or {})


def environment(**options: Any) -> Case:
    """A task with an environment that is there, with other ``options``."""
    return Case("environment", {**ENVIRONMENT, **options})


def approvals(*orders: tuple[str, Any], **options: Any) -> Case:
    """A task with an integration configuration, with other ``options``."""
    return Case("integration_configuration", {"integration_key": "custom-approvals", "name": "A", **options}, orders)


def fault(kind: str, **order: Any) -> tuple[str, Any]:
    """An order of a fault."""
    return "faults", [{"kind": kind, "times": 20, **order}]


def seed(*stores: Mapping[str, Any]) -> tuple[str, Any]:
    """An order of stores."""
    return "seed", {"stores": [{**SEEDED, **one} for one in stores]}


CASES = {
    "no access token is given": store(access_token=""),
    "it holds characters that no LaunchDarkly token has": store(access_token="api-1\n2"),
    "it has the form of": store(access_token="sdk-1"),
    "it is empty": store(base_url=""),
    "LaunchDarkly answered 401": store(access_token="api-unknown"),
    "It was asked as": store(access_token="api-emulator-token-reader"),
    "LaunchDarkly answered 403": store(fault("fail_before", status=403)),
    "would show the access token to the network": store(base_url="http://launchdarkly.example.com"),
    "The token is not sent there": store(fault("redirect", location="https://login.example.com/")),
    "is not a host name or an http(s) URL": store(base_url="{{ base_url }}"),
    "the host name cannot be resolved (DNS)": store(base_url="https://nowhere.invalid"),
    "the connection was refused": store(base_url="http://127.0.0.1:9"),
    "refused or broke the connection": store(base_url="https://app.example.com", environment=PROXY),
    "it wants a user name and a password": store(base_url="a closed proxy", allow_http=True),
    "the other side does not speak TLS": store(base_url="TLS"),
    "nobody that is trusted here has signed its certificate": store(base_url="unknown issuer"),
    "its certificate is for another host": store(base_url="another host"),
    "its certificate is not valid at this time": store(base_url="expired"),
    "there is no CA bundle at": store(ca_path="/nowhere/ca.pem"),
    "it holds no certificate": store(ca_path=os.devnull, base_url="TLS"),
    "no answer from": store(("settings", {"latency_ms": 400}), timeout=0.05),
    "no complete answer from": store(base_url="endless", timeout=0.05),
    "is not JSON but": store(fault("garbage")),
    "is not what LaunchDarkly answers": store(base_url="other JSON"),
    "may drop the LD-API-Version header": store(fault("fail_before", status=403)),
    "the process that started this task has ended": store(),
    "LaunchDarkly answered 503": store(fault("fail_before", status=503)),
    "The task has used its": store(fault("fail_before", status=429), max_wait=0),
    "LaunchDarkly limits the rate of calls": store(
        ("faults", [{"kind": "fail_before", "status": 429, "headers": {"Retry-After": "11"}}]), max_wait=60
    ),
    "There is no project": store(project_key="another"),
    "There is no environment": store(environment_key="another"),
    "needed to create": environment(environment_key="another"),
    "There is none yet": store(redis={}),
    "and a deletion destroys": environment(state="absent"),
    "fit the declaration": store(seed({}, {"name": "Another"}), name=None),
    "looks like a masked secret": store(redis={"password": "ses***dis"}),
    "is not a key": store(project_key="{{ project_key }}"),
    "six hexadecimal digits": environment(color="#417505"),
    "is not a tag": store(tags=["two words"]),
    "a port: a number from 1 to 65535 is meant": store(redis={"port": "70000"}),
    "without scheme, user, port and path": store(redis={"host": "redis://redis.example.com:6379"}),
    "needs at least one of": Case("big_segment_stores", {"stores": [], "prune": True, "prune_scope": {"tags": []}}),
    "again, after": Case("big_segment_stores", {"stores": [REDIS, REDIS]}),
    "LaunchDarkly answered 404": approvals(integration_key="another"),
    "Where LaunchDarkly does not need it": approvals(),
    "that this collection knows has no such form variable": approvals(config_values={"another": "value"}),
    "when it is saved first, and what was found differs": approvals(
        (
            "seed",
            {
                "integration_configurations": [
                    {"integrationKey": "snowflake-experimentation", "name": "A", "configValues": SNOWFLAKE}
                ]
            },
        ),
        integration_key="snowflake-experimentation",
        config_values={"snowflakeHostAddress": "new.example.com"},
    ),
    "that it was removed cannot be seen": store(
        seed({}),
        ("settings", {"dialect": {"secret_shown": "absent"}}),
        redis={**SECRET, "password": ""},
        update_secrets="always",
    ),
    "holds secrets that this task does not give": store(seed({}), redis={"host": "new.example.com"}),
    "If LaunchDarkly takes this config only as a whole": store(
        seed(OPEN), ("settings", {"dialect": WHOLE}), redis={"host": "new.example.com"}
    ),
    "LaunchDarkly may take this config only as a whole": store(
        seed(OPEN), redis={"host": "new.example.com"}, check=True
    ),
    "Nobody can tell whether it was created": store(fault("fail_before", status=503, method="POST")),
    "does not show it in a way that could be compared": store(
        ("settings", {"dialect": {"secret_shown": "absent"}}),
        redis={"host": "h.example.com", "password": "supersecret"},
    ),
    "mean the same": Case("big_segment_stores", {"stores": [REDIS, {**REDIS, "name": None}]}),
    "more than prune_limit allows": Case(
        "big_segment_stores", {"stores": [], **PRUNED}, [seed({}, {"name": "Another"})]
    ),
    "not declared in prune_scope, and not deleted": Case(
        "big_segment_stores", {"stores": [{**REDIS, "environment_key": "another"}], **PRUNED}, [seed({})]
    ),
    "Another run created": store(),
    "the store is off, and LaunchDarkly synchronises only": store(wait_for="available"),
    "its answer still differs in": store(
        seed({}), fault("ignore_members", members=["config.host"]), redis={**SECRET, "host": "new.example.com"}
    ),
    "It was tried": store(seed({}), fault("conflict", method="PATCH"), redis={**SECRET, "host": "new.example.com"}),
    "was not reached within": store(enabled=True, wait_for="synchronised", wait_timeout=0),
    "could not be brought to their desired state": Case(
        "big_segment_stores", {"stores": [{**REDIS, "project_key": "another"}]}
    ),
    "is created beside": store(seed({"name": "Another"})),
    "list does not show": store(("settings", {"dialect": {"list_freshness_ms": 600000}})),
    "is missing for": store(),
    "not tried, since it depends on": Case(
        "account",
        {
            "projects": [{"project_key": "new"}],
            "environments": [{"project_key": "new", "environment_key": "e", "name": "E", "color": "417505"}],
        },
    ),
    "is not what was approved": Case(
        "account",
        {
            "big_segment_stores": [REDIS],
            "approved_plan": {"format": "community.launchdarkly.plan", "version": 1, "changes": []},
        },
    ),
    "was written, and LaunchDarkly cannot use it": Case(
        "integration_delivery_configuration",
        {
            **ENVIRONMENT,
            "integration_key": "fastly",
            "name": "A",
            "validate": True,
            "config_values": {"storeId": "refused"},
            "secret_config_values": {"apiToken": "sesame-of-fastly"},
        },
    ),
    "Compare redis.host and redis.port": Case(
        "big_segment_redis_user",
        {
            **ENVIRONMENT,
            "name": "app",
            "password": "sesame-of-redis",
            "access": "read",
            "redis": {"host": "127.0.0.1", "port": 9, "tls_enabled": False},
        },
    ),
    "somebody else changes it again and again": Case(
        "big_segment_stores",
        {"stores": [{**REDIS, "redis": {**SECRET, "host": "new.example.com"}}]},
        [seed({}), ("settings", {"dialect": WHOLE})],
    ),
    "An error in the collection itself": store(),
}
KIND_OF = {
    "no access token is given": "invalid_option",
    "LaunchDarkly answered 401": "unauthorized",
    "LaunchDarkly answered 403": "forbidden",
    "LaunchDarkly answered 404": "not_found",
    "LaunchDarkly answered 503": "server_error",
    "The task has used its": "rate_limited",
    "It was tried": "conflict",
    "If LaunchDarkly takes this config only as a whole": "invalid_request",
    "The token is not sent there": "redirected",
    "the connection was refused": "unreachable",
    "no answer from": "answer_lost",
    "is not JSON but": "not_json",
    "is not what LaunchDarkly answers": "unexpected_answer",
    "the process that started this task has ended": "starter_gone",
    "fit the declaration": "ambiguous",
    "when it is saved first, and what was found differs": "fixed_member",
    "holds secrets that this task does not give": "secrets_needed",
    "its answer still differs in": "ignored",
    "mean the same": "meant_twice",
    "more than prune_limit allows": "prune_limit",
    "not declared in prune_scope, and not deleted": "missing_place",
    "could not be brought to their desired state": "failures",
    "not tried, since it depends on": "not_tried",
    "is not what was approved": "not_as_approved",
    "was not reached within": "not_available",
    "was written, and LaunchDarkly cannot use it": "not_validated",
    "Compare redis.host and redis.port": "store_unusable",
    "somebody else changes it again and again": "outdated",
    "is missing for": "missing_package",
    "An error in the collection itself": "internal",
}
"""The ``error.kind`` of some of them: of each kind one. Of many, that of an entry."""

OF_THE_INVENTORY = {"has no option", "that fits the other filters has the key", "would share the group"}


@contextlib.contextmanager
def _server(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The options for the server ``name``, which runs meanwhile."""
    host, last_day = {"another host": ("app.example.com", 30), "expired": ("localhost", -1)}.get(
        name, ("localhost", 30)
    )
    tls = name in ("unknown issuer", "another host", "expired")
    context, certificate = made_certificate(folder, host, last_day) if tls else (None, None)
    answers = {"a closed proxy": answer(407, b""), "endless": _endless}
    with ScriptedServer(answers.get(name, answer(200, {"items": [{"_id": 5}]})), context=context, tls=tls) as server:
        options = {"base_url": server.url.replace("127.0.0.1", "localhost")}
        if tls and name != "unknown issuer":
            options["ca_path"] = str(certificate)
        if name == "a closed proxy":
            monkeypatch.setenv("http_proxy", server.url)
            options["base_url"] = "http://app.example.com"
        yield options


def _endless() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n\r\n"
    while True:
        time.sleep(0.01)
        yield b" "


def _messages() -> list[Message]:
    """Those of code and roles. Not kept in a variable: each process that collects the tests would look for them."""
    return [*messages_of(ROOT / "plugins"), *messages_of_roles(ROOT / "roles")]


def test_the_guide_has_every_message_of_the_code() -> None:
    """A new one wants an entry, with what to do."""
    unknown = [
        message
        for message in _messages()
        if not PARTS.intersection(message.texts) and not any(map(message.has, PHRASES))
    ]
    assert unknown == [], "add an entry to guide_troubleshooting.rst"


def test_the_code_can_say_every_message_of_the_guide() -> None:
    """One that is gone is not looked for any more."""
    assert len(PHRASES) == len(set(PHRASES))
    gone = [
        phrase for phrase in PHRASES if phrase not in OF_ANSIBLE and not any(one.has(phrase) for one in _messages())
    ]
    assert gone == []
    core = [*messages_of(Path(common.__file__).parent)]
    assert [phrase for phrase in OF_ANSIBLE if not any(one.has(phrase) for one in core)] == []
    assert set(PHRASES) >= OF_ANSIBLE


def test_no_message_of_the_guide_is_so_short_that_it_is_in_others() -> None:
    """Else a new one would seem to have an entry."""
    assert [phrase for phrase in PHRASES if len(phrase) < 11 or len(phrase.split()) < 2] == []


def test_parts_are_in_the_code() -> None:
    texts = {text for message in _messages() for text in message.texts}
    assert PARTS - texts == set()


def test_every_case_is_in_the_guide() -> None:
    assert (CASES.keys() | OF_THE_INVENTORY) - set(PHRASES) == set()


@pytest.mark.parametrize("message", CASES)
def test_a_task_gives_the_message(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, message: str
) -> None:
    """In the text of its failure or in a warning."""
    case = CASES[message]
    for path, body in case.orders:
        emulator.control("PUT" if path == "settings" else "POST", f"/{path}", body)
    for name, value in case.environment.items():
        monkeypatch.setenv(name, value)
    connection = {"access_token": emulator.token, "base_url": emulator.url, "retries": 0}
    options = {**connection, **case.options}
    if options["base_url"] == "TLS":
        options["base_url"] = emulator.url.replace("http:", "https:")
    monkeypatch.setattr(_in_process, "_open_reader", _open_reader)
    monkeypatch.setattr(socket, "getaddrinfo", _resolve(socket.getaddrinfo))
    if message == "the process that started this task has ended":
        monkeypatch.setattr(Parent, "is_gone", lambda self: True)
    if message == "Another run created":
        _let_another_run_create(emulator, monkeypatch)
    if message == "somebody else changes it again and again":
        _let_another_run_change(monkeypatch)
    if message == "is missing for":
        monkeypatch.setitem(sys.modules, "requests", None)
    if message == "An error in the collection itself":
        monkeypatch.setattr(big_segment_store, "Defined", None)

    with contextlib.ExitStack() as servers:
        if options["base_url"] in SERVERS:
            options.update(servers.enter_context(_server(options["base_url"], tmp_path, monkeypatch)))
        check_mode = options.pop("check", False)
        result = run_in_process(case.module, options, check_mode)

    told = [result.get("msg", ""), *result.get("warnings", ())]
    assert any(message in text for text in told), told
    if message in KIND_OF:
        failed = [result, *result.get("failures", ())]
        assert KIND_OF[message] in [one["error"]["kind"] for one in failed], failed


def _open_reader(settings: Settings) -> Reader:
    """A reader of its own, on a clock that goes on while somebody sleeps, and only then."""
    now = [1000.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    return Reader(Client(settings, sleep=sleep, clock=lambda: now[0]))


def _let_another_run_create(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same store, past the API, when this run creates it."""
    request = Client.request

    def with_another(client: Client, method: str, *arguments: Any, **more: Any) -> Any:
        if method == "POST":
            emulator.seed(stores=[SEEDED])
        return request(client, method, *arguments, **more)

    monkeypatch.setattr(Client, "request", with_another)


def _let_another_run_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """The port of a store, whenever this run reads it."""
    get, ports = Client.get, itertools.count(1000)

    def changed(client: Client, *arguments: Any, **more: Any) -> Any:
        data = get(client, *arguments, **more)
        if "config" in data:
            data["config"]["port"] = str(next(ports))
        return data

    monkeypatch.setattr(Client, "get", changed)


def _resolve(known: Any) -> Any:
    """The resolver, for which what is not an address is unknown: no test asks the network."""

    def resolve(host: str, *arguments: Any, **more: Any) -> Any:
        if not re.fullmatch(r"[\d.]+|localhost", host):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return known(host, *arguments, **more)

    return resolve


def test_the_inventory_gives_the_messages(emulator: Emulator, playbooks: Playbooks) -> None:
    """As warnings, since Ansible goes on without an inventory that it cannot read."""
    emulator.seed(projects=[{"key": "a.b"}, {"key": "a-b"}])
    plugin = {"plugin": "community.launchdarkly.launchdarkly"}
    sources = [{**plugin, "another": True}, {**plugin, "environment_keys": ["test", "another"]}]
    arguments = []
    for number, source in enumerate(sources):
        path = Path(playbooks.folder) / f"{number}.launchdarkly.yml"
        path.write_text(json.dumps(source), encoding="utf-8")
        arguments += ["-i", str(path)]
    playbook = Path(playbooks.folder) / "nothing.yml"
    playbook.write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": []}]), encoding="utf-8")
    connection = {"LAUNCHDARKLY_API_HOST": emulator.url, "LAUNCHDARKLY_ACCESS_TOKEN": emulator.token}

    run = playbooks.run(str(playbook), *arguments, environment={**connection, "NO_PROXY": "127.0.0.1"})

    told = " ".join(f"{run.output} {run.warnings}".split())
    assert [message for message in OF_THE_INVENTORY if message not in told] == [], told
