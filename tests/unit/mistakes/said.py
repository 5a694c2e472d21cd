# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the guide to troubleshooting has, for tests of what tasks say."""

from __future__ import annotations

from guide_messages import PHRASES, pattern


def in_the_guide(text: str) -> bool:
    """Whether somebody who looks for ``text`` in the guide lands on a remedy."""
    return any(pattern(phrase).search(text) for phrase in PHRASES)
