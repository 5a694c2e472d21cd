# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Environments of a project.

https://launchdarkly.com/docs/api/environments
"""

from __future__ import annotations

import dataclasses
import re
import typing as t

from .._client.calls import STABLE
from .._client.errors import Forbidden, InvalidOption, LaunchDarklyError, NotFound
from .._client.nearest import did_you_mean
from .._engine.fields import ABSENT, Field, Json, Pointer, Value, When, put, same_set
from .._engine.resource import Desired, Path, Reads, Resource
from .checks import check_json, check_key, check_tags, check_text, given, quoted

SDK_KEYS: t.Final[tuple[Pointer, ...]] = (("apiKey",), ("mobileKey",), ("_id",))
"""Where an environment holds its SDK key, its mobile key and its client-side ID."""

_COLOR = re.compile(r"[0-9a-fA-F]{6}")
_LONGEST_TTL = 60
_MOST_APPROVALS = 5


def _same_color(one: Json, other: Json) -> bool:
    return str(one).casefold() == str(other).casefold()


SETTINGS = (
    Field("name", ("name",)),
    Field("color", ("color",), same=_same_color),
    Field("default_ttl", ("defaultTtl",)),
    Field("secure_mode", ("secureMode",), default=False),
    Field("default_track_events", ("defaultTrackEvents",), default=False),
    Field("require_comments", ("requireComments",), default=False),
    Field("confirm_changes", ("confirmChanges",), default=False),
    Field("critical", ("critical",), default=False),
    Field("tags", ("tags",), same=same_set, default=()),
)
APPROVALS = tuple(
    # Without the feature an environment has no approval settings: to want what a new one has is to want nothing then.
    Field(f"approval_settings.{option}", ("approvalSettings", member), when=When.AFTERWARDS, first=first, default=first, **more)
    for option, member, first, more in t.cast(
        "tuple[tuple[str, str, Json, dict[str, t.Any]], ...]",
        (
            ("required", "required", False, {}),
            ("can_review_own_request", "canReviewOwnRequest", False, {}),
            ("min_num_approvals", "minNumApprovals", 1, {}),
            ("can_apply_declined_changes", "canApplyDeclinedChanges", True, {}),
            ("auto_apply_approved_changes", "autoApplyApprovedChanges", False, {}),
            ("required_approval_tags", "requiredApprovalTags", (), {"same": same_set}),
            ("service_kind", "serviceKind", "launchdarkly", {}),
            ("service_config", "serviceConfig", {}, {}),
        ),
    )
)


def _approval(option: str) -> Field:
    return next(field for field in APPROVALS if field.option == f"approval_settings.{option}")


_KEY = Field("environment_key", ("key",), when=When.AT_CREATION)
_SOURCE = Field("source", ("source", "key"), when=When.AT_CREATION)


@dataclasses.dataclass(frozen=True)
class EnvironmentIdentity:
    """Which environment of which project."""

    project_key: str
    environment_key: str


@dataclasses.dataclass(frozen=True)
class Environment(Resource[EnvironmentIdentity]):
    """The definition of an environment.

    ``sdk_keys`` tells whether its keys are shown. ``confirmation`` is what the user wrote to have it deleted.
    """

    noun: t.ClassVar = "environment"
    version: t.ClassVar = STABLE
    shown: t.ClassVar = ("key", *(field.path[0] for field in SETTINGS), "approvalSettings")
    shape: t.ClassVar = {"key": str}
    left_out: t.ClassVar = {"tags": []}
    exclusive: t.ClassVar = ((_approval("required"), _approval("required_approval_tags")),)

    sdk_keys: bool = False
    confirmation: str | None = None

    def label(self, identity: EnvironmentIdentity, document: Json = None) -> str:
        return f"environment {identity.environment_key!r} of project {identity.project_key!r}"

    def describe(self, document: Json) -> str:
        return f"environment {document.get('key')!r}"

    def list_path(self, identity: EnvironmentIdentity) -> Path | None:
        return None

    def matches(self, identity: EnvironmentIdentity, document: Json) -> bool:
        return bool(document.get("key") == identity.environment_key)

    def direct_path(self, identity: EnvironmentIdentity) -> Path:
        return (*self.create_path(identity), identity.environment_key)

    def item_path(self, identity: EnvironmentIdentity, document: Json) -> Path:
        return self.direct_path(identity)

    def create_path(self, identity: EnvironmentIdentity) -> Path:
        return environments_path(identity.project_key)

    def check_creation(self, desired: Desired[EnvironmentIdentity], reader: Reads) -> None:
        check_complete(("name", "color"), desired, self.label(desired.identity))
        settings = [
            value
            for value in desired.values
            if value.field in APPROVALS and not value.field.equal(value.field.first, value.wanted)
        ]
        if settings and not self._has_approvals(desired.identity, reader):
            raise _no_approvals(settings)
        wanted = {value.field.path[-1]: value.wanted for value in settings}
        _check_auto_apply(wanted.get("autoApplyApprovedChanges"), wanted.get("serviceKind", "launchdarkly"))

    def _has_approvals(self, identity: EnvironmentIdentity, reader: Reads) -> bool:
        """Whether the account has approvals, as far as the environments of the project tell."""
        try:
            path = environments_path(identity.project_key)
            documents, _read_now = reader.listing(path, self.version, shape=self.shape)
        except (NotFound, Forbidden):
            return True
        return not documents or any("approvalSettings" in document for document in documents)

    def check_update(self, desired: Desired[EnvironmentIdentity], document: Json) -> None:
        settings = [value for value in desired.values if value.field in APPROVALS]
        differing = [v for v in settings if not v.field.equal(v.field.current(document), v.wanted)]
        if differing and not isinstance(document.get("approvalSettings"), t.Mapping):
            raise _no_approvals(differing)
        wanted = {value.field.path[-1]: value.wanted for value in settings}
        auto, kind = _approval("auto_apply_approved_changes"), _approval("service_kind")
        there = (bool(auto.current(document)), kind.current(document))
        will_be = (bool(wanted.get(auto.path[-1], there[0])), wanted.get(kind.path[-1], there[1]))
        if will_be != there:
            _check_auto_apply(*will_be)

    def begins_as(self, desired: Desired[EnvironmentIdentity], reader: Reads) -> Json:
        source = next((value.wanted for value in desired.values if value.field is _SOURCE), None)
        if source is None:
            return None
        try:
            path = (*environments_path(desired.identity.project_key), source)
            return reader.get(path, self.version, self.shape)
        except NotFound:
            problem = self.missing_place(desired.identity, reader)
            if problem:
                # Not the option's fault: check mode warns, and the run says so.
                return None
            raise InvalidOption(
                "source",
                f"there is no environment {source!r} in project {desired.identity.project_key!r} to copy",
                known_keys(source, environments_path(desired.identity.project_key), reader).strip(),
            ) from None

    def check_removal(self, identity: EnvironmentIdentity, document: Json, reader: Reads) -> None:
        check_confirmation(
            self.confirmation,
            f"{identity.project_key}/{identity.environment_key}",
            "the settings of every flag in it, its segments, its persistent stores, and the SDK key, mobile key and"
            " client-side ID that applications use",
        )

    def missing_place(self, identity: EnvironmentIdentity, reader: Reads) -> str:
        return missing_project(identity.project_key, reader)

    def refused(self, identity: EnvironmentIdentity, reader: Reads, conflict: bool = False) -> str:
        return missing_project(identity.project_key, reader)

    def secret_paths(self, document: Json) -> set[Pointer]:
        return set() if self.sdk_keys else set(SDK_KEYS)


def environments_path(project_key: str) -> Path:
    """Where the environments of a project are listed and created."""
    return ("projects", project_key, "environments")


def missing_project(project_key: str, reader: Reads) -> str:
    """That the project is not there, as a sentence; empty where it is, or where nobody may know."""
    try:
        reader.get(("projects", project_key), STABLE)
    except NotFound:
        return no_project(project_key, reader)
    except LaunchDarklyError:
        pass
    return ""


def no_project(project_key: str, reader: Reads) -> str:
    """That the project is not there, which somebody has seen, and what is there instead."""
    known = known_keys(project_key, ("projects",), reader)
    return f"There is no project {project_key!r} that this access token can see.{known}"


def missing_environment(project_key: str, environment_key: str, reader: Reads) -> str:
    """Which of project and environment is not there, as a sentence; empty where both are, or nobody may know."""
    try:
        reader.get((*environments_path(project_key), environment_key), STABLE)
    except NotFound:
        return no_environment(project_key, environment_key, reader)
    except LaunchDarklyError:
        pass
    return ""


def no_environment(project_key: str, environment_key: str, reader: Reads) -> str:
    """The same of an environment that somebody has seen not to be there."""
    try:
        reader.get(("projects", project_key), STABLE)
    except NotFound:
        return no_project(project_key, reader)
    except LaunchDarklyError:
        return ""
    known = known_keys(environment_key, environments_path(project_key), reader)
    return (
        f"There is no environment {environment_key!r} in project {project_key!r} that this access token can see.{known}"
    )


def known_keys(wanted: str, path: Path, reader: Reads) -> str:
    """What the list at ``path`` has in place of the key ``wanted``, as a sentence; empty where nobody may know."""
    keys = keys_at(path, reader)
    return f" {did_you_mean(wanted, keys)}" if keys else ""


def keys_at(path: Path, reader: Reads) -> list[str]:
    """The keys of projects or environments in the list at ``path``; empty where nobody may know."""
    try:
        documents, _read_now = reader.listing(path, STABLE, shape={"key": str})
    except LaunchDarklyError:
        return []
    return [document["key"] for document in documents]


def _no_approvals(values: t.Sequence[Value]) -> InvalidOption:
    return InvalidOption(
        ", ".join(value.field.option for value in values),
        "the environments of this account have no approval settings",
        "Approvals are a feature of the plan. Leave these options out, or ask LaunchDarkly for it.",
    )


def _check_auto_apply(wanted: t.Any, service_kind: t.Any) -> None:
    if wanted and service_kind == "launchdarkly":
        raise InvalidOption(
            "approval_settings.auto_apply_approved_changes",
            "LaunchDarkly applies approved changes by itself only for an external approval service",
            "Set approval_settings.service_kind to that service, or this to false.",
        )


def check_confirmation(confirmation: str | None, expected: str, what: str) -> None:
    """Raise InvalidOption where a deletion, which destroys ``what``, is not confirmed with ``expected``."""
    if confirmation == expected:
        return
    problem = "is not set" if confirmation is None else f"is {quoted(confirmation)}"
    raise InvalidOption(
        "confirm_deletion",
        f"{problem}, and a deletion destroys {what}",
        f"If that is meant, set confirm_deletion to {expected!r}.",
    )


def check_complete(options: t.Iterable[str], desired: Desired[t.Any], label: str) -> None:
    """Raise InvalidOption where ``desired`` lacks one of ``options``, all of which creation needs."""
    there = {value.field.option for value in desired.values if value.wanted is not ABSENT}
    lacking = [option for option in options if option not in there]
    if lacking:
        raise InvalidOption(", ".join(lacking), "needed to create it", f"There is no {label} yet.")


def desired_environment(options: t.Mapping[str, t.Any]) -> Desired[EnvironmentIdentity]:
    """What the validated ``options`` of a task declare. Raises InvalidOption."""
    identity = EnvironmentIdentity(
        check_key("project_key", options["project_key"], 100), check_key("environment_key", options["environment_key"])
    )
    values = [Value(_KEY, identity.environment_key), *_settings(options)]
    if options["source"] is not None:
        values.append(Value(_SOURCE, check_key("source", options["source"])))
    approvals = options["approval_settings"] or {}
    _check_approvals(approvals)
    for field in APPROVALS:
        wanted = given(approvals, field.option.partition(".")[2])
        if wanted is not ABSENT:
            values.append(Value(field, wanted))
    return Desired(identity, tuple(values))


def initial_environment(options: t.Mapping[str, t.Any], where: str) -> dict[str, t.Any]:
    """An environment that a new project begins with, as the API takes it. Raises InvalidOption with ``where``."""
    try:
        document: dict[str, t.Any] = {"key": check_key("key", options["key"])}
        for value in _settings(options):
            put(document, value.field.path, value.wanted)
    except InvalidOption as error:
        raise InvalidOption(where, error.message) from None
    return document


def _settings(options: t.Mapping[str, t.Any]) -> list[Value]:
    values = []
    for field in SETTINGS:
        wanted = given(options, field.option)
        if wanted is ABSENT:
            continue
        if field.option == "name":
            check_text("name", wanted)
        elif field.option == "color" and not _COLOR.fullmatch(wanted):
            raise InvalidOption(
                "color", f"{quoted(wanted)} is not six hexadecimal digits (put it in quotes, without the number sign)"
            )
        elif field.option == "default_ttl" and not 0 <= wanted <= _LONGEST_TTL:
            raise InvalidOption("default_ttl", f"{wanted} is not a number of minutes from 0 to {_LONGEST_TTL}")
        elif field.option == "tags":
            wanted = check_tags("tags", wanted)
        values.append(Value(field, wanted))
    return values


def _check_approvals(approvals: t.Mapping[str, t.Any]) -> None:
    least = approvals.get("min_num_approvals")
    if least is not None and not 1 <= least <= _MOST_APPROVALS:
        raise InvalidOption("approval_settings.min_num_approvals", f"{least} is not from 1 to {_MOST_APPROVALS}")
    check_tags("approval_settings.required_approval_tags", approvals.get("required_approval_tags") or ())
    if approvals.get("service_kind") is not None:
        check_text("approval_settings.service_kind", approvals["service_kind"], spaces=False)
    check_json("approval_settings.service_config", approvals.get("service_config"))
    if approvals.get("required") and approvals.get("required_approval_tags"):
        raise InvalidOption(
            "approval_settings.required, approval_settings.required_approval_tags",
            "LaunchDarkly takes one of them: approvals of every flag, or of the flags with these tags",
            "Leave out required_approval_tags, or set required to false.",
        )
    if approvals.get("service_kind") is not None:
        _check_auto_apply(approvals.get("auto_apply_approved_changes"), approvals["service_kind"])
