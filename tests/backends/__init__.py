# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of big segments need besides the emulator: real stores, and LaunchDarkly's own SDK as the judge.

A real Redis server with access control, with TLS before it; DynamoDB, IAM and STS by moto.
"""

from __future__ import annotations

NO_SERVER = 3
"""The exit status of ``python -m backends`` where there is no redis-server for this machine."""
