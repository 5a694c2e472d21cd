# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring one resource to its desired state: read, plan, and, unless it is a check, apply and compare.

Safe writes: what is known of an answer decides whether a write is repeated. After a conflict and after a lost answer
comes a look at what is there, always. Whatever fails after a write says what was written.
"""

from __future__ import annotations

import contextlib
import dataclasses
import random
import typing as t

from .._client import errors
from .explain import wanting
from .fields import Json, When
from .finding import Finding
from .lost import FATE_UNKNOWN, LOOK_FIRST, Lost
from .outcome import Outcome, merged, outcome_of
from .plan import Plan, plan_creation, plan_removal, plan_update
from .reader import Reader
from .resource import Desired, Identity, Resource
from .secrets import SecretPolicy
from .sending import Outdated, Sending
from .settling import Settling
from .telling import Telling
from .ways import check_secrets
from .yielding import Yielding

_TRIES, _LOST = 6, 3
"""How often one resource is read, planned and written before conflicts, or lost answers, are the task's failure."""


@dataclasses.dataclass
class _Tries:
    """How often a write failed, was refused for what is there, or lost its answer."""

    written: int = 0
    refused: int = 0
    lost: int = 0


class Convergence(t.Generic[Identity]):
    """The work on one resource.

    ``made`` are others that are about to be there when this one is written. ``before_writing`` may refuse a plan for which
    nothing is written yet, by raising: what was read again after a conflict may lead to another one.
    """

    def __init__(
        self,
        resource: Resource[Identity],
        desired: Desired[Identity],
        reader: Reader,
        policy: SecretPolicy,
        check_mode: bool = False,
        absent: bool = False,
    ) -> None:
        self.resource = resource
        self.desired = resource.as_new(desired.identity) if absent and resource.is_always_there else desired
        self.reader = reader
        self.policy = policy
        self.check_mode, self.is_absent = check_mode, absent
        self.label = resource.label(desired.identity)
        self.finding = Finding(resource, desired.identity, reader, absent)
        self.sending = Sending(resource, self.desired, reader, policy)
        self.settling = Settling(self.finding)
        self.yielding = Yielding(self.sending, self.settling)
        self.made: t.Container[Identity] = ()
        self.before_writing: t.Callable[[Plan], None] = lambda plan: None
        self.telling = Telling(self.finding, self.desired, policy)
        self._lost = Lost(self.sending, self.settling)
        self._tried: list[Plan] = []

    def find(self) -> Json:
        """The resource as it is, in full; None where it is not there. Raises Ambiguous where several fit."""
        return self.finding.find()

    def planned(self) -> tuple[Json, Plan]:
        """The resource as it is, and the plan for it."""
        current = self.find()
        return current, self._plan(current)

    def run(self, start: tuple[Json, Plan] | None = None) -> Outcome:
        """The resource as desired, or gone. Raises the errors of the client and the plan, with what was done before.

        ``start`` is what ``planned`` gave before, so that it need not be read again.
        """
        self.sending.done.clear()
        self._tried.clear()
        try:
            return self._run(start)
        except errors.LaunchDarklyError as error:
            error.outcome = self._done_so_far(error)
            raise

    def _run(self, start: tuple[Json, Plan] | None) -> Outcome:
        tries = _Tries()
        while True:
            current, plan = start if start is not None else self.planned()
            start = None
            self._lost.account_for(current, plan)
            if not plan.changed or self.check_mode:
                return self._without_a_write(plan, current)
            if not self.sending.done:
                self.before_writing(plan)
            if plan.before is None and self.reader.serves_one:
                self.telling.of_neighbours()
            try:
                document = self._write(plan)
                if plan.is_note:
                    # Some members are in the answer to what was declared only: the set-up scripts of a configuration.
                    document = {**plan.before, **document}
                start = self._rest(plan, document)
                if start is None:
                    return self._settled(plan, document)
            except errors.RequestFailed as error:
                self._overcome(error, plan, tries)

    def _without_a_write(self, plan: Plan, current: Json) -> Outcome:
        """The outcome where there is nothing (more) to do, or where this is a check."""
        if plan.changed:
            self.telling.of_check(plan)
            return Outcome(plan, plan.after)
        if current is None and self.reader.serves_one:
            self.telling.of_place()
        return self._settled(plan, current) if self.sending.done else Outcome(plan, current)

    def _write(self, plan: Plan) -> Json:
        self._tried.append(plan)
        try:
            with wanting(f"{plan.verb} {self.label}"):
                return self.sending.write(plan)
        finally:
            if self.reader.serves_one:
                self.reader.forget()

    def _overcome(self, error: errors.RequestFailed, plan: Plan, tries: _Tries) -> None:
        """Before another look at what is there, and another plan. Raises ``error`` where that is of no use."""
        tries.written += 1
        if isinstance(error, errors.AnswerLost):
            tries.lost += 1
            self._lost.plan = plan
            self._lost.may_be_there_again(plan)
            if plan.before is None and not self._lost.look_for_creation():
                self._lost.take_for_done()
                error.hint = LOOK_FIRST
                raise error
            if plan.before is None and self.resource.shown_once:
                error.hint = f"It is there now. {self.resource.shown_once}"
                raise error
            if plan.after is not None or tries.lost < _LOST or not self._lost.goes(plan):
                self._pause(error, tries.lost, _LOST)
            return
        if isinstance(error, errors.Conflict):
            self._lost.may_be_there_again(plan)
            if plan.before is None and not self.settling.wait(self._lost.is_there):
                tries.refused += 1
                if tries.refused > 1:
                    why = self.resource.refused(self.desired.identity, self.reader, conflict=True)
                    error.hint = why or error.hint
                    raise error
        elif isinstance(error, errors.NotFound):
            # Someone else deleted it in the meantime, or it was only shown still.
            if plan.before is None or not self._lost.is_gone(plan):
                raise error
        elif not isinstance(error, Outdated):
            raise error
        self._pause(error, tries.written)

    def _plan(self, current: Json) -> Plan:
        identity, resource = self.desired.identity, self.resource
        if self.is_absent and (current is None or not resource.is_always_there):
            if current is not None:
                with wanting("delete " + self.label):
                    resource.check_removal(identity, current, self.reader)
            return plan_removal(current)
        with wanting(("create " if current is None else "update ") + self.label):
            if current is not None:
                plan = plan_update(resource, self.desired, current, self.policy)
                check_secrets(resource, plan, self.desired, self.policy)
                return plan
            resource.check_creation(self.desired, self.reader)
            return plan_creation(
                resource, self.desired, self.policy, resource.begins_as(self.desired, self.reader, self.made)
            )

    def _rest(self, plan: Plan, document: Json) -> tuple[Json, Plan] | None:
        """What is left after a write.

        After a creation, the members that the service takes only of what is there; then the note that a secret was sent
        which the service does not show.
        """
        if document is None:
            return None
        if plan.before is None and any(value.field.when is When.AFTERWARDS for value in self.desired.values):
            rest = self._plan(document)
            if rest.changed:
                return document, rest
        self.telling.of_blind_removals(plan)
        note = self.telling.note_of_unseen(plan, document)
        return None if note is None else (document, note)

    def _settled(self, plan: Plan, document: Json) -> Outcome:
        """The outcome once the list shows it, where that is this task's own business."""
        resource = self.resource
        outcome = outcome_of(self.sending.done, (plan, *self._tried), document) or Outcome(plan, document)
        made = outcome.plan.before is None and document is not None
        if made and self.reader.serves_one:
            return self.settle(outcome)
        was = outcome.plan.before
        if was and document and resource.name_of(was) != resource.name_of(document):
            self.settling.settle(document)
        return outcome

    def settle(self, outcome: Outcome) -> Outcome:
        """Wait until the list shows what was created; ``outcome``, or another where another run was faster.

        Raises the errors of the client, with what was done before.
        """
        if not self.yielding.gave_way(outcome):
            return outcome
        self.reader.forget()
        # The creation and its end come to nothing: what is reported is what becomes of the other.
        return self.run()

    def _done_so_far(self, error: errors.LaunchDarklyError) -> Outcome | None:
        """What was done before ``error``; None where nothing was, as far as a last look can tell."""
        if self._lost.plan is not None:
            with contextlib.suppress(errors.LaunchDarklyError):
                self.reader.forget()
                self._lost.account_for(*self.planned())
        if self._lost.plan is not None:
            self._lost.take_for_done()
            error.hint = f"{error.hint} {FATE_UNKNOWN}".strip()
        document = self.sending.done[-1].document if self.sending.done else None
        done = merged(self.sending.done, document)
        return None if done is None or not done.changed else Outcome(done, document)

    def _pause(self, error: errors.RequestFailed, tries: int, most: int = _TRIES) -> None:
        """Before another look: forget what was read, let others finish. Raises ``error`` when it was tried enough."""
        self.reader.forget()
        if tries >= most:
            error.hint = f"It was tried {tries} times. {error.hint}".strip()
            raise error
        self.reader.client.sleep(random.uniform(0.02, 0.1) * tries**2)
