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
from .text import bulleted, plain, plain_values


class LaunchDarklyError(Exception):
    """The base of all failures that a task reports.

    ``wanted`` is set by whoever knew what it was doing. ``outcome`` is what was done before it, if anything was, and
    ``result`` has members of a task's result: what it was about, and the same. ``secrets_needed`` are the secrets that
    would open another way. ``lines`` are what the message is about, one below the other, from ``bulleted``.
    """

    lines = ""

    outcome: t.Any = None
    secrets_needed: t.Sequence[str] = ()

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.wanted = ""
        self.result: dict[str, t.Any] = {}

    def __str__(self) -> str:
        start = f"Could not {self.wanted}: " if self.wanted else ""
        end = "" if self.message.endswith((".", "!", "?", ":")) else "."
        before_hint = "\n" if self.lines else " "
        # Much of it is the service's own words.
        return plain(f"{start}{self.message}{end}") + self.lines + (before_hint + plain(self.hint) if self.hint else "")

    def details(self) -> dict[str, t.Any]:
        """The facts behind the text, for the ``error`` member of a failed result."""
        more = {"secrets_needed": list(self.secrets_needed)} if self.secrets_needed else {}
        return {"kind": self.kind(), **more}

    @classmethod
    def kind(cls) -> str:
        """A stable name, for example ``answer_lost``, for conditions in playbooks: one of ``error_kinds.KINDS``."""
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
    """What the user declared cannot be right. ``option`` is named as the user wrote it, ``problem`` says what is wrong.

    ``of`` says in brackets which entry of a list it belongs to, where it does.
    """

    def __init__(self, option: str, problem: str, hint: str = "", of: str = "") -> None:
        super().__init__(f"{option}{of}: {problem}" if option else problem, hint)
        self.option = option
        self.problem = problem

    def within(self, entry: str, of: str) -> InvalidOption:
        """The same of the entry ``entry``, for example ``stores[3]``."""
        if "," in self.option or " " in self.option:
            return InvalidOption(entry, f"{self.option}: {self.problem}", self.hint, of)
        return InvalidOption(f"{entry}.{self.option}", self.problem, self.hint, of)

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), **({"option": self.option} if self.option else {})}


def all_mistakes(found: t.Sequence[InvalidOption]) -> InvalidOption:
    """One error for all the mistakes that were ``found``: as it is, if it is one alone, else a line for each."""
    if len(found) == 1:
        return found[0]
    several = InvalidOption("", "The options have several mistakes:")
    several.option, several.lines = found[0].option, bulleted([str(one) for one in found])
    return several


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
