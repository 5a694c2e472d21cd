# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mistakes that are not in the options of a resource: connection, files, lists, scope; and what LaunchDarkly refuses."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

import pytest
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from emulator.control import Emulator
from in_process import run_in_process
from mistake_table import BASES, PLACE
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
    *connection("word for a number", {"timeout": "soon"}, "argument 'timeout' is of type str"),
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
