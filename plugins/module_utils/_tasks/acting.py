# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An action of a resource that is there: a call of its own, below the address of the resource."""

from __future__ import annotations

import typing as t

from .._client.errors import InvalidOption
from .._engine.declaring import identified_by
from .._engine.defined import Defined
from .._engine.definition import Definition
from .._engine.explain import wanting
from .._engine.fields import Json
from .._engine.finding import Finding
from .._engine.identity import Identity
from .._engine.instead import what_is_there
from .._engine.report import which
from .._task import Context, Options


def found(definition: Definition, options: Options, context: Context) -> tuple[Defined, Identity, Json]:
    """What the options mean, with its identity and as it is. Raises InvalidOption where it is not there."""
    resource = Defined(definition, options, context.warn)
    identity = identified_by(definition, options)
    document = Finding(resource, identity, context.reader, absent=True).find()
    if document is None:
        raise InvalidOption(
            "name" if identity.id is None else definition.place.id_option,
            f"there is no {resource.label(identity)}",
            resource.missing_place(identity, context.reader)
            or what_is_there(resource.described(identity, context.reader)),
        )
    return resource, identity, document


def act(
    resource: Defined,
    identity: Identity,
    document: Json,
    action: str,
    context: Context,
    query: t.Mapping[str, t.Any] | None = None,
    has_answer: bool = True,
) -> Json:
    """What LaunchDarkly answers to ``action``; None where the call has no answer. Raises the errors of the client."""
    path = (*resource.item_path(identity, document), action)
    with wanting(f"{action} {resource.label(identity, document)}"):
        client = context.reader.client
        return client.request("POST", path, resource.version, query=query, has_answer=has_answer).data


def specs(definition: Definition) -> dict[str, dict[str, t.Any]]:
    """The options that say which one is meant."""
    names = [*(key.option for key in definition.place.keys), "name", definition.place.id_option]
    return {name: option for name, option in definition.spec().items() if name in names}


def told(resource: Defined, identity: Identity, document: Json) -> dict[str, t.Any]:
    """What a result says of an action that was done, or would be in check mode."""
    return {"changed": True, **which(resource, identity, resource.kind, document)}
