# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LaunchDarkly's own Python client accepts every answer: its models validate them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from emulator.control import Emulator
from imported_later import ImportedLater

launchdarkly_api = ImportedLater("launchdarkly_api")


def client(emulator: Emulator, version: str) -> launchdarkly_api.ApiClient:
    """A client that sends the version exactly once: it knows one default header of that name, and no other."""
    configuration = launchdarkly_api.Configuration(host=emulator.url, api_key={"ApiKey": emulator.token})
    made = launchdarkly_api.ApiClient(configuration)
    made.set_default_header("LD-API-Version", version)
    return made


@pytest.fixture
def beta(emulator: Emulator) -> Iterator[launchdarkly_api.ApiClient]:
    with client(emulator, "beta") as made:
        yield made


@pytest.fixture
def stable(emulator: Emulator) -> Iterator[launchdarkly_api.ApiClient]:
    with client(emulator, "20240415") as made:
        yield made


def replace(path: str, value: object) -> list[launchdarkly_api.PatchOperation]:
    return [launchdarkly_api.PatchOperation(op="replace", path=path, value=value)]


def test_persistent_stores(emulator: Emulator, beta: launchdarkly_api.ApiClient) -> None:
    stores = launchdarkly_api.PersistentStoreIntegrationsBetaApi(beta)
    status = {"available": True, "errors": [{"statusCode": 500, "message": "m", "timestamp": 1}], "lastSync": 2}
    emulator.settings(status=status)
    body = launchdarkly_api.IntegrationDeliveryConfigurationPost(
        config={"host": "h", "password": "supersecret123"}, name="store", on=True, tags=["a"]
    )
    created = stores.create_big_segment_store_integration("default", "test", "redis", body)
    assert created.config == {"host": "h", "password": "sup********123"}
    assert created.status.errors[0].status_code == 500
    place = ("default", "test", "redis", created.id)
    assert stores.get_big_segment_store_integration(*place) == created
    listed = stores.get_big_segment_store_integrations()
    assert [item.id for item in listed.items] == [created.id]
    patched = stores.patch_big_segment_store_integration(*place, replace("/config/host", "other"))
    assert (patched.config["host"], patched.version) == ("other", 2)
    stores.delete_big_segment_store_integration(*place)
    with pytest.raises(launchdarkly_api.exceptions.NotFoundException):
        stores.get_big_segment_store_integration(*place)
    assert {entry["headers"]["ld-api-version"] for entry in emulator.requests()["log"]} == {"beta"}


def test_integration_configurations(emulator: Emulator, beta: launchdarkly_api.ApiClient) -> None:
    configurations = launchdarkly_api.IntegrationsBetaApi(beta)
    statement = launchdarkly_api.StatementPost(effect="allow", resources=["proj/*"], actions=["*"])
    hook = launchdarkly_api.AuditLogEventsHookCapabilityConfigPost(statements=[statement])
    body = launchdarkly_api.IntegrationConfigurationPost(
        name="one",
        enabled=True,
        tags=["a"],
        configValues={"apiKey": "supersecret123", "baseURL": "https://x.example.com"},
        capabilityConfig=launchdarkly_api.CapabilityConfigPost(auditLogEventsHook=hook),
    )
    created = configurations.create_integration_configuration("custom-approvals", body)
    assert created.capability_config.audit_log_events_hook.statements[0].effect == "allow"
    assert configurations.get_integration_configuration(created.id) == created
    assert configurations.get_all_integration_configurations("custom-approvals").items == [created]
    patched = configurations.update_integration_configuration(created.id, replace("/enabled", False))
    assert not patched.enabled
    configurations.delete_integration_configuration(created.id)
    assert configurations.get_all_integration_configurations("custom-approvals").items == []
    snowflake = launchdarkly_api.IntegrationConfigurationPost(
        name="two", configValues={"snowflakeHostAddress": "h", "selectedEnv": "default:test"}
    )
    created = configurations.create_integration_configuration("snowflake-experimentation", snowflake)
    assert created.snowflake_setup_script


def test_the_caller_and_the_addresses(emulator: Emulator, stable: launchdarkly_api.ApiClient) -> None:
    other = launchdarkly_api.OtherApi(stable)
    assert (other.get_caller_identity().token_name, other.get_caller_identity().scopes) == ("emulator", ["admin"])
    assert other.get_ips().outbound_addresses


def test_the_audit_log(emulator: Emulator, stable: launchdarkly_api.ApiClient) -> None:
    """By a specifier, and by a policy."""
    accesses = [{"action": "updateOn", "resource": "proj/default:env/test:flag/one"}]
    emulator.seed(audit_log_entries=[{"date": 1, "accesses": accesses, "name": "one"}])
    entries = launchdarkly_api.AuditLogApi(stable)
    statement = launchdarkly_api.StatementPost(effect="allow", resources=["proj/*:env/test:flag/*"], actions=["*"])
    found = entries.post_audit_log_entries(limit=5, statement_post=[statement])
    assert [(one.name, one.accesses[0].action) for one in found.items] == [("one", "updateOn")]
    assert entries.get_audit_log_entries(spec="proj/*:env/test:flag/*") == found
    assert entries.post_audit_log_entries() == entries.get_audit_log_entries() == found
    statement.effect = "deny"
    assert entries.post_audit_log_entries(statement_post=[statement]).items == []


def test_projects(stable: launchdarkly_api.ApiClient) -> None:
    projects = launchdarkly_api.ProjectsApi(stable)
    created = projects.post_project(launchdarkly_api.ProjectPost(name="P", key="p", tags=["a"]))
    assert [environment.key for environment in created.environments] == ["test", "production"]
    with pytest.raises(launchdarkly_api.exceptions.ConflictException):
        projects.post_project(launchdarkly_api.ProjectPost(name="P", key="p"))
    assert projects.get_project("p").environments is None
    assert projects.get_project("p", expand="environments").environments.total_count == 2
    assert [project.key for project in projects.get_projects(limit=1, offset=1).items] == ["p"]
    assert projects.get_projects(expand="environments", filter="keys:p").total_count == 1
    assert projects.patch_project("p", replace("/name", "Q")).name == "Q"
    projects.delete_project("p")
    assert projects.get_projects().total_count == 1


def test_environments(stable: launchdarkly_api.ApiClient) -> None:
    environments = launchdarkly_api.EnvironmentsApi(stable)
    body = launchdarkly_api.EnvironmentPost(name="E", key="e", color="DADBEE", tags=["a"])
    created = environments.post_environment("default", body)
    assert created.api_key.startswith("sdk-")
    assert environments.get_environment("default", "e") == created
    assert environments.get_environments_by_project("default", limit=2).total_count == 3
    patched = environments.patch_environment("default", "e", replace("/approvalSettings/minNumApprovals", 2))
    assert patched.approval_settings.min_num_approvals == 2
    environments.delete_environment("default", "e")
    with pytest.raises(launchdarkly_api.exceptions.NotFoundException):
        environments.get_environment("default", "e")


def test_refusals(emulator: Emulator, stable: launchdarkly_api.ApiClient, beta: launchdarkly_api.ApiClient) -> None:
    with pytest.raises(launchdarkly_api.exceptions.ForbiddenException):
        launchdarkly_api.PersistentStoreIntegrationsBetaApi(stable).get_big_segment_store_integrations()
    stores = launchdarkly_api.PersistentStoreIntegrationsBetaApi(beta)
    body = launchdarkly_api.IntegrationDeliveryConfigurationPost(config={})
    with pytest.raises(launchdarkly_api.exceptions.BadRequestException):
        stores.create_big_segment_store_integration("default", "test", "redis", body)
    emulator.settings(rate_limit={"limit": 0})
    with pytest.raises(launchdarkly_api.exceptions.ApiException) as caught:
        stores.get_big_segment_store_integrations()
    assert caught.value.status == 429
