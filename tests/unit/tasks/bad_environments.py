# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input for projects and environments: options that replace those of a good task, and what the message names."""

from __future__ import annotations

from typing import Any

from bad_stores import GONE, KEYS, LINES, NO_BOOLEAN, NO_DICTIONARY, NO_TEXT, TAGS, each

Case = tuple[dict[str, Any], str]

STATES = ["", None, "Present", "gone", True, ["present"], 0]
COLORS = ["", " ", "red", "#417505", "41750", "4175055", "41750g", "417505\n", "４１７５０５", 0, True, *NO_TEXT]
NO_NUMBER: list[Any] = ["", "five", "1.5", 1.5, [], {}, [1]]
KEYS_THAT_MUST_BE = [key for key in KEYS if key is not True]
KEYS_IF_GIVEN = [key for key in KEYS if key not in (None, GONE, True)]
ONE = {"key": "test", "name": "Test", "color": "417505"}
SWITCHES = ("secure_mode", "default_track_events", "require_comments", "confirm_changes", "critical")


def approvals(option: str, values: list[Any]) -> list[Case]:
    """A case for each value of one of the approval settings."""
    return [({"approval_settings": {option: value}}, f"{option}") for value in values]


def first(option: str, values: list[Any]) -> list[Case]:
    """A case for each value of an option of the environment that a new project begins with."""
    return [({"environments": [{**ONE, option: value}]}, "environments") for value in values]


PROJECT_CASES: list[Case] = [
    *each("project_key", [*KEYS_THAT_MUST_BE, "x" * 101]),
    *each("name", [*LINES, *NO_TEXT]),
    ({"name": GONE}, "name"),
    *each("state", STATES),
    *each("include_in_snippet_by_default", NO_BOOLEAN),
    *each("tags", TAGS),
    *each("default_client_side_availability", [*NO_DICTIONARY, {}, {"using_mobile_key": True}]),
    *each("default_client_side_availability", [{"using_mobile_key": "perhaps", "using_environment_id": True}]),
    *each("naming_convention", [*NO_DICTIONARY, {"case": "snake_case"}, {"case": ""}, {"suffix": "a"}]),
    *[({"naming_convention": {"prefix": line}}, "prefix") for line in LINES],
    *each("environments", ["", "test", 5, True, [], ["test"], [5], [{}], [None], {"key": "test"}]),
    ({"environments": [ONE, {**ONE, "name": "Other"}]}, "more than once"),
    *first("key", [k for k in KEYS_THAT_MUST_BE if k is not GONE]),
    *first("name", [*LINES, *NO_TEXT, None]),
    *first("color", [*COLORS, None]),
    *first("default_ttl", [*NO_NUMBER, -1, 61]),
    *first("tags", TAGS),
    *first("source", ["production"]),
    # To delete it.
    ({"project_key": "default", "state": "absent"}, "confirm_deletion"),
    *[
        ({"project_key": "default", "state": "absent", "confirm_deletion": value}, "confirm_deletion")
        for value in ("", "Default", "true", True, "yes", "default/test", "default ", ["default"], LINES[-1])
    ],
    *[({name: 1}, name) for name in ("key", "environment_key", "approval_settings", "sdk_keys", "Name", "ä")],
]

PROJECT_INFO_CASES: list[Case] = [
    *each("project_key", KEYS_IF_GIVEN),
    *each("tags", TAGS),
    *[({name: 1}, name) for name in ("name", "state", "environment_key", "sdk_keys")],
]

ENVIRONMENT_CASES: list[Case] = [
    *each("project_key", [*KEYS_THAT_MUST_BE, "x" * 101]),
    *each("environment_key", KEYS_THAT_MUST_BE),
    *each("name", [*LINES, *NO_TEXT]),
    *each("color", COLORS),
    ({"name": GONE}, "name"),
    ({"color": GONE}, "color"),
    ({"name": GONE, "color": GONE}, "name, color"),
    *each("state", STATES),
    *each("default_ttl", [*NO_NUMBER, -1, 61, 10**9]),
    *[case for option in SWITCHES for case in each(option, NO_BOOLEAN)],
    *each("tags", TAGS),
    *each("source", KEYS_IF_GIVEN),
    *each("approval_settings", NO_DICTIONARY),
    *approvals("required", NO_BOOLEAN),
    *approvals("min_num_approvals", [*NO_NUMBER, 0, 6, -1]),
    *approvals("required_approval_tags", TAGS),
    *approvals("service_kind", ["", " ", "a b", "a\nb", *NO_TEXT]),
    *approvals("service_config", ["text", 5, [], {"a": "b\0"}, {"a": float("nan")}, {"\ud800": 1}]),
    *approvals("bypass", [True]),
    *each("sdk_keys", ["", None, True, "Show", ["omit"]]),
    # To delete it.
    ({"environment_key": "test", "state": "absent"}, "confirm_deletion"),
    *[
        ({"environment_key": "test", "state": "absent", "confirm_deletion": value}, "confirm_deletion")
        for value in ("", "test", "default", "default/production", "default/test/", "true", True, ["default/test"])
    ],
    *[({name: 1}, name) for name in ("key", "apiKey", "defaultTtl", "redis", "ä")],
]

ENVIRONMENT_INFO_CASES: list[Case] = [
    *each("project_key", KEYS_THAT_MUST_BE),
    ({"project_key": "nowhere"}, "project 'nowhere'"),
    *each("environment_key", KEYS_IF_GIVEN),
    *each("tags", TAGS),
    *each("sdk_keys", ["", None, True, "Show", ["omit"]]),
    *[({name: 1}, name) for name in ("name", "state", "color")],
]
