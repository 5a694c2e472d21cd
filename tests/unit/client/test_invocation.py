# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a connection has that is secret is not in the arguments that Ansible shows of a task, however it runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.project import PROJECT
from ansible_collections.community.launchdarkly.plugins.module_utils._task import censor_for
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.info import info
from run_playbooks import Playbooks

BASE_URL = "https://somebody:pass-word-of-base-url@app.example.com"


@pytest.mark.parametrize("given", ["option", "environment"])
@pytest.mark.parametrize("in_process", [True, False])
def test_a_password_in_base_url_is_not_shown(tmp_path: Path, given: str, in_process: bool) -> None:
    """It is refused, and the arguments are shown all the same."""
    task: dict[str, Any] = {"community.launchdarkly.project_info": {"access_token": "Bearer api-of-oauth"}}
    if given == "option":
        task["community.launchdarkly.project_info"]["base_url"] = BASE_URL
    else:
        task["environment"] = {"LAUNCHDARKLY_API_HOST": "{{ lookup('ansible.builtin.env', 'THE_HOST') }}"}
    play = {"hosts": "localhost", "connection": "local", "gather_facts": False, "tasks": [task]}
    (tmp_path / "play.yml").write_text(json.dumps([play]), encoding="utf-8")
    run = Playbooks(tmp_path, "", "").run(
        str(tmp_path / "play.yml"),
        # What a task's environment holds is in the command line of an ordinary module, as ansible-core prints it.
        "-vvv" if given == "option" else "-v",
        variables={"community_launchdarkly_in_process": in_process},
        environment={"THE_HOST": BASE_URL},
    )
    told = run.output + run.warnings
    assert "base_url: must be a host, without user" in told
    assert ("module_args" in told and "@app.example.com" in told) or given == "environment"
    assert "pass-word" not in told
    assert "somebody" not in told
    assert "api-of-oauth" not in told


def test_the_word_before_a_token_is_no_part_of_it() -> None:
    """The service may echo the token without."""
    hidden = censor_for(info(PROJECT), {}, ["Bearer api-of-oauth"]).spellings
    assert {"Bearer api-of-oauth", "api-of-oauth"} <= hidden


def test_a_secret_is_found_in_what_errors_show() -> None:
    """They write out what cannot be seen; a key of several lines, with quotes, is such a secret."""
    hidden = censor_for(info(PROJECT), {}, ['{"key":\n"\x1b"}']).spellings
    assert r'{"key":\n"\x1b"}' in hidden
