# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The health of a persistent store, as LaunchDarkly sees it: of one document of its list, without any call.

https://launchdarkly.com/docs/api/persistent-store-integrations-beta
"""

from __future__ import annotations

import typing as t

HEALTHY = "healthy"
STALE = "stale"
UNAVAILABLE = "unavailable"
OFF = "off"
NEVER_SYNCHRONISED = "never_synchronised"

STATUSES = (HEALTHY, STALE, UNAVAILABLE, OFF, NEVER_SYNCHRONISED)
"""What ``status`` can be."""

_Json = t.Mapping[str, t.Any]
_KEPT_ERRORS = 5


def health(store: _Json, now: float, stale_after: float) -> dict[str, t.Any]:
    """Status and ages of ``store``, a document as LaunchDarkly lists it, at ``now`` (epoch seconds).

    A synchronisation that is more than ``stale_after`` seconds old is stale. ``last_sync_age`` and ``last_error_age``
    are in seconds, None where there was none; ``last_sync`` and ``last_error`` are epoch milliseconds, as in the API.
    ``message`` says what is wrong and what to do.
    """
    status = _mapping(store.get("_status"))
    last_sync, last_error = _milliseconds(status.get("lastSync")), _milliseconds(status.get("lastError"))
    result: dict[str, t.Any] = {
        "integration_id": store.get("_id"),
        "kind": store.get("integrationKey"),
        "project_key": store.get("projectKey"),
        "environment_key": store.get("environmentKey"),
        "name": store.get("name"),
        "label": _label(store),
        "enabled": bool(store.get("on")),
        "available": bool(status.get("available")),
        "potentially_stale": bool(status.get("potentiallyStale")),
        "last_sync": last_sync,
        "last_sync_age": age(last_sync, now),
        "last_error": last_error,
        "last_error_age": age(last_error, now),
        "errors": [
            {
                "status_code": error.get("statusCode"),
                "message": error.get("message"),
                "age": age(_milliseconds(error.get("timestamp")), now),
            }
            for error in map(_mapping, _list(status.get("errors")))
        ][-_KEPT_ERRORS:],
    }
    result["status"] = _status(result, stale_after)
    result["message"] = _message(result, stale_after)
    return result


def age(milliseconds: float | None, now: float) -> float | None:
    """How many seconds before ``now`` (epoch seconds) that was; 0 for what the other clock has ahead of this one."""
    return None if milliseconds is None else round(max(0.0, now - milliseconds / 1000), 1)


def summary(results: t.Iterable[_Json]) -> dict[str, int]:
    """How many of ``results`` have each status."""
    counts = dict.fromkeys(STATUSES, 0)
    for result in results:
        counts[result["status"]] += 1
    return counts


def _label(store: _Json) -> str:
    which = f"{store.get('name')!r}" if store.get("name") else store.get("_id")
    place = f"{store.get('projectKey')}/{store.get('environmentKey')}"
    return f"{store.get('integrationKey')} big segment store {which} of {place}"


def _status(result: _Json, stale_after: float) -> str:
    if not result["enabled"]:
        return OFF
    since_sync, since_error = result["last_sync_age"], result["last_error_age"]
    old = result["potentially_stale"] or (since_sync is not None and since_sync > stale_after)
    if result["available"]:
        return STALE if old else HEALTHY
    if since_sync is None:
        return UNAVAILABLE if result["errors"] or since_error is not None else NEVER_SYNCHRONISED
    failed_since = since_error is not None and since_error <= since_sync
    # LaunchDarkly calls available what was synchronised within minutes.
    return STALE if old and not failed_since else UNAVAILABLE


def _message(result: _Json, stale_after: float) -> str:
    status = result["status"]
    if status == OFF:
        return "LaunchDarkly does not write to this store, since it is off. Set enabled to true."
    if status == NEVER_SYNCHRONISED:
        return (
            "LaunchDarkly has not written to this store yet, and shows no error. Right after a change, wait. Otherwise"
            " look whether the environment has a big segment at all: without one nothing is synchronised."
        )
    if status == STALE:
        ago = result["last_sync_age"]
        when = "at an unknown time" if ago is None else f"{ago:.0f} s ago"
        limit = f", and more than {stale_after:.0f} s is stale" if ago is not None and ago > stale_after else ""
        return (
            f"LaunchDarkly wrote to this store {when}{limit}. SDKs go on with old data and say STALE. Look at the load"
            " and the network of the store, and at LaunchDarkly's status page."
        )
    if status == UNAVAILABLE:
        return f"LaunchDarkly cannot use this store{_said(result)}. {hint(str(result['kind']), _last_message(result))}"
    return "LaunchDarkly writes to this store."


def _last_message(result: _Json) -> str:
    return str(result["errors"][-1]["message"] or "") if result["errors"] else ""


def _said(result: _Json) -> str:
    text = _last_message(result)
    return f": {text.rstrip('.')}" if text else ", and does not say why"


_HINTS: t.Final[dict[str, tuple[tuple[tuple[str, ...], str], ...]]] = {
    "redis": (
        (
            ("wrongpass", "noauth", "invalid username", "authentication", "invalid password"),
            (
                "Compare redis.username and redis.password of the store with the user in Redis (ACL GETUSER); with"
                " update_secrets=always the password is sent anew."
            ),
        ),
        (
            ("noperm", "no permission"),
            (
                "The user that LaunchDarkly has may not do this: give it, in Redis,"
                " ~PREFIX:* +@read +@write +@transaction +@connection, where PREFIX is the environment's client-side ID."
            ),
        ),
        (
            ("ssl", "tls", "certificate", "reset", "closed", "wrong version", "timeout connecting", "eof"),
            (
                "Compare redis.tls_enabled with what the server does, and redis.port with the port on which it does so;"
                " with TLS the certificate must be one that everybody trusts. Also an allow-list may cut the connection."
            ),
        ),
        (
            ("refused", "timed out", "timeout", "name or service", "resolve", "unreachable", "no such host"),
            (
                "Compare redis.host and redis.port with where Redis listens, and let LaunchDarkly's addresses in"
                " (outbound_addresses of community.launchdarkly.public_ips_info)."
            ),
        ),
    ),
    "dynamodb": (
        (
            ("assumerole", "assume", "externalid", "external id"),
            (
                "Compare dynamodb.role_arn and dynamodb.external_id with the role: its trust policy must name"
                " LaunchDarkly's principal and the same sts:ExternalId."
            ),
        ),
        (
            ("resourcenotfound", "resource not found", "non-existent table"),
            "Compare dynamodb.table_name and dynamodb.region with where the table is.",
        ),
        (
            ("validationexception", "missing the key", "does not match the schema", "key element"),
            (
                "The table has other keys. It needs the partition key 'namespace' and the sort key 'key', both strings;"
                " keys cannot be changed, so make another table."
            ),
        ),
        (
            ("accessdenied", "not authorized"),
            (
                "The role's policy must allow GetItem, Query, PutItem, UpdateItem, DeleteItem, BatchWriteItem and"
                " ConditionCheckItem on the table."
            ),
        ),
    ),
}


def hint(kind: str, text: str) -> str:
    """What to do about ``text``, the error of LaunchDarkly for a store of this kind."""
    lowered = text.lower()
    for words, advice in _HINTS.get(kind, ()):
        if any(word in lowered for word in words):
            return advice
    return "Compare the config with the store, and let LaunchDarkly's addresses in."


def _milliseconds(value: t.Any) -> float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0 else None


def _mapping(value: t.Any) -> _Json:
    return value if isinstance(value, t.Mapping) else {}


def _list(value: t.Any) -> list[t.Any]:
    return value if isinstance(value, list) else []
