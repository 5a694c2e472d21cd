# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What to say of a key that is not there: which ones are, the nearest first."""

from __future__ import annotations

import difflib
import typing as t

_ALIKE = 0.6
"""From here on, of 1, a key is taken for a misspelt other one; difflib's own measure."""


def nearest(wanted: str, known: t.Iterable[str]) -> list[str]:
    """All of ``known``, each once, those that are most like ``wanted`` first; case does not count."""
    matcher = _matcher(wanted)
    return sorted(set(known), key=lambda key: (-_likeness(matcher, key), key))


def meant(wanted: str, known: t.Iterable[str]) -> str:
    """The one of ``known`` that ``wanted`` is a misspelt form of; empty where none is like it."""
    keys = nearest(wanted, known)
    return keys[0] if keys and _likeness(_matcher(wanted), keys[0]) >= _ALIKE else ""


def did_you_mean(wanted: str, known: t.Iterable[str], most: int = 5) -> str:
    """A sentence or two for a message about the key ``wanted``, which is none of ``known``.

    For example ``Did you mean 'production'? There are also 'staging', 'test' and 7 more.`` At most ``most`` keys are
    named. Each is quoted as Python does, so that no control character of it reaches a terminal.
    """
    keys = nearest(wanted, known)
    if not keys:
        return "There is none."
    if not meant(wanted, keys[:1]):
        return f"There {_listed(keys, most)}."
    others = f" There {_listed(keys[1:], most - 1, also=True)}." if keys[1:] else ""
    return f"Did you mean {keys[0]!r}?{others}"


def _matcher(wanted: str) -> difflib.SequenceMatcher[str]:
    # It keeps what it computes of its second sequence, so that one is compared with many.
    return difflib.SequenceMatcher(None, "", wanted.lower(), autojunk=False)


def _likeness(matcher: difflib.SequenceMatcher[str], key: str) -> float:
    matcher.set_seq1(key.lower())
    return matcher.ratio()


def _listed(keys: t.Sequence[str], most: int, also: bool = False) -> str:
    verb = ("are" if len(keys) > 1 else "is") + (" also" if also else "")
    shown = [repr(key) for key in keys[: max(most, 1)]]
    rest = len(keys) - len(shown)
    last = f"{rest} more" if rest else shown.pop()
    return f"{verb} {', '.join(shown)} and {last}" if shown else f"{verb} {last}"
