# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What chooses among the documents of a list."""

from __future__ import annotations

import typing as t

from .._client.nearest import did_you_mean
from .._engine.checks import check_tags, check_text
from .._engine.fields import Json
from .._task import Context, Options


def check_filters(options: Options) -> None:
    """Raise InvalidOption where no name is as ``name``, or no tags as ``tags``: where a template gave an empty text, say."""
    if options.get("name") is not None:
        check_text("name", options["name"])
    check_tags("tags", options.get("tags") or ())


def fits(document: Json, wanted: t.Mapping[str, t.Any], tags: t.Iterable[str] | None) -> bool:
    """Whether ``document`` has every member that is ``wanted`` (None: any) and all of ``tags``.

    The service leaves out of an answer what is false.
    """
    there = {member: document.get(member, False if value is False else None) for member, value in wanted.items()}
    return all(value is None or there[member] == value for member, value in wanted.items()) and set(tags or ()) <= set(
        document.get("tags") or ()
    )


def warn_of_unknown_keys(
    option: str, keys: t.Iterable[str], known: t.Collection[str], what: str, context: Context
) -> None:
    """A warning for each of ``keys`` that is none of the ``known`` ones, with the nearest of those."""
    for key in dict.fromkeys(keys):
        if key not in known:
            context.warn(
                f"{option}: there is no {what} {key!r} that this access token can see. {did_you_mean(key, known)}"
            )
