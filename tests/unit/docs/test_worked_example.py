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
SECRET = "api-a-secret-access-token"
STATEMENT = {"effect": "allow", "resources": ["proj/*"], "actions": ["*"]}


def example(folder: Path) -> Definition:
    """The definition, as the guide has it, in a file of its own."""
    importlib.import_module(f"{RESOURCES}.shared_fields")
    guide = (GUIDES / "guide_architecture.rst").read_text(encoding="utf-8")
    (block,) = [
        found
        for found in re.findall(r"\n\.\. code-block:: python\n\n((?:   .*\n|\n)+)", guide)
        if "ACCESS_TOKEN" in found
    ]
    file = folder / "access_token.py"
    file.write_text(textwrap.dedent(block), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"{RESOURCES}.access_token", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    definition: Definition = module.ACCESS_TOKEN
    return definition


class Api:
    """Access tokens in memory, in place of a transport."""

    def __init__(self) -> None:
        self.there: dict[str, dict[str, Any]] = {}
        self.calls: list[tuple[str, Any]] = []

    def send(self, method: str, target: str, prepared: Any) -> Reply:
        """One call."""
        _api, _v2, kind, *tail = target.partition("?")[0].strip("/").split("/")
        body = json.loads(prepared.body) if prepared.body else None
        if kind != "tokens":
            return Reply(404, {}, b'{"code": "not_found", "message": "no such thing"}')
        if method != "GET":
            self.calls.append((method, body))
        status, answer = self._answer(method, tail, body)
        return Reply(status, {}, json.dumps(answer).encode())

    def _answer(self, method: str, tail: list[str], body: Any) -> tuple[int, Any]:
        if not tail:
            if method == "GET":
                return 200, {"items": [self._shown(one) for one in self.there.values()]}
            key = f"{len(self.calls):024x}"
            self.there[key] = {"_id": key, "serviceToken": False, **body}
            return 201, {**self._shown(self.there[key]), "token": SECRET}
        if tail[0] not in self.there:
            return 404, {"code": "not_found", "message": "no such token"}
        if method == "DELETE":
            del self.there[tail[0]]
            return 204, None
        if method == "PATCH":
            self.there[tail[0]] = jsonpatch.apply_patch(self.there[tail[0]], body)
        return 200, self._shown(self.there[tail[0]])

    @staticmethod
    def _shown(document: dict[str, Any]) -> dict[str, Any]:
        shown = {**copy.deepcopy(document), "token": SECRET[-4:]}
        return {member: value for member, value in shown.items() if member != "serviceToken" or value}


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
        return censor_for(task, given, checked._no_log_values).result(result)

    def one(self, check_mode: bool = False, **options: Any) -> Any:
        """The module for one."""
        return self.run(one(self.definition), check_mode, **options)


@pytest.fixture
def account(tmp_path: Path) -> Account:
    """Without a token but the caller's."""
    return Account(tmp_path)


DECLARED: dict[str, Any] = {"name": "Deployments", "inline_role": [STATEMENT], "service_token": True}


def test_one_is_created_changed_renamed_and_deleted(account: Account) -> None:
    """Each by the smallest patch, foreseen by a check, and once."""
    check = account.one(check_mode=True, **DECLARED)
    assert account.api.calls == []
    made = account.one(**DECLARED)
    assert check["operations"] == made["operations"]
    assert made["kind"] == "access_token"
    assert made["identity"]["name"] == "Deployments"
    assert account.one(**DECLARED)["changed"] is False
    account.api.calls.clear()
    other = {**STATEMENT, "actions": ["updateOn"]}
    changed = account.one(**{**DECLARED, "inline_role": [other]})
    assert [one["path"] for one in changed["operations"]] == ["/inlineRole"]
    renamed = account.one(**{**DECLARED, "inline_role": [other], "name": "All", "previous_name": "Deployments"})
    assert [one["path"] for one in renamed["operations"]] == ["/name"]
    assert [method for method, _body in account.api.calls] == ["PATCH", "PATCH"]
    fixed = account.one(name="All", service_token=False)
    assert fixed["error"]["kind"] == "fixed_member"
    assert account.one(name="All", state="absent")["changed"] is True
    assert account.api.there == {}


def test_what_is_shown_once_is_there_for_whoever_asks(account: Account) -> None:
    """In the result of the creation, and in no other."""
    assert "token" not in account.one(**DECLARED)["access_token"]
    shown = account.one(**{**DECLARED, "name": "Another"}, full_token="show")
    assert shown["access_token"]["token"] == SECRET
    again = account.one(**{**DECLARED, "name": "Another"})
    assert SECRET not in json.dumps(again)


def test_options_are_checked_before_any_call(account: Account) -> None:
    """By the checks of the fields that it is made of."""
    for wrong, option in (
        ({"name": "a\nb"}, "name"),
        ({"name": "x", "inline_role": [{"effect": "allow"}]}, "inline_role[0]"),
    ):
        result = account.one(**wrong)
        assert result["error"]["option"] == option
    assert account.api.calls == []


def test_many_are_brought_to_their_states_and_pruned(account: Account) -> None:
    """Scope and pruning come from the place."""
    task = many(account.definition)
    entries = [{**DECLARED, "name": name} for name in ("ci-one", "ci-two")]
    account.run(task, tokens=[*entries, {**DECLARED, "name": "of a person"}])
    assert account.run(task, tokens=entries)["unchanged"] == 2
    scope = {"prune": True, "prune_scope": {"prefix": "ci-"}, "prune_limit": "1"}
    result = account.run(task, tokens=entries[:1], **scope)
    assert [change["identity"]["name"] for change in result["changes"]] == ["ci-two"]
    assert [one["name"] for one in account.api.there.values()] == ["ci-one", "of a person"]


def test_they_are_read_and_exported(account: Account) -> None:
    """What is exported changes nothing."""
    account.one(**DECLARED)
    found = account.run(info(account.definition), name="Deployments")
    (document,) = found["access_tokens"]
    assert "token" not in document
    (stored,) = account.api.there.values()
    said = exported(account.definition, (), Api._shown(stored))
    assert said.secrets == []
    assert said.problems == []
    assert account.one(**said.options)["changed"] is False
