# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A look round for many resources at one moment: each thing is read once."""

from __future__ import annotations

import typing as t

from .._client.errors import LaunchDarklyError
from .fields import Json
from .resource import Path, Reads
from .shapes import Shape

Answer = t.TypeVar("Answer")


class Once:
    """Reads as ``reader`` does, and remembers what was refused, too, such as what is not there.

    ``prefers_lists`` tells that one list is less to read than each of several by itself.
    """

    def __init__(self, reader: Reads, prefers_lists: bool) -> None:
        self.prefers_lists = prefers_lists
        self._reader = reader
        self._answers: dict[t.Hashable, t.Any] = {}

    def get(self, path: Path, version: str, shape: Shape | None = None) -> Json:
        """One document. Raises the errors of the client, the same one each time."""
        return self._once(("get", path), lambda: self._reader.get(path, version, shape))

    def listing(
        self, path: Path, version: str, fresh: bool = False, shape: Shape | None = None
    ) -> tuple[list[Json], bool]:
        """The documents of a list, and whether they were read for this look round. Raises the errors of the client."""
        return self._once(("listing", path), lambda: self._reader.listing(path, version, fresh, shape))

    def documents(self, path: Path, version: str, shape: Shape | None = None) -> list[Json]:
        """The documents of a list, not from what is remembered elsewhere. Raises the errors of the client."""
        return self._once(("documents", path), lambda: self._reader.documents(path, version, shape))

    def _once(self, key: t.Hashable, read: t.Callable[[], Answer]) -> Answer:
        if key not in self._answers:
            try:
                self._answers[key] = read()
            except LaunchDarklyError as error:
                self._answers[key] = error
        answer = self._answers[key]
        if isinstance(answer, LaunchDarklyError):
            raise answer
        return t.cast(Answer, answer)
