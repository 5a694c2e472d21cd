# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data export destinations: where LaunchDarkly sends the events of an environment.

https://launchdarkly.com/docs/api/data-export-destinations
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.calls import STABLE
from .._engine.definition import Definition
from .._engine.fields import Field
from .._engine.identity import Key
from .._engine.places import NamedInList
from .destination_variables import DESTINATION_VARIABLES
from .environment import ENVIRONMENT
from .form_values import FormValues
from .shared_fields import BOOL, NAME

_VALUES = FormValues("config", DESTINATION_VARIABLES, "kind")

DESTINATION: t.Final = Definition(
    noun="destination",
    version=STABLE,
    place=NamedInList(
        list="destinations",
        create="destinations/{project_key}/{environment_key}",
        item="destinations/{project_key}/{environment_key}/{id}",
        keys=(
            Key("project_key", "projectKey", 100, in_link=True),
            Key("environment_key", "environmentKey", in_link=True),
            Key("kind", "kind", in_body=True),
        ),
        id_option="destination_id",
        called="{kind} {noun} {which} of {project_key}/{environment_key}",
    ),
    plural="destinations",
    parent=ENVIRONMENT,
    fields=(
        dataclasses.replace(NAME, needed=True),
        Field("enabled", ("on",), spec=BOOL, default=False),
        _VALUES,
    ),
    secret_option="secret_config_values",
    objects=("config",),
    left_out={"on": False, "config": {}},
    # Its link alone tells where it is.
    shape={"_id": str, "_links.self.href": str},
    check_new=lambda options, desired, reader: _VALUES.check_complete(options),
    refused=_VALUES.refused,
    tags="",
)
