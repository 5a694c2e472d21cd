# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LaunchDarkly's own Python client drives each kind of the emulator's table: its models validate every answer."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from emulator.control import Emulator
from kind_table import KIND_ROWS, KindRow

launchdarkly_api = pytest.importorskip("launchdarkly_api")


@dataclasses.dataclass(frozen=True)
class Calls:
    """The client's names: its class, what it calls things, its ``body``, and the ``place`` of a new one.

    A list is at the first ``listed`` segments of the place. ``wraps`` tells that a patch comes with a comment.
    """

    api: str
    post: str
    get: str
    list: str
    patch: str
    delete: str
    body: str
    place: tuple[str, ...] = ()
    listed: int = 0
    wraps: bool = False
    beta: bool = False
    more: tuple[tuple[str, Any], ...] = ()


def _crud(noun: str, list_name: str, **more: Any) -> dict[str, Any]:
    names = {verb: f"{verb}_{noun}" for verb in ("post", "get", "patch", "delete")}
    return {**names, "list": list_name, **more}


CALLS = {
    "audit_log_subscription": Calls(
        "IntegrationAuditLogSubscriptionsApi",
        "create_subscription",
        "get_subscription_by_id",
        "get_subscriptions",
        "update_subscription",
        "delete_subscription",
        "SubscriptionPost",
        ("datadog",),
        listed=1,
    ),
    "integration_delivery_configuration": Calls(
        "IntegrationDeliveryConfigurationsBetaApi",
        body="IntegrationDeliveryConfigurationPost",
        place=("default", "test", "fastly"),
        beta=True,
        **{
            **_crud("integration_delivery_configuration", "get_integration_delivery_configurations"),
            "post": "create_integration_delivery_configuration",
            "get": "get_integration_delivery_configuration_by_id",
        },
    ),
    "flag_import_configuration": Calls(
        "FlagImportConfigurationsBetaApi",
        body="FlagImportConfigurationPost",
        place=("default", "unleash"),
        beta=True,
        **{
            **_crud("flag_import_configuration", "get_flag_import_configurations"),
            "post": "create_flag_import_configuration",
        },
    ),
    "relay_proxy_configuration": Calls(
        "RelayProxyConfigurationsApi",
        body="RelayAutoConfigPost",
        wraps=True,
        **{**_crud("relay_auto_config", "get_relay_proxy_configs"), "get": "get_relay_proxy_config"},
    ),
    "webhook": Calls("WebhooksApi", body="WebhookPost", more=(("sign", True),), **_crud("webhook", "get_all_webhooks")),
    "destination": Calls(
        "DataExportDestinationsApi",
        body="DestinationPost",
        place=("default", "test"),
        **_crud("destination", "get_destinations"),
    ),
    "custom_role": Calls(
        "CustomRolesApi", body="CustomRolePost", wraps=True, **_crud("custom_role", "get_custom_roles")
    ),
}


@pytest.mark.parametrize("kind", KIND_ROWS, ids=lambda row: row.module)
def test_each_kind(emulator: Emulator, kind: KindRow) -> None:
    """Made, read, listed, patched, deleted."""
    calls = CALLS[kind.module]
    configuration = launchdarkly_api.Configuration(host=emulator.url, api_key={"ApiKey": emulator.token})
    with launchdarkly_api.ApiClient(configuration) as client:
        client.set_default_header("LD-API-Version", "beta" if calls.beta else "20240415")
        api = getattr(launchdarkly_api, calls.api)(client)
        place_members = {"projectKey", "environmentKey", "integrationKey"}
        seed = {name: value for name, value in kind.seed().items() if name not in place_members}
        body = getattr(launchdarkly_api, calls.body).from_dict({**seed, **dict(calls.more)})
        created = getattr(api, calls.post)(*calls.place, body)
        one = (*calls.place, created.key if kind.module == "custom_role" else created.id)
        read = getattr(api, calls.get)(*one)
        assert read.id == created.id
        listed = getattr(api, calls.list)(*calls.place[: calls.listed])
        assert [item.id for item in listed.items] == [created.id]
        change = kind.changes[0]
        path = "/" + "/".join(change.path)
        operation = launchdarkly_api.PatchOperation(op="replace", path=path, value=change.later)
        patch: Any = [operation]
        if calls.wraps:
            patch = launchdarkly_api.PatchWithComment(patch=patch, comment="by a test")
        getattr(api, calls.patch)(*one, patch)
        stored: Any = emulator.state()[kind.state][0]
        for name in change.path:
            stored = stored[name]
        assert stored == change.later
        getattr(api, calls.delete)(*one)
        with pytest.raises(launchdarkly_api.exceptions.NotFoundException):
            getattr(api, calls.get)(*one)
    assert emulator.state()[kind.state] == []


def test_actions_of_their_own(emulator: Emulator) -> None:
    """A validation, an import, another key that is shown once."""
    rows = {kind.module: kind for kind in KIND_ROWS}
    made = emulator.seed(**{kind.state: [kind.seed()] for kind in KIND_ROWS})
    configuration = launchdarkly_api.Configuration(host=emulator.url, api_key={"ApiKey": emulator.token})
    with launchdarkly_api.ApiClient(configuration) as client:
        client.set_default_header("LD-API-Version", "beta")
        (delivery,) = made[rows["integration_delivery_configuration"].state]
        deliveries = launchdarkly_api.IntegrationDeliveryConfigurationsBetaApi(client)
        answer = deliveries.validate_integration_delivery_configuration("default", "test", "fastly", delivery)
        assert answer.status_code == 200
        (one,) = made[rows["flag_import_configuration"].state]
        imports = launchdarkly_api.FlagImportConfigurationsBetaApi(client)
        assert imports.trigger_flag_import_job("default", "unleash", one) is None
        (relay,) = made[rows["relay_proxy_configuration"].state]
        relays = launchdarkly_api.RelayProxyConfigurationsApi(client)
        before = relays.get_relay_proxy_config(relay)
        new = relays.reset_relay_auto_config(relay)
        assert new.full_key.endswith(new.display_key)
        assert new.display_key != before.display_key
        assert relays.get_relay_proxy_config(relay).full_key is None
