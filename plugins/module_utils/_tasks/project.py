# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module project."""

from __future__ import annotations

import typing as t

from .._options import CONNECTION, STATE, TAGS
from .._resources.project import NAMING_CASES, Project, desired_project
from .._task import Context, Options, Task
from .common import converge
from .environment import SETTINGS


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Bring the project to its desired state."""
    resource = Project(options["confirm_deletion"])
    result, _outcome = converge(resource, desired_project(options), options, context, "project")
    return result


TASK = Task(
    options={
        **CONNECTION,
        **STATE,
        "project_key": {"type": "str", "required": True, "no_log": False},
        "name": {"type": "str"},
        "include_in_snippet_by_default": {"type": "bool"},
        "default_client_side_availability": {
            "type": "dict",
            "options": {
                "using_environment_id": {"type": "bool", "required": True},
                "using_mobile_key": {"type": "bool", "required": True, "no_log": False},
            },
        },
        "naming_convention": {
            "type": "dict",
            "options": {"case": {"type": "str", "choices": NAMING_CASES}, "prefix": {"type": "str"}},
        },
        "environments": {
            "type": "list",
            "elements": "dict",
            "options": {
                "key": {"type": "str", "required": True, "no_log": False, "aliases": ["environment_key"]},
                **SETTINGS,
                "name": {"type": "str", "required": True},
                "color": {"type": "str", "required": True},
            },
        },
        **TAGS,
        "confirm_deletion": {"type": "str"},
    },
    run=run,
)
