# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks that the service makes of a body. Each raises a 400 ``invalid_request`` that names the member."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from .answers import ApiError, invalid_request, not_found
from .manifests import MANIFESTS, FormVariable, Manifest

KEY = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]*")
KEY_LENGTH = 100
TAG = re.compile(r"[a-zA-Z0-9_.-]{1,64}")
COLOR = re.compile(r"#?[0-9a-fA-F]{6}")
STATEMENT_LISTS = {"resources", "notResources", "actions", "notActions"}
STATEMENT_MEMBERS = {"effect", *STATEMENT_LISTS}


def check_members(
    body: dict[str, Any], required: tuple[str, ...], optional: tuple[str, ...], dialect: dict[str, Any]
) -> None:
    """The body has every required member. Unknown ones are refused, or dropped where the dialect ignores them."""
    for name in required:
        if name not in body:
            raise invalid_request(f"{name} is required")
    for name in list(body):
        if name not in required and name not in optional:
            if dialect["unknown_members"] == "ignore":
                del body[name]
                continue
            raise invalid_request(f"unknown field {name!r}")


def check_key(key: Any, what: str) -> None:
    """A project or environment key."""
    if not isinstance(key, str) or not KEY.fullmatch(key) or len(key) > KEY_LENGTH:
        raise invalid_request(f"{what} key must be 1 to {KEY_LENGTH} letters, digits, '.', '_' or '-'")


def check_text(value: Any, what: str, *, empty: bool = False) -> None:
    """A string, not empty unless it may be."""
    if not isinstance(value, str) or not (value or empty):
        raise invalid_request(f"{what} must be a{'' if empty else ' non-empty'} string")


def check_boolean(value: Any, what: str) -> None:
    """A JSON boolean and nothing like one."""
    if not isinstance(value, bool):
        raise invalid_request(f"{what} must be a boolean")


def check_integer(value: Any, what: str, lowest: int, highest: int) -> None:
    """An integer between two limits, both included."""
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise invalid_request(f"{what} must be an integer from {lowest} to {highest}")


def check_tags(tags: Any, what: str = "tags") -> None:
    """A list of tags."""
    if not isinstance(tags, list):
        raise invalid_request(f"{what} must be a list")
    for tag in tags:
        if not isinstance(tag, str) or not TAG.fullmatch(tag):
            raise invalid_request(f"{what} must hold 1 to 64 letters, digits, '.', '_' or '-'")


def check_color(color: Any) -> None:
    """A colour of an environment."""
    if not isinstance(color, str) or not COLOR.fullmatch(color):
        raise invalid_request("color must be six hexadecimal digits")


def manifest_for_stores(integration_key: str) -> Manifest:
    """The manifest of a persistent store; 404 for anything else."""
    manifest = MANIFESTS.get(integration_key)
    if manifest is None or not manifest.persistent_store:
        raise not_found(f"unknown persistent store integration {integration_key!r}")
    return manifest


def manifest_for_configurations(integration_key: str) -> Manifest:
    """The manifest of an integration with configurations; 404 unknown, 400 known but without configurations."""
    manifest = MANIFESTS.get(integration_key)
    if manifest is None:
        raise not_found(f"unknown integration {integration_key!r}")
    if not manifest.configurations:
        raise invalid_request(f"integration {integration_key!r} does not support integration configurations")
    return manifest


def _wrong_value(name: str, value: Any, variable: FormVariable) -> ApiError | None:
    """Why a value does not fit its variable. The message never holds the value: it may be a secret."""
    kind = variable.type
    if kind == "boolean":
        return None if isinstance(value, bool) else invalid_request(f"{name} must be a boolean")
    if kind == "multiselect":
        if isinstance(value, list) and all(isinstance(item, str) and item in variable.allowed for item in value):
            return None
        return invalid_request(f"{name} must be a list of {', '.join(variable.allowed)}")
    if kind == "list":
        return None if isinstance(value, list) else invalid_request(f"{name} must be a list")
    if kind == "environmentSelector":
        if isinstance(value, (str, list, dict)) and (value or variable.optional):
            return None
        return invalid_request(f"{name} must select an environment")
    if not isinstance(value, str):
        return invalid_request(f"{name} must be a string")
    if not value and not variable.optional:
        return invalid_request(f"{name} is required")
    if kind == "enum" and value not in variable.allowed:
        return invalid_request(f"{name} must be one of {', '.join(variable.allowed)}")
    if kind == "uri" and not (urlsplit(value).scheme and urlsplit(value).netloc):
        return invalid_request(f"{name} must be a URI")
    return None


def checked_config(manifest: Manifest, config: Any, dialect: dict[str, Any], what: str = "config") -> dict[str, Any]:
    """The config as it is stored, after every check against its manifest."""
    if not isinstance(config, dict):
        raise invalid_request(f"{what} must be an object")
    stored = dict(config)
    port = stored.get("port")
    if dialect["numeric_port"] == "string" and isinstance(port, int) and not isinstance(port, bool):
        stored["port"] = str(port)
    for name, value in stored.items():
        variable = manifest.variables.get(name)
        if variable is None:
            raise invalid_request(f"{what} has the unknown variable {name!r}")
        error = _wrong_value(f"{what}.{name}", value, variable)
        if error:
            raise error
    for name, variable in manifest.variables.items():
        if name in stored:
            continue
        if not variable.optional:
            raise invalid_request(f"{what}.{name} is required")
        if dialect["config_defaults"] == "filled" and variable.default is not None:
            stored[name] = variable.default
    return stored


def check_capability_config(value: Any) -> None:
    """``capabilityConfig``: approvals with form variables, and an events hook with policy statements."""
    if not isinstance(value, dict) or not set(value) <= {"approvals", "auditLogEventsHook"}:
        raise invalid_request("capabilityConfig must be an object with approvals and auditLogEventsHook")
    approvals = value.get("approvals", {})
    if not isinstance(approvals, dict) or not isinstance(approvals.get("additionalFormVariables", []), list):
        raise invalid_request("capabilityConfig.approvals.additionalFormVariables must be a list")
    if not all(isinstance(variable, dict) for variable in approvals.get("additionalFormVariables", [])):
        raise invalid_request("capabilityConfig.approvals.additionalFormVariables must hold objects")
    hook = value.get("auditLogEventsHook", {})
    if not isinstance(hook, dict):
        raise invalid_request("capabilityConfig.auditLogEventsHook must be an object")
    check_statements(hook.get("statements", []), "capabilityConfig.auditLogEventsHook.statements")


def check_statements(value: Any, what: str) -> None:
    """A list of policy statements."""
    if not isinstance(value, list):
        raise invalid_request(f"{what} must be a list")
    for statement in value:
        if not isinstance(statement, dict) or statement.get("effect") not in ("allow", "deny"):
            raise invalid_request("a statement needs the effect allow or deny")
        if not set(statement) <= STATEMENT_MEMBERS:
            raise invalid_request("a statement has an unknown member")
        for name in STATEMENT_LISTS & set(statement):
            if not isinstance(statement[name], list) or not all(isinstance(entry, str) for entry in statement[name]):
                raise invalid_request(f"{name} of a statement must be a list of strings")
        for one, other in (("resources", "notResources"), ("actions", "notActions")):
            if bool(statement.get(one)) == bool(statement.get(other)):
                raise invalid_request(f"a statement needs either {one} or {other}")
