# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Integration delivery configurations: the feature stores of edge platforms, to which LaunchDarkly delivers flags.

https://launchdarkly.com/docs/api/integration-delivery-configurations-beta
"""

from __future__ import annotations

import typing as t

from .._client.calls import BETA
from .._engine.definition import Definition
from .._engine.fields import Field
from .._engine.identity import Key
from .._engine.places import NamedInList
from .environment import ENVIRONMENT
from .form_values import FormValues
from .form_variables import DELIVERY_FORM_VARIABLES
from .shared_fields import BOOL, NAME, TAGS

_VALUES = FormValues("config", DELIVERY_FORM_VARIABLES)
_EACH = "integration-capabilities/featureStore/{project_key}/{environment_key}/{integration_key}"

INTEGRATION_DELIVERY_CONFIGURATION: t.Final = Definition(
    noun="integration delivery configuration",
    version=BETA,
    place=NamedInList(
        list="integration-capabilities/featureStore",
        create=_EACH,
        item=f"{_EACH}/{{id}}",
        keys=(
            Key("project_key", "projectKey", 100),
            Key("environment_key", "environmentKey"),
            Key("integration_key", "integrationKey"),
        ),
        id_option="integration_delivery_configuration_id",
        called="{integration_key} {noun} {which} of {project_key}/{environment_key}",
    ),
    plural="configurations",
    parent=ENVIRONMENT,
    fields=(NAME, Field("enabled", ("on",), spec=BOOL, default=False), _VALUES, TAGS),
    secret_option="secret_config_values",
    objects=("config",),
    left_out={"on": False, "tags": [], "config": {}},
    shape={"_id": str},
    check_new=lambda options, desired, reader: _VALUES.check_complete(options),
    refused=_VALUES.refused,
)
