# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that hold suboptions, and what is wrong with them.

What is given for them is a dictionary before ansible-core's validation sees it: at a number there its validation ends
in a traceback, and at other text in a message that names no option. And where it finds something wrong, it does not say
in which entry of a list, so the entries are validated one by one to find out.
"""

from __future__ import annotations

import difflib
import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.validation import check_type_dict

from ._client.errors import InvalidOption
from ._task import Task

Spec = t.Mapping[str, t.Mapping[str, t.Any]]

_SHOWN = 10
"""How many problems are shown at most."""

_CONSTRAINTS = ("mutually_exclusive", "required_together", "required_one_of", "required_if", "required_by")


class Problem(t.NamedTuple):
    """What is wrong, and with which option; that is empty where it is not one alone."""

    option: str
    text: str


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


def invalid(
    task: Task, given: t.Mapping[str, t.Any], module: str, problem: str, messages: t.Sequence[str]
) -> dict[str, t.Any]:
    """The failed result of a task whose options are not what they must be.

    ``given`` and ``problem`` are from ``with_dictionaries``. ``messages`` are those of ansible-core's validation of all
    options, which say nothing of entries. ``module`` is the module's name.
    """
    if problem:
        found = [Problem(problem.partition(":")[0], problem)]
    else:
        found = list(_problems(task.options, task.constraints, given, module)) or [Problem("", messages[0])]
    text = found[0].text
    if len(found) > 1:
        more = f"\n- and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        text = "The options have several mistakes:" + "".join(f"\n- {one.text}" for one in found[:_SHOWN]) + more
    error = {"kind": InvalidOption.kind()}
    if found[0].option:
        error["option"] = found[0].option
    return {"failed": True, "changed": False, "msg": text, "error": error}


def _problems(
    spec: Spec,
    constraints: t.Mapping[str, t.Any],
    given: t.Mapping[str, t.Any],
    module: str,
    where: str = "",
    of: str = "",
) -> t.Iterator[Problem]:
    """What ansible-core finds wrong in ``given``, which is at ``where`` and belongs to the entry named ``of``."""
    # Without their suboptions, which are validated where they are.
    here = {name: {key: value for key, value in option.items() if key != "options"} for name, option in spec.items()}
    checked = ArgumentSpecValidator(here, **constraints).validate(given)
    unknown = sorted(map(str, checked.unsupported_parameters))
    # What ansible-core says of unsupported parameters is always the last.
    for text in checked.error_messages[:-1] if unknown else checked.error_messages:
        yield Problem(where, f"{where}{of}: {text}" if where else text)
    if unknown and where:
        for name in unknown:
            place = f"{where}.{name}"
            known = f"Supported parameters include: {', '.join(sorted(spec))}."
            yield Problem(place, f"{place}{of}: unsupported parameter.{_nearest([name], spec)} {known}")
    elif unknown:
        text = f"Unsupported parameters for ({module}) module: {checked.error_messages[-1]}{_nearest(unknown, spec)}"
        yield Problem(unknown[0], text)
    for name, option in spec.items():
        value = checked.validated_parameters.get(name)
        if "options" not in option or value is None:
            continue
        label = f"{where}.{name}" if where else name
        inner = {key: option[key] for key in _CONSTRAINTS if key in option}
        for index, entry in enumerate(value if option["type"] == "list" else [value]):
            if option["type"] == "list":
                yield from _problems(option["options"], inner, entry, module, f"{label}[{index}]", _named(entry))
            else:
                yield from _problems(option["options"], inner, entry, module, label, of)


def _named(entry: t.Mapping[str, t.Any]) -> str:
    name = entry.get("name")
    return f" (name {name!r})" if isinstance(name, str) and name else ""


def _nearest(unknown: t.Iterable[str], spec: Spec) -> str:
    known = [*spec, *(alias for option in spec.values() for alias in option.get("aliases", ()))]
    found = [near for name in unknown for near in difflib.get_close_matches(name, known, 1)]
    return f" Did you mean {', '.join(dict.fromkeys(found))}?" if found else ""
