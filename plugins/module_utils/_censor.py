# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing secret is in what a task puts out, whatever the number of its secrets.

ansible-core looks for every secret in every text, one after the other. A secret has up to eleven spellings, and a
thousand of them in a thousand results take a quarter of a minute. Here each text is read once, with an index of how
the spellings begin.
"""

from __future__ import annotations

import re
import typing as t

from ._client.error_kinds import KINDS
from ._engine.secrets import HIDDEN, variants

_STARS = "********"
_INDEXED = 4
"""How many characters at most of the beginning of a spelling are in the index."""

_MEMBER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
"""A key of this shape is a member of a document, and not a label with the name of a resource."""

_OPERATIONS = frozenset(("add", "copy", "move", "remove", "replace", "test"))


class Censor:
    """Takes ``secrets``, each in every spelling in which a message may echo it, out of whatever it is given."""

    def __init__(self, secrets: t.Iterable[str]) -> None:
        # Blanks are no secret, and to censor them would leave no message that anybody can read.
        self.spellings = {spelling for secret in secrets if secret.strip() for spelling in variants(secret)}
        starts: dict[int, dict[str, set[int]]] = {}
        for spelling in self.spellings:
            start = spelling[:_INDEXED]
            starts.setdefault(len(start), {}).setdefault(start, set()).add(len(spelling))
        self._starts = {
            size: {start: sorted(lengths, reverse=True) for start, lengths in found.items()}
            for size, found in starts.items()
        }
        self._known: dict[str, str] = {}

    def result(self, result: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
        """``result`` of a task without secrets, as a copy. Raises RecursionError if it is nested too deeply.

        What the collection itself makes of it stays as it is: names of members, operations, kinds of errors. Else a
        secret that is a common word would leave a result that nothing can read.
        """
        censored: dict[str, t.Any] = self._value(result)
        if "diff" in censored:
            censored["diff"] = self._labels(censored["diff"])
        return censored

    def text(self, text: str) -> str:
        """``text`` with asterisks in place of every secret."""
        if text not in self._known:
            self._known[text] = HIDDEN if text in self.spellings else self._without(text)
        return self._known[text]

    def _value(self, value: t.Any) -> t.Any:
        if isinstance(value, str):
            return self.text(value)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, t.Mapping):
            return {key: self._member(key, inner) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._value(inner) for inner in value]
        if isinstance(value, (int, float)):
            return HIDDEN if self.text(str(value)) != str(value) else value
        return value

    def _member(self, key: t.Any, value: t.Any) -> t.Any:
        if key == "op" and isinstance(value, str) and value in _OPERATIONS:
            return value
        censored = self._value(value)
        # In a list, since what is looked up may be anything.
        if key == "error" and isinstance(value, t.Mapping) and value.get("kind") in [*KINDS]:
            censored["kind"] = value["kind"]
        return censored

    def _labels(self, value: t.Any) -> t.Any:
        """``value`` without secrets in its keys, where they are names that the user gave."""
        if isinstance(value, list):
            return [self._labels(inner) for inner in value]
        if not isinstance(value, dict):
            return value
        censored: dict[str, t.Any] = {}
        for key, inner in value.items():
            label = key if _MEMBER.match(str(key)) else self.text(str(key))
            while label in censored:
                # Two that differ in a secret only are still two.
                label += "*"
            censored[label] = self._labels(inner)
        return censored

    def _without(self, text: str) -> str:
        parts = []
        end = 0
        for start, stop in self._places(text):
            # All characters of two that overlap are secret.
            if start >= end:
                parts += [text[end:start], _STARS]
            end = max(end, stop)
        return "".join([*parts, text[end:]])

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Where in ``text`` the spellings are: from, to; of those that begin at one place only the longest."""
        places = []
        for size, starts in self._starts.items():
            for start in [i for i in range(len(text) - size + 1) if text[i : i + size] in starts]:
                for length in starts[text[start : start + size]]:
                    if text[start : start + length] in self.spellings:
                        places.append((start, start + length))
                        break
        return sorted(places)
