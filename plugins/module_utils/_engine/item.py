# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One of many resources that are brought to their desired states together, and the order among them."""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.errors import LaunchDarklyError
from .converge import Convergence
from .errors import NotTried
from .fields import Json
from .outcome import Outcome
from .plan import Plan


@dataclasses.dataclass
class Item:
    """One of many: its work, then its plan, then its ``outcome`` or ``error``, or both where it failed half-way.

    ``label`` is how a message calls the entry that it comes from. ``parent`` is what its place belongs to, where that is
    one of the many too. ``comes_along`` tells that the creation of its parent makes it as well, ``goes_along`` that the
    deletion of its parent deletes it. ``place_comes_along`` tells that it is not in its parent itself, but in what the
    creation of that makes.
    """

    work: Convergence[t.Any]
    label: str = ""
    parent: Item | None = None
    comes_along: bool = False
    goes_along: bool = False
    place_comes_along: bool = False
    current: Json = None
    plan: Plan | None = None
    outcome: Outcome | None = None
    error: LaunchDarklyError | None = None

    def __post_init__(self) -> None:
        self.label = self.label or self.work.label

    @property
    def changes(self) -> bool:
        """Whether its plan has anything to do."""
        return self.plan is not None and self.plan.changed

    @property
    def creates(self) -> bool:
        """Whether its plan makes what is not there."""
        return self.plan is not None and self.plan.before is None and self.plan.changed

    @property
    def is_lacking(self) -> bool:
        """Whether it is not as what depends on it needs it: there, or gone."""
        if self.error is None:
            return False
        return self.work.is_absent or (self.current is None and self.outcome is None)

    def plan_it(self) -> None:
        """Read it, and have a plan or an error."""
        self.error = None
        try:
            self.current, self.plan = self.work.planned()
        except LaunchDarklyError as error:
            self.plan, self.error = None, error

    def apply_it(self) -> None:
        """Carry out the plan, and have an outcome or an error, or both."""
        if self.plan is None:
            return
        try:
            if self.comes_along and self.parent is not None and self.parent.creates:
                self.outcome = self._settled_beside_its_parent(self.plan)
            elif self.goes_along and self.parent is not None and self.parent.outcome is not None:
                self.outcome = Outcome(self.plan, None)
            else:
                self.outcome = self.work.run((self.current, self.plan))
        except LaunchDarklyError as error:
            self.error = error
            self.outcome = error.outcome

    def _settled_beside_its_parent(self, planned: Plan) -> Outcome:
        """It was made with its parent: what that could not give it is left to do. It is reported as it was planned."""
        self.work.before_writing = lambda plan: None
        outcome = self.work.run(self.work.planned())
        return Outcome(planned, outcome.document)


class Order:
    """Which of ``items`` have to be there, or gone, before which others."""

    def __init__(self, items: t.Sequence[Item]) -> None:
        self._needs: dict[int, list[Item]] = {id(item): [] for item in items}
        present = {
            (item.work.resource.kind, item.work.desired.identity): item for item in items if not item.work.is_absent
        }
        for item in items:
            if item.parent is not None and item.work.is_absent and item.parent.work.is_absent:
                item.goes_along = _is_below(item, item.parent)
        for item in items:
            if item.work.is_absent:
                self._order_removal(item)
                continue
            original = item.work.resource.copies(item.work.desired.identity)
            needed = [item.parent, present.get((item.work.resource.kind, original))]
            self._needs[id(item)] += [one for one in needed if one is not None and one is not item]

    def _order_removal(self, item: Item) -> None:
        parent = item.parent
        if parent is None or not parent.work.is_absent:
            return
        if item.goes_along:
            self._needs[id(item)].append(parent)
            return
        while parent.goes_along and parent.parent is not None:
            # What deletes it is the deletion of what it is a part of.
            parent = parent.parent
        self._needs[id(parent)].append(item)

    def waves(self, items: t.Sequence[Item]) -> t.Iterator[list[Item]]:
        """``items`` in groups: those of one need nothing of their own group, and nothing of a later one."""
        left = list(items)
        while left:
            waiting = set(map(id, left))
            ready = [item for item in left if not any(id(one) in waiting for one in self._needs[id(item)])]
            # Copies of each other: whatever is refused then says why.
            ready = ready or left
            yield ready
            done = set(map(id, ready))
            left = [item for item in left if id(item) not in done]

    def refuse(self, item: Item) -> bool:
        """Whether ``item`` cannot be tried, since something that it needs failed. Then it has an error that says so."""
        lacking = [one for one in self._needs[id(item)] if one.is_lacking]
        if lacking and item.error is None:
            item.error = NotTried([one.label for one in lacking])
        return bool(lacking)


def _is_below(item: Item, parent: Item) -> bool:
    """Whether its path begins with that of its parent: then it is a part of that, and goes with it."""
    path, above = (one.work.resource.direct_path(one.work.desired.identity) for one in (item, parent))
    return path is not None and above is not None and path[: len(above)] == above
