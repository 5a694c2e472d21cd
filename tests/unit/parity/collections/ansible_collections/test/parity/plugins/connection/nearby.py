# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A connection that is made of the local one, as those to containers on this machine are."""

from __future__ import annotations

from ansible.plugins.connection.local import Connection as LocalConnection

DOCUMENTATION = r"""
name: nearby
short_description: Made of the local connection
description:
  - Does what the local connection does, and calls its transport local, too.
options: {}
"""


class Connection(LocalConnection):
    """Nothing else."""
