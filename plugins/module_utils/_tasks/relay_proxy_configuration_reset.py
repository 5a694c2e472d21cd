# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module relay_proxy_configuration_reset: another key, made anew with every run."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._options import CONNECTION
from .._resources.relay_proxy_configuration import RELAY_PROXY_CONFIGURATION
from .._resources.shared_fields import INT, SHOW
from .._task import Context, Options, Task
from .acting import act, found, specs, told

_LONGEST: t.Final = 366 * 24 * 3600


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Have LaunchDarkly make another key; the result has it as far as ``full_key`` says."""
    seconds = options["old_key_expires_after"]
    if not 0 <= seconds <= _LONGEST:
        raise InvalidOption("old_key_expires_after", f"{seconds} is not a number of seconds from 0 to {_LONGEST}")
    resource, identity, document = found(RELAY_PROXY_CONFIGURATION, options, context)
    result = told(resource, identity, document)
    if not context.check_mode:
        # LaunchDarkly takes the moment, in milliseconds since the epoch.
        expiry = int((context.reader.client.clock() + seconds) * 1000)
        document = act(resource, identity, document, "reset", context, {"expiry": expiry} if seconds else None)
        context.reader.forget()
    result[resource.kind] = resource.shown_as(document)
    return result


TASK = Task(
    options={
        **CONNECTION,
        **specs(RELAY_PROXY_CONFIGURATION),
        "full_key": {**SHOW, "default": "hide"},
        "old_key_expires_after": {**INT, "default": 0, "no_log": False},
    },
    constraints=RELAY_PROXY_CONFIGURATION.constraints(),
    run=run,
    hides_output=RELAY_PROXY_CONFIGURATION.hides_output,
)
