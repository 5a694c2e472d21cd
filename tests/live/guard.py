# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run may write to: only what it has made itself. Every call passes here before it goes out."""

from __future__ import annotations

import datetime
import re
import secrets
import typing as t

PROJECTS = "/api/v2/projects"
STORES = "/api/v2/integration-capabilities/big-segment-store"
CONFIGURATIONS = "/api/v2/integration-configurations"
APPROVAL_REQUESTS = "/api/v2/approval-requests/projects"

KEY = re.compile(r"acl-live-\d{8}-[0-9a-f]{6}")
"""The keys of the projects that runs make: a day, and in hexadecimal digits its second and a random one.

Nothing else is ever swept.
"""

DAY_SECOND = slice(-6, -1)

TAG = "acl-live"
NOWHERE = "-none"
"""What makes the key of a project of one's own the key of one that is not there."""


def new_key(now: datetime.datetime) -> str:
    """The key of a new project, which tells when it was made."""
    second = now.hour * 3600 + now.minute * 60 + now.second
    return f"acl-live-{now:%Y%m%d}-{second:05x}{secrets.randbelow(16):x}"


def made_at(key: str) -> datetime.datetime:
    """When the project with this key was made. Raises ValueError for a key that is not of a run."""
    if not KEY.fullmatch(key):
        raise ValueError(f"{key} is not the key of a project that a run makes")
    day = datetime.datetime.strptime(key.split("-")[2], "%Y%m%d").replace(tzinfo=datetime.timezone.utc)
    return day + datetime.timedelta(seconds=int(key[DAY_SECOND], 16))


class NotOwn(Exception):
    """A call would have touched something that the run has not made. It was not sent."""


class Guard:
    """Knows the projects of a run and the integration configurations that it has made."""

    def __init__(self) -> None:
        self.armed = False
        self._projects: set[str] = set()
        self._configurations: set[str] = set()

    def own_project(self, key: str) -> None:
        """Let the run write to a project. Raises NotOwn for a key that is not of the form of a run's."""
        if not KEY.fullmatch(key):
            raise NotOwn(f"{key} is not the key of a project that a run makes")
        self._projects.add(key)

    def own_configuration(self, configuration_id: str) -> None:
        """Let the run write to an integration configuration, which it has just made."""
        self._configurations.add(configuration_id)

    def check(self, method: str, path: str, body: t.Any) -> None:
        """Raises NotOwn unless the call reads, or the run is armed and writes to what is its own."""
        if method == "GET":
            return
        if not self.armed:
            raise NotOwn(f"{method} {path}: nothing may be written yet")
        if not self._is_own(method, path, body):
            raise NotOwn(f"{method} {path}: it is not of this run")

    def _is_own(self, method: str, path: str, body: t.Any) -> bool:
        name = str(body.get("name", "")) if isinstance(body, dict) else ""
        if path == PROJECTS:
            return method == "POST" and isinstance(body, dict) and body.get("key") in self._projects
        if path.startswith(f"{CONFIGURATIONS}/keys/"):
            return method == "POST" and any(name.startswith(key) for key in self._projects)
        if path.startswith(f"{CONFIGURATIONS}/"):
            return path.rpartition("/")[2] in self._configurations
        for family in (PROJECTS, STORES, APPROVAL_REQUESTS):
            if path.startswith(f"{family}/"):
                key = path.removeprefix(f"{family}/").partition("/")[0]
                return key in self._projects or key.removesuffix(NOWHERE) in self._projects
        return False
