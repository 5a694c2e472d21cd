# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server SDK has to be told to read a persistent store.

https://launchdarkly.com/docs/sdk/features/big-segments
"""

from __future__ import annotations

import typing as t

SDK_STALE_AFTER = 120
"""Seconds after which the server SDKs, if not told otherwise, take a store for stale."""

REDIS_PORT = 6379
_Json = t.Mapping[str, t.Any]


def sdk_configuration(store: _Json, environment: _Json, stale_after: int = SDK_STALE_AFTER) -> dict[str, t.Any]:
    """The settings of an SDK for ``store``, which is filled for ``environment``, as LaunchDarkly shows both.

    ``store_type`` is redis or dynamodb. ``prefix`` is the client-side ID of the environment: with another one an SDK
    finds nothing, and says that the store is stale. It is None where the answer has none. ``stale_after`` is in seconds.
    Redis has ``host``, ``port`` (a number) and ``tls_enabled``, DynamoDB ``table_name`` and ``region``; a member is None
    where the config does not have it, as in LaunchDarkly's list of stores. User names and passwords are left out: those
    of an application are its own.
    """
    config: _Json = store.get("config") or {}
    common = {
        "store_type": store.get("integrationKey"),
        "prefix": environment.get("_id"),
        "stale_after": stale_after,
    }
    if store.get("integrationKey") == "dynamodb":
        return {**common, "table_name": config.get("tableName"), "region": config.get("region")}
    return {
        **common,
        "host": config.get("host"),
        "port": _number(config.get("port")),
        "tls_enabled": bool(config.get("tlsEnabled")),
    }


def _number(port: t.Any) -> int:
    """LaunchDarkly keeps a port as text."""
    try:
        return int(port)
    except (TypeError, ValueError):
        return REDIS_PORT
