# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module public_ips_info."""

from __future__ import annotations

import typing as t

from .._client.calls import STABLE
from .._engine.explain import wanting
from .._options import CONNECTION
from .._task import Context, Options, Task

_PATH = ("public-ip-list",)


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """LaunchDarkly's addresses, for allow-lists. https://launchdarkly.com/docs/api/other/get-ips"""
    with wanting("read LaunchDarkly's public IP addresses"):
        document = context.reader.get(_PATH, STABLE)
    return {
        "changed": False,
        "addresses": _texts(document.get("addresses")),
        "outbound_addresses": _texts(document.get("outboundAddresses")),
    }


def _texts(value: t.Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


TASK = Task(options=CONNECTION, run=run)
