# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON Patch (RFC 6902) with the rules that each resource and each dialect add to it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

import jsonpatch
import jsonpointer

from .answers import conflict, invalid_request, patch_refused

OPERATIONS = ["add", "replace", "remove", "test"]


@dataclass(frozen=True)
class PatchRules:
    """What a patch may touch.

    ``writable`` maps a member to None (anything at it or below it) or to the set of its members that are writable.
    ``config`` is the member that holds secrets. ``parts`` names, for a member, the setting of the dialect that says
    whether its own members can be patched, or only the whole of it.
    """

    writable: dict[str, frozenset[str] | None]
    config: str | None = None
    parts: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    wrong_paths: frozenset[str] = frozenset()


def _segments(path: Any, dialect: dict[str, Any]) -> list[str]:
    try:
        segments = list(jsonpointer.JsonPointer(path).parts)
    except (jsonpointer.JsonPointerException, TypeError, AttributeError) as error:
        raise patch_refused(dialect, "path must be a JSON pointer") from error
    if not segments:
        raise patch_refused(dialect, "path must name a member")
    return segments


def _is_wrong_path(segments: list[str], rules: PatchRules, dialect: dict[str, Any]) -> bool:
    """Whether the dialect knows the path but does not take it."""
    if segments[0] in rules.wrong_paths:
        return True
    setting = rules.parts.get(segments[0])
    return setting is not None and dialect[setting] == "whole" and len(segments) > 1


def _check_writable(segments: list[str], rules: PatchRules) -> None:
    path = "/" + "/".join(segments)
    if segments[0] not in rules.writable:
        raise invalid_request(f"{path} cannot be patched")
    members = rules.writable[segments[0]]
    if members is not None and (len(segments) < 2 or segments[1] not in members):
        raise invalid_request(f"{path} cannot be patched")


def _apply_one(document: dict[str, Any], operation: dict[str, Any], dialect: dict[str, Any]) -> None:
    """Apply one operation in place; one at a time, so that a failed test is known by its path."""
    try:
        jsonpatch.JsonPatch([operation]).apply(document, in_place=True)
    except jsonpatch.JsonPatchTestFailed as error:
        if operation["path"] == "/version":
            raise conflict("optimistic_locking_error") from error
        raise patch_refused(dialect, f"test failed at {operation['path']}") from error
    except (jsonpatch.JsonPatchException, jsonpointer.JsonPointerException, TypeError, KeyError, IndexError) as error:
        raise patch_refused(
            dialect, f"{operation['op']} is not possible at {operation['path']}", operation["path"]
        ) from error


def apply_patch(
    record: dict[str, Any],
    operations: Any,
    rules: PatchRules,
    dialect: dict[str, Any],
    ignored: list[list[str]] | None = None,
) -> dict[str, Any]:
    """Return a patched deep copy of ``record``. All or nothing: a refusal raises, and the record is as before.

    ``ignored`` are the members (by a fault) that keep their old values without a word.
    """
    if not isinstance(operations, list):
        raise invalid_request("a JSON Patch must be a list of operations")
    document = copy.deepcopy(record)
    for operation in operations:
        if not isinstance(operation, dict) or operation.get("op") not in OPERATIONS:
            raise patch_refused(dialect, "op must be add, replace, remove or test")
        segments = _segments(operation.get("path"), dialect)
        if operation["op"] != "remove" and "value" not in operation:
            raise patch_refused(dialect, "value is missing")
        if _is_wrong_path(segments, rules, dialect):
            if dialect["refusal_style"] == "ignore":
                continue
            raise patch_refused(dialect, f"{operation['path']} cannot be patched", operation["path"])
        segments[0] = rules.aliases.get(segments[0], segments[0])
        if operation["op"] != "test":
            _check_writable(segments, rules)
        path = jsonpointer.JsonPointer.from_parts(segments).path
        _apply_one(document, copy.deepcopy({**operation, "path": path}), dialect)
    for path_segments in ignored or []:
        _keep_old(record, document, path_segments)
    return document


def _keep_old(before: dict[str, Any], after: dict[str, Any], segments: list[str]) -> None:
    """Put the old value of one member back, or take the member away where it did not exist."""
    old: Any = before
    new: Any = after
    for segment in segments[:-1]:
        if not isinstance(old, dict) or not isinstance(new, dict) or segment not in old or segment not in new:
            return
        old, new = old[segment], new[segment]
    if not isinstance(old, dict) or not isinstance(new, dict):
        return
    if segments[-1] in old:
        new[segments[-1]] = copy.deepcopy(old[segments[-1]])
    else:
        new.pop(segments[-1], None)
