# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows the documentation in the modules of a kind. Needs nothing but Python, as the action plugins made of it."""

from __future__ import annotations

from .blocks import Files, just

BLOCK = "module"

_UTILS = "ansible_collections.community.launchdarkly.plugins.module_utils"
_TASKS = {"": "one", "s": "many", "_info": "info"}
"""By what follows the kind's name in the name of the module, the task that it has of any kind."""

_TEXT = '''
from {utils}._module import run_module
{imports}


def main() -> None:
    """Run the module."""
    run_module({task})


if __name__ == "__main__":
    main()
'''


def fill_modules(files: Files) -> None:
    """Have each module of a kind run its task: the one that every kind has, or its own where ``_tasks`` has that."""
    utils = files.root / "plugins" / "module_utils"
    for definition in sorted((utils / "_resources").glob("*.py")):
        for ending, task in _TASKS.items():
            name = f"{definition.stem}{ending}"
            path = f"plugins/modules/{name}.py"
            if files.text(path):
                own = (utils / "_tasks" / f"{name}.py").is_file()
                text = _of_own_task(name) if own else _of_kind(definition.stem, task)
                files.fill(path, BLOCK, "the kind", just(text))


def _of_own_task(name: str) -> str:
    return _TEXT.format(utils=_UTILS, imports=_import(f"_tasks.{name}", "TASK"), task="TASK")


def _of_kind(kind: str, task: str) -> str:
    constant = kind.upper()
    imports = f"{_import(f'_resources.{kind}', constant)}\n{_import(f'_tasks.{task}', task)}"
    return _TEXT.format(utils=_UTILS, imports=imports, task=f"{task}({constant})")


def _import(module: str, name: str) -> str:
    """As the formatter has it."""
    line = f"from {_UTILS}.{module} import {name}"
    return line if len(line) <= 120 else f"from {_UTILS}.{module} import (\n    {name},\n)"
