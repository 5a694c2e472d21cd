# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An emulator of the LaunchDarkly REST API: persistent stores, integration configurations, projects, environments.

Start it with ``python -m emulator --port 0`` (``tests`` on the Python path), or from a test with
``emulator.control.Emulator``. This file imports the standard library only, so that the control client works where
the server's packages are not installed.
"""

from __future__ import annotations

from .dialect import DEFAULT_DIALECT, DIALECTS, OPPOSITE_DIALECT

# What a token has at its end that is known to the emulator and may only read.
READER = "-reader"

__all__ = ["DEFAULT_DIALECT", "DIALECTS", "OPPOSITE_DIALECT", "READER"]
