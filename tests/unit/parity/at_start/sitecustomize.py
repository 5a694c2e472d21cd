# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loaded by Python itself at its start: notes which process looks for which package, and hides one.

IMPORTS_FILE is where the notes go, HIDDEN_PACKAGE the name of a package that is not to be found.
"""

from __future__ import annotations

import importlib.machinery
import os
import sys
from typing import Any

NOTED = ("requests", "jsonpatch")


class Watching:
    """The first finder that is asked. It finds nothing itself."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        """Let the next finder look, if the package may be found."""
        if name in NOTED:
            with open(os.environ["IMPORTS_FILE"], "a", encoding="utf-8") as file:
                file.write(f"{os.getpid()} {name}\n")
        if name == os.environ.get("HIDDEN_PACKAGE"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


if "IMPORTS_FILE" in os.environ:
    sys.meta_path.insert(0, Watching())
