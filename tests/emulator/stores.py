# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Persistent stores: ``/api/v2/integration-capabilities/big-segment-store``."""

from __future__ import annotations

from typing import Any

from .account import Account
from .answers import JSON_TYPE, Answer, conflict, json_answer, no_content, not_found, to_json
from .call import Call
from .configs import patch_with_config
from .masks import masked_config
from .patching import PatchRules
from .projects import find_environment
from .representation import access, as_shown, link, public
from .table import Record
from .validation import check_boolean, check_members, check_tags, check_text, checked_config, manifest_for_stores

COLLECTION = "/api/v2/integration-capabilities/big-segment-store"
PATCH_RULES = PatchRules(
    {"name": None, "on": None, "tags": None, "config": None}, config="config", parts={"config": "config_patch"}
)
ACCESS = access("createIntegration", "deleteIntegration", "updateConfiguration", "updateName", "updateOn")
REQUIRED = ("on", "tags", "config")
# The collection answer leaves the rest of a config out: only the answer for a single store is complete.
LISTED_VARIABLES = ("host", "tableName")


def representation(store: Record, config: dict[str, Any]) -> dict[str, Any]:
    """A store with links and access, with the config that is to be shown."""
    project = f"/api/v2/projects/{store['projectKey']}"
    path = f"{store['projectKey']}/{store['environmentKey']}/{store['integrationKey']}/{store['_id']}"
    return {
        **public(store),
        "config": config,
        "_links": {
            "self": link(f"{COLLECTION}/{path}"),
            "parent": link(COLLECTION),
            "project": link(project),
            "environment": link(f"{project}/environments/{store['environmentKey']}"),
        },
        "_access": ACCESS,
    }


def _single(status: int, account: Account, store: Record) -> Answer:
    config = masked_config(store["integrationKey"], store["config"], account.dialect)
    return json_answer(status, as_shown(representation(store, config), account.dialect, REQUIRED))


def _serialise_listed(store: Record, dialect: dict[str, Any]) -> bytes:
    config = {name: value for name, value in store["config"].items() if name in LISTED_VARIABLES}
    return to_json(as_shown(representation(store, config), dialect, REQUIRED))


def list_stores(account: Account, call: Call) -> Answer:
    """Every store of the account; not paginated."""
    account.settle()
    dialect = account.dialect
    items = account.stores.listing(dialect, lambda store: _serialise_listed(store, dialect))
    links = to_json({"self": link(COLLECTION)})
    return Answer(200, b'{"_links":' + links + b',"items":[' + items + b"]}", [JSON_TYPE])


def create_store(account: Account, call: Call) -> Answer:
    """Create a store; the dialect says how many an environment may have."""
    place = call.parameters
    find_environment(account, call)
    manifest = manifest_for_stores(place["integrationKey"])
    body = call.json_object()
    check_members(body, ("config",), ("name", "on", "tags"), account.dialect)
    body["config"] = checked_config(manifest, body["config"], account.dialect)
    _check_common(body)
    _check_number(account, place)
    store = account.add_store({**body, **place})
    return _single(201, account, store)


def _check_common(body: dict[str, Any]) -> None:
    check_text(body.get("name", ""), "name", empty=True)
    check_boolean(body.get("on", False), "on")
    check_tags(body.get("tags", []))


def _check_number(account: Account, place: dict[str, str]) -> None:
    allowed = account.dialect["stores_per_environment"]
    if allowed == "many":
        return
    for store in account.stores.records.values():
        if store["projectKey"] != place["projectKey"] or store["environmentKey"] != place["environmentKey"]:
            continue
        if allowed == "one" or store["integrationKey"] == place["integrationKey"]:
            raise conflict(account.dialect["conflict_code"])


def _find(account: Account, call: Call) -> Record:
    account.settle()
    find_environment(account, call)
    store = account.stores.find(call.parameters["integrationId"], account.deletions_seen_after(call.method))
    if store is None or any(
        store[name] != call.parameters[name] for name in ("projectKey", "environmentKey", "integrationKey")
    ):
        raise not_found()
    return store


def get_store(account: Account, call: Call) -> Answer:
    """One store, its config complete, its secrets masked."""
    return _single(200, account, _find(account, call))


def patch_store(account: Account, call: Call) -> Answer:
    """Apply a JSON Patch; the version counts up if anything changed."""
    store = _find(account, call)
    key = store["integrationKey"]
    manifest = manifest_for_stores(key)
    changed = patch_with_config(store, key, manifest, call.json(), PATCH_RULES, account.dialect, call.ignored)
    for name, value in (("name", ""), ("on", False), ("tags", [])):
        changed.setdefault(name, value)
    _check_common(changed)
    if changed != store:
        changed["version"] = store["version"] + 1
        account.stores.put(changed)
    return _single(200, account, changed)


def delete_store(account: Account, call: Call) -> Answer:
    """Delete one store."""
    account.stores.delete(_find(account, call)["_id"])
    return no_content()
