# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One write: a creation, a deletion, or an update in the way that the service takes."""

from __future__ import annotations

import dataclasses
import typing as t

from .._client import errors
from .._client.calls import address, without_query
from .._client.packages import load
from .errors import Ignored, SecretsNeeded
from .explain import explaining
from .fields import Json, lookup
from .plan import Choices, Operation, Plan, ignored, plan_update
from .reader import Reader
from .resource import Desired, Identity, Path, Resource
from .secrets import SecretPolicy
from .shapes import check_shape
from .ways import choices, sent_path, to_send

_WAY_REFUSED: t.Final = frozenset((400, 405, 422))
"""A PATCH that is answered so has changed nothing, and may have been refused for its path."""


@dataclasses.dataclass(frozen=True)
class Written:
    """What a write has done: those operations of its plan that took effect, and the ``document`` after it."""

    plan: Plan
    document: Json = dataclasses.field(repr=False)


class Outdated(errors.RequestFailed):
    """What was to be sent as a whole is no longer as the plan found it: nothing was sent, plan again."""


class Sending(t.Generic[Identity]):
    """Writes of one resource. What they did is added to ``done``, also where one fails after another was carried out."""

    def __init__(
        self,
        resource: Resource[Identity],
        desired: Desired[Identity],
        reader: Reader,
        policy: SecretPolicy,
    ) -> None:
        self.resource = resource
        self.desired = desired
        self.reader = reader
        self.policy = policy
        self.done: list[Written] = []
        self._sent_whole = False
        # An update needs it, and would find it missing in the middle of the work.
        load("jsonpatch")

    def write(self, plan: Plan) -> Json:
        """Carry out ``plan``. Returns the resource as it is then.

        Raises Ignored where the service left something out, and Outdated.
        """
        self._sent_whole = False
        if plan.before is None:
            return self._create(plan)
        if plan.after is None:
            self.delete(plan)
            return None
        return self._update(plan, self._item_path(plan.before))

    def delete(self, plan: Plan) -> None:
        """Delete what was there before ``plan``."""
        self.reader.client.request("DELETE", self._item_path(plan.before), self.resource.version)
        self.done.append(Written(plan, None))
        self.forget(plan.before)

    def forget(self, document: Json) -> None:
        """Do not believe any more that ``document`` is there, whatever shows it."""
        self.reader.remove(self.resource, self.desired.identity, document)

    def _create(self, plan: Plan) -> Json:
        identity, resource = self.desired.identity, self.resource
        path = resource.create_path(identity)
        with explaining(resource, identity, self.reader):
            answer = self.reader.client.request(
                self._method(plan), path, resource.version, plan.operations[0].value
            ).data
        # What is taken only of a resource that is there is another write.
        made = dataclasses.replace(plan, operations=plan.operations[:1])
        return self._carried_out(made, answer, path)

    def _update(self, plan: Plan, path: Path) -> Json:
        refusal: errors.InvalidRequest | None = None
        needed: SecretsNeeded | None = None
        left_out: list[str] = []
        rest = plan
        for chosen in choices(plan, self.reader.choices):
            try:
                patch = to_send(self.resource, rest, self.desired, chosen, self.policy)
                self._sent_whole = any(chosen.values())
                # The plans of many may be old.
                if self._sent_whole and not self.reader.serves_one:
                    self._check_up_to_date(rest, chosen, path)
                body = self.resource.patch_body(self.desired.identity, patch)
                answer = self.reader.client.request("PATCH", without_query(path), self.resource.version, body).data
            except SecretsNeeded as error:
                needed = needed or error
                continue
            except errors.InvalidRequest as error:
                hints = [hint for words, hint in self.resource.hints.items() if words in error.message]
                error.hint = next(iter(hints), error.hint)
                refusal = refusal or error
                if error.status not in _WAY_REFUSED:
                    raise
                continue
            try:
                document = self._carried_out(_under(rest, chosen), answer, path)
            except Ignored as error:
                left_out = error.members
                self._remember(rest, chosen, left_out)
                # What was carried out is not sent again: a member that was removed cannot be removed twice.
                rest = plan_update(self.resource, self.desired, self.done[-1].document, self.policy)
                continue
            if refusal is not None or left_out:
                # Else the way was chosen for this change alone, and says nothing of others.
                self._remember(rest, chosen, ())
            return document
        raise _why_not(refusal, needed, left_out)

    def _carried_out(self, plan: Plan, answer: Json, path: Path) -> Json:
        """Note what ``plan`` did. Returns the resource as it is. Where the ``answer`` shows less, it is read."""
        method = self._method(plan)
        answer = self.resource.picked(self.desired.identity, answer)
        try:
            check_shape(answer, self.resource.shape, method, path, self.reader.client.settings.base_url)
        except errors.NotJson as error:
            # It may have been carried out: what is there now tells.
            raise errors.AnswerLost(method, error.path, error.message, error.hint) from None
        document, left_out = answer, ignored(self.desired, plan, answer, self.policy)
        if left_out:
            try:
                document = self.reader.detail(self.resource, self.desired.identity, self._item_path(answer))
            except errors.LaunchDarklyError:
                self.done.append(Written(plan, answer))
                raise
            left_out = ignored(self.desired, plan, document, self.policy)
        document = self.resource.complete(document)
        took = tuple(o for o in plan.operations if o.field is None or o.field not in left_out)
        self.done.append(Written(dataclasses.replace(plan, operations=took), document))
        self.warn_of_overwriting(plan.before, document)
        self.reader.remember(self.resource, self.desired.identity, document)
        if left_out:
            raise Ignored([field.option for field in left_out])
        return document

    def _method(self, plan: Plan) -> str:
        return "POST" if plan.before is None and not self.resource.is_always_there else "PATCH"

    def _check_up_to_date(self, plan: Plan, chosen: Choices, path: Path) -> None:
        now = self.reader.detail(self.resource, self.desired.identity, path)
        for container in {group[choice - 1] for group, choice in chosen.items() if choice}:
            if lookup(now, container) != lookup(plan.before, container):
                raise Outdated("PATCH", address(path), "somebody else changes it again and again, so nothing was sent")

    def warn_of_overwriting(self, before: Json, after: Json) -> None:
        """Say that a whole container, sent last, may have undone what somebody else changed meanwhile.

        ``before`` is what the plan was made from, ``after`` what is there now. Without a version nobody can tell.
        """
        versions = [
            document.get(self.resource.version_member) for document in (before, after) if isinstance(document, dict)
        ]
        numbers = [version for version in versions if isinstance(version, int) and not isinstance(version, bool)]
        if self._sent_whole and len(numbers) == 2 and numbers[1] - numbers[0] > 1:
            label = self.resource.label(self.desired.identity, after)
            self.reader.client.warn(
                f"Somebody else changed {label} at the same time (its version went from {numbers[0]} to {numbers[1]})."
                " This change was sent as a whole, so theirs may be lost: look at it, and run theirs again."
            )

    def _item_path(self, document: Json) -> Path:
        return self.resource.item_path(self.desired.identity, document)

    def _remember(self, sent: Plan, chosen: Choices, left_out: t.Sequence[str]) -> None:
        """Of the patch paths in ``chosen``, those under which all that was ``sent`` was carried out."""
        fields = [operation.field for operation in sent.operations if operation.field]
        failed = {field.other_paths for field in fields if field.option in left_out}
        self.reader.choices.update(
            {f.other_paths: chosen[f.other_paths] for f in fields if f.other_paths in chosen.keys() - failed}
        )


def _under(plan: Plan, chosen: Choices) -> Plan:
    """``plan`` with the paths under which its operations are sent, where those are not their own."""
    operations = [_sent_as(operation, chosen) for operation in plan.operations]
    return dataclasses.replace(plan, operations=tuple(operations))


def _sent_as(operation: Operation, chosen: Choices) -> Operation:
    path = sent_path(operation, chosen)
    return operation if path == operation.path else dataclasses.replace(operation, sent_as=path)


def _why_not(
    refusal: errors.InvalidRequest | None, needed: SecretsNeeded | None, left_out: t.Sequence[str]
) -> errors.LaunchDarklyError:
    """The failure of an update that no way was left for: the first refusal, and what would open another way."""
    failure: errors.LaunchDarklyError | None = Ignored(left_out) if left_out else refusal
    if failure is None:
        # A way that was tried and neither refused nor carried out in part was the last one.
        return t.cast(SecretsNeeded, needed)
    if needed is not None:
        failure.hint = f"{failure.hint} {needed.as_hint()}".strip()
        failure.secrets_needed = needed.members
    return failure
