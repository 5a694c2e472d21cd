# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Custom roles: what members, teams and access tokens may do.

https://launchdarkly.com/docs/api/custom-roles
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.calls import STABLE
from .._engine.definition import Definition
from .._engine.fields import Field, When
from .._engine.identity import Key
from .._engine.places import Keyed
from .shared_fields import NAME, STR, statements, text

CUSTOM_ROLE: t.Final = Definition(
    noun="custom role",
    version=STABLE,
    place=Keyed("roles/{custom_role_key}", (Key("custom_role_key", "key"),)),
    plural="roles",
    fields=(
        dataclasses.replace(NAME, needed=True),
        Field("description", check=text(4096, empty=True), default=""),
        dataclasses.replace(statements("policy"), needed=True),
        Field("base_permissions", spec={**STR, "choices": ["reader", "no_access"]}),
        Field("resource_category", check=text(spaces=False), when=When.FIXED),
    ),
    shape={"key": str, "policy": list},
    version_member="",
    patch_member="patch",
    seen_late=True,
    tags="",
    preset_member="_presetBundleVersion",
)
