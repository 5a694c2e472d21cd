# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flag import configurations: from where, and with what, flags of another service are imported into a project.

https://launchdarkly.com/docs/api/flag-import-configurations-beta
"""

from __future__ import annotations

import typing as t

from .._client.calls import BETA
from .._engine.definition import Definition
from .._engine.identity import Key
from .._engine.places import NamedInList
from .form_values import FormValues
from .project import PROJECT
from .shared_fields import NAME, TAGS

_VALUES = FormValues("config")
_EACH = "integration-capabilities/flag-import/{project_key}/{integration_key}"

FLAG_IMPORT_CONFIGURATION: t.Final = Definition(
    noun="flag import configuration",
    version=BETA,
    place=NamedInList(
        list="integration-capabilities/flag-import",
        create=_EACH,
        item=f"{_EACH}/{{id}}",
        keys=(Key("project_key", "projectKey", 100), Key("integration_key", "integrationKey")),
        id_option="flag_import_configuration_id",
        called="{integration_key} {noun} {which} of {project_key}",
    ),
    plural="configurations",
    parent=PROJECT,
    fields=(NAME, _VALUES, TAGS),
    secret_option="secret_config_values",
    objects=("config",),
    left_out={"tags": [], "config": {}},
    shape={"_id": str},
    # It rises by itself while flags are imported.
    version_member="",
    check_new=lambda options, desired, reader: _VALUES.check_complete(options),
    refused=_VALUES.refused,
)
