# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module integration_configurations."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._engine.explain import explaining, wanting
from .._engine.fields import Json
from .._engine.resource import Desired
from .._options import BATCH, CONNECTION, PRUNE, SECRETS, STATE
from .._resources.checks import check_tags, check_text
from .._resources.integration_configuration import (
    ConfigurationIdentity,
    IntegrationConfiguration,
    desired_configuration,
    secret_values,
)
from .._task import Context, Options, Task
from .common import fits
from .integration_configuration import CONFIGURATION_OPTIONS
from .many import Declared, converge_many, declared_set

_SCOPE: t.Final = {
    "integration_keys": {"type": "list", "elements": "str", "no_log": False, "required": True},
    "tags": {"type": "list", "elements": "str"},
}


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Bring all declared configurations to their desired states, and prune."""

    def declare(entry: Options) -> Declared:
        resource, desired = desired_configuration(entry, context.warn)
        return _declared(resource, desired, entry["state"] == "absent")

    declared = declared_set(options["configurations"], "configurations", declare)
    scope = _checked_scope(options)
    in_scope = (lambda: _in_scope(scope, context)) if scope else None
    return converge_many(declared, in_scope, options, context, "integration_configuration")


def _declared(
    resource: IntegrationConfiguration, desired: Desired[ConfigurationIdentity], absent: bool, document: Json = None
) -> Declared:
    key = desired.identity.integration_key
    return Declared(resource, desired, key, (resource.noun, key), absent, document=document)


def _checked_scope(options: Options) -> dict[str, list[str]]:
    if not options["prune"]:
        return {}
    scope = {name: values for name, values in (options["prune_scope"] or {}).items() if values is not None}
    if not scope or not all(scope.values()):
        raise InvalidOption("prune_scope", "needs integration_keys, and no list in it may be empty")
    for key in scope["integration_keys"]:
        check_text("prune_scope.integration_keys", key, spaces=False)
    check_tags("prune_scope.tags", scope.get("tags", ()))
    return scope


def _in_scope(scope: t.Mapping[str, list[str]], context: Context) -> list[Declared]:
    found = []
    for key in dict.fromkeys(scope["integration_keys"]):
        resource, identity = IntegrationConfiguration(key), ConfigurationIdentity(key)
        with (
            wanting(f"read the integration configurations of {key} in prune_scope"),
            explaining(resource, identity, context.reader),
        ):
            path = resource.list_path(identity)
            documents, _read_now = context.reader.listing(path, resource.version, shape=resource.shape)
        found += [
            _declared(resource, Desired(ConfigurationIdentity(key, id=document["_id"])), True, document)
            for document in documents
            if fits(document, {}, scope.get("tags"))
        ]
    return found


def _secrets(options: Options) -> list[t.Any]:
    entries = options.get("configurations")
    if not isinstance(entries, list):
        return [] if entries is None else [entries]
    found: list[t.Any] = []
    for entry in entries:
        found += secret_values(entry) if isinstance(entry, t.Mapping) else [entry]
    return found


TASK = Task(
    options={
        **CONNECTION,
        **SECRETS,
        **BATCH,
        "configurations": {
            "type": "list",
            "elements": "dict",
            "required": True,
            "options": {**STATE, **CONFIGURATION_OPTIONS},
            "required_one_of": [("name", "integration_configuration_id")],
        },
        **PRUNE,
        "prune_scope": {"type": "dict", "options": _SCOPE},
    },
    constraints={"required_if": [("prune", True, ("prune_scope",))]},
    secrets=_secrets,
    run=run,
)
