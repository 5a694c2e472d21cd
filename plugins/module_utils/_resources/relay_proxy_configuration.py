# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Relay Proxy configurations: the keys with which Relay Proxies configure themselves, and what each may serve.

https://launchdarkly.com/docs/api/relay-proxy-configurations
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.calls import STABLE
from .._engine.definition import Definition
from .._engine.places import NamedInList
from .shared_fields import NAME, SHOW, statements

FULL_KEY: t.Final = ("fullKey",)

RELAY_PROXY_CONFIGURATION: t.Final = Definition(
    noun="relay proxy configuration",
    version=STABLE,
    place=NamedInList(
        list="account/relay-auto-configs",
        item="account/relay-auto-configs/{id}",
        keys=(),
        id_option="relay_proxy_configuration_id",
    ),
    plural="configurations",
    fields=(dataclasses.replace(NAME, needed=True), dataclasses.replace(statements("policy"), needed=True)),
    options={"full_key": SHOW},
    hidden={"full_key": (FULL_KEY,)},
    shape={"_id": str, "policy": list},
    version_member="",
    patch_member="patch",
    shown_once=(
        "The answer with its key was lost, and LaunchDarkly shows a key only once: have another one made, with the module"
        " relay_proxy_configuration_reset."
    ),
    tags="",
)
