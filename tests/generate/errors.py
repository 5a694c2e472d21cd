# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds of errors: what every module returns of a failure, and a table of the guide. Needs the collection on the path."""

from __future__ import annotations

import importlib
import typing as t

from .blocks import Files, just
from .options import dumped

GUIDE = "docs/docsite/rst/guide_troubleshooting.rst"

_GUIDE = "Troubleshooting by error message,ansible_collections.community.launchdarkly.docsite.guide_troubleshooting"
_SOURCE = "plugins/module_utils/_client/error_kinds.py"


def error_kinds() -> dict[str, t.Any]:
    """The table of the collection: meaning, remedy and whether to run again, by the name of the kind."""
    place = "ansible_collections.community.launchdarkly.plugins.module_utils._client.error_kinds"
    return dict(importlib.import_module(place).KINDS)


def fill_errors(files: Files) -> None:
    """Document the kinds of errors in the modules' return values and in the guide to troubleshooting."""
    returned = {
        "error": {
            "description": "What went wrong, for conditions. What beside RV(error.kind) is there depends on the kind.",
            "type": "dict",
            "returned": "failure",
            "contains": {
                "kind": {
                    "description": [
                        "What kind of failure it is.",
                        f"The guide R({_GUIDE}) says of each what to do, and whether to run the task again.",
                    ],
                    "type": "str",
                    "choices": list(error_kinds()),
                },
            },
            "sample": {"kind": "not_found", "status": 404, "code": "not_found"},
        }
    }
    for file in sorted((files.root / "plugins" / "modules").glob("*.py")):
        files.fill(f"plugins/modules/{file.name}", "error", _SOURCE, lambda around, indent: dumped(returned, indent))
    rows = [
        f"   * - ``{name}``\n     - {kind.meaning}\n     - {kind.remedy}\n     - {kind.again}\n"
        for name, kind in error_kinds().items()
    ]
    head = (
        "\n.. list-table::\n   :header-rows: 1\n   :widths: 18 36 34 12\n\n"
        "   * - ``error.kind``\n     - what it means\n     - what to do\n     - run it again?\n"
    )
    files.fill(GUIDE, "kinds", _SOURCE, just(head + "".join(rows) + "\n"))
