# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packages that take seconds to import: only the process that runs their tests does it, not each that collects them."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

import pytest


class ImportedLater:
    """The package ``name``, imported when one of its members is asked for. Without it, the tests of the file are skipped."""

    def __init__(self, name: str) -> None:
        self._name = name
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed", allow_module_level=True)

    def __getattr__(self, member: str) -> Any:
        # pytest asks everything in a file whether it is a fixture.
        if member.startswith("_"):
            raise AttributeError(member)
        return getattr(importlib.import_module(self._name), member)
