# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to send an update: under which paths its members are patched, and with which secrets.

Nobody has published which patch paths the service takes of these resources. The smallest patch comes first, made safe:
with the members that differ go the secrets of the same config, so that a service which applies a patch to the masked
document that it shows cannot store a mask in their place. A task that does not hold them changes nothing in that config:
nobody could see afterwards what is stored. Then the whole config.
"""

from __future__ import annotations

import copy
import dataclasses
import itertools
import typing as t

from .errors import SecretsNeeded
from .fields import ABSENT, Json, Pointer, lookup, put
from .plan import Choices, Operation, Plan
from .resource import Desired, Identity, Resource
from .secrets import SecretPolicy, looks_masked, mask_disproves, may_hold_mask, noted, shows_nothing


def choices(plan: Plan, remembered: Choices) -> t.Iterator[Choices]:
    """The combinations of patch paths to try, what worked before first, then the best first.

    For a secret of which no answer would tell that it was accepted and ignored, the best is what every service takes.
    """
    groups = sorted({o.field.other_paths for o in plan.operations if o.field and o.field.other_paths})
    blind = {o.field.other_paths for o in plan.operations if o.field and _is_blind(o, plan)}
    ways = [[*range(1, len(group) + 1), 0] if group in blind else [*range(len(group) + 1)] for group in groups]
    first = {group: remembered.get(group, order[0]) for group, order in zip(groups, ways, strict=True)}
    yield first
    for combination in itertools.product(*ways):
        if (choice := dict(zip(groups, combination, strict=True))) != first:
            yield choice


def _is_blind(operation: Operation, plan: Plan) -> bool:
    """Whether no answer could show that the secret which ``operation`` writes was not stored: the mask fits it already."""
    if operation.field is None or not operation.field.secret or not isinstance(operation.value, str):
        return False
    shown = lookup(plan.before, operation.path)
    return shows_nothing(shown) or not mask_disproves(shown, operation.value)


def to_send(
    resource: Resource[Identity],
    plan: Plan,
    desired: Desired[Identity],
    chosen: Choices,
    policy: SecretPolicy | None = None,
) -> list[dict[str, t.Any]]:
    """The JSON Patch of an update, with the paths that ``chosen`` puts in force.

    A whole container carries every member, so it needs every secret that is or may be in it: raises SecretsNeeded for
    those that the task does not hold. Nothing that may be a mask is ever sent.
    """
    patch: list[dict[str, t.Any]] = []
    done: set[Pointer] = set()
    held = _held(desired, policy)
    for operation in plan.operations:
        path = sent_path(operation, chosen)
        if operation.field is None or not chosen.get(operation.field.other_paths, 0):
            patch.append(operation.patch())
        elif operation.field.path[: len(path)] != path:
            patch.append(dataclasses.replace(operation, path=path).patch())
        elif path not in done:
            done.add(path)
            op = "add" if lookup(plan.before, path) is ABSENT else "replace"
            patch.append(Operation(op, path, _whole(resource, plan, desired, held, path)).patch())
    return [*patch, *_secrets_beside(resource, plan, desired, chosen, held)]


def check_secrets(resource: Resource[Identity], plan: Plan, desired: Desired[Identity], policy: SecretPolicy) -> None:
    """Raise SecretsNeeded where the update ``plan`` can be sent in no way without a secret that the task does not hold."""
    needed: SecretsNeeded | None = None
    for chosen in choices(plan, {}):
        try:
            to_send(resource, plan, desired, chosen, policy)
            return
        except SecretsNeeded as error:
            if needed is None or len(error.members) < len(needed.members):
                needed = error
    if needed is not None:
        raise needed


def sent_path(operation: Operation, chosen: Choices) -> Pointer:
    """The path under which ``operation`` is sent."""
    choice = chosen.get(operation.field.other_paths, 0) if operation.field else 0
    if operation.field is None or choice == 0:
        return operation.path
    return operation.field.other_paths[choice - 1]


def needed_as_a_whole(
    resource: Resource[Identity], plan: Plan, desired: Desired[Identity], policy: SecretPolicy
) -> list[str]:
    """The secrets that a service would ask the task for which takes what ``plan`` changes only as a whole."""
    try:
        for chosen in choices(plan, {}):
            to_send(resource, plan, desired, chosen, policy)
    except SecretsNeeded as error:
        return error.members
    return []


def _held(desired: Desired[Identity], policy: SecretPolicy | None) -> dict[Pointer, Json]:
    """The values that the task holds, by their places; with ``on_create`` its secrets may be out of date."""
    stale = policy is not None and policy.update == "on_create"
    return {v.field.path: v.wanted for v in desired.values if not (stale and v.field.secret)}


def _secrets_beside(
    resource: Resource[Identity],
    plan: Plan,
    desired: Desired[Identity],
    chosen: Choices,
    held: t.Mapping[Pointer, Json],
) -> list[dict[str, t.Any]]:
    """Operations for the secrets of each container of which members are patched one by one.

    Raises SecretsNeeded for those that are there and that the task does not hold.
    """
    containers = {
        container
        for operation in plan.operations
        if operation.field and not chosen.get(operation.field.other_paths, 0)
        for container in operation.field.other_paths
        if len(container) < len(operation.path) and operation.path[: len(container)] == container
    }
    needed = sorted({name for container in containers for name in _unheld(resource, plan.before, held, container)})
    if needed:
        raise SecretsNeeded(needed, resource.secret_option)
    done = {operation.path for operation in plan.operations}
    return [
        Operation("add" if lookup(plan.before, place) is ABSENT else "replace", place, held[place]).patch()
        for place in (value.field.path for value in desired.values if value.field.secret)
        if place not in done
        and held.get(place, ABSENT) not in (ABSENT, "")
        and any(place[: len(container)] == container for container in containers)
    ]


def _unheld(
    resource: Resource[Identity], document: Json, held: t.Mapping[Pointer, Json], container: Pointer
) -> list[str]:
    """The names of the secrets that are certainly stored in the ``container`` of ``document``, but for those ``held``."""
    masks = {(*container, *place) for place in _masks(lookup(document, container), container, resource)}
    places = {place for place in masks | resource.secret_paths(document) if place[: len(container)] == container}
    there = {place for place in places if lookup(document, place) not in (ABSENT, None, "")}
    if not resource.tags:
        # No tag could note what no answer shows.
        there |= {place for place in resource.possible_secrets(document) if place[: len(container)] == container}
    return [
        *(place[-1] for place in there - held.keys()),
        *noted(resource.tags_of(document), container, held),
    ]


def _whole(
    resource: Resource[Identity], plan: Plan, desired: Desired[Identity], held: t.Mapping[Pointer, Json], path: Pointer
) -> Json:
    container = copy.deepcopy(lookup(plan.after, path))
    secret = resource.secret_paths(plan.after) | resource.possible_secrets(plan.after)
    secret |= {value.field.path for value in desired.values if value.field.secret}
    secret |= {(*path, *place) for place in _masks(container, path, resource)}
    needed = noted(resource.tags_of(plan.before), path, [*held, *secret])
    for place in sorted(place for place in secret if place[: len(path)] == path and len(place) > len(path)):
        if place in held:
            put(container, place[len(path) :], held[place])
        else:
            needed.append(place[-1])
    if needed:
        raise SecretsNeeded(needed, resource.secret_option)
    return container


def _masks(container: Json, path: Pointer, resource: Resource[t.Any], start: Pointer = ()) -> t.Iterator[Pointer]:
    """Where in the ``container`` at ``path`` something stands that may be the mask of a secret."""
    if isinstance(container, t.Mapping):
        for key, value in container.items():
            place = (*start, key)
            if looks_masked(value) or (may_hold_mask(value) and not resource.is_plain((*path, *place))):
                yield place
            else:
                yield from _masks(value, path, resource, place)
