# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Approval settings: how changes in an environment are approved, by the rules of the service.

https://launchdarkly.com/docs/api/approvals
"""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._engine.checks import check_json, check_tags
from .._engine.fields import ABSENT, Field, Json, Value, When, same_set
from .._engine.members import Options
from .._engine.resource import Desired
from .shared_fields import BOOL, STR, TEXTS, number, text


def _approval(option: str, first: Json, **more: t.Any) -> Field:
    # Without the feature an environment has no approval settings: to want what a new one has is to want nothing then.
    return Field(f"approval_settings.{option}", when=When.AFTERWARDS, first=first, default=first, **more)


REQUIRED = _approval("required", False, spec=BOOL)
REQUIRED_TAGS = _approval("required_approval_tags", (), spec=TEXTS, check=check_tags, same=same_set)
_AUTO_APPLY = _approval("auto_apply_approved_changes", False, spec=BOOL)
_SERVICE = _approval("service_kind", "launchdarkly", spec=STR, check=text(spaces=False))
SERVICE_CONFIG = _approval(
    "service_config", {}, spec={"type": "dict"}, check=check_json, exported=lambda value: value or ABSENT
)
APPROVALS: t.Final = (
    REQUIRED,
    _approval("can_review_own_request", False, spec=BOOL),
    _approval("min_num_approvals", 1, spec={"type": "int"}, check=number(1, 5)),
    _approval("can_apply_declined_changes", True, spec=BOOL),
    _AUTO_APPLY,
    REQUIRED_TAGS,
    _SERVICE,
    SERVICE_CONFIG,
)


def check_options(options: Options) -> None:
    """Raise InvalidOption where approval settings contradict each other."""
    approvals = options.get("approval_settings") or {}
    if approvals.get("required") and approvals.get("required_approval_tags"):
        raise InvalidOption(
            f"{REQUIRED.option}, {REQUIRED_TAGS.option}",
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


def check_new(desired: Desired[t.Any], has_approvals: t.Callable[[], bool]) -> None:
    """Raise InvalidOption where what is there once it is created cannot become as ``desired``."""
    settings = [
        value
        for value in desired.values
        if value.field in APPROVALS and not value.field.equal(value.field.first, value.wanted)
    ]
    if settings and not has_approvals():
        raise _no_approvals(settings)
    wanted = {value.field.option: value.wanted for value in settings}
    _check_auto_apply(wanted.get(_AUTO_APPLY.option), wanted.get(_SERVICE.option, _SERVICE.first))


def check_change(desired: Desired[t.Any], document: Json) -> None:
    """Raise InvalidOption where ``document`` cannot become as ``desired``."""
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


def unsaid(document: Json) -> t.Iterator[str]:
    """The members of ``document`` about approvals that no option can say."""
    settings, resources = document.get("approvalSettings"), document.get("resourceApprovalSettings")
    known = {field.path[-1] for field in APPROVALS}
    for member, value in (settings if isinstance(settings, t.Mapping) else {}).items():
        if member not in known and value:
            yield f"approvalSettings.{member}"
    # Of flags and segments apart, each with a "required" of its own.
    for kind, one in (resources if isinstance(resources, t.Mapping) else {}).items():
        if isinstance(one, t.Mapping) and one.get("required"):
            yield f"resourceApprovalSettings.{kind}"
