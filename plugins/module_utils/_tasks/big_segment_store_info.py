# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_store_info."""

from __future__ import annotations

import typing as t

from .._engine.explain import wanting
from .._options import CONNECTION, TAGS
from .._resources.big_segment_store import KINDS, BigSegmentStore, StoreIdentity
from .._resources.checks import check_key
from .._task import Context, Options, Task
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
        documents, _read_now = context.reader.listing(resource.list_path(anywhere), resource.version, fresh=True)
        found = [document for document in documents if fits(document, wanted, options["tags"])]
        if options["gather_config"]:
            paths = [resource.item_path(StoreIdentity(d["projectKey"], d["environmentKey"]), d) for d in found]
            found = read_details(context.reader, resource.version, paths)
    return {"changed": False, "big_segment_stores": [resource.redacted(document) for document in found]}


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
