# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One of each kind of the emulator's table: how a task declares it, and what the emulator holds then.

The suites run over this table. Written without the collection's own tables.
"""

from __future__ import annotations

import copy
import typing as t
from dataclasses import dataclass, field

Json = t.Any
Place = tuple[str, ...]

SECRET, ANOTHER_SECRET = "supersecret123", "another-secret-456"
STATEMENT: Json = {"effect": "allow", "resources": ["proj/*"], "actions": ["*"]}
OTHER_STATEMENT: Json = {"effect": "deny", "resources": ["proj/a", "proj/b"], "actions": ["updateOn", "createFlag"]}


@dataclass(frozen=True)
class Change:
    """An ``option`` by its place, the ``path`` of its member, and two values for it."""

    option: Place
    path: Place
    first: Json
    later: Json


@dataclass(frozen=True)
class KindRow:
    """``module`` is the one for one of them. ``which`` says which one, and ``declared`` what it shall be at first.

    ``secret`` is the option that takes the secret, and where it is stored. ``changes`` are what else may change.
    ``entries`` is the option of the module for many, ``scope`` what it may prune. ``is_adopted`` tells that a creation whose
    answer was lost is taken for done.
    """

    module: str
    entries: str
    id_option: str
    which: t.Mapping[str, Json]
    seeded_at: t.Mapping[str, Json]
    changes: tuple[Change, ...]
    scope: t.Mapping[str, Json]
    needed: t.Mapping[str, Json] = field(default_factory=dict)
    secrets: tuple[tuple[Place, Place], ...] = ()
    is_adopted: bool = True

    @property
    def state(self) -> str:
        """What the emulator calls them."""
        return f"{self.module}s"

    def options(self, secret: str | None = SECRET, **more: Json) -> dict[str, Json]:
        """The options that declare one, with all its secrets where ``secret`` is given."""
        options: dict[str, Json] = copy.deepcopy({**self.which, **self.needed})
        for change in self.changes:
            put(options, change.option, copy.deepcopy(change.first))
        for option, _path in self.secrets if secret is not None else ():
            put(options, option, secret)
        return {**options, **more}

    def seed(self, secret: str = SECRET, **members: Json) -> dict[str, Json]:
        """The same for the emulator."""
        document: dict[str, Json] = copy.deepcopy(dict(self.seeded_at))
        for change in self.changes:
            put(document, change.path, copy.deepcopy(change.first))
        for _option, path in self.secrets:
            put(document, path, secret)
        return {**document, **members}


def put(options: dict[str, Json], place: Place, value: Json) -> None:
    """Set what is at ``place``."""
    for name in place[:-1]:
        options = options.setdefault(name, {})
    options[place[-1]] = value


def value(name: str, first: Json, later: Json, container: str = "config") -> Change:
    """A form variable."""
    return Change(("config_values", name), (container, name), first, later)


def hidden(*names: str) -> tuple[tuple[Place, Place], ...]:
    """Secret form variables."""
    return tuple((("secret_config_values", name), ("config", name)) for name in names)


ON = Change(("enabled",), ("on",), True, False)
TAGS = Change(("tags",), ("tags",), ["red"], ["blue", "green"])
STATEMENTS = Change(("statements",), ("statements",), [STATEMENT], [OTHER_STATEMENT])
POLICY = Change(("policy",), ("policy",), [STATEMENT], [OTHER_STATEMENT])
IN_ENVIRONMENT = {"project_key": "default", "environment_key": "test"}
SEEDED = {"projectKey": "default", "environmentKey": "test", "name": "one"}

KIND_ROWS: t.Final = (
    KindRow(
        "audit_log_subscription",
        "subscriptions",
        "subscription_id",
        {"integration_key": "datadog", "name": "one"},
        {"integrationKey": "datadog", "name": "one"},
        (value("hostURL", "https://api.datadoghq.com", "https://api.datadoghq.eu"), ON, TAGS, STATEMENTS),
        {"integration_keys": ["datadog"]},
        secrets=hidden("apiKey"),
    ),
    KindRow(
        "integration_delivery_configuration",
        "configurations",
        "integration_delivery_configuration_id",
        {**IN_ENVIRONMENT, "integration_key": "fastly", "name": "one"},
        {**SEEDED, "integrationKey": "fastly"},
        (value("storeId", "one", "two"), ON, TAGS),
        {"project_keys": ["default"], "integration_keys": ["fastly"]},
        secrets=hidden("apiToken"),
    ),
    KindRow(
        "flag_import_configuration",
        "configurations",
        "flag_import_configuration_id",
        {"project_key": "default", "integration_key": "unleash", "name": "one"},
        {"projectKey": "default", "integrationKey": "unleash", "name": "one"},
        (
            value("sourceBaseUrl", "https://one.example.com", "https://two.example.com"),
            value("sourceProjectId", "one", "one"),
            value("sourceEnvironmentId", "one", "two"),
            TAGS,
        ),
        {"project_keys": ["default"]},
        secrets=hidden("sourceApiKey", "ldApiKey"),
    ),
    KindRow(
        "relay_proxy_configuration",
        "configurations",
        "relay_proxy_configuration_id",
        {"name": "one"},
        {"name": "one"},
        (POLICY,),
        {"prefix": "o"},
        is_adopted=False,
    ),
    KindRow(
        "webhook",
        "webhooks",
        "webhook_id",
        {"name": "one"},
        {"name": "one"},
        (
            Change(("url",), ("url",), "https://one.example.com/", "https://two.example.com/"),
            ON,
            STATEMENTS,
            TAGS,
        ),
        {"tags": ["red"]},
        secrets=((("secret",), ("secret",)),),
    ),
    KindRow(
        "destination",
        "destinations",
        "destination_id",
        {**IN_ENVIRONMENT, "kind": "azure-event-hubs", "name": "one"},
        {**SEEDED, "kind": "azure-event-hubs"},
        (
            value("namespace", "one", "two"),
            value("name", "one", "two"),
            value("policyName", "one", "one"),
            ON,
        ),
        {"project_keys": ["default"], "environment_keys": ["test"]},
        secrets=hidden("policyKey"),
    ),
    KindRow(
        "custom_role",
        "roles",
        "",
        {"custom_role_key": "one"},
        {"key": "one"},
        (
            Change(("name",), ("name",), "One", "Two"),
            Change(("description",), ("description",), "first", "second"),
            POLICY,
            Change(("base_permissions",), ("basePermissions",), "no_access", "reader"),
        ),
        {"prefix": "o"},
    ),
)
NAMED_ROWS: t.Final = tuple(row for row in KIND_ROWS if row.id_option)

SETTINGS_ROW: t.Final = KindRow(
    "approval_request_setting",
    "settings",
    "",
    {**IN_ENVIRONMENT, "resource_kind": "segment"},
    {},
    (
        Change(("required",), ("required",), True, False),
        Change(("min_num_approvals",), ("minNumApprovals",), 2, 3),
        Change(("can_apply_declined_changes",), ("canApplyDeclinedChanges",), False, True),
    ),
    {"project_keys": ["default"]},
)
"""What is always there, so that it is not made, found in a list and deleted as those in the table are."""
