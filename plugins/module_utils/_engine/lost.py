# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A write whose answer did not come: what is there tells whether it was carried out, if anything does."""

from __future__ import annotations

import dataclasses
import typing as t

from .fields import Json
from .plan import Plan
from .resource import Identity
from .sending import Sending, Written
from .settling import Settling

FATE_UNKNOWN: t.Final = (
    "Nobody can tell whether what was sent before was carried out, since its answer was lost and the look after it"
    " failed. It is reported as done: look at LaunchDarkly, then run the task again."
)

LOOK_FIRST: t.Final = (
    "Nobody can tell whether it was created: LaunchDarkly's list does not show it, and may lag behind. Look there, then"
    " run the task again."
)


class Lost(t.Generic[Identity]):
    """The ``plan`` whose answer was lost, until somebody knows what became of it."""

    def __init__(self, sending: Sending[Identity], settling: Settling[Identity]) -> None:
        self.sending = sending
        self.settling = settling
        self.finding = settling.finding
        self.resource = sending.resource
        self.reader = sending.reader
        self.plan: Plan | None = None
        self._deletion: Plan | None = None

    def account_for(self, current: Json, plan: Plan) -> None:
        """Note what of the write whose answer was lost shows in ``current``, which ``plan`` was made for."""
        lost, self.plan = self.plan, None
        if lost is None:
            return
        if lost.before is None or lost.after is None:
            # What a service shows still after its deletion may be gone all the same.
            self._deletion = lost if lost.after is None and current is not None else None
            took = lost.operations[:1] if (current is None) == (lost.after is None) else ()
        elif current is None or self.resource.id_of(current) != self.resource.id_of(lost.before):
            # What it was about is gone, and the plan is for another one.
            took = ()
        else:
            left = {operation.path for operation in plan.operations}
            took = tuple(operation for operation in lost.operations if operation.path not in left)
        if took:
            self.sending.done.append(Written(dataclasses.replace(lost, operations=took), current))
            self.sending.warn_of_overwriting(lost.before, current)
            if current is None:
                self.sending.forget(lost.before)

    def take_for_done(self) -> None:
        """Nobody knows: what may have been done is reported as done."""
        if self.plan is not None:
            self.sending.done.append(Written(self.plan, self.plan.after))
            self.plan = None

    def look_for_creation(self) -> bool:
        """Whether to go on: what was created is there, or to create it again does no harm, since its key is its own."""
        if self.resource.list_path(self.finding.identity) is None:
            return True
        return self.settling.wait(self.is_there)

    def is_there(self) -> bool:
        """Whether what is desired is there, by another look."""
        self.reader.forget()
        return self.finding.find() is not None

    def may_be_there_again(self, plan: Plan) -> None:
        """After a creation that was refused or may have been done, what is at its place is no ghost of what was."""
        direct = self.resource.direct_path(self.finding.identity)
        if plan.before is None and direct is not None:
            self.reader.reappeared(direct)

    def goes(self, plan: Plan) -> bool:
        """Whether what ``plan`` is about is gone, in the time for which a service may show what was deleted."""
        path = self.resource.item_path(self.finding.identity, plan.before)
        return self.settling.wait(lambda: self.finding.detail(path) is None)

    def is_gone(self, plan: Plan) -> bool:
        """Whether what could not be written is gone."""
        # There was nothing to delete; a change may have been refused for another reason.
        if plan.after is not None and not self.goes(plan):
            return False
        if plan.after is None and self._deletion is not None:
            # It was this task that deleted it.
            self.sending.done.append(Written(self._deletion, None))
            self._deletion = None
        self.sending.forget(plan.before)
        return True
