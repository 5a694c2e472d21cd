# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Projects: ``/api/v2/projects``."""

from __future__ import annotations

from typing import Any

from . import approvals
from .account import AVAILABILITY, FIRST_ENVIRONMENTS, SNIPPET, Account
from .answers import Answer, conflict, invalid_request, json_answer, no_content, not_found
from .call import Call
from .paging import DEFAULT_LIMIT, page, page_at
from .patching import PatchRules, apply_patch
from .representation import access, as_shown, link, public
from .table import Record
from .validation import check_boolean, check_color, check_integer, check_key, check_members, check_tags, check_text

COLLECTION = "/api/v2/projects"
PATCH_RULES = PatchRules(
    {"name": None, "tags": None, AVAILABILITY: None, SNIPPET: None}, parts={AVAILABILITY: "client_side_availability"}
)
ENVIRONMENT_FLAGS = ("secureMode", "defaultTrackEvents", "requireComments", "confirmChanges", "critical")
PROJECT_ACCESS = access("createProject", "deleteProject", "updateProjectName", "updateTags")
ENVIRONMENT_ACCESS = access("createEnvironment", "deleteEnvironment", "updateName", "updateColor")


def environments_path(project_key: str) -> str:
    """The path of the environments of a project."""
    return f"{COLLECTION}/{project_key}/environments"


def environment_representation(account: Account, project: Record, environment: Record) -> dict[str, Any]:
    """An environment with links and access, and with approval settings where the account has approvals."""
    path = f"{environments_path(project['key'])}/{environment['key']}"
    shown = {**public(environment), "_links": {"self": link(path)}, "_access": ENVIRONMENT_ACCESS}
    settings, of_resources = shown.pop(approvals.MEMBER), shown.pop(approvals.OF_RESOURCES, {})
    if account.dialect["approvals"] == "available":
        shown[approvals.MEMBER] = as_shown(settings, account.dialect)
        of_resources = {kind: one for kind, one in of_resources.items() if one != approvals.DEFAULT_APPROVAL_SETTINGS}
        if of_resources:
            shown[approvals.OF_RESOURCES] = {kind: as_shown(one, account.dialect) for kind, one in of_resources.items()}
    return shown


def representation(project: Record, *, environments: Any = None) -> dict[str, Any]:
    """A project, without environments unless they are given."""
    path = f"{COLLECTION}/{project['key']}"
    shown = public(project)
    del shown["environments"]
    shown["_links"] = {"self": link(path), "environments": link(f"{path}/environments")}
    shown["_access"] = PROJECT_ACCESS
    if environments is not None:
        shown["environments"] = environments
    return shown


def _with_environment_list(account: Account, project: Record) -> dict[str, Any]:
    """What POST and PATCH answer: the environments as a plain list."""
    environments = project["environments"].values()
    return representation(
        project, environments=[environment_representation(account, project, one) for one in environments]
    )


def _expanded(account: Account, call: Call, project: Record) -> dict[str, Any]:
    """What GET answers: the environments only when asked for, and then as the first page of them."""
    if "environments" not in call.query.get("expand", "").split(","):
        return representation(project)
    records = list(account.environments_seen(call.method, project).values())
    first = page_at(
        environments_path(project["key"]),
        {},
        DEFAULT_LIMIT,
        0,
        records,
        lambda environment: environment_representation(account, project, environment),
    )
    return representation(project, environments=first)


def find_project(account: Account, call: Call) -> Record:
    """The project that the path names; 404 otherwise."""
    key = call.parameters["projectKey"]
    project = account.projects_seen(call.method).get(key)
    if project is None:
        raise not_found(f"Unknown project key {key}")
    return project


def find_environment(account: Account, call: Call) -> tuple[Record, Record]:
    """The project and the environment that the path names; 404 otherwise."""
    project = find_project(account, call)
    key = call.parameters["environmentKey"]
    environment = account.environments_seen(call.method, project).get(key)
    if environment is None:
        raise not_found(f"Unknown environment key {key}")
    return project, environment


def check_new_environment(body: Any, dialect: dict[str, Any]) -> None:
    """The body of an environment to be created."""
    if not isinstance(body, dict):
        raise invalid_request("an environment must be an object")
    check_members(body, ("name", "key", "color"), ("defaultTtl", "tags", "source", *ENVIRONMENT_FLAGS), dialect)
    check_key(body["key"], "environment")
    check_environment(body, complete=False)


def check_environment(values: dict[str, Any], *, complete: bool) -> None:
    """The members of an environment; all of them have to be there if it is ``complete``."""
    if complete:
        for name in ("defaultTtl", "tags", *ENVIRONMENT_FLAGS):
            if name not in values:
                raise invalid_request(f"{name} cannot be removed")
    check_text(values.get("name"), "name")
    check_color(values.get("color"))
    check_integer(values.get("defaultTtl", 0), "defaultTtl", 0, 60)
    check_tags(values.get("tags", []))
    for flag in ENVIRONMENT_FLAGS:
        check_boolean(values.get(flag, False), flag)


def _check_project(values: dict[str, Any]) -> None:
    check_text(values.get("name"), "name")
    check_tags(values.get("tags", []))
    check_boolean(values.get(SNIPPET, False), SNIPPET)
    availability = values.get(AVAILABILITY, {"usingEnvironmentId": False, "usingMobileKey": True})
    if not isinstance(availability, dict) or set(availability) != {"usingEnvironmentId", "usingMobileKey"}:
        raise invalid_request(f"{AVAILABILITY} needs usingEnvironmentId and usingMobileKey")
    for name, value in availability.items():
        check_boolean(value, f"{AVAILABILITY}.{name}")


def list_projects(account: Account, call: Call) -> Answer:
    """The projects of the account, 20 a page."""
    records = list(account.projects_seen(call.method).values())
    return json_answer(200, page(call, COLLECTION, records, lambda project: _expanded(account, call, project)))


def create_project(account: Account, call: Call) -> Answer:
    """Create a project; without environments it gets Test and Production."""
    body = call.json_object()
    optional = (AVAILABILITY, "environments", SNIPPET, "namingConvention", "tags")
    check_members(body, ("name", "key"), optional, account.dialect)
    check_key(body["key"], "project")
    _check_project(body)
    environments = body.pop("environments", None) or FIRST_ENVIRONMENTS
    if not isinstance(environments, list):
        raise invalid_request("environments must be a list")
    for environment in environments:
        check_new_environment(environment, account.dialect)
        if "source" in environment:
            raise invalid_request("an environment of a new project has no source")
    if len({environment["key"] for environment in environments}) != len(environments):
        raise invalid_request("environment keys must differ")
    if body["key"] in account.projects:
        raise conflict("key_exists", f"Project key {body['key']!r} already exists")
    # Accepted and not shown: the naming convention is no part of the representation.
    body.pop("namingConvention", None)
    return json_answer(201, _with_environment_list(account, account.add_project(body, environments)))


def get_project(account: Account, call: Call) -> Answer:
    """One project."""
    return json_answer(200, _expanded(account, call, find_project(account, call)))


def patch_project(account: Account, call: Call) -> Answer:
    """Apply a JSON Patch."""
    project = find_project(account, call)
    environments = project["environments"]
    plain = {**project, "environments": {}}
    changed = apply_patch(plain, call.json(), PATCH_RULES, account.dialect, call.ignored)
    for name, value in (("tags", []), (SNIPPET, False)):
        changed.setdefault(name, value)
    _check_project(changed)
    account.couple_availability(changed, [name for name, value in changed.items() if value != plain.get(name)])
    account.projects[project["key"]] = {**changed, "environments": environments}
    return json_answer(200, _with_environment_list(account, account.projects[project["key"]]))


def delete_project(account: Account, call: Call) -> Answer:
    """Delete a project with all that is in it. An account keeps at least one."""
    project = find_project(account, call)
    if len(account.projects) == 1:
        raise invalid_request("the last project of an account cannot be deleted")
    account.delete_project(project["key"])
    return no_content()
