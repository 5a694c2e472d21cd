# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Environments: ``/api/v2/projects/{projectKey}/environments``."""

from __future__ import annotations

from typing import Any

from . import approvals
from .account import Account
from .answers import Answer, conflict, invalid_request, json_answer, no_content
from .call import Call
from .paging import page
from .patching import PatchRules, apply_patch
from .projects import (
    check_environment,
    check_new_environment,
    environment_representation,
    environments_path,
    find_environment,
    find_project,
)
from .table import Record

MEMBERS = (
    "name",
    "color",
    "defaultTtl",
    "secureMode",
    "defaultTrackEvents",
    "requireComments",
    "confirmChanges",
    "critical",
    "tags",
)
PATCH_RULES = PatchRules({**dict.fromkeys(MEMBERS), approvals.MEMBER: approvals.WRITABLE})


def list_environments(account: Account, call: Call) -> Answer:
    """The environments of a project, 20 a page."""
    project = find_project(account, call)

    def represent(environment: Record) -> dict[str, Any]:
        return environment_representation(account, project, environment)

    records = list(account.environments_seen(call.method, project).values())
    return json_answer(200, page(call, environments_path(project["key"]), records, represent))


def create_environment(account: Account, call: Call) -> Answer:
    """Create an environment, with the settings of a source environment where one is named."""
    project = find_project(account, call)
    body = call.json_object()
    check_new_environment(body, account.dialect)
    if body["key"] in project["environments"]:
        raise conflict("key_exists", f"Environment key {body['key']!r} already exists")
    body = {**_copied_settings(project, body.pop("source", None)), **body}
    environment = account.add_environment(project, body)
    return json_answer(201, environment_representation(account, project, environment))


def _copied_settings(project: Record, source: Any) -> dict[str, Any]:
    if source is None:
        return {}
    if not isinstance(source, dict) or source.get("key") not in project["environments"]:
        raise invalid_request("source must name an environment of the project")
    copied = project["environments"][source["key"]]
    return {name: copied[name] for name in (*MEMBERS, approvals.MEMBER)}


def get_environment(account: Account, call: Call) -> Answer:
    """One environment."""
    project, environment = find_environment(account, call)
    return json_answer(200, environment_representation(account, project, environment))


def patch_environment(account: Account, call: Call) -> Answer:
    """Apply a JSON Patch."""
    project, environment = find_environment(account, call)
    operations = call.json()
    approvals.check_patchable(operations, account.dialect)
    changed = apply_patch(environment, operations, PATCH_RULES, account.dialect, call.ignored)
    changed = approvals.checked_approvals(changed, environment)
    check_environment(changed, complete=True)
    project["environments"][environment["key"]] = changed
    return json_answer(200, environment_representation(account, project, changed))


def delete_environment(account: Account, call: Call) -> Answer:
    """Delete an environment and its stores. A project keeps at least one."""
    project, environment = find_environment(account, call)
    if len(project["environments"]) == 1:
        raise invalid_request("the last environment of a project cannot be deleted")
    account.delete_environment(project, environment["key"])
    return no_content()
