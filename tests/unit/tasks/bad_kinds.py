# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input for the modules of every kind in the table, made of what each of them takes."""

from __future__ import annotations

from typing import Any

from bad_stores import GONE, KEYS, LINES, LONG, NO_BOOLEAN, NO_DICTIONARY, NO_TEXT, TAGS, each
from kind_table import STATEMENT, KindRow

Case = tuple[dict[str, Any], str]

# A key called True, or any other, may be there.
_NO_KEYS = [key for key in KEYS if key is not True]
_NO_STATEMENTS: list[Any] = ["text", {"effect": "allow"}, 5, [5], ["text"], [None], [[]], True]


def cases_of(kind: KindRow) -> list[Case]:
    """For the module for one."""
    found: list[Case] = []
    for option in kind.which:
        found += each(option, [*LINES, *NO_TEXT] if option == "name" else _NO_KEYS)
    if kind.id_option:
        found += each(kind.id_option, [*LINES, *NO_TEXT, ".", "..", "a b", "nowhere", "a/b", "../x", "%2f", "a?b", "ä"])
        found.append(({"name": GONE}, f"name, {kind.id_option}"))
        found += each("previous_name", [*LINES[:6], *NO_TEXT[:2]])
    found += each("state", ["", None, "Present", "gone", True, ["present"]])
    for change in kind.changes:
        found += _of_change(change.option)
    for option, _path in kind.secrets:
        found += _of_secret(option, kind)
    if kind.secrets:
        found += each("update_secrets", ["", None, "never", True])
    found += [({name: 1}, name) for name in ("on", "config", "Name", "projectKey", "unheard_of")]
    return found


def _of_change(option: tuple[str, ...]) -> list[Case]:
    name = option[0]
    if name in ("statements", "policy"):
        return [*_of_statements(name), *([({name: GONE}, name)] if name == "policy" else [])]
    if name == "tags":
        return each("tags", TAGS)
    if name in ("enabled", "required", "can_apply_declined_changes"):
        return each(name, NO_BOOLEAN)
    if name == "min_num_approvals":
        return each(name, [0, 6, -1, "many", ["1"], {}])
    if name == "url":
        return each(
            "url", [GONE, "", " ", "example.com", "https://", "ftp://a", "https://a b", "a\0b", LONG, ["https://a"]]
        )
    if name == "base_permissions":
        return each("base_permissions", ["", "admin", True, ["reader"]])
    if name == "config_values":
        wrong = [
            ({"config_values": {option[1]: bad}}, option[1]) for bad in ([], {}, "a\0b", "\ud800", LONG, float("nan"))
        ]
        # The address of Datadog has a default.
        needed: list[Case] = [({"config_values": GONE}, f"config_values.{option[1]}")] if option[1] != "hostURL" else []
        return [*each("config_values", NO_DICTIONARY), *needed, *wrong]
    return each(name, ["a\nb", "a\0b", "\ud800", LONG, ["a"], {"a": 1}])


def _of_statements(name: str) -> list[Case]:
    wrong: list[dict[str, Any]] = [
        {"effect": "permit"},
        {"effect": None},
        {"resources": None},
        {"resources": []},
        {"not_resources": ["proj/*"]},
        {"actions": None},
        {"not_actions": ["*"]},
        {"resources": [""]},
        {"resources": ["a\nb"]},
        {"actions": [LONG]},
        {"unknown": 1},
    ]
    found: list[Case] = [({name: bad}, name) for bad in _NO_STATEMENTS]
    for bad in wrong:
        told = next(iter(bad)) if next(iter(bad)) in ("effect", "unknown") else name
        found.append(({name: [{**STATEMENT, **bad}]}, told))
    return found


def _of_secret(option: tuple[str, ...], kind: KindRow) -> list[Case]:
    masks = ["hun****er2", "hunter2\0", "hunter2\ud800", LONG]
    if len(option) == 1:
        return each(option[0], masks)
    others = {other[1]: "hunter2" for other, _path in kind.secrets}
    found: list[Case] = [
        (({option[0]: {**others, option[1]: bad}}), option[1]) for bad in [*masks, True, [], ["x"], None, ""]
    ]
    found += each(option[0], NO_DICTIONARY)
    both = {other.option[1]: other.first for other in kind.changes if other.option[0] == "config_values"}
    found.append(({"config_values": {**both, option[1]: "hunter2"}}, f"{option[1]} is given in both"))
    return found


def info_cases_of(kind: KindRow) -> list[Case]:
    """For the module that reads."""
    found: list[Case] = []
    for option in kind.which:
        bad = [key for key in _NO_KEYS if key not in (None, GONE, ["default"])]
        found += each(option, [*LINES, *NO_TEXT] if option == "name" else bad)
    for change in kind.changes:
        if change.option[0] in ("enabled", "tags"):
            found += each(change.option[0], NO_BOOLEAN if change.option[0] == "enabled" else TAGS)
    return [*found, *[({name: 1}, name) for name in ("config_values", "state", "unheard_of")]]
