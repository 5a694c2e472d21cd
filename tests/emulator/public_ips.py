# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LaunchDarkly's public addresses: ``/api/v2/public-ip-list``."""

from __future__ import annotations

from .account import Account
from .answers import Answer, json_answer
from .call import Call

PATH = "/api/v2/public-ip-list"


def list_public_ips(account: Account, call: Call) -> Answer:
    """Addresses that are nobody's, in the form of the real ones."""
    return json_answer(
        200, {"addresses": ["192.0.2.0/24", "198.51.100.0/24"], "outboundAddresses": ["203.0.113.7", "203.0.113.8"]}
    )
