# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a new resource begins as a copy of."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption, NotFound
from .definition import Definition
from .fields import Json
from .identity import Identity
from .instead import known_keys
from .resource import Reads, Resource


def original(
    resource: Resource[Identity],
    definition: Definition,
    identity: Identity,
    source: Identity,
    reader: Reads,
    made: t.Container[Identity],
) -> Json:
    """The document of ``source``; None where it is about to be ``made``, or where what both are in is not there.

    Raises InvalidOption where it is not there otherwise.
    """
    try:
        return reader.get(resource.item_path(source, {}), definition.version, definition.shape)
    except NotFound:
        if source in made or resource.missing_place(identity, reader):
            # Not the option's fault: check mode warns, and the run says so.
            return None
        key, parent = source.keys[-1], definition.parent
        above = f" in {parent.label(identity.keys[:-1])}" if parent else ""
        raise InvalidOption(
            definition.copied_by,
            f"there is no {definition.noun} {key!r}{above} that could be copied",
            known_keys(key, definition.place.collection(identity), reader, definition.version).strip(),
        ) from None
