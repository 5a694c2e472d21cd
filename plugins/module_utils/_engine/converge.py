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
from .fields import ABSENT, Json, lookup
from .finding import Finding
from .plan import Operation, Plan, plan_creation, plan_removal, plan_update
from .reader import Reader
from .resource import Desired, Identity, Resource
from .secrets import SecretPolicy, shows_nothing, unseen, unseen_tag
from .sending import Outdated, Sending, Written
from .settling import Settling
from .ways import check_secrets, needed_as_a_whole

_TRIES = 6
"""How often one resource is read, planned and written before conflicts are the task's failure."""

_LOST = 3
"""How often before lost answers are."""


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What became of one resource: the plan, and ``document`` as the service shows it (in a check: as it would be)."""

    plan: Plan
    document: Json = dataclasses.field(repr=False)


@dataclasses.dataclass
class _Tries:
    """How often a write failed, was refused for what is there, or lost its answer."""

    written: int = 0
    refused: int = 0
    lost: int = 0


class Convergence(t.Generic[Identity]):
    """The work on one resource. ``relist`` tells whether lists are read again, and waited for, for it alone."""

    def __init__(
        self,
        resource: Resource[Identity],
        desired: Desired[Identity],
        reader: Reader,
        policy: SecretPolicy,
        check_mode: bool = False,
        relist: bool = True,
        absent: bool = False,
    ) -> None:
        self.resource = resource
        self.desired = desired
        self.reader = reader
        self.policy = policy
        self.check_mode = check_mode
        self.alone = relist
        self.is_absent = absent
        self.label = resource.label(desired.identity)
        self.finding = Finding(resource, desired.identity, reader, relist, absent)
        self.sending = Sending(resource, desired, reader, policy, look_again=not relist)
        self.settling = Settling(self.finding)
        self._lost: Plan | None = None
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
            self._account_for_lost(current, plan)
            if not plan.changed or self.check_mode:
                return self._without_a_write(plan, current)
            if plan.before is None and self.alone:
                self.warn_of_neighbours()
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
            self.warn_of_check(plan)
            return Outcome(plan, plan.after)
        if current is None and self.alone:
            self.warn_of_place()
        return self._settled(plan, current) if self.sending.done else Outcome(plan, current)

    def _write(self, plan: Plan) -> Json:
        self._tried.append(plan)
        try:
            with wanting(_doing(plan) + self.label):
                return self.sending.write(plan)
        finally:
            self._wrote()

    def _overcome(self, error: errors.RequestFailed, plan: Plan, tries: _Tries) -> None:
        """Before another look at what is there, and another plan. Raises ``error`` where that is of no use."""
        tries.written += 1
        if isinstance(error, errors.AnswerLost):
            tries.lost += 1
            self._lost = plan
            self._may_be_there_again(plan)
            if plan.before is None and not self._look_for_lost_creation():
                self._take_lost_for_done()
                error.hint = _LOOK_FIRST
                raise error
            self._pause(error, tries.lost, _LOST)
            return
        if isinstance(error, errors.Conflict):
            self._may_be_there_again(plan)
            if plan.before is None and not self.settling.wait(self._is_there):
                tries.refused += 1
                if tries.refused > 1:
                    why = self.resource.refused(self.desired.identity, self.reader, conflict=True)
                    error.hint = why or error.hint
                    raise error
        elif isinstance(error, errors.NotFound):
            # Someone else deleted it in the meantime, or it was only shown still.
            if plan.before is None or not self._is_gone(plan):
                raise error
        elif not isinstance(error, Outdated):
            raise error
        self._pause(error, tries.written)

    def _plan(self, current: Json) -> Plan:
        identity, resource = self.desired.identity, self.resource
        if self.is_absent:
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
            return plan_creation(resource, self.desired, self.policy, resource.begins_as(self.desired, self.reader))

    # After a write

    def _wrote(self) -> None:
        if self.alone:
            self.reader.forget()

    def _rest(self, plan: Plan, document: Json) -> tuple[Json, Plan] | None:
        """What is left after a write.

        After a creation, the members that the service takes only of what is there; then the note that a secret was sent
        which the service does not show.
        """
        if document is None:
            return None
        if plan.before is None and any(value.field.later for value in self.desired.values):
            rest = self._plan(document)
            if rest.changed:
                return document, rest
        self._warn_of_blind_removals(plan)
        note = self._note_of_unseen(plan, document)
        return None if note is None else (document, note)

    def _warn_of_blind_removals(self, plan: Plan) -> None:
        gone = [place for place, secret in plan.sent.items() if secret == "" and plan.before is not None]
        blind = [".".join(place) for place in gone if shows_nothing(lookup(plan.before, place))]
        if blind:
            self.reader.client.warn(
                f"LaunchDarkly showed nothing of {', '.join(blind)} of {self.label} before either: that it was removed"
                " cannot be seen. Look in LaunchDarkly."
            )

    def _note_of_unseen(self, plan: Plan, document: Json) -> Plan | None:
        tags = self.resource.tags_of(document)
        places = unseen(plan.sent, document) if self.policy.update == "auto" else []
        new = [tag for tag in map(unseen_tag, places) if tag not in tags]
        if not new:
            return None
        members = ", ".join(".".join(place) for place in places)
        self.reader.client.warn(
            f"{self.label}: {members} was sent, and LaunchDarkly does not show it in a way that could be compared. A tag"
            " notes that, so that it is not sent with every run. A change of it is seen with fingerprint_key only."
        )
        path = (self.resource.tags,)
        operation = Operation("add" if lookup(document, path) is ABSENT else "replace", path, [*tags, *new])
        return Plan(document, {**document, self.resource.tags: [*tags, *new]}, (operation,), is_note=True)

    def _settled(self, plan: Plan, document: Json) -> Outcome:
        """The outcome once the list shows it, where that is this task's own business."""
        outcome = self._outcome(plan, document)
        made = outcome.plan.before is None and document is not None
        if made and self.alone:
            return self.settle(outcome)
        if not made and outcome.plan.before and document and outcome.plan.before.get("name") != document.get("name"):
            self.settling.settle(document)
        return outcome

    def settle(self, outcome: Outcome) -> Outcome:
        """Wait until the list shows what was created; ``outcome``, or another where another run was faster.

        Raises the errors of the client, with what was done before.
        """
        try:
            others = self._to_yield_to(outcome)
        except errors.LaunchDarklyError as error:
            error.outcome = outcome
            raise
        if not others:
            return outcome
        described = "; ".join(map(self.resource.describe, others))
        try:
            with wanting(f"take back {self.resource.describe(outcome.document)}"):
                self.sending.delete(Plan(outcome.document, None, ()))
        except errors.NotFound:
            pass
        except errors.LaunchDarklyError:
            self.reader.client.warn(
                f"Beside {self.label} another run created {described} at the same time, and what this run made could not"
                f" be taken back: delete {self.resource.describe(outcome.document)}."
            )
            return outcome
        self.reader.client.warn(
            f"Another run created {described} at the same time. What this run made was taken back, and the other is"
            " brought to its desired state."
        )
        self.reader.forget()
        # The creation and its end come to nothing: what is reported is what becomes of the other.
        return self.run()

    def _to_yield_to(self, outcome: Outcome) -> list[Json]:
        """What another run made meanwhile and this run's creation has to go for; nothing where it may stay."""
        before = {document.get("_id") for document in self.finding.beside}
        others = [d for d in self.settling.settle(outcome.document) if d.get("_id") not in before]
        return others if others and self.settling.must_yield(outcome.document, others) else []

    def _outcome(self, plan: Plan, document: Json) -> Outcome:
        done = merged(self.sending.done, document)
        if done is None:
            return Outcome(plan, document)
        for tried in (plan, *self._tried):
            if done.operations == tried.operations:
                # As a check plans it, with the paths under which it was sent.
                elsewhere = any(operation.sent_as for operation in done.operations)
                return Outcome(dataclasses.replace(tried, operations=done.operations) if elsewhere else tried, document)
        return Outcome(done, document)

    def _done_so_far(self, error: errors.LaunchDarklyError) -> Outcome | None:
        """What was done before ``error``; None where nothing was, as far as a last look can tell."""
        if self._lost is not None:
            with contextlib.suppress(errors.LaunchDarklyError):
                self.reader.forget()
                self._account_for_lost(*self.planned())
        if self._lost is not None:
            self._take_lost_for_done()
            error.hint = f"{error.hint} {_FATE_UNKNOWN}".strip()
        document = self.sending.done[-1].document if self.sending.done else None
        done = merged(self.sending.done, document)
        return None if done is None or not done.changed else Outcome(done, document)

    # After an answer that did not come

    def _account_for_lost(self, current: Json, plan: Plan) -> None:
        """Note what of the write whose answer was lost shows in ``current``, which ``plan`` was made for."""
        lost, self._lost = self._lost, None
        if lost is None:
            return
        if lost.before is None or lost.after is None:
            took = lost.operations[:1] if (current is None) == (lost.after is None) else ()
        elif current is None or current.get("_id") != lost.before.get("_id"):
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

    def _take_lost_for_done(self) -> None:
        """Nobody knows: what may have been done is reported as done."""
        if self._lost is not None:
            self.sending.done.append(Written(self._lost, self._lost.after))
            self._lost = None

    def _look_for_lost_creation(self) -> bool:
        """Whether to go on: what was created is there, or to create it again does no harm, since its key is its own."""
        if self.resource.list_path(self.desired.identity) is None:
            return True
        return self.settling.wait(self._is_there)

    def _is_there(self) -> bool:
        self.reader.forget()
        return self.finding.find() is not None

    def _may_be_there_again(self, plan: Plan) -> None:
        """After a creation that was refused or may have been done, what is at its place is no ghost of what was."""
        direct = self.resource.direct_path(self.desired.identity)
        if plan.before is None and direct is not None:
            self.reader.reappeared(direct)

    def _is_gone(self, plan: Plan) -> bool:
        """Whether what could not be written is gone; a service may show for a while what was deleted."""
        path = self.resource.item_path(self.desired.identity, plan.before)
        # There was nothing to delete; a change may have been refused for another reason.
        if plan.after is not None and not self.settling.wait(lambda: self.finding.detail(path) is None):
            return False
        self.sending.forget(plan.before)
        return True

    def _pause(self, error: errors.RequestFailed, tries: int, most: int = _TRIES) -> None:
        """Before another look: forget what was read, let others finish. Raises ``error`` when it was tried enough."""
        self.reader.forget()
        if tries >= most:
            error.hint = f"It was tried {tries} times. {error.hint}".strip()
            raise error
        self.reader.client.sleep(random.uniform(0.02, 0.1) * tries**2)

    # Warnings

    def warn_of_check(self, plan: Plan) -> None:
        """Say what a check knows that may keep the run from doing what the plan says."""
        if plan.before is None:
            self.warn_of_place()
            if self.alone:
                self.warn_of_neighbours()
        elif plan.after is not None:
            needed = needed_as_a_whole(self.resource, plan, self.desired, self.policy)
            if needed:
                self.reader.client.warn(
                    f"{self.label}: LaunchDarkly may take this config only as a whole. Then the run needs the secrets"
                    f" {', '.join(needed)} in {self.resource.secret_option} too."
                )

    def warn_of_place(self) -> None:
        """Say that what the resource belongs to is not there."""
        problem = self.resource.missing_place(self.desired.identity, self.reader)
        if problem:
            self.reader.client.warn(f"{self.label}: {problem}")

    def warn_of_neighbours(self, declared: t.Collection[t.Any] = ()) -> None:
        """Say what a new one will stand beside, but for those with the ids of what is ``declared`` too."""
        beside = [document for document in self.finding.beside if document.get("_id") not in declared]
        neighbours = self.resource.neighbours(self.desired.identity, beside)
        if neighbours:
            self.reader.client.warn(
                f"{self.label} is created beside {'; '.join(neighbours)}. If it is one of them under a new name, give"
                " the name that it has as previous_name."
            )


_FATE_UNKNOWN: t.Final = (
    "Nobody can tell whether what was sent before was carried out, since its answer was lost and the look after it"
    " failed. It is reported as done: look at LaunchDarkly, then run the task again."
)

_LOOK_FIRST: t.Final = (
    "Nobody can tell whether it was created: LaunchDarkly's list does not show it, and may lag behind. Look there, then"
    " run the task again."
)


def merged(done: t.Sequence[Written], document: Json) -> Plan | None:
    """All that was ``done``, which led to ``document``, as one plan without notes; None where nothing was."""
    if not done:
        return None
    operations = tuple(o for written in done if not written.plan.is_note for o in written.plan.operations)
    sent = {place: secret for written in done for place, secret in written.plan.sent.items()}
    return Plan(done[0].plan.before, document, operations, sent)


def _doing(plan: Plan) -> str:
    return "create " if plan.before is None else "delete " if plan.after is None else "update "
