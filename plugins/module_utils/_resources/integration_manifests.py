# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The integrations that there are, by what their manifests say that they can do."""

from __future__ import annotations

import typing as t

from .._client.calls import STABLE
from .._client.errors import LaunchDarklyError
from .._engine.resource import Reads


def integrations_with(capability: str, known: t.Collection[str]) -> t.Callable[[Reads], list[str]]:
    """What gives the keys of the integrations with a ``capability``, and of those that are ``known`` to have it.

    Those that the account's own list of manifests marks, where the token may read it: the list is not documented, and
    some integrations are in use without its mark.
    """

    def keys(reader: Reads) -> list[str]:
        try:
            manifests = reader.documents(("integration-manifests",), STABLE, {"key": str})
        except LaunchDarklyError:
            return sorted(known)
        return sorted({*known, *(one["key"] for one in manifests if _has(one.get("capabilities"), capability))})

    return keys


def _has(capabilities: t.Any, capability: str) -> bool:
    return capability in capabilities if isinstance(capabilities, (dict, list)) else False
