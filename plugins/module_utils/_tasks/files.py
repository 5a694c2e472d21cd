# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that a task writes where the module runs."""

from __future__ import annotations

import contextlib
import os
import tempfile

from .._client.errors import InvalidOption


def write(option: str, path: str, text: str) -> None:
    """Make ``path`` a file with ``text`` that only its owner may read, as a whole or not at all. Raises InvalidOption."""
    folder = os.path.dirname(path) or "."
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=".launchdarkly-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(name, 0o600)
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise InvalidOption(option, f"{path} cannot be written: {error.strerror}", "Give a path that may.") from None
