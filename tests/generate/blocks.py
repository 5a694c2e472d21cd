# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as they are to be, and the blocks in them that are generated."""

from __future__ import annotations

import re
import typing as t
from pathlib import Path

from ..runner.process import RunnerError

_STYLES = {".md": ("<!-- ", " -->"), ".py": ("# ", ""), ".rst": (".. ", ""), ".yml": ("# ", "")}


class Files:
    """The files below ``root``, and what is to become of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._texts: dict[str, str | None] = {}

    def text(self, path: str) -> str:
        """The text that ``path``, which is relative to the root, is to have; empty if it is not there."""
        found = self._texts[path] if path in self._texts else self._there(path)
        return found or ""

    def set(self, path: str, text: str) -> None:
        """Have ``path`` be ``text``."""
        self._texts[path] = text

    def remove(self, path: str) -> None:
        """Have no ``path``."""
        self._texts[path] = None

    @property
    def stale(self) -> list[str]:
        """The paths of the files that are not as they are to be."""
        return sorted(path for path, text in self._texts.items() if text != self._there(path))

    def write(self) -> list[str]:
        """Make the files what they are to be. Returns the paths of those that change."""
        stale = self.stale
        for path in stale:
            text = self._texts[path]
            if text is None:
                (self.root / path).unlink()
            else:
                (self.root / path).write_text(text, "utf-8")
        return stale

    def _there(self, path: str) -> str | None:
        file = self.root / path
        return file.read_text("utf-8") if file.is_file() else None

    def fill(self, path: str, name: str, source: str, content: t.Callable[[str, int], str]) -> None:
        """Have ``content`` stand between the marks of the block ``name``.

        ``content`` gets the text of the file without what is in the block, and how far the block is indented; ``source``
        is what it is made of. Raises RunnerError if there is no such block.
        """
        text = self.text(path)
        begin, end = _STYLES[Path(path).suffix]
        # Without the rest of the line, so that a new block needs no more than its name.
        found = re.search(
            rf"^( *){re.escape(begin)}BEGIN GENERATED {re.escape(name)}(?::[^\n]*)?{re.escape(end)}\n"
            rf"(.*?)^ *{re.escape(begin)}END GENERATED {re.escape(name)}{re.escape(end)}\n",
            text,
            re.MULTILINE | re.DOTALL,
        )
        if not found:
            raise RunnerError(
                f'{path} has no block {name}: a line "{begin}BEGIN GENERATED {name}{end}", and one with END for BEGIN'
            )
        before, after, indent = text[: found.start()], text[found.end() :], len(found[1])
        lines = [
            f'{begin}BEGIN GENERATED {name}: by "make generate" from {source}; do not edit{end}',
            *content(before + after, indent).splitlines(),
            f"{begin}END GENERATED {name}{end}",
        ]
        self.set(path, before + "".join(f"{' ' * indent}{line}".rstrip() + "\n" for line in lines) + after)


def just(text: str) -> t.Callable[[str, int], str]:
    """The content of a block that is ``text``, wherever it stands."""
    return lambda around, indent: text
