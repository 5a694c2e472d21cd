# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the collection, as these tests read them."""

from __future__ import annotations

import ast
import typing as t

import yaml
from runner.paths import COLLECTION, ROOT


def load(path: str) -> t.Any:
    """The YAML file at ``path``, relative to the root of the collection."""
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def text(path: str) -> str:
    """The text of the file at ``path``."""
    return (ROOT / path).read_text(encoding="utf-8")


def plugins(kind: str) -> list[str]:
    """The names of all plugins of ``kind``, which is a directory below plugins."""
    return sorted(path.stem for path in (ROOT / "plugins" / kind).glob("*.py"))


def roles() -> list[str]:
    """The names of all roles."""
    return sorted(path.parent.parent.name for path in (ROOT / "roles").glob("*/tasks/main.yml"))


def blocks(kind: str, name: str) -> dict[str, t.Any]:
    """DOCUMENTATION, EXAMPLES and RETURN of a plugin, without its doc fragments; EXAMPLES as text."""
    found = {}
    for node in ast.parse(text(f"plugins/{kind}/{name}.py")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            block = node.targets[0].id
            if block in ("DOCUMENTATION", "RETURN"):
                found[block] = yaml.safe_load(ast.literal_eval(node.value))
            elif block == "EXAMPLES":
                found[block] = ast.literal_eval(node.value)
    return found


def fully(name: str) -> str:
    """``name`` with namespace and collection."""
    return f"{COLLECTION}.{name}"
