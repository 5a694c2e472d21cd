# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input for the modules of integration configurations, and for the connection options of all modules."""

from __future__ import annotations

import datetime
from typing import Any

from bad_stores import GONE, KEYS, LINES, LONG, NO_BOOLEAN, NO_DICTIONARY, NO_TEXT, TAGS, each

NAN, INFINITE = float("nan"), float("inf")
Case = tuple[dict[str, Any], str]


def values(integration_key: str, wanted: dict[str, Any], named: str, **more: Any) -> Case:
    """A configuration of another integration, with nothing but these values."""
    return ({"integration_key": integration_key, "config_values": wanted, "secret_config_values": GONE, **more}, named)


def variable(name: str, bad: list[Any]) -> list[Case]:
    """A case for each bad value of one form variable of the default integration."""
    return [({"config_values": {"baseURL": "https://a.example.com", name: value}}, name) for value in bad]


def statement(named: str, **wanted: Any) -> Case:
    """A statement that is complete otherwise."""
    whole = {"effect": "allow", "resources": ["proj/*"], "actions": ["*"], **wanted}
    kept = {name: value for name, value in whole.items() if value is not GONE}
    return ({"capability_config": {"audit_log_events_hook": {"statements": [kept]}}}, named)


def form_variables(wanted: Any, named: str) -> Case:
    """Additional form variables."""
    return ({"capability_config": {"approvals": {"additional_form_variables": wanted}}}, named)


PAGERDUTY = {"integrationKey": "k", "severity": "info"}
SNOWFLAKE = {"snowflakeHostAddress": "a.example.com", "selectedEnv": {"project": "default", "environment": "test"}}

CONFIGURATION_CASES: list[Case] = [
    *each("integration_key", [k for k in KEYS if k is not True]),
    *each("integration_key", ["x" * 257, "keys/../custom-approvals"]),
    *each("name", [*LINES, *NO_TEXT]),
    ({"name": GONE}, "name, integration_configuration_id"),
    ({"name": None}, "name or integration_configuration_id"),
    ({"name": None, "integration_configuration_id": None}, "name or integration_configuration_id"),
    *each("integration_configuration_id", [*LINES, *NO_TEXT, ".", "..", "a b"]),
    # Ids of what is not there, quoted on their way: a read finds nothing, and nothing is written.
    *each("integration_configuration_id", ["nowhere", "keys", "a/b", "../x", "keys/datadog", "%2f", "a?b", "a#b", "ä"]),
    *each("integration_configuration_id", ["{configuration_elsewhere}", "{store_elsewhere}"]),
    ({"integration_configuration_id": "{configuration_elsewhere}", "state": "absent"}, "integration_configuration_id"),
    *each("state", ["", None, "Present", "gone", True, ["present"]]),
    *each("enabled", NO_BOOLEAN),
    *each("tags", TAGS),
    *each("validate_config", NO_BOOLEAN),
    *each("update_secrets", ["", None, "never", True]),
    *each("config_values", [v for v in NO_DICTIONARY if v != "host=h"]),
    *each("secret_config_values", NO_DICTIONARY),
    # What a creation needs.
    ({"secret_config_values": GONE}, "config_values.apiKey"),
    ({"secret_config_values": {}}, "config_values.apiKey"),
    ({"config_values": {}}, "config_values.baseURL"),
    ({"config_values": GONE, "secret_config_values": GONE}, "config_values.apiKey, config_values.baseURL"),
    ({"config_values": {"baseURL": None}}, "config_values.baseURL"),
    ({"config_values": {"baseURL": "https://a.example.com", "apiKey": "hunter2"}}, "apiKey is given in both"),
    # Names of form variables.
    *[({"config_values": {name: "x"}}, "config_values") for name in ("", " ", "a\nb", "a\0", "\ud800", "x" * 129)],
    *[({"secret_config_values": {name: "x"}}, "secret_config_values") for name in ("", "a\nb", "x" * 129)],
    # Values of form variables, by type.
    *variable("baseURL", ["", True, False, [], {}, ["https://a.example.com"], {"a": 1}, "a\0b", "\ud800", LONG, NAN]),
    *variable("unknown", ["a\0b", "\ud800", NAN, INFINITE, [NAN], {"a": ["b\0"]}, {"a\0": 1}]),
    *[({"secret_config_values": {"apiKey": bad}}, "apiKey") for bad in ("", None, True, [], {}, ["x"], {"hunter2": 1})],
    *[
        ({"secret_config_values": {"apiKey": bad}}, "apiKey")
        for bad in ("hunter2\0", "hunter2\ud800", "hun****er2", LONG)
    ],
    *[({"secret_config_values": {"apiKey": "x", "other": bad}}, "other") for bad in (True, ["hunter2"], "***", NAN)],
    *[
        values("custom-approvals", {"apiKey": bad, "baseURL": "b"}, "apiKey")
        for bad in ("", True, ["hunter2"], "hun***2")
    ],
    *[
        values("pagerduty-guardian-edition", {**PAGERDUTY, "severity": bad}, "config_values.severity")
        for bad in ("", "fatal", "Info", True, ["info"], {"info": 1}, None, 5)
    ],
    *[
        values("pagerduty-guardian-edition", {**PAGERDUTY, "eventFilter": bad}, "config_values.eventFilter")
        for bad in ("measured-rollout-regression", ["nonsense"], [True], [None], {"a": 1}, True, "", [["a"]])
    ],
    *[
        values("snowflake-experimentation", {**SNOWFLAKE, "selectedEnv": bad}, "config_values.selectedEnv")
        for bad in ("", [], {}, None, {"project": "a\0"})
    ],
    *[
        values("snowflake-experimentation", {**SNOWFLAKE, "publicKey": bad}, "config_values.publicKey")
        for bad in (True, ["key"], {"key": 1})
    ],
    *[
        values("datadog", {"apiKey": "x", "hideMemberDetails": bad}, "config_values.hideMemberDetails")
        for bad in ("", "maybe", "None", 2, 1.0, [], {}, ["true"])
    ],
    *[values("datadog", {"apiKey": "x", "hostURL": bad}, "config_values.hostURL") for bad in ("", "https://a", True)],
    *[
        values("grafana", {"apiKey": "x", "endpointUrl": bad}, "config_values.endpointUrl")
        for bad in (
            "",
            "grafana",
            "grafana.example.com/a",
            "https://",
            "https://a b",
            "https://[::1",
            "//a",
            True,
            ["a"],
        )
    ],
    values("gitar", {"githubOrgName": "o"}, "config_values.gitarToken"),
    # Capabilities.
    *each("capability_config", NO_DICTIONARY),
    *[({"capability_config": {name: {}}}, f"capability_config.{name}") for name in ("auditLogEventsHook", "x", "..")],
    *[({"capability_config": {"approvals": bad}}, "approvals") for bad in NO_DICTIONARY if bad != {}],
    *[
        ({"capability_config": {"audit_log_events_hook": bad}}, "audit_log_events_hook")
        for bad in ("x", 5, True, ["a"])
    ],
    ({"capability_config": {"audit_log_events_hook": {"statement": []}}}, "audit_log_events_hook.statement"),
    *[
        ({"capability_config": {"audit_log_events_hook": {"statements": bad}}}, "statements")
        for bad in ("text", {"effect": "allow"}, 5, [5], ["text"], [None], [[]], True)
    ],
    *[statement("effect", effect=bad) for bad in (GONE, "", None, "Allow", "permit", True, ["allow"])],
    statement("statements[0]", resources=GONE),
    statement("statements[0]", resources=[]),
    statement("statements[0]", resources=None),
    statement("statements[0]", not_resources=["proj/*"]),
    statement("statements[0]", actions=GONE),
    statement("statements[0]", actions=[]),
    statement("statements[0]", not_actions=["*"]),
    *[
        statement("resources", resources=bad)
        for bad in ([""], [None], ["a\nb"], ["a\0"], [["a"]], [{"a": 1}], {"a": 1})
    ],
    *[statement("actions", actions=bad) for bad in ([""], [" "], ["\ud800"], [LONG], [["a"]], {"a": 1})],
    statement("unknown", unknown=1),
    *[
        form_variables(bad, "additional_form_variables")
        for bad in ("text", 5, [5], ["text"], [None], {"key": "a"}, True)
    ],
    *[form_variables([{"key": bad}], "key") for bad in ("", " ", "a\nb", "a\0", ["a"], {"a": 1}, "x" * 257)],
    form_variables([{}], "key"),
    form_variables([{"key": "a"}, {"key": "a"}], "additional_form_variables"),
    form_variables([{"key": "a", "isOptional": True}], "isOptional"),
    *[form_variables([{"key": "a", "is_optional": bad}], "is_optional") for bad in ("", "maybe", 2, [])],
    *[form_variables([{"key": "a", "default_value": bad}], "default_value") for bad in (NAN, "a\0", {"a": [INFINITE]})],
    *[
        form_variables([{"key": "a", "dynamic_options": bad}], "dynamic_options")
        for bad in ("text", [], 5, {"a": "\0"})
    ],
    *[
        form_variables([{"key": "a", "allowed_values": bad}], "allowed_values")
        for bad in ({"a": 1}, ["a\0"], ["\ud800"])
    ],
    *[form_variables([{"key": "a", "description": bad}], "description") for bad in ("a\0", "\ud800")],
    *[({name: 1}, name) for name in ("on", "config", "project_key", "secret_config_value", "Name", "integrationKey")],
]

CONFIGURATION_INFO_CASES: list[Case] = [
    *each("integration_key", [k for k in KEYS if k not in (None, GONE, True, ["default"])]),
    *each(
        "integration_key", [["custom-approvals", ""], ["custom-approvals", None], [["a"]], ["custom-approvals", ".."]]
    ),
    *each("integration_key", ["custom-approvals,a/b", "custom-approvals,"]),
    *each("name", [*LINES, *NO_TEXT]),
    *each("enabled", NO_BOOLEAN),
    *each("tags", TAGS),
    *[({name: 1}, name) for name in ("config_values", "state", "integration_configuration_id")],
]

CONNECTION_CASES: list[Case] = [
    *each("access_token", ["", " ", None, GONE, "hunter2 x", "hunter2\n", "hunter2\0", "hunter2ä", "\ud800"]),
    *each(
        "base_url",
        [
            "http://app.launchdarkly.com",
            "ftp://localhost",
            "https://",
            "https://user:hunter2@app.launchdarkly.com",
            "https://a b",
            "https://app.launchdarkly.com?x=y",
            "https://app.launchdarkly.com:port",
            "https://..",
            "https://\ud800",
            "https://" + LONG,
            ["https://localhost"],
            {"host": "localhost"},
        ],
    ),
    *each("validate_certs", NO_BOOLEAN),
    *each("allow_http", NO_BOOLEAN),
    *each("ca_path", ["/nowhere/ca.pem", "nowhere", "a\0b", LONG, "\ud800"]),
    *each("timeout", [0, -1, "0", "nan", "inf", "1e300", "", "5s", None, [], {}]),
    *each("retries", [-1, "-1", "1.5", 1.5, "", "many", None, [], {}]),
    *each("max_wait", [-1, "nan", "", "5m", None, [], {}]),
    ({"timeout": datetime.date(2026, 1, 1)}, "timeout"),
]
