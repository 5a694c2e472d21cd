# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_store_info."""

from __future__ import annotations

import typing as t

from .._engine.explain import wanting
from .._options import CONNECTION, TAGS
from .._resources.big_segment_store import IN_A_PLACE, KINDS, BigSegmentStore, StoreIdentity
from .._resources.checks import check_key
from .._resources.environment import missing_environment, missing_project
from .._task import Context, Options, Task
from .client_side_ids import sdk_configurations
from .common import check_filters, fits, read_details


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """The stores of the account that fit the options."""
    resource = BigSegmentStore()
    anywhere = StoreIdentity("", "")
    for option in ("project_key", "environment_key"):
        if options[option] is not None:
            check_key(option, options[option])
    check_filters(options)
    wanted = {
        "projectKey": options["project_key"],
        "environmentKey": options["environment_key"],
        "integrationKey": options["kind"],
        "name": options["name"],
    }
    with wanting("read the big segment stores"):
        path = resource.list_path(anywhere)
        documents, _read_now = context.reader.listing(path, resource.version, fresh=True, shape=IN_A_PLACE)
        found = [document for document in documents if fits(document, wanted, options["tags"])]
        if options["gather_config"]:
            paths = [resource.item_path(StoreIdentity(d["projectKey"], d["environmentKey"]), d) for d in found]
            found = read_details(context.reader, resource.version, paths, shape=resource.shape)
    if not found:
        _warn_of_place(options["project_key"], options["environment_key"], context)
    shown = [resource.shown_as(document) for document in found]
    if options["gather_config"]:
        for store, told in zip(shown, sdk_configurations(found, context), strict=True):
            if told:
                store["sdk_configuration"] = told
    return {"changed": False, "big_segment_stores": shown}


def _warn_of_place(project_key: str | None, environment_key: str | None, context: Context) -> None:
    """No store is there: perhaps since a key is misspelt."""
    problem = ""
    if project_key is not None and environment_key is not None:
        problem = missing_environment(project_key, environment_key, context.reader)
    elif project_key is not None:
        problem = missing_project(project_key, context.reader)
    if problem:
        context.warn(problem)


TASK = Task(
    options={
        **CONNECTION,
        "project_key": {"type": "str", "no_log": False},
        "environment_key": {"type": "str", "no_log": False},
        "kind": {"type": "str", "choices": list(KINDS)},
        "name": {"type": "str"},
        **TAGS,
        "gather_config": {"type": "bool", "default": False},
    },
    run=run,
)
