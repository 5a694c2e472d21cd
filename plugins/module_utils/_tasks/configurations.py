# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which integrations have configurations, and the configurations of one: for the info modules."""

from __future__ import annotations

from .._client.calls import STABLE
from .._client.errors import InvalidRequest, LaunchDarklyError, NotFound
from .._engine.explain import explaining, wanting
from .._engine.fields import Json
from .._engine.reader import Reader
from .._resources.form_variables import ALLOW_CONFIGURATIONS
from .._resources.integration_configuration import (
    SEEN_CONFIGURATIONS,
    ConfigurationIdentity,
    IntegrationConfiguration,
)
from .._task import Context

_MANIFESTS = ("integration-manifests",)
_ALLOWS = "allowIntegrationConfigurations"


def configurable_keys(reader: Reader) -> list[str]:
    """The keys of the integrations that may have configurations.

    Those that the account's own list of manifests marks, where the token may read it, and those that the collection
    knows of: the list is not documented, and some integrations are in use without its mark.
    """
    keys = set(ALLOW_CONFIGURATIONS | SEEN_CONFIGURATIONS)
    try:
        manifests = reader.documents(_MANIFESTS, STABLE, {"key": str})
    except LaunchDarklyError:
        return sorted(keys)
    return sorted(keys | {manifest["key"] for manifest in manifests if _allows_configurations(manifest)})


def _allows_configurations(manifest: Json) -> bool:
    capabilities = manifest.get("capabilities")
    return _ALLOWS in capabilities if isinstance(capabilities, (dict, list)) else False


def read_configurations(key: str, context: Context, tell: bool) -> list[Json] | None:
    """The configurations of the integration ``key``; None where LaunchDarkly has no list of them.

    That is a warning if ``tell``: an account need not have every integration that the collection knows of.
    """
    resource, identity = IntegrationConfiguration(key), ConfigurationIdentity(key)
    try:
        with (
            wanting(f"read the integration configurations of {key}"),
            explaining(resource, identity, context.reader),
        ):
            return context.reader.documents(resource.list_path(identity), resource.version, resource.shape)
    except (NotFound, InvalidRequest) as error:
        if tell:
            context.warn(str(error))
        return None
