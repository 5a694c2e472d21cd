# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong between a task and LaunchDarkly, as a small family of exceptions.

The text of each is for the person who must act: what was wanted, what was found, which option or permission to
change. ``details()`` gives the same facts to a playbook that wants to branch on them. Nothing here knows Ansible.

Statuses and codes: https://launchdarkly.com/docs/api#errors
"""

from __future__ import annotations

import dataclasses
import typing as t

from .caller import Caller
from .text import plain, plain_values


class LaunchDarklyError(Exception):
    """The base of all failures that a task reports.

    ``wanted`` is set by whoever knew what it was doing, ``resource`` by whoever knew what it was about. ``outcome`` is
    what was done before it, if anything was, and ``result`` the same as members of a task's result. ``secrets_needed``
    are the secrets that would open another way.
    """

    outcome: t.Any = None
    secrets_needed: t.Sequence[str] = ()

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.wanted = ""
        self.resource = ""
        self.result: dict[str, t.Any] = {}

    def __str__(self) -> str:
        start = f"Could not {self.wanted}: " if self.wanted else ""
        end = "" if self.message.endswith((".", "!", "?")) else "."
        # Much of it is the service's own words.
        return plain(f"{start}{self.message}{end}" + (f" {self.hint}" if self.hint else ""))

    def details(self) -> dict[str, t.Any]:
        """The facts behind the text, for the ``error`` member of a failed result."""
        more = {"secrets_needed": list(self.secrets_needed)} if self.secrets_needed else {}
        return {"kind": self.kind(), **more}

    @classmethod
    def kind(cls) -> str:
        """A stable name, for example ``answer_lost``, for conditions in playbooks."""
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")


class MissingPackage(LaunchDarklyError):
    """A Python package that the collection needs is not there for the interpreter ``python``."""

    def __init__(self, package: str, python: str) -> None:
        super().__init__(
            f"the Python package {package!r} is missing for {python}",
            f"Install it there, for example with: {python} -m pip install {package}",
        )
        self.package = package

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), "package": self.package}


class InvalidOption(LaunchDarklyError):
    """What the user declared cannot be right. ``option`` is named as the user wrote it."""

    def __init__(self, option: str, problem: str, hint: str = "") -> None:
        super().__init__(f"{option}: {problem}", hint)
        self.option = option

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), "option": self.option}


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
            "Make it anew (state=absent, then state=present) or declare what is there.",
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


class RequestFailed(LaunchDarklyError):
    """One HTTP request did not end well. ``method`` and ``path`` say which; ``transient``, if trying again may help."""

    transient = True

    def __init__(self, method: str, path: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.method = method
        self.path = path

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), "method": self.method, "path": self.path}


class Unreachable(RequestFailed):
    """The request never reached the service: refused, DNS, TLS, proxy, time-out of the connection."""


class AnswerLost(RequestFailed):
    """The request may have been carried out: it was sent, and no (usable) answer came back."""


class NotJson(RequestFailed):
    """Something answered, but not LaunchDarkly's API."""


class UnexpectedAnswer(NotJson):
    """The answer is JSON, and yet not what LaunchDarkly answers. ``member`` is the first that does not fit.

    ``problem`` follows "it", for example ``has a number in items[3].tags, where a list belongs``.
    """

    def __init__(self, method: str, path: str, problem: str, base_url: str, member: str = "") -> None:
        super().__init__(
            method,
            path,
            f"the answer to {method} {path} is not what LaunchDarkly answers: it {problem}",
            f"Check base_url ({base_url}) and any proxy in between.",
        )
        self.member = member

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), "member": self.member}


class Redirected(RequestFailed):
    """The answer points elsewhere. The token goes nowhere but to the host it was given for."""


class StarterGone(LaunchDarklyError):
    """Whoever started the task, ansible-playbook as a rule, has ended. Nothing is written after that."""

    def __init__(self, method: str, path: str) -> None:
        super().__init__(
            f"the process that started this task has ended, so {method} {path} was not sent",
            "What was written before stays. Run the playbook again to finish.",
        )


@dataclasses.dataclass(frozen=True)
class Said:
    """The body of a refusal in the service's own words, all of it fit for a terminal.

    ``id`` is what LaunchDarkly's support asks for; ``errors`` are the single faults that a validation found.
    """

    code: str = ""
    message: str = ""
    id: str = ""
    errors: tuple[t.Any, ...] = ()

    @classmethod
    def of(cls, body: t.Any) -> Said:
        """What the decoded ``body`` says; nothing, where it is not the service's own JSON."""
        if not isinstance(body, dict):
            return cls()
        code, message, identity = (_short(str(body.get(member) or "")) for member in ("code", "message", "id"))
        found = body.get("errors")
        faults = tuple(plain_values(found[:_MOST_ERRORS])) if isinstance(found, list) else ()
        return cls(code, message, identity, faults)

    def __str__(self) -> str:
        faults = "; ".join(_short(_worded(fault)) for fault in self.errors)
        return ": ".join(part for part in (self.message, faults) if part)


_MOST_ERRORS = 10
_LONGEST = 2000


def _short(text: str) -> str:
    # To cut it would tell the beginning of a secret that it may echo, and nobody would recognise that.
    return plain(text) if len(text) <= _LONGEST else f"(a text of {len(text)} characters)"


def _worded(fault: t.Any) -> str:
    if isinstance(fault, dict):
        return ": ".join(str(fault[name]) for name in ("path", "field", "code", "message") if fault.get(name))
    return str(fault)


class ApiError(RequestFailed):
    """The service said no. ``status``, ``code`` and ``api_message`` are its own words, ``said`` is all of them.

    ``caller`` is who the token is, where that is known and matters.
    """

    def __init__(
        self, method: str, path: str, status: int, code: str, api_message: str, hint: str = "", said: Said | None = None
    ) -> None:
        self.said = said or Said(plain(code), plain(api_message))
        words = f"{status} {self.said.code}".strip() + (f": {self.said}" if str(self.said) else "")
        request = f"{method} {path}" + (f", id {self.said.id}" if self.said.id else "")
        super().__init__(method, path, f"LaunchDarkly answered {words} (to {request})", hint)
        self.status = status
        self.code = self.said.code
        self.api_message = self.said.message
        self.caller: Caller | None = None

    def __str__(self) -> str:
        return super().__str__() + (f" It was asked as {plain(str(self.caller))}." if self.caller else "")

    def asked_as(self, caller: Caller) -> None:
        """Note who the token is. Then it is a token that the service knows."""
        self.caller = caller
        if self.status == 401:
            self.hint = "LaunchDarkly knows the token, so what it lacks is the right: its role must allow this action."

    def details(self) -> dict[str, t.Any]:
        more: dict[str, t.Any] = {"id": self.said.id, "errors": list(self.said.errors)}
        if self.caller:
            more["caller"] = self.caller.facts()
        return {
            **super().details(),
            "status": self.status,
            "code": self.code,
            "message": self.api_message,
            **{name: value for name, value in more.items() if value},
        }


class InvalidRequest(ApiError):
    """400, 405, 422 and the other refusals of what was sent."""

    @property
    def refuses_patch(self) -> bool:
        """Whether it is the JSON Patch that was refused, not a value in it."""
        return self.status == 422 or self.code in ("invalid_patch", "patch_failed")


class Unauthorized(ApiError):
    """401."""


class Forbidden(ApiError):
    """403."""


class NotFound(ApiError):
    """404."""


class Conflict(ApiError):
    """409: someone was faster, or the like of it exists. The service uses one code for both: look again."""


class RateLimited(ApiError):
    """429. ``wait`` is how many seconds the service asks for; the task sees it when no more waiting is allowed."""

    wait = 0.0


class ServerError(ApiError):
    """5xx to a read, after the last retry."""
