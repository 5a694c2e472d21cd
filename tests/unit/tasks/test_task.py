# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options in, one result out: what becomes of failures, of crashes, of warnings and of secrets."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import InvalidOption
from ansible_collections.community.launchdarkly.plugins.module_utils._options import CONNECTION
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.integration_configuration import (
    INTEGRATION_CONFIGURATION,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._suboptions import with_dictionaries
from ansible_collections.community.launchdarkly.plugins.module_utils._task import Task, censor_for, execute
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.big_segment_store import TASK as STORE
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one
from emulator.control import Emulator
from in_process import run_in_process

OPTIONS = {"access_token": "api-token"}


def task_that(run: Any) -> Task:
    """A task that does this."""
    return Task(options={}, run=run)


def test_a_result_is_passed_on() -> None:
    """With check and diff mode for the task to see."""
    task = task_that(lambda options, context: {"seen": (context.check_mode, context.diff, options["a"])})
    assert execute(task, {**OPTIONS, "a": 1}, check_mode=True, diff=True) == {"seen": (True, True, 1)}
    assert execute(task, {**OPTIONS, "a": 1}) == {"seen": (False, False, 1)}


def test_progress_is_passed_on() -> None:
    """A sentence at a time."""
    told: list[str] = []

    def run(options: Any, context: Any) -> Any:
        context.progress("half of it")
        return {}

    execute(task_that(run), OPTIONS, progress=told.append)
    assert told == ["half of it"]


@pytest.mark.parametrize(
    ("result", "error"),
    [
        ({"failed": True}, {"kind": "failures"}),
        ({"failed": True, "error": {"kind": "prune_limit"}}, {"kind": "prune_limit"}),
        ({"failed": False}, None),
        ({}, None),
    ],
)
def test_every_failed_result_has_a_kind_of_error(result: dict[str, Any], error: Any) -> None:
    """Where it is not the task as a whole that failed, each failure has its own."""
    assert execute(task_that(lambda options, context: dict(result)), OPTIONS).get("error") == error


def test_a_failure_is_a_result() -> None:
    """Text for people, details for conditions."""

    def run(options: Any, context: Any) -> Any:
        context.warn("first")
        context.warn("second")
        context.warn("first")
        raise InvalidOption("name", "is no good")

    assert execute(task_that(run), OPTIONS) == {
        "failed": True,
        "changed": False,
        "msg": "name: is no good.",
        "error": {"kind": "invalid_option", "option": "name"},
        "warnings": ["first", "second"],
    }


def test_bad_connection_options_are_a_result_too() -> None:
    """Before anything is opened."""
    result = execute(task_that(lambda options, context: {}), {"access_token": None})
    assert (result["failed"], result["error"]["option"]) == (True, "access_token")


@pytest.mark.parametrize(
    ("crash", "said"), [(RuntimeError, ["hunter2"]), (SystemExit, [3]), (KeyError, ["hunter2"]), (RecursionError, [])]
)
def test_a_crash_tells_where_and_nothing_else(crash: type[BaseException], said: list[Any]) -> None:
    """Neither the text nor a value: an unforeseen exception may hold anything."""

    def inner(password: str) -> Any:
        raise crash(*said)

    result = execute(task_that(lambda options, context: inner("hunter2")), OPTIONS)
    assert result["failed"]
    assert result["error"]["kind"] == "internal"
    assert result["error"]["type"] == crash.__name__
    assert f"{crash.__name__} at test_task.py:" in result["msg"]
    assert "(inner)" in result["msg"]
    assert result["msg"].endswith(". Please report it with the task (without secrets) and this line.")
    assert result["changed"] is False
    assert [place.partition(" ")[2] for place in result["error"]["where"][-2:]] == ["(<lambda>)", "(inner)"]
    assert len(result["error"]["where"]) <= 6
    assert "hunter2" not in repr(result)


def test_of_a_deep_crash_the_innermost_places_are_told() -> None:
    """Six of them."""

    def deeper(times: int) -> Any:
        return deeper(times - 1) if times else {}["nothing"]

    where = execute(task_that(lambda options, context: deeper(9)), OPTIONS)["error"]["where"]
    assert [place.partition(" ")[2] for place in where] == ["(deeper)"] * 6


def test_an_interruption_is_no_result() -> None:
    """Ansible's time-out of a task, and Ctrl+C, end the worker as they should."""

    def run(options: Any, context: Any) -> Any:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        execute(task_that(run), OPTIONS)


def test_what_is_hidden() -> None:
    """What ansible-core knows, what the task finds, each in every spelling; nothing empty, no boolean."""
    options = {
        "integration_key": "devin",
        "config_values": {"apiKey": "a/b", "other": "shown"},
        "secret_config_values": {"nested": [{"deep": "hid den"}], "number": 12345, "flag": True, "nothing": None},
    }
    hidden = censor_for(one(INTEGRATION_CONFIGURATION), options, ["token", "", 7])
    assert {"token", "7", "a/b", "a%2Fb", "hid den", "hid%20den", "hid+den", "12345"} <= hidden.spellings
    assert not {"", "shown", "True", "None"} & hidden.spellings


def test_of_a_token_and_an_address_the_secret_part_is_hidden() -> None:
    """A token with and without the word that OAuth puts before it, and what stands before the host."""
    task = task_that(lambda options, context: {})
    hidden = censor_for(task, {"base_url": "https://me:pass-word@proxy.example.com"}, ["Bearer oauth-token", "plain"])
    assert {"Bearer oauth-token", "oauth-token", "plain", "me:pass-word", "pass-word"} <= hidden.spellings
    shown = hidden.text("at https://me:pass-word@proxy.example.com with oauth-token")
    assert shown == "at https://********@proxy.example.com with ********"


def test_an_argument_spec_is_a_copy() -> None:
    """ansible-core writes into it."""
    STORE.argument_spec()["name"]["type"] = "changed"
    assert STORE.options["name"]["type"] == "str"


def test_every_connection_option_has_a_variable() -> None:
    """Named after it, but for the two that other tools have named."""
    variables = {name: option["fallback"][1] for name, option in CONNECTION.items()}
    assert variables.pop("base_url") == ["LAUNCHDARKLY_API_HOST"]
    assert variables == {name: [f"LAUNCHDARKLY_{name.upper()}"] for name in variables}


SPEC: dict[str, dict[str, Any]] = {
    "name": {"type": "str"},
    "plain": {"type": "dict"},
    "one": {"type": "dict", "options": {"inner": {"type": "dict", "options": {}}, "many": {"type": "str"}}},
    "many": {"type": "list", "elements": "dict", "options": {"inner": {"type": "dict", "options": {}}}},
}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"one": None, "many": None, "name": 5, "plain": 5, "unknown": 5},
        {"one": {"inner": {"a": 1}, "many": 5}, "many": [{"inner": None}, {}]},
    ],
)
def test_dictionaries_where_they_are_wanted(given: dict[str, Any]) -> None:
    """Nothing else is looked at."""
    assert with_dictionaries(SPEC, given) == (given, [])


def test_dictionaries_as_text() -> None:
    """Whatever ansible-core takes for one."""
    given = {"one": "many=a inner='{}'", "many": ['{"inner": {"a": 1}}']}
    tidied, problems = with_dictionaries(SPEC, given)
    assert (tidied["one"]["many"], tidied["many"], problems) == ("a", [{"inner": {"a": 1}}], [])


@pytest.mark.parametrize(
    ("given", "tidied", "problem"),
    [
        ({"one": 5}, {"one": {}}, "one: must be a dictionary, not a number."),
        ({"one": 1.5}, {"one": {}}, "one: must be a dictionary, not a number."),
        ({"one": False}, {"one": {}}, "one: must be a dictionary, not a boolean."),
        ({"one": ["a"]}, {"one": {}}, "one: must be a dictionary, not a list."),
        ({"one": "text"}, {"one": {}}, "one: must be a dictionary, not text."),
        ({"one": {"inner": 5}}, {"one": {"inner": {}}}, "one.inner: must be a dictionary, not a number."),
        ({"many": {"a": 1}}, {"many": []}, "many: must be a list of dictionaries, not a dictionary."),
        ({"many": "text"}, {"many": []}, "many: must be a list of dictionaries, not text."),
        (
            {"many": [{}, 5, None]},
            {"many": [{}, {}, {}]},
            "many[1]: must be a dictionary, not a number.many[2]: must be a dictionary, not null.",
        ),
        ({"many": [None]}, {"many": [{}]}, "many[0]: must be a dictionary, not null."),
        ({"many": [{"inner": "x"}]}, {"many": [{"inner": {}}]}, "many[0].inner: must be a dictionary, not text."),
    ],
)
def test_something_else_where_a_dictionary_is_wanted(
    given: dict[str, Any], tidied: dict[str, Any], problem: str
) -> None:
    """An empty one takes its place, so that ansible-core's validation survives."""
    found, problems = with_dictionaries(SPEC, given)
    assert (found, "".join(map(str, problems))) == (tidied, problem)


def test_a_missing_package_is_told_before_anything_is_written(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only an update needs jsonpatch: it would be missing in the middle of the work."""
    monkeypatch.setitem(sys.modules, "jsonpatch", None)
    options = {"access_token": emulator.token, "base_url": emulator.url, "project_key": "new", "name": "New"}
    result = run_in_process("project", options)
    assert result["error"] == {"kind": "missing_package", "package": "jsonpatch"}
    assert result["changed"] is False and emulator.requests()["writes"] == 0
