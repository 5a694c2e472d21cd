# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LaunchDarkly's own server SDK, offline, on a real store: is a context in a segment, and in what state is the store?

``python -m backends.judge`` reads the parameters of ``judge`` as JSON from standard input and writes what it gives.
"""

from __future__ import annotations

import json
import sys
from typing import Any

_FLAG = "in-the-segment"


def judge(
    sdk_configuration: dict[str, Any],
    context_key: str,
    segment_key: str,
    generation: int = 1,
    redis_options: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """``{"status", "member"}``: the SDK's ``bigSegmentsStatus`` and whether it takes the context for a member.

    The SDK is configured with nothing but ``sdk_configuration``, as the collection returns it, and with what an
    application has of its own: ``redis_options`` (username, password, ssl_ca_certs) or boto3's environment variables.
    """
    import logging

    from ldclient import Context, LDClient
    from ldclient.config import BigSegmentsConfig, Config
    from ldclient.feature_store import InMemoryFeatureStore
    from ldclient.versioned_data_kind import FEATURES, SEGMENTS

    # What goes wrong with a store is in the status.
    logging.getLogger("ldclient").setLevel(logging.CRITICAL)
    features = InMemoryFeatureStore()
    features.init({FEATURES: {_FLAG: _flag(segment_key)}, SEGMENTS: {segment_key: _segment(segment_key, generation)}})
    store = BigSegmentsConfig(
        store=_store(sdk_configuration, redis_options or {}), stale_after=sdk_configuration["stale_after"]
    )
    client = LDClient(
        Config("sdk-key", use_ldd=True, send_events=False, feature_store=features, big_segments=store), start_wait=5
    )
    try:
        detail = client.variation_detail(_FLAG, Context.create(context_key), None)
    finally:
        client.close()
    return {"status": detail.reason.get("bigSegmentsStatus"), "member": detail.value}


def _store(wanted: dict[str, Any], redis_options: dict[str, Any]) -> Any:
    from ldclient.integrations import DynamoDB, Redis

    if wanted["store_type"] == "dynamodb":
        options = {"region_name": wanted["region"]}
        return DynamoDB.new_big_segment_store(wanted["table_name"], wanted["prefix"], options)
    scheme = "rediss" if wanted["tls_enabled"] else "redis"
    url = f"{scheme}://{wanted['host']}:{wanted['port']}"
    return Redis.new_big_segment_store(url, wanted["prefix"], redis_opts=redis_options)


def _flag(segment_key: str) -> dict[str, Any]:
    clause = {"attribute": "", "op": "segmentMatch", "values": [segment_key], "negate": False}
    return {
        "key": _FLAG,
        "version": 1,
        "on": True,
        "variations": [False, True],
        "offVariation": 0,
        "fallthrough": {"variation": 0},
        "rules": [{"id": "members", "clauses": [clause], "variation": 1}],
        "salt": "",
    }


def _segment(segment_key: str, generation: int) -> dict[str, Any]:
    return {
        "key": segment_key,
        "version": 1,
        "unbounded": True,
        "generation": generation,
        "included": [],
        "excluded": [],
        "rules": [],
        "salt": "",
    }


if __name__ == "__main__":
    print(json.dumps(judge(**json.load(sys.stdin))))
