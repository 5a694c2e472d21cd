# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Subscriptions of integrations to the audit log.

https://launchdarkly.com/docs/api/integration-audit-log-subscriptions
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.calls import STABLE
from .._client.errors import InvalidOption
from .._engine.checks import check_secret
from .._engine.definition import Definition
from .._engine.fields import Field
from .._engine.identity import Identity, Key
from .._engine.members import Options
from .._engine.places import NamedInList
from .._engine.resource import Desired, Reads
from .form_values import FormValues
from .form_variables import AUDIT_LOG_HOOKS, REQUIRE_OAUTH
from .integration_manifests import integrations_with
from .shared_fields import BOOL, NAME, SECRET, TAGS, statements

_SLACK = "slack"
_OF_THEIR_OWN_APPS: t.Final = frozenset(["compass", "msteams-app", "zapier"])
_VALUES = FormValues("config")


def _check_new(options: Options, desired: Desired[Identity], reader: Reads) -> None:
    """Raise InvalidOption where no call can make the subscription."""
    key = options["integration_key"]
    if options["validate_config"] and key in REQUIRE_OAUTH | _OF_THEIR_OWN_APPS:
        how = "by OAuth" if key in REQUIRE_OAUTH else "by its own app"
        raise InvalidOption(
            "integration_key",
            f"{key!r} is connected {how}, which a call of the API cannot do",
            "Connect it in LaunchDarkly's interface, then this task manages it. Where LaunchDarkly can do it by now,"
            " validate_config=false switches this check off.",
        )
    if key == _SLACK and options["url"] is None:
        raise InvalidOption("url", "needed to create a subscription of slack: the address of an incoming webhook")
    _VALUES.check_complete(options)


AUDIT_LOG_SUBSCRIPTION: t.Final = Definition(
    noun="audit log subscription",
    version=STABLE,
    place=NamedInList(
        list="integrations/{integration_key}",
        item="integrations/{integration_key}/{id}",
        keys=(Key("integration_key", "kind"),),
        id_option="subscription_id",
        called="{integration_key} {noun} {which}",
    ),
    plural="subscriptions",
    fields=(
        dataclasses.replace(NAME, needed=True),
        Field("enabled", ("on",), spec=BOOL, default=False),
        _VALUES,
        Field("url", spec=SECRET, check=lambda option, value: check_secret(option, value, 2048), secret=True),
        statements("statements"),
        TAGS,
    ),
    secret_option="secret_config_values",
    objects=("config",),
    left_out={"on": False, "tags": [], "config": {}, "statements": []},
    shape={"_id": str, "statements": list},
    check_new=_check_new,
    refused=lambda identity, conflict: "" if identity.keys[-1] == _SLACK else _VALUES.refused(identity, conflict),
    list_keys=integrations_with("auditLogEventsHook", AUDIT_LOG_HOOKS | {_SLACK}),
)
