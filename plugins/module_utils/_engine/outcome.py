# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of one resource, as one plan, however many writes it took."""

from __future__ import annotations

import dataclasses
import typing as t

from .fields import Json
from .plan import Plan
from .sending import Written


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What became of one resource: the plan, and ``document`` as the service shows it (in a check: as it would be)."""

    plan: Plan
    document: Json = dataclasses.field(repr=False)


def merged(done: t.Sequence[Written], document: Json) -> Plan | None:
    """All that was ``done``, which led to ``document``, as one plan without notes; None where nothing was."""
    if not done:
        return None
    operations = tuple(o for written in done if not written.plan.is_note for o in written.plan.operations)
    sent = {place: secret for written in done for place, secret in written.plan.sent.items()}
    return Plan(done[0].plan.before, document, operations, sent)


def outcome_of(done: t.Sequence[Written], tried: t.Sequence[Plan], document: Json) -> Outcome | None:
    """What was ``done`` as one of the plans that were ``tried``, the last one first, where it is; None where nothing was."""
    whole = merged(done, document)
    if whole is None:
        return None
    for plan in tried:
        if whole.operations == plan.operations:
            # As a check plans it, with the paths under which it was sent.
            elsewhere = any(operation.sent_as for operation in whole.operations)
            return Outcome(dataclasses.replace(plan, operations=whole.operations) if elsewhere else plan, document)
    return Outcome(whole, document)
