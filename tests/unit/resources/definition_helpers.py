# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the definitions share: a reader of a dictionary, and a short way to see what is declared."""

from __future__ import annotations

from typing import Any

from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import Forbidden, NotFound
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.defined import Defined
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.identity import Identity
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.resource import Desired
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.big_segment_store import (
    BIG_SEGMENT_STORE,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.integration_configuration import (
    INTEGRATION_CONFIGURATION,
)


class Account:
    """In place of a reader: ``documents`` by path. What is not there is 404, what is None is 403."""

    prefers_lists = False

    def __init__(self, documents: dict[str, Any] | None = None) -> None:
        self.documents = documents or {}

    def get(self, path: tuple[str, ...], version: str, shape: Any = None) -> Any:
        """One document."""
        place = "/".join(path)
        if place not in self.documents:
            raise NotFound("GET", place, 404, "not_found", "")
        if self.documents[place] is None:
            raise Forbidden("GET", place, 403, "forbidden", "")
        return self.documents[place]

    def listing(
        self, path: tuple[str, ...], version: str, fresh: bool = False, shape: Any = None
    ) -> tuple[list[Any], bool]:
        """A list, empty where none was given."""
        return self.documents.get("/".join(path), []), fresh


def store_of(project_key: str, environment_key: str, *more: str | None) -> Identity:
    """The identity of a store: then its variant, name and id."""
    return Identity((project_key, environment_key), *more)


def configuration_of(integration_key: str, name: str | None = None, key: str | None = None) -> Identity:
    """The identity of a configuration."""
    return Identity((integration_key,), None, name, key)


def store(options: dict[str, Any]) -> Defined:
    """A store, as a task with these options sees it."""
    return Defined(BIG_SEGMENT_STORE, options)


def declared(desired: Desired[Any]) -> dict[str, Any]:
    """The values that are wanted, by option."""
    return {value.field.option: value.wanted for value in desired.values}


def configuration_options(**more: Any) -> dict[str, Any]:
    """Validated options: what is not given is null."""
    known = ("name", "integration_configuration_id", "enabled", "tags", "config_values", "secret_config_values")
    nothing = dict.fromkeys((*known, "capability_config"))
    return {"integration_key": "devin", **nothing, "name": "one", "validate_config": True, **more}


def configuration(**more: Any) -> tuple[Defined, Any, list[str]]:
    """The definition, what is declared, and the warnings."""
    warned: list[str] = []
    resource = Defined(INTEGRATION_CONFIGURATION, configuration_options(**more), warned.append)
    return resource, resource.desired(), warned


def wanted_of(**more: Any) -> dict[str, Any]:
    """What is declared, without a warning."""
    _resource, desired, warned = configuration(**more)
    assert warned == []
    return declared(desired)
