# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task may delete since it is not declared: how much of it, and what stays after all."""

from __future__ import annotations

import math
import re
import typing as t

from .._client.errors import InvalidOption
from .._client.text import bulleted
from .._engine.checks import quoted
from .._engine.errors import PruneLimit
from .._engine.item import Item
from .._engine.places import Keyed
from .entries import Entry


def allowed(limit: str, found: int) -> int:
    """How many of ``found`` resources ``prune_limit`` lets a task delete. Raises InvalidOption."""
    number = re.fullmatch(r"\s*(\d+)\s*(%?)\s*", str(limit))
    if number is None or (number[2] and int(number[1]) > 100):
        raise InvalidOption("prune_limit", f"{quoted(limit)} is neither a number nor a share such as 20%")
    return math.ceil(found * int(number[1]) / 100) if number[2] else int(number[1])


def check_limit(labels: t.Sequence[str], found: int, limit: str) -> None:
    """Raise PruneLimit where more of ``found`` are to be deleted than ``limit`` allows; ``labels`` names them."""
    if len(labels) > allowed(limit, found):
        raise PruneLimit(labels, str(limit), found)


def place_of(entry: Entry, document: t.Any) -> t.Any:
    """Where ``document``, which ``entry`` means, is; None where there is none."""
    return None if document is None else entry.resource.item_path(entry.desired.identity, document)


def not_pruned(failed: t.Sequence[Entry], extra: t.Sequence[Entry], unplanned: bool) -> dict[str, str]:
    """What stays though it is not declared, by its label, and why: an entry ``failed`` in the same place, say."""
    reasons = {}
    for entry in extra:
        if unplanned:
            reasons[entry.label] = "an entry of this task could not be planned"
        elif any(map(entry.concerns, failed)):
            reasons[entry.label] = f"something failed in {entry.group}"
    return reasons


def told_not_pruned(reasons: t.Mapping[str, str]) -> str:
    """The same as lines of a message, the first ten."""
    lines = [f"{label}, since {reason}" for label, reason in reasons.items()]
    listed = bulleted(lines, see=", see the member not_pruned of the result")
    return f"{len(reasons)} not declared in prune_scope, and not deleted:{listed}"


def without_spared(
    extra: t.Sequence[Entry], items: t.Sequence[Item], entries: t.Sequence[Entry]
) -> tuple[list[Entry], list[Item]]:
    """Without what turns out to be gone, or one of the declared: the list lagged behind."""
    pairs = [pair for pair in zip(extra, items, strict=True) if not _is_spared(*pair, entries)]
    return [entry for entry, _item in pairs], [item for _entry, item in pairs]


def _is_spared(entry: Entry, item: Item, entries: t.Iterable[Entry]) -> bool:
    if item.current is None:
        return item.error is None
    return is_meant(entry, item.current, entries)


def is_meant(entry: Entry, document: t.Any, entries: t.Iterable[Entry]) -> bool:
    """Whether one of ``entries`` means the ``document`` of ``entry``."""
    place, scope = entry.resource.place, entry.resource.scope_of(document)
    return any(
        # Those in one group of what has keys are in one place.
        (isinstance(place, Keyed) or other.resource.scope(other.desired.identity) == scope)
        and other.resource.matches(other.desired.identity, document)
        for other in entries
        if (other.resource.kind, other.group) == (entry.resource.kind, entry.group)
    )
