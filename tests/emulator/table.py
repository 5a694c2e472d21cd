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


class Deleted:
    """Records that are gone, for those who see a deletion late."""

    def __init__(self) -> None:
        self._gone: dict[str, tuple[float, Record]] = {}

    def add(self, key: str, record: Record) -> None:
        """Remember a record from now on; of several with one key the last."""
        now = time.monotonic()
        self._gone = {key: entry for key, entry in self._gone.items() if entry[0] > now - KEPT_S}
        self._gone[key] = (now, record)

    def still_shown(self, visible_ms: float) -> dict[str, Record]:
        """The records, by key, that were deleted less than ``visible_ms`` milliseconds ago."""
        if not visible_ms or not self._gone:
            return {}
        cutoff = time.monotonic() - visible_ms / 1000
        return {key: record for key, (deleted_at, record) in self._gone.items() if deleted_at > cutoff}


class Table:
    """Records by id, in the order of their creation."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.deleted = Deleted()
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
            before = self.records.pop(record_id, None)
            self._listing.pop(record_id, None)
            if before and not visible_at_once:
                self.deleted.add(record_id, before)
        else:
            self.records[record_id] = record

    def shown(self, dialect: dict[str, Any]) -> list[Record]:
        """The records as a list shows them: how old they are, and how late deletions are seen, says the dialect."""
        records = self._as_of(dialect["list_freshness_ms"])
        late = self.deleted.still_shown(dialect["delete_visible_ms"])
        if not late:
            return records
        seen = {record["_id"] for record in records}
        return records + [record for record_id, record in late.items() if record_id not in seen]

    def find(self, record_id: str, late_ms: float) -> Record | None:
        """One record, if it is there or was ``late_ms`` milliseconds ago."""
        return self.records.get(record_id) or self.deleted.still_shown(late_ms).get(record_id)

    def _as_of(self, age_ms: float) -> list[Record]:
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

    def listing(self, dialect: dict[str, Any], serialise: Callable[[Record], bytes]) -> bytes:
        """The serialised records, joined by commas. Ten thousand stores are listed often: what can be is cached."""
        late = self.deleted.still_shown(dialect["delete_visible_ms"])
        stale = bool(late) or self._is_stale(dialect["list_freshness_ms"])
        if not stale and self._joined and self._joined[0] == self.generation:
            return self._joined[1]
        parts = []
        for record in self.shown(dialect):
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
