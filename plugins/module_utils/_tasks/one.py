# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of a module for one resource: bring it to its desired state, and tell what was done."""

from __future__ import annotations

import contextlib
import typing as t

from .._client.errors import LaunchDarklyError
from .._engine.converge import Convergence
from .._engine.defined import Defined
from .._engine.definition import Definition
from .._engine.fields import Json
from .._engine.identity import Identity
from .._engine.outcome import Outcome
from .._engine.report import report, which
from .._engine.resource import Desired
from .._engine.secrets import SecretPolicy
from .._options import CONNECTION, SECRETS, STATE, UPDATE_SECRETS
from .._task import Context, Options, Task


def one(definition: Definition) -> Task:
    """The task of the module that is called as the kind is."""

    def run(options: Options, context: Context) -> dict[str, t.Any]:
        resource = Defined(definition, options, context.warn)
        result, _outcome = converge(resource, resource.desired(), context)
        return result

    return Task(
        options={
            **CONNECTION,
            **secret_options(definition),
            **STATE,
            **definition.spec(),
        },
        constraints=definition.constraints(),
        secrets=definition.secret_values,
        run=run,
        hides_output=definition.hides_output,
    )


def secret_options(definition: Definition) -> t.Mapping[str, t.Mapping[str, t.Any]]:
    """The options that say when secrets are sent. A fingerprint needs a tag to keep it."""
    if not definition.has_secrets:
        return {}
    return SECRETS if definition.tags else UPDATE_SECRETS


def policy_of(resource: Defined, identity: Identity, options: Options) -> SecretPolicy:
    """When the secrets of one resource are sent. A fingerprint is bound to the kind and to its place."""
    scope = (resource.noun, *identity.keys)
    update, key = options.get("update_secrets", "auto"), options.get("fingerprint_key") or None
    return SecretPolicy(update, key, scope, notes=bool(resource.tags))


def converge(
    resource: Defined,
    desired: Desired[Identity],
    context: Context,
    check: t.Callable[[Json], None] = lambda document: None,
) -> tuple[dict[str, t.Any], Outcome]:
    """Bring one resource to the state that its options ask for.

    ``check`` may refuse, before any write, what the resource will be.
    """
    options = resource.options
    policy = policy_of(resource, desired.identity, options)
    work = Convergence(
        resource, desired, context.reader, policy, context.check_mode, absent=options["state"] == "absent"
    )
    with telling_what_was_done(resource, desired, context.diff):
        start = work.planned()
        check(start[1].after)
        outcome = work.run(start)
    return report(resource, desired, outcome, resource.kind, context.diff), outcome


@contextlib.contextmanager
def telling_what_was_done(resource: Defined, desired: Desired[Identity], diff: bool) -> t.Iterator[None]:
    """Put what was done before a failure within into the result of the failed task, in the words of a good result."""
    try:
        yield
    except LaunchDarklyError as error:
        if error.outcome is None:
            error.result = which(resource, desired.identity, resource.kind)
        else:
            error.result = report(resource, desired, error.outcome, resource.kind, diff)
        raise


@contextlib.contextmanager
def having_done(outcome: Outcome) -> t.Iterator[None]:
    """Say in every error from within that ``outcome`` was reached before it."""
    try:
        yield
    except LaunchDarklyError as error:
        error.outcome = outcome
        raise
