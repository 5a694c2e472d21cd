# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The emulator's account and the playbooks that declare it."""

from __future__ import annotations

import dataclasses
from typing import Any

from emulator.control import Emulator

PROJECT = "load"
LIST_PATH = "/api/v2/integration-capabilities/big-segment-store"
STORE = "community.launchdarkly.big_segment_store"
STORES = "community.launchdarkly.big_segment_stores"
Task = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Account:
    """An emulator that is ready, and the ``stores`` to declare: their members, id and addresses."""

    emulator: Emulator
    stores: list[dict[str, str]]

    @property
    def headers(self) -> dict[str, str]:
        """What a call needs that is not made by the collection."""
        return {"Authorization": self.emulator.token, "LD-API-Version": "beta"}

    def variables(self, concurrency: int = 1) -> dict[str, Any]:
        """For playbooks and for ``bare``."""
        return {
            "list_url": self.emulator.url + LIST_PATH,
            "headers": self.headers,
            "concurrency": concurrency,
            "stores": self.stores,
        }


def prepare(emulator: Emulator, size: int, *, items: int, latency_ms: float = 0, scenario: str = "steady") -> Account:
    """An account of ``size`` stores and the declaration of ``items`` of them, from the first on and round again.

    ``scenario``: ``steady`` (all is as declared), ``change`` (each has another port), ``create`` (none is there).
    """
    if scenario == "create":
        environments = [{"key": f"env-{number:04d}"} for number in range(size)]
        seeds: dict[str, Any] = {"projects": [{"key": PROJECT, "environments": environments}]}
    else:
        seeds = {"bulk_stores": size, "project": PROJECT}
    ids = emulator.reset(seed=seeds)["created"]["stores"] or [""] * size
    port = "6380" if scenario == "change" else "6379"
    kinds = [f"{emulator.url}{LIST_PATH}/{PROJECT}/env-{number:04d}/redis" for number in range(size)]
    stores = [
        {
            "environment_key": f"env-{number:04d}",
            "name": f"store-{number:04d}",
            "host": f"redis-{number:04d}.example.com",
            "port": port,
            "id": ids[number],
            "kind_url": kinds[number],
            "environment_url": f"{emulator.url}/api/v2/projects/{PROJECT}/environments/env-{number:04d}",
            "url": f"{kinds[number]}/{ids[number]}",
        }
        for number in (item % size for item in range(items))
    ]
    emulator.settings(latency_ms=latency_ms)
    emulator.clear_requests()
    return Account(emulator, stores)


def loop(task: Task) -> list[Task]:
    """``task`` over all stores, with short labels, so that all ways print the same."""
    return [{**task, "loop": "{{ stores }}", "loop_control": {"label": "{{ item.name }}"}}]


ITEM = {name: f"{{{{ item.{name} }}}}" for name in ("environment_key", "name", "host", "port", "id", "url")}
"""The members of a loop's item, as templates."""


def options(entry: dict[str, str]) -> dict[str, Any]:
    """What our modules take for one store."""
    return {
        "project_key": PROJECT,
        "environment_key": entry["environment_key"],
        "name": entry["name"],
        "enabled": True,
        "redis": {"host": entry["host"], "port": entry["port"]},
    }


def store(entry: dict[str, str]) -> Task:
    """Our module for one store."""
    return {STORE: options(entry)}


def store_by_id(entry: dict[str, str]) -> Task:
    """The same, told where the store is."""
    return {STORE: {**options(entry), "integration_id": entry["id"]}}


def uri(entry: dict[str, str]) -> Task:
    """Ansible's own module for one GET of a store."""
    return {"ansible.builtin.uri": {"url": entry["url"], "headers": "{{ headers }}"}}


def debug(entry: dict[str, str]) -> Task:
    """The least that a task can do with the same values."""
    values = [entry[name] for name in ("environment_key", "name", "host", "port")]
    return {"ansible.builtin.debug": {"msg": values}}


def many() -> list[Task]:
    """The plural module for all stores; ``declared`` has their options."""
    return [{STORES: {"stores": "{{ declared }}", "max_concurrency": "{{ concurrency }}"}}]
