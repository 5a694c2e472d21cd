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
from .._engine.fields import ABSENT, Field, Json, Pointer, Value, When, same_set
from .._engine.resource import Desired, Path, Reads, Resource
from .checks import check_key, check_tags, check_text, given
from .environment import check_complete, check_confirmation, environments_path, initial_environment

COLLECTION: t.Final[Path] = ("projects",)
NAMING_CASES: t.Final = ["camelCase", "upperCamelCase", "snakeCase", "kebabCase", "constantCase"]

_AVAILABILITY = "defaultClientSideAvailability"
_KEY = Field("project_key", ("key",), when=When.AT_CREATION)
FIELDS = (
    Field("name", ("name",)),
    Field("tags", ("tags",), same=same_set, default=()),
)
SNIPPET = Field("include_in_snippet_by_default", ("includeInSnippetByDefault",), default=False)
AVAILABILITY = Field("default_client_side_availability", (_AVAILABILITY,))
"""Patched whole, as the service does. Which SDKs see a new flag by their client-side ID is the same bit as
``includeInSnippetByDefault``, an older word for it."""
AVAILABLE_TO = {"using_environment_id": "usingEnvironmentId", "using_mobile_key": "usingMobileKey"}
_NAMING = Field("naming_convention", ("namingConvention",), when=When.AT_CREATION)
_ENVIRONMENTS = Field("environments", ("environments",), when=When.AT_CREATION)


@dataclasses.dataclass(frozen=True)
class Project(Resource[str]):
    """The definition of a project; its key is its identity. ``confirmation`` is what the user wrote to delete it."""

    noun: t.ClassVar = "project"
    version: t.ClassVar = STABLE
    shown: t.ClassVar = ("key", "name", "includeInSnippetByDefault", _AVAILABILITY, "tags")

    shape: t.ClassVar = {"key": str}
    left_out: t.ClassVar = {"tags": []}

    confirmation: str | None = None

    def label(self, identity: str, document: Json = None) -> str:
        return f"project {identity!r}"

    def describe(self, document: Json) -> str:
        return f"project {document.get('key')!r}"

    def list_path(self, identity: str) -> Path | None:
        return None

    def matches(self, identity: str, document: Json) -> bool:
        return bool(document.get("key") == identity)

    def direct_path(self, identity: str) -> Path:
        return (*COLLECTION, identity)

    def item_path(self, identity: str, document: Json) -> Path:
        return self.direct_path(identity)

    def create_path(self, identity: str) -> Path:
        return COLLECTION

    def check_creation(self, desired: Desired[str], reader: Reads) -> None:
        check_complete(("name",), desired, self.label(desired.identity))

    def check_removal(self, identity: str, document: Json, reader: Reads) -> None:
        environments, _read_now = reader.listing(environments_path(identity), self.version)
        keys = ", ".join(str(environment.get("key")) for environment in environments)
        check_confirmation(
            self.confirmation,
            identity,
            f"its flags, segments and environments ({keys}), with the SDK keys that applications use and the persistent"
            " stores",
        )

    def redacted(self, document: Json, more: t.Iterable[Pointer] = (), mark: t.Any = ABSENT) -> dict[str, t.Any]:
        result = super().redacted(document, more, mark)
        if mark is ABSENT:
            # Some answers hold the environments, with their keys, and some do not: the module environment shows them.
            result.pop("environments", None)
        return result


def desired_project(options: t.Mapping[str, t.Any]) -> Desired[str]:
    """What the validated ``options`` of a task declare. Raises InvalidOption."""
    key = check_key("project_key", options["project_key"], 100)
    values = [Value(_KEY, key)]
    wanted = {field.option: given(options, field.option) for field in FIELDS}
    if wanted["name"] is not ABSENT:
        check_text("name", wanted["name"])
    if wanted["tags"] is not ABSENT:
        wanted["tags"] = check_tags("tags", wanted["tags"])
    values += [Value(field, wanted[field.option]) for field in FIELDS if wanted[field.option] is not ABSENT]
    values += _availability(options)
    naming = {name: value for name, value in (options["naming_convention"] or {}).items() if value is not None}
    if naming:
        if "prefix" in naming:
            check_text("naming_convention.prefix", naming["prefix"])
        values.append(Value(_NAMING, naming))
    if options["environments"] is not None:
        values.append(Value(_ENVIRONMENTS, _initial_environments(options["environments"])))
    return Desired(key, tuple(values))


def _availability(options: t.Mapping[str, t.Any]) -> list[Value]:
    availability, snippet = options[AVAILABILITY.option], options[SNIPPET.option]
    if availability is None:
        return [] if snippet is None else [Value(SNIPPET, snippet)]
    if snippet not in (None, availability["using_environment_id"]):
        raise InvalidOption(
            f"{SNIPPET.option}, {AVAILABILITY.option}.using_environment_id",
            "are the same setting under two names, and are given two values",
            f"Leave out {SNIPPET.option}, which is the older name.",
        )
    return [Value(AVAILABILITY, {member: availability[option] for option, member in AVAILABLE_TO.items()})]


def _initial_environments(environments: t.Sequence[t.Mapping[str, t.Any]]) -> list[dict[str, t.Any]]:
    if not environments:
        raise InvalidOption("environments", "must not be empty: a project has at least one environment")
    documents = [initial_environment(options, f"environments[{i}]") for i, options in enumerate(environments)]
    keys = [document["key"] for document in documents]
    for key in keys:
        if keys.count(key) > 1:
            raise InvalidOption("environments", f"declares {key!r} more than once")
    return documents
