# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keep what Python compiles of archives: a copy of this file starts with every Python of a test environment.

Ansible ships a module and all that it imports in an archive, and Python compiles what comes out of one anew in every
process, which is a third of the time of a task. A test run has thousands of them. What is kept is found by the source.
"""

from __future__ import annotations

import _imp
import marshal
import os
import types
import typing as t
import zipimport
from hashlib import blake2b

FOLDER = os.path.join(os.path.dirname(__file__), "__modules__")

_compile: t.Callable[[str, bytes], types.CodeType] = zipimport._compile_source  # type: ignore[attr-defined]


def compile_source(path: str, source: bytes) -> types.CodeType:
    """The code of ``source``, which lies at ``path`` in an archive."""
    file = os.path.join(FOLDER, blake2b(source, digest_size=16).hexdigest())
    try:
        with open(file, "rb") as stream:
            code: types.CodeType = marshal.load(stream)
    except (OSError, ValueError, EOFError, TypeError):
        code = _compile(path, source)
        keep(file, code)
    else:
        _imp._fix_co_filename(code, path)  # type: ignore[attr-defined]
    return code


def keep(file: str, code: types.CodeType) -> None:
    """Write ``code`` in one step: others may read at the same time."""
    part = f"{file}.{os.getpid()}"
    try:
        os.makedirs(FOLDER, exist_ok=True)
        with open(part, "wb") as stream:
            marshal.dump(code, stream)
        os.replace(part, file)
    except OSError:
        # Then it is compiled the next time, too.
        pass


zipimport._compile_source = compile_source  # type: ignore[attr-defined]
