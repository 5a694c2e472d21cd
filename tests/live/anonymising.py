# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-ins for everything in a recording that is of the account, the same one wherever a value comes again."""

from __future__ import annotations

import re
import typing as t

Json = t.Any

ID = re.compile(r"[0-9a-f]{24}")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ANYWHERE = re.compile(rf"(?<![0-9a-f])(?:{UUID.pattern}|{ID.pattern})(?![0-9a-f])")
KEYS = re.compile(r"\b(sdk|mob|api)-[\w-]{8,}")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
STAND_IN_KEY = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
ZERO_UUID = "00000000-0000-0000-0000-000000000000"
PROJECT = "acl-live"

# Members that tell of people, and of what the token may do.
LEFT_OUT = frozenset(
    (
        "_access", "_maintainer", "_maintainerId", "_maintainerTeam", "_member", "_role", "_team", "_verifiedBy",
        "maintainer", "maintainerId", "member", "memberId", "avatarUrl", "_avatarUrl", "email", "firstName", "lastName",
    )
)  # fmt: skip
ID_MEMBERS = re.compile(r"_?id|[a-z_]\w*Id")
# Those that a probe writes itself.
WRITTEN_IDS = frozenset(("externalId", "usingEnvironmentId", "integrationId"))
EARLIEST, LATEST = 1_500_000_000_000, 5_000_000_000_000


class Anonymiser:
    """Maps what is of the account. ``keys`` are the project keys of the run, ``public`` its own inventions.

    ``start``: milliseconds since the epoch, from which times are counted.
    """

    def __init__(self, keys: t.Iterable[str], public: t.Iterable[str], host: str, start: int) -> None:
        self._keys = list(keys)
        self._public = set(public)
        self._host = host
        self._start = start
        self.ids: dict[str, str] = {}

    def id(self, value: str) -> str:
        """The stand-in of an id, of the same form."""
        if value in self._public or value == ZERO_UUID or value in self.ids.values():
            return value
        if value not in self.ids:
            number = len(self.ids) + 1
            if ID.fullmatch(value):
                stand_in = f"{'a' * 20}{number:04d}"
            elif UUID.fullmatch(value):
                stand_in = f"00000000-0000-4000-8000-{number:012d}"
            else:
                stand_in = f"id-{number:04d}"
            self.ids[value] = stand_in
        return self.ids[value]

    def text(self, text: str) -> str:
        """A text with every known id, every key and every address replaced."""
        for key in self._keys:
            text = text.replace(key, PROJECT)
        text = text.replace(self._host, "https://app.launchdarkly.com")
        # Longer ones first: one may be a part of another.
        for value in sorted(self.ids, key=len, reverse=True):
            if len(value) > 3:
                text = text.replace(value, self.ids[value])
        text = ANYWHERE.sub(lambda match: self.id(match[0]), text)
        text = KEYS.sub(lambda match: f"{match[1]}-{STAND_IN_KEY}", text)
        return MAIL.sub("somebody@example.com", text)

    def learn(self, value: Json, member: str = "") -> None:
        """Take note of every id in an answer, so that texts that come before it are replaced too."""
        if isinstance(value, dict):
            for name, one in value.items():
                if name not in LEFT_OUT:
                    self.learn(one, name)
        elif isinstance(value, list):
            for one in value:
                self.learn(one, member)
        elif isinstance(value, str) and value and ID_MEMBERS.fullmatch(member) and member not in WRITTEN_IDS:
            self.id(value)

    def value(self, value: Json, member: str = "") -> Json:
        """A copy of a document without anything of the account."""
        if isinstance(value, dict):
            return {self.text(name): self.value(one, name) for name, one in value.items() if name not in LEFT_OUT}
        if isinstance(value, list):
            return [self.value(one, member) for one in value]
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, int) and not isinstance(value, bool) and EARLIEST < value < LATEST:
            return f"T{value - self._start:+d}"
        return value
