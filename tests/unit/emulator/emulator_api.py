# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the emulator share: a small client of the API."""

from __future__ import annotations

import requests
from emulator.control import Emulator

STORES = "/api/v2/integration-capabilities/big-segment-store"
CONFIGURATIONS = "/api/v2/integration-configurations"
SECRET = "supersecret123"


class Api(requests.Session):
    """A session with token and beta header that takes paths instead of addresses."""

    def __init__(self, emulator: Emulator) -> None:
        super().__init__()
        self.emulator = emulator
        self.trust_env = False
        self.headers.update({"Authorization": emulator.token, "LD-API-Version": "beta"})

    def request(self, method: str, url: str, *args: object, **kwargs: object) -> requests.Response:
        """Send a request; redirects are left for the test to see."""
        kwargs.setdefault("timeout", 10)
        kwargs["allow_redirects"] = False
        return super().request(method, self.emulator.url + url, *args, **kwargs)

    def create_store(self, environment: str = "test", **body: object) -> dict:
        """Create a Redis store, and expect it to work."""
        body = {"name": "store", "config": {"host": "redis.example.com", "port": "6379", "password": SECRET}, **body}
        answer = self.post(f"{STORES}/default/{environment}/redis", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def create_configuration(self, **body: object) -> dict:
        """Create a configuration of custom-approvals, and expect it to work."""
        values = {"apiKey": SECRET, "baseURL": "https://approvals.example.com"}
        answer = self.post(
            f"{CONFIGURATIONS}/keys/custom-approvals", json={"name": "one", "configValues": values, **body}
        )
        assert answer.status_code == 201, answer.text
        return answer.json()

    def patch_one(self, resource: dict, path: str, value: object = None, op: str = "replace") -> requests.Response:
        """Patch one member of a resource that was answered before."""
        operation = {"op": op, "path": path}
        if op != "remove":
            operation["value"] = value
        return self.patch(resource["_links"]["self"]["href"], json=[operation])

    def again(self, resource: dict) -> dict:
        """Read a resource that was answered before."""
        return self.get(resource["_links"]["self"]["href"]).json()


def code(answer: requests.Response) -> tuple[int, str]:
    """Status and code of a refusal, which always has a message and an id."""
    body = answer.json()
    assert set(body) == {"code", "message", "id"}
    assert body["message"] and body["id"]
    return answer.status_code, body["code"]
