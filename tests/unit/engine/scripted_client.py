# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client that plays a script: ordered calls, each with its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Answer
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import Settings

Step = tuple[str, Any]
"""``("GET things", answer)``. An exception is raised; a function is called with the body."""


class ScriptedClient:
    """Fails the test at the first call that is not the next of ``steps``. No sleep takes any time."""

    def __init__(self, *steps: Step, settle: float = 5.0) -> None:
        self.steps = list(steps)
        self.settings = Settings("api-token", settle=settle)
        self.bodies: list[Any] = []
        self.slept: list[float] = []
        self.warned: list[str] = []
        self.sleep: Callable[[float], None] = self.slept.append
        self.warn: Callable[[str], None] = self.warned.append

    def get(self, path: tuple[str, ...], version: str, query: Mapping[str, Any] | None = None) -> Any:
        """The JSON of the next step."""
        return self.request("GET", path, version, query=query).data

    def request(
        self,
        method: str,
        path: tuple[str, ...],
        version: str,
        body: Any = None,
        query: Mapping[str, Any] | None = None,
    ) -> Answer:
        """The answer of the next step."""
        call = f"{method} {'/'.join(path)}" + (f"?{'&'.join(f'{k}={v}' for k, v in query.items())}" if query else "")
        assert self.steps, f"one call too many: {call}"
        wanted, said = self.steps.pop(0)
        assert call == wanted
        assert version == "beta"
        if body is not None:
            self.bodies.append(body)
        if isinstance(said, Exception):
            raise said
        return Answer(200, said(body) if callable(said) else said)

    def finish(self) -> None:
        """Every step was played."""
        assert self.steps == []
