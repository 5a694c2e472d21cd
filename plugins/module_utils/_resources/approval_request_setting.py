# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Approval request settings: how changes of one kind of resource are approved in an environment, of segments above all.

https://launchdarkly.com/docs/api/approvals-beta/update-approval-request-settings
"""

from __future__ import annotations

import typing as t

from .._client.calls import BETA
from .._engine.definition import Definition
from .._engine.fields import Json, Value
from .._engine.identity import Identity, Key
from .._engine.places import Settings
from .._engine.resource import Desired
from .approvals import BYPASS, NOT_OF_ENVIRONMENTS, Rules, as_of_environment, settings
from .environment import ENVIRONMENT

_FLAG: t.Final = "flag"
_SHARED: t.Final = settings()
_RULES: t.Final = Rules(_SHARED)


def _parts(answer: Json) -> t.Iterator[Json]:
    """The settings of an answer, which has them by kind of resource, then by environment, with a default beside."""
    for kind, settings_of in answer.items():
        if kind.startswith("_"):
            continue
        if not isinstance(settings_of, dict) or not isinstance(settings_of.get("environments") or {}, dict):
            yield None
            continue
        yield _part(settings_of.get("_default") or {}, resourceKind=kind)
        for environment, one in (settings_of.get("environments") or {}).items():
            yield _part(one, resourceKind=kind, environmentKey=environment)


def _part(document: Json, **keys: str) -> Json:
    return {**document, **keys} if isinstance(document, dict) else None


def _of_environment(desired: Desired[Identity]) -> list[tuple[Value, Value]]:
    """What the environment can declare too: the approvals of its flags."""
    return as_of_environment(desired.values) if desired.identity.keys[-1] == _FLAG else []


def _is_of_environment(document: Json) -> bool:
    """Whether the environment declares all of it: of flags, but for what only this endpoint takes."""
    told = [field for field in NOT_OF_ENVIRONMENTS if not field.equal(field.current(document), field.first)]
    return document.get("resourceKind") == _FLAG and not told


APPROVAL_REQUEST_SETTING: t.Final = Definition(
    noun="approval request setting",
    version=BETA,
    place=Settings(
        "approval-requests/projects/{project_key}/settings",
        (
            Key("project_key", longest=100),
            Key("environment_key", "environmentKey", in_body=True),
            Key("resource_kind", "resourceKind", in_body=True),
        ),
        asked=(("expand", "default"),),
        parts=_parts,
    ),
    plural="settings",
    parent=ENVIRONMENT,
    fields=(*_SHARED, *NOT_OF_ENVIRONMENTS),
    left_out={field.path[0]: list(field.first) if field.first == () else field.first for field in (*_SHARED, BYPASS)},
    exclusive=((_RULES.required, _RULES.tags),),
    version_member="",
    tags="",
    check_options=_RULES.check_options,
    check_new=lambda options, desired, reader: _RULES.check_first(desired.values),
    check_change=lambda options, desired, document: _RULES.check_change(desired.values, document),
    is_said=_is_of_environment,
    of_parent=_of_environment,
)
