# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data put into the account past the API: nothing of it is counted, limited or validated against a manifest."""

from __future__ import annotations

from typing import Any

from .account import FIRST_ENVIRONMENTS, Account
from .auditlog import entry_of
from .family import FAMILY, Row
from .table import Record


def seed_account(account: Account, seeds: dict[str, Any]) -> dict[str, Any]:
    """Add what ``seeds`` describes and return the ids. Raises ValueError where something has no place to go."""
    known = {
        "projects",
        "stores",
        "integration_configurations",
        "bulk_stores",
        "project",
        "config",
        "audit_log_entries",
    }
    known |= {row.name for row in FAMILY}
    if not isinstance(seeds, dict) or not set(seeds) <= known:
        raise ValueError(f"a seed is an object with {', '.join(sorted(known))}")
    account.audit_log += [entry_of(account, entry) for entry in seeds.get("audit_log_entries", [])]
    projects = [_add_project(account, project) for project in seeds.get("projects", [])]
    stores = [_add_store(account, store) for store in seeds.get("stores", [])]
    configurations = [_add_configuration(account, one) for one in seeds.get("integration_configurations", [])]
    if seeds.get("bulk_stores"):
        project, ids = _add_many(account, seeds)
        projects.append(project)
        stores += ids
    return {
        "projects": [
            {
                "_id": project["_id"],
                "key": project["key"],
                "environments": [
                    {name: environment[name] for name in ("_id", "key", "apiKey", "mobileKey")}
                    for environment in project["environments"].values()
                ],
            }
            for project in projects
        ],
        "stores": stores,
        "integration_configurations": configurations,
        **{row.name: [_add(account, row, one) for one in seeds[row.name]] for row in FAMILY if row.name in seeds},
    }


def _add_project(account: Account, values: Record) -> Record:
    """A new project, or more environments for one that exists."""
    values = dict(values)
    given = values.pop("environments", None)
    key = values.get("key")
    if not key:
        raise ValueError("a project needs a key")
    project = account.projects.get(key)
    if project is None:
        project = account.add_project({"name": key, **values}, [])
        given = FIRST_ENVIRONMENTS if given is None else given
    else:
        project.update(values)
    for environment in given or []:
        if environment["key"] in project["environments"]:
            project["environments"][environment["key"]].update(environment)
        else:
            account.add_environment(project, {"name": environment["key"], **environment})
    return project


def _add_store(account: Account, values: Record) -> str:
    for name in ("projectKey", "environmentKey", "integrationKey", "config"):
        if name not in values:
            raise ValueError(f"a store needs {name}")
    project = account.projects.get(values["projectKey"])
    if project is None or values["environmentKey"] not in project["environments"]:
        raise ValueError(f"no environment {values['projectKey']}/{values['environmentKey']} for a store")
    return account.add_store(values, visible_at_once=True)["_id"]


def _add_configuration(account: Account, values: Record) -> str:
    values = dict(values)
    if "integrationKey" in values:
        values["_integrationKey"] = values.pop("integrationKey")
    for name in ("_integrationKey", "name", "configValues"):
        if name not in values:
            raise ValueError(f"an integration configuration needs {name.lstrip('_')}")
    return account.add_configuration(values, visible_at_once=True)["_id"]


def _add(account: Account, row: Row, values: Record) -> str:
    values = {row.member_of(name): value for name, value in values.items()}
    needed = [row.member_of(parameter) for parameter in row.parameters]
    for name in (*needed, *(name for name, member in row.members.items() if member.required and member.kept)):
        if name not in values:
            raise ValueError(f"one of {row.name} needs {name}")
    record = account.add(row, values, visible_at_once=True)
    return str(record["_id"])


def _add_many(account: Account, seeds: dict[str, Any]) -> tuple[Record, list[str]]:
    """A project with as many environments as stores: ``env-0000`` with ``store-0000``, and so on."""
    key = seeds.get("project", "load")
    environments = [
        {"key": f"env-{number:04d}", "name": f"Environment {number:04d}"} for number in range(int(seeds["bulk_stores"]))
    ]
    project = _add_project(account, {"key": key, "environments": environments})
    ids = [
        _add_store(
            account,
            {
                "projectKey": key,
                "environmentKey": f"env-{number:04d}",
                "integrationKey": "redis",
                "name": f"store-{number:04d}",
                "on": True,
                "config": {"host": f"redis-{number:04d}.example.com", "port": "6379", **seeds.get("config", {})},
            },
        )
        for number in range(int(seeds["bulk_stores"]))
    ]
    return project, ids
