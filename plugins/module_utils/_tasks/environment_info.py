# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module environment_info."""

from __future__ import annotations

import typing as t

from .._client.errors import NotFound
from .._engine.explain import wanting
from .._engine.fields import Json
from .._options import CONNECTION, TAGS
from .._resources.checks import check_key, check_tags
from .._resources.environment import Environment, environments_path, no_environment
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
        documents = _read(resource, project_key, options["environment_key"], context)
    found = [document for document in documents if fits(document, {}, options["tags"])]
    return {"changed": False, "environments": [resource.shown_as(document) for document in found]}


def _read(resource: Environment, project_key: str, environment_key: str | None, context: Context) -> list[Json]:
    """One environment by its key, which is one call, or all of the project."""
    reader, path = context.reader, environments_path(project_key)
    if environment_key is None:
        return reader.listing(path, resource.version, fresh=True, shape=resource.shape)[0]
    try:
        return [reader.get((*path, environment_key), resource.version, resource.shape)]
    except NotFound:
        problem = no_environment(project_key, environment_key, reader)
        if problem:
            context.warn(problem)
        return []


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
