# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Approval settings: the rules of the service, and the account without approvals."""

from __future__ import annotations

import pytest
import requests
from emulator.control import Emulator
from emulator_api import Api, code

ENVIRONMENTS = "/api/v2/projects/default/environments"
TEST = f"{ENVIRONMENTS}/test"


def settings_of(api: Api, path: str = TEST) -> dict:
    return api.get(path).json()["approvalSettings"]


def patch(api: Api, **values: object) -> requests.Response:
    """Replace members of the approval settings, all in one patch."""
    return api.patch(
        TEST,
        json=[{"op": "replace", "path": f"/approvalSettings/{name}", "value": value} for name, value in values.items()],
    )


def test_auto_apply_begins_false_and_is_for_other_services(api: Api) -> None:
    assert "autoApplyApprovedChanges" not in settings_of(api)
    assert code(patch(api, autoApplyApprovedChanges=True)) == (400, "invalid_request")
    assert patch(api, autoApplyApprovedChanges=True, serviceKind="servicenow").status_code == 200
    assert code(patch(api, serviceKind="launchdarkly")) == (400, "invalid_request")
    assert patch(api, autoApplyApprovedChanges=False, serviceKind="launchdarkly").status_code == 200


def test_for_all_flags_or_for_tags(api: Api) -> None:
    assert code(patch(api, required=True, requiredApprovalTags=["t"])) == (400, "invalid_request")
    assert patch(api, required=True).status_code == 200
    assert code(patch(api, requiredApprovalTags=["t"])) == (400, "invalid_request")
    assert settings_of(api)["requiredApprovalTags"] == []
    assert patch(api, required=False, requiredApprovalTags=["t"]).status_code == 200
    assert code(patch(api, required=True)) == (400, "invalid_request")
    assert patch(api, requiredApprovalTags=[], required=True).status_code == 200


@pytest.mark.parametrize(("name", "value", "first"), [("required", True, False), ("requiredApprovalTags", ["t"], [])])
def test_two_members_are_reset_by_a_remove(api: Api, name: str, value: object, first: object) -> None:
    assert patch(api, **{name: value}).json()["approvalSettings"][name] == value
    removed = api.patch(TEST, json=[{"op": "remove", "path": f"/approvalSettings/{name}"}])
    assert removed.json()["approvalSettings"][name] == first


def test_other_members_cannot_be_removed(api: Api) -> None:
    answer = api.patch(TEST, json=[{"op": "remove", "path": "/approvalSettings/minNumApprovals"}])
    assert code(answer) == (400, "invalid_request")


def test_a_copy_has_the_settings_of_its_source(api: Api) -> None:
    patch(api, required=True, minNumApprovals=3)
    body = {"key": "copy", "name": "Copy", "color": "DADBEE", "source": {"key": "test"}}
    assert api.post(ENVIRONMENTS, json=body).json()["approvalSettings"] == settings_of(api)


@pytest.mark.parametrize(("answer", "there"), [("available", True), ("unavailable", False)])
def test_accounts_with_and_without_approvals(emulator: Emulator, api: Api, answer: str, there: bool) -> None:
    emulator.settings(dialect={"approvals": answer})
    created = api.post(ENVIRONMENTS, json={"key": "new", "name": "New", "color": "DADBEE"}).json()
    project = api.get("/api/v2/projects/default?expand=environments").json()["environments"]["items"][0]
    for environment in (created, project, api.get(TEST).json(), api.get(ENVIRONMENTS).json()["items"][0]):
        assert ("approvalSettings" in environment) is there
    patched = patch(api, minNumApprovals=2)
    assert patched.status_code == (200 if there else 400)
    if not there:
        live = 'Unsupported json-patch operation: path "/approvalSettings/minNumApprovals" does not exist'
        assert (code(patched), patched.json()["message"]) == ((400, "invalid_request"), live)
    assert api.patch(TEST, json=[{"op": "replace", "path": "/critical", "value": True}]).status_code == 200
