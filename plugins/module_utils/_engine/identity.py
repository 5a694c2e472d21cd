# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which resource is meant: the keys on the way to it, and in a list its name and id."""

from __future__ import annotations

import dataclasses
import typing as t
import urllib.parse

from .fields import lookup
from .resource import Path


@dataclasses.dataclass(frozen=True)
class Key:
    """A key in a path: the ``option`` that gives it, and the ``member`` that shows it in a document of a list.

    ``longest`` is how many characters it may have. ``in_body`` tells that a creation has it in its body, ``in_link`` that
    a document shows it in the link to itself only.
    """

    option: str
    member: str = ""
    longest: int = 256
    in_body: bool = False
    in_link: bool = False


@dataclasses.dataclass(frozen=True)
class Identity:
    """Which one: the ``keys`` of its place, in their order; in a list, by ``id``, else by ``name``, as far as given.

    ``variant`` is which sort of the kind it is, where there are several (redis, dynamodb). ``previous_name`` is the name
    that it may still have.
    """

    keys: tuple[str, ...]
    variant: str | None = None
    name: str | None = None
    id: str | None = None
    previous_name: str | None = None

    def formerly(self) -> Identity | None:
        """The same under its previous name, where there is one."""
        if self.previous_name is None:
            return None
        return dataclasses.replace(self, name=self.previous_name, previous_name=None)


def in_link(template: str, document: t.Any) -> dict[str, str]:
    """What stands in the place of those in the braces of ``template`` in the link of ``document`` to itself."""
    href = lookup(document, ("_links", "self", "href"))
    try:
        path = urllib.parse.urlsplit(href).path if isinstance(href, str) else ""
    except ValueError:
        return {}
    wanted = template.split("/")
    there = path.rstrip("/").split("/")[-len(wanted) :]
    if len(there) < len(wanted) or any(one != two and one[:1] != "{" for one, two in zip(wanted, there, strict=True)):
        return {}
    return {one[1:-1]: urllib.parse.unquote(two) for one, two in zip(wanted, there, strict=True) if one[:1] == "{"}


def filled(template: str, values: t.Mapping[str, str]) -> Path:
    """The segments of ``template``, with what ``values`` has for those in braces."""
    return tuple(values[segment[1:-1]] if segment[:1] == "{" else segment for segment in template.split("/"))
