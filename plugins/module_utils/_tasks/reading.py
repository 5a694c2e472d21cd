# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading several documents at a time, over one session."""

from __future__ import annotations

import typing as t

from .._client.calls import MAX_CONNECTIONS
from .._client.errors import InvalidOption, InvalidRequest, NotFound
from .._engine.defined import Defined
from .._engine.explain import explaining, wanting
from .._engine.fields import Json
from .._engine.reader import Reader
from .._engine.resource import Path
from .._engine.shapes import Shape
from .._task import Options

Where = t.TypeVar("Where")

CONCURRENCY = 4
"""Details that are read at the same time. A window of the service's rate limit is ten seconds long."""


def read_all(read: t.Callable[[Where], Json], places: t.Sequence[Where], concurrency: int = CONCURRENCY) -> list[Json]:
    """What ``read`` gives for each of ``places``, in their order, several at a time; None where nothing is there."""

    def read_one(place: Where) -> Json:
        try:
            return read(place)
        except NotFound:
            return None

    if len(places) < 2:
        return [read_one(place) for place in places]
    import concurrent.futures

    with concurrent.futures.ThreadPoolExecutor(min(concurrency, len(places))) as pool:
        return list(pool.map(read_one, places))


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


def read_list(resource: Defined, keys: t.Sequence[str], reader: Reader, tell: bool) -> list[Json] | None:
    """What is in the list with these ``keys``; None where LaunchDarkly has none, which is a warning if ``tell``."""
    definition = resource.definition
    identity = definition.anyone(*keys)
    try:
        with (
            wanting(f"read the {resource.noun}s of {'/'.join(keys)}"),
            explaining(resource, identity, reader),
        ):
            return reader.documents(definition.list_at(*keys), resource.version, resource.shape)
    except (NotFound, InvalidRequest) as error:
        if tell:
            reader.client.warn(str(error))
        return None


def check_concurrency(options: Options) -> int:
    """``max_concurrency``. Raises InvalidOption where a client does not open as many connections, or none."""
    concurrency: int = options["max_concurrency"]
    if not 1 <= concurrency <= MAX_CONNECTIONS:
        raise InvalidOption("max_concurrency", f"must be from 1 to {MAX_CONNECTIONS}, not {concurrency}")
    return concurrency
