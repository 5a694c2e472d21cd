# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there in place of what was meant, for the text of an error or a warning."""

from __future__ import annotations

import typing as t

from .._client.errors import LaunchDarklyError, NotFound
from .._client.nearest import did_you_mean
from .definition import Definition
from .identity import Identity
from .resource import Path, Reads


def missing(definition: Definition, keys: tuple[str, ...], reader: Reads) -> str:
    """That what has these ``keys`` is not there, as a sentence; empty where it is, or where nobody may know."""
    try:
        if reader.prefers_lists and definition.parent is not None:
            path = definition.list_at(*keys[:-1])
            listed, _read_now = reader.listing(path, definition.version, shape={"key": str})
            if any(document["key"] == keys[-1] for document in listed):
                return ""
        # Also where the list does not show it: it may lag behind.
        reader.get(definition.path_of(*keys), definition.version)
    except NotFound:
        return not_there(definition, keys, reader)
    except LaunchDarklyError:
        pass
    return ""


def not_there(definition: Definition, keys: tuple[str, ...], reader: Reads) -> str:
    """The same of what somebody has seen not to be there: what above it is not there, or what is there instead."""
    parent = definition.parent
    if parent is not None:
        try:
            reader.get(parent.path_of(*keys[:-1]), parent.version)
        except NotFound:
            return not_there(parent, keys[:-1], reader)
        except LaunchDarklyError:
            return ""
    known = known_keys(keys[-1], definition.list_at(*keys[:-1]), reader, definition.version)
    label = definition.label(keys).replace(" of ", " in ")
    return f"There is no {label} that this access token can see.{known}"


def known_keys(wanted: str, path: Path, reader: Reads, version: str) -> str:
    """What the list at ``path`` has in place of the key ``wanted``, as a sentence; empty where nobody may know."""
    keys = keys_at(path, reader, version)
    return f" {did_you_mean(wanted, keys)}" if keys else ""


def keys_at(path: Path, reader: Reads, version: str) -> list[str]:
    """The keys of what is in the list at ``path``; empty where nobody may know."""
    try:
        documents, _read_now = reader.listing(path, version, shape={"key": str})
    except LaunchDarklyError:
        return []
    return [document["key"] for document in documents]


def leave_out(definition: Definition, identity: Identity, there: t.Sequence[str]) -> str:
    """What to do about an id under which there is nothing; ``there`` is what is in its place."""
    what = f" {what_is_there(there)}" if there else ""
    if definition.parent is None:
        return f"Leave it out to have one created, or give the id of one that is there.{what}"
    above = "/".join(identity.keys[: len(definition.parent.place.keys)])
    return (
        f"{above} is there, the {definition.short} is not: leave out {definition.place.id_option} to have one"
        f" created.{what}"
    )


def what_is_there(there: t.Sequence[str], most: int = 5) -> str:
    """What is there in place of what was meant, the nearest first, as a sentence."""
    more = f" and {len(there) - most} more" if len(there) > most else ""
    return f"There is {'; '.join(there[:most])}{more}." if there else "There is none."


def none_yet(definition: Definition, identity: Identity, there: t.Sequence[str]) -> str:
    """That none fits, and what is ``there`` in its place."""
    if not definition.is_named:
        return f"There is no {definition.label(identity.keys)} yet."
    where = f" in {'/'.join(identity.keys)}" if identity.keys else ""
    rename = f" {what_is_there(there)} To rename one, give its name as previous_name." if there else ""
    return f"There is none yet{where} that fits.{rename}"


def only_one(definition: Definition, there: t.Sequence[str]) -> str:
    """What to do about a conflict with what is ``there``."""
    where = f"The {definition.parent.noun}" if definition.parent else "LaunchDarkly"
    return (
        f"{where} has {'; '.join(there)}. LaunchDarkly may take only one. To manage that one give its name (or"
        f" {definition.place.id_option}); to rename it, its name as previous_name; to replace it, declare it with state"
        " absent first."
    )
