# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tasks of all resources share: converge one, report it; read many at a time."""

from __future__ import annotations

import contextlib
import typing as t

from .._client.calls import MAX_CONNECTIONS
from .._client.errors import InvalidOption, LaunchDarklyError, NotFound
from .._client.nearest import did_you_mean
from .._engine.converge import Convergence, Outcome
from .._engine.fields import Json
from .._engine.reader import Reader
from .._engine.report import report
from .._engine.resource import Desired, Identity, Path, Resource
from .._engine.secrets import SecretPolicy
from .._engine.shapes import Shape
from .._resources.checks import check_tags, check_text
from .._task import Context, Options

CONCURRENCY = 4
"""Details that are read at the same time. A window of the service's rate limit is ten seconds long."""


def converge(
    resource: Resource[Identity],
    desired: Desired[Identity],
    options: Options,
    context: Context,
    name: str,
    scope: tuple[str, ...] = (),
    check: t.Callable[[Json], None] = lambda document: None,
) -> tuple[dict[str, t.Any], Outcome]:
    """Bring one resource to the state that ``options`` ask for. The result has it under ``name``.

    ``scope`` is what a fingerprint of its secrets is bound to. ``check`` may refuse, before any write, what the resource
    will be.
    """
    policy = SecretPolicy(options.get("update_secrets", "auto"), options.get("fingerprint_key") or None, scope)
    work = Convergence(
        resource, desired, context.reader, policy, context.check_mode, absent=options["state"] == "absent"
    )
    with telling_what_was_done(resource, desired, name, context.diff):
        start = work.planned()
        check(start[1].after)
        outcome = work.run(start)
    return report(resource, desired, outcome, name, context.diff), outcome


@contextlib.contextmanager
def telling_what_was_done(
    resource: Resource[Identity], desired: Desired[Identity], name: str, diff: bool
) -> t.Iterator[None]:
    """Put what was done before a failure within into the result of the failed task, in the words of a good result."""
    try:
        yield
    except LaunchDarklyError as error:
        if error.outcome is None:
            error.resource = resource.label(desired.identity)
        else:
            error.result = report(resource, desired, error.outcome, name, diff)
        raise


@contextlib.contextmanager
def having_done(outcome: Outcome) -> t.Iterator[None]:
    """Say in every error from within that ``outcome`` was reached before it."""
    try:
        yield
    except LaunchDarklyError as error:
        error.outcome = outcome
        raise


def read_all(read: t.Callable[[Path], Json], paths: t.Sequence[Path], concurrency: int = CONCURRENCY) -> list[Json]:
    """What ``read`` gives for each of ``paths``, in their order, several at a time; None where nothing is there."""

    def read_one(path: Path) -> Json:
        try:
            return read(path)
        except NotFound:
            return None

    if len(paths) < 2:
        return [read_one(path) for path in paths]
    import concurrent.futures

    with concurrent.futures.ThreadPoolExecutor(min(concurrency, len(paths))) as pool:
        return list(pool.map(read_one, paths))


def read_details(
    reader: Reader,
    version: str,
    paths: t.Sequence[Path],
    concurrency: int = CONCURRENCY,
    shape: Shape | None = None,
) -> list[Json]:
    """The documents at ``paths``, in their order, several at a time over one session. What is gone is left out."""
    found = read_all(lambda path: reader.get(path, version, shape), paths, concurrency)
    return [document for document in found if document is not None]


def check_concurrency(options: Options) -> int:
    """``max_concurrency``. Raises InvalidOption where a client does not open as many connections, or none."""
    concurrency: int = options["max_concurrency"]
    if not 1 <= concurrency <= MAX_CONNECTIONS:
        raise InvalidOption("max_concurrency", f"must be from 1 to {MAX_CONNECTIONS}")
    return concurrency


def check_filters(options: Options) -> None:
    """Raise InvalidOption where ``name`` or ``tags`` could fit nothing: an empty text, say, that a template gave."""
    if options["name"] is not None:
        check_text("name", options["name"])
    check_tags("tags", options["tags"] or ())


def fits(document: Json, wanted: t.Mapping[str, t.Any], tags: t.Iterable[str] | None) -> bool:
    """Whether ``document`` has every member that is ``wanted`` (None: any) and all of ``tags``.

    The service leaves out of an answer what is false.
    """
    there = {member: document.get(member, False if value is False else None) for member, value in wanted.items()}
    return all(value is None or there[member] == value for member, value in wanted.items()) and set(tags or ()) <= set(
        document.get("tags") or ()
    )


def warn_of_unknown_keys(
    option: str, keys: t.Iterable[str], known: t.Collection[str], what: str, context: Context
) -> None:
    """A warning for each of ``keys`` that is none of the ``known`` ones, with the nearest of those."""
    for key in dict.fromkeys(keys):
        if key not in known:
            context.warn(
                f"{option}: there is no {what} {key!r} that this access token can see. {did_you_mean(key, known)}"
            )
