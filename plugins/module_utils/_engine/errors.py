# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with a plan, before any call and after it. The errors of calls are the client's."""

from __future__ import annotations

import typing as t

from .._client.errors import LaunchDarklyError


class Ambiguous(LaunchDarklyError):
    """Several things fit what was declared. ``candidates`` is a line for each."""

    def __init__(self, message: str, candidates: t.Sequence[str], hint: str) -> None:
        super().__init__(f"{message}: {'; '.join(candidates)}", hint)
        self.candidates = list(candidates)

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), "candidates": self.candidates}


class MeantTwice(LaunchDarklyError):
    """Two entries of a declared set mean one thing."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "Declare it once.")


class MissingPlace(LaunchDarklyError):
    """What a resource belongs to is not there."""


class NotTried(LaunchDarklyError):
    """What a resource depends on failed, so nothing was sent for it. ``resources`` names what."""

    def __init__(self, resources: t.Sequence[str]) -> None:
        super().__init__(
            f"not tried, since it depends on {', '.join(resources)}, which failed", "See what is said of that."
        )
        self.resources = list(resources)

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), "resources": self.resources}


class PruneLimit(LaunchDarklyError):
    """A plan would delete more than the task allows. ``resources`` names what."""

    def __init__(self, resources: t.Sequence[str], limit: str, found: int) -> None:
        super().__init__(
            f"{len(resources)} of {found} in prune_scope are not declared and would be deleted, more than prune_limit"
            f" allows ({limit}): {'; '.join(resources)}",
            "Nothing was done. If that is meant, raise prune_limit; else declare them, or narrow prune_scope.",
        )
        self.resources = list(resources)

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), "resources": self.resources}


class FixedMember(LaunchDarklyError):
    """A member that the service fixes at creation would have to change. ``options`` names them."""

    def __init__(self, options: t.Sequence[str]) -> None:
        super().__init__(
            f"LaunchDarkly fixes {', '.join(options)} when it is saved first, and what was found differs",
            "Delete it and create it again (state=absent, then state=present), or declare what is there.",
        )
        self.options = list(options)

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), "options": self.options}


class SecretsNeeded(LaunchDarklyError):
    """A config is to be changed that holds secrets, and the task does not hold all of them."""

    def __init__(self, members: t.Sequence[str], given: str) -> None:
        super().__init__(
            f"the config that is to be changed holds secrets that this task does not give: {', '.join(members)}",
            "LaunchDarkly may take a config only as a whole, or store what it shows of a secret in its place, so nothing"
            f" was sent. Give their values in {given} too (an empty text for one that is not there, and update_secrets"
            " other than on_create).",
        )
        self.members = list(members)
        self.given = given

    def as_hint(self) -> str:
        """What to do, for the error of an update that was refused under its own path."""
        return (
            f"If LaunchDarkly takes this config only as a whole, the task has to hold every secret in it: give"
            f" {', '.join(self.members)} in {self.given} too (an empty text for one that is not there, and"
            " update_secrets other than on_create)."
        )

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), "members": self.members}


class Ignored(LaunchDarklyError):
    """The service accepted a write and did not do all of it. ``members`` are the options it left out."""

    def __init__(self, members: t.Sequence[str]) -> None:
        super().__init__(
            f"LaunchDarkly accepted the change, yet its answer still differs in {', '.join(members)}",
            "Nothing more was tried. Compare with the LaunchDarkly interface, then run the task again.",
        )
        self.members = list(members)

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), "members": self.members}


class NotAvailable(LaunchDarklyError):
    """A store did not become what was waited for in the time the task allowed. ``facts`` say what, and what was seen."""

    def __init__(self, message: str, hint: str = "", facts: t.Mapping[str, t.Any] | None = None) -> None:
        super().__init__(message, hint)
        self.facts = dict(facts or {})

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), **self.facts}


class NotValidated(LaunchDarklyError):
    """What was written is not of use to the service. ``status`` is what the other side answered, if it did."""

    def __init__(self, problem: str, status: int | None = None) -> None:
        super().__init__(
            problem, "Check what the config says, and the rights of the credentials in it, then run it again."
        )
        self.status = status

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), **({} if self.status is None else {"status": self.status})}
