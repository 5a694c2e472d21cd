# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking away everything that a run has made, whether it ended or was killed; and what earlier runs have left."""

from __future__ import annotations

import contextlib
import datetime
import typing as t

from .api import BETA, STABLE, Api, CallFailed
from .guard import CONFIGURATIONS, KEY, PROJECTS, STORES, TAG, made_at
from .inventory import CONFIGURATION_KEY, PAGE, listed
from .journal import Journal, Thing

Json = t.Any
OLD = datetime.timedelta(hours=2)
ORDER = ("configuration", "store", "project")

# Without the right to read, or on a plan without the feature, nothing can have been made.
ABSENT = (401, 403, 404, 405)


def clean_up(
    api: Api, journal: Journal, projects: t.Sequence[str], things: t.Sequence[Thing], *, thorough: bool
) -> list[str]:
    """Delete configurations, stores and projects of the runs that made these projects. Returns what is left.

    ``things`` are those that are known; others are found, since they lie in the projects or are named after them. A
    second look comes after a while if it has to be ``thorough``, or if anything is left: lists may lag behind, and
    deletions may be seen late.
    """
    for key in projects:
        api.guard.own_project(key)
    left = {thing.path: thing for thing in things if thing.path}
    for key in projects:
        left[f"{PROJECTS}/{key}"] = Thing("project", key, f"{PROJECTS}/{key}")
    for number in range(2):
        if number:
            if not left and not thorough:
                break
            api.timing.sleep(api.timing.late)
        with contextlib.suppress(CallFailed):
            left.update({thing.path: thing for thing in belonging(api, projects)})
        for thing in sorted(left.values(), key=lambda one: ORDER.index(one.kind)):
            # One call that is lost must not keep the others from being made.
            with contextlib.suppress(CallFailed):
                _delete(api, thing, journal)
        for path in list(left):
            with contextlib.suppress(CallFailed):
                if api.get(path, version=STABLE if left[path].kind == "project" else BETA).status in ABSENT:
                    del left[path]
    return [f"{thing.kind} {thing.name}: {path}" for path, thing in left.items()]


def belonging(api: Api, projects: t.Sequence[str]) -> list[Thing]:
    """The stores in these projects, and the configurations that are named after them."""
    things = []
    for item in listed(api.get(STORES)):
        if item.get("projectKey") in projects:
            place = "/".join(str(item.get(name)) for name in ("projectKey", "environmentKey", "integrationKey", "_id"))
            things.append(Thing("store", str(item.get("name", "")), f"{STORES}/{place}"))
    for name, path in _configurations(api):
        if any(name.startswith(key) for key in projects):
            things.append(Thing("configuration", name, path))
    return things


def _configurations(api: Api) -> list[tuple[str, str]]:
    items = listed(api.get(f"{CONFIGURATIONS}/keys/{CONFIGURATION_KEY}"))
    return [(str(item.get("name", "")), f"{CONFIGURATIONS}/{item.get('_id')}") for item in items]


def _delete(api: Api, thing: Thing, journal: Journal) -> None:
    if thing.kind == "configuration":
        api.guard.own_configuration(thing.path.rpartition("/")[2])
    answer = api.call("DELETE", thing.path, version=STABLE if thing.kind == "project" else BETA)
    if answer.ok or answer.status == 404:
        journal.gone(thing)


def leftovers(api: Api, now: datetime.datetime) -> tuple[list[str], list[str]]:
    """The keys of earlier runs that have left a project or a configuration: old ones, and those that may still run."""
    keys = set()
    for page in range(100):
        query = {"limit": str(PAGE), "offset": str(page * PAGE), "filter": f"query:{TAG}"}
        items = listed(api.get(PROJECTS, version=STABLE, query=query))
        keys |= {str(item.get("key")) for item in items if TAG in (item.get("tags") or [])}
        if len(items) < PAGE:
            break
    keys |= {match[0] for name, _path in _configurations(api) if (match := KEY.match(name))}
    own = sorted(key for key in keys if KEY.fullmatch(key))
    old = [key for key in own if now - made_at(key) > OLD]
    return old, [key for key in own if key not in old]
