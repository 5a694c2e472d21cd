# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Environments of a project.

https://launchdarkly.com/docs/api/environments
"""

from __future__ import annotations

import typing as t

from .._client.calls import STABLE
from .._client.errors import Forbidden, InvalidOption, NotFound
from .._engine.checks import check_key, check_tags
from .._engine.definition import Definition
from .._engine.fields import Field, Json, Pointer, Value, When, same_set
from .._engine.identity import Identity, Key
from .._engine.members import Options
from .._engine.places import Keyed
from .._engine.resource import Desired, Reads
from .environment_settings import SETTINGS
from .project import PROJECT
from .shared_fields import BOOL, STR, TEXTS, json_value, never, number, text

SDK_KEYS: t.Final[tuple[Pointer, ...]] = (("apiKey",), ("mobileKey",), ("_id",))
"""Where an environment holds its SDK key, its mobile key and its client-side ID."""

SHOW_KEYS: t.Final = {"type": "str", "default": "omit", "choices": ["omit", "hide", "show"], "no_log": False}


def _approval(option: str, first: Json, **more: t.Any) -> Field:
    # Without the feature an environment has no approval settings: to want what a new one has is to want nothing then.
    return Field(f"approval_settings.{option}", when=When.AFTERWARDS, first=first, default=first, **more)


_REQUIRED = _approval("required", False, spec=BOOL)
_TAGS = _approval("required_approval_tags", (), spec=TEXTS, check=check_tags, same=same_set)
_AUTO_APPLY = _approval("auto_apply_approved_changes", False, spec=BOOL)
_SERVICE = _approval("service_kind", "launchdarkly", spec=STR, check=text(spaces=False))
APPROVALS: t.Final = (
    _REQUIRED,
    _approval("can_review_own_request", False, spec=BOOL),
    _approval("min_num_approvals", 1, spec={"type": "int"}, check=number(1, 5)),
    _approval("can_apply_declined_changes", True, spec=BOOL),
    _AUTO_APPLY,
    _TAGS,
    _SERVICE,
    _approval(
        "service_config", {}, spec={"type": "dict"}, check=json_value, exported=lambda value: value or never(value)
    ),
)


def _check_approvals(options: Options) -> None:
    approvals = options.get("approval_settings") or {}
    if approvals.get("required") and approvals.get("required_approval_tags"):
        raise InvalidOption(
            f"{_REQUIRED.option}, {_TAGS.option}",
            "LaunchDarkly takes one of them: approvals of every flag, or of the flags with these tags",
            "Leave out required_approval_tags, or set required to false.",
        )
    if approvals.get("service_kind") is not None:
        _check_auto_apply(approvals.get("auto_apply_approved_changes"), approvals["service_kind"])


def _check_auto_apply(wanted: t.Any, service_kind: t.Any) -> None:
    if wanted and service_kind == "launchdarkly":
        raise InvalidOption(
            _AUTO_APPLY.option,
            "LaunchDarkly applies approved changes by itself only for an external approval service",
            "Set approval_settings.service_kind to that service, or this to false.",
        )


def _check_new(options: Options, desired: Desired[Identity], reader: Reads) -> None:
    settings = [
        value
        for value in desired.values
        if value.field in APPROVALS and not value.field.equal(value.field.first, value.wanted)
    ]
    if settings and not _has_approvals(desired.identity, reader):
        raise _no_approvals(settings)
    wanted = {value.field.option: value.wanted for value in settings}
    _check_auto_apply(wanted.get(_AUTO_APPLY.option), wanted.get(_SERVICE.option, _SERVICE.first))


def _has_approvals(identity: Identity, reader: Reads) -> bool:
    """Whether the account has approvals, as far as the environments of the project tell."""
    try:
        path = ENVIRONMENT.place.collection(identity)
        documents, _read_now = reader.listing(path, STABLE, shape=ENVIRONMENT.shape)
    except (NotFound, Forbidden):
        return True
    return not documents or any("approvalSettings" in document for document in documents)


def _check_change(options: Options, desired: Desired[Identity], document: Json) -> None:
    settings = [value for value in desired.values if value.field in APPROVALS]
    differing = [v for v in settings if not v.field.equal(v.field.current(document), v.wanted)]
    if differing and not isinstance(document.get("approvalSettings"), t.Mapping):
        raise _no_approvals(differing)
    wanted = {value.field.option: value.wanted for value in settings}
    there = (bool(_AUTO_APPLY.current(document)), _SERVICE.current(document))
    will_be = (bool(wanted.get(_AUTO_APPLY.option, there[0])), wanted.get(_SERVICE.option, there[1]))
    if will_be != there:
        _check_auto_apply(*will_be)


def _no_approvals(values: t.Sequence[Value]) -> InvalidOption:
    return InvalidOption(
        ", ".join(value.field.option for value in values),
        "the environments of this account have no approval settings",
        "Approvals are a feature of the plan. Leave these options out, or ask LaunchDarkly for it.",
    )


def _unsaid(document: Json) -> t.Iterator[str]:
    settings, resources = document.get("approvalSettings"), document.get("resourceApprovalSettings")
    known = {field.path[-1] for field in APPROVALS}
    for member, value in (settings if isinstance(settings, t.Mapping) else {}).items():
        if member not in known and value:
            yield f"approvalSettings.{member}"
    # Of flags and segments apart, each with a "required" of its own.
    for kind, one in (resources if isinstance(resources, t.Mapping) else {}).items():
        if isinstance(one, t.Mapping) and one.get("required"):
            yield f"resourceApprovalSettings.{kind}"


ENVIRONMENT: t.Final = Definition(
    noun="environment",
    version=STABLE,
    place=Keyed(
        "projects/{project_key}/environments/{environment_key}",
        (Key("project_key", longest=100), Key("environment_key", "key")),
    ),
    plural="environments",
    parent=PROJECT,
    fields=(
        *SETTINGS,
        Field("source", ("source", "key"), check=check_key, exported=never, when=When.AT_CREATION),
        *APPROVALS,
    ),
    options={"sdk_keys": SHOW_KEYS},
    hidden={"sdk_keys": SDK_KEYS},
    copied_by="source",
    shape={"key": str},
    left_out={"tags": []},
    exclusive=((_REQUIRED, _TAGS),),
    check_options=_check_approvals,
    check_new=_check_new,
    check_change=_check_change,
    destroys=lambda identity, reader: (
        "the settings of every flag in it, its segments, its persistent stores, and the SDK key, mobile key and"
        " client-side ID that applications use"
    ),
    unsaid=_unsaid,
)
