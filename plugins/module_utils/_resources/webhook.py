# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Webhooks: what LaunchDarkly tells an address about changes.

https://launchdarkly.com/docs/api/webhooks
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.calls import STABLE
from .._engine.checks import check_secret
from .._engine.definition import Definition
from .._engine.fields import Field, Value, When
from .._engine.members import Members, Options
from .._engine.places import NamedInList
from .shared_fields import BOOL, NAME, SECRET, TAGS, address, statements


class _Beginning(Members):
    """What LaunchDarkly wants to be told of a new one: whether it is signed, which takes a secret, and whether it is on."""

    def values(self, options: Options) -> t.Iterator[Value]:
        yield Value(Field("secret", ("sign",), when=When.AT_CREATION), bool(options.get("secret")))
        if options.get("enabled") is None:
            yield Value(Field("enabled", ("on",), when=When.AT_CREATION), True)


WEBHOOK: t.Final = Definition(
    noun="webhook",
    version=STABLE,
    place=NamedInList(list="webhooks", item="webhooks/{id}", keys=(), id_option="webhook_id"),
    plural="webhooks",
    fields=(
        NAME,
        Field("url", check=address, needed=True),
        Field("enabled", ("on",), spec=BOOL, default=False),
        Field("secret", spec=SECRET, check=lambda option, value: check_secret(option, value, 4096), secret=True),
        statements("statements"),
        dataclasses.replace(TAGS, when=When.AFTERWARDS, first=()),
        _Beginning(),
    ),
    secret_option="secret",
    left_out={"on": False, "tags": [], "statements": []},
    shape={"_id": str, "statements": list},
    version_member="",
    # Its secret is shown as it is, and a creation takes no tags.
    tags="",
)
