# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_store_health."""

from __future__ import annotations

import time
import typing as t

from .._engine.explain import wanting
from .._engine.fields import Json
from .._engine.reader import Reader
from .._options import CONNECTION
from .._proof.health import HEALTHY, health, summary
from .._proof.sdk_configuration import sdk_configuration
from .._resources.big_segment_store import BIG_SEGMENT_STORE
from .._task import Context, Options, Task
from .found_stores import (
    SELECTION,
    STALE_AFTER,
    check_stale_after,
    client_side_ids,
    listed_stores,
    read_environment,
)
from .reading import read_all


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """The health of the stores that fit the options: one call, however many there are."""
    stale_after = check_stale_after(options)
    documents = listed_stores(options, context.reader)
    now = time.time()
    results = [health(document, now, stale_after) for document in documents]
    if options["gather_sdk_configuration"]:
        for result, found in zip(results, _sdk_configurations(documents, context.reader, stale_after), strict=True):
            result["sdk_configuration"] = found
    return {
        "changed": False,
        "big_segment_stores": results,
        "summary": summary(results),
        "healthy": all(result["status"] == HEALTHY for result in results),
    }


def _sdk_configurations(
    documents: t.Sequence[Json], reader: Reader, stale_after: int
) -> t.Iterator[dict[str, t.Any] | None]:
    """For each of ``documents`` what an SDK has to be told; None for a store that is gone by now."""
    place = BIG_SEGMENT_STORE.place
    identities = [place.found((), document) for document in documents]
    paths = [place.item_path(identity, {}) for identity in identities]
    with wanting("read the configs of the big segment stores"):
        stores = read_all(lambda path: reader.get(path, BIG_SEGMENT_STORE.version), paths)
    environments = _environments([identity.keys for identity in identities], reader)
    for identity, store in zip(identities, stores, strict=True):
        environment = environments.get(identity.keys, {})
        yield None if store is None else sdk_configuration(store, environment, stale_after)


def _environments(places: t.Sequence[tuple[str, ...]], reader: Reader) -> dict[tuple[str, ...], Json]:
    """By project and environment, as little of each as is needed: one environment, or lists of those of a project."""
    wanted = set(places)
    if len(wanted) == 1:
        return {keys: read_environment(keys[0], keys[1], reader) for keys in wanted}
    found: dict[tuple[str, ...], Json] = {}
    for project_key in sorted({project_key for project_key, _environment_key in wanted}):
        for client_side_id, place in client_side_ids(project_key, reader).items():
            found[project_key, place.partition("/")[2]] = {"_id": client_side_id}
    return found


TASK = Task(
    options={
        **CONNECTION,
        **SELECTION,
        **STALE_AFTER,
        "gather_sdk_configuration": {"type": "bool", "default": False},
    },
    run=run,
)
