# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where probes work: a project of their own, with two environments, and everything made there written down first."""

from __future__ import annotations

import typing as t

from .api import STABLE, Answer, Api, CallFailed
from .guard import CONFIGURATIONS, PROJECTS, STORES, TAG
from .inventory import CONFIGURATION_KEY
from .journal import Journal, Thing

Json = t.Any

FIRST, SECOND = "first", "second"
SECRET = "probe-secret-14"
HOST = "redis.example.com"
APPROVALS_URL = "https://approvals.example.com"


class Blocked(Exception):
    """The plan or the token does not allow what a probe needs. The text is the reason."""


class Unknown(Exception):
    """The service refuses what every known one accepts. The text tells what."""


def refused(what: str, answer: Answer) -> Exception:
    """What it means that ``what`` was not done: the plan or the token lacks it, the call failed, or it is new."""
    if answer.status in (401, 403, 404, 405):
        return Blocked(f"{what} is refused with {answer.refusal}")
    if answer.status >= 500:
        return CallFailed(f"{what} failed with {answer.refusal}")
    return Unknown(f"{what}: {answer.refusal}")


def project_body(key: str) -> Json:
    """The project that a run makes."""
    environments = [
        {"key": name, "name": name.title(), "color": "417505"}
        for name in (FIRST, SECOND)
    ]  # fmt: skip
    return {"key": key, "name": key, "tags": [TAG], "environments": environments}


class Bench:
    """The project of a run. ``known`` is what earlier probes have found out and later ones build upon."""

    def __init__(self, api: Api, journal: Journal, key: str, reader_token: str | None = None) -> None:
        self.api = api
        self.journal = journal
        self.key = key
        self.reader_token = reader_token
        self.known: dict[str, Json] = {}
        self.things: list[Thing] = []
        self.project_path = f"{PROJECTS}/{key}"

    def begin(self) -> None:
        """Make the project. Raises as ``refused`` says."""
        self.api.guard.own_project(self.key)
        self.journal.about("project", self.key)
        answer = self.api.call("POST", PROJECTS, project_body(self.key), version=STABLE)
        self._answered(answer)
        if not answer.ok:
            raise refused("creating a project", answer)
        self.journal.made(Thing("project", self.key, self.project_path))

    def named(self, name: str) -> str:
        """A name by which a thing is known to be of this run."""
        return f"{self.key}-{name}"

    def environment(self, key: str = FIRST) -> str:
        """The path of an environment."""
        return f"{self.project_path}/environments/{key}"

    def post_store(self, body: Json, environment: str = FIRST, kind: str = "redis") -> tuple[Answer, Thing | None]:
        """Try to make a store: the answer, and the store if there is one now."""
        place = f"{STORES}/{self.key}/{environment}/{kind}"
        return self._post("store", place, body, lambda made: f"{place}/{made}")

    def post_configuration(self, body: Json) -> tuple[Answer, Thing | None]:
        """Try to make an integration configuration. Its name has to be one of ``named``."""

        def place(made: str) -> str:
            self.api.guard.own_configuration(made)
            return f"{CONFIGURATIONS}/{made}"

        return self._post("configuration", f"{CONFIGURATIONS}/keys/{CONFIGURATION_KEY}", body, place)

    def _post(self, kind: str, path: str, body: Json, place: t.Callable[[str], str]) -> tuple[Answer, Thing | None]:
        name = str(body.get("name", ""))
        self.journal.about(kind, name)
        answer = self.api.call("POST", path, body)
        self._answered(answer)
        made = answer.body.get("_id") if answer.ok and isinstance(answer.body, dict) else None
        if not made:
            return answer, None
        thing = Thing(kind, name, place(str(made)))
        self.journal.made(thing)
        self.things.append(thing)
        return answer, thing

    def _answered(self, answer: Answer) -> None:
        # A time-out of something before the service does not say that nothing was made.
        if answer.status < 500:
            self.journal.answered()

    def store(self, environment: str = FIRST, name: str = "store", **config: Json) -> Thing:
        """A store with this config, that is off. Raises as ``refused`` says."""
        body = {"name": self.named(name), "on": False, "config": {"host": HOST, **config}}
        answer, thing = self.post_store(body, environment)
        if answer.status == 409:
            # What was deleted before may be seen for a while.
            self.api.timing.sleep(self.api.timing.late)
            answer, thing = self.post_store(body, environment)
        if thing is None:
            raise refused("creating a store", answer)
        return thing

    def configuration(self, name: str = "configuration", **members: Json) -> Thing:
        """A configuration with a secret, that is not enabled unless ``members`` say so. Raises as ``refused`` says."""
        values = {"apiKey": SECRET, "baseURL": APPROVALS_URL}
        answer, thing = self.post_configuration(
            {"name": self.named(name), "enabled": False, "configValues": values, **members}
        )
        if thing is None:
            raise refused("creating an integration configuration", answer)
        return thing

    def patch(self, path: str, *operations: Json, version: str = "beta") -> Tried:
        """A JSON Patch, and what is there after it, whatever the answer was."""
        answer = self.api.call("PATCH", path, list(operations), version=version)
        return Tried(answer, self.read(path, version=version))

    def passes(self, path: str, pointer: str, value: Json) -> bool:
        """Whether the ``test`` operation of a JSON Patch accepts a value. It changes nothing."""
        return self.api.call("PATCH", path, [{"op": "test", "path": pointer, "value": value}]).ok

    def read(self, path: str, version: str = "beta") -> Json:
        """What is there: an object. Raises as ``refused`` says."""
        answer = self.api.get(path, version=version)
        if not answer.ok or not isinstance(answer.body, dict):
            raise refused("reading what was made", answer)
        body: Json = answer.body
        return body

    def drop(self, thing: Thing) -> Answer:
        """Delete a thing of this run."""
        answer = self.api.call("DELETE", thing.path)
        if answer.ok or answer.status == 404:
            self.journal.gone(thing)
            self.things = [one for one in self.things if one != thing]
        return answer

    def drop_all(self) -> None:
        """Delete every store and configuration that is still there."""
        for thing in list(self.things):
            self.drop(thing)


class Tried(t.NamedTuple):
    """The answer to a patch, and what was read after it."""

    answer: Answer
    after: Json


def replace(path: str, value: Json) -> Json:
    """One operation of a JSON Patch."""
    return {"op": "replace", "path": path, "value": value}


def remove(path: str) -> Json:
    """One operation of a JSON Patch."""
    return {"op": "remove", "path": path}


def add(path: str, value: Json) -> Json:
    """One operation of a JSON Patch."""
    return {"op": "add", "path": path, "value": value}
