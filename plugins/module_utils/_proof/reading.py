# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is common to reading any kind of persistent store: what is found in one, and what goes wrong on the way.

https://launchdarkly.com/docs/sdk/features/big-segments
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
import typing as t

UNREACHABLE = "unreachable"
TLS = "tls"
AUTHENTICATION = "authentication"
PERMISSION = "permission"
NO_TABLE = "no_table"
OTHER_KEYS = "other_keys"
OTHER = "other"


class StoreError(Exception):
    """The store could not be read. ``kind`` is one of the constants above, ``hint`` says what to do."""

    def __init__(self, kind: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.hint = hint


@dataclasses.dataclass(frozen=True)
class Marker:
    """That a store was synchronised under ``prefix``, at ``synchronized_on`` (epoch milliseconds; None: not readable)."""

    prefix: str
    synchronized_on: int | None


@dataclasses.dataclass(frozen=True)
class Membership:
    """The segment references under which a context is filed, such as ``vip.g1``."""

    included: tuple[str, ...]
    excluded: tuple[str, ...]

    def in_segment(self, segment_key: str) -> bool:
        """Whether the context is in the segment, in its newest generation. Who is included and excluded is in."""
        generations = {
            name: [int(found[1]) for reference in references if (found := _generation(segment_key, reference))]
            for name, references in (("included", self.included), ("excluded", self.excluded))
        }
        newest = max([*generations["included"], *generations["excluded"]], default=0)
        return newest in generations["included"]


def _generation(segment_key: str, reference: str) -> re.Match[str] | None:
    return re.fullmatch(re.escape(segment_key) + r"\.g(\d+)", reference)


class StoreReader(t.Protocol):
    """Reads one store, and never writes. Every method raises StoreError."""

    def marker(self, prefix: str) -> Marker | None:
        """The marker under ``prefix``; None where there is none."""

    def membership(self, prefix: str, context_key: str) -> Membership:
        """Where a context is filed under ``prefix``."""

    def all_markers(self) -> tuple[list[Marker], bool]:
        """The markers under any prefix, and whether the whole store was searched."""

    def close(self) -> None:
        """Let go of connections."""


def context_hash(context_key: str) -> str:
    """What a context is filed under: base64 of the SHA-256 of its key."""
    return base64.b64encode(hashlib.sha256(context_key.encode()).digest()).decode()


def to_milliseconds(value: t.Any) -> int | None:
    """The time in a marker; None where it is not a number, which an SDK takes for never."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
