# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server SDK has to be told of stores: the client-side IDs of their environments, read with few calls.

A client-side ID is no secret as an SDK key is: it is in every web page that uses a client-side SDK.
"""

from __future__ import annotations

import typing as t

from .._client.errors import NotFound, RequestFailed
from .._engine.explain import wanting
from .._engine.fields import Json
from .._engine.reader import Reader
from .._proof.sdk_configuration import sdk_configuration
from .._resources.environment import ENVIRONMENT
from .._task import Context
from .reading import read_all

Place = tuple[str, str]
"""The keys of a project and of one of its environments."""


def sdk_configurations(stores: t.Sequence[Json], context: Context) -> list[dict[str, t.Any] | None]:
    """For each of ``stores``, which are whole, what an SDK has to be told; None, with a warning, where that cannot be known.

    Costs a call for each project: for its environment or, where stores of several are meant, for the list of them, which
    has a hundred to a page. In a loop, the second item of a project reads the list for all that follow.
    """
    places = [(str(store.get("projectKey")), str(store.get("environmentKey"))) for store in stores]
    found = _client_side_ids(dict.fromkeys(places), context)
    return [
        sdk_configuration(store, {"_id": found[place]}) if place in found else None
        for place, store in zip(places, stores, strict=True)
    ]


def _client_side_ids(places: t.Iterable[Place], context: Context) -> dict[Place, str]:
    found: dict[Place, str] = {}
    keys_of: dict[str, list[str]] = {}
    for place in places:
        # An environment keeps its client-side ID, so one call does for all items of a loop.
        if ("client-side ID", place) in context.reader.known:
            found[place] = context.reader.known["client-side ID", place]
        else:
            keys_of.setdefault(place[0], []).append(place[1])
    wanted = [
        (project, keys[0] if _is_first(project, keys, context.reader) else "") for project, keys in keys_of.items()
    ]
    answers = read_all(lambda place: _environments(*place, context.reader), wanted)
    for (project_key, keys), answer in zip(keys_of.items(), answers, strict=True):
        failed = isinstance(answer, RequestFailed)
        ids = {} if failed else {document["key"]: document.get("_id") for document in answer}
        for key, client_side_id in ids.items():
            if client_side_id:
                context.reader.known["client-side ID", (project_key, key)] = client_side_id
        found.update({(project_key, key): ids[key] for key in keys if ids.get(key)})
        lacking = [key for key in keys if not ids.get(key)]
        # Check mode itself warns of an environment that is not there yet.
        if lacking and not (context.check_mode and isinstance(answer, NotFound)):
            why = str(answer) if failed else "this access token cannot see their client-side IDs."
            context.warn(f"sdk_configuration is left out for {project_key}, {', '.join(lacking)}: {why}")
    return found


def _is_first(project_key: str, keys: t.Sequence[str], reader: Reader) -> bool:
    """Whether these ``keys`` are one environment, the first of its project that is asked for."""
    asked = reader.known.setdefault("projects of environments", set())
    is_first = len(keys) == 1 and project_key not in asked
    asked.add(project_key)
    return is_first


def _environments(project_key: str, environment_key: str, reader: Reader) -> list[Json] | RequestFailed:
    """The environment, or with an empty key those of the project; or why there are none."""
    version, shape = ENVIRONMENT.version, ENVIRONMENT.shape
    all_of_them = f"the environments of project {project_key!r}"
    label = f"the environment {project_key}/{environment_key}" if environment_key else all_of_them
    try:
        with wanting(f"read {label}"):
            if environment_key:
                return [reader.get(ENVIRONMENT.path_of(project_key, environment_key), version, shape)]
            return reader.documents(ENVIRONMENT.list_at(project_key), version, shape)
    except RequestFailed as error:
        return error
