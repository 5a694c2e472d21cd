# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service says, as it may be shown on a terminal."""

from __future__ import annotations

import typing as t


def plain(text: str) -> str:
    """``text`` with every character that cannot be seen written out, for example ``\\x1b``.

    Control characters, terminal escapes and marks of writing direction could forge or hide what else is on the screen.
    Each character is changed by itself, so that a secret in a longer text is still found, in its own plain form.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def bulleted(texts: t.Sequence[str], most: int = 10, see: str = "") -> str:
    """A line for each of the first ``most`` of ``texts``, and one for the others, with where to ``see`` them."""
    rest = len(texts) - most
    return "".join(f"\n- {text}" for text in texts[:most]) + (f"\n- and {rest} more{see}" if rest > 0 else "")


def plain_values(value: t.Any) -> t.Any:
    """``value``, decoded JSON, with all text in it plain."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {plain(str(name)): plain_values(one) for name, one in value.items()}
    return [plain_values(one) for one in value] if isinstance(value, list) else value
