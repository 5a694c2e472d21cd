# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The routes of the API: path templates, handlers, and which of them are beta."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import unquote

from . import approval_requests, auditlog, blueprint, configurations, environments, projects, stores
from .account import Account
from .answers import Answer, json_answer
from .call import Call
from .family import FAMILY
from .manifests import DELIVERY, MANIFESTS, OAUTH, Manifest

Handler = Callable[[Account, Call], Answer]


class Route(NamedTuple):
    """One path template with the handlers of its methods.

    An ``open`` one needs no token. A POST of one that is ``searched`` is a read: its body says what is looked for.
    """

    template: str
    beta: bool
    handlers: dict[str, Handler]
    open: bool = False
    searched: bool = False


def caller_identity(account: Account, call: Call) -> Answer:
    """Whose token it is: what clients ask to check a connection."""
    return json_answer(
        200,
        {
            "accountId": "57be1db38b75bf0772d11380",
            "authKind": "token",
            "memberId": "57be1db38b75bf0772d11381",
            "scopes": ["reader"] if call.reader else ["admin"],
            "serviceToken": False,
            "tokenId": "57be1db38b75bf0772d11382",
            "tokenKind": "auth",
            "tokenName": "emulator reader" if call.reader else "emulator",
        },
    )


def integration_manifests(account: Account, call: Call) -> Answer:
    """The integrations that exist, with their form variables."""
    items = [
        {
            "key": key,
            "name": key.replace("-", " ").title(),
            "requiresOauth": key in OAUTH,
            "capabilities": {
                **{capability: {} for capability in manifest.capabilities},
                **({"allowIntegrationConfigurations": True} if manifest.configurations else {}),
                **({"featureStore": {"formVariables": _form(manifest)}} if key in DELIVERY else {}),
            },
            "formVariables": [] if key in DELIVERY else _form(manifest),
        }
        for key, manifest in MANIFESTS.items()
    ]
    return json_answer(200, {"items": items})


def _form(manifest: Manifest) -> list[dict[str, Any]]:
    return [
        {
            "key": name,
            "type": variable.type,
            "isOptional": variable.optional,
            "isSecret": variable.secret,
            "allowedValues": list(variable.allowed),
            "defaultValue": variable.default,
        }
        for name, variable in manifest.variables.items()
    ]


def public_ip_list(account: Account, call: Call) -> Answer:
    """The service's own addresses (here from RFC 5737's ranges for documentation)."""
    return json_answer(200, {"addresses": ["192.0.2.0/24"], "outboundAddresses": ["198.51.100.7/32"]})


STORE = stores.COLLECTION + "/{projectKey}/{environmentKey}/{integrationKey}"
PROJECT = projects.COLLECTION + "/{projectKey}"
ENVIRONMENTS = PROJECT + "/environments"

ROUTES = (
    Route("/api/v2/caller-identity", False, {"GET": caller_identity}),
    Route("/api/v2/integration-manifests", False, {"GET": integration_manifests}),
    Route("/api/v2/public-ip-list", False, {"GET": public_ip_list}, open=True),
    Route(auditlog.COLLECTION, False, {"GET": auditlog.list_entries, "POST": auditlog.search_entries}, searched=True),
    Route(stores.COLLECTION, True, {"GET": stores.list_stores}),
    Route(STORE, True, {"POST": stores.create_store}),
    Route(
        STORE + "/{integrationId}",
        True,
        {"GET": stores.get_store, "PATCH": stores.patch_store, "DELETE": stores.delete_store},
    ),
    Route(
        configurations.FAMILY + "/keys/{integrationKey}",
        True,
        {"GET": configurations.list_configurations, "POST": configurations.create_configuration},
    ),
    Route(
        configurations.FAMILY + "/{integrationConfigurationId}",
        True,
        {
            "GET": configurations.get_configuration,
            "PATCH": configurations.patch_configuration,
            "DELETE": configurations.delete_configuration,
        },
    ),
    Route(projects.COLLECTION, False, {"GET": projects.list_projects, "POST": projects.create_project}),
    Route(
        PROJECT,
        False,
        {"GET": projects.get_project, "PATCH": projects.patch_project, "DELETE": projects.delete_project},
    ),
    Route(ENVIRONMENTS, False, {"GET": environments.list_environments, "POST": environments.create_environment}),
    Route(
        ENVIRONMENTS + "/{environmentKey}",
        False,
        {
            "GET": environments.get_environment,
            "PATCH": environments.patch_environment,
            "DELETE": environments.delete_environment,
        },
    ),
    Route(
        approval_requests.COLLECTION,
        True,
        {"GET": approval_requests.get_settings, "PATCH": approval_requests.patch_settings},
    ),
    *(Route(template, row.beta, handlers) for row in FAMILY for template, handlers in blueprint.handlers(row).items()),
)

# By number of segments, each template split: a few comparisons decide, and an encoded slash stays inside its segment.
_BY_LENGTH: dict[int, list[tuple[Route, list[str]]]] = {}
for _route in ROUTES:
    _segments = _route.template.split("/")
    _BY_LENGTH.setdefault(len(_segments), []).append((_route, _segments))


def find_route(path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of a raw path with its decoded parameters, or None."""
    segments = path.split("/")
    for route, pattern in _BY_LENGTH.get(len(segments), ()):
        parameters = {}
        for wanted, segment in zip(pattern, segments, strict=True):
            if wanted.startswith("{"):
                if not segment:
                    break
                parameters[wanted[1:-1]] = unquote(segment)
            elif wanted != segment:
                break
        else:
            return route, parameters
    return None
