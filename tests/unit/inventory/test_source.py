# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the inventory comes from: the file, the connection, the cache, and what is said when it does not come."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from emulator.control import Emulator
from scripted_server import ScriptedServer, answer

NAMES = ["default@production", "default@test"]
PLUGIN_LINE = "plugin: community.launchdarkly.launchdarkly\n"


def test_the_cache(emulator: Emulator, ansible: Callable[..., str], listed: Callable[..., Any], tmp_path: Path) -> None:
    """A second run makes no call, --flush-cache does; other filters and other accounts have entries of their own."""
    directory = tmp_path / "cache"
    caching = {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": str(directory)}

    def calls(options: dict[str, Any], **environment: str) -> tuple[int, list[str]]:
        emulator.clear_requests()
        found = listed({**caching, **options}, **environment)
        return emulator.requests()["total"], sorted(found.hosts)

    assert calls({}) == (1, NAMES)
    (entry,) = directory.iterdir()
    assert emulator.token not in entry.read_text(encoding="utf-8")
    emulator.seed(projects=[{"key": "new", "environments": [{"key": "test", "name": "{{ 6 * 7 }}"}]}])
    assert calls({}) == (0, NAMES)
    emulator.clear_requests()
    # Before ansible-core 2.19 ansible-inventory does not take it.
    (tmp_path / "play.yml").write_text('[{"hosts": "all", "gather_facts": false}]', encoding="utf-8")
    assert "new@test" in ansible("playbook", "-i", "0.launchdarkly.yml", "play.yml", "--list-hosts", "--flush-cache")
    assert emulator.requests()["total"] == 1
    emulator.clear_requests()
    cached = listed({**caching, "compose": {"name": "launchdarkly_environment.name"}})
    assert emulator.requests()["total"] == 0
    assert sorted(cached.hosts) == [*NAMES, "new@test"]
    assert cached.hosts["new@test"]["launchdarkly_environment"]["name"] == "{{ 6 * 7 }}"
    assert cached.hosts["new@test"]["name"] == "{{ 6 * 7 }}"
    assert calls({"project_keys": ["new"]}) == (1, ["new@test"])
    assert calls({}, LAUNCHDARKLY_ACCESS_TOKEN="another-token") == (1, [])
    for kept in directory.iterdir():
        kept.write_text('{"somebody": "else"}', encoding="utf-8")
    assert calls({}) == (1, [*NAMES, "new@test"])


@pytest.mark.both
def test_the_token_as_template_and_vaulted(
    emulator: Emulator, ansible: Callable[..., str], listed: Callable[..., Any], tmp_path: Path
) -> None:
    """Both ways to keep it out of the file."""
    (tmp_path / "password").write_text("open sesame", encoding="utf-8")
    vault = ("--vault-password-file", "password")
    encrypted = ansible("vault", "encrypt_string", *vault, "--name", "access_token", emulator.token)
    assert "$ANSIBLE_VAULT" in encrypted
    encrypted = encrypted.partition("Encryption successful")[0]
    found = listed(
        {
            "access_token": "{{ lookup('ansible.builtin.env', 'MINE') }}",
            "base_url": "http://{{ place }}",
            "environment_keys": ["test"],
        },
        f"{PLUGIN_LINE}base_url: {emulator.url}\nenvironment_keys: [production]\n{encrypted}\n",
        arguments=(*vault, "-e", f"place={emulator.url.partition('//')[2]}"),
        MINE=emulator.token,
        LAUNCHDARKLY_ACCESS_TOKEN="",
        LAUNCHDARKLY_API_HOST="",
    )
    assert sorted(found.hosts) == NAMES
    # A process of another test that was killed may still be at it.
    calls = [one for one in emulator.requests()["log"] if one["path"].startswith("/api/v2/projects?")]
    assert len(calls) == 2, calls


def test_what_cannot_be_used(listed: Callable[..., Any]) -> None:
    """It is said why, no host is left, and at the highest verbosity the token does not appear."""
    cases: list[tuple[dict[str, Any], str]] = [
        ({"access_token": "wrong-token"}, "Could not read the projects and environments: LaunchDarkly answered 401"),
        ({"base_url": "{{ '' }}"}, "base_url: it is empty. A template or a variable"),
        ({"access_token": "sdk-1234"}, "access_token: it has the form of an SDK key"),
        ({"access_token": " "}, "access_token: no access token is given. Set the option access_token"),
        ({"access_token": "{{ nothing }}"}, "access_token: its template cannot be used"),
        ({"base_url": "http://192.0.2.1"}, "base_url: plain HTTP to 192.0.2.1 would show the access token"),
        (
            {"base_url": "http://127.0.0.1:9", "retries": 0},
            "Could not read the projects and environments: the connection",
        ),
        ({"ca_path": "nowhere.pem"}, "ca_path: there is no CA bundle at "),
        ({"enviroment_tags": ["production"]}, "has no option enviroment_tags"),
        ({"retries": "some"}, "some"),
        ({"plugin": "community.launchdarkly.other"}, "community.launchdarkly.other"),
    ]
    options = [option for option, _said in cases]
    found = listed(*options, arguments=["-vvvv"], LAUNCHDARKLY_ACCESS_TOKEN="sesame-of-the-environment")
    for _option, said in cases:
        assert said in found.output
    assert not found.hosts
    assert "sesame-of-the-environment" not in found.output
    assert "wrong-token" not in found.output


def test_an_empty_variable_is_no_default(listed: Callable[..., Any]) -> None:
    """It would send the token to the commercial instance."""
    found = listed({}, LAUNCHDARKLY_API_HOST="")
    assert "base_url: it is empty. A template or a variable (LAUNCHDARKLY_API_HOST?) gave nothing." in found.output
    assert not found.hosts


def test_a_service_that_echoes_the_token_without_bearer(listed: Callable[..., Any]) -> None:
    """The word before it is no part of the secret."""
    refusal = answer(400, {"code": "invalid_request", "message": "odd token sesame-of-oauth"})
    with ScriptedServer(refusal) as server:
        options = {"base_url": server.url}
        found = listed(options, arguments=["-vvvv"], LAUNCHDARKLY_ACCESS_TOKEN="Bearer sesame-of-oauth")
    assert server.requests[0].all("authorization") == ["Bearer sesame-of-oauth"]
    assert "odd token ****" in found.output
    assert "sesame" not in found.output


def test_a_service_that_echoes_the_token(emulator: Emulator, listed: Callable[..., Any]) -> None:
    """It is censored."""
    fault = {"kind": "error", "status": 400, "code": "invalid_request", "message": f"odd token {emulator.token}"}
    emulator.faults([fault])
    found = listed({}, arguments=["-vvvv"])
    assert "LaunchDarkly answered 400 invalid_request: odd token ****" in found.output
    assert emulator.token not in found.output


def test_warnings(emulator: Emulator, listed: Callable[..., Any]) -> None:
    """Keys that are nowhere are named, with the cache too."""
    found = listed({"project_keys": ["default", "defualt"], "environment_keys": ["test"]})
    assert list(found.hosts) == ["default@test"]
    assert "has the key 'defualt' (option project_keys). Did you mean 'default'?" in found.output
    assert "'default' (option" not in found.output
    assert "'test' (option" not in found.output


def test_files(ansible: Callable[..., str], tmp_path: Path) -> None:
    """The name says whose a file is."""
    sources = []
    for name in ("launchdarkly.yml", "eu.launchdarkly.yaml", "launchdarkly.json", "other.yml"):
        options = {
            "plugin": "community.launchdarkly.launchdarkly",
            "hostname": f"'{name}'",
            "environment_keys": ["test"],
        }
        (tmp_path / name).write_text(json.dumps(options), encoding="utf-8")
        sources += ["-i", name]
    enabled = {"ANSIBLE_INVENTORY_ENABLED": "community.launchdarkly.launchdarkly"}
    output = ansible("adhoc", *sources, "all", "--list-hosts", **enabled)
    assert sorted(output.partition("\n\n")[0].split()[2:]) == ["eu.launchdarkly.yaml", "launchdarkly.yml"]
