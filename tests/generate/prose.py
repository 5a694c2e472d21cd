# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The prose of options: where it is read, and how it is told elsewhere."""

from __future__ import annotations

import ast
import re
import typing as t

import yaml

from ..runner.process import RunnerError

Described = dict[str, dict[str, t.Any]]
"""Options by name, as a module's documentation has them."""

_OPTION = re.compile(r"O\(([\w-]+)([^():#]*)\)")


def documentation(text: str, path: str, part: str = "DOCUMENTATION") -> dict[str, t.Any]:
    """DOCUMENTATION, or RETURN, in ``text``, the text of the plugin at ``path``. Raises RunnerError if there is none."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == part:
            return dict(yaml.safe_load(ast.literal_eval(node.value)))
    raise RunnerError(f"{path} has no {part}")


def paragraphs(option: t.Mapping[str, t.Any]) -> list[str]:
    """The description of ``option``, also where it is a text and no list."""
    description = option["description"]
    return [description] if isinstance(description, str) else list(description)


def retold(told: list[str], called: t.Callable[[str], str], role: bool) -> list[str]:
    """``told`` for another place, in which ``called`` gives an option's name; empty where the place has none of it.

    A paragraph that refers to such an option is left out. In the documentation of a ``role`` the name is code: a reference
    would be to an option of the role.
    """
    markup = "C" if role else "O"
    return [
        _OPTION.sub(lambda found: f"{markup}({called(found[1])}{found[2]})", text)
        for text in told
        if all(called(name) for name, _rest in _OPTION.findall(text))
    ]


_NAMES = re.compile(r"\b(?:M|P)\((?:\w+\.)+(\w+)(?:#\w+)?\)")
_CODE = re.compile(r"\b(?:C|E|O|RV|V)\(((?:[^()\\]|\\.)*)\)")


def markdown(text: str) -> str:
    """``text``, which has the markup of Ansible's documentation, as a cell of a table in Markdown."""
    text = _NAMES.sub(r"`\1`", text)
    return _CODE.sub(lambda found: f"`{found[1]}`", text).replace("|", "\\|")
