# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where things are in the checkout. Everything that is made lies in BUILD, which git ignores."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build"

COLLECTION = "community.launchdarkly"

# ansible-test and Python both want the collection below a directory with this name.
TREE = BUILD / "ansible_collections" / "community" / "launchdarkly"

VENVS = BUILD / "venv"
REPORTS = BUILD / "reports"
REQUIREMENTS = ROOT / "tests" / "requirements"

# The home directory of test runs: ansible and ansible-test keep caches there that are none of the user's business.
HOME = BUILD / "home"

# An environment variable: have the tests try all that they know to try, which takes long.
LONG = "TEST_LONG"
