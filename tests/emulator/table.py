# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A table of records that remembers what it looked like a moment ago.

Lists of the live service may lag behind its single resources, so a list has to be able to show an older state.
Records are replaced, never changed in place: an older state is then only a matter of keeping the old objects.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Any

Record = dict[str, Any]
KEPT_S = 60.0


class Table:
    """Records by id, in the order of their creation."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.generation = 0
        self._journal: deque[tuple[float, str, Record | None]] = deque()
        self._listing: dict[str, tuple[Record, bytes]] = {}
        self._joined: tuple[int, bytes] | None = None

    def put(self, record: Record, *, visible_at_once: bool = False) -> None:
        """Add or replace a record. ``visible_at_once`` skips the journal: lists show it without delay."""
        self._change(record["_id"], record, visible_at_once)

    def delete(self, record_id: str, *, visible_at_once: bool = False) -> None:
        """Remove a record."""
        self._change(record_id, None, visible_at_once)

    def _change(self, record_id: str, record: Record | None, visible_at_once: bool) -> None:
        self.generation += 1
        if not visible_at_once:
            now = time.monotonic()
            self._journal.append((now, record_id, self.records.get(record_id)))
            while self._journal[0][0] < now - KEPT_S:
                self._journal.popleft()
        if record is None:
            self.records.pop(record_id, None)
            self._listing.pop(record_id, None)
        else:
            self.records[record_id] = record

    def as_of(self, age_ms: float) -> list[Record]:
        """The records as they were ``age_ms`` milliseconds ago."""
        if not age_ms or not self._journal:
            return list(self.records.values())
        cutoff = time.monotonic() - age_ms / 1000
        older: dict[str, Record | None] = {}
        for changed_at, record_id, before in reversed(self._journal):
            if changed_at <= cutoff:
                break
            older[record_id] = before
        if not older:
            return list(self.records.values())
        records = [older.pop(record_id, record) for record_id, record in self.records.items()]
        records += list(older.values())
        return sorted((record for record in records if record is not None), key=lambda record: record["_sequence"])

    def listing(self, age_ms: float, serialise: Callable[[Record], bytes]) -> bytes:
        """The serialised records, joined by commas. Ten thousand stores are listed often: what can be is cached."""
        stale = self._is_stale(age_ms)
        if not stale and self._joined and self._joined[0] == self.generation:
            return self._joined[1]
        parts = []
        for record in self.as_of(age_ms):
            cached = self._listing.get(record["_id"])
            if cached is None or cached[0] is not record:
                cached = (record, serialise(record))
                self._listing[record["_id"]] = cached
            parts.append(cached[1])
        joined = b",".join(parts)
        if not stale:
            self._joined = (self.generation, joined)
        return joined

    def _is_stale(self, age_ms: float) -> bool:
        return bool(age_ms and self._journal and self._journal[-1][0] > time.monotonic() - age_ms / 1000)

    def forget_listing(self) -> None:
        """Drop what was serialised: the dialect, and with it the masks, may have changed."""
        self.generation += 1
        self._listing.clear()
