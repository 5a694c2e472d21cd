# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_store: as of any kind, with a wait for LaunchDarkly to synchronise."""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.errors import InvalidOption, NotAvailable
from .._engine.defined import Defined
from .._engine.explain import wanting
from .._engine.fields import Json
from .._engine.identity import Identity
from .._resources.big_segment_store import BIG_SEGMENT_STORE
from .._task import Context, Options
from .one import converge, having_done, one, telling_what_was_done


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Bring the store to its desired state and, if asked, wait until LaunchDarkly can use it."""
    resource = Defined(BIG_SEGMENT_STORE, options, context.warn)
    desired = resource.desired()
    if not options["wait_timeout"] >= 0:
        raise InvalidOption("wait_timeout", "must be at least 0")
    waits = options["wait"] and options["state"] == "present"
    check = _check_that_it_is_on if waits else lambda document: None
    result, outcome = converge(resource, desired, context, check)
    if waits and not context.check_mode:
        with telling_what_was_done(resource, desired, context.diff), having_done(outcome):
            document = _await_available(resource, desired.identity, outcome.document, context, options["wait_timeout"])
        result[resource.kind] = resource.shown_as(document)
    return result


def _check_that_it_is_on(document: Json) -> None:
    """Raise InvalidOption where to wait is to wait for ever."""
    if not document.get("on"):
        raise InvalidOption(
            "wait",
            "the store is off, and LaunchDarkly synchronises only with one that is on",
            "Set enabled to true, or wait to false.",
        )


def _await_available(resource: Defined, identity: Identity, document: Json, context: Context, timeout: float) -> Json:
    client, pause = context.reader.client, 0.5
    end = client.clock() + timeout
    while not (document.get("_status") or {}).get("available"):
        left = end - client.clock()
        if left <= 0:
            with wanting(f"see {resource.label(identity)} become available"):
                raise NotAvailable(
                    f"LaunchDarkly has not synchronised with it within {timeout:g} s (wait_timeout); it says:"
                    f" {_errors(document)}",
                    "Check that LaunchDarkly can reach the store and that the config is right. A store becomes available"
                    " with its first synchronisation, so an environment without a big segment may never get there.",
                )
        said = _errors(document)
        context.progress(
            f"{resource.label(identity)} is not available yet, {left:.0f} s of wait_timeout left"
            + ("" if said == "none" else f"; LaunchDarkly says: {said}")
        )
        client.sleep(min(pause, max(left, 0.01)))
        pause = min(pause * 1.5, 10.0)
        document = context.reader.get(resource.item_path(identity, document), resource.version)
    return document


def _errors(document: Json) -> str:
    errors = (document.get("_status") or {}).get("errors")
    errors = errors if isinstance(errors, list) else []
    said = [f"{e.get('message')} (status {e.get('statusCode')})" for e in errors if isinstance(e, dict)]
    return "; ".join(said) or "none"


_BASE = one(BIG_SEGMENT_STORE)
TASK = dataclasses.replace(
    _BASE,
    options={
        **_BASE.options,
        "wait": {"type": "bool", "default": False},
        "wait_timeout": {"type": "float", "default": 300.0},
    },
    run=run,
)
