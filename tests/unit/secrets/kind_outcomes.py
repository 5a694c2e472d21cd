# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outcomes of the modules of every kind in the table, for one, for many and for reading."""

from __future__ import annotations

from typing import Any

from kind_table import KindRow
from planted import KEY, PASSWORD, WORD
from playbook_runs import Outcome
from store_outcomes import CRASH, FINGERPRINT, PREVIEW, TOKEN_GIVEN, crash, refusal

SENT = (PASSWORD, WORD)


def _declared(kind: KindRow, secret: str = "{{ the_password }}", **more: Any) -> dict[str, Any]:
    return kind.options(secret, **more)


def _named(kind: KindRow, name: str) -> dict[str, Any]:
    return {"name": name} if kind.id_option else {"custom_role_key": name}


def outcomes(kind: KindRow) -> list[Outcome]:
    """Of the module for one."""
    one = {**TOKEN_GIVEN, **_declared(kind)}
    rotated = {**TOKEN_GIVEN, **_declared(kind, "{{ the_word }}")}
    found = [
        Outcome("creation previewed", one, "changed", keywords=PREVIEW),
        Outcome("created", one, "changed"),
        Outcome("unchanged", one, "unchanged"),
    ]
    if kind.secrets:
        found += [
            Outcome("rotated", rotated, "changed"),
            Outcome("sent again", {**rotated, "update_secrets": "always"}, "changed"),
        ]
    if _has_form(kind):
        found += [
            Outcome("a list for a secret", {**one, **_secrets_as(kind, ["{{ the_line }}"])}, "must be a string"),
            Outcome("no dictionary", {**one, "secret_config_values": "{{ the_line }}"}, "dict"),
        ]
    return [
        *found,
        Outcome(
            "refused",
            {**one, **_named(kind, "two")},
            "LaunchDarkly answered 400",
            orders=[refusal("POST", PASSWORD, KEY)],
        ),
        Outcome("crashed", {**one, **_named(kind, "two")}, CRASH, keywords=crash("POST")),
        Outcome("deleted", {**rotated, "state": "absent"}, "changed"),
    ]


def _secrets_as(kind: KindRow, value: Any) -> dict[str, Any]:
    whole = _declared(kind, value)
    return {option[0]: whole[option[0]] for option, _path in kind.secrets}


def _has_form(kind: KindRow) -> bool:
    return any(option[0] == "secret_config_values" for option, _path in kind.secrets)


def outcomes_of_many(kind: KindRow) -> list[Outcome]:
    """Of the module for many."""
    one, rotated = _declared(kind), _declared(kind, "{{ the_word }}")
    other = {**_declared(kind), **_named(kind, "two")}
    pruning = {"prune": True, "prune_scope": kind.scope, "prune_limit": "100%"}
    return [
        Outcome("created", {kind.entries: [one]}, "changed"),
        *([Outcome("rotated", {kind.entries: [rotated]}, "changed")] if kind.secrets else []),
        Outcome("two of one name", {kind.entries: [one, one]}, "declares"),
        Outcome(
            "one refused",
            {kind.entries: [rotated, other]},
            "could not be brought",
            orders=[refusal("POST", PASSWORD, KEY)],
        ),
        Outcome("crashed", {kind.entries: [other]}, CRASH, keywords=crash("POST")),
        Outcome("pruned", {kind.entries: [], **pruning}, "changed"),
    ]


def outcomes_of_reading(kind: KindRow) -> list[Outcome]:
    """Of the module that reads."""
    return [
        Outcome("read", {**TOKEN_GIVEN, **kind.which}, "unchanged"),
        Outcome("crashed", TOKEN_GIVEN, CRASH, keywords=crash("GET")),
    ]


def seeded(kind: KindRow) -> dict[str, Any]:
    """What is there to be read, with tags of the collection's own."""
    is_tagged = _has_form(kind) and any(change.option == ("tags",) for change in kind.changes)
    tags = {"tags": ["red", FINGERPRINT]} if is_tagged else {}
    return {kind.state: [kind.seed(PASSWORD.text, **tags)]}
