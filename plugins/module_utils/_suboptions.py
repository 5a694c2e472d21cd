# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that hold suboptions: what is given for them is a dictionary before ansible-core's validation sees it.

At a number there its validation ends in a traceback, and at other text in a message that names no option.
"""

from __future__ import annotations

import typing as t

from ansible.module_utils.common.validation import check_type_dict

Spec = t.Mapping[str, t.Mapping[str, t.Any]]


def with_dictionaries(spec: Spec, given: t.Mapping[str, t.Any], where: str = "") -> tuple[dict[str, t.Any], str]:
    """``given`` with an empty dictionary where a dictionary is wanted and something else is; and what is wrong there.

    The second is empty where nothing is wrong. ``where`` is the option that ``given`` is the value of.
    """
    result = dict(given)
    problem = ""
    for name, option in spec.items():
        value = result.get(name)
        if "options" not in option or value is None:
            continue
        label = f"{where}.{name}" if where else name
        if option["type"] == "dict":
            result[name], wrong = _dictionary(option["options"], value, label)
        elif isinstance(value, (list, tuple)):
            items = [_dictionary(option["options"], item, f"{label}[{i}]") for i, item in enumerate(value)]
            result[name], wrong = (
                [item for item, _unused in items],
                next((wrong for _unused, wrong in items if wrong), ""),
            )
        else:
            result[name], wrong = [], f"{label}: must be a list of dictionaries, not {_kind(value)}."
        problem = problem or wrong
    return result, problem


def _dictionary(spec: Spec, value: t.Any, label: str) -> tuple[dict[str, t.Any], str]:
    try:
        found = check_type_dict(value)
    except TypeError:
        return {}, f"{label}: must be a dictionary, not {_kind(value)}."
    return with_dictionaries(spec, found, label)


def _kind(value: t.Any) -> str:
    names = {bool: "a boolean", str: "text", dict: "a dictionary", list: "a list", int: "a number", float: "a number"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), "null")
