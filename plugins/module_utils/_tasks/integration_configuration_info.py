# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module integration_configuration_info."""

from __future__ import annotations

import typing as t

from .._options import CONNECTION, TAGS
from .._resources.checks import check_key
from .._resources.integration_configuration import IntegrationConfiguration
from .._task import Context, Options, Task
from .common import check_filters, fits
from .configurations import configurable_keys, read_configurations


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """The configurations of the integrations asked for that fit the options."""
    asked: list[str] | None = options["integration_key"]
    for key in asked or ():
        check_key("integration_key", key)
    check_filters(options)
    wanted = {"name": options["name"], "enabled": options["enabled"]}
    found: list[dict[str, t.Any]] = []
    for key in dict.fromkeys(asked or configurable_keys(context.reader)):
        resource = IntegrationConfiguration(key)
        documents = read_configurations(key, context, tell=bool(asked))
        found += [resource.shown_as(d) for d in documents or () if fits(d, wanted, options["tags"])]
    return {"changed": False, "integration_configurations": found}


TASK = Task(
    options={
        **CONNECTION,
        "integration_key": {"type": "list", "elements": "str", "no_log": False},
        "name": {"type": "str"},
        "enabled": {"type": "bool"},
        **TAGS,
    },
    run=run,
)
