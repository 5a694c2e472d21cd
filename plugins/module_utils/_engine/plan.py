# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan: computed once, before any write, and all that check mode, the diff, the patch and the result are made of.

JSON Patch: RFC 6902.
"""

from __future__ import annotations

import copy
import dataclasses
import typing as t

from .._client.packages import load
from .errors import FixedMember
from .fields import ABSENT, Field, Json, Pointer, Value, When, lookup, nest, pointer_text, put, same_set
from .resource import Desired, Identity, Resource
from .secrets import SecretPolicy, is_fingerprint, shows_nothing, visible_tags

Choices = dict[tuple[Pointer, ...], int]
"""Which patch path is in force for the members that share a set of other paths: 0 is their own path."""


@dataclasses.dataclass(frozen=True)
class Operation:
    """One operation of a JSON Patch. ``field`` is the member it is for; none for a whole resource, at the root.

    ``sent_as`` is the path under which it was sent, where the service did not take its own.
    """

    op: str
    path: Pointer
    value: Json = dataclasses.field(default=ABSENT, repr=False)
    field: Field | None = None
    sent_as: Pointer | None = dataclasses.field(default=None, compare=False)

    def patch(self) -> dict[str, t.Any]:
        """As the API takes it."""
        result: dict[str, t.Any] = {"op": self.op, "path": pointer_text(self.path)}
        if self.value is not ABSENT:
            result["value"] = self.value
        return result


@dataclasses.dataclass(frozen=True)
class Plan:
    """What is there, what will be there, and the operations in between. Empty operations: nothing to do.

    ``sent`` are the secrets that the operations carry, by their place. ``is_note`` tells that it only keeps, in a tag of
    the collection's own, what the next run needs to know: no check can foresee that, and it is no part of a result.
    """

    before: Json = dataclasses.field(repr=False)
    after: Json = dataclasses.field(repr=False)
    operations: tuple[Operation, ...] = ()
    sent: t.Mapping[Pointer, str] = dataclasses.field(default_factory=dict, repr=False)
    is_note: bool = False

    @property
    def changed(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.operations)

    @property
    def verb(self) -> str:
        """What it does, for a message."""
        return "create" if self.before is None else "delete" if self.after is None else "update"


def plan_creation(
    resource: Resource[Identity], desired: Desired[Identity], policy: SecretPolicy, start: Json = None
) -> Plan:
    """The plan that makes what is not there. ``start`` is the document that it begins as a copy of, if there is one."""
    body: dict[str, t.Any] = {member: {} for member in resource.objects}
    later: list[Operation] = []
    sent: dict[Pointer, str] = {}
    for value in desired.values:
        if value.wanted is ABSENT:
            continue
        if value.field.when is When.AFTERWARDS:
            first = value.field.first if start is None else value.field.current(start)
            if not value.field.equal(first, value.wanted):
                later.append(Operation("replace", value.field.path, copy.deepcopy(value.wanted), value.field))
            continue
        put(body, value.field.path, copy.deepcopy(value.wanted))
        if value.field.secret:
            sent[value.field.path] = value.wanted
    fingerprints = policy.tags_after([], sent)
    if fingerprints:
        body[resource.tags] = [*body.get(resource.tags, []), *fingerprints]
    after = copy.deepcopy(body)
    for operation in later:
        put(after, operation.path, operation.value)
    return Plan(None, after, (Operation("add", (), body), *later), sent)


def plan_removal(current: Json) -> Plan:
    """The plan that removes ``current``; nothing to do where there is none."""
    return Plan(current, None, () if current is None else (Operation("remove", ()),))


def plan_update(resource: Resource[Identity], desired: Desired[Identity], current: Json, policy: SecretPolicy) -> Plan:
    """The smallest plan that gives ``current`` the desired values and touches nothing else.

    Raises FixedMember where a member would have to change that the service fixes at creation.
    """
    resource.check_update(desired, current)
    after = current
    operations: list[Operation] = []
    sent: dict[Pointer, str] = {}
    fixed: list[str] = []
    tags = resource.tags_of(current)
    for value in with_opposites(resource, desired, current):
        if (
            value.field.when is When.AT_CREATION
            or value.field.path == (resource.tags,)
            or not _differs(value, current, policy, tags)
        ):
            continue
        if value.field.when is When.FIXED:
            fixed.append(value.field.option)
            continue
        if value.field.secret and value.wanted is not ABSENT:
            sent[value.field.path] = value.wanted
        operations.append(_operation(after, value))
        after = applied(after, operations[-1:])
    if fixed:
        raise FixedMember(fixed)
    operation = _tags_operation(resource, desired, current, tags, policy, sent)
    if operation:
        operations.append(operation)
        after = applied(after, [operation])
    return Plan(current, after, tuple(operations), sent)


def with_opposites(resource: Resource[Identity], desired: Desired[Identity], current: Json) -> list[Value]:
    """The values of ``desired``, with those that put a member back which the service does not take beside them."""
    values = list(desired.values)
    wanted = {value.field.path: value.wanted for value in values}
    for pair in resource.exclusive:
        for field, other in (pair, pair[::-1]):
            if other.path in wanted or field.equal(field.first, wanted.get(field.path, field.first)):
                continue
            if not other.equal(other.current(current), other.first):
                # Before the member that needs it: a service may look at one operation after the other.
                values.insert(0, Value(other, other.first))
    return values


def _differs(value: Value, current: Json, policy: SecretPolicy, tags: t.Sequence[str]) -> bool:
    field = value.field
    if field.secret and value.wanted is not ABSENT:
        return policy.must_send(field.path, lookup(current, field.path), value.wanted, tags, field.needed)
    return not field.equal(field.current(current), value.wanted)


def _operation(document: Json, value: Value) -> Operation:
    path, wanted = value.field.path, value.wanted
    if wanted is ABSENT:
        return Operation("remove", path, field=value.field)
    for depth in range(1, len(path)):
        if not isinstance(lookup(document, path[:depth]), t.Mapping):
            # RFC 6902 adds no parents: the first one that is missing is added with all below it.
            op = "add" if lookup(document, path[:depth]) is ABSENT else "replace"
            return Operation(op, path[:depth], nest(path[depth:], wanted), value.field)
    return Operation("add" if lookup(document, path) is ABSENT else "replace", path, wanted, value.field)


def _tags_operation(
    resource: Resource[Identity],
    desired: Desired[Identity],
    current: Json,
    tags: list[t.Any],
    policy: SecretPolicy,
    sent: t.Mapping[Pointer, str],
) -> Operation | None:
    """Tags are replaced whole (an index may have moved), and fingerprints live among them."""
    given = next((v for v in desired.values if v.field.path == (resource.tags,)), None)
    visible = visible_tags(tags)
    if given is not None and not same_set(visible, given.wanted):
        visible = [] if given.wanted is ABSENT else list(given.wanted)
    fingerprints = policy.tags_after([tag for tag in tags if is_fingerprint(tag)], sent)
    if same_set(tags, [*visible, *fingerprints]):
        return None
    field = given.field if given else Field(resource.tags, (resource.tags,))
    op = "add" if lookup(current, (resource.tags,)) is ABSENT else "replace"
    return Operation(op, (resource.tags,), [*visible, *fingerprints], field)


def applied(document: Json, operations: t.Sequence[Operation]) -> Json:
    """``document`` after ``operations``, by the jsonpatch library."""
    return load("jsonpatch").apply_patch(document, [operation.patch() for operation in operations])


def ignored(desired: Desired[Identity], plan: Plan, answer: Json, policy: SecretPolicy) -> list[Field]:
    """The members of ``plan`` that the service's ``answer`` shows not to have been carried out."""
    # What fingerprints say is of no use here: they are written, not computed, by the service.
    shown_only = dataclasses.replace(policy, update="auto", key=None)
    changed = {operation.field.path for operation in plan.operations if operation.field}
    whole = any(operation.field is None for operation in plan.operations)
    return [
        value.field
        for value in desired.values
        if (value.field.when is not When.AFTERWARDS if whole else value.field.path in changed)
        and value.field.when is not When.AT_CREATION
        and _still_differs(value, answer, shown_only)
    ]


def _still_differs(value: Value, answer: Json, policy: SecretPolicy) -> bool:
    if value.field.secret and value.wanted not in (ABSENT, "") and shows_nothing(lookup(answer, value.field.path)):
        # It may be there all the same.
        return False
    if value.field.same is same_set:
        return not same_set(visible_tags(value.field.current(answer)), value.wanted)
    return _differs(value, answer, policy, ())
