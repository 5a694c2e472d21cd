# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring one resource to its desired state: read, plan, and, unless it is a check, apply and compare.

Safe writes: what is known of an answer decides whether a write is repeated. After a conflict and after a lost answer
comes a look at what is there, always.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import random
import typing as t

from .._client import errors
from .fields import Json
from .plan import Choices, Plan, ignored, plan_creation, plan_removal, plan_update, to_send
from .reader import Reader
from .resource import Desired, Identity, Path, Resource
from .secrets import SecretPolicy

_TRIES = 6
"""How often one resource is read, planned and written before conflicts or lost answers are the task's failure."""


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What became of one resource: the plan, and ``document`` as the service shows it (in a check: as it would be)."""

    plan: Plan
    document: Json = dataclasses.field(repr=False)


@contextlib.contextmanager
def wanting(what: str) -> t.Iterator[None]:
    """Say in every error from within what was wanted."""
    try:
        yield
    except errors.LaunchDarklyError as error:
        error.wanted = error.wanted or what
        raise


@contextlib.contextmanager
def explaining(resource: Resource[Identity], identity: Identity, reader: Reader) -> t.Iterator[None]:
    """Say why a call within, for a list or a creation, was refused, where the resource knows."""
    try:
        yield
    except (errors.NotFound, errors.InvalidRequest) as error:
        error.hint = resource.refused(identity, reader) or error.hint
        raise


class Convergence(t.Generic[Identity]):
    """The work on one resource. ``relist`` tells whether a list is read again before a creation."""

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
        self.relist = relist
        self.is_absent = absent
        self.label = resource.label(desired.identity)
        self._beside: list[Json] = []

    # Reading

    def find(self) -> Json:
        """The resource as it is, in full; None where it is not there. Raises Ambiguous where several fit."""
        with wanting(f"read {self.label}"):
            identity, resource = self.desired.identity, self.resource
            direct = resource.direct_path(identity)
            found = None
            if direct is not None:
                with contextlib.suppress(errors.NotFound):
                    found = self.reader.get(direct, resource.version)
            else:
                path = resource.list_path(identity)
                with explaining(resource, identity, self.reader):
                    found = None if path is None else self._find_in_list(path)
            if found is None:
                resource.missing(identity, self.reader, self.is_absent)
            else:
                resource.check_found(identity, found)
            return found

    def _find_in_list(self, path: Path) -> Json:
        identity, resource = self.desired.identity, self.resource
        for fresh in (False, True):
            found, read_now = self.reader.candidates(resource, path, identity, fresh)
            self._beside = found
            matching = [document for document in found if resource.matches(identity, document)]
            final = read_now or not self.relist
            if len(matching) > 1 and not final:
                continue
            there = self._in_full(matching)
            if len(there) > 1:
                raise errors.Ambiguous(
                    f"{len(matching)} fit the declaration",
                    [resource.describe(document) for document in matching],
                    "Say by name or by id which one is meant.",
                )
            if there:
                return there[0]
            if final:
                return None
        return None

    def _in_full(self, listed: t.Sequence[Json]) -> list[Json]:
        """Those of ``listed`` that are there and fit, two at the most: the list may lag behind."""
        identity, resource = self.desired.identity, self.resource
        there: list[Json] = []
        for item in listed:
            with contextlib.suppress(errors.NotFound):
                document = self.reader.get(resource.item_path(identity, item), resource.version)
                if resource.matches(identity, document):
                    there.append(document)
            if len(there) > 1:
                break
        return there

    # Converging

    def planned(self) -> tuple[Json, Plan]:
        """The resource as it is, and the plan for it."""
        current = self.find()
        return current, self._plan(current)

    def run(self, start: tuple[Json, Plan] | None = None) -> Outcome:
        """The resource as desired, or gone. Raises the errors of the client and the plan.

        ``start`` is what ``planned`` gave before, so that it need not be read again.
        """
        written: Plan | None = None
        tries = refused = 0
        while True:
            tries += 1
            current, plan = start if start is not None else self.planned()
            start = None
            if not plan.changed:
                if written is not None:
                    self._settle_rename(written, current)
                return Outcome(written or plan, current)
            if self.check_mode:
                return Outcome(plan, plan.after)
            try:
                with wanting(_doing(plan) + self.label):
                    document = self._write(plan)
                written = written or plan
                rest = self._rest(plan, document)
                if rest is None:
                    return Outcome(written, document)
                start = document, rest
            except errors.AnswerLost as error:
                # It may have been done, and by us: the plan stays the one to report.
                written = written or plan
                if plan.before is None:
                    self._await_in_list(self._is_there)
                self._pause(error, tries)
            except errors.Conflict as error:
                if plan.before is None and not self._await_in_list(self._is_there):
                    refused += 1
                    if refused > 1:
                        error.hint = self.resource.refused(self.desired.identity, self.reader)
                        raise
                self._pause(error, tries)
            except errors.NotFound as error:
                if plan.before is None:
                    raise
                # Someone else deleted it in the meantime.
                self._pause(error, tries)

    def _plan(self, current: Json) -> Plan:
        if self.is_absent:
            if current is not None:
                with wanting("delete " + self.label):
                    self.resource.check_removal(self.desired.identity, current, self.reader)
            return plan_removal(current)
        with wanting(("create " if current is None else "update ") + self.label):
            if current is None:
                return plan_creation(self.resource, self.desired, self.policy)
            return plan_update(self.resource, self.desired, current, self.policy)

    def _rest(self, plan: Plan, document: Json) -> Plan | None:
        """What is left after a creation: the members that the service takes only of what is there."""
        if plan.before is not None or not any(value.field.later for value in self.desired.values):
            return None
        return self._plan(document)

    def _is_there(self) -> bool:
        self.reader.forget()
        return self.find() is not None

    def _pause(self, error: errors.RequestFailed, tries: int) -> None:
        """Before another look: forget what was read, let others finish. Raises ``error`` when it was tried enough."""
        self.reader.forget()
        if tries >= _TRIES:
            error.hint = f"It was tried {tries} times. {error.hint}".strip()
            raise error
        self.reader.client.sleep(random.uniform(0.02, 0.1) * tries**2)

    # Writing

    def _write(self, plan: Plan) -> Json:
        if plan.before is None:
            return self._create(plan)
        path = self.resource.item_path(self.desired.identity, plan.before)
        if plan.after is None:
            return self._delete(path)
        return self._update(plan, path)

    def _create(self, plan: Plan) -> Json:
        path = self.resource.create_path(self.desired.identity)
        client = self.reader.client
        try:
            with explaining(self.resource, self.desired.identity, self.reader):
                document = client.request("POST", path, self.resource.version, plan.operations[0].value).data
        except errors.AnswerLost:
            self._warn_of_neighbours()
            raise
        self._warn_of_neighbours()
        self._wrote()
        left_out, document = self._left_out(plan, document)
        if self.relist:
            self.settle(document)
        if left_out:
            raise errors.Ignored(left_out)
        return document

    def _update(self, plan: Plan, path: Path) -> Json:
        refusal: errors.InvalidRequest | None = None
        left_out: list[str] = []
        rest = plan
        for choices in _choices(plan, self.reader.choices):
            try:
                patch = to_send(self.resource, rest, self.desired, choices)
                document = self.reader.client.request("PATCH", path, self.resource.version, patch).data
            except errors.SecretsNeeded:
                if left_out:
                    break
                raise
            except errors.InvalidRequest as error:
                refusal = refusal or error
                if not error.refuses_patch:
                    raise
                continue
            self._wrote()
            left_out, document = self._left_out(plan, document)
            self._remember(rest, choices, left_out)
            if not left_out:
                self._settle_rename(plan, document)
                return document
            # What was carried out is not sent again: a member that was removed cannot be removed twice.
            rest = self._plan(document)
        if left_out:
            raise errors.Ignored(left_out)
        raise refusal or AssertionError("no patch path was tried")

    def _remember(self, sent: Plan, choices: Choices, left_out: t.Sequence[str]) -> None:
        """Of the patch paths in ``choices``, those under which all that was ``sent`` was carried out."""
        fields = [operation.field for operation in sent.operations if operation.field]
        failed = {field.other_paths for field in fields if field.option in left_out}
        self.reader.choices.update(
            {f.other_paths: choices[f.other_paths] for f in fields if f.other_paths in choices.keys() - failed}
        )

    def _delete(self, path: Path) -> Json:
        self.reader.client.request("DELETE", path, self.resource.version)
        self._wrote()

    def _wrote(self) -> None:
        if self.relist:
            self.reader.forget()

    def _left_out(self, plan: Plan, document: Json) -> tuple[list[str], Json]:
        """The options that were not carried out, and the resource as it is. Where the answer shows less, it is read."""
        if not isinstance(document, dict):
            method = "POST" if plan.before is None else "PATCH"
            raise errors.AnswerLost(method, self.label, "the answer is JSON, but not the object that was expected")
        left_out = ignored(self.desired, plan, document, self.policy)
        if left_out:
            path = self.resource.item_path(self.desired.identity, document)
            document = self.reader.get(path, self.resource.version)
            left_out = ignored(self.desired, plan, document, self.policy)
        return [field.option for field in left_out], document

    # Lists that lag behind

    def settle(self, document: Json) -> None:
        """Wait until the list shows ``document``, so that the next task does not make it once more."""
        identity, resource = self.desired.identity, self.resource
        path = resource.list_path(identity)
        if path is None:
            return
        key = document.get("_id")
        looks = itertools.count()

        def shown() -> bool:
            # Where many share a list, the first look is at the one that was read for all of them.
            fresh = self.relist or next(looks) > 0
            found, _read_now = self.reader.candidates(resource, path, identity, fresh)
            others = [item for item in found if resource.matches(identity, item) and item.get("_id") != key]
            if others:
                self.reader.client.warn(
                    f"Beside {self.label} another one appeared meanwhile that fits the same declaration:"
                    f" {'; '.join(map(self.resource.describe, others))}."
                )
            # A list that lags behind a rename shows it under its old name.
            names = (None, document.get("name"))
            return any(item.get("_id") == key and item.get("name") in names for item in found)

        if not self._await_in_list(shown):
            self.reader.client.warn(f"LaunchDarkly's list does not show {self.label} yet, after it was written.")

    def _settle_rename(self, plan: Plan, document: Json) -> None:
        if plan.before and document and plan.before.get("name") != document.get("name"):
            self.settle(document)

    def _await_in_list(self, shown: t.Callable[[], bool]) -> bool:
        client, waited, pause = self.reader.client, 0.0, 0.1
        while not shown():
            if waited >= client.settings.settle:
                return False
            client.sleep(pause)
            waited, pause = waited + pause, min(pause * 1.5, 1.0)
        return True

    def _warn_of_neighbours(self) -> None:
        neighbours = self.resource.neighbours(self.desired.identity, self._beside)
        if neighbours:
            self.reader.client.warn(f"{self.label} is created beside {'; '.join(neighbours)}.")


def _doing(plan: Plan) -> str:
    return "create " if plan.before is None else "delete " if plan.after is None else "update "


def _choices(plan: Plan, remembered: Choices) -> t.Iterator[Choices]:
    """The combinations of patch paths to try, what worked before first, then the best first."""
    groups = sorted({o.field.other_paths for o in plan.operations if o.field and o.field.other_paths})
    first = {group: remembered.get(group, 0) for group in groups}
    yield first
    for combination in itertools.product(*(range(len(group) + 1) for group in groups)):
        if (choices := dict(zip(groups, combination, strict=True))) != first:
            yield choices
