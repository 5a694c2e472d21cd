# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as a document: what somebody approves, and what a later run must plan again before it may write.

Its members are those of ``docs/plan.schema.json``. There is nothing secret in it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import typing as t

from .._client.caller import Caller
from .._client.errors import InvalidOption, LaunchDarklyError
from .._client.text import bulleted, plain
from .._engine.fields import ABSENT, leaves, pointer_text
from .._engine.outcome import Outcome
from .._engine.plan import Plan
from .._engine.report import report, secret_places, shown_operations, view, which
from .entries import Entry

FORMAT: t.Final = "community.launchdarkly.plan"
VERSION: t.Final = 1

_GIVE: t.Final = "Give what a run in check mode wrote to plan_path, as it is."

Change = dict[str, t.Any]
Document = dict[str, t.Any]


class NotAsApproved(LaunchDarklyError):
    """The plan that is made now is not the one that was approved. ``differences`` is a line for each change."""

    def __init__(self, differences: t.Sequence[str]) -> None:
        super().__init__(
            "what would be done now is not what was approved, so nothing was written:",
            "Make a new plan, and have that one approved.",
        )
        self.lines = bulleted([plain(line) for line in differences], 20)
        self.differences = list(differences)

    def details(self) -> dict[str, t.Any]:
        return {**super().details(), "differences": self.differences}


def document(changes: t.Sequence[Change], instance: str, caller: Caller | None) -> Document:
    """The plan of ``changes`` for the account of ``caller`` at ``instance``, its URL."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "instance": instance,
        "account": caller.account_id if caller else "",
        "changes": list(changes),
    }


def change_of(entry: Entry, plan: Plan, fingerprint_key: str | None) -> Change:
    """What ``plan`` does to one resource. Of a secret only that it changes and, with the key, a digest of the new value."""
    resource, secret = entry.resource, secret_places(entry.desired)
    told = which(resource, entry.desired.identity, resource.kind, plan.before)
    change: Change = {
        **told,
        "operations": shown_operations(resource, plan, secret),
        "found": None if plan.before is None else _digest(view(resource, plan.before, secret, {})),
    }
    secrets = [_secret(told, place, value, fingerprint_key) for place, value in sorted(plan.sent.items())]
    return {**change, "secrets": secrets} if secrets else change


def _secret(told: t.Mapping[str, t.Any], place: t.Sequence[str], value: str, key: str | None) -> dict[str, t.Any]:
    path = pointer_text(tuple(place))
    secret = {"path": path, "change": "removed" if value in ("", ABSENT) else "set"}
    if key and secret["change"] == "set":
        # Bound to its place: the same password in two places is not seen to be the same.
        text = _canonical([told["kind"], told["identity"], path, value])
        secret["digest"] = hmac.new(key.encode(), text, hashlib.sha256).hexdigest()
    return secret


def _digest(value: t.Any) -> str:
    return f"sha256:{hashlib.sha256(_canonical(value)).hexdigest()}"


def _canonical(value: t.Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str).encode()


def sides(entry: Entry, plan: Plan) -> dict[str, t.Any]:
    """What ``plan`` does to one resource, for a person: what was ``before`` and what will be ``after``."""
    shown = report(entry.resource, entry.desired, Outcome(plan, plan.after), entry.resource.kind, diff=True)
    return {"resource": shown["resource"], **{side: shown["diff"][side] or None for side in ("before", "after")}}


def text(plan: Document) -> str:
    """The text of the file."""
    return json.dumps(plan, indent=2, ensure_ascii=False, default=str) + "\n"


def read(option: str, given: t.Any) -> Document:
    """The plan that ``given`` is: its content, or the path of its file. Raises InvalidOption."""
    found = given
    if isinstance(given, str):
        text = given
        if not given.lstrip().startswith("{"):
            try:
                with open(given, encoding="utf-8") as file:
                    text = file.read()
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or "is not text"
                raise InvalidOption(option, f"{given} cannot be read: {reason}", _GIVE) from None
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            raise InvalidOption(option, "is not a plan: it is not JSON", _GIVE) from None
    if not isinstance(found, t.Mapping) or found.get("format") != FORMAT:
        raise InvalidOption(option, f"is not a plan: it has no format {FORMAT!r}", _GIVE)
    if found.get("version") != VERSION:
        version = found.get("version")
        raise InvalidOption(
            option,
            f"is a plan of version {version!r}, and this collection makes version {VERSION}",
            "Make a new plan with this version of the collection, and have that one approved.",
        )
    changes = found.get("changes")
    if not isinstance(changes, list) or not all(map(_is_change, changes)):
        raise InvalidOption(option, "is not a plan: its changes are not as this collection writes them", _GIVE)
    return dict(found)


def _is_change(value: t.Any) -> bool:
    return (
        isinstance(value, t.Mapping)
        and isinstance(value.get("kind"), str)
        and isinstance(value.get("identity"), t.Mapping)
        and isinstance(value.get("operations"), list)
    )


def check(approved: Document, now: Document) -> None:
    """Raise NotAsApproved where the plan that is made ``now`` is another one than the ``approved`` one."""
    differences = [
        f"the approved plan is for {what} {approved.get(member)!r}, and this is {now[member]!r}"
        for member, what in (("instance", "the instance"), ("account", "the account"))
        if approved.get(member) != now[member]
    ]
    before, after = _by_identity(approved["changes"]), _by_identity(now["changes"])
    for key, change in before.items():
        if key not in after:
            differences.append(f"{_label(change)}: approved, and no longer to be done ({_why(change)})")
        elif _canonical(change) != _canonical(after[key]):
            differences.append(f"{_label(change)}: {difference(change, after[key])}")
    differences += [
        f"{_label(change)}: not in the approved plan, and to be done now"
        for key, change in after.items()
        if key not in before
    ]
    if differences:
        raise NotAsApproved(differences)


def _by_identity(changes: t.Iterable[Change]) -> dict[bytes, Change]:
    return {_canonical([change["kind"], change["identity"]]): change for change in changes}


def _label(change: Change) -> str:
    return str(change.get("resource") or change["kind"])


def _why(change: Change) -> str:
    return (
        "somebody did it, or it is not declared any more"
        if change.get("found")
        else "it is there by now, or not declared"
    )


def difference(approved: Change, now: Change) -> str:
    """In what ``now`` differs from what was ``approved``, for a message."""
    if approved.get("found") != now.get("found"):
        what = "was changed in LaunchDarkly after the plan was made"
        if (approved.get("found") is None) != (now.get("found") is None):
            what = "appeared or disappeared in LaunchDarkly after the plan was made"
        return what
    if approved["operations"] != now["operations"]:
        return "is declared in another way than when the plan was made"
    if approved.get("secrets") != now.get("secrets"):
        return "another secret is to be sent than when the plan was made"
    return "is called in another way than when the plan was made"


def markdown(plan: Document, changes: t.Sequence[t.Mapping[str, t.Any]]) -> str:
    """``plan`` for a person, as for a pull request. ``changes`` are those of the result, with what was before and after."""
    counted = {"create": 0, "update": 0, "delete": 0}
    lines = []
    for change in changes:
        verb = "create" if not change["before"] else "delete" if not change["after"] else "update"
        counted[verb] += 1
        lines += [
            "",
            f"### {verb}: {_plain(change['resource'])}",
            "",
            "| member | found | declared |",
            "| --- | --- | --- |",
        ]
        before, after = (
            {".".join(place): value for place, value in leaves(change[side] or {})} for side in ("before", "after")
        )
        for member in dict.fromkeys([*before, *after]):
            if before.get(member, ABSENT) != after.get(member, ABSENT):
                lines.append(f"| {_plain(member)} | {_shown(before, member)} | {_shown(after, member)} |")
    summary = ", ".join(f"{number} to {verb}" for verb, number in counted.items() if number) or "nothing to do"
    where = f"{plan['instance']}, account {plan['account']}" if plan["account"] else plan["instance"]
    return "\n".join([f"## LaunchDarkly: {summary}", "", f"In {_plain(where)}.", *lines, ""])


def _shown(values: t.Mapping[str, t.Any], member: str) -> str:
    if member not in values:
        return ""
    value = values[member]
    return _plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))


def _plain(text: str) -> str:
    """``text`` in a cell of a table, whatever somebody has called a thing in LaunchDarkly."""
    escaped = "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~" else c for c in text)
    return " ".join(escaped.split())
