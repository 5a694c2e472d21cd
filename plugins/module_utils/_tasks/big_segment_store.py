# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_store."""

from __future__ import annotations

import typing as t

from .._options import CONNECTION, SECRETS, STATE, TAGS
from .._resources.big_segment_store import BigSegmentStore, desired_store
from .._task import Context, Options, Task
from .client_side_ids import sdk_configurations
from .common import converge, having_done, telling_what_was_done
from .store_waiting import WAIT, await_store, check_that_it_is_on, check_wait

STORE_OPTIONS: t.Final[dict[str, dict[str, t.Any]]] = {
    "project_key": {"type": "str", "required": True, "no_log": False},
    "environment_key": {"type": "str", "required": True, "no_log": False},
    "name": {"type": "str"},
    "previous_name": {"type": "str"},
    "integration_id": {"type": "str"},
    "enabled": {"type": "bool"},
    **TAGS,
    "redis": {
        "type": "dict",
        "options": {
            "host": {"type": "str"},
            "port": {"type": "str"},
            "username": {"type": "str"},
            "password": {"type": "str", "no_log": True},
            "tls_enabled": {"type": "bool"},
        },
    },
    "dynamodb": {
        "type": "dict",
        "options": {
            "table_name": {"type": "str"},
            "region": {"type": "str"},
            "role_arn": {"type": "str"},
            "external_id": {"type": "str"},
        },
    },
}


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Bring the store to its desired state and, if asked, wait until LaunchDarkly has got to it."""
    resource = BigSegmentStore()
    desired = desired_store(options)
    wanted = check_wait(options)
    where = desired.identity
    scope = (resource.noun, where.project_key, where.environment_key)
    check = check_that_it_is_on if wanted else lambda document: None
    result, outcome = converge(resource, desired, options, context, "big_segment_store", scope, check)
    document = outcome.document
    if wanted and not context.check_mode:
        with telling_what_was_done(resource, desired, "big_segment_store", context.diff), having_done(outcome):
            document = await_store(resource, where, outcome, wanted, context, options["wait_timeout"])
        result["big_segment_store"] = resource.shown_as(document)
    if document is not None:
        # In a check of a creation, nobody but the task knows the place.
        place = {"projectKey": where.project_key, "environmentKey": where.environment_key}
        kind = {"integrationKey": where.kind or document.get("integrationKey")}
        (told,) = sdk_configurations([{**document, **place, **kind}], context)
        if told:
            result["sdk_configuration"] = told
    return result


TASK = Task(
    options={
        **CONNECTION,
        **SECRETS,
        **STATE,
        **STORE_OPTIONS,
        **WAIT,
    },
    constraints={
        "mutually_exclusive": [("redis", "dynamodb")],
        "required_one_of": [("redis", "dynamodb", "name", "integration_id")],
    },
    run=run,
)
