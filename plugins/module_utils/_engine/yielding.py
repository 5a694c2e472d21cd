# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two runs at once that create the same: one of them gives way, by a rule that both follow."""

from __future__ import annotations

import typing as t

from .._client import errors
from .explain import wanting
from .fields import Json
from .outcome import Outcome
from .plan import Plan
from .resource import Identity
from .sending import Sending
from .settling import Settling


class Yielding(t.Generic[Identity]):
    """The look, after a creation, for what another run has created meanwhile."""

    def __init__(self, sending: Sending[Identity], settling: Settling[Identity]) -> None:
        self.sending = sending
        self.settling = settling
        self.finding = settling.finding
        self.resource = sending.resource
        self.reader = sending.reader

    def gave_way(self, outcome: Outcome) -> bool:
        """Whether what was created was taken back, since another one fits the same declaration.

        Waits until the list shows what was created. Raises the errors of the client, with what was done before.
        """
        try:
            others = self._others(outcome.document)
        except errors.LaunchDarklyError as error:
            error.outcome = outcome
            raise
        if not others:
            return False
        described = "; ".join(map(self.resource.describe, others))
        try:
            with wanting(f"take back {self.resource.describe(outcome.document)}"):
                self.sending.delete(Plan(outcome.document, None, ()))
        except errors.NotFound:
            pass
        except errors.LaunchDarklyError:
            self.reader.client.warn(
                f"Beside {self.finding.label} another run created {described} at the same time, and what this run made could"
                f" not be taken back: delete {self.resource.describe(outcome.document)}."
            )
            return False
        self.reader.client.warn(
            f"Another run created {described} at the same time. What this run made was taken back, and the other is"
            " brought to its desired state."
        )
        return True

    def _others(self, made: Json) -> list[Json]:
        """What another run made meanwhile and what this run ``made`` has to go for; nothing where it may stay."""
        id_of = self.resource.id_of
        before = set(map(id_of, self.finding.beside))
        others = [document for document in self.settling.settle(made) if id_of(document) not in before]
        return others if others and self.settling.must_yield(made, others) else []
