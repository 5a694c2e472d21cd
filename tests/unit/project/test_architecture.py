# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the architecture that can be counted: layers, sizes, and what a kind of resource may cost."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from kind_table import KIND_ROWS, SETTINGS_ROW
from runner.paths import ROOT

UTILS = ROOT / "plugins" / "module_utils"
LAYERS = ("_client", "_engine", "_resources", "_tasks")
LONGEST = 250
KINDS = {
    **dict.fromkeys((row.module for row in (*KIND_ROWS, SETTINGS_ROW)), 80),
    "project": 80,
    "environment": 80,
    "big_segment_store": 150,
    "integration_configuration": 150,
}
"""The most lines of code that a kind may have of its own: its definition, its modules and its own tasks."""


def code_lines(file: Path) -> int:
    """Without documentation, comments, blank lines, and what is generated."""
    text = re.sub(r"(?ms)^# BEGIN GENERATED .*?^# END GENERATED ", "# ", file.read_text(encoding="utf-8"))
    prose: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, (ast.Expr, ast.Assign)) or not isinstance(node.value, ast.Constant):
            continue
        last = node.end_lineno or node.lineno
        if isinstance(node.value.value, str) and (isinstance(node, ast.Expr) or last > node.lineno):
            prose |= set(range(node.lineno, last + 1))
    lines = enumerate(text.splitlines(), 1)
    return sum(1 for number, line in lines if line.strip() and line.strip()[0] != "#" and number not in prose)


def imports(file: Path) -> Iterator[Path]:
    """The files of the collection that ``file`` imports at its top."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        folder = file.parent
        for _up in range(node.level - 1):
            folder = folder.parent
        package = folder.joinpath(*(node.module or "").split(".")) if node.module else folder
        names = [package.with_suffix(".py"), *(package / f"{name.name}.py" for name in node.names)]
        yield from (name for name in names if name.exists())


def test_no_file_of_the_engine_is_long() -> None:
    """Whoever reads one can hold it in mind."""
    sizes = {file.name: len(file.read_text(encoding="utf-8").splitlines()) for file in (UTILS / "_engine").glob("*.py")}
    assert {name: size for name, size in sizes.items() if size > LONGEST} == {}


@pytest.mark.parametrize("layer", ["_client", "_engine"])
def test_no_branch_on_a_kind(layer: str) -> None:
    """A kind that does not fit needs a concept, not an exception."""
    kind = re.compile(r"\b(?:if|elif)\b.*(?:project_|environment_|redis|dynamodb|big_segment|configuration)")
    for file in (UTILS / layer).glob("*.py"):
        assert [line for line in file.read_text(encoding="utf-8").splitlines() if kind.search(line)] == [], file.name


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_knows_only_those_below_it(layer: str) -> None:
    """In the order of LAYERS."""
    above = LAYERS[LAYERS.index(layer) + 1 :]
    for file in (UTILS / layer).glob("*.py"):
        assert [path.name for path in imports(file) if path.parent.name in above] == [], file.name


def test_no_circle_of_imports() -> None:
    """Each file can be read after those that it imports."""
    graph = {file: set(imports(file)) for file in UTILS.rglob("*.py")}
    while leaves := [file for file, needed in graph.items() if not needed & graph.keys()]:
        for file in leaves:
            del graph[file]
    assert sorted(file.name for file in graph) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_costs_little(kind: str) -> None:
    """Everything that is not prose, and not generated."""
    names = [kind, f"{kind}s", f"{kind}_info"]
    files = [UTILS / "_resources" / f"{kind}.py", *(ROOT / "plugins" / "modules" / f"{name}.py" for name in names)]
    files += [file for name in names if (file := UTILS / "_tasks" / f"{name}.py").exists()]
    assert sum(map(code_lines, files)) <= KINDS[kind]
