# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks against an emulator that has faults, without Ansible's machinery around them; and what the tests ask of it."""

from __future__ import annotations

import dataclasses
import time
import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._task import Task, execute
from emulator.control import Emulator
from kind_table import NAMED_ROWS, KindRow, put
from module_tasks import task_of

SECRET = "supersecret123"
WRITES = ("POST", "PATCH", "DELETE")

Json = t.Any


class Tasks:
    """Runs tasks as the modules do. Every task has a client of its own, unless ``kept``: then all share one, as in a loop.

    ``pace`` is what a second of the client's waiting takes here; ``settle`` counts in the client's seconds.
    """

    def __init__(
        self, emulator: Emulator, kept: bool = False, pace: float = 0.02, settle: float = 1.0, **options: t.Any
    ) -> None:
        self.emulator = emulator
        self.kept = kept
        self.pace = pace
        self.settle = settle
        self.options = {"access_token": emulator.token, "base_url": emulator.url, "timeout": 0.5, **options}
        self._reader: Reader | None = None

    def open_reader(self, settings: Settings) -> Reader:
        """The reader of a task."""
        if self._reader is not None and self.kept:
            return self._reader
        self.close()
        settings = dataclasses.replace(settings, settle=self.settle)
        start = time.time()
        if self.pace == 1.0:
            # Its own clock, so that it counts with others on this machine.
            client = Client(settings)
        else:
            client = Client(
                settings,
                sleep=lambda seconds: time.sleep(seconds * self.pace),
                clock=lambda: start + (time.time() - start) / self.pace,
            )
        self._reader = Reader(client)
        return self._reader

    def close(self) -> None:
        """Close the connections."""
        if self._reader is not None:
            self._reader.client.close()
            self._reader = None

    def run(self, task: Task, options: t.Mapping[str, t.Any], check_mode: bool = False) -> dict[str, t.Any]:
        """The result of ``task`` with ``options``, which must be valid, and those of the connection."""
        spec = ArgumentSpecValidator(task.argument_spec(), **task.constraints)
        checked = spec.validate({**self.options, **options})
        assert not checked.error_messages, checked.error_messages
        return execute(task, checked.validated_parameters, self.open_reader, check_mode=check_mode, diff=True)


@dataclasses.dataclass(frozen=True)
class Kind:
    """One kind of resource, as far as a test has to know it.

    ``update`` is what a task may ask for beside what is ``declared``, ``updated`` the members that come of it, and
    ``before`` other ones. ``is_adopted`` tells that a creation whose answer was lost is taken for done.
    """

    name: str
    task: Task
    state: str
    identity: t.Mapping[str, t.Any]
    id_option: str
    declared: t.Mapping[str, t.Any]
    seed: t.Mapping[str, t.Any]
    update: t.Mapping[str, t.Any] = dataclasses.field(default_factory=lambda: {"tags": ["a"]})
    updated: t.Mapping[str, t.Any] = dataclasses.field(default_factory=lambda: {"tags": ["a"]})
    before: t.Mapping[str, t.Any] = dataclasses.field(default_factory=lambda: {"tags": ["b"]})
    is_adopted: bool = True

    def patched(self, emulator: Emulator, one: str, members: dict[str, Json]) -> None:
        """Have somebody else change one."""
        emulator.patch(self.state, one, members)

    def deleted(self, emulator: Emulator, one: str) -> None:
        """Have somebody else delete one."""
        emulator.delete(self.state, one)

    def seeded(self, emulator: Emulator, **members: Json) -> str:
        """Put one in place, past the API; returns its id."""
        created: list[str] = emulator.seed(**{self.state: [{**self.seed, **members}]})[self.state]
        return created[0]

    def documents(self, emulator: Emulator) -> list[dict[str, Json]]:
        """All that the emulator holds, secrets in plain text."""
        documents: list[dict[str, Json]] = emulator.state()[self.state]
        return documents


STORE = Kind(
    name="store",
    task=task_of("big_segment_store"),
    state="stores",
    identity={"project_key": "default", "environment_key": "test"},
    id_option="integration_id",
    declared={"name": "one", "enabled": True, "redis": {"host": "redis.example.com", "password": SECRET}},
    seed={
        "projectKey": "default",
        "environmentKey": "test",
        "integrationKey": "redis",
        "name": "one",
        "on": True,
        "config": {"host": "redis.example.com", "port": "6379", "password": SECRET},
    },
)
CONFIGURATION = Kind(
    name="configuration",
    task=task_of("integration_configuration"),
    state="integration_configurations",
    identity={"integration_key": "custom-approvals"},
    id_option="integration_configuration_id",
    declared={
        "name": "one",
        "enabled": True,
        "config_values": {"baseURL": "https://approvals.example.com"},
        "secret_config_values": {"apiKey": SECRET},
    },
    seed={
        "integrationKey": "custom-approvals",
        "name": "one",
        "enabled": True,
        "configValues": {"apiKey": SECRET, "baseURL": "https://approvals.example.com"},
    },
)
KINDS = (STORE, CONFIGURATION)


def _kind(row: KindRow) -> Kind:
    """One of the emulator's table, which changes the first member that can change."""
    change = row.changes[0]
    # Tags may be another write, after a creation.
    row = dataclasses.replace(row, changes=tuple(one for one in row.changes if one.option != ("tags",)))
    options, update = row.options(), {}
    put(options, change.option, change.later)
    update[change.option[0]] = options[change.option[0]]
    document = row.seed()
    put(document, change.path, change.later)
    member = change.path[0]
    return Kind(
        name=row.module,
        task=task_of(row.module),
        state=row.state,
        identity={name: value for name, value in row.which.items() if name != "name"},
        id_option=row.id_option,
        declared={"name": "one", **row.options()},
        seed=row.seed(),
        update=update,
        updated={member: document[member]},
        before={},
        is_adopted=row.is_adopted,
    )


FAMILY = tuple(map(_kind, NAMED_ROWS))
"""The other kinds that are known by a name."""


def log(emulator: Emulator) -> list[dict[str, Json]]:
    """What was asked of the API since the last reset or clear."""
    entries: list[dict[str, Json]] = emulator.requests()["log"]
    return entries


def writes(emulator: Emulator) -> list[str]:
    """The methods of the writes in the log."""
    return [entry["method"] for entry in log(emulator) if entry["method"] in WRITES]


def assert_looked_between_writes(emulator: Emulator) -> None:
    """No write is followed by another one without a look at what is there; one that was plainly refused was none.

    A patch of the tags alone may follow at once: it notes what the answer to the write did not show.
    """
    entries = [entry for entry in log(emulator) if entry["status"] not in (400, 405, 422, 429)]
    for one, other in zip(entries, entries[1:], strict=False):
        notes = other["method"] == "PATCH" and _patched(other["body"]) == ["/tags"]
        assert one["method"] not in WRITES or other["method"] == "GET" or notes, [e["method"] for e in entries]


def _patched(body: Json) -> list[str]:
    """The paths of a JSON Patch, which may be a member of the body."""
    return [operation["path"] for operation in (body["patch"] if isinstance(body, dict) else body)]
