# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The projects and environments of an account, for the inventory: read, chosen, named. Knows no Ansible.

What is read is plain JSON, so that it can go into a cache: a list of projects, each with its ``environments``. It
holds the members named here and no others, so that nothing secret gets in that the service may add one day.
See https://launchdarkly.com/docs/api/projects/list-projects and
https://launchdarkly.com/docs/api/environments/list-environments
"""

from __future__ import annotations

import concurrent.futures
import dataclasses
import fnmatch
import re
import typing as t

from ..module_utils._client.calls import STABLE, Client
from ..module_utils._client.errors import InvalidOption, NotFound
from ..module_utils._client.nearest import did_you_mean
from ..module_utils._client.paging import documents, has_more
from ..module_utils._engine.explain import wanting
from ..module_utils._resources import approvals
from ..module_utils._resources.environment import ENVIRONMENT
from ..module_utils._resources.project import PROJECT
from ..module_utils._tasks.reading import CONCURRENCY

Json = t.Any
Project = dict[str, t.Any]
Environment = dict[str, t.Any]

APPROVALS = "approvalSettings"
PROJECT_MEMBERS = PROJECT.shown
ENVIRONMENT_MEMBERS = tuple(member for member in ENVIRONMENT.shown if member != APPROVALS)
# How an approval system is set up is nobody's business but its own.
APPROVAL_MEMBERS = tuple(field.path[-1] for field in approvals.APPROVALS if field is not approvals.RULES.service_config)
SDK_KEYS = {
    "launchdarkly_sdk_key": "apiKey",
    "launchdarkly_mobile_key": "mobileKey",
    "launchdarkly_client_side_id": "_id",
}
"""The host variables that are there only on demand, and the members that they come from."""

_LONGEST_FILTER = 1500
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
# Nothing that means something in a host pattern, in a template, in a shell or in the path of a cache file.
_HOST_NAME = re.compile(r"\w[\w.@+=~-]*")


@dataclasses.dataclass
class There:
    """The keys of all projects, and of all environments in those that were chosen."""

    projects: set[str] = dataclasses.field(default_factory=set)
    environments: set[str] = dataclasses.field(default_factory=set)


@dataclasses.dataclass(frozen=True)
class Selection:
    """Which projects and environments are wanted. An empty filter lets everything through.

    Keys may be shell patterns, one of them has to fit. Of ``…_tags`` all have to be there, of ``exclude_…_tags`` none.
    """

    project_keys: tuple[str, ...] = ()
    project_tags: tuple[str, ...] = ()
    exclude_project_tags: tuple[str, ...] = ()
    environment_keys: tuple[str, ...] = ()
    environment_tags: tuple[str, ...] = ()
    exclude_environment_tags: tuple[str, ...] = ()

    def wants_project(self, project: Project) -> bool:
        """Whether ``project`` fits."""
        return _fits(project, self.project_keys, self.project_tags, self.exclude_project_tags)

    def wants_environment(self, environment: Environment) -> bool:
        """Whether ``environment``, of a project that fits, fits."""
        return _fits(environment, self.environment_keys, self.environment_tags, self.exclude_environment_tags)

    def project_filter(self) -> str:
        """What the service can leave out by itself: its ``filter``, empty where nothing can be said in it.

        It ignores case, so this is no more than the coarse half of ``wants_project``.
        """
        parts = []
        if self.project_keys and all(_KEY.fullmatch(key) for key in self.project_keys):
            parts.append("keys:" + "|".join(self.project_keys))
        if self.project_tags and all(_KEY.fullmatch(tag) for tag in self.project_tags):
            parts.append("tags:" + "+".join(self.project_tags))
        return ",".join(part for part in parts if len(part) <= _LONGEST_FILTER)

    def unmatched(self, projects: t.Iterable[Project], there: There | None = None) -> list[str]:
        """A sentence or two for each key, patterns aside, that nothing in ``projects`` (those that were chosen) has.

        ``there`` tells which keys there are, where that is known: a cache holds only what was chosen.
        """
        projects = list(projects)
        found = {project["key"] for project in projects}
        environments = {e["key"] for p in projects for e in p["environments"]}
        return [
            f"No {what} that the access token may see and that fits the other filters has the key {key!r}"
            f" (option {what}_keys).{_what_there_is(what, key, known)}"
            for what, keys, has, known in (
                ("project", self.project_keys, found, there.projects if there else None),
                ("environment", self.environment_keys, environments, there.environments if there else None),
            )
            for key in keys
            if _KEY.fullmatch(key) and key not in has
        ]


def _what_there_is(what: str, key: str, known: set[str] | None) -> str:
    if known is None:
        return ""
    return f" The {what} is there, but does not fit them." if key in known else f" {did_you_mean(key, known)}"


def _fits(document: Json, keys: t.Sequence[str], tags: t.Iterable[str], excluded: t.Iterable[str]) -> bool:
    there = set(document["tags"])
    return (
        (not keys or any(fnmatch.fnmatchcase(document["key"], key) for key in keys))
        and there.issuperset(tags)
        and there.isdisjoint(excluded)
    )


def read_projects(
    client: Client,
    selection: Selection,
    sdk_keys: bool = False,
    concurrency: int = CONCURRENCY,
    there: There | None = None,
) -> list[Project]:
    """The projects that ``selection`` wants, each with the environments it wants, in the order of their keys.

    Costs a call for each hundred projects, and one for each project with more than twenty environments, several at a
    time. ``sdk_keys`` asks for SDK keys, mobile keys and client-side ids too. ``there`` is filled with the keys that
    are there; where a project that was asked for is not, that costs another list. Raises the errors of the client.
    """
    seen = there if there is not None else There()
    query = {"expand": "environments"}
    if selection.project_filter():
        query["filter"] = selection.project_filter()
    environment_members = (*ENVIRONMENT_MEMBERS, *(SDK_KEYS.values() if sdk_keys else ()))

    def with_environments(found: Json) -> Project:
        project = _shown(found, PROJECT_MEMBERS)
        environments: dict[str, Environment] = {}
        for document in _environments(client, found):
            environment = _shown(document, environment_members)
            settings = document.get(APPROVALS)
            if isinstance(settings, dict):
                environment[APPROVALS] = {n: settings[n] for n in APPROVAL_MEMBERS if n in settings}
            environments[environment["key"]] = environment
        # One update of a set is safe among threads.
        seen.environments.update(environments)
        wanted = filter(selection.wants_environment, environments.values())
        project["environments"] = sorted(wanted, key=lambda environment: t.cast("str", environment["key"]))
        return project

    with wanting("read the projects and environments"):
        listed = {project["key"]: project for project in _keyed(documents(client, ("projects",), STABLE, query))}
        seen.projects.update(listed)
        if there and "filter" in query and any(_KEY.fullmatch(k) and k not in listed for k in selection.project_keys):
            seen.projects.update(project["key"] for project in _keyed(documents(client, ("projects",), STABLE)))
        chosen = [
            listed[key] for key in sorted(listed) if selection.wants_project(_shown(listed[key], PROJECT_MEMBERS))
        ]
        with concurrent.futures.ThreadPoolExecutor(min(concurrency, len(chosen) or 1)) as pool:
            return list(pool.map(with_environments, chosen))


def _shown(document: Json, members: t.Iterable[str]) -> dict[str, t.Any]:
    shown = {name: document[name] for name in members if name in document}
    tags = shown.get("tags")
    shown["tags"] = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    return shown


def _environments(client: Client, project: Json) -> t.Iterator[Json]:
    """All environments of ``project``, of which the list of projects brought the first page."""
    first = project.get("environments")
    first = {"items": first} if isinstance(first, list) else first or {"totalCount": 1}
    items = first.get("items") or []
    yield from _keyed(items)
    if has_more(first, len(items)):
        try:
            path = ("projects", project["key"], "environments")
            yield from _keyed(documents(client, path, STABLE, offset=len(items)))
        except NotFound:
            # It went away after it was listed.
            return


def _keyed(items: t.Iterable[Json]) -> list[Json]:
    return [item for item in items if isinstance(item.get("key"), str)]


def is_cached(data: Json) -> bool:
    """Whether ``data``, from a cache, is what ``read_projects`` gives and not what another program left there."""
    return isinstance(data, list) and all(
        _is_shown(project)
        and isinstance(project.get("environments"), list)
        and all(_is_shown(environment) for environment in project["environments"])
        for project in data
    )


def _is_shown(document: Json) -> bool:
    return (
        isinstance(document, dict) and isinstance(document.get("key"), str) and isinstance(document.get("tags"), list)
    )


def is_key(text: str) -> bool:
    """Whether ``text`` is what LaunchDarkly takes as a key; anything else is not put into a host name."""
    return _KEY.fullmatch(text) is not None


def default_host_name(project_key: str, environment_key: str) -> str:
    """``project@environment``: no key has an ``@``, so it is unique, and patterns such as ``*@production`` work.

    A slash would be more usual. In a host name it makes fact caches write to another directory.
    """
    return f"{project_key}@{environment_key}"


def checked_host_name(name: Json, where: str) -> str:
    """``name``, which the option hostname gave for the environment ``where``. Raises InvalidOption."""
    if not isinstance(name, str) or not _HOST_NAME.fullmatch(name):
        raise InvalidOption(
            "hostname",
            f"gives {name!r} for {where}, which cannot be a host name",
            "Use letters, digits and the characters _ . @ + = ~ - only, and none but a letter, digit or _ at first.",
        )
    return str(name)
