# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The approval settings of an environment, and the service's rules for them."""

from __future__ import annotations

import copy
from typing import Any

from .answers import invalid_request, path_unsupported
from .table import Record
from .validation import check_boolean, check_integer, check_tags, check_text

MEMBER = "approvalSettings"
OF_RESOURCES = "resourceApprovalSettings"
DEFAULT_APPROVAL_SETTINGS: dict[str, Any] = {
    "required": False,
    "bypassApprovalsForPendingChanges": False,
    "minNumApprovals": 1,
    "canReviewOwnRequest": False,
    "canApplyDeclinedChanges": True,
    "autoApplyApprovedChanges": False,
    "serviceKind": "launchdarkly",
    "serviceConfig": {},
    "requiredApprovalTags": [],
}
# The paths below /approvalSettings that a patch may name.
WRITABLE = frozenset(DEFAULT_APPROVAL_SETTINGS) - {"bypassApprovalsForPendingChanges"}
# Of these, a remove is a reset.
RESETTABLE = ("required", "requiredApprovalTags")
FLAGS = (
    "required",
    "bypassApprovalsForPendingChanges",
    "canReviewOwnRequest",
    "canApplyDeclinedChanges",
    "autoApplyApprovedChanges",
)


def check_patchable(operations: Any, dialect: dict[str, Any]) -> None:
    """400 for a patch of approval settings where the account has none."""
    if dialect["approvals"] == "available" or not isinstance(operations, list):
        return
    for operation in operations:
        path = operation.get("path") if isinstance(operation, dict) else None
        if isinstance(path, str) and path.split("/")[1:2] == [MEMBER]:
            raise path_unsupported(path)


def checked_approvals(changed: Record, before: Record) -> Record:
    """The environment ``changed`` by a patch, its approval settings complete; 400 for what the service refuses."""
    settings = dict(changed[MEMBER])
    for name, value in DEFAULT_APPROVAL_SETTINGS.items():
        if name in settings:
            continue
        if name not in RESETTABLE:
            raise invalid_request(f"{MEMBER}.{name} cannot be removed")
        settings[name] = copy.deepcopy(value)
    if settings != before[MEMBER]:
        check_settings(settings, MEMBER)
        _check_services(settings, changed.get(OF_RESOURCES, {}))
    return {**changed, MEMBER: settings}


def _check_services(settings: dict[str, Any], of_resources: dict[str, Any]) -> None:
    """All approvals of an environment that are required go through one service."""
    for other in of_resources.values():
        if other["required"] and any(other[name] != settings[name] for name in ("serviceKind", "serviceConfig")):
            raise invalid_request(f"{MEMBER} and {OF_RESOURCES} service properties must match")


def check_settings(settings: dict[str, Any], what: str) -> None:
    """400 for settings that the service refuses."""
    for flag in FLAGS:
        check_boolean(settings[flag], f"{what}.{flag}")
    check_integer(settings["minNumApprovals"], f"{what}.minNumApprovals", 1, 5)
    check_tags(settings["requiredApprovalTags"], f"{what}.requiredApprovalTags")
    check_text(settings["serviceKind"], f"{what}.serviceKind")
    if not isinstance(settings["serviceConfig"], dict):
        raise invalid_request(f"{what}.serviceConfig must be an object")
    if settings["required"] and settings["requiredApprovalTags"]:
        raise invalid_request(f"{what}: approvals are required either for all flags or for those with certain tags")
    if settings["autoApplyApprovedChanges"] and settings["serviceKind"] == "launchdarkly":
        raise invalid_request(f"{what}.autoApplyApprovedChanges is not possible for the serviceKind launchdarkly")
