# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts and values that name projects and environments by their keys.

https://launchdarkly.com/docs/home/account/role-resources
"""

from __future__ import annotations

import re
import typing as t

from .._engine.fields import Json
from .._engine.renaming import Keys, Renaming

# The tags of a project may stand between its key and its environment: proj/shop;web:env/production;critical:flag/*
_PLACE = re.compile(r"proj/(?P<project>[^:;]+)(?P<tags>[^:]*)(?::env/(?P<environment>[^:;]+))?")
_SELECTED = re.compile(r"(?P<project>[^/:]+)(?P<between>[/:])(?P<environment>[^/:]+)")


def renamed_specifier(specifier: str, renaming: Renaming) -> str:
    """``specifier`` with the new keys of its project and its environment, where it has a key and no pattern.

    A pattern such as ``*`` or ``web-*`` stays. Where it means one of the old ones and not the new one, or the other way
    round, that is worth a warning.
    """
    place = _PLACE.match(specifier)
    if place is None:
        return specifier
    before = (place["project"],) if place["environment"] is None else (place["project"], place["environment"])
    after = renaming.keys(*before)
    environment = f":env/{after[1]}" if after[1:] else ""
    renamed = f"proj/{after[0]}{place['tags']}{environment}{specifier[place.end() :]}"
    for old, new in renaming.pairs():
        meant, means = _means(before, old), _means(after, new)
        if meant != means:
            verbs = ("means", "does not mean") if meant else ("does not mean", "means")
            renaming.warn(
                f"See what the resource specifier {renamed!r} shall mean: {specifier!r} {verbs[0]} {'/'.join(old)}, and"
                f" {renamed!r} {verbs[1]} {'/'.join(new)}."
            )
    return renamed


def _means(patterns: Keys, keys: Keys) -> bool:
    """Whether what has these ``keys`` fits ``patterns``, as far as both go."""
    return all(
        re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), key)
        for pattern, key in zip(patterns, keys, strict=False)
    )


def renamed_selector(value: Json, renaming: Renaming) -> Json:
    """The value of an environment selector, with the new keys. The ids of the old project and environment are left out."""
    if isinstance(value, str):
        place = _SELECTED.fullmatch(value)
        return value if place is None else place["between"].join(renaming.keys(place["project"], place["environment"]))
    if not isinstance(value, t.Mapping) or not value.get("projectKey"):
        return value
    old = tuple(str(value[member]) for member in ("projectKey", "environmentKey") if value.get(member))
    new = renaming.keys(*old)
    if new == old:
        return value
    kept = {member: inner for member, inner in value.items() if member not in ("projectId", "environmentId")}
    return {**kept, **dict(zip(("projectKey", "environmentKey"), new, strict=False))}
