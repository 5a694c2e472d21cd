# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The third-party packages, imported when they are first needed.

A module on a host pays only for what its task uses; an action plugin calls ``preload`` once in the controller, so
that every worker inherits them. A package that is missing is the task's error, never an import that fails.
"""

from __future__ import annotations

import importlib
import sys
import types

from .errors import MissingPackage


def load(package: str) -> types.ModuleType:
    """The imported ``package``. Raises MissingPackage."""
    try:
        return importlib.import_module(package)
    except ImportError:
        raise MissingPackage(package, sys.executable) from None


def preload() -> None:
    """Import everything now, where it is there."""
    for package in ("requests", "jsonpatch", "concurrent.futures"):
        try:
            importlib.import_module(package)
        except Exception:  # whatever a broken package raises: this runs in the controller, where it would end the run
            continue
