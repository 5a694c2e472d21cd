# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The definition of an integration configuration: form variables, secrets, capabilities."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import InvalidOption
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.defined import Defined
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import ABSENT, When
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.integration_configuration import (
    INTEGRATION_CONFIGURATION,
)
from definition_helpers import Account, configuration, configuration_of, configuration_options, wanted_of

BASE = "integration-configurations"
FOUND = {
    "_id": "7",
    "_integrationKey": "devin",
    "name": "one",
    "configValues": {"apiKey": "sup****123", "hidden": "x", "plain": "y"},
}


def test_what_a_configuration_declares() -> None:
    """Every value in its place; secrets are known by the table and by where they are given."""
    _resource, desired, _warned = configuration(
        enabled=True, tags=["a"], config_values={"apiKey": "k"}, secret_config_values={"a/b": "s"}
    )
    assert desired.identity == configuration_of("devin", "one")
    assert {value.field.path: value.wanted for value in desired.values} == {
        ("name",): "one",
        ("enabled",): True,
        ("configValues", "apiKey"): "k",
        ("configValues", "a/b"): "s",
        ("tags",): ["a"],
    }
    assert [value.field.path[-1] for value in desired.values if value.field.secret] == ["apiKey", "a/b"]


def test_what_is_not_given_is_not_declared() -> None:
    """A form variable that is null shall go; everything else that is null is left alone."""
    assert wanted_of() == {"name": "one"}
    assert wanted_of(name=None, integration_configuration_id="7", tags=[]) == {"tags": []}
    assert wanted_of(integration_key="pagerduty-guardian-edition", config_values={"eventFilter": None}) == {
        "name": "one",
        "config_values.eventFilter": ABSENT,
    }
    assert wanted_of(capability_config={"approvals": None, "audit_log_events_hook": {"statements": None}}) == {
        "name": "one"
    }


@pytest.mark.parametrize(
    ("given", "warning"),
    [
        ({"config_values": {"apiKey": "k", "unknown": 1}}, "config_values.unknown: the manifest of 'devin' that this"),
        ({"secret_config_values": {"unknown": "s"}}, "secret_config_values.unknown: the manifest of 'devin'"),
        ({"integration_key": "brand-new", "config_values": {"a": 1}}, "integration_key: 'brand-new' is not known"),
        ({"integration_key": "brand-new", "secret_config_values": {"a": "s"}}, "integration_key: 'brand-new' is not"),
        ({"integration_key": "servicenow-app", "config_values": {"a": 1}}, "config_values.a: the manifest of"),
        ({"integration_key": "brand-new"}, ""),
        ({"integration_key": "brand-new", "config_values": {"a": 1}, "validate_config": False}, ""),
        ({"config_values": {"unknown": 1}, "validate_config": False}, ""),
    ],
)
def test_what_the_table_does_not_know(given: dict[str, Any], warning: str) -> None:
    """Is a warning, never a refusal, and the switch silences it."""
    _resource, _desired, warned = configuration(**given)
    assert len(warned) == bool(warning)
    assert warning in "".join(warned)


def test_values_are_sent_as_their_types_say() -> None:
    """And as they are where the check is off."""
    given = {"integration_key": "datadog", "config_values": {"hideMemberDetails": "yes", "hostURL": 5}}
    assert (
        wanted_of(**{**given, "config_values": {"hideMemberDetails": "yes"}})["config_values.hideMemberDetails"] is True
    )
    unchecked = wanted_of(**given, validate_config=False)
    assert unchecked["config_values.hideMemberDetails"] == "yes"
    assert unchecked["config_values.hostURL"] == 5
    assert wanted_of(secret_config_values={"apiKey": 12345})["secret_config_values.apiKey"] == "12345"


@pytest.mark.parametrize(
    ("given", "option"),
    [
        ({"integration_key": "a/b"}, "integration_key"),
        ({"integration_key": ".."}, "integration_key"),
        ({"name": ""}, "name"),
        ({"integration_configuration_id": ".."}, "integration_configuration_id"),
        ({"integration_configuration_id": "a b"}, "integration_configuration_id"),
        ({"name": None}, "name or integration_configuration_id"),
        ({"tags": ["a b"]}, "tags"),
        ({"config_values": {"a": 1}, "secret_config_values": {"a": 1}}, "config_values, secret_config_values"),
        ({"config_values": {"": 1}}, "config_values"),
        ({"config_values": {"apiKey": None}}, "config_values.apiKey"),
        ({"config_values": {"apiKey": ""}}, "config_values.apiKey"),
        ({"config_values": {"apiKey": ["k"]}}, "config_values.apiKey"),
        ({"secret_config_values": {"other": True}}, "secret_config_values.other"),
        ({"secret_config_values": {"other": "a***"}}, "secret_config_values.other"),
        ({"config_values": {"other": float("nan")}}, "config_values.other"),
        ({"config_values": {"other": "\0"}, "validate_config": False}, "config_values.other"),
        ({"integration_key": "gitar", "config_values": {"githubOrgName": ""}}, "config_values.githubOrgName"),
    ],
)
def test_bad_declarations(given: dict[str, Any], option: str) -> None:
    """The option is named as the user wrote it."""
    with pytest.raises(InvalidOption) as caught:
        configuration(**given)
    assert caught.value.option == option


def test_without_the_check_a_required_variable_may_go() -> None:
    """The table may be wrong."""
    off = {"validate_config": False}
    assert wanted_of(config_values={"apiKey": None}, **off)["config_values.apiKey"] is ABSENT
    assert wanted_of(config_values={"apiKey": ""}, **off)["config_values.apiKey"] == ""


def test_places_and_identity() -> None:
    """By id at once, else in the list of the integration by name."""
    resource, _desired, _warned = configuration()
    named, by_id = configuration_of("devin", "one"), configuration_of("devin", "new", "7")
    assert resource.list_path(named) == resource.create_path(named) == (BASE, "keys", "devin")
    assert (resource.direct_path(named), resource.direct_path(by_id)) == (None, (BASE, "7"))
    assert resource.item_path(named, FOUND) == resource.item_path(by_id, {}) == (BASE, "7")
    assert resource.matches(named, FOUND)
    assert resource.matches(by_id, FOUND)
    assert not resource.matches(configuration_of("devin", "two"), FOUND)
    assert not resource.matches(configuration_of("devin", "one", "8"), FOUND)
    assert resource.label(named) == "devin integration configuration 'one'"
    assert resource.label(by_id) == "devin integration configuration 'new' (integration_configuration_id 7)"
    assert resource.label(configuration_of("devin", None, "7")) == "devin integration configuration 7"
    assert resource.label(configuration_of("devin", None, "7"), FOUND) == (
        "devin integration configuration 'one' (integration_configuration_id 7)"
    )
    assert resource.describe(FOUND) == "devin 'one' (integration_configuration_id 7)"
    assert resource.describe({"name": "a"}) == "devin 'a' (integration_configuration_id None)"


def test_what_cannot_be_meant() -> None:
    """An id that is not there, unless it shall not be; an id of another integration."""
    resource, _desired, _warned = configuration()
    by_id = configuration_of("devin", None, "7")
    with pytest.raises(InvalidOption, match="integration_configuration_id: there is no integration configuration 7"):
        resource.missing(by_id, Account(), False)
    resource.missing(by_id, Account(), True)
    resource.missing(configuration_of("devin", "one"), Account(), False)
    resource.check_found(by_id, FOUND)
    resource.check_found(by_id, {"_id": "7"})
    with pytest.raises(InvalidOption, match="is not a configuration of gitar"):
        resource.check_found(configuration_of("gitar", None, "7"), FOUND)


@pytest.mark.parametrize(
    ("given", "option"),
    [
        ({"name": None, "integration_configuration_id": "7"}, "name"),
        ({}, "config_values.apiKey"),
        ({"secret_config_values": {"other": "x"}}, "config_values.apiKey"),
        ({"integration_key": "gitar"}, "config_values.gitarToken, config_values.githubOrgName"),
        ({"integration_key": "gitar", "config_values": {"githubOrgName": "o"}}, "config_values.gitarToken"),
    ],
)
def test_what_a_creation_needs(given: dict[str, Any], option: str) -> None:
    """All that is missing is named at once."""
    resource, desired, _warned = configuration(**given)
    with pytest.raises(InvalidOption) as caught:
        resource.check_creation(desired, Account())
    assert caught.value.option == option


@pytest.mark.parametrize(
    "given",
    [
        {"config_values": {"apiKey": "k"}},
        {"secret_config_values": {"apiKey": "k"}},
        {"validate_config": False},
        {"integration_key": "brand-new"},
    ],
)
def test_what_a_creation_can_do_with(given: dict[str, Any]) -> None:
    """Wherever it is given; what the table does not know is not needed."""
    resource, desired, _warned = configuration(**given)
    resource.check_creation(desired, Account())


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("redis", "'redis' is not configured here: use the module big_segment_store."),
        ("split", "'split' is not configured here: use the module flag_import_configuration."),
        ("brand-new", "Check integration_key: 'brand-new' is not an integration that this collection knows."),
        ("datadog", "As far as this collection knows, LaunchDarkly takes no configurations of 'datadog' here, but of"),
        ("devin", ""),
        ("servicenow-app", ""),
    ],
)
def test_why_a_creation_was_refused(key: str, hint: str) -> None:
    """A hint, since manifests change."""
    refused = Defined(INTEGRATION_CONFIGURATION, {}).at(key).refused(configuration_of(key, "one"), Account())
    assert refused.startswith(hint)
    assert bool(refused) == bool(hint)


def test_secrets_are_left_out() -> None:
    """Those that the table knows, those that the task says, and nothing else."""
    resource, _desired, _warned = configuration(secret_config_values={"hidden": "x"})
    assert resource.secret_paths(FOUND) == {("configValues", "apiKey"), ("configValues", "hidden")}
    assert resource.secret_paths({}) == resource.secret_paths({"configValues": []}) == set()
    assert resource.redacted(FOUND)["configValues"] == {"plain": "y"}


def test_fixed_variables() -> None:
    """What the table marks so is set at creation only."""
    values = {"snowflakeHostAddress": "a", "selectedEnv": "e", "eventTaskId": "t"}
    _resource, desired, _warned = configuration(integration_key="snowflake-experimentation", config_values=values)
    fixed = [value.field.option for value in desired.values if value.field.when is When.FIXED]
    assert fixed == ["config_values.snowflakeHostAddress", "config_values.selectedEnv"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, []),
        ({"config_values": {"apiKey": "k", "other": "o"}}, ["k"]),
        ({"secret_config_values": {"a": "s", "b": 5}}, ["s", 5]),
        ({"config_values": {"apiKey": "k"}, "secret_config_values": {"a": "s"}}, ["s", "k"]),
        ({"config_values": "apiKey=k"}, ["apiKey=k"]),
        ({"secret_config_values": "a=s"}, []),
        ({"config_values": {"apiKey": "k"}, "integration_key": None}, ["k"]),
    ],
)
def test_all_the_secrets_of_the_options(given: dict[str, Any], found: list[Any]) -> None:
    """Also of options that were not validated: what cannot be read is hidden whole."""
    assert INTEGRATION_CONFIGURATION.secret_values(configuration_options(**given)) == found
