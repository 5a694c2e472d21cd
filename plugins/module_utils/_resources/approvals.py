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

MEMBER: t.Final = "approvalSettings"
"""Where an environment has those for its flags."""

_LAUNCHDARKLY: t.Final = "launchdarkly"
"""The approval service that is no integration."""


def settings(prefix: str = "", when: When = When.ALWAYS) -> tuple[Field, ...]:
    """The fields, as options that begin with ``prefix``."""

    def one(option: str, first: Json, **more: t.Any) -> Field:
        # Where nobody has changed it the answer may not have it: to want what a new one has is to want nothing then.
        return Field(prefix + option, when=when, first=first, default=first, **more)

    return (
        one("required", False, spec=BOOL),
        one("can_review_own_request", False, spec=BOOL),
        one("min_num_approvals", 1, spec={"type": "int"}, check=number(1, 5)),
        one("can_apply_declined_changes", True, spec=BOOL),
        one("auto_apply_approved_changes", False, spec=BOOL),
        one("required_approval_tags", (), spec=TEXTS, check=check_tags, same=same_set),
        one("service_kind", _LAUNCHDARKLY, spec=STR, check=text(spaces=False)),
        one("service_config", {}, spec={"type": "dict"}, check=check_json, exported=lambda value: value or ABSENT),
    )


BYPASS: t.Final = Field("bypass_approvals_for_pending_changes", spec=BOOL, first=False, default=False)
NOT_OF_ENVIRONMENTS: t.Final = (BYPASS, Field("service_kind_configuration_id", check=text(spaces=False)))
"""What is shown beside them, also of an environment, and changed only as an approval request setting."""


class Rules:
    """What the service demands of ``fields`` together, which are ``settings`` with this ``prefix``."""

    def __init__(self, fields: t.Sequence[Field], prefix: str = "") -> None:
        named = {field.option.removeprefix(prefix): field for field in fields}
        self.required, self.tags = named["required"], named["required_approval_tags"]
        self._auto_apply, self._service = named["auto_apply_approved_changes"], named["service_kind"]
        self.service_config = named["service_config"]

    def check_options(self, options: Options) -> None:
        """Raise InvalidOption where the options contradict each other."""
        if options.get("required") and options.get("required_approval_tags"):
            raise InvalidOption(
                f"{self.required.option}, {self.tags.option}",
                "LaunchDarkly takes one of them: approvals of everything, or of what has these tags",
                "Leave out required_approval_tags, or set required to false.",
            )
        if options.get("service_kind") is not None:
            self._check_auto_apply(options.get("auto_apply_approved_changes"), options["service_kind"])

    def _check_auto_apply(self, wanted: t.Any, service_kind: t.Any) -> None:
        if wanted and service_kind == _LAUNCHDARKLY:
            raise InvalidOption(
                self._auto_apply.option,
                "LaunchDarkly applies approved changes by itself only for an external approval service",
                f"Set {self._service.option} to that service, or this to false.",
            )

    def check_first(self, settings: t.Sequence[Value]) -> None:
        """Raise InvalidOption where what nobody has changed yet cannot become as ``settings``."""
        wanted = {value.field.option: value.wanted for value in settings}
        self._check_auto_apply(
            wanted.get(self._auto_apply.option), wanted.get(self._service.option, self._service.first)
        )

    def check_change(self, settings: t.Sequence[Value], document: Json) -> None:
        """Raise InvalidOption where ``document`` cannot become as ``settings``."""
        wanted = {value.field.option: value.wanted for value in settings}
        there = (bool(self._auto_apply.current(document)), self._service.current(document))
        will_be = (
            bool(wanted.get(self._auto_apply.option, there[0])),
            wanted.get(self._service.option, there[1]),
        )
        if will_be != there:
            self._check_auto_apply(*will_be)


OTHER_SERVICE: t.Final = (
    "All approvals in an environment go through one service. Set service_kind and service_config of its segments and AI"
    " Configs with approval_request_setting first, or required to false there."
)
"""What to do where the service takes no other service for flags alone."""

_PREFIX: t.Final = "approval_settings."
APPROVALS: t.Final = settings(_PREFIX, When.AFTERWARDS)
"""Those of an environment, for its flags: the service takes them only of one that is there."""

RULES: t.Final = Rules(APPROVALS, _PREFIX)


def as_of_environment(values: t.Iterable[Value]) -> list[tuple[Value, Value]]:
    """Those of ``values``, without a prefix, that an environment can declare too, each with the value that it has there."""
    fields = {field.option.removeprefix(_PREFIX): field for field in APPROVALS}
    there = [value for value in values if value.field.option in fields]
    return [(value, Value(fields[value.field.option], value.wanted)) for value in there]


def check_options(options: Options) -> None:
    """Raise InvalidOption where approval settings of an environment contradict each other."""
    RULES.check_options(options.get("approval_settings") or {})


def check_new(desired: Desired[t.Any], has_approvals: t.Callable[[], bool]) -> None:
    """Raise InvalidOption where an environment cannot become as ``desired`` once it is created."""
    differing = [
        value
        for value in desired.values
        if value.field in APPROVALS and not value.field.equal(value.field.first, value.wanted)
    ]
    if differing and not has_approvals():
        raise _no_approvals(differing)
    RULES.check_first(differing)


def check_change(desired: Desired[t.Any], document: Json) -> None:
    """Raise InvalidOption where the environment ``document`` cannot become as ``desired``."""
    there = [value for value in desired.values if value.field in APPROVALS]
    differing = [v for v in there if not v.field.equal(v.field.current(document), v.wanted)]
    if differing and not isinstance(document.get(MEMBER), t.Mapping):
        raise _no_approvals(differing)
    RULES.check_change(there, document)


def _no_approvals(values: t.Sequence[Value]) -> InvalidOption:
    return InvalidOption(
        ", ".join(value.field.option for value in values),
        "the environments of this account have no approval settings",
        "Approvals are a feature of the plan. Leave these options out, or ask LaunchDarkly for it.",
    )


def unsaid(document: Json) -> t.Iterator[str]:
    """The members of the environment ``document`` about approvals of flags that no option can say, of any kind."""
    approvals = document.get(MEMBER)
    known = {field.path[-1] for field in (*APPROVALS, *NOT_OF_ENVIRONMENTS)}
    for member, value in (approvals if isinstance(approvals, t.Mapping) else {}).items():
        if member not in known and value:
            yield f"{MEMBER}.{member}"
