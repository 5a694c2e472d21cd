# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where something is generated. To have more generated is to add a row here, and the marks in the file."""

from __future__ import annotations

import dataclasses
import typing as t


@dataclasses.dataclass(frozen=True)
class Plural:
    """The entries of the option ``entries`` of the module ``module`` are described as the options of ``singular``.

    Facts come from the argument spec of ``module``, so what its entries do not have is left out.
    """

    module: str
    entries: str
    singular: str


@dataclasses.dataclass(frozen=True)
class InRole:
    """What is below ``place`` in the argument spec of ``role`` is described as the options of ``module``.

    Without the options in ``without``; with those in ``only`` alone, where it is not empty. ``whole`` says what the role
    calls an option of the whole task to which the prose refers.
    """

    role: str
    place: tuple[str, ...]
    module: str
    without: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    whole: t.Mapping[str, str] = dataclasses.field(default_factory=dict)


RETURNED_AS: t.Final = Plural("big_segment_stores", "stores", "big_segment_store")
"""What the other modules for many return is described as what this one does, but for an example of their own."""

PLURALS: t.Final = (
    Plural("project", "environments", "environment"),
    Plural("projects", "projects", "project"),
    Plural("environments", "environments", "environment"),
    Plural("approval_request_settings", "settings", "approval_request_setting"),
    RETURNED_AS,
    Plural("integration_configurations", "configurations", "integration_configuration"),
    Plural("audit_log_subscriptions", "subscriptions", "audit_log_subscription"),
    Plural("integration_delivery_configurations", "configurations", "integration_delivery_configuration"),
    Plural("flag_import_configurations", "configurations", "flag_import_configuration"),
    Plural("relay_proxy_configurations", "configurations", "relay_proxy_configuration"),
    Plural("webhooks", "webhooks", "webhook"),
    Plural("destinations", "destinations", "destination"),
    Plural("custom_roles", "roles", "custom_role"),
)
"""A row that makes use of the documentation of another row's module comes after it."""

ACCOUNT: t.Final = Plural("account", "kinds", "")
"""The module that has a list for each kind of resource. It returns what the others for many do."""

_DEFINITION = "bootstrap_environment_definition"
_BOOTSTRAP = {"update_secrets": f"{_DEFINITION}.update_secrets"}

ROLES: t.Final = (
    InRole(
        "bootstrap_environment",
        (_DEFINITION, "project"),
        "project",
        without=("project_key", "state", "environments", "confirm_deletion"),
    ),
    InRole(
        "bootstrap_environment",
        (_DEFINITION, "environment"),
        "environment",
        without=("project_key", "environment_key", "state", "source", "confirm_deletion", "sdk_keys"),
    ),
    InRole(
        "bootstrap_environment",
        (_DEFINITION, "big_segment_store"),
        "big_segment_store",
        without=(
            "project_key",
            "environment_key",
            "previous_name",
            "integration_id",
            "state",
            "wait_for",
            "wait_timeout",
        ),
        whole=_BOOTSTRAP,
    ),
    InRole(
        "bootstrap_environment",
        (_DEFINITION, "integration_configurations"),
        "integration_configuration",
        whole=_BOOTSTRAP,
    ),
    *(
        InRole(
            "bootstrap_environment",
            (_DEFINITION, f"{kind}s"),
            kind,
            without=("project_key", "environment_key"),
            whole=_BOOTSTRAP,
        )
        for kind in ("approval_request_setting", "integration_delivery_configuration", "destination")
    ),
    InRole("bootstrap_environment", (_DEFINITION,), "big_segment_store", only=("wait_for", "wait_timeout")),
)

ROLE_TABLES: t.Final = ("account", "export")
"""The roles whose README has a table of variables."""
