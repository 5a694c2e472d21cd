# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module integration_configuration."""

from __future__ import annotations

import typing as t

from .._options import CONNECTION, SECRETS, STATE, TAGS
from .._resources.integration_configuration import desired_configuration, secret_values
from .._task import Context, Options, Task
from .common import converge

_STATEMENTS = {
    "type": "list",
    "elements": "dict",
    "options": {
        "effect": {"type": "str", "required": True, "choices": ["allow", "deny"]},
        "resources": {"type": "list", "elements": "str"},
        "not_resources": {"type": "list", "elements": "str"},
        "actions": {"type": "list", "elements": "str"},
        "not_actions": {"type": "list", "elements": "str"},
    },
}

_FORM_VARIABLES = {
    "type": "list",
    "elements": "dict",
    "options": {
        "key": {"type": "str", "required": True, "no_log": False},
        "name": {"type": "str"},
        "type": {"type": "str"},
        "description": {"type": "str"},
        "placeholder": {"type": "str"},
        "is_optional": {"type": "bool"},
        "allowed_values": {"type": "list", "elements": "str"},
        "default_value": {"type": "raw"},
        "dynamic_options": {"type": "dict"},
    },
}

CONFIGURATION_OPTIONS: t.Final[dict[str, dict[str, t.Any]]] = {
    "integration_key": {"type": "str", "required": True, "no_log": False},
    "name": {"type": "str"},
    "previous_name": {"type": "str"},
    "integration_configuration_id": {"type": "str"},
    "enabled": {"type": "bool"},
    **TAGS,
    "config_values": {"type": "dict"},
    "secret_config_values": {"type": "dict", "no_log": True},
    "capability_config": {
        "type": "dict",
        "options": {
            "audit_log_events_hook": {"type": "dict", "options": {"statements": _STATEMENTS}},
            "approvals": {"type": "dict", "options": {"additional_form_variables": _FORM_VARIABLES}},
        },
    },
    "validate_config": {"type": "bool", "default": True},
}


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Bring the configuration to its desired state."""
    resource, desired = desired_configuration(options, context.warn)
    scope = (resource.noun, desired.identity.integration_key)
    result, _outcome = converge(resource, desired, options, context, "integration_configuration", scope)
    return result


TASK = Task(
    options={**CONNECTION, **SECRETS, **STATE, **CONFIGURATION_OPTIONS},
    constraints={"required_one_of": [("name", "integration_configuration_id")]},
    secrets=secret_values,
    run=run,
)
