# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module environment."""

from __future__ import annotations

import typing as t

from .._options import CONNECTION, STATE, TAGS
from .._resources.environment import Environment, desired_environment
from .._task import Context, Options, Task
from .common import converge

SETTINGS: t.Final[dict[str, dict[str, t.Any]]] = {
    "name": {"type": "str"},
    "color": {"type": "str"},
    "default_ttl": {"type": "int"},
    "secure_mode": {"type": "bool"},
    "default_track_events": {"type": "bool"},
    "require_comments": {"type": "bool"},
    "confirm_changes": {"type": "bool"},
    "critical": {"type": "bool"},
    **TAGS,
}
"""What an environment has from its creation on."""

SDK_KEYS: t.Final[dict[str, dict[str, t.Any]]] = {
    "sdk_keys": {"type": "str", "default": "omit", "choices": ["omit", "hide", "show"], "no_log": False},
}


def hides_output(options: Options) -> str:
    """The option that says that the result is for later tasks only, if it does."""
    return "sdk_keys" if options.get("sdk_keys") == "hide" else ""


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Bring the environment to its desired state."""
    resource = Environment(options["sdk_keys"] != "omit", options["confirm_deletion"])
    result, _outcome = converge(resource, desired_environment(options), options, context, "environment")
    return result


TASK = Task(
    options={
        **CONNECTION,
        **STATE,
        "project_key": {"type": "str", "required": True, "no_log": False},
        "environment_key": {"type": "str", "required": True, "no_log": False},
        **SETTINGS,
        "source": {"type": "str"},
        "approval_settings": {
            "type": "dict",
            "options": {
                "required": {"type": "bool"},
                "can_review_own_request": {"type": "bool"},
                "min_num_approvals": {"type": "int"},
                "can_apply_declined_changes": {"type": "bool"},
                "auto_apply_approved_changes": {"type": "bool"},
                "required_approval_tags": {"type": "list", "elements": "str"},
                "service_kind": {"type": "str"},
                "service_config": {"type": "dict"},
            },
        },
        "confirm_deletion": {"type": "str"},
        **SDK_KEYS,
    },
    run=run,
    hides_output=hides_output,
)
