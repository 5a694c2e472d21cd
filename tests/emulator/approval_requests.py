# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Approval request settings: ``/api/v2/approval-requests/projects/{projectKey}/settings``.

Those of flags are the ``approvalSettings`` of an environment, the others its ``resourceApprovalSettings``.
"""

from __future__ import annotations

import copy
from typing import Any

from .account import Account
from .answers import Answer, forbidden, invalid_request, json_answer, not_found
from .approvals import DEFAULT_APPROVAL_SETTINGS, MEMBER, OF_RESOURCES, check_settings
from .call import Call
from .projects import find_project
from .table import Record
from .validation import check_members, check_text

COLLECTION = "/api/v2/approval-requests/projects/{projectKey}/settings"
FLAG = "flag"
KINDS = (FLAG, "segment", "aiconfig")
MEMBERS = (*DEFAULT_APPROVAL_SETTINGS, "serviceKindConfigurationId")


def get_settings(account: Account, call: Call) -> Answer:
    """Those of the project, by kind of resource, then by environment; a default beside them where that is asked for."""
    project = _project(account, call)
    query = call.query
    environments = account.environments_seen(call.method, project)
    asked = query.get("environmentKey")
    if asked is not None and asked not in environments and account.dialect["approval_environment"] == "refused":
        raise not_found(f"Unknown environment key {asked}")
    kinds = [kind for kind in KINDS if query.get("resourceKind") in (None, kind)]
    here = {key: one for key, one in environments.items() if asked in (None, key)}
    expanded = query.get("expand", "").split(",")
    answer = {kind: _settings(account, kind, here, expanded) for kind in kinds}
    return json_answer(200, answer)


def _project(account: Account, call: Call) -> Record:
    project = find_project(account, call)
    if account.dialect["approvals"] != "available":
        raise forbidden("approvals are not part of this plan")
    return project


def _settings(account: Account, kind: str, environments: dict[str, Record], expanded: list[str]) -> dict[str, Any]:
    told = {key: settings_of(environment, kind) for key, environment in environments.items()}
    if account.dialect["approval_settings_shown"] == "changed":
        told = {key: settings for key, settings in told.items() if settings != DEFAULT_APPROVAL_SETTINGS}
    default = {"_default": DEFAULT_APPROVAL_SETTINGS} if "default" in expanded else {}
    return {"environments": {key: _shown(account, settings) for key, settings in told.items()}, **default}


def _shown(account: Account, settings: dict[str, Any]) -> dict[str, Any]:
    optional = ("autoApplyApprovedChanges",) if account.dialect["false_members"] == "absent" else ()
    return {name: value for name, value in settings.items() if name not in optional or value}


def settings_of(environment: Record, kind: str) -> dict[str, Any]:
    """The settings of an environment for a kind of resource."""
    if kind == FLAG:
        return dict(environment[MEMBER])
    return dict(environment.get(OF_RESOURCES, {}).get(kind, DEFAULT_APPROVAL_SETTINGS))


def patch_settings(account: Account, call: Call) -> Answer:
    """Change the members of the body in one environment for one kind of resource."""
    project = _project(account, call)
    body = call.json_object()
    check_members(body, ("environmentKey", "resourceKind"), MEMBERS, account.dialect)
    key, kind = body.pop("environmentKey"), body.pop("resourceKind")
    for name in [path[0] for path in call.ignored]:
        body.pop(name, None)
    for name, value in (("environmentKey", key), ("resourceKind", kind)):
        check_text(value, name)
    if kind not in KINDS:
        raise invalid_request(f"resourceKind must be one of {', '.join(KINDS)}")
    environment = account.environments_seen(call.method, project).get(key)
    if environment is None:
        raise not_found(f"Unknown environment key {key}")
    changed = {**settings_of(environment, kind), **copy.deepcopy(body)}
    if changed.get("serviceKindConfigurationId", "") is None:
        del changed["serviceKindConfigurationId"]
    if changed.get("autoApplyApprovedChanges") is None:
        changed["autoApplyApprovedChanges"] = False
    check_settings(changed, "settings")
    if kind == FLAG:
        environment = {**environment, MEMBER: changed}
    else:
        environment = {**environment, OF_RESOURCES: {**environment.get(OF_RESOURCES, {}), kind: changed}}
    project["environments"][key] = environment
    return json_answer(200, {kind: {"environments": {key: _shown(account, changed)}}})
