# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tasks of all resources share: converge one, report it; read many at a time."""

from __future__ import annotations

import typing as t

from .._client.calls import MAX_CONNECTIONS
from .._client.errors import InvalidOption, LaunchDarklyError, NotFound
from .._engine.converge import Convergence, Outcome
from .._engine.fields import Json
from .._engine.reader import Reader
from .._engine.report import report
from .._engine.resource import Desired, Identity, Path, Resource
from .._engine.secrets import SecretPolicy
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
) -> tuple[dict[str, t.Any], Outcome]:
    """Bring one resource to the state that ``options`` ask for. The result has it under ``name``.

    ``scope`` is what a fingerprint of its secrets is bound to.
    """
    policy = SecretPolicy(options.get("update_secrets", "auto"), options.get("fingerprint_key") or None, scope)
    work = Convergence(
        resource, desired, context.reader, policy, context.check_mode, absent=options["state"] == "absent"
    )
    try:
        outcome = work.run()
    except LaunchDarklyError as error:
        error.resource = work.label
        raise
    return report(resource, desired, outcome, name, context.diff), outcome


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


def read_details(reader: Reader, version: str, paths: t.Sequence[Path], concurrency: int = CONCURRENCY) -> list[Json]:
    """The documents at ``paths``, in their order, several at a time over one session. What is gone is left out."""
    found = read_all(lambda path: reader.get(path, version), paths, concurrency)
    return [document for document in found if document is not None]


def check_concurrency(options: Options) -> int:
    """``max_concurrency``. Raises InvalidOption where a client does not open as many connections, or none."""
    concurrency: int = options["max_concurrency"]
    if not 1 <= concurrency <= MAX_CONNECTIONS:
        raise InvalidOption("max_concurrency", f"must be from 1 to {MAX_CONNECTIONS}")
    return concurrency


def check_filters(options: Options) -> None:
    """Raise InvalidOption where ``name`` or ``tags`` could fit nothing, as a template that gave nothing does."""
    if options["name"] is not None:
        check_text("name", options["name"])
    check_tags("tags", options["tags"] or ())


def fits(document: Json, wanted: t.Mapping[str, t.Any], tags: t.Iterable[str] | None) -> bool:
    """Whether ``document`` has every member that is ``wanted`` (None: any) and all of ``tags``."""
    return all(value is None or document.get(member) == value for member, value in wanted.items()) and set(
        tags or ()
    ) <= set(document.get("tags") or ())
