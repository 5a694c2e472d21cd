# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an answer must have, for a kind of resource, so that nothing behind the reader has to expect anything else.

What a member is wherever it stands (a name is text, tags are texts) the client has looked at already.
"""

from __future__ import annotations

import typing as t

from .._client.calls import address
from .._client.errors import UnexpectedAnswer

Shape = t.Mapping[str, type]
"""By member, of the top level or below it (``approvals.additionalFormVariables``): ``str`` where it must be there and
be text, ``dict`` or ``list`` (of objects) where it may be left out or null, and else must be that."""


def check_shape(document: t.Any, shape: Shape, method: str, path: t.Sequence[str], base_url: str) -> t.Any:
    """``document``, an answer to ``method`` at ``path``, if it is an object of that ``shape``.

    Raises UnexpectedAnswer, which names the member, and never quotes what is there.
    """
    target = address(path)
    if not isinstance(document, dict):
        raise UnexpectedAnswer(method, target, "is not an object", base_url)
    for member, kind in shape.items():
        value: t.Any = document
        for name in member.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if kind is str and not isinstance(value, str):
            raise UnexpectedAnswer(method, target, f"has no text in {member}", base_url, member)
        if kind is dict and not isinstance(value, (dict, type(None))):
            raise UnexpectedAnswer(method, target, f"has no object in {member}", base_url, member)
        if kind is list and not _is_list_of_objects(value):
            raise UnexpectedAnswer(method, target, f"has no list of objects in {member}", base_url, member)
    return document


def _is_list_of_objects(value: t.Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, dict) for item in value))
