# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an answer has the shape of LaunchDarkly's: looked at once, for everybody who uses it afterwards.

A member means the same in all of LaunchDarkly's resources, so its name tells its type. What a config holds is the
integration's own and not looked at. See https://launchdarkly.com/docs/api
"""

from __future__ import annotations

import typing as t

Json = t.Any

DEEPEST = 60
"""Levels of objects and lists within each other. LaunchDarkly's have about ten; a thousand would exhaust the stack."""

_TEXTS = [
    "_id",
    "_integrationKey",
    "apiKey",
    "color",
    "integrationKey",
    "environmentKey",
    "key",
    "kind",
    "mobileKey",
    "name",
    "projectKey",
    "serviceKind",
]
_BOOLEANS = [
    "confirmChanges",
    "critical",
    "defaultTrackEvents",
    "enabled",
    "includeInSnippetByDefault",
    "on",
    "requireComments",
    "required",
    "secureMode",
]
_OBJECTS = [
    "_access",
    "_links",
    "_status",
    "approvalSettings",
    "capabilityConfig",
    "config",
    "configValues",
    "defaultClientSideAvailability",
    "namingConvention",
    "resourceApprovalSettings",
    "serviceConfig",
]
_TYPES: dict[str, type] = {
    **dict.fromkeys(_TEXTS, str),
    **dict.fromkeys(_BOOLEANS, bool),
    **dict.fromkeys(_OBJECTS, dict),
    **dict.fromkeys(("errors", "items", "requiredApprovalTags", "tags"), list),
}
_ENTRIES: dict[str, type] = {"items": dict, "errors": object}
"""What lists hold, if not text. What a store reports of itself may be worded in any way."""

_IDENTITY = ("_id", "environmentKey", "integrationKey", "key", "projectKey")
"""What is never null: without it nobody can tell what it is."""

_INSIDE = ("_status", "approvalSettings")
"""Objects whose members mean the same, too."""

_PAGES = ("environments",)
"""Members that hold other documents."""

_NAMES: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "null",
}


class Misfit(t.NamedTuple):
    """The ``member``, for example ``items[3].tags``, and what is wrong with it, in words that follow "it"."""

    member: str
    problem: str


TOO_DEEP = Misfit("", f"has more than {DEEPEST} levels of objects and lists")


def misfit(data: Json) -> Misfit | None:
    """What in ``data``, the decoded answer, cannot be LaunchDarkly's; None where all fits.

    Members that are null count as left out, and are taken out of ``data``, but for those that tell what it is.
    """
    if _too_deep(data):
        return TOO_DEEP
    return _in_document(data, "") if isinstance(data, dict) else None


def _too_deep(data: Json) -> bool:
    level = [data]
    for _unused in range(DEEPEST):
        level = [
            one
            for node in level
            if isinstance(node, (dict, list))
            for one in (node.values() if isinstance(node, dict) else node)
            if isinstance(one, (dict, list))
        ]
        if not level:
            return False
    return True


def _in_document(document: dict[str, Json], where: str) -> Misfit | None:
    for name in [
        name for name, value in document.items() if value is None and name in _TYPES and name not in _IDENTITY
    ]:
        del document[name]
    for name, value in document.items():
        wanted = _TYPES.get(name)
        if wanted is not None and not isinstance(value, wanted):
            return _wrong(where + name, value, wanted)
        if wanted is list:
            wrong = _in_list(value, where + name, _ENTRIES.get(name, str))
        elif name in _PAGES:
            wrong = _in_page(value, where + name)
        elif name in _INSIDE:
            wrong = _in_document(value, f"{where}{name}.")
        else:
            continue
        if wrong:
            return wrong
    return None


def _in_list(values: list[Json], where: str, wanted: type) -> Misfit | None:
    for index, value in enumerate(values):
        if not isinstance(value, wanted):
            return _wrong(f"{where}[{index}]", value, wanted)
        wrong = _in_document(value, f"{where}[{index}].") if isinstance(value, dict) else None
        if wrong:
            return wrong
    return None


def _in_page(value: Json, where: str) -> Misfit | None:
    """A page of documents, or in some answers the plain list."""
    if isinstance(value, list):
        return _in_list(value, where, dict)
    if value is not None and not isinstance(value, dict):
        return _wrong(where, value, dict)
    return _in_document(value, f"{where}.") if value else None


def _wrong(member: str, value: Json, wanted: type) -> Misfit:
    problem = f"has {_NAMES.get(type(value), 'something else')} in {member}, where {_NAMES[wanted]} belongs"
    return Misfit(member, problem)
