# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module environment_info."""

from __future__ import annotations

import typing as t

from .._engine.explain import wanting
from .._options import CONNECTION, TAGS
from .._resources.checks import check_key, check_tags
from .._resources.environment import Environment, environments_path
from .._task import Context, Options, Task
from .common import fits
from .environment import SDK_KEYS, hides_output


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """The environments of a project that fit the options."""
    resource = Environment(options["sdk_keys"] != "omit")
    project_key = check_key("project_key", options["project_key"], 100)
    if options["environment_key"] is not None:
        check_key("environment_key", options["environment_key"])
    check_tags("tags", options["tags"] or ())
    with wanting(f"read the environments of project {project_key!r}"):
        documents, _read_now = context.reader.listing(environments_path(project_key), resource.version, fresh=True)
    found = [document for document in documents if fits(document, {"key": options["environment_key"]}, options["tags"])]
    return {"changed": False, "environments": [resource.redacted(document) for document in found]}


TASK = Task(
    options={
        **CONNECTION,
        "project_key": {"type": "str", "required": True, "no_log": False},
        "environment_key": {"type": "str", "no_log": False},
        **TAGS,
        **SDK_KEYS,
    },
    run=run,
    hides_output=hides_output,
)
