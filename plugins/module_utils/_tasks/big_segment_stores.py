# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_stores."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._engine.resource import Desired
from .._options import BATCH, CONNECTION, SECRETS, STATE
from .._resources.big_segment_store import BigSegmentStore, StoreIdentity, desired_store
from .._resources.checks import check_key, check_tags
from .._task import Context, Options, Task
from .big_segment_store import STORE_OPTIONS
from .common import fits
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
    return converge_many(
        declared,
        lambda: _to_prune(resource, declared, scope, context) if scope else [],
        options,
        context,
        "big_segment_store",
    )


def _declared(resource: BigSegmentStore, desired: Desired[StoreIdentity], absent: bool) -> Declared:
    where = desired.identity
    group = f"{where.project_key}/{where.environment_key}"
    return Declared(resource, desired, group, (resource.noun, where.project_key, where.environment_key), absent)


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


def _to_prune(
    resource: BigSegmentStore, declared: t.Sequence[Declared], scope: t.Mapping[str, list[str]], context: Context
) -> list[Declared]:
    meant: dict[t.Hashable, list[StoreIdentity]] = {}
    for entry in declared:
        meant.setdefault(resource.scope(entry.desired.identity), []).append(entry.desired.identity)
    documents, _read_now = context.reader.listing(resource.list_path(StoreIdentity("", "")), resource.version)
    extra = []
    for document in documents:
        place = resource.scope_of(document)
        if (
            fits(document, {}, scope.get("tags"))
            and document["projectKey"] in scope.get("project_keys", [document["projectKey"]])
            and document["environmentKey"] in scope.get("environment_keys", [document["environmentKey"]])
            and not any(resource.matches(identity, document) for identity in meant.get(place, ()))
        ):
            identity = StoreIdentity(
                document["projectKey"], document["environmentKey"], document["integrationKey"], id=document["_id"]
            )
            extra.append(_declared(resource, Desired(identity), absent=True))
    return extra


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
        "prune": {"type": "bool", "default": False},
        "prune_scope": {"type": "dict", "options": _SCOPE},
    },
    constraints={"required_if": [("prune", True, ("prune_scope",))]},
    run=run,
)
