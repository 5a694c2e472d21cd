# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Projects.

https://launchdarkly.com/docs/api/projects
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.calls import STABLE
from .._client.errors import InvalidOption
from .._engine.checks import check_text
from .._engine.definition import Definition
from .._engine.fields import Field, Json, Value, When
from .._engine.identity import Identity, Key
from .._engine.members import Exported, Members, Options
from .._engine.places import Keyed
from .._engine.resource import Reads
from .environment_settings import KEY, SETTINGS
from .shared_fields import BOOL, NAME, STR, TAGS, entries, never

NAMING_CASES: t.Final = ["camelCase", "upperCamelCase", "snakeCase", "kebabCase", "constantCase"]

_SNIPPET = Field("include_in_snippet_by_default", spec=BOOL, default=False)
_AVAILABILITY = Field("default_client_side_availability")
"""Patched whole, as the service does."""
_AVAILABLE_TO = {"using_environment_id": "usingEnvironmentId", "using_mobile_key": "usingMobileKey"}


class _Availability(Members):
    """Which SDKs see a new flag: by their client-side ID is the same bit as the older ``includeInSnippetByDefault``."""

    paths = (_SNIPPET.path, _AVAILABILITY.path)

    def specs(self) -> dict[str, t.Mapping[str, t.Any]]:
        bits = {option: {**BOOL, "required": True, "no_log": False} for option in _AVAILABLE_TO}
        return {_SNIPPET.option: BOOL, _AVAILABILITY.option: {"type": "dict", "options": bits}}

    def values(self, options: Options) -> t.Iterator[Value]:
        availability, snippet = options.get(_AVAILABILITY.option), options.get(_SNIPPET.option)
        if availability is None:
            yield from () if snippet is None else (Value(_SNIPPET, snippet),)
            return
        if snippet not in (None, availability["using_environment_id"]):
            raise InvalidOption(
                f"{_SNIPPET.option}, {_AVAILABILITY.option}.using_environment_id",
                "are the same setting under two names, and are given two values",
                f"Leave out {_SNIPPET.option}, which is the older name.",
            )
        yield Value(_AVAILABILITY, {member: availability[option] for option, member in _AVAILABLE_TO.items()})

    def export(self, document: Json, exported: Exported) -> None:
        availability, snippet = (document.get(field.path[0]) for field in (_AVAILABILITY, _SNIPPET))
        if isinstance(availability, t.Mapping):
            exported.options[_AVAILABILITY.option] = {o: bool(availability.get(m)) for o, m in _AVAILABLE_TO.items()}
        elif snippet is not None:
            exported.options[_SNIPPET.option] = snippet


def _naming(option: str, value: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    naming = {name: one for name, one in value.items() if one is not None}
    if "prefix" in naming:
        check_text(f"{option}.prefix", naming["prefix"])
    return naming


def _destroys(identity: Identity, reader: Reads) -> str:
    environments, _read_now = reader.listing((*PROJECT.path_of(*identity.keys), "environments"), STABLE)
    keys = ", ".join(str(environment.get("key")) for environment in environments)
    return f"its flags, segments and environments ({keys}), with their SDK keys and persistent stores"


PROJECT: t.Final = Definition(
    noun="project",
    version=STABLE,
    place=Keyed("projects/{project_key}", (Key("project_key", "key", 100),)),
    plural="projects",
    fields=(
        dataclasses.replace(NAME, needed=True),
        TAGS,
        _Availability(),
        Field(
            "naming_convention",
            spec={"type": "dict", "options": {"case": {**STR, "choices": NAMING_CASES}, "prefix": STR}},
            check=_naming,
            exported=never,
            when=When.AT_CREATION,
        ),
        entries("environments", SETTINGS, KEY),
    ),
    shape={"key": str},
    left_out={"tags": []},
    # Some answers hold the environments, with their keys, and some do not.
    elsewhere=("environments",),
    begins_with="environments",
    destroys=_destroys,
    unsaid=lambda document: [member for member in ("defaultReleasePipelineKey",) if document.get(member)],
)
