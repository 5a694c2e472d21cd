# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module integration_delivery_configuration: as of any kind, with a validation after a change."""

from __future__ import annotations

import dataclasses
import typing as t

from .._engine.defined import Defined
from .._engine.errors import NotValidated
from .._engine.fields import Json
from .._resources.integration_delivery_configuration import INTEGRATION_DELIVERY_CONFIGURATION
from .._task import Context, Options
from .acting import act
from .one import converge, having_done, one, telling_what_was_done

VALIDATE: t.Final[dict[str, dict[str, t.Any]]] = {"validate": {"type": "bool", "default": False}}


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Bring the configuration to its desired state and, if asked, have LaunchDarkly try what was changed."""
    resource = Defined(INTEGRATION_DELIVERY_CONFIGURATION, options, context.warn)
    desired = resource.desired()
    result, outcome = converge(resource, desired, context)
    if options["validate"] and outcome.plan.changed and outcome.document is not None and not context.check_mode:
        with telling_what_was_done(resource, desired, context.diff), having_done(outcome):
            answer = act(resource, desired.identity, outcome.document, "validate", context)
            _check(resource.label(desired.identity, outcome.document), answer)
    return result


def _check(label: str, answer: Json) -> None:
    """Raise NotValidated where the feature store did not take what LaunchDarkly tried."""
    told = answer if isinstance(answer, dict) else {}
    status = told.get("statusCode") if isinstance(told.get("statusCode"), int) else None
    if told.get("error") or (status or 0) >= 400:
        raise NotValidated(
            f"{label} was written, and LaunchDarkly cannot use it: {told.get('error') or status}", status
        )


_ONE = one(INTEGRATION_DELIVERY_CONFIGURATION)
TASK = dataclasses.replace(_ONE, options={**_ONE.options, **VALIDATE}, run=run)
