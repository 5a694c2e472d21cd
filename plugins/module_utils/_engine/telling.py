# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user is told beside the result: what a check foresees, and what nobody will be able to see."""

from __future__ import annotations

import typing as t

from .fields import ABSENT, Json, lookup
from .finding import Finding
from .plan import Operation, Plan
from .resource import Desired, Identity
from .secrets import SecretPolicy, shows_nothing, unseen, unseen_tag
from .ways import needed_as_a_whole


class Telling(t.Generic[Identity]):
    """Warnings about one resource."""

    def __init__(self, finding: Finding[Identity], desired: Desired[Identity], policy: SecretPolicy) -> None:
        self.finding = finding
        self.resource = finding.resource
        self.reader = finding.reader
        self.label = finding.label
        self.desired = desired
        self.policy = policy

    def of_check(self, plan: Plan, has_place: bool = False) -> None:
        """Say what a check knows that may keep the run from doing what the plan says.

        ``has_place`` tells that what it belongs to is there, or about to be.
        """
        if self.resource.is_always_there:
            # An answer about what is not there may be the one about what nobody has changed.
            if not has_place:
                self.of_place()
        elif plan.before is None:
            self.of_place()
            if self.reader.serves_one:
                self.of_neighbours()
        elif plan.after is not None:
            needed = needed_as_a_whole(self.resource, plan, self.desired, self.policy)
            if needed:
                self.reader.client.warn(
                    f"{self.label}: LaunchDarkly may take this config only as a whole. Then the run needs the secrets"
                    f" {', '.join(needed)} in {self.resource.secret_option} too."
                )

    def of_place(self) -> None:
        """Say that what the resource belongs to is not there."""
        problem = self.resource.missing_place(self.desired.identity, self.reader)
        if problem:
            self.reader.client.warn(f"{self.label}: {problem}")

    def of_neighbours(self, declared: t.Collection[t.Any] = ()) -> None:
        """Say what a new one will stand beside, but for those with the ids of what is ``declared`` too."""
        beside = [document for document in self.finding.beside if self.resource.id_of(document) not in declared]
        neighbours = self.resource.neighbours(self.desired.identity, beside)
        if neighbours:
            self.reader.client.warn(
                f"{self.label} is created beside {'; '.join(neighbours)}. If it is one of them under a new name, give"
                " the name that it has as previous_name."
            )

    def of_blind_removals(self, plan: Plan) -> None:
        """Say of which secrets nobody can see that they were removed."""
        gone = [place for place, secret in plan.sent.items() if secret == "" and plan.before is not None]
        blind = [".".join(place) for place in gone if shows_nothing(lookup(plan.before, place))]
        if blind:
            self.reader.client.warn(
                f"LaunchDarkly showed nothing of {', '.join(blind)} of {self.label} before either: that it was removed"
                " cannot be seen. Look in LaunchDarkly."
            )

    def note_of_unseen(self, plan: Plan, document: Json) -> Plan | None:
        """Say which secrets were sent and cannot be compared, and plan the tags that note that."""
        tags = self.resource.tags_of(document)
        places = unseen(plan.sent, document) if self.policy.update == "auto" and self.policy.notes else []
        new = [tag for tag in map(unseen_tag, places) if tag not in tags]
        if not new:
            return None
        members = ", ".join(".".join(place) for place in places)
        self.reader.client.warn(
            f"{self.label}: {members} was sent, and LaunchDarkly does not show it in a way that could be compared. A tag"
            " notes that, so that it is not sent with every run. A change of it is seen with fingerprint_key only."
        )
        path = (self.resource.tags,)
        operation = Operation("add" if lookup(document, path) is ABSENT else "replace", path, [*tags, *new])
        return Plan(document, {**document, self.resource.tags: [*tags, *new]}, (operation,), is_note=True)
