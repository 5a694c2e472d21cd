# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mistakes that are not in the options of a resource: connection, files, lists, scope; and what LaunchDarkly refuses."""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process
from mistake_table import BASES, PLACE
from run_playbooks import Playbooks
from said import in_the_guide

STORE = dict(BASES["big_segment_store"].options)
STORES_OF = {"big_segment_stores": [STORE]}
PLAN = {"format": "community.launchdarkly.plan", "version": 1, "changes": []}


class Row(NamedTuple):
    """A task, what it must say, and the environment of its process."""

    name: str
    module: str
    options: dict[str, Any]
    says: tuple[str, ...]
    environment: dict[str, str] = {}
    warns: bool = False


def connection(name: str, options: dict[str, Any], *says: str, environment: dict[str, str] | None = None) -> list[Row]:
    """The same mistake in a task for one, for many and for the account."""
    return [
        Row(name, "big_segment_store", {**STORE, **options}, says, environment or {}),
        Row(name, "big_segment_stores", {"stores": [STORE], **options}, says, environment or {}),
        Row(name, "account", {**STORES_OF, **options}, says, environment or {}),
    ]


PROXY = "http://user:hunter2@127.0.0.1:9"
CONNECTION_ROWS = [
    *connection("no token", {"access_token": ""}, "access_token: no access token", "LAUNCHDARKLY_ACCESS_TOKEN"),
    *connection("blank token", {"access_token": " "}, "access_token: no access token"),
    *connection("white space", {"access_token": "api-1 2"}, "access_token: it holds characters", "Copy it anew"),
    *connection("line break", {"access_token": "api-1\n2"}, "access_token: it holds characters"),
    *connection(
        "SDK key", {"access_token": "sdk-1"}, "access_token: it has the form of an SDK key", "begins with api-"
    ),
    *connection("mobile key", {"access_token": "mob-1"}, "access_token: it has the form of a mobile key"),
    *connection("client-side ID", {"access_token": "0123456789abcdef01234567"}, "access_token: ", "a client-side ID"),
    *connection("Relay Proxy's key", {"access_token": "rel-1"}, "access_token: ", "Relay Proxy configuration"),
    *connection("unknown token", {"access_token": "api-unknown"}, "answered 401", "access_token"),
    *connection("empty base_url", {"base_url": ""}, "base_url: it is empty", "https://app.launchdarkly.com"),
    *connection("template", {"base_url": "{{ url }}"}, "base_url: 'https://{{ url }}' is not a host name"),
    *connection("other scheme", {"base_url": "ftp://app"}, "base_url: 'ftp://app' is not a host name"),
    *connection(
        "user info", {"base_url": "https://u:hunter2@h"}, "base_url: must be a host, without user", "access_token"
    ),
    *connection("query", {"base_url": "https://h?a=b"}, "base_url: must be a host, without user"),
    *connection(
        "plain HTTP", {"base_url": "http://h.example.com"}, "base_url: plain HTTP to h.example.com", "Use https"
    ),
    *connection("nobody listens", {"base_url": "http://127.0.0.1:9"}, "refused (http://127.0.0.1:9)", "Check base_url"),
    *connection(
        "no bundle", {"ca_path": "/nowhere/ca.pem"}, "ca_path: there is no CA bundle at /nowhere/ca.pem", "PEM"
    ),
    *connection(
        "no bundle in the environment",
        {},
        "REQUESTS_CA_BUNDLE: there is no CA bundle at /nowhere/ca.pem",
        "environment variable",
        environment={"REQUESTS_CA_BUNDLE": "/nowhere/ca.pem"},
    ),
    *connection(
        "empty bundle",
        {"ca_path": os.devnull, "base_url": "TLS"},
        "ca_path: it holds no certificate",
        "PEM certificates",
    ),
    *connection(
        "proxy",
        {"base_url": "https://app.example.com"},
        "the proxy 127.0.0.1:9 refused or broke the connection",
        "HTTPS_PROXY",
        environment={"https_proxy": PROXY, "HTTPS_PROXY": PROXY},
    ),
    *connection("no TLS there", {"base_url": "TLS"}, "the other side does not speak TLS", "Check base_url, its port"),
    *connection("timeout", {"timeout": 0}, "timeout: must be more than 0, not 0"),
    *connection("negative", {"retries": -1}, "retries: must be at least 0, not -1"),
    *connection(
        "word for a number", {"timeout": "soon"}, "argument 'timeout' is of type", "unable to convert to float"
    ),
    *connection("misspelt", {"acess_token": "x"}, "acess_token. Did you mean 'access_token'?"),
    *connection("choice", {"update_secrets": "allways"}, "got: allways", "Did you mean 'always'?"),
]

LIST_ROWS = [
    row
    for base in BASES.values()
    for row in (
        Row(
            f"{base.module} twice",
            f"{base.module}s",
            {base.entries: [dict(base.options)] * 2},
            (f"{base.entries}[1]: declares ", f"again, after {base.entries}[0]", "Declare it once."),
        ),
        Row(
            f"{base.module} twice in the account",
            "account",
            {f"{base.module}s": [dict(base.options)] * 2},
            (f"{base.module}s[1]: declares ", f"again, after {base.module}s[0]", "Declare it once."),
        ),
        Row(
            f"{base.module} as text",
            f"{base.module}s",
            {base.entries: "text"},
            ("must be a list of dictionaries, not text",),
        ),
        Row(
            f"{base.module} as list",
            f"{base.module}s",
            {base.entries: [["a"]]},
            (f"{base.entries}[0]: must be a dictionary",),
        ),
        Row(f"no {base.module}s", f"{base.module}s", {}, (f"missing required arguments: {base.entries}",)),
        Row(
            f"prune {base.module} without scope",
            f"{base.module}s",
            {base.entries: [], "prune": True},
            ("prune is True but all of the following are missing: prune_scope",),
        ),
        Row(
            f"prune {base.module} with an empty scope",
            f"{base.module}s",
            {base.entries: [], "prune": True, "prune_scope": {}},
            ("prune_scope",),
        ),
        Row(
            f"prune limit of {base.module}",
            f"{base.module}s",
            {base.entries: [], "prune_limit": "some"},
            ("prune_limit: 'some' is neither a number nor a share such as 20%",),
        ),
        Row(
            f"concurrency of {base.module}",
            f"{base.module}s",
            {base.entries: [], "max_concurrency": 0},
            ("max_concurrency: must be from 1 to 32, not 0",),
        ),
    )
]

ACCOUNT_ROWS = [
    Row("nothing declared", "account", {}, ("nothing is declared: give at least one of them", "big_segment_stores")),
    Row("misspelt list", "account", {"big_segment_stroes": []}, ("Did you mean 'big_segment_stores'?",)),
    Row(
        "misspelt limit",
        "account",
        {**STORES_OF, "only_projects": ["defualt"]},
        ("only_projects", "Did you mean 'default'?"),
    ),
    Row(
        "contradiction",
        "account",
        {"projects": [{"project_key": "default", "state": "absent"}], "big_segment_stores": [STORE]},
        (
            "big_segment_stores[0]: declares",
            "projects[0] that project 'default' is absent",
            "Leave out one of the two.",
        ),
    ),
    Row(
        "two values",
        "account",
        {
            "environments": [{**PLACE, "approval_settings": {"required": True}}],
            "approval_request_settings": [{**PLACE, "resource_kind": "flag", "required": False}],
        },
        (
            "approval_request_settings[0].required, environments[0].approval_settings.required: declare the same of",
            "Leave out one of the two, or let both say the same.",
        ),
    ),
    Row(
        "prune", "account", {**STORES_OF, "prune": True}, ("prune is True but all of the following are missing: scope",)
    ),
    Row(
        "no plan",
        "account",
        {**STORES_OF, "approved_plan": "/nowhere"},
        ("approved_plan: /nowhere cannot be read: No such",),
    ),
    Row(
        "other JSON", "account", {**STORES_OF, "approved_plan": {"a": 1}}, ("approved_plan: is not a plan", "plan_path")
    ),
    Row(
        "not JSON", "account", {**STORES_OF, "approved_plan": "{bad"}, ("approved_plan: is not a plan: it is not JSON",)
    ),
    Row(
        "plan of another version",
        "account",
        {**STORES_OF, "approved_plan": {**PLAN, "version": 7}},
        ("approved_plan: is a plan of version 7, and this collection makes version 1", "Make a new plan"),
    ),
    Row(
        "bad changes",
        "account",
        {**STORES_OF, "approved_plan": {**PLAN, "changes": [1]}},
        ("approved_plan: is not a plan: its changes",),
    ),
    Row(
        "another plan",
        "account",
        {**STORES_OF, "approved_plan": PLAN},
        ("not what was approved", "\n- ", "Make a new plan"),
    ),
    Row(
        "backout",
        "account",
        {**STORES_OF, "backout_path": "/nowhere/b"},
        ("backout_path: /nowhere/b cannot be written",),
    ),
    Row(
        "no project to read", "account_info", {"project_keys": ["defualt"]}, ("project_keys", "Did you mean 'default'?")
    ),
    Row(
        "no environment to read",
        "account_info",
        {"environment_keys": ["tset"]},
        ("environment_keys: there is no environment 'tset'", "Did you mean 'test'?"),
    ),
    Row(
        "misspelt subset", "account_info", {"gather_subset": ["stores"]}, ("gather_subset", "Got no match for: stores")
    ),
    Row(
        "nothing to rename",
        "account_info",
        {"rename": {"projects": {"defualt": "x"}}},
        ("rename.projects: there is no project 'defualt'", "Did you mean 'default'?"),
    ),
]

OTHER_ROWS = [
    Row(
        "environment in no project",
        "environment_info",
        {"project_key": "defualt", "environment_key": "test"},
        ("There is no project 'defualt'", "Did you mean 'default'?"),
        warns=True,
    ),
    Row(
        "misspelt environment",
        "environment_info",
        {"project_key": "default", "environment_key": "tset"},
        ("There is no environment 'tset'", "Did you mean 'test'?"),
        warns=True,
    ),
    Row(
        "stores of no environment",
        "big_segment_store_info",
        {"project_key": "default", "environment_key": "tset"},
        ("There is no environment 'tset'", "Did you mean 'test'?"),
        warns=True,
    ),
    Row(
        "no such store",
        "big_segment_store_proof",
        {**PLACE, "name": "Segmemts"},
        ("kind, name, integration_id: there is no such big segment store in default/test",),
    ),
    Row(
        "absent of nothing",
        "big_segment_store",
        {**STORE, "environment_key": "tset", "state": "absent"},
        ("There is no environment 'tset'", "Did you mean 'test'?"),
        warns=True,
    ),
    Row(
        "absent to be waited for",
        "big_segment_store",
        {**STORE, "state": "absent", "wait_for": "available"},
        ("wait_for: a store that is absent never becomes available", "Leave out wait_for."),
    ),
    Row(
        "wait without being on",
        "big_segment_store",
        {**STORE, "wait_for": "available"},
        ("wait_for: the store is off", "Set enabled to true"),
    ),
    Row(
        "import of nothing",
        "flag_import",
        {"project_key": "default", "integration_key": "unleash", "name": "x"},
        ("no unleash",),
    ),
    Row(
        "reset of nothing",
        "relay_proxy_configuration_reset",
        {"name": "x"},
        ("there is no relay proxy configuration 'x'",),
    ),
    Row("audit log", "audit_log_info", {"specifiers": ["proj/*"], "limit": 99}, ("limit: 99 is not from 1 to 20",)),
]

ROWS = [*CONNECTION_ROWS, *LIST_ROWS, *ACCOUNT_ROWS, *OTHER_ROWS]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.module}-{row.name.replace(' ', '_')}" for row in ROWS])
def test_a_mistake(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, row: Row) -> None:
    """It names the option and says what to do, in words that are in the guide."""
    monkeypatch.setattr(_in_process, "_readers", {})
    for name, value in row.environment.items():
        monkeypatch.setenv(name, value)
    options = {"access_token": emulator.token, "base_url": emulator.url, "retries": 0, **row.options}
    if options["base_url"] == "TLS":
        options["base_url"] = emulator.url.replace("http:", "https:")
    result = run_in_process(row.module, options)
    told = "\n".join([result.get("msg", ""), *result.get("warnings", ())])

    assert bool(result.get("failed")) is not row.warns, result
    assert [words for words in row.says if words not in told] == [], told
    assert "hunter2" not in repr(result)
    assert in_the_guide(told), told
    assert emulator.requests()["writes"] == 0


class Status(NamedTuple):
    """What LaunchDarkly answers to each call of a method, and what the task says then."""

    status: int
    method: str
    says: tuple[str, ...]


TROUBLE = "https://status.launchdarkly.com"
STATUSES = [
    Status(400, "GET", ("Nothing was changed. Correct what LaunchDarkly names.",)),
    Status(400, "POST", ("Could not create environment 'new'", "Correct what LaunchDarkly names.")),
    Status(400, "PATCH", ("Could not update environment 'test'", "Correct what LaunchDarkly names.")),
    Status(401, "GET", ("Check the option access_token", "base_url")),
    Status(401, "POST", ("LaunchDarkly knows the token, so what it lacks is the right", "It was asked as the token")),
    Status(401, "PATCH", ("LaunchDarkly knows the token, so what it lacks is the right", "It was asked as the token")),
    Status(403, "GET", ("The token's role must allow this action", "the account's plan", "LD-API-Version")),
    Status(403, "POST", ("The token's role must allow this action", "It was asked as the token")),
    Status(403, "PATCH", ("The token's role must allow this action", "It was asked as the token")),
    Status(404, "GET", ("Check the keys and ids in this path",)),
    Status(404, "POST", ("Could not create environment 'new'", "Check the keys and ids in this path")),
    Status(404, "PATCH", ("Could not update environment 'test'", "Check the keys and ids in this path")),
    Status(405, "GET", ("Check base_url, and whether the account's plan includes the feature.",)),
    Status(405, "POST", ("Check base_url, and whether the account's plan includes the feature.",)),
    Status(405, "PATCH", ("Check base_url, and whether the account's plan includes the feature.",)),
    Status(409, "POST", ("The like of it is there already, or somebody else changed it",)),
    Status(409, "PATCH", ("It was tried 6 times.", "somebody else changed it")),
    Status(429, "GET", ("The task has used its 30 s of waiting (option max_wait)", "Refused calls: ", "allow more")),
    Status(429, "POST", ("The task has used its 30 s of waiting (option max_wait)", "Refused calls: ", "allow more")),
    Status(429, "PATCH", ("The task has used its 30 s of waiting (option max_wait)", "Refused calls: ", "allow more")),
    Status(500, "GET", ("It was asked 3 times.", TROUBLE)),
    Status(500, "POST", ("It was tried 3 times.", TROUBLE)),
    Status(500, "PATCH", ("It was tried 3 times.", TROUBLE)),
    Status(503, "GET", ("It was asked 3 times.", TROUBLE)),
    Status(503, "POST", ("It was tried 3 times.", TROUBLE)),
    Status(503, "PATCH", ("It was tried 3 times.", TROUBLE)),
    Status(501, "GET", ("LaunchDarkly answered 501", TROUBLE)),
]
TASKS = {
    "GET": ("environment_info", {"project_key": "default"}),
    "POST": ("environment", dict(BASES["environment"].options)),
    "PATCH": ("environment", {**PLACE, "require_comments": True}),
}


@pytest.mark.parametrize("row", STATUSES, ids=[f"{row.status}-{row.method}" for row in STATUSES])
def test_a_refusal(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, row: Status) -> None:
    """It names what was called, what to do, and how often it was tried where that matters."""
    monkeypatch.setattr(_in_process, "_open_reader", _on_a_clock_of_its_own)
    emulator.control(
        "POST", "/faults", [{"kind": "fail_before", "status": row.status, "method": row.method, "times": 40}]
    )
    module, options = TASKS[row.method]
    connection = {"access_token": emulator.token, "base_url": emulator.url, "retries": 2, "max_wait": 30}
    result = run_in_process(module, {**connection, **options})
    told = result["msg"]
    wanted = (
        f"LaunchDarkly answered {row.status}",
        f"to {row.method} /api/v2/projects/default/environments",
        *row.says,
    )
    assert [words for words in wanted if words not in told] == [], told
    assert in_the_guide(told), told


def _on_a_clock_of_its_own(settings: Settings) -> Reader:
    """A reader whose waiting takes no time."""
    now = [1000.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    return Reader(Client(settings, sleep=sleep, clock=lambda: now[0]))


PLUGIN = {"plugin": "community.launchdarkly.launchdarkly"}
INVENTORIES = {
    "misspelt option": (
        {**PLUGIN, "enviroment_keys": []},
        ("has no option enviroment_keys", "Did you mean 'environment_keys'?"),
    ),
    "misspelt environment": (
        {**PLUGIN, "environment_keys": ["tset"]},
        ("has the key 'tset' (option environment_keys)", "Did you mean 'test'?"),
    ),
    "misspelt project": (
        {**PLUGIN, "project_keys": ["defualt"]},
        ("has the key 'defualt' (option project_keys)", "Did you mean 'default'?"),
    ),
    "wrong plugin": ({"plugin": "community.launchdarkly.launchdarkley"}, ("community.launchdarkly.launchdarkley",)),
    "SDK key": ({**PLUGIN, "access_token": "sdk-1"}, ("access_token: it has the form of an SDK key",)),
    "host name": ({**PLUGIN, "hostname": "'a b'"}, ("hostname: gives 'a b' for", "cannot be a host name")),
    "one host name": ({**PLUGIN, "hostname": "'same'"}, ("hostname: gives 'same' for", "Put both keys into the name")),
}


def test_mistakes_in_inventories(playbooks: Playbooks, emulator: Emulator) -> None:
    """As warnings, since Ansible goes on without an inventory that it cannot read."""
    arguments = []
    for name, (source, _says) in INVENTORIES.items():
        path = playbooks.folder / f"{name.replace(' ', '_')}.launchdarkly.yml"
        path.write_text(json.dumps(source), encoding="utf-8")
        arguments += ["-i", str(path)]
    playbook = playbooks.folder / "nothing.yml"
    playbook.write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": []}]), encoding="utf-8")
    connected = {
        "LAUNCHDARKLY_API_HOST": emulator.url,
        "LAUNCHDARKLY_ACCESS_TOKEN": emulator.token,
        "NO_PROXY": "127.0.0.1",
    }

    run = playbooks.run(str(playbook), *arguments, environment=connected)

    told = " ".join(f"{run.output} {run.warnings}".split())
    missing = {name: words for name, (_source, says) in INVENTORIES.items() for words in says if words not in told}
    assert missing == {}, told


IN_PLAYS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "nothing declared": ({"role": "account"}, ("Nothing is declared. Expected are account_projects",)),
    "misspelt variable": (
        {"role": "account", "vars": {"account_enviroments": [], "account_projects": [{"project_key": "default"}]}},
        ("A variable is not one of this role.", "account_enviroments", "account_environments"),
    ),
    "nothing to compare": ({"role": "drift_report"}, ("Nothing is declared",)),
    "neither store": (
        {"role": "big_segment_infrastructure", "vars": {"big_segment_infrastructure_store": {**PLACE, "name": "One"}}},
        ("needs exactly one of dynamodb and redis, and has neither",),
    ),
    "bootstrap with both": (
        {
            "role": "bootstrap_environment",
            "vars": {
                "bootstrap_environment_definition": {
                    "project": {"key": "default"},
                    "environment": {"key": "new"},
                    "big_segment_store": {"redis": {"host": "h"}, "dynamodb": {"table_name": "segments"}},
                }
            },
        },
        ("big_segment_stores[0] (default/new): parameters are mutually exclusive: redis|dynamodb",),
    ),
}


@pytest.mark.parametrize("name", IN_PLAYS)
def test_a_mistake_in_a_play(playbooks: Playbooks, emulator: Emulator, name: str) -> None:
    """A role refuses it before any write."""
    wanted, says = IN_PLAYS[name]
    play = {
        "hosts": "localhost",
        "gather_facts": False,
        "environment": {"LAUNCHDARKLY_API_HOST": emulator.url, "LAUNCHDARKLY_ACCESS_TOKEN": emulator.token},
        "roles": [{**wanted, "role": f"community.launchdarkly.{wanted['role']}"}],
    }
    playbook = playbooks.folder / "mistake.yml"
    playbook.write_text(json.dumps([play]), encoding="utf-8")
    run = playbooks.run(str(playbook))
    told = " ".join(f"{run.output} {run.warnings}".split())
    assert run.status != 0
    assert [words for words in says if words not in told] == [], told
    assert in_the_guide(told), told
    assert emulator.requests()["writes"] == 0
