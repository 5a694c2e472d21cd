# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module project_info."""

from __future__ import annotations

import typing as t

from .._client.errors import NotFound
from .._engine.explain import wanting
from .._engine.fields import Json
from .._options import CONNECTION, TAGS
from .._resources.checks import check_key, check_tags
from .._resources.environment import no_project
from .._resources.project import COLLECTION, Project
from .._task import Context, Options, Task
from .common import fits


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """The projects that fit the options."""
    resource = Project()
    check_tags("tags", options["tags"] or ())
    with wanting("read the projects"):
        found = [document for document in _read(resource, options, context) if fits(document, {}, options["tags"])]
    return {"changed": False, "projects": [resource.shown_as(document) for document in found]}


def _read(resource: Project, options: Options, context: Context) -> list[Json]:
    if options["project_key"] is None:
        documents, _read_now = context.reader.listing(COLLECTION, resource.version, fresh=True, shape=resource.shape)
        return documents
    key = check_key("project_key", options["project_key"], 100)
    try:
        return [context.reader.get(resource.direct_path(key), resource.version, resource.shape)]
    except NotFound:
        context.warn(no_project(key, context.reader))
        return []


TASK = Task(options={**CONNECTION, "project_key": {"type": "str", "no_log": False}, **TAGS}, run=run)
