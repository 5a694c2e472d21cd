# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_store_proof."""

from __future__ import annotations

import contextlib
import time
import typing as t

from .._client.errors import InvalidOption
from .._engine.checks import check_key, check_text
from .._engine.fields import Json
from .._engine.reader import Reader
from .._options import CONNECTION
from .._proof.dynamodb_store import DynamoDBPlace, DynamoDBReader
from .._proof.health import age, health
from .._proof.reading import PERMISSION, Marker, StoreError, StoreReader
from .._proof.redis_store import RedisPlace, RedisReader
from .._proof.sdk_configuration import sdk_configuration
from .._proof.verdict import PROVEN, Found, verdict
from .._task import Context, Options, Task
from .found_stores import (
    SELECTION,
    STALE_AFTER,
    check_stale_after,
    client_side_ids,
    only_store,
    read_environment,
)

_SDK_DEFAULTS = {"redis": ("launchdarkly",), "dynamodb": ("",)}
"""The prefixes of SDKs that were not told one."""


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Reads the store from here, and says with what LaunchDarkly shows which half is broken."""
    stale_after = check_stale_after(options)
    _check(options)
    project_key, environment_key = options["project_key"], options["environment_key"]
    store = only_store(options, context.reader)
    environment = read_environment(project_key, environment_key, context.reader)
    sdk = sdk_configuration(store, environment, stale_after)
    prefix = sdk["prefix"] if options["prefix"] is None else options["prefix"]
    if prefix is None:
        raise InvalidOption(
            "prefix",
            f"this access token cannot see the client-side ID of {project_key}/{environment_key}",
            "Give it as prefix: it is shown beside the environment's SDK key.",
        )
    opened, place = _open(options, sdk)
    found = Found(place, prefix, sdk["prefix"])
    membership = None
    with contextlib.closing(opened) as reader:
        try:
            found.marker = reader.marker(prefix)
            if options["context_key"] is not None:
                membership = reader.membership(prefix, options["context_key"])
        except StoreError as error:
            found.error = error
        now = time.time()
        if found.marker is None and (found.error is None or found.error.kind == PERMISSION):
            _look_for_others(found, reader, store, context.reader)
    launchdarkly = health(store, now, stale_after)
    outcome, message = verdict(found, launchdarkly, now, stale_after)
    result: dict[str, t.Any] = {
        "changed": False,
        "proven": outcome == PROVEN,
        "verdict": outcome,
        "message": message,
        "launchdarkly": launchdarkly,
        "store": _shown(found, now),
        "sdk_configuration": sdk,
    }
    if membership is not None:
        segment_key = options["segment_key"]
        result["membership"] = {
            "included": list(membership.included),
            "excluded": list(membership.excluded),
            "in_segment": None if segment_key is None else membership.in_segment(segment_key),
        }
    return result


def _check(options: Options) -> None:
    check_key("project_key", options["project_key"], 100)
    check_key("environment_key", options["environment_key"])
    if options["segment_key"] is not None:
        check_key("segment_key", options["segment_key"])
    if options["prefix"]:
        check_text("prefix", options["prefix"])
    port = (options["redis"] or {}).get("port")
    if port is not None and not 1 <= port <= 65535:
        raise InvalidOption("redis.port", f"{port} is not a port: a number from 1 to 65535 is meant")


def _open(options: Options, sdk: t.Mapping[str, t.Any]) -> tuple[StoreReader, str]:
    """A reader for the store, and where that is: as LaunchDarkly has it, except for what the options say."""
    kind = sdk["store_type"]
    other = "dynamodb" if kind == "redis" else "redis"
    if options[other] is not None:
        raise InvalidOption(other, f"the store is of the kind {kind}", f"Leave it out, or give {kind} in its place.")
    own = {name: value for name, value in (options[kind] or {}).items() if value is not None}
    lacking = [name for name in ("host", "table_name", "region") if name in sdk and not own.get(name, sdk[name])]
    if lacking:
        raise InvalidOption(f"{kind}.{lacking[0]}", "LaunchDarkly does not show it, so it is needed here", "Give it.")
    if kind == "dynamodb":
        table = DynamoDBPlace(
            own.get("table_name", sdk["table_name"]), own.get("region", sdk["region"]), options["timeout"]
        )
        return DynamoDBReader(table), str(table)
    server = RedisPlace(
        own.get("host", sdk["host"]),
        own.get("port", sdk["port"]),
        own.get("username"),
        own.get("password"),
        own.get("tls_enabled", sdk["tls_enabled"]),
        own.get("ca_path"),
        options["timeout"],
    )
    return RedisReader(server), str(server)


def _look_for_others(found: Found, reader: StoreReader, store: Json, account: Reader) -> None:
    """Markers under other prefixes: first those that are likely, which an application may read, then any."""
    found.owners = client_side_ids(str(store.get("projectKey")), account)
    likely = (*found.owners, *_SDK_DEFAULTS[str(store.get("integrationKey"))], found.expected_prefix or "")
    markers: dict[str, Marker] = {}
    for prefix in dict.fromkeys(likely):
        with contextlib.suppress(StoreError):
            marker = reader.marker(prefix)
            if marker:
                markers[prefix] = marker
    try:
        more, complete = reader.all_markers()
        markers.update({marker.prefix: marker for marker in more})
        found.searched = "" if complete else "The store is large, and not all of it was searched for other prefixes."
    except StoreError as error:
        found.searched = (
            f"Only likely prefixes were looked at, since the application may not list the store ({error.message})."
        )
    markers.pop(found.prefix, None)
    found.others = list(markers.values())


def _shown(found: Found, now: float) -> dict[str, t.Any]:
    def marker(one: Marker) -> dict[str, t.Any]:
        seconds = None if one.synchronized_on is None else age(one.synchronized_on, now)
        return {"synchronized_on": one.synchronized_on, "age": seconds}

    return {
        "place": found.place,
        "prefix": found.prefix,
        "readable": found.error is None,
        "error": found.error and {"kind": found.error.kind, "message": found.error.message, "hint": found.error.hint},
        "marker": found.marker and marker(found.marker),
        "other_markers": [
            {"prefix": one.prefix, "environment": found.owners.get(one.prefix), **marker(one)} for one in found.others
        ],
        "searched": found.searched,
    }


TASK = Task(
    options={
        **CONNECTION,
        **SELECTION,
        "project_key": {"type": "str", "required": True, "no_log": False},
        "environment_key": {"type": "str", "required": True, "no_log": False},
        **STALE_AFTER,
        "prefix": {"type": "str"},
        "redis": {
            "type": "dict",
            "options": {
                "host": {"type": "str"},
                "port": {"type": "int"},
                "username": {"type": "str"},
                "password": {"type": "str", "no_log": True},
                "tls_enabled": {"type": "bool"},
                "ca_path": {"type": "path"},
            },
        },
        "dynamodb": {
            "type": "dict",
            "options": {"table_name": {"type": "str"}, "region": {"type": "str"}},
        },
        "context_key": {"type": "str", "no_log": False},
        "segment_key": {"type": "str", "no_log": False},
    },
    run=run,
    constraints={"required_by": {"segment_key": ["context_key"]}},
)
