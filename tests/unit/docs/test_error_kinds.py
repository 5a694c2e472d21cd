# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds of errors are the documented ones: of the classes, of the guide, of the modules."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

from ansible_collections.community.launchdarkly.plugins.module_utils._client import error_kinds
from ansible_collections.community.launchdarkly.plugins.module_utils._client.error_kinds import (
    FAILURES,
    INTERNAL,
    KINDS,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import (
    ApiError,
    LaunchDarklyError,
    RequestFailed,
)
from documented import ROOT, returned
from guide_messages import GUIDE
from test_troubleshooting import CASES, KIND_OF

_UTILS = error_kinds.__name__.rpartition("._client")[0]

BASES = {LaunchDarklyError, RequestFailed, ApiError}
"""What others are kinds of."""


def _classes(base: type[LaunchDarklyError]) -> Iterator[type[LaunchDarklyError]]:
    yield base
    for one in base.__subclasses__():
        yield from _classes(one)


def _own_classes() -> set[type[LaunchDarklyError]]:
    """Those of the collection, all of whose code is imported."""
    folder = Path(error_kinds.__file__).parents[1]
    for path in sorted(folder.rglob("*.py")):
        importlib.import_module(".".join([_UTILS, *path.relative_to(folder).with_suffix("").parts]))
    return {one for one in _classes(LaunchDarklyError) if one.__module__.startswith(_UTILS)} - BASES


def test_every_class_has_a_kind_of_the_list() -> None:
    """And the list has no others."""
    assert {one.kind() for one in _own_classes()} | {INTERNAL, FAILURES} == KINDS.keys()


def test_nothing_is_raised_that_is_no_kind() -> None:
    """The classes that others are kinds of are never raised themselves."""
    names = {base.__name__ for base in BASES}
    for path in (ROOT / "plugins").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
            assert called not in names, path


def test_every_kind_is_reachable() -> None:
    """By a case that is really run."""
    assert set(KIND_OF.values()) == KINDS.keys()
    assert KIND_OF.keys() <= CASES.keys()


def test_the_guide_has_the_list() -> None:
    """In the same order, with what to do and whether to run it again."""
    rows = re.findall(r"^   \* - ``(\w+)``\n     - (.+)\n     - (.+)\n     - (.+)$", GUIDE, re.MULTILINE)
    assert rows == [(name, *kind) for name, kind in KINDS.items()]
    assert all(all(kind) for kind in KINDS.values())


def test_every_module_returns_one_of_them() -> None:
    modules = sorted(path.stem for path in Path(ROOT / "plugins" / "modules").glob("*.py"))
    assert len(modules) > 40
    for module in modules:
        assert returned(module)["error"]["contains"]["kind"]["choices"] == list(KINDS), module
