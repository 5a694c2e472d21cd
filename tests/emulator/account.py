# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The account: everything the emulator remembers, apart from requests, faults and limits."""

from __future__ import annotations

import copy
import json
import os
import random
import time
import uuid
from pathlib import Path
from typing import Any

from .approvals import DEFAULT_APPROVAL_SETTINGS
from .dialect import resolve_dialect
from .family import ABSENT, FAMILY, Row
from .table import Deleted, Record, Table

DEFAULT_ENVIRONMENT: dict[str, Any] = {
    "color": "DADBEE",
    "defaultTtl": 0,
    "secureMode": False,
    "defaultTrackEvents": False,
    "requireComments": False,
    "confirmChanges": False,
    "critical": False,
    "tags": [],
}
# What a project gets that is created without environments.
FIRST_ENVIRONMENTS: list[dict[str, Any]] = [
    {"key": "test", "name": "Test", "color": "F5A623"},
    {"key": "production", "name": "Production", "color": "417505", "critical": True},
]
AVAILABILITY = "defaultClientSideAvailability"
SNIPPET = "includeInSnippetByDefault"
DEFAULT_STATUS: dict[str, Any] = {"available": False, "potentiallyStale": False, "errors": []}


def now_ms() -> int:
    """The time as the service writes it: milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


class Account:
    """Projects with environments, persistent stores and integration configurations of one account."""

    def __init__(self, *, dialect: Any = None, seed: int = 0, state_file: Path | None = None) -> None:
        self.first_dialect = resolve_dialect(dialect, resolve_dialect("default", {}))
        self.seed = seed
        self.state_file = state_file
        self.reset()
        if state_file and state_file.exists():
            self.load(json.loads(state_file.read_text(encoding="utf-8")))

    def reset(self) -> None:
        """Back to the first state: the project ``default`` with Test and Production, and the first dialect."""
        self.dialect = dict(self.first_dialect)
        self.default_status = dict(DEFAULT_STATUS)
        self._random = random.Random(self.seed)
        self._sequence = 0
        self.projects: dict[str, Record] = {}
        self.deleted_projects = Deleted()
        self.deleted_environments = Deleted()
        self.stores = Table()
        self.configurations = Table()
        self.family = {row.name: Table() for row in FAMILY}
        self.waiting: set[str] = set()
        self.audit_log: list[Record] = []
        self.add_project({"key": "default", "name": "Default"}, FIRST_ENVIRONMENTS)

    def set_dialect(self, dialect: dict[str, Any]) -> None:
        """Change the dialect; lists are serialised anew, since masks depend on it."""
        self.dialect = dialect
        for table in self._tables():
            table.forget_listing()

    def _tables(self) -> list[Table]:
        return [self.stores, self.configurations, *self.family.values()]

    def new_id(self) -> str:
        """An id of 24 hexadecimal digits, the same ones in the same order for the same seed."""
        while True:
            new = f"{self._random.getrandbits(96):024x}"
            if not any(new in table.records for table in self._tables()):
                return new

    def new_uuid(self) -> str:
        """A UUID, the same ones in the same order for the same seed."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def next_sequence(self) -> int:
        """Numbers in the order of creation."""
        self._sequence += 1
        return self._sequence

    def add_project(self, values: Record, environments: list[Record]) -> Record:
        """Create a project. ``values`` need at least key and name."""
        project = {
            "_id": self.new_id(),
            "tags": [],
            SNIPPET: False,
            AVAILABILITY: {"usingEnvironmentId": False, "usingMobileKey": True},
            **copy.deepcopy(values),
            "environments": {},
            "_sequence": self.next_sequence(),
        }
        self.couple_availability(project, list(values))
        self.projects[project["key"]] = project
        for environment in environments:
            self.add_environment(project, environment)
        return project

    def couple_availability(self, project: Record, given: list[str]) -> None:
        """Where the dialect has two names of one bit, the one that is ``given`` decides, and the newer before the other."""
        if self.dialect["client_side_availability"] != "whole":
            return
        if AVAILABILITY in given:
            project[SNIPPET] = project[AVAILABILITY]["usingEnvironmentId"]
        elif SNIPPET in given:
            project[AVAILABILITY] = {**project[AVAILABILITY], "usingEnvironmentId": project[SNIPPET]}

    def add_environment(self, project: Record, values: Record) -> Record:
        """Create an environment in a project. ``values`` need at least key and name."""
        environment = {
            "_id": self.new_id(),
            "apiKey": f"sdk-{self.new_uuid()}",
            "mobileKey": f"mob-{self.new_uuid()}",
            **copy.deepcopy(DEFAULT_ENVIRONMENT),
            "approvalSettings": copy.deepcopy(DEFAULT_APPROVAL_SETTINGS),
            **copy.deepcopy(values),
            "_sequence": self.next_sequence(),
        }
        project["environments"][environment["key"]] = environment
        return environment

    def add_store(self, values: Record, *, visible_at_once: bool = False) -> Record:
        """Create a persistent store. ``values`` need projectKey, environmentKey, integrationKey and config."""
        status = values.get("_status", self.default_status)
        store = {
            "_id": self.new_id(),
            "on": False,
            "tags": [],
            "name": "",
            "version": 1,
            **copy.deepcopy(values),
            "_status": {},
            "_sequence": self.next_sequence(),
        }
        self.stores.put(self.with_status(store, status), visible_at_once=visible_at_once)
        return self.stores.records[store["_id"]]

    def add_configuration(self, values: Record, *, visible_at_once: bool = False) -> Record:
        """Create an integration configuration. ``values`` need _integrationKey, name and configValues."""
        configuration = {
            "_id": self.new_id(),
            "_createdAt": now_ms(),
            "tags": [],
            "enabled": True,
            **copy.deepcopy(values),
            "_sequence": self.next_sequence(),
        }
        self.configurations.put(configuration, visible_at_once=visible_at_once)
        return configuration

    def add(self, row: Row, values: Record, *, visible_at_once: bool = False) -> Record:
        """Create one of the kind that ``row`` describes. ``values`` need its place and what it requires."""
        record = {
            "_id": self.new_id(),
            **{n: copy.deepcopy(m.default) for n, m in row.members.items() if m.kept and m.default is not ABSENT},
            **({"version": 1} if row.counted else {}),
            **row.made(self.new_uuid()),
            **copy.deepcopy(values),
            "_sequence": self.next_sequence(),
        }
        if row.late and not visible_at_once:
            record["_visibleAt"] = now_ms() + self.dialect["list_freshness_ms"]
        self.family[row.name].put(record, visible_at_once=visible_at_once)
        return record

    def with_status(self, store: Record, status: dict[str, Any]) -> Record:
        """The store with another status; ``available_after_ms`` in it makes the store available later."""
        status = copy.deepcopy(status)
        after_ms = status.pop("available_after_ms", None)
        changed = {key: value for key, value in store.items() if key != "_availableAt"}
        self.waiting.discard(store["_id"])
        if after_ms is not None:
            status = {**DEFAULT_STATUS, **status, "available": False}
            changed["_availableAt"] = now_ms() + after_ms
            self.waiting.add(store["_id"])
        changed["_status"] = status
        return changed

    def settle(self) -> None:
        """Make the stores available whose time has come. To be called before stores are shown."""
        if not self.waiting:
            return
        now = now_ms()
        for store_id in list(self.waiting):
            store = self.stores.records.get(store_id)
            if store is None:
                self.waiting.discard(store_id)
            elif store["_availableAt"] <= now:
                status = {**store["_status"], "available": True, "lastSync": now}
                self.stores.put(self.with_status(store, status), visible_at_once=True)

    def deletions_seen_after(self, method: str) -> float:
        """How late a call of this method sees a deletion, in milliseconds. Only reading ones may see it late."""
        return self.dialect["delete_visible_ms"] if method == "GET" else 0

    def projects_seen(self, method: str) -> dict[str, Record]:
        """The projects by key, as a call of this method sees them."""
        return {**self.deleted_projects.still_shown(self.deletions_seen_after(method)), **self.projects}

    def environments_seen(self, method: str, project: Record) -> dict[str, Record]:
        """The environments of a project by key, as a call of this method sees them."""
        late = self.deleted_environments.still_shown(self.deletions_seen_after(method))
        deleted = [one for place, one in late.items() if place == f"{project['key']}/{one['key']}"]
        return {**{one["key"]: one for one in deleted}, **project["environments"]}

    def delete_environment(self, project: Record, environment_key: str) -> None:
        """Delete an environment and what is in it."""
        deleted = project["environments"].pop(environment_key)
        self.deleted_environments.add(f"{project['key']}/{environment_key}", deleted)
        self._delete_in(project["key"], environment_key)

    def delete_project(self, project_key: str) -> None:
        """Delete a project, its environments and what is in them."""
        self.deleted_projects.add(project_key, self.projects.pop(project_key))
        self._delete_in(project_key, None)

    def _delete_in(self, project_key: str, environment_key: str | None) -> None:
        for table in self._tables():
            for record in list(table.records.values()):
                if record.get("projectKey") == project_key and environment_key in (None, record.get("environmentKey")):
                    table.delete(record["_id"])

    def dump(self) -> dict[str, Any]:
        """Everything, secrets in plain text."""
        self.settle()
        return {
            "projects": [
                {**project, "environments": list(project["environments"].values())}
                for project in self.projects.values()
            ],
            "stores": list(self.stores.records.values()),
            "integration_configurations": list(self.configurations.records.values()),
            **{name: list(table.records.values()) for name, table in self.family.items()},
            "dialect": self.dialect,
        }

    def load(self, dumped: dict[str, Any]) -> None:
        """Take over what ``dump`` gave. The dialect is a matter of the start, not of the data."""
        self.reset()
        self.projects.clear()
        for project in dumped["projects"]:
            environments = {environment["key"]: environment for environment in project["environments"]}
            self.projects[project["key"]] = {**project, "environments": environments}
        for store in dumped["stores"]:
            self.stores.put(store, visible_at_once=True)
            if "_availableAt" in store:
                self.waiting.add(store["_id"])
        for configuration in dumped["integration_configurations"]:
            self.configurations.put(configuration, visible_at_once=True)
        for name, table in self.family.items():
            for record in dumped.get(name, ()):
                table.put(record, visible_at_once=True)
        records = [*self.projects.values(), *(record for table in self._tables() for record in table.records.values())]
        for project in self.projects.values():
            records += project["environments"].values()
        self._sequence = max((record["_sequence"] for record in records), default=0)

    def save(self) -> None:
        """Write the state file, if there is one, in one step: a reader never sees half of it."""
        if not self.state_file:
            return
        temporary = self.state_file.with_name(self.state_file.name + ".new")
        temporary.write_text(json.dumps(self.dump(), indent=1), encoding="utf-8")
        os.replace(temporary, self.state_file)
