# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a probe is, and what comes out of it."""

from __future__ import annotations

import dataclasses
import enum
import typing as t

from .api import Answer
from .bench import Bench

Json = t.Any
Seen = dict[str, t.Any]
"""Observations by name. They are JSON, so that they can be shown."""


class Verdict(enum.Enum):
    """How a probe ended."""

    PASS = "PASS"
    BLOCKED = "BLOCKED"
    FAIL = "FAIL"
    NEW = "NEW"


@dataclasses.dataclass
class Decision:
    """What observations mean: settings of the emulator's dialect, other facts, and what fits nothing that is known."""

    settings: dict[str, Json] = dataclasses.field(default_factory=dict)
    facts: dict[str, Json] = dataclasses.field(default_factory=dict)
    new: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Result:
    """What came out of one probe. ``reason`` tells why it is blocked or has failed."""

    probe: Probe
    verdict: Verdict
    decision: Decision = dataclasses.field(default_factory=Decision)
    seen: Seen = dataclasses.field(default_factory=dict)
    reason: str = ""
    calls: int = 0


class Probe:
    """One question. ``needs`` are the endpoint families it uses, ``settings`` those of the dialect that it can decide.

    ``after`` names probes that have to come before, ``calls`` and ``seconds`` are the budget. ``recorded`` is false where
    the answers are of the account and not of the run.
    """

    id: t.ClassVar[str]
    question: t.ClassVar[str]
    needs: t.ClassVar[tuple[str, ...]] = ("projects", "stores")
    settings: t.ClassVar[tuple[str, ...]] = ()
    after: t.ClassVar[tuple[str, ...]] = ()
    calls: t.ClassVar[int] = 12
    seconds: t.ClassVar[float] = 240.0
    recorded: t.ClassVar[bool] = True

    def run(self, bench: Bench) -> Seen:
        """Ask. Raises Blocked where the plan or the token does not allow it."""
        raise NotImplementedError

    def decide(self, seen: Seen) -> Decision:
        """What the observations mean. Asks nothing."""
        raise NotImplementedError

    def undo(self, bench: Bench) -> None:
        """Take away what the probe has made."""
        bench.drop_all()


def outcome(answer: Answer) -> str:
    """An answer as an observation: ``201``, or status and code of a refusal."""
    return str(answer.status) if answer.ok else answer.refusal


PATCH_REFUSALS = {
    "400 invalid_patch": "invalid_patch",
    "422 patch_failed": "patch_failed",
    "400 without a code": "no_code",
    "400 invalid_request": "live",
}


def refusal_name(seen: str) -> str | None:
    """The dialect's name for the refusal of a patch; None for one that it does not know."""
    return "method_not_allowed" if seen.startswith("405 ") else PATCH_REFUSALS.get(seen)
