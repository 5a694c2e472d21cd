# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the collection can say, taken from its code: every text of some words that is no documentation.

Texts that are said together, such as what is wrong and what to do, are one message: those within one call, one entry of a
table, one branch of a condition or one statement.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HOLE = "…"
"""What stands in the place of what differs."""

_FEWEST = 3
"""Fewer words are a name or a part of a sentence."""

_DOCUMENTATION = frozenset(("DOCUMENTATION", "EXAMPLES", "RETURN"))
_APART = (ast.Call, ast.Tuple, ast.List, ast.Dict, ast.stmt)
_NOT_HERE = ("modules", "action", "doc_fragments")
_DATA = ("error_kinds.py", "form_variables.py")
_LABELS = ("called", "noun")
_MESSAGES = {"ansible.builtin.assert": ("fail_msg",), "ansible.builtin.fail": ("msg",)}


@dataclass(frozen=True)
class Message:
    """Where it is, and the texts that are said together, with holes."""

    where: str
    texts: tuple[str, ...]

    def has(self, phrase: str) -> bool:
        """Whether ``phrase`` may be a part of it; it may go on into what differs: ``LaunchDarkly answered 401``."""
        return any(phrase in text or _goes_on(text, phrase) for text in self.texts)


def _goes_on(text: str, phrase: str) -> bool:
    before = [part.strip() for part in text.split(HOLE)[:-1]]
    return any(len(part.split()) > 1 and phrase.startswith(f"{part} ") for part in before)


@functools.cache
def messages_of(plugins: Path) -> tuple[Message, ...]:
    """Those of the Python code below ``plugins``."""
    found: list[Message] = []
    for path in sorted(plugins.rglob("*.py")):
        if path.parent.name not in _NOT_HERE and path.name not in _DATA:
            found += _in_code(path.read_text(encoding="utf-8"), str(path.relative_to(plugins)))
    return tuple(found)


@functools.cache
def messages_of_roles(roles: Path) -> tuple[Message, ...]:
    """Those of the tasks of the ``roles`` that fail by themselves. Jinja expressions are holes, but for their texts."""
    found: list[Message] = []
    for path in sorted(roles.glob("*/tasks/*.yml")):
        for task in _tasks(yaml.safe_load(path.read_text(encoding="utf-8"))):
            for module, options in _MESSAGES.items():
                for option in options:
                    text = (task.get(module) or {}).get(option)
                    if text:
                        found.append(Message(str(path.relative_to(roles)), tuple(_with_holes(text))))
    return tuple(found)


def _tasks(value: Any) -> Iterator[dict[str, Any]]:
    for task in value or ():
        yield task
        for part in ("block", "rescue", "always"):
            yield from _tasks(task.get(part))


def _with_holes(template: str) -> Iterator[str]:
    expressions = re.findall(r"{{.*?}}", template, re.DOTALL)
    yield re.sub(r"\s*{{.*?}}", f" {HOLE}", template, flags=re.DOTALL).strip()
    for expression in expressions:
        yield from (text for text in re.findall(r'"([^"]+)"', expression) if _is_said(text))


def _in_code(code: str, where: str) -> Iterator[Message]:
    tree = ast.parse(code)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    told: dict[ast.AST, list[str]] = {}
    for node in ast.walk(tree):
        text = _text(node)
        if text and _is_said(text) and not _is_something_else(node, parents):
            told.setdefault(_said_with(node, parents), []).append(text)
    for together, texts in told.items():
        yield Message(f"{where}:{getattr(together, 'lineno', 0)}", tuple(texts))


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values)
    return ""


def _is_said(text: str) -> bool:
    return len(re.findall(r"(?<!\S)\S*[A-Za-z]{2,}", text.replace(HOLE, " "))) >= _FEWEST


def _is_something_else(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Documentation, a part of another text, a pattern, what is looked for in something, a label, or what was wanted."""
    parent = parents[node]
    if isinstance(parent, (ast.JoinedStr, ast.FormattedValue, ast.Expr, ast.Compare)):
        return True
    while not isinstance(parent, ast.stmt):
        if isinstance(parent, ast.Call) and re.match(r"re\.|wanting$", ast.unparse(parent.func)):
            return True
        if isinstance(parent, ast.keyword) and parent.arg in _LABELS:
            return True
        parent = parents[parent]
    return isinstance(parent, ast.Assign) and ast.unparse(parent.targets[0]) in _DOCUMENTATION


def _said_with(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> ast.AST:
    """What holds all that is said together with ``node``."""
    while not isinstance(parents[node], _APART):
        if isinstance(parents[node], ast.IfExp):
            return node
        node = parents[node]
    return parents[node]
