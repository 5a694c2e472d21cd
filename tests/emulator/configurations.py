# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Integration configurations: ``/api/v2/integration-configurations``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .account import Account
from .answers import JSON_TYPE, Answer, json_answer, no_content, not_found, to_json
from .call import Call
from .configs import patch_with_config
from .masks import masked_config
from .patching import PatchRules
from .representation import access, as_shown, link, public
from .table import Record
from .validation import (
    check_boolean,
    check_capability_config,
    check_members,
    check_tags,
    check_text,
    checked_config,
    manifest_for_configurations,
)

FAMILY = "/api/v2/integration-configurations"
WRITABLE = {"name": None, "enabled": None, "tags": None, "configValues": None, "capabilityConfig": None}
PARTS = {"configValues": "config_patch", "capabilityConfig": "capability_patch"}
_RULES = PatchRules(WRITABLE, config="configValues", parts=PARTS)
PATCH_RULES = {
    "enabled": replace(_RULES, wrong_paths=frozenset({"on"})),
    "on": replace(_RULES, wrong_paths=frozenset({"enabled"}), aliases={"on": "enabled"}),
}
ACCESS = access("createIntegration", "deleteIntegration", "updateConfiguration", "updateName", "updateOn")


def representation(account: Account, configuration: Record) -> dict[str, Any]:
    """A configuration with links and access, its secrets masked."""
    key = configuration["_integrationKey"]
    shown = {
        **public(configuration),
        "configValues": masked_config(key, configuration["configValues"], account.dialect),
        "_links": {
            "self": link(f"{FAMILY}/{configuration['_id']}"),
            "parent": link(f"{FAMILY}/keys/{key}"),
        },
        "_access": ACCESS,
    }
    return as_shown(shown, account.dialect)


def list_configurations(account: Account, call: Call) -> Answer:
    """Every configuration of one integration; not paginated."""
    key = call.parameters["integrationKey"]
    manifest_for_configurations(key)
    shown = [
        to_json(representation(account, configuration))
        for configuration in account.configurations.shown(account.dialect)
        if configuration["_integrationKey"] == key
    ]
    links = to_json({"self": link(f"{FAMILY}/keys/{key}")})
    return Answer(200, b'{"_links":' + links + b',"items":[' + b",".join(shown) + b"]}", [JSON_TYPE])


def create_configuration(account: Account, call: Call) -> Answer:
    """Create a configuration. Names are free: two may have the same one."""
    key = call.parameters["integrationKey"]
    manifest = manifest_for_configurations(key)
    body = call.json_object()
    check_members(body, ("name", "configValues"), ("enabled", "tags", "capabilityConfig"), account.dialect)
    body["configValues"] = checked_config(manifest, body["configValues"], account.dialect, "configValues")
    _check_common(body)
    configuration = account.add_configuration({**body, "_integrationKey": key})
    shown = representation(account, configuration)
    if key == "snowflake-experimentation":
        # Only the answer to the creation carries the script.
        shown["snowflakeSetupScript"] = "-- Run this in Snowflake.\nCREATE DATABASE IF NOT EXISTS LAUNCHDARKLY;\n"
    return json_answer(201, shown)


def _check_common(body: dict[str, Any]) -> None:
    check_text(body.get("name"), "name")
    check_boolean(body.get("enabled", True), "enabled")
    check_tags(body.get("tags", []))
    check_capability_config(body.get("capabilityConfig", {}))


def _find(account: Account, call: Call) -> Record:
    late_ms = account.deletions_seen_after(call.method)
    configuration = account.configurations.find(call.parameters["integrationConfigurationId"], late_ms)
    if configuration is None:
        raise not_found()
    return configuration


def get_configuration(account: Account, call: Call) -> Answer:
    """One configuration."""
    return json_answer(200, representation(account, _find(account, call)))


def patch_configuration(account: Account, call: Call) -> Answer:
    """Apply a JSON Patch."""
    configuration = _find(account, call)
    key = configuration["_integrationKey"]
    rules = PATCH_RULES[account.dialect["enabled_path"]]
    manifest = manifest_for_configurations(key)
    changed = patch_with_config(configuration, key, manifest, call.json(), rules, account.dialect, call.ignored)
    changed.setdefault("tags", [])
    changed.setdefault("enabled", True)
    _check_common(changed)
    if changed != configuration:
        account.configurations.put(changed)
    return json_answer(200, representation(account, changed))


def delete_configuration(account: Account, call: Call) -> Answer:
    """Delete one configuration."""
    account.configurations.delete(_find(account, call)["_id"])
    return no_content()
