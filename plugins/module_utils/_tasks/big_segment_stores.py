# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_stores."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._engine.explain import wanting
from .._engine.fields import Json
from .._engine.resource import Desired
from .._options import BATCH, CONNECTION, PRUNE, SECRETS, STATE
from .._resources.big_segment_store import IN_A_PLACE, BigSegmentStore, StoreIdentity, desired_store
from .._resources.checks import check_key, check_tags
from .._resources.environment import environments_path, keys_at
from .._resources.project import COLLECTION
from .._task import Context, Options, Task
from .big_segment_store import STORE_OPTIONS
from .common import fits, warn_of_unknown_keys
from .many import Declared, converge_many, declared_set

_SCOPE: t.Final = {
    "project_keys": {"type": "list", "elements": "str", "no_log": False},
    "environment_keys": {"type": "list", "elements": "str", "no_log": False},
    "tags": {"type": "list", "elements": "str"},
}


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Bring all declared stores to their desired states, and prune."""
    resource = BigSegmentStore()

    def declare(entry: Options) -> Declared:
        desired = desired_store(entry)
        return _declared(resource, desired, entry["state"] == "absent")

    declared = declared_set(options["stores"], "stores", declare)
    scope = _checked_scope(options)
    in_scope = (lambda: _in_scope(resource, scope, context)) if scope else None
    return converge_many(declared, in_scope, options, context, "big_segment_store")


def _declared(
    resource: BigSegmentStore, desired: Desired[StoreIdentity], absent: bool, document: Json = None
) -> Declared:
    where = desired.identity
    group = f"{where.project_key}/{where.environment_key}"
    scope = (resource.noun, where.project_key, where.environment_key)
    return Declared(resource, desired, group, scope, absent, document=document)


def _checked_scope(options: Options) -> dict[str, list[str]]:
    if not options["prune"]:
        return {}
    scope = {name: values for name, values in (options["prune_scope"] or {}).items() if values is not None}
    if not scope or not all(scope.values()):
        raise InvalidOption(
            "prune_scope", "needs at least one of project_keys, environment_keys and tags, and none of them empty"
        )
    for name in ("project_keys", "environment_keys"):
        for key in scope.get(name, ()):
            check_key(f"prune_scope.{name}", key)
    check_tags("prune_scope.tags", scope.get("tags", ()))
    return scope


def _in_scope(resource: BigSegmentStore, scope: t.Mapping[str, list[str]], context: Context) -> list[Declared]:
    with wanting("read the big segment stores in prune_scope"):
        path = resource.list_path(StoreIdentity("", ""))
        documents, _read_now = context.reader.listing(path, resource.version, shape=IN_A_PLACE)
        _warn_of_unknown_places(scope, documents, context)
    found = []
    for document in documents:
        project_key, environment_key = document["projectKey"], document["environmentKey"]
        if (
            fits(document, {}, scope.get("tags"))
            and project_key in scope.get("project_keys", [project_key])
            and environment_key in scope.get("environment_keys", [environment_key])
        ):
            identity = StoreIdentity(project_key, environment_key, document["integrationKey"], id=document["_id"])
            found.append(_declared(resource, Desired(identity), True, document))
    return found


def _warn_of_unknown_places(scope: t.Mapping[str, list[str]], documents: t.Sequence[Json], context: Context) -> None:
    """A key in which no store is may be misspelt: then less is pruned than the user believes."""
    reader = context.reader
    projects = set(scope.get("project_keys", ())) - {document["projectKey"] for document in documents}
    there: list[str] = []
    if projects:
        there = keys_at(COLLECTION, reader)
        if there:
            warn_of_unknown_keys("prune_scope.project_keys", sorted(projects), there, "project", context)
    environments = set(scope.get("environment_keys", ())) - {document["environmentKey"] for document in documents}
    if environments and scope.get("project_keys"):
        known = {
            key
            for project_key in scope["project_keys"]
            if not there or project_key in there
            for key in keys_at(environments_path(project_key), reader)
        }
        if known:
            warn_of_unknown_keys("prune_scope.environment_keys", sorted(environments), known, "environment", context)


TASK = Task(
    options={
        **CONNECTION,
        **SECRETS,
        **BATCH,
        "stores": {
            "type": "list",
            "elements": "dict",
            "required": True,
            "options": {**STATE, **STORE_OPTIONS},
            "mutually_exclusive": [("redis", "dynamodb")],
            "required_one_of": [("redis", "dynamodb", "name", "integration_id")],
        },
        **PRUNE,
        "prune_scope": {"type": "dict", "options": _SCOPE},
    },
    constraints={"required_if": [("prune", True, ("prune_scope",))]},
    run=run,
)
