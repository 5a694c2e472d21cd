# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input for the modules of persistent stores: what is given, and which option the message must name."""

from __future__ import annotations

from typing import Any

from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import FINGERPRINT_PREFIX

GONE = object()
"""Takes an option away that every case has."""

LONG = "x" * 100_000
KEYS = [
    "",
    " ",
    None,
    GONE,
    True,
    ".",
    "..",
    "../production",
    "a/b",
    "/",
    "%2f",
    "%2e%2e",
    "a%2Fb",
    "a b",
    " a",
    "a\n",
    "a\0b",
    "-a",
    "_a",
    ".a",
    "ä",
    "ａ",
    "a?b",
    "a#b",
    "a\\b",
    "a;b",
    "a:b",
    "{{ key }}",
    "\u202edefault",
    "\ud800",
    ["default"],
    {"key": "default"},
    LONG,
]
LINES = ["", " ", "\n", "a\nb", "a\rb", "a\tb", "a\0b", "\u202ea", "\ud800", "\u200b", "x" * 257, LONG]
NO_TEXT: list[Any] = [["a"], {"a": "b"}, [], {}, [["a"]], [{"a": 1}]]
NO_BOOLEAN: list[Any] = ["", " ", "maybe", "None", "nope", "2", 2, -1, 1.5, [], {}, ["true"]]
NO_DICTIONARY: list[Any] = ["", "text", "None", "{bad", 5, 0, True, False, 1.5, [], ["host"], [["host", "h"]]]
TAGS: list[Any] = [
    "",
    " ",
    [""],
    [None],
    ["a b"],
    ["ä"],
    ["a/b"],
    ["a", "b", "c\n"],
    ["a\0"],
    ["x" * 65],
    [LONG],
    [["a"]],
    [{"a": 1}],
    {"a": 1},
    f"a,{FINGERPRINT_PREFIX}forged",
    [FINGERPRINT_PREFIX + "12345678-aa-bb"],
    ["\ud800"],
    ["a;b"],
]


def each(option: str, values: list[Any], named: str = "") -> list[tuple[dict[str, Any], str]]:
    """A case for each value of an option; ``redis.port`` is one of a store that is complete otherwise."""
    outer, _unused, inner = option.partition(".")
    if not inner:
        return [({option: value}, named or option) for value in values]
    if outer == "dynamodb":
        return [({"redis": GONE, "dynamodb": {**DYNAMODB, inner: value}}, named or inner) for value in values]
    return [({outer: {"host": "redis.example.com", inner: value}}, named or inner) for value in values]


DYNAMODB = {
    "table_name": "segments",
    "region": "eu-west-1",
    "role_arn": "arn:aws:iam::123456789012:role/launchdarkly",
    "external_id": "3f1e2b0c-5a4d-4f6e-8b7a-9c0d1e2f3a4b",
}

STORE_CASES: list[tuple[dict[str, Any], str]] = [
    *each("project_key", [k for k in KEYS if k is not True]),
    *each("project_key", ["x" * 101]),
    *each("environment_key", [k for k in KEYS if k is not True]),
    *each("name", [*LINES, *NO_TEXT]),
    *each("integration_id", [*LINES, *NO_TEXT, ".", "..", "a b"]),
    # Ids of what is not there, quoted on their way: a read finds nothing, and nothing is written.
    *each("integration_id", ["nowhere", "a/b", "../redis", "%2f", "%2e%2e", "a?b", "a#b", "ä", "None", "0"]),
    *each("integration_id", ["{store_elsewhere}", "{store_of_another_kind}", "{configuration}"]),
    ({"integration_id": "{store_elsewhere}", "redis": GONE, "name": "new"}, "integration_id"),
    ({"integration_id": "{store_elsewhere}", "state": "absent"}, "integration_id"),
    ({"integration_id": "nowhere", "environment_key": "nowhere"}, "environment 'nowhere'"),
    ({"integration_id": "nowhere", "project_key": "nowhere"}, "project 'nowhere'"),
    *each("state", ["", None, "Present", "gone", True, ["present"], 0]),
    *each("enabled", NO_BOOLEAN),
    *each("tags", TAGS),
    *each("redis", NO_DICTIONARY),
    *each("dynamodb", NO_DICTIONARY),
    # Which store?
    ({"redis": GONE, "name": GONE}, "redis, dynamodb, name, integration_id"),
    ({"redis": None, "name": None}, "redis, dynamodb, name or integration_id"),
    ({"redis": None, "name": GONE, "dynamodb": None}, "redis|dynamodb"),
    ({"dynamodb": DYNAMODB}, "redis|dynamodb"),
    ({"dynamodb": {}}, "redis|dynamodb"),
    ({"dynamodb": None}, "redis|dynamodb"),
    ({"redis": GONE}, "redis or dynamodb"),
    ({"redis": None}, "redis or dynamodb"),
    # What a creation needs.
    ({"redis": {}}, "redis.host"),
    ({"redis": {"host": None}}, "redis.host"),
    ({"redis": {"port": 6379}}, "redis.host"),
    ({"redis": GONE, "dynamodb": {}}, "dynamodb.table_name, dynamodb.region, dynamodb.role_arn, dynamodb.external_id"),
    ({"redis": GONE, "dynamodb": {"table_name": "segments"}}, "dynamodb.region"),
    *[
        ({"redis": GONE, "dynamodb": {k: v for k, v in DYNAMODB.items() if k != option}}, f"dynamodb.{option}")
        for option in DYNAMODB
    ],
    # Members of Redis.
    *each(
        "redis.host",
        [
            *LINES,
            *NO_TEXT,
            "redis://redis.example.com",
            "redis.example.com:6379",
            "redis.example.com/0",
            "user@redis.example.com",
            "user:hunter2@redis.example.com",
            "a b",
            "..",
            ".",
            "a..b",
            "-a",
            "a,b",
            "a?b",
            "a#b",
            "a\\b",
            "%2f",
            "[::1",
            "::g",
            "{{ host }}",
            "x" * 513,
        ],
    ),
    *each(
        "redis.port",
        [
            "",
            " ",
            "port",
            "0",
            0,
            -1,
            65536,
            "65536",
            99999999999,
            "6379.0",
            6379.5,
            "+6379",
            "06379",
            "0x18eb",
            " 6379",
        ]
        + ["６３７９", "6379\n", "6379/tcp", "1e3", True, False, ["6379"], {"port": 1}, "None", "-0", LONG],
    ),
    *each("redis.username", [*(line for line in LINES if line.strip(" ") and line != "x" * 257), *NO_TEXT, "x" * 513]),
    *each("redis.password", ["hunter2\0", "hunter2\ud800", "hunter2" * 1000, "hun********er2", "***"]),
    *each("redis.tls_enabled", NO_BOOLEAN),
    *[
        ({"redis": {"host": "h", name: 1}}, f"redis.{name}")
        for name in ("tls", "Host", "passwd", "config", "", "ä", "..")
    ],
    # Members of DynamoDB.
    *each("dynamodb.table_name", [*LINES, *NO_TEXT, "ab", "a b", "a/b", "..", "ä" * 3, "x" * 256, "%2f"]),
    *each("dynamodb.region", ["", None, "mars", "EU-WEST-1", "eu-west-1 ", ["eu-west-1"], 1, True]),
    *each(
        "dynamodb.role_arn",
        [
            *LINES,
            *NO_TEXT,
            "launchdarkly",
            "arn:aws:iam::12345:role/a",
            "arn:aws:iam::123456789012:user/a",
            "arn:aws:iam::123456789012:role/",
            "arn:aws:s3:::bucket",
            "x arn:aws:iam::123456789012:role/a",
        ],
    ),
    *each("dynamodb.external_id", [*LINES[:-2], *NO_TEXT, "a b", "x" * 513]),
    *[({"redis": GONE, "dynamodb": {**DYNAMODB, n: 1}}, f"dynamodb.{n}") for n in ("host", "tableName", "arn")],
    # How.
    *each("update_secrets", ["", None, "never", "Auto", True, ["auto"]]),
    *each("wait_for", ["", "Available", True, ["available"], "ready", "synchronized"]),
    ({"wait_for": "available", "state": "absent"}, "wait_for"),
    ({"wait_for": "synchronised", "enabled": False}, "wait_for"),
    *[
        ({"wait_for": "available", "wait_timeout": value}, "wait_timeout")
        for value in (-1, "-0.5", "nan", "", "5m", [], None)
    ],
    # Unknown options.
    *[({name: 1}, name) for name in ("config", "on", "integration_key", "password", "Name", "project", "ä", "_diff_")],
]

STORE_INFO_CASES: list[tuple[dict[str, Any], str]] = [
    *each("project_key", [k for k in KEYS if k not in (None, GONE, True)]),
    *each("environment_key", [k for k in KEYS if k not in (None, GONE, True)]),
    *each("kind", ["", "Redis", "datadog", True, ["redis"], "redis "]),
    *each("name", [*LINES, *NO_TEXT]),
    *each("tags", TAGS),
    *each("gather_config", NO_BOOLEAN),
    *[({name: 1}, name) for name in ("redis", "state", "integration_id", "config")],
]
