# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests of the emulator's control path. ``ansible.builtin.url`` and ``uri`` take a hundred times as long for one."""

from __future__ import annotations

import http.client
import json
import typing as t
from urllib.parse import urlsplit

from ansible.plugins.lookup import LookupBase


class LookupModule(LookupBase):
    """``lookup("emulator", url)`` is the JSON that is answered; with ``method`` and ``body`` something is ordered."""

    def run(
        self, terms: list[str], variables: t.Any = None, method: str = "GET", body: t.Any = None, **kwargs: t.Any
    ) -> list[t.Any]:
        """One value for each address. Raises ValueError for any status but 200."""
        return [_ask(method, term, body) for term in terms]


def _ask(method: str, url: str, body: t.Any) -> t.Any:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    try:
        payload = None if body is None else json.dumps(body)
        connection.request(method, parts.path, payload, {"Content-Type": "application/json"})
        response = connection.getresponse()
        text = response.read().decode()
    finally:
        connection.close()
    if response.status != 200:
        raise ValueError(f"{method} {url} answers {response.status}: {text}")
    return json.loads(text)
