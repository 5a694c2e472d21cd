# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said in several files, and written by hand in one: ``make generate`` writes the others.

The prose of an option is in the documentation of its module; its type, choices, default and whether it is required are
in the module's argument spec. Here is only what is made of these two, and where.
"""

from __future__ import annotations
