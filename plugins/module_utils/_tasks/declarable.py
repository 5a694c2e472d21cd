# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task would take of the options that declare what is there: the service has values that this collection refuses."""

from __future__ import annotations

import copy
import typing as t

from .._client.errors import InvalidOption
from .._engine.definition import Definition
from .._engine.fields import ABSENT, lookup, put
from .._engine.members import Exported
from .entries import checked


def take_out_odd(definition: Definition, exported: Exported) -> tuple[list[InvalidOption], InvalidOption | None]:
    """Take those of the options of ``exported`` out that no task would take.

    Returns why, an error for each, and the error for which even the rest declares nothing; None where it does.
    """
    out: list[InvalidOption] = []
    keys = {key.option for key in definition.place.keys}
    while True:
        try:
            _validate(definition, exported)
            return out, None
        except InvalidOption as error:
            there = [tuple(option.split(".")) for option in error.option.split(", ")]
            odd = [one for one in there if lookup(exported.options, one) is not ABSENT]
            if not odd or any(one[0] in keys or one[0] == "name" for one in there):
                return out, error
            # The rest of it is worth more than nothing.
            for one in odd:
                put(exported.options, one, ABSENT)
            out.append(error)


def _validate(definition: Definition, exported: Exported) -> None:
    """Raise InvalidOption where a task would not take the options, with some secrets."""
    options: dict[str, t.Any] = copy.deepcopy(exported.options)
    for place in exported.secrets:
        put(options, place, "some secret")
    try:
        checked(definition, options)
    except InvalidOption:
        if "validate_config" not in definition.spec():
            raise
        # The account has values that the table of form variables does not know to be allowed.
        checked(definition, {**options, "validate_config": False})
        exported.options["validate_config"] = False
