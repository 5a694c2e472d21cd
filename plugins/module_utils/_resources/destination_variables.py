# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the config of a data export destination may hold, by its kind, as far as LaunchDarkly documents it.

https://launchdarkly.com/docs/api/data-export-destinations
"""

from __future__ import annotations

import typing as t

_TEXT: t.Final[dict[str, t.Any]] = {"type": "string", "required": True}
_SECRET: t.Final[dict[str, t.Any]] = {**_TEXT, "secret": True}
_OPTIONAL: t.Final[dict[str, t.Any]] = {"type": "string"}

DESTINATION_VARIABLES: t.Final[dict[str, dict[str, dict[str, t.Any]]]] = {
    "azure-event-hubs": {"namespace": _TEXT, "name": _TEXT, "policyName": _TEXT, "policyKey": _SECRET},
    "google-pubsub": {"project": _TEXT, "topic": _TEXT},
    "kinesis": {"region": _TEXT, "roleArn": _TEXT, "streamName": _TEXT},
    "mparticle": {
        "apiKey": _SECRET,
        "secret": _SECRET,
        "environment": _TEXT,
        "userIdentity": {**_OPTIONAL, "shown_with": "userIdentities"},
        "userIdentities": {"type": "json"},
        "anonymousUserIdentity": _OPTIONAL,
    },
    "segment": {"writeKey": _SECRET, "userIDContextKind": _OPTIONAL, "anonymousIDContextKind": _OPTIONAL},
    "snowflake-v2": {"publicKey": _TEXT, "snowflakeHostAddress": _TEXT},
}
"""In the words of the table of form variables. What is ``shown_with`` another one follows from it, and is not exported."""
