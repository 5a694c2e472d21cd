# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters over registered results, and the one that writes an account's variables."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from ansible.errors import AnsibleFilterError
from ansible_collections.community.launchdarkly.plugins.filter.account_by_project import account_by_project
from ansible_collections.community.launchdarkly.plugins.filter.account_variables import account_variables
from ansible_collections.community.launchdarkly.plugins.filter.changes import changes
from ansible_collections.community.launchdarkly.plugins.filter.failures import failures

STORE = "redis big segment store 'Segments' of shop/production"
PORT = {"op": "replace", "path": "/config/port", "value": "6380"}
APPROVAL = {"op": "replace", "path": "/approvalSettings/required", "value": True}


def created(value: dict[str, Any]) -> dict[str, Any]:
    """The operation that a creation is reported as."""
    return {"op": "add", "path": "", "value": value}


def test_a_single_result() -> None:
    """With both sides in diff mode, without them otherwise."""
    result: dict[str, Any] = {"changed": True, "resource": STORE, "operations": [PORT]}
    assert changes(result) == [{"resource": STORE, "operations": [PORT]}]
    result["diff"] = {"before": {"config": {"port": "6379"}}, "after": {"config": {"port": "6380"}}}
    assert changes(result) == [{"resource": STORE, "operations": [PORT], **result["diff"]}]


def test_what_was_not_there_and_what_is_gone_are_empty_sides() -> None:
    """Null and the empty text, which a diff has for them, are no documents."""
    diff = {"before": "", "after": None}
    found = changes({"resource": STORE, "operations": [PORT], "diff": diff})
    assert (found[0]["before"], found[0]["after"]) == ({}, {})


def test_a_result_of_many() -> None:
    """Each side is looked up among the groups of the diff."""
    other = STORE.replace("production", "staging")
    result = {
        "changes": [{"resource": STORE, "operations": [PORT]}, {"resource": other, "operations": [created({})]}],
        "diff": {
            "before": {"shop/production": {STORE: {"a": 1}}},
            "after": {"shop/production": {STORE: {"a": 2}}, "shop/staging": {other: {"a": 3}}},
        },
    }
    assert changes([result]) == [
        {"resource": STORE, "operations": [PORT], "before": {"a": 1}, "after": {"a": 2}},
        {"resource": other, "operations": [created({})], "before": {}, "after": {"a": 3}},
    ]


def test_loops_and_others_results() -> None:
    """Those inside a loop count, unchanged and skipped ones and those of other modules do not."""
    loop = {
        "changed": True,
        "results": [
            {"changed": True, "resource": STORE, "operations": [PORT]},
            {"changed": False, "resource": STORE, "operations": []},
            {"skipped": True, "changed": False},
        ],
    }
    assert changes([loop, {"changed": True, "rc": 0}]) == [{"resource": STORE, "operations": [PORT]}]


@pytest.mark.parametrize(
    "other",
    [
        {"changes": ["a line"]},
        {"changes": {"installed": ["x"]}},
        {"changes": [{"resource": STORE, "operations": "x"}], "diff": []},
        {"operations": ["x"]},
        {"operations": [PORT]},
        {"resource": STORE, "operations": ["x"]},
        {"resource": {"kind": "x"}, "operations": [PORT]},
        {"results": ["a line"], "changed": True},
        {"results": [{"status": "ok"}], "changed": True},
        {"results": "x", "failures": 3},
        {"failures": ["x"], "changed": False},
        {"skipped": True, "skip_reason": "Conditional result was False"},
        {"results": [], "skipped": True, "skipped_reason": "No items in the list"},
    ],
)
def test_results_of_other_modules(other: dict[str, Any]) -> None:
    """Whatever they call their members; what is beside them is found."""
    mine = {"changed": True, "resource": STORE, "operations": [PORT]}
    bad = {"failed": True, "resource": STORE, "msg": "no such host"}
    nested = {"changed": True, "results": [{"changed": True, "results": [other, mine, bad]}]}
    assert changes([other, [mine], nested]) == [{"resource": STORE, "operations": [PORT]}] * 2
    assert failures([other, nested]) == [{"resource": STORE, "msg": "no such host"}]


def test_what_was_done_before_a_failure() -> None:
    """It counts, and what was planned only does not."""
    done = {"failed": True, "changed": True, "msg": "timed out", "resource": STORE, "operations": [PORT]}
    many = {
        "failed": True,
        "changed": True,
        "msg": "1 of 2",
        "changes": [{"resource": STORE, "operations": [PORT], "diff": "odd"}],
        "failures": [{"resource": "project 'shop'", "msg": "forbidden"}],
    }
    assert changes([done, many, {**done, "changed": False}]) == [{"resource": STORE, "operations": [PORT]}] * 2
    assert len(failures([done, many])) == 2


@pytest.mark.parametrize("diff", [[], "text", {"before": "x", "after": 1}, {"before": {"a": "b"}}, {}])
def test_a_diff_of_another_shape(diff: Any) -> None:
    """Its sides are empty, or there are none."""
    (found,) = changes({"changes": [{"resource": STORE, "operations": [PORT]}], "diff": diff})
    assert (found.get("before", {}), found.get("after", {})) == ({}, {})


@pytest.mark.parametrize("value", [None, "x", {"environments": 3}, {"environments": [{"name": "a"}, "b"]}])
def test_a_creation_of_another_shape(value: Any) -> None:
    """Nothing is taken for part of it."""
    project = {"resource": "project 'shop'", "operations": [created(value)]}
    assert changes(project) == [project]


def which(key: str, project_key: str) -> dict[str, Any]:
    """What every change of an environment says of it."""
    return {
        "resource": f"environment {key!r} of project {project_key!r}",
        "kind": "environment",
        "identity": {"project_key": project_key, "environment_key": key},
    }


def test_an_environment_that_comes_with_its_new_project() -> None:
    """In check mode it is planned as well: it is reported once, its approval settings are."""
    project = {
        "resource": "project 'shop'",
        "kind": "project",
        "identity": {"project_key": "shop"},
        "operations": [created({"environments": [{"key": "a"}, {"key": "b"}]})],
    }
    environments = [
        {**which("a", "shop"), "operations": [created({"key": "a"})]},
        {**which("b", "shop"), "operations": [created({"key": "b"}), APPROVAL]},
        {**which("c", "shop"), "operations": [created({"key": "c"})]},
        {**which("a", "other"), "operations": [created({"key": "a"})]},
    ]
    assert changes([project, *environments]) == [
        project,
        {**which("b", "shop"), "operations": [APPROVAL]},
        *environments[2:],
    ]
    assert environments[1]["operations"] == [created({"key": "b"}), APPROVAL]


def test_failures() -> None:
    """One for each that a task of many names, one for a task that failed as a whole."""
    many = {"failed": True, "msg": "1 of 2", "failures": [{"resource": STORE, "msg": "no such host", "error": {}}]}
    one = {"failed": True, "msg": "forbidden", "resource": "project 'shop'"}
    loop = {"failed": True, "results": [one, {"failed": True, "msg": "no token"}, {"changed": False}]}
    assert failures([many, loop, {"failed": True}]) == [
        {"resource": STORE, "msg": "no such host"},
        {"resource": "project 'shop'", "msg": "forbidden"},
        {"resource": "", "msg": "no token"},
        {"resource": "", "msg": "failed without a message"},
    ]
    assert failures({"changed": True}) == []


@pytest.mark.parametrize("bad", ["text", 1, None, [1]])
@pytest.mark.parametrize("filter_", [changes, failures])
def test_what_is_no_result(filter_: Any, bad: Any) -> None:
    """The error names the filter and says what it wants."""
    with pytest.raises(AnsibleFilterError, match=f"{filter_.__name__}: registered results are wanted"):
        filter_(bad)


def loaded(text: str) -> Any:
    """The file as PyYAML reads it; what Ansible would not take for a template is marked."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!unsafe", lambda loader, node: ("unsafe", loader.construct_scalar(node)))
    return yaml.load(text, Loader)


def test_the_variables_of_an_account() -> None:
    """Secrets are references, text that looks like a template is unsafe, the rest reads back as it was."""
    store = {"name": "{{ x }}", "tags": ["yes", "1", "a: b", "#"], "enabled": True, "number": 7, "redis": {"port": "1"}}
    configuration = {"name": "ü {% x", "integration_key": "custom-approvals"}
    found = {
        "account": {"big_segment_stores": [store], "integration_configurations": [configuration]},
        "secrets": [
            {"variable": "vault_a", "path": ["big_segment_stores", 0, "redis", "password"]},
            {"variable": "vault_b", "path": ["integration_configurations", 0, "secret_config_values", "apiKey"]},
        ],
    }
    text = account_variables(found)
    assert "ü" in text
    assert loaded(text) == {
        "account_big_segment_stores": [
            {
                **store,
                "name": ("unsafe", "{{ x }}"),
                "redis": {"port": "1", "password": "{{ vault_a | default(omit) }}"},
            }
        ],
        "account_integration_configurations": [
            {
                "name": ("unsafe", "ü {% x"),
                "integration_key": "custom-approvals",
                "secret_config_values": {"apiKey": "{{ vault_b | default(omit) }}"},
            }
        ],
    }
    assert store["redis"] == {"port": "1"}, "what was registered is not changed"


@pytest.mark.parametrize(
    "bad",
    [
        None,
        {},
        {"account": []},
        {"account": {}, "secrets": [{"variable": "a", "path": ["x", 0, "y"]}]},
        {"account": {}, "secrets": [{"variable": "a", "path": []}]},
        {"account": {"projects": [{"name": object()}]}, "secrets": []},
        {"account": {"projects": "shop"}, "secrets": ["x"]},
    ],
)
def test_what_is_no_account(bad: Any) -> None:
    """The error says whose result is wanted."""
    with pytest.raises(AnsibleFilterError, match=r"needs the result of community\.launchdarkly\.account_info"):
        account_variables(bad)


def test_an_account_by_project() -> None:
    """What belongs to none comes first, and each secret goes with what it is of."""
    shop, web = {"project_key": "shop", "name": "Shop"}, {"project_key": "web", "name": "Web"}
    stores = [{"project_key": key, "environment_key": "test"} for key in ("web", "shop", "web")]
    found = {
        "account": {
            "projects": [web, shop],
            "big_segment_stores": stores,
            "integration_configurations": [{"name": "x"}],
        },
        "secrets": [
            {"variable": "vault_a", "path": ["big_segment_stores", 2, "redis", "password"]},
            {"variable": "vault_b", "path": ["integration_configurations", 0, "secret_config_values", "apiKey"]},
        ],
    }
    none, of_shop, of_web = parts = account_by_project(found)
    assert [part["project_key"] for part in parts] == [None, "shop", "web"]
    assert [part["part"] for part in parts] == ["account", "shop", "web"]
    assert none["account"] == {"integration_configurations": [{"name": "x"}]}
    assert of_shop["account"] == {"projects": [shop], "big_segment_stores": [stores[1]]}
    assert of_web["account"] == {"projects": [web], "big_segment_stores": [stores[0], stores[2]]}
    assert of_web["secrets"] == [{"variable": "vault_a", "path": ["big_segment_stores", 1, "redis", "password"]}]
    # One file of variables adds to the others, whichever is loaded last.
    variables = loaded(account_variables(of_web))
    assert variables.pop("account_projects__web") == [web]
    password = {"password": "{{ vault_a | default(omit) }}"}
    assert variables.pop("account_big_segment_stores__web") == [stores[0], {**stores[2], "redis": password}]
    assert variables == {key: text for key, text in loaded(account_variables(none)).items() if "__account" not in key}
    assert list(variables) == [
        "account_projects",
        "account_big_segment_stores",
        "account_integration_configurations",
    ]


def test_words_of_projects() -> None:
    """Another one for each, also where their keys differ in what a variable cannot hold only."""
    keys = ["a-b", "a_b", "a.b", "A-b", "account", "a--b"]
    words = {part["project_key"]: part["part"] for part in account_by_project(of_projects(keys))}
    assert words["a-b"] == "a_b"
    assert len({"account", *words.values()}) == len(keys) + 1
    assert all(word.isidentifier() for word in words.values())


def of_projects(keys: list[str]) -> dict[str, Any]:
    """What account_info found, projects only."""
    return {"account": {"projects": [{"project_key": key} for key in keys]}, "secrets": []}


@pytest.mark.parametrize(
    "bad", [None, {}, {"account": []}, {"account": {"projects": ["x"]}, "secrets": []}, {"account": {}, "secrets": [1]}]
)
def test_what_is_no_account_to_part(bad: Any) -> None:
    """The error says whose result is wanted."""
    with pytest.raises(AnsibleFilterError, match=r"account_by_project needs the result of community\.launchdarkly"):
        account_by_project(bad)
