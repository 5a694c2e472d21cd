# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The yardstick: the same calls as the modules make, with ``requests`` and nothing else.

``python -m benchmarks.bare NAME`` reads an account (see ``account.py``) from standard input and prints the seconds at
which it began, at which each item was done, and at which it ended.
"""

from __future__ import annotations

import concurrent.futures
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import requests

Store = dict[str, str]


class Bare:
    """One session and the addresses."""

    def __init__(self, account: dict[str, Any]) -> None:
        self.list_url = account["list_url"]
        self.stores: list[Store] = account["stores"]
        self.concurrency: int = account["concurrency"]
        self.session = requests.Session()
        self.session.headers.update(account["headers"])
        self.session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=self.concurrency))

    def call(self, method: str, url: str, body: Any = None) -> Any:
        """The parsed answer. Raises HTTPError if it is not a good one."""
        response = self.session.request(method, url, json=body)
        response.raise_for_status()
        return response.json()

    def list(self) -> dict[str, str]:
        """The addresses of the listed stores by their environment."""
        items = self.call("GET", self.list_url)["items"]
        return {item["environmentKey"]: f"{self.list_url}/{_place(item)}/{item['_id']}" for item in items}

    def steady(self) -> Iterator[None]:
        """One list, then each store in full, and its environment."""
        urls = self.list()
        for store in self.stores:
            self.call("GET", urls[store["environment_key"]])
            self.call("GET", store["environment_url"])
            yield

    def create(self) -> Iterator[None]:
        """Look, create, look again, and at the environment."""
        for store in self.stores:
            self.list()
            config = {"host": store["host"], "port": store["port"]}
            self.call("POST", store["kind_url"], {"name": store["name"], "on": True, "config": config})
            self.list()
            self.call("GET", store["environment_url"])
            yield

    def change(self) -> Iterator[None]:
        """Look, read in full, change the port, look at the environment."""
        for store in self.stores:
            url = self.list()[store["environment_key"]]
            self.call("GET", url)
            self.call("PATCH", url, [{"op": "replace", "path": "/config/port", "value": store["port"]}])
            self.call("GET", store["environment_url"])
            yield

    def many(self) -> Iterator[None]:
        """One list, then every store in full, several at a time."""
        urls = self.list()
        wanted = [urls[store["environment_key"]] for store in self.stores]
        with concurrent.futures.ThreadPoolExecutor(self.concurrency) as pool:
            for _document in pool.map(lambda url: self.call("GET", url), wanted):
                yield

    def list_only(self) -> Iterator[None]:
        """One list over a connection that is open already."""
        self.list()
        yield
        self.list()
        yield


def _place(item: dict[str, str]) -> str:
    return f"{item['projectKey']}/{item['environmentKey']}/{item['integrationKey']}"


def main() -> None:
    """Run what the command line names."""
    work = getattr(Bare(json.load(sys.stdin)), sys.argv[1])
    start = time.perf_counter()
    items = [time.perf_counter() for _done in work()]
    json.dump({"start": start, "items": items, "end": time.perf_counter()}, sys.stdout)


if __name__ == "__main__":
    main()
