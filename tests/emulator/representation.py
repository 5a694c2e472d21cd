# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts that all representations share."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

JSON_LINK_TYPE = "application/json"
# Of some kinds these are not required in an answer by LaunchDarkly's OpenAPI document.
FLAGS = ("on", "enabled", "autoApplyApprovedChanges")
HOLDING_FLAGS = ("config", "configValues")
COLLECTIONS = ("tags", "config", "configValues", "capabilityConfig", "statements")


def link(href: str) -> dict[str, str]:
    """One entry of ``_links``."""
    return {"href": href, "type": JSON_LINK_TYPE}


def access(*actions: str) -> dict[str, Any]:
    """``_access`` of a token that may do everything."""
    reason = {"resources": ["proj/*:env/*"], "actions": ["*"], "effect": "allow", "role_name": "Admin"}
    return {"denied": [], "allowed": [{"action": action, "reason": reason} for action in actions]}


def as_shown(shown: dict[str, Any], dialect: dict[str, Any], required: Collection[str] = ()) -> dict[str, Any]:
    """A representation without the members that the dialect leaves out when they are false or empty.

    Those that LaunchDarkly's OpenAPI document requires are there always.
    """
    if dialect["false_members"] == "absent":
        shown = {
            name: _without_false(value) if name in HOLDING_FLAGS else value
            for name, value in shown.items()
            if name not in FLAGS or name in required or value is not False
        }
    if dialect["empty_members"] == "absent":
        shown = {name: value for name, value in shown.items() if name not in COLLECTIONS or name in required or value}
    return shown


def _without_false(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not False}


def public(record: dict[str, Any]) -> dict[str, Any]:
    """A record without what only the emulator needs to know."""
    return {key: value for key, value in record.items() if key not in ("_sequence", "_availableAt", "_visibleAt")}
