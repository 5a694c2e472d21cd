# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tasks that look at persistent stores share: which stores are meant, and the environment of one."""

from __future__ import annotations

import typing as t

from .._client.errors import Forbidden, InvalidOption, NotFound
from .._engine.checks import check_key, check_text
from .._engine.defined import Defined
from .._engine.errors import Ambiguous
from .._engine.explain import wanting
from .._engine.fields import Json
from .._engine.identity import Identity
from .._engine.instead import missing
from .._engine.reader import Reader
from .._resources.big_segment_store import BIG_SEGMENT_STORE, KINDS
from .._resources.environment import ENVIRONMENT
from .._task import Options
from .filters import fits

SELECTION: t.Final[dict[str, dict[str, t.Any]]] = {
    "project_key": {"type": "str", "no_log": False},
    "environment_key": {"type": "str", "no_log": False},
    "kind": {"type": "str", "choices": list(KINDS)},
    "name": {"type": "str"},
    "integration_id": {"type": "str"},
}
"""The options that say which stores are meant."""

STALE_AFTER: t.Final[dict[str, dict[str, t.Any]]] = {"stale_after": {"type": "int", "default": 120}}


def listed_stores(options: Options, reader: Reader) -> list[Json]:
    """The stores of the account that fit the options in SELECTION, as they are listed: one call. Raises InvalidOption."""
    for option in ("project_key", "environment_key"):
        if options[option] is not None:
            check_key(option, options[option])
    for option in ("name", "integration_id"):
        if options[option] is not None:
            check_text(option, options[option])
    with wanting("read the big segment stores"):
        documents, _read_now = reader.listing(BIG_SEGMENT_STORE.list_at(), BIG_SEGMENT_STORE.version, fresh=True)
    wanted = {
        "projectKey": options["project_key"],
        "environmentKey": options["environment_key"],
        "integrationKey": options["kind"],
        "name": options["name"],
        "_id": options["integration_id"],
    }
    return [document for document in documents if fits(document, wanted, ())]


def only_store(options: Options, reader: Reader) -> Json:
    """The one store that fits the options, with its whole config. Raises InvalidOption, Ambiguous."""
    project_key, environment_key = options["project_key"], options["environment_key"]
    resource = Defined(BIG_SEGMENT_STORE, {})
    found = listed_stores(options, reader)
    place = f"{project_key}/{environment_key}"
    if not found:
        there = listed_stores({**options, "kind": None, "name": None, "integration_id": None}, reader)
        known = "; ".join(map(resource.describe, there))
        raise InvalidOption(
            "kind, name, integration_id",
            f"there is no such big segment store in {place}",
            missing(ENVIRONMENT, (project_key, environment_key), reader)
            or (
                f"It has {known}." if known else "It has none: make one with community.launchdarkly.big_segment_store."
            ),
        )
    if len(found) > 1:
        raise Ambiguous(
            f"{place} has {len(found)} big segment stores that fit",
            [resource.describe(document) for document in found],
            "Say with kind, name or integration_id which one is meant.",
        )
    with wanting(f"read the {resource.describe(found[0])}"):
        return reader.get(resource.item_path(Identity((project_key, environment_key)), found[0]), resource.version)


def read_environment(project_key: str, environment_key: str, reader: Reader) -> Json:
    """The environment; empty where the access token may not see it."""
    try:
        with wanting(f"read the environment {project_key}/{environment_key}"):
            return reader.get(ENVIRONMENT.path_of(project_key, environment_key), ENVIRONMENT.version)
    except (Forbidden, NotFound):
        return {}


def client_side_ids(project_key: str, reader: Reader) -> dict[str, str]:
    """By client-side ID, ``project/environment`` of each environment of the project; empty where nobody may see them."""
    try:
        documents = reader.documents(ENVIRONMENT.list_at(project_key), ENVIRONMENT.version)
    except (Forbidden, NotFound):
        return {}
    return {str(d["_id"]): f"{project_key}/{d.get('key')}" for d in documents if d.get("_id")}


def check_stale_after(options: Options) -> int:
    """``stale_after``. Raises InvalidOption."""
    seconds: int = options["stale_after"]
    if seconds < 1:
        raise InvalidOption("stale_after", f"{seconds} is not a number of seconds from 1 up")
    return seconds
