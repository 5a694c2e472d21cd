# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service of things in memory, in place of a client: it masks, it refuses, it loses answers. No sleep takes time."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

import jsonpatch
from ansible_collections.community.launchdarkly.plugins.module_utils._client import errors
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Answer
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings
from engine_things import shown

Trouble = Callable[["ThingService"], Exception]


def conflict(service: ThingService) -> Exception:
    """409."""
    return errors.Conflict("PATCH", "/things", 409, "optimistic_locking_error", "somebody was faster")


def lost(service: ThingService) -> Exception:
    """No answer."""
    return errors.AnswerLost("POST", "/things", "the connection broke")


def gone(service: ThingService) -> Exception:
    """404."""
    return errors.NotFound("PATCH", "/things", 404, "not_found", "")


def refusal(service: ThingService) -> Exception:
    """400, of a value."""
    return errors.InvalidRequest("POST", "/things", 400, "invalid_request", "name is too good")


class ThingService:
    """``before`` and ``after`` hold troubles by method, in order: instead of acting, or instead of the answer.

    ``whole`` takes only whole configs, ``on`` takes ``/on`` and not ``/enabled``; ``ignores`` lets both be ignored
    instead of refused. A write shows in the list only after ``lag`` more lists.
    """

    def __init__(self, *things: dict[str, Any], settle: float = 5.0) -> None:
        self.things = {thing["_id"]: copy.deepcopy(thing) for thing in things}
        self.settings = Settings("api-token", settle=settle)
        self.calls: list[str] = []
        self.patches: list[Any] = []
        self.warned: list[str] = []
        self.slept: list[float] = []
        self.sleep: Callable[[float], None] = self.slept.append
        self.warn: Callable[[str], None] = self.warned.append
        self.before: dict[str, list[Trouble]] = {}
        self.after: dict[str, list[Trouble]] = {}
        self.whole = self.on = self.ignores = False
        self.lag = 0
        self._behind = 0
        self._listed = self._list()
        self.answers: dict[str, Callable[[Any], Any]] = {}

    @property
    def writes(self) -> list[str]:
        """The calls that were no reads."""
        return [call for call in self.calls if not call.startswith("GET")]

    def _list(self) -> list[Any]:
        return [shown(copy.deepcopy(thing)) for thing in self.things.values()]

    def get(self, path: tuple[str, ...], version: str, query: Mapping[str, Any] | None = None) -> Any:
        """A read."""
        return self.request("GET", path, version, query=query).data

    def request(
        self,
        method: str,
        path: tuple[str, ...],
        version: str,
        body: Any = None,
        query: Mapping[str, Any] | None = None,
    ) -> Answer:
        """One call."""
        self.calls.append(f"{method} {'/'.join(path)}")
        assert (path[0], version) == ("things", "beta")
        if self.before.get(method):
            raise self.before[method].pop(0)(self)
        answer = getattr(self, f"_{method.lower()}")(path[1:], copy.deepcopy(body))
        if method != "GET":
            self._behind = self.lag
        if self.after.get(method):
            raise self.after[method].pop(0)(self)
        answer = copy.deepcopy(answer)
        return Answer(200, self.answers[method](answer) if method in self.answers else answer)

    def _get(self, path: tuple[str, ...], body: Any) -> Any:
        if path:
            return shown(self._thing(path[0]))
        if self._behind > 0:
            self._behind -= 1
        else:
            self._listed = self._list()
        return {"items": self._listed}

    def _thing(self, key: str) -> Any:
        if key not in self.things:
            raise gone(self)
        return self.things[key]

    def _post(self, path: tuple[str, ...], body: Any) -> Any:
        key = f"new-{len(self.calls)}"
        self.things[key] = {"_id": key, **body}
        return shown(self.things[key])

    def _patch(self, path: tuple[str, ...], body: Any) -> Any:
        thing = self._thing(path[0])
        self.patches.append(body)
        taken = []
        for operation in body:
            wrong = self.whole and operation["path"].startswith("/config/")
            wrong = wrong or operation["path"] == ("/enabled" if self.on else "/on")
            if wrong and not self.ignores:
                raise errors.InvalidRequest("PATCH", "/things", 400, "invalid_patch", f"not {operation['path']}")
            if not wrong:
                taken.append({**operation, "path": "/enabled" if operation["path"] == "/on" else operation["path"]})
        self.things[path[0]] = jsonpatch.apply_patch(thing, taken)
        return shown(self.things[path[0]])

    def _delete(self, path: tuple[str, ...], body: Any) -> Any:
        del self.things[self._thing(path[0])["_id"]]
