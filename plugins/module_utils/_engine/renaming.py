# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""New keys for what is copied: whatever names the old ones names the new ones then."""

from __future__ import annotations

import typing as t

Keys = tuple[str, ...]
"""The keys on the way to a thing, its own last: ``("shop", "production")``."""


class Renaming:
    """New keys, by the old keys on the way to each. ``warn`` takes a sentence about what still means the old ones."""

    def __init__(self, new: t.Mapping[Keys, str], warn: t.Callable[[str], None] = lambda text: None) -> None:
        self._new = new
        self.warn = warn

    def __bool__(self) -> bool:
        return bool(self._new)

    def keys(self, *keys: str) -> Keys:
        """What the thing with these ``keys`` will have for keys."""
        return tuple(self._new.get(keys[: depth + 1], key) for depth, key in enumerate(keys))

    def pairs(self) -> t.Iterator[tuple[Keys, Keys]]:
        """The old and the new keys of each thing that is renamed."""
        for old in self._new:
            yield old, self.keys(*old)
