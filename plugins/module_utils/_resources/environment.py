# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Environments of a project.

https://launchdarkly.com/docs/api/environments
"""

from __future__ import annotations

import typing as t

from .._client.calls import STABLE
from .._client.errors import Forbidden, NotFound
from .._engine.checks import check_key
from .._engine.definition import Definition
from .._engine.fields import Field, Pointer, When
from .._engine.identity import Identity, Key
from .._engine.places import Keyed
from .._engine.resource import Reads
from . import approvals
from .environment_settings import SETTINGS
from .project import PROJECT
from .shared_fields import SHOW, never

SDK_KEYS: t.Final[tuple[Pointer, ...]] = (("apiKey",), ("mobileKey",), ("_id",))
"""Where an environment holds its SDK key, its mobile key and its client-side ID."""


def _has_approvals(identity: Identity, reader: Reads) -> bool:
    """Whether the account has approvals, as far as the environments of the project tell."""
    try:
        path = ENVIRONMENT.place.collection(identity)
        documents, _read_now = reader.listing(path, STABLE, shape=ENVIRONMENT.shape)
    except (NotFound, Forbidden):
        return True
    return not documents or any("approvalSettings" in document for document in documents)


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
        *approvals.APPROVALS,
    ),
    options={"sdk_keys": SHOW},
    hidden={"sdk_keys": SDK_KEYS},
    copied_by="source",
    shape={"key": str},
    left_out={"tags": []},
    exclusive=((approvals.RULES.required, approvals.RULES.tags),),
    check_options=approvals.check_options,
    check_new=lambda options, desired, reader: approvals.check_new(
        desired, lambda: _has_approvals(desired.identity, reader)
    ),
    check_change=lambda options, desired, document: approvals.check_change(desired, document),
    destroys=lambda identity, reader: (
        "the settings of every flag in it, its segments, its persistent stores, and the SDK key, mobile key and"
        " client-side ID that applications use"
    ),
    unsaid=approvals.unsaid,
    hints={"service properties must match": approvals.OTHER_SERVICE},
)
