# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets that can be recognised in any encoding, and what finds them.

Most are two plain words around characters that JSON, URLs, HTML and Python's repr write in their own ways. The words
are the same in all of them, and it is the words that are looked for: half a secret is a leak too.
"""

from __future__ import annotations

import dataclasses
import html
import json
import re
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


@dataclasses.dataclass(frozen=True)
class Secret:
    """A planted secret: ``variable`` is the playbook's name for ``value``; each of ``words`` alone gives it away."""

    variable: str
    value: Any
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """As the API gets it."""
        return str(self.value)

    def mask(self) -> str:
        """As LaunchDarkly shows it."""
        return f"{self.text[:3]}********{self.text[-3:]}"

    def ends(self) -> tuple[str, str]:
        """What a mask of it begins and ends with."""
        return f"{self.text[:3]}*", f"*{self.text[-3:]}"


def _between(variable: str, sign: str, middle: str) -> Secret:
    words = (f"{sign}Lq7{sign}", f"{sign}Yk3{sign}")
    return Secret(variable, middle.join(words), words)


TOKEN = _between("the_token", "Tokw", "\"<&>'\\%/")
PASSWORD = _between("the_password", "Pasv", "\"<&>'\\%/ ü\n")
NEW_PASSWORD = _between("the_new_password", "Newx", "\"<&>'\\%/ ü\n\t")
LINE = _between("the_line", "Linj", "\"<&>'ü")
WORD = _between("the_word", "Worg", "-")
PART = Secret("the_part", "Envl7Part", ("Envl7Part",))
WHOLE = Secret("the_whole", f"Envm{PART.text}Envn", ("Envm", "Envn"))
KEY = _between("the_key", "Fink", "\"<&>'\\%/ ü\n")
NUMBER = Secret("the_number", 918273645, ("918273645",))
FRACTION = Secret("the_fraction", 64738291.75, ("64738291",))

SECRETS = (TOKEN, PASSWORD, NEW_PASSWORD, LINE, WORD, KEY, PART, WHOLE, NUMBER, FRACTION)


def encodings(text: str) -> list[str]:
    """``text`` as services write it into their messages: Python's, Go's and JavaScript's ways among them."""
    plain, ascii_only = json.dumps(text, ensure_ascii=False)[1:-1], json.dumps(text)[1:-1]
    go = plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    url = urllib.parse.quote(text, safe="")
    found = [text, plain, ascii_only, go, repr(text), url, urllib.parse.quote(text), urllib.parse.quote_plus(text)]
    found += [re.sub("%[0-9A-F]{2}", lambda code: code[0].lower(), url), html.escape(text)]
    found.append(html.escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;"))
    return list(dict.fromkeys(found))


def message(secrets: Iterable[Secret]) -> str:
    """An error message that echoes ``secrets`` in every encoding, whole and as parts of other words."""
    return "The request had " + " and ".join(
        f"xx{text}yy, {text}" for secret in secrets for text in encodings(secret.text)
    )


@dataclasses.dataclass(frozen=True)
class Leak:
    """A secret in the open: which one, in which output, and what stands around it."""

    variable: str
    output: str
    around: str


def leaks(outputs: Mapping[str, str], secrets: Iterable[Secret] = SECRETS, more: Iterable[str] = ()) -> list[Leak]:
    """Every place in ``outputs`` with a word of a secret, the mask of one, or one of ``more``."""
    needles = [(secret.variable, word) for secret in secrets for word in secret.words]
    needles += [(f"mask of {secret.variable}", end) for secret in secrets for end in secret.ends()]
    needles += [("more", text) for text in more]
    return [leak for name, text in outputs.items() for leak in _in(name, text, needles)]


def _in(name: str, text: str, needles: list[tuple[str, str]]) -> Iterator[Leak]:
    # Warnings are wrapped, in the middle of a word too.
    joined = re.sub(r"\s+", "", text)
    for variable, needle in needles:
        for place in re.finditer(re.escape(needle), joined, re.IGNORECASE):
            yield Leak(variable, name, joined[max(0, place.start() - 100) : place.end() + 60])
