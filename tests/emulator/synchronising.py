# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Synchronisation: connect to a persistent store with the config that it was given, and write to it, as LaunchDarkly does.

The marker, the members, and the prefix, which is the client-side ID of the environment, are laid out as the server SDKs
read them. What goes wrong shows in the store's ``_status``, in the store's own words.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .account import DEFAULT_STATUS, Account, now_ms
from .table import Record

STALE_AFTER_MS = 300_000
"""An older marker makes a store potentially stale."""

TIMEOUT_S = 3.0
KEPT_ERRORS = 10
_SESSION = "launchdarkly"
# Whose they are does not matter: the role that is assumed says what they may do.
_OWN_KEYS = {"aws_access_key_id": "launchdarkly", "aws_secret_access_key": "launchdarkly"}


@dataclass
class Order:
    """What is written, and how the stores are reached.

    ``members``: by context key, the lists ``included`` and ``excluded`` of segment references such as ``vip.g1``.
    ``age_ms``: how old the marker shall be. ``ca_path``: a CA to trust besides those of the system.
    ``aws_endpoint_url``: where DynamoDB and STS are.
    """

    members: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    age_ms: int = 0
    ca_path: str | None = None
    aws_endpoint_url: str | None = None


def order_from(body: dict[str, Any]) -> Order:
    """The order in a request to the control path. Raises ValueError for what it does not know."""
    try:
        return Order(**body)
    except TypeError as error:
        raise ValueError(str(error)) from None


def context_hash(context_key: str) -> str:
    """What a context is filed under: base64 of the SHA-256 of its key."""
    return base64.b64encode(hashlib.sha256(context_key.encode()).digest()).decode()


def write(store: Record, prefix: str, order: Order, synchronized_on: int) -> None:
    """Connect and write. Raises whatever the store's client library does."""
    writer = {"redis": _write_redis, "dynamodb": _write_dynamodb}[store["integrationKey"]]
    writer(store["config"], prefix, order, synchronized_on)


def _write_redis(config: dict[str, Any], prefix: str, order: Order, synchronized_on: int) -> None:
    import redis
    import redis.retry
    from redis.backoff import NoBackoff

    tls: dict[str, Any] = {"ssl": True, "ssl_ca_certs": order.ca_path} if config.get("tlsEnabled") else {}
    client = redis.Redis(
        host=config["host"],
        port=int(config.get("port") or 6379),
        username=config.get("username") or None,
        password=config.get("password") or None,
        socket_timeout=TIMEOUT_S,
        socket_connect_timeout=TIMEOUT_S,
        retry=redis.retry.Retry(NoBackoff(), 0),
        **tls,
    )
    with client, client.pipeline(transaction=True) as pipeline:
        for context_key, references in order.members.items():
            for member, kind in (("included", "include"), ("excluded", "exclude")):
                key = f"{prefix}:big_segment_{kind}:{context_hash(context_key)}"
                pipeline.delete(key)
                if references.get(member):
                    pipeline.sadd(key, *references[member])
        pipeline.set(f"{prefix}:big_segments_synchronized_on", synchronized_on)
        pipeline.execute()


def _write_dynamodb(config: dict[str, Any], prefix: str, order: Order, synchronized_on: int) -> None:
    import boto3
    from botocore.config import Config

    common: dict[str, Any] = {
        "region_name": config["region"],
        "endpoint_url": order.aws_endpoint_url,
        "config": Config(connect_timeout=TIMEOUT_S, read_timeout=TIMEOUT_S, retries={"total_max_attempts": 1}),
    }
    session = boto3.session.Session()
    assumed = session.client("sts", **common, **_OWN_KEYS).assume_role(
        RoleArn=config["roleArn"], RoleSessionName=_SESSION, ExternalId=config["externalId"]
    )["Credentials"]
    client = session.client(
        "dynamodb",
        **common,
        aws_access_key_id=assumed["AccessKeyId"],
        aws_secret_access_key=assumed["SecretAccessKey"],
        aws_session_token=assumed["SessionToken"],
    )
    table = config["tableName"]
    for context_key, references in order.members.items():
        item = {"namespace": {"S": f"{prefix}:big_segments_user"}, "key": {"S": context_hash(context_key)}}
        lists = {member: {"SS": names} for member, names in references.items() if names}
        client.put_item(TableName=table, Item={**item, **lists})
    marker = f"{prefix}:big_segments_metadata"
    client.put_item(
        TableName=table,
        Item={
            "namespace": {"S": marker},
            "key": {"S": marker},
            "synchronizedOn": {"N": str(synchronized_on)},
            "lastVersion": {"S": "1"},
        },
    )


def outcome(status: dict[str, Any], order: Order, began: int, error: Exception | None) -> dict[str, Any]:
    """The ``_status`` after an attempt that began then (ms), from the one before it."""
    if error is None:
        return {
            **status,
            "available": True,
            "potentiallyStale": order.age_ms > STALE_AFTER_MS,
            "lastSync": began - order.age_ms,
            "errors": [],
        }
    entry = {"statusCode": _status_code(error), "message": str(error), "timestamp": began}
    return {
        **DEFAULT_STATUS,
        **status,
        "available": False,
        "lastError": began,
        "errors": [*status.get("errors", []), entry][-KEPT_ERRORS:],
    }


def _status_code(error: Exception) -> int:
    """DynamoDB answers with one; for whatever has none the gateway's own is shown."""
    response = getattr(error, "response", None) or {}
    return int(response.get("ResponseMetadata", {}).get("HTTPStatusCode", 502))


class Synchroniser:
    """Synchronises stores of one account: one on request, or all that are on, again and again."""

    def __init__(self, account: Callable[[], Account]) -> None:
        self._account = account
        self._task: asyncio.Task[None] | None = None

    async def once(self, store: Record, order: Order) -> dict[str, Any]:
        """One attempt, off the event loop. Returns the status. A store that is off is left alone."""
        account = self._account()
        if not store["on"]:
            return dict(store["_status"])
        began = now_ms()
        environment = account.projects[store["projectKey"]]["environments"][store["environmentKey"]]
        error = await asyncio.to_thread(_attempt, store, environment["_id"], order, began - order.age_ms)
        current = account.stores.records.get(store["_id"])
        if current is None:
            return {}
        status = outcome(current["_status"], order, began, error)
        account.stores.put(account.with_status(current, status), visible_at_once=True)
        account.save()
        return status

    def start(self, order: Order, every_s: float) -> None:
        """Synchronise all stores that are on, now and every so many seconds."""
        self.stop()
        self._task = asyncio.get_running_loop().create_task(self._always(order, every_s))

    def stop(self) -> None:
        """Leave the stores alone."""
        if self._task:
            self._task.cancel()
            self._task = None

    async def _always(self, order: Order, every_s: float) -> None:
        while True:
            for store in list(self._account().stores.records.values()):
                await self.once(store, order)
            await asyncio.sleep(every_s)


def _attempt(store: Record, prefix: str, order: Order, synchronized_on: int) -> Exception | None:
    try:
        write(store, prefix, order, synchronized_on)
    except Exception as error:  # whatever a client library raises is what the status shows
        return error
    return None
