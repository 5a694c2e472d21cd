# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that hold suboptions, and what is wrong with them.

What is given for them is a dictionary before ansible-core's validation sees it: at a number there its validation ends
in a traceback, and at other text in a message that names no option. And where it finds something wrong, it does not say
in which entry of a list, so the entries are validated one by one to find out.
"""

from __future__ import annotations

import re
import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.validation import check_type_dict

from ._client.errors import InvalidOption, all_mistakes
from ._client.nearest import meant
from ._task import Task

Spec = t.Mapping[str, t.Mapping[str, t.Any]]

_CONSTRAINTS = ("mutually_exclusive", "required_together", "required_one_of", "required_if", "required_by")
_CHOICE = re.compile(
    r"value of \S+ must be one (?:or more )?of: (?P<choices>.+?)(?:, got|\. Got no match for): (?P<got>.*)"
)
"""What ansible-core says of a value that is none of the choices."""

_YAML = {"true": "on", "false": "off", "on": "on", "off": "off"}
"""What is taken for an option of these names: YAML has a truth value for a bare one."""


def with_dictionaries(
    spec: Spec, given: t.Mapping[str, t.Any], where: str = "", of: str = ""
) -> tuple[dict[str, t.Any], list[InvalidOption]]:
    """``given`` with an empty dictionary where a dictionary is wanted and something else is; and what is wrong there.

    The second is empty where nothing is wrong. ``where`` is the option that ``given`` is the value of, ``of`` the entry.
    """
    result = dict(given)
    problems: list[InvalidOption] = []
    for name, option in spec.items():
        value = result.get(name)
        if "options" not in option or value is None:
            continue
        label = f"{where}.{name}" if where else name
        if option["type"] == "dict":
            result[name], wrong = _dictionary(option["options"], value, label, of)
            problems += wrong
        elif isinstance(value, (list, tuple)):
            pairs = [_dictionary(option["options"], item, f"{label}[{i}]", of) for i, item in enumerate(value)]
            result[name] = [item for item, _wrong in pairs]
            problems += [one for _item, wrong in pairs for one in wrong]
        else:
            result[name] = []
            problems.append(InvalidOption(label, f"must be a list of dictionaries, not {_kind(value)}", of=of))
    return result, problems


def _dictionary(spec: Spec, value: t.Any, label: str, of: str) -> tuple[dict[str, t.Any], list[InvalidOption]]:
    try:
        found = check_type_dict(value)
    except TypeError:
        return {}, [InvalidOption(label, f"must be a dictionary, not {_kind(value)}", of=of)]
    return with_dictionaries(spec, found, label, named(found) or of)


def _kind(value: t.Any) -> str:
    names = {bool: "a boolean", str: "text", dict: "a dictionary", list: "a list", int: "a number", float: "a number"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), "null")


def invalid(
    task: Task,
    given: t.Mapping[str, t.Any],
    module: str,
    problems: t.Sequence[InvalidOption],
    messages: t.Sequence[str],
) -> dict[str, t.Any]:
    """The failed result of a task whose options are not what they must be.

    ``given`` and ``problems`` are from ``with_dictionaries``. ``messages`` are those of ansible-core's validation of all
    options, which say nothing of entries. ``module`` is the module's name.
    """
    found = problems or list(_problems(task.options, task.constraints, given, module))
    error = all_mistakes(found or [InvalidOption("", messages[0])])
    return {"failed": True, "changed": False, "msg": str(error), "error": error.details()}


def _problems(
    spec: Spec,
    constraints: t.Mapping[str, t.Any],
    given: t.Mapping[str, t.Any],
    module: str,
    where: str = "",
    of: str = "",
) -> t.Iterator[InvalidOption]:
    """What ansible-core finds wrong in ``given``, which is at ``where`` and belongs to the entry named ``of``."""
    # Without their suboptions, which are validated where they are.
    here = {name: {key: value for key, value in option.items() if key != "options"} for name, option in spec.items()}
    checked = ArgumentSpecValidator(here, **constraints).validate(given)
    unknown = sorted(map(str, checked.unsupported_parameters))
    # What ansible-core says of unsupported parameters is always the last.
    for text in checked.error_messages[:-1] if unknown else checked.error_messages:
        yield InvalidOption(where, text, _nearest_choice(text), of)
    if unknown and where:
        for name in unknown:
            known = ", ".join(sorted(spec))
            text = f"unsupported parameter.{_nearest([name], spec)} Supported parameters include: {known}."
            yield InvalidOption(f"{where}.{name}", text, of=of)
    elif unknown:
        names, supported, known = checked.error_messages[-1].partition(" Supported parameters include")
        text = f"Unsupported parameters for ({module}) module: {names}{_nearest(unknown, spec)}{supported}{known}"
        mistake = InvalidOption("", text)
        mistake.option = unknown[0]
        yield mistake
    for name, option in spec.items():
        value = checked.validated_parameters.get(name)
        if "options" not in option or value is None:
            continue
        label = f"{where}.{name}" if where else name
        inner = {key: option[key] for key in _CONSTRAINTS if key in option}
        for index, entry in enumerate(value if option["type"] == "list" else [value]):
            if option["type"] == "list":
                own = named(entry) or of
                yield from _problems(option["options"], inner, entry, module, f"{label}[{index}]", own)
            else:
                yield from _problems(option["options"], inner, entry, module, label, of)


def named(entry: t.Mapping[str, t.Any]) -> str:
    """What an entry of a list calls itself, in brackets: its name, else its keys; empty where it has neither."""
    name = entry.get("name")
    if isinstance(name, str) and name:
        return f" (name {name!r})"
    keys = [value for option, value in entry.items() if str(option).endswith("_key") and isinstance(value, str)]
    return f" ({'/'.join(keys)})" if keys else ""


def _nearest(unknown: t.Iterable[str], spec: Spec) -> str:
    known = [*spec, *(alias for option in spec.values() for alias in option.get("aliases", ()))]
    found, yaml = [], ""
    for name in unknown:
        bare = _YAML.get(name.lower())
        if bare and "enabled" in spec:
            found.append("enabled")
            yaml = f" YAML takes a bare {bare} for {str(bare == 'on').lower()}."
        else:
            found.append(meant(name, known))
    shown = ", ".join(repr(name) for name in dict.fromkeys(filter(None, found)))
    return f" Did you mean {shown}?{yaml}" if shown else ""


def _nearest_choice(text: str) -> str:
    said = _CHOICE.fullmatch(text)
    near = meant(said["got"], said["choices"].split(", ")) if said else ""
    return f"Did you mean {near!r}?" if near else ""
