# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LaunchDarkly's own Python client drives each kind: its models validate every answer."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.kinds import KINDS
from emulator.control import Emulator
from emulator.dialect import DIALECTS as ANSWERS
from emulator.dialect import NAMED_DIALECTS
from imported_later import ImportedLater
from kind_table import KIND_ROWS, SECRET, SETTINGS_ROW, KindRow

launchdarkly_api = ImportedLater("launchdarkly_api")

PLACE_MEMBERS = {"projectKey", "environmentKey", "integrationKey"}


@dataclasses.dataclass(frozen=True)
class Calls:
    """The client's names: its class, what it calls things, its ``body``, and the ``place`` of a new one.

    A list is at the first ``listed`` segments of the place. ``wraps`` tells that a patch comes with a comment,
    ``keyed`` that each is addressed by its key, ``placed`` that this comes after its place. ``more`` is what the body of
    a creation has beside what the table of kinds seeds.
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
    keyed: bool = False
    placed: bool = True
    more: tuple[tuple[str, Any], ...] = ()

    def replacement(self, path: str, value: Any) -> Any:
        """The body of a patch."""
        patch = [launchdarkly_api.PatchOperation(op="replace", path=path, value=value)]
        return launchdarkly_api.PatchWithComment(patch=patch, comment="by a test") if self.wraps else patch


def _crud(noun: str, list_name: str, **more: Any) -> dict[str, Any]:
    names = {verb: f"{verb}_{noun}" for verb in ("post", "get", "patch", "delete")}
    return {**names, "list": list_name, **more}


IN_TEST = ("default", "test")
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
    "big_segment_store": Calls(
        "PersistentStoreIntegrationsBetaApi",
        body="IntegrationDeliveryConfigurationPost",
        place=(*IN_TEST, "redis"),
        beta=True,
        more=(("name", "one"), ("config", {"host": "redis.example.com", "password": SECRET})),
        **_crud("big_segment_store_integration", "get_big_segment_store_integrations")
        | {"post": "create_big_segment_store_integration"},
    ),
    "integration_configuration": Calls(
        "IntegrationsBetaApi",
        "create_integration_configuration",
        "get_integration_configuration",
        "get_all_integration_configurations",
        "update_integration_configuration",
        "delete_integration_configuration",
        "IntegrationConfigurationPost",
        ("custom-approvals",),
        listed=1,
        placed=False,
        beta=True,
        more=(("name", "one"), ("configValues", {"apiKey": SECRET, "baseURL": "https://one.example.com"})),
    ),
    "integration_delivery_configuration": Calls(
        "IntegrationDeliveryConfigurationsBetaApi",
        body="IntegrationDeliveryConfigurationPost",
        place=(*IN_TEST, "fastly"),
        beta=True,
        **_crud("integration_delivery_configuration", "get_integration_delivery_configurations")
        | {
            "post": "create_integration_delivery_configuration",
            "get": "get_integration_delivery_configuration_by_id",
        },
    ),
    "flag_import_configuration": Calls(
        "FlagImportConfigurationsBetaApi",
        body="FlagImportConfigurationPost",
        place=("default", "unleash"),
        beta=True,
        **_crud("flag_import_configuration", "get_flag_import_configurations")
        | {"post": "create_flag_import_configuration"},
    ),
    "relay_proxy_configuration": Calls(
        "RelayProxyConfigurationsApi",
        body="RelayAutoConfigPost",
        wraps=True,
        **_crud("relay_auto_config", "get_relay_proxy_configs") | {"get": "get_relay_proxy_config"},
    ),
    "webhook": Calls(
        "WebhooksApi",
        body="WebhookPost",
        more=(("sign", True),),
        **_crud("webhook", "get_all_webhooks"),
    ),
    "destination": Calls(
        "DataExportDestinationsApi",
        body="DestinationPost",
        place=IN_TEST,
        **_crud("destination", "get_destinations"),
    ),
    "custom_role": Calls(
        "CustomRolesApi", body="CustomRolePost", wraps=True, keyed=True, **_crud("custom_role", "get_custom_roles")
    ),
    "project": Calls(
        "ProjectsApi",
        body="ProjectPost",
        keyed=True,
        more=(("name", "one"), ("key", "one")),
        **_crud("project", "get_projects"),
    ),
    "environment": Calls(
        "EnvironmentsApi",
        body="EnvironmentPost",
        place=("default",),
        listed=1,
        keyed=True,
        more=(("name", "one"), ("key", "one"), ("color", "417505")),
        **_crud("environment", "get_environments_by_project"),
    ),
}
ROWS = {kind.module: kind for kind in KIND_ROWS}
# The list has to show what was just made.
DIALECTS: dict[str, Any] = {
    **{name: {**dialect, "list_freshness_ms": 0} for name, dialect in NAMED_DIALECTS.items()},
    **{f"secret {answer}": {"secret_shown": answer} for answer in ANSWERS["secret_shown"][1:]},
    "unavailable approvals": {"approvals": "unavailable"},
}


def test_every_kind_is_driven() -> None:
    """But for the settings, which have no calls like the others."""
    assert CALLS.keys() | {SETTINGS_ROW.module} == {kind.name for kind in KINDS}


@pytest.mark.parametrize("dialect", NAMED_DIALECTS)
def test_approval_request_settings(emulator: Emulator, dialect: str) -> None:
    """Read as they are at first, changed, and read again, of one environment and of all."""
    emulator.reset(dialect=NAMED_DIALECTS[dialect])
    configuration = launchdarkly_api.Configuration(host=emulator.url, api_key={"ApiKey": emulator.token})
    with launchdarkly_api.ApiClient(configuration) as client:
        client.set_default_header("LD-API-Version", "beta")
        api = launchdarkly_api.ApprovalsBetaApi(client)
        place = {"environment_key": "test", "resource_kind": "segment"}
        first = api.get_approval_request_settings("beta", "default", expand="default", **place)
        assert first["segment"].default.required is False
        patch = launchdarkly_api.ApprovalRequestSettingsPatch(**place, required=True, min_num_approvals=2)
        changed = api.patch_approval_request_settings("beta", "default", patch)
        for answer in (changed, api.get_approval_request_settings("beta", "default")):
            there = answer["segment"].environments["test"]
            assert (there.required, there.min_num_approvals, there.can_apply_declined_changes) == (True, 2, True)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("module", CALLS)
def test_each_kind(emulator: Emulator, module: str, dialect: str) -> None:
    """Made, read, listed, patched, deleted, whatever the service answers."""
    emulator.reset(dialect=DIALECTS[dialect])
    calls, row = CALLS[module], ROWS.get(module)
    seed = {} if row is None else {name: value for name, value in row.seed().items() if name not in PLACE_MEMBERS}
    configuration = launchdarkly_api.Configuration(host=emulator.url, api_key={"ApiKey": emulator.token})
    with launchdarkly_api.ApiClient(configuration) as client:
        client.set_default_header("LD-API-Version", "beta" if calls.beta else "20240415")
        api = getattr(launchdarkly_api, calls.api)(client)
        body = getattr(launchdarkly_api, calls.body).from_dict({**seed, **dict(calls.more)})
        created = getattr(api, calls.post)(*calls.place, body)
        one = (*(calls.place if calls.placed else ()), created.key if calls.keyed else created.id)
        read = getattr(api, calls.get)(*one)
        assert read.id == created.id
        listed = getattr(api, calls.list)(*calls.place[: calls.listed])
        assert created.id in [item.id for item in listed.items]
        if row is not None and dialect == "default":
            patch_all(emulator, api, calls, one, row)
        patched = getattr(api, calls.patch)(*one, calls.replacement("/name", "another"))
        assert getattr(api, calls.get)(*one) == patched or module == "project"
        assert patched.name == "another"
        getattr(api, calls.delete)(*one)
        with pytest.raises(launchdarkly_api.exceptions.NotFoundException):
            getattr(api, calls.get)(*one)
    assert (SECRET in repr((created, read, listed, patched))) is (module == "webhook")


def patch_all(emulator: Emulator, api: Any, calls: Calls, one: tuple[str, ...], row: KindRow) -> None:
    """Change each member that may change, in a patch of its own."""
    for change in row.changes:
        getattr(api, calls.patch)(*one, calls.replacement("/" + "/".join(change.path), change.later))
        stored: Any = emulator.state()[row.state][0]
        for name in change.path:
            stored = stored[name]
        assert stored == change.later


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
