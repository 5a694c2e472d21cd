# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_store: as of any kind, with a wait, and with what an SDK has to be told."""

from __future__ import annotations

import dataclasses
import typing as t

from .._engine.defined import Defined
from .._resources.big_segment_store import BIG_SEGMENT_STORE
from .._task import Context, Options
from .client_side_ids import sdk_configurations
from .one import converge, having_done, one, telling_what_was_done
from .store_waiting import WAIT, await_store, check_that_it_is_on, check_wait


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Bring the store to its desired state and, if asked, wait until LaunchDarkly has got to it."""
    resource = Defined(BIG_SEGMENT_STORE, options, context.warn)
    desired = resource.desired()
    wanted = check_wait(options)
    check = check_that_it_is_on if wanted else lambda document: None
    result, outcome = converge(resource, desired, context, check)
    document = outcome.document
    if wanted and not context.check_mode:
        with telling_what_was_done(resource, desired, context.diff), having_done(outcome):
            document = await_store(resource, desired.identity, outcome, wanted, context, options["wait_timeout"])
        result[resource.kind] = resource.shown_as(document)
    if document is not None:
        # In a check of a creation, nobody but the task knows the place.
        project_key, environment_key = desired.identity.keys
        place = {"projectKey": project_key, "environmentKey": environment_key}
        kind = {"integrationKey": desired.identity.variant or document.get("integrationKey")}
        (told,) = sdk_configurations([{**document, **place, **kind}], context)
        if told:
            result["sdk_configuration"] = told
    return result


_ONE = one(BIG_SEGMENT_STORE)
TASK = dataclasses.replace(_ONE, options={**_ONE.options, **WAIT}, run=run)
