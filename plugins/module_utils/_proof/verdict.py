# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which half of a persistent store is broken: LaunchDarkly, which writes, or the application, which reads.

Of what LaunchDarkly says (``health``) and what was found in the store itself. Knows neither.
"""

from __future__ import annotations

import dataclasses
import typing as t

from . import health
from .health import age
from .reading import Marker, StoreError

PROVEN = "proven"
STORE_OFF = "store_off"
LAUNCHDARKLY_CANNOT_WRITE = "launchdarkly_cannot_write"
APPLICATION_CANNOT_READ = "application_cannot_read"
APPLICATION_READS_ELSEWHERE = "application_reads_elsewhere"
BOTH_BROKEN = "both_broken"

VERDICTS = (
    PROVEN,
    STORE_OFF,
    LAUNCHDARKLY_CANNOT_WRITE,
    APPLICATION_CANNOT_READ,
    APPLICATION_READS_ELSEWHERE,
    BOTH_BROKEN,
)
"""What ``verdict`` can be."""


@dataclasses.dataclass
class Found:
    """What was found in the store. ``place`` names it; ``others`` are markers under other prefixes.

    ``owners`` says for a prefix whose client-side ID it is, as far as known. ``searched`` says how thoroughly others
    were looked for; empty, where they were not.
    """

    place: str
    prefix: str
    expected_prefix: str | None
    error: StoreError | None = None
    marker: Marker | None = None
    others: list[Marker] = dataclasses.field(default_factory=list)
    owners: t.Mapping[str, str] = dataclasses.field(default_factory=dict)
    searched: str = ""


def verdict(found: Found, launchdarkly: t.Mapping[str, t.Any], now: float, stale_after: float) -> tuple[str, str]:
    """The verdict, and a sentence that says what was found and what to do.

    ``launchdarkly`` is what ``health.health`` gives, ``now`` epoch seconds, ``stale_after`` seconds.
    """
    status = launchdarkly["status"]
    writes = status == health.HEALTHY
    if status == health.OFF:
        return STORE_OFF, str(launchdarkly["message"])
    if found.error:
        reads = f"From here, {found.place} cannot be read: {found.error.message}. {found.error.hint}"
        if status in (health.UNAVAILABLE, health.STALE):
            return BOTH_BROKEN, f"{launchdarkly['message']} {reads}"
        return APPLICATION_CANNOT_READ, reads
    seconds = age(found.marker.synchronized_on, now) if found.marker else None
    if seconds is not None and seconds <= stale_after:
        if found.prefix != found.expected_prefix and found.expected_prefix is not None:
            return APPLICATION_READS_ELSEWHERE, _another_prefix(found)
        if status == health.UNAVAILABLE:
            return LAUNCHDARKLY_CANNOT_WRITE, (
                f"{launchdarkly['message']} What is in {found.place} is {seconds:.0f} s old and will soon be stale."
            )
        return PROVEN, f"{found.place} was synchronised {seconds:.0f} s ago, under the prefix {found.prefix!r}."
    what = _no_marker(found) if seconds is None else f"what is in {found.place} is {seconds:.0f} s old"
    if not writes:
        return LAUNCHDARKLY_CANNOT_WRITE, f"{launchdarkly['message']} Accordingly, {what}."
    return APPLICATION_READS_ELSEWHERE, f"LaunchDarkly writes, but {what}. {_elsewhere(found)}"


def _no_marker(found: Found) -> str:
    unreadable = " that can be read" if found.marker else ""
    return f"{found.place} has no synchronisation marker{unreadable} under the prefix {found.prefix!r}"


def _another_prefix(found: Found) -> str:
    return (
        f"There is a marker under {found.prefix!r}, which is not the client-side ID of this environment"
        f" ({found.expected_prefix!r}){_owner(found, found.prefix)}: the data are another environment's. {_set(found)}"
    )


def _elsewhere(found: Found) -> str:
    if found.expected_prefix not in (None, found.prefix):
        there = any(marker.prefix == found.expected_prefix for marker in found.others)
        return f"{_set(found)}{' Under it there is a marker.' if there else ''}"
    if found.others:
        names = ", ".join(f"{marker.prefix!r}{_owner(found, marker.prefix)}" for marker in found.others)
        return (
            f"There are markers under {names}: this may be the store of another environment, or a Relay Proxy fills it"
            " under a prefix of its own. Compare host, port and table with those of LaunchDarkly."
        )
    return (
        "It is not the store to which LaunchDarkly writes: compare host, port and number of the database, or table and"
        f" region, with those of LaunchDarkly.{found.searched and ' ' + found.searched}"
    )


def _set(found: Found) -> str:
    return f"Set the prefix in the SDK to {found.expected_prefix!r}."


def _owner(found: Found, prefix: str) -> str:
    owner = found.owners.get(prefix)
    return f" (of {owner})" if owner else ""
