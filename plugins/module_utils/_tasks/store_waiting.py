# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wait for a store: until LaunchDarkly calls it available, or has synchronised it.

LaunchDarkly calls available what it has synchronised with within minutes, whatever became of the store since. That the
data are fresh, and of the store as it is now, its last synchronisation tells.
"""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._engine.defined import Defined
from .._engine.errors import NotAvailable
from .._engine.explain import wanting
from .._engine.fields import Json
from .._engine.identity import Identity
from .._engine.outcome import Outcome
from .._proof.health import HEALTHY, OFF, health
from .._proof.sdk_configuration import SDK_STALE_AFTER
from .._task import Context, Options

AVAILABLE = "available"
SYNCHRONISED = "synchronised"

WAIT: t.Final[dict[str, dict[str, t.Any]]] = {
    "wait_for": {"type": "str", "choices": [AVAILABLE, SYNCHRONISED]},
    "wait_timeout": {"type": "float", "default": 300.0},
}
"""The options."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 10.0


def check_wait(options: Options) -> str | None:
    """What is to be waited for. Raises InvalidOption where it could never come, as far as the options tell."""
    if not options["wait_timeout"] >= 0:
        raise InvalidOption("wait_timeout", f"must be at least 0, not {options['wait_timeout']:g}")
    wanted: str | None = options["wait_for"]
    if wanted and options["state"] == "absent":
        raise InvalidOption("wait_for", f"a store that is absent never becomes {wanted}", "Leave out wait_for.")
    return wanted


def check_that_it_is_on(document: Json) -> None:
    """Raise InvalidOption where to wait is to wait for ever."""
    if not document.get("on"):
        raise InvalidOption(
            "wait_for",
            "the store is off, and LaunchDarkly synchronises only with one that is on",
            "Set enabled to true, or leave out wait_for.",
        )


def await_store(
    resource: Defined,
    identity: Identity,
    outcome: Outcome,
    wanted: str,
    context: Context,
    timeout: float,
) -> Json:
    """The store as soon as it is as ``wanted``. Raises NotAvailable after ``timeout`` seconds, or once it is off."""
    client, pause = context.reader.client, _FIRST_PAUSE
    document, label = outcome.document, resource.label(identity, outcome.document)
    end = client.clock() + timeout
    before = health(document, client.clock(), SDK_STALE_AFTER)["last_sync"] if outcome.plan.changed else None
    while True:
        seen = health(document, client.clock(), SDK_STALE_AFTER)
        if _is_reached(wanted, seen, before):
            return document
        left = end - client.clock()
        if left <= 0 or seen["status"] == OFF:
            problem = (
                "cannot be reached" if seen["status"] == OFF else f"was not reached within {timeout:g} s (wait_timeout)"
            )
            with wanting(f"see {label} become {wanted}"):
                raise NotAvailable(f"wait_for={wanted} {problem}. {_seen(seen)}", _advice(seen), _facts(wanted, seen))
        said = _errors(seen)
        context.progress(
            f"{label} is not {wanted} yet, {left:.0f} s of wait_timeout left"
            + (f"; LaunchDarkly says: {said}" if said else "")
        )
        client.sleep(min(pause, max(left, 0.01)))
        pause = min(pause * 1.5, _LONGEST_PAUSE)
        document = context.reader.get(resource.item_path(identity, document), resource.version)


def _is_reached(wanted: str, seen: t.Mapping[str, t.Any], before: float | None) -> bool:
    """``before`` is the last synchronisation before a change (milliseconds), if there was a change and one before it."""
    if wanted == AVAILABLE:
        return bool(seen["available"])
    return seen["status"] == HEALTHY and seen["last_sync"] is not None and seen["last_sync"] > (before or 0)


def _seen(seen: t.Mapping[str, t.Any]) -> str:
    ago = seen["last_sync_age"]
    synchronised = "not synchronised yet" if ago is None else f"synchronised {ago:.0f} s ago"
    return f"Seen last: status {seen['status']}, {synchronised}, errors: {_errors(seen) or 'none'}"


def _errors(seen: t.Mapping[str, t.Any]) -> str:
    told = []
    for error in seen["errors"]:
        age = "" if error["age"] is None else f", {error['age']:.0f} s ago"
        told.append(f"{error['message']} (status {error['status_code']}{age})")
    return "; ".join(told)


def _advice(seen: t.Mapping[str, t.Any]) -> str:
    if seen["status"] == HEALTHY:
        return (
            "What LaunchDarkly shows is from before this task's change, and it has not synchronised since. Raise"
            " wait_timeout."
        )
    return str(seen["message"])


def _facts(wanted: str, seen: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    return {"wait_for": wanted, "status": seen["status"], "last_sync_age": seen["last_sync_age"]}
