# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account in an emulator, and tasks of the modules account and account_info on it."""

from __future__ import annotations

import random
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader import Reader
from ansible_collections.community.launchdarkly.plugins.module_utils._task import execute
from emulator.control import Emulator
from kind_table import KIND_ROWS
from module_tasks import task_of

COLOR = "417505"
SECRET = "sup-er-sec-ret-123"


class Account:
    """Tasks that remember nothing of each other."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator

    client: type[Client] = Client

    def run(self, check_mode: bool = False, module: str = "account", **options: Any) -> Any:
        """The result of one task, with diff mode. Fails the test where the options are not valid."""
        task = task_of(module)
        given = {"access_token": self.emulator.token, "base_url": self.emulator.url, **options}
        checked = ArgumentSpecValidator(task.argument_spec(), **task.constraints).validate(given)
        assert checked.error_messages == []
        return execute(task, checked.validated_parameters, lambda s: Reader(self.client(s)), check_mode, True)

    def good(self, check_mode: bool = False, **options: Any) -> Any:
        """The same of a task that does not fail."""
        result = self.run(check_mode, **options)
        assert not result.get("failed"), result["msg"]
        return result

    def exported(self) -> Any:
        """All that there is, as the options that declare it."""
        return self.good(module="account_info")["account"]

    def calls(self) -> list[str]:
        """The calls since this was asked last, with their paths."""
        log = self.emulator.requests()["log"]
        self.emulator.clear_requests()
        return [f"{entry['method']} {entry['path']}" for entry in log]

    def writes(self) -> list[str]:
        """Those that were no reads."""
        return [call for call in self.calls() if not call.startswith("GET")]


def project(key: str, **more: Any) -> dict[str, Any]:
    """An entry of the list of projects."""
    return {"project_key": key, "name": key.title(), **more}


def environment(project_key: str, key: str, **more: Any) -> dict[str, Any]:
    """An entry of the list of environments."""
    return {"project_key": project_key, "environment_key": key, "name": key.title(), "color": COLOR, **more}


def store(project_key: str, key: str, **more: Any) -> dict[str, Any]:
    """An entry of the list of stores."""
    place = {"project_key": project_key, "environment_key": key}
    return {**place, "name": "Segments", "redis": {"host": f"{key}.example.com"}, **more}


def approvals(project_key: str, key: str, **more: Any) -> dict[str, Any]:
    """An entry of the list of approval request settings."""
    place = {"project_key": project_key, "environment_key": key, "resource_kind": "segment"}
    return {**place, "required": True, **more}


def configuration(name: str, **more: Any) -> dict[str, Any]:
    """An entry of the list of configurations."""
    values = {"config_values": {"baseURL": "https://example.com"}, "secret_config_values": {"apiKey": SECRET}}
    return {"integration_key": "custom-approvals", "name": name, **values, **more}


def of_every_kind() -> dict[str, list[dict[str, Any]]]:
    """The same with one of each other kind, in these projects where it is in one."""
    declared = whole()
    for row in KIND_ROWS:
        place = {"project_key": "shop"} if "project_key" in row.which else {}
        declared.setdefault(row.state, []).append(row.options(**place))
    return declared


def whole() -> dict[str, list[dict[str, Any]]]:
    """A declaration of each kind, in projects that are not there yet."""
    return {
        "projects": [project("shop"), project("stock", tags=["a"])],
        "environments": [
            environment("shop", "production", critical=True, approval_settings={"required": True}),
            environment("shop", "test"),
            environment("shop", "copy", source="production"),
            environment("stock", "production"),
        ],
        "approval_request_settings": [approvals("shop", "production"), approvals("shop", "copy", min_num_approvals=2)],
        "big_segment_stores": [store("shop", "production"), store("shop", "test"), store("stock", "production")],
        "integration_configurations": [configuration("One"), configuration("Two")],
    }


def some_change(dice: random.Random) -> dict[str, Any]:
    """Something that somebody may do in the meantime, or to the declaration."""
    key = dice.choice(["production", "test", "new"])
    kind = dice.randrange(5)
    if kind == 0:
        return {"projects": [project(dice.choice(["shop", "stock"]), tags=dice.sample("abc", 2))]}
    if kind == 1:
        return {"environments": [environment("shop", key, critical=dice.random() < 0.5, tags=dice.sample("abc", 1))]}
    if kind == 2:
        one = store("shop", dice.choice(["production", "test"]), enabled=dice.random() < 0.5, tags=dice.sample("ab", 1))
        return {"big_segment_stores": [{**one, "state": dice.choice(["present", "present", "absent"])}]}
    if kind == 3:
        one = approvals("shop", dice.choice(["production", "test"]), min_num_approvals=dice.randrange(1, 4))
        return {"approval_request_settings": [{**one, "state": dice.choice(["present", "present", "absent"])}]}
    return {
        "integration_configurations": [configuration(dice.choice(["One", "Two", "Three"]), tags=dice.sample("ab", 1))]
    }


def merged(dice: random.Random, times: int) -> dict[str, list[dict[str, Any]]]:
    """Several of them as one declaration."""
    found: dict[str, dict[Any, dict[str, Any]]] = {}
    for _time in range(times):
        for kind, (entry,) in some_change(dice).items():
            keys = tuple(entry.get(name) for name in ("project_key", "environment_key", "integration_key", "name"))
            found.setdefault(kind, {})[keys] = entry
    return {kind: list(entries.values()) for kind, entries in found.items()}
