# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The worked example of the guide of architecture: a kind that only this test knows, from nothing but its definition."""

from __future__ import annotations

import copy
import importlib
import importlib.util
import json
import re
import textwrap
from pathlib import Path
from typing import Any

import jsonpatch
import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.transport import Reply
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.declaring import exported
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.definition import Definition
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._task import Task, censor_for, execute
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.info import info
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.many import many
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one
from documented import GUIDES

RESOURCES = "ansible_collections.community.launchdarkly.plugins.module_utils._resources"
SECRET = "a-secret-api-key"
STATEMENT = {"effect": "allow", "resources": ["proj/*"], "actions": ["*"]}


def example(folder: Path) -> Definition:
    """The definition, as the guide has it, in a file of its own."""
    importlib.import_module(f"{RESOURCES}.shared_fields")
    guide = (GUIDES / "guide_architecture.rst").read_text(encoding="utf-8")
    (block,) = [
        found
        for found in re.findall(r"\n\.\. code-block:: python\n\n((?:   .*\n|\n)+)", guide)
        if "AUDIT_LOG_SUBSCRIPTION" in found
    ]
    file = folder / "audit_log_subscription.py"
    file.write_text(textwrap.dedent(block), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"{RESOURCES}.audit_log_subscription", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    definition: Definition = module.AUDIT_LOG_SUBSCRIPTION
    return definition


class Api:
    """Subscriptions in memory, in place of a transport."""

    def __init__(self) -> None:
        self.there: dict[str, dict[str, Any]] = {}
        self.calls: list[tuple[str, Any]] = []

    def send(self, method: str, target: str, prepared: Any) -> Reply:
        """One call."""
        _api, _v2, kind, *tail = target.partition("?")[0].strip("/").split("/")
        body = json.loads(prepared.body) if prepared.body else None
        if kind != "integrations":
            return Reply(404, {}, b'{"code": "not_found", "message": "no such thing"}')
        if method != "GET":
            self.calls.append((method, body))
        status, answer = self._answer(method, tail, body)
        return Reply(status, {}, json.dumps(answer).encode())

    def _answer(self, method: str, tail: list[str], body: Any) -> tuple[int, Any]:
        if len(tail) == 1:
            if method == "GET":
                return 200, {"items": [self._shown(one) for one in self.there.values() if one["kind"] == tail[0]]}
            key = f"{len(self.calls):024x}"
            self.there[key] = {"_id": key, "kind": tail[0], "on": False, **body}
            return 201, self._shown(self.there[key])
        if tail[1] not in self.there:
            return 404, {"code": "not_found", "message": "no such subscription"}
        if method == "DELETE":
            del self.there[tail[1]]
            return 204, None
        if method == "PATCH":
            self.there[tail[1]] = jsonpatch.apply_patch(self.there[tail[1]], body)
        return 200, self._shown(self.there[tail[1]])

    @staticmethod
    def _shown(document: dict[str, Any]) -> dict[str, Any]:
        shown = copy.deepcopy(document)
        if "apiKey" in shown.get("config", {}):
            shown["config"]["apiKey"] = f"{SECRET[:3]}********{SECRET[-3:]}"
        return {member: value for member, value in shown.items() if member != "on" or value}


class Account:
    """Runs tasks of the kind against one API."""

    def __init__(self, folder: Path) -> None:
        self.api = Api()
        self.definition = example(folder)

    def run(self, task: Task, check_mode: bool = False, **options: Any) -> Any:
        """The result of one task, with diff mode, as a module would give it."""
        given = {"access_token": "api-token", "base_url": "http://127.0.0.1:9", **options}
        checked = ArgumentSpecValidator(task.argument_spec(), **task.constraints).validate(given)
        assert not checked.error_messages, checked.error_messages

        def open_reader(settings: Any) -> Reader:
            client = Client(settings, sleep=lambda seconds: None)
            client._transport.send = self.api.send  # type: ignore[method-assign]
            return Reader(client)

        result = execute(task, checked.validated_parameters, open_reader, check_mode, True)
        censored = censor_for(task, given, checked._no_log_values).result(result)
        assert SECRET not in json.dumps(censored)
        return censored

    def one(self, check_mode: bool = False, **options: Any) -> Any:
        """The module for one, of a Datadog subscription."""
        return self.run(one(self.definition), check_mode, integration_key="datadog", **options)


@pytest.fixture
def account(tmp_path: Path) -> Account:
    """Without a subscription."""
    return Account(tmp_path)


DECLARED: dict[str, Any] = {
    "name": "Changes",
    "enabled": True,
    "config_values": {"hostURL": "https://api.datadoghq.com"},
    "secret_config_values": {"apiKey": SECRET},
    "statements": [STATEMENT],
    "tags": ["a"],
}


def test_one_is_created_changed_renamed_and_deleted(account: Account) -> None:
    """Each by the smallest patch, foreseen by a check, and once."""
    check = account.one(check_mode=True, **DECLARED)
    assert account.api.calls == []
    made = account.one(**DECLARED)
    assert check["operations"] == made["operations"]
    assert made["kind"] == "audit_log_subscription"
    assert made["identity"]["name"] == "Changes"
    assert account.one(**DECLARED)["changed"] is False
    account.api.calls.clear()
    other = {**STATEMENT, "actions": ["updateOn"]}
    changed = account.one(**{**DECLARED, "statements": [other]})
    assert [one["path"] for one in changed["operations"]] == ["/statements/0/actions"] or [
        one["path"] for one in changed["operations"]
    ] == ["/statements"]
    renamed = account.one(**{**DECLARED, "statements": [other], "name": "All", "previous_name": "Changes"})
    assert [one["path"] for one in renamed["operations"]] == ["/name"]
    assert [method for method, _body in account.api.calls] == ["PATCH", "PATCH"]
    off = account.one(name="All", enabled=False)
    assert [one["path"] for one in off["operations"]] == ["/on"]
    assert account.one(name="All", enabled=False)["changed"] is False
    assert account.one(name="All", state="absent")["changed"] is True
    assert account.api.there == {}


def test_options_are_checked_before_any_call(account: Account) -> None:
    """By the checks of the fields that it is made of."""
    for wrong, option in (
        ({"name": "x", "tags": ["a b"]}, "tags"),
        ({"name": "x", "statements": [{"effect": "allow"}]}, "statements[0]"),
        ({"name": "x", "secret_config_values": {"apiKey": "a***b"}}, "secret_config_values.apiKey"),
    ):
        result = account.one(**wrong)
        assert result["error"]["option"] == option
    assert account.api.calls == []


def test_many_are_brought_to_their_states_and_pruned(account: Account) -> None:
    """Scope and pruning come from the place."""
    task = many(account.definition)
    entries = [{"integration_key": "datadog", **DECLARED, "name": name} for name in ("one", "two")]
    account.run(task, subscriptions=entries)
    assert account.run(task, subscriptions=entries)["unchanged"] == 2
    scope = {"prune": True, "prune_scope": {"integration_keys": ["datadog"]}, "prune_limit": "1"}
    result = account.run(task, subscriptions=entries[:1], **scope)
    assert [change["identity"]["name"] for change in result["changes"]] == ["two"]
    assert [one["name"] for one in account.api.there.values()] == ["one"]


def test_they_are_read_and_exported(account: Account) -> None:
    """What is exported, with the secret, changes nothing."""
    account.one(**DECLARED)
    found = account.run(info(account.definition), integration_key=["datadog"], tags=["a"])
    (document,) = found["audit_log_subscriptions"]
    assert "apiKey" not in document["config"]
    (stored,) = account.api.there.values()
    said = exported(account.definition, ("datadog",), Api._shown(stored))
    assert said.secrets == [("secret_config_values", "apiKey")]
    assert said.problems == []
    again = account.run(one(account.definition), **said.options, secret_config_values={"apiKey": SECRET})
    assert again["changed"] is False
