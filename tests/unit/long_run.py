# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much the tests with many cases or random ones try: a part of it, or with ``make test STEPS=long`` all of it."""

from __future__ import annotations

import os

LONG = bool(os.environ.get("TEST_LONG"))
