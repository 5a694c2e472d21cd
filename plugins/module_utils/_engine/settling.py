# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that lag behind a write, and another run that created the same at the same time."""

from __future__ import annotations

import itertools
import typing as t

from .fields import Json
from .finding import Finding
from .resource import Identity


class Settling(t.Generic[Identity]):
    """The wait for the list after a write, so that the next task finds what this one made."""

    def __init__(self, finding: Finding[Identity]) -> None:
        self.finding = finding
        self.resource = finding.resource
        self.reader = finding.reader
        self.label = finding.label

    def settle(self, document: Json) -> list[Json]:
        """Wait until the service's own list shows ``document``. Warns where it does not.

        Returns the others in it that fit the same declaration.
        """
        identity, resource = self.finding.identity, self.resource
        path = resource.list_path(identity)
        if path is None:
            direct = resource.direct_path(identity)
            if resource.seen_late and direct and not self.wait(lambda: self.finding.detail(direct) is not None):
                self.reader.client.warn(f"LaunchDarkly does not show {self.label} yet, after it was created.")
            return []
        id_of, name_of = resource.id_of, resource.name_of
        key = id_of(document)
        others: list[Json] = []
        looks = itertools.count()

        def is_shown() -> bool:
            # Where many share a list, the first look is at the one that was read for all of them.
            fresh = self.reader.serves_one or next(looks) > 0
            here, _read_now = self.reader.in_scope(resource, path, identity, fresh)
            others[:] = [item for item in here if resource.matches(identity, item) and id_of(item) != key]
            # A list that lags behind a rename shows it under its old name.
            names = (None, name_of(document))
            return any(id_of(item) == key and name_of(item) in names for item in here)

        if not self.wait(is_shown):
            self.reader.client.warn(f"LaunchDarkly's list does not show {self.label} yet, after it was written.")
        return others

    def wait(self, reached: t.Callable[[], bool]) -> bool:
        """Whether ``reached`` became true in the time that a list may lag behind."""
        client, waited, pause = self.reader.client, 0.0, 0.1
        while not reached():
            if waited >= client.settings.settle:
                return False
            client.sleep(pause)
            waited, pause = waited + pause, min(pause * 1.5, 1.0)
        return True

    def must_yield(self, document: Json, others: t.Sequence[Json]) -> bool:
        """Whether ``document``, which this run made, has to go for one of ``others``, which another run made meanwhile.

        Of two the one with the larger id goes. The run that made it sees both, unless its list lagged: so the other
        waits whether it goes, and else yields itself.
        """
        id_of = self.resource.id_of
        mine = str(id_of(document))
        if any(str(id_of(other)) < mine for other in others):
            # Only for one that is there: the list may show what was taken back already.
            return any(map(self._is_there, others))
        return not self.wait(lambda: not any(map(self._is_there, others)))

    def _is_there(self, other: Json) -> bool:
        return self.finding.detail(self.resource.item_path(self.finding.identity, other)) is not None
