# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin as ansible-core runs it: hosts, groups, variables, names, and what cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from emulator.control import Emulator

TEMPLATE = "{{ lookup('pipe', 'touch executed') }}"
"""The name of an environment, as somebody who may write to the account but not here would like it."""

PROJECTS = [
    {
        "key": "web",
        "name": "Web shop",
        "tags": ["shop"],
        "environments": [
            {"key": "test", "name": TEMPLATE, "tags": [TEMPLATE]},
            {"key": "production", "tags": ["production", "eu"], "critical": True},
        ],
    },
    {"key": "my.app-1", "environments": [{"key": "a__b", "tags": ["production"]}]},
]
NAMES = ["default@production", "default@test", "my.app-1@a__b", "web@production", "web@test"]


@pytest.fixture(autouse=True)
def account(emulator: Emulator) -> None:
    """What the emulator holds."""
    emulator.seed(projects=PROJECTS)


@pytest.mark.both
def test_hosts_groups_and_variables(listed: Callable[..., Any], tmp_path: Path) -> None:
    """One host for each environment, one group for each project; names that look like templates stay text."""
    options = {
        "strict": True,
        "compose": {"greeting": "'for ' ~ launchdarkly_environment.name", "place": "'here'"},
        "groups": {"critical": "launchdarkly_environment.critical", "composed": "place == 'here'"},
        "keyed_groups": [
            {"prefix": "tag", "key": "launchdarkly_environment.tags"},
            {"prefix": "environment", "key": "launchdarkly_environment_key"},
        ],
    }
    found = listed(options)
    assert sorted(found.hosts) == NAMES
    assert found.data["launchdarkly_environments"]["children"] == [
        "launchdarkly_project_default",
        "launchdarkly_project_my_app_1",
        "launchdarkly_project_web",
    ]
    assert found.group("launchdarkly_project_web") == ["web@production", "web@test"]
    assert found.group("launchdarkly_project_my_app_1") == ["my.app-1@a__b"]
    assert found.group("tag_production") == ["my.app-1@a__b", "web@production"]
    assert found.group("environment_a__b") == ["my.app-1@a__b"]
    assert found.group("critical") == ["default@production", "web@production"]
    assert sorted(found.group("composed")) == NAMES
    host = found.hosts["web@test"]
    assert host["ansible_connection"] == "local"
    assert host["ansible_python_interpreter"] == "{{ ansible_playbook_python }}"
    assert host["launchdarkly_project_key"] == "web"
    assert host["launchdarkly_environment_key"] == "test"
    assert host["launchdarkly_project"]["name"] == "Web shop"
    assert host["launchdarkly_project"]["tags"] == ["shop"]
    assert host["launchdarkly_environment"]["name"] == TEMPLATE
    assert host["launchdarkly_environment"]["tags"] == [TEMPLATE]
    assert host["greeting"] == f"for {TEMPLATE}"
    assert not (tmp_path / "executed").exists()


@pytest.mark.both
def test_no_text_of_the_service_is_a_template(ansible: Callable[..., str], tmp_path: Path) -> None:
    """Neither in a task, nor after the way through a file that AWX takes. The interpreter is one, and works."""
    (tmp_path / "launchdarkly.yml").write_text(
        "plugin: community.launchdarkly.launchdarkly\n"
        "environment_keys: [test]\n"
        "project_keys: [web]\n"
        "compose: {greeting: \"'for ' ~ launchdarkly_environment.name\"}\n",
        encoding="utf-8",
    )
    (tmp_path / "play.yml").write_text(
        json.dumps(
            [
                {
                    "hosts": "launchdarkly_environments",
                    "gather_facts": False,
                    "tasks": [
                        {"ansible.builtin.debug": {"msg": "<{{ launchdarkly_environment.name }}|{{ greeting }}>"}},
                        {"ansible.builtin.debug": {"msg": "<{{ launchdarkly_environment.tags | first }}>"}},
                        {
                            "ansible.builtin.debug": {
                                "msg": "<{{ ansible_python_interpreter == ansible_playbook_python }}>"
                            }
                        },
                    ],
                }
            ]
        ),
        encoding="utf-8",
    )
    ansible("inventory", "-i", "launchdarkly.yml", "--list", "--export", "--output", "exported.json")
    script = tmp_path / "exported"
    script.write_text('#!/bin/sh\ncat "$(dirname "$0")/exported.json"\n', encoding="utf-8")
    script.chmod(0o755)
    for source in ("launchdarkly.yml", "exported"):
        output = ansible("playbook", "-i", source, "play.yml")
        assert f"<{TEMPLATE}|for {TEMPLATE}>" in output, source
        assert f"<{TEMPLATE}>" in output, source
        assert "<True>" in output, source
    assert not (tmp_path / "executed").exists()


def test_host_patterns(ansible: Callable[..., str], tmp_path: Path) -> None:
    """The names work in patterns and in --limit."""
    (tmp_path / "launchdarkly.yml").write_text("plugin: community.launchdarkly.launchdarkly\n", encoding="utf-8")
    for pattern, limit, wanted in (
        ("*@production:web@*", "!default@*", ["web@production", "web@test"]),
        (
            "launchdarkly_environments:!*@test",
            "my.app-1@a__b,launchdarkly_project_web",
            ["my.app-1@a__b", "web@production"],
        ),
    ):
        output = ansible("adhoc", "-i", "launchdarkly.yml", pattern, "--limit", limit, "--list-hosts")
        assert sorted(output.split()[2:]) == wanted, (pattern, limit)


def test_names_of_your_own(listed: Callable[..., Any]) -> None:
    """An expression gives them. It must work, give a host name, and give each name once."""
    expressions = {
        "'eu.' ~ launchdarkly_project_key ~ '-' ~ launchdarkly_environment.key": "",
        "launchdarkly_project_key": "hostname: gives 'web' for web@production and for web@test.",
        "launchdarkly_environment.name": "for web@test, which cannot be a host name",
        "launchdarkly_environment.nothing": "hostname: it cannot be used for web@production",
        "1 +": "hostname: it cannot be used for web@production",
    }
    found = listed(*({"project_keys": ["web"], "hostname": expression} for expression in expressions))
    assert sorted(found.hosts) == ["eu.web-production", "eu.web-test"]
    for said in expressions.values():
        assert said in found.output


def test_projects_that_would_share_a_group(emulator: Emulator, listed: Callable[..., Any]) -> None:
    """Neither gets it: a play for one must not reach the other. All hosts are there."""
    emulator.seed(projects=[{"key": "my_app_1", "environments": [{"key": "test"}]}])
    found = listed({})
    assert "The projects 'my.app-1', 'my_app_1' would share the group 'launchdarkly_project_my_app_1'" in found.output
    assert "launchdarkly_project_my_app_1" not in found.data
    assert found.group("launchdarkly_environments") == ["my.app-1@a__b", "my_app_1@test"]


def test_keys_that_cannot_be(emulator: Emulator, listed: Callable[..., Any], tmp_path: Path) -> None:
    """They are left out, loudly: nobody knows what they would do in a host name."""
    emulator.seed(projects=[{"key": "web", "environments": [{"key": TEMPLATE}, {"key": "a b"}]}])
    found = listed({"project_keys": ["web"]})
    assert sorted(found.hosts) == ["web@production", "web@test"]
    assert found.output.count("that is no LaunchDarkly key") == 2
    assert not (tmp_path / "executed").exists()


@pytest.mark.parametrize("strict", [True, False])
def test_strict(strict: bool, listed: Callable[..., Any]) -> None:
    """Expressions that fail are fatal, or skipped."""
    wrong = [
        {"compose": {"x": "missing_one"}},
        {"groups": {"x": "missing_two"}},
        {"keyed_groups": [{"key": "missing_three"}]},
    ]
    found = listed(*({**options, "strict": strict} for options in wrong))
    for missing in ("missing_one", "missing_two", "missing_three"):
        assert (missing in found.output) is strict
    assert strict or sorted(found.hosts) == NAMES


@pytest.mark.parametrize(
    "wrong",
    [
        {"compose": {"x": "1 / (launchdarkly_environment_key != 'test')"}},
        {"groups": {"x": "1 / (launchdarkly_environment_key != 'test') > 0"}},
        {"keyed_groups": [{"key": "launchdarkly_environment.critical or missing"}]},
    ],
)
def test_no_host_where_one_fails(wrong: dict[str, Any], listed: Callable[..., Any], tmp_path: Path) -> None:
    """The play would run on those that came before it. What another source has stays."""
    (tmp_path / "others").write_text("web@production from_another_source=yes\n", encoding="utf-8")
    found = listed({**wrong, "strict": True}, arguments=["-i", "others"])
    assert list(found.hosts) == ["web@production"]
    assert "launchdarkly_project_key" not in found.hosts["web@production"]
    assert set(found.data) == {"_meta", "all", "ungrouped"}


def test_expressions_see_variables_of_other_sources(ansible: Callable[..., str], tmp_path: Path) -> None:
    """A host may be in two of them."""
    (tmp_path / "a").write_text("web@test region=north\n", encoding="utf-8")
    (tmp_path / "z.launchdarkly.yml").write_text(
        json.dumps(
            {
                "plugin": "community.launchdarkly.launchdarkly",
                "keyed_groups": [{"prefix": "region", "key": "region | default('nowhere')"}],
            }
        ),
        encoding="utf-8",
    )
    output = ansible("inventory", "-i", "a", "-i", "z.launchdarkly.yml", "--list", "--output", "list.json")
    groups = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    assert groups["region_north"]["hosts"] == ["web@test"], output
    assert len(groups["region_nowhere"]["hosts"]) == 4


def test_sdk_keys(emulator: Emulator, listed: Callable[..., Any], tmp_path: Path) -> None:
    """They are there on demand only, and never in the cache."""
    seeded = emulator.seed(projects=[{"key": "keys", "environments": [{"key": "only"}]}])
    (environment,) = seeded["projects"][0]["environments"]
    secrets = {
        "launchdarkly_sdk_key": environment["apiKey"],
        "launchdarkly_mobile_key": environment["mobileKey"],
        "launchdarkly_client_side_id": environment["_id"],
    }
    caching = {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": str(tmp_path / "cache")}
    options = {"project_keys": ["keys"], **caching}
    without = listed(options)
    assert not any(secret in str(without.data) for secret in secrets.values())
    found = listed({**options, "sdk_keys": True})
    host = found.hosts["keys@only"]
    assert {name: host[name] for name in secrets} == secrets
    assert not any(secret in str(host["launchdarkly_environment"]) for secret in secrets.values())
    assert "The inventory is not cached" in found.output
    (entry,) = (tmp_path / "cache").iterdir()
    cached = entry.read_text(encoding="utf-8")
    assert not any(secret in cached for secret in (*secrets.values(), emulator.token))
