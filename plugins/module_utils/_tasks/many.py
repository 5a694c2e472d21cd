# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of a module for many resources of a kind: a whole declared set in one task, one report for all of it."""

from __future__ import annotations

import typing as t

from .._client.errors import all_mistakes
from .._engine.definition import Definition
from .._options import BATCH, CONNECTION, PRUNE
from .._task import Context, Options, Task
from . import entries, scope
from .one import secret_options
from .together import Together


def many(definition: Definition) -> Task:
    """The task of the module that is called as the kind is, in the plural."""
    option = definition.plural

    def run(options: Options, context: Context) -> dict[str, t.Any]:
        of_all = {name: options[name] for name in definition.hidden}
        declared, problems = entries.declared(definition, option, options[option], of_all, context)
        if problems:
            raise all_mistakes(problems)
        wanted = scope.checked(definition, options)
        together = Together(declared, options, context, places=bool(wanted))
        together.plan()
        if wanted:
            found = scope.documents(definition, wanted, context)
            together.compare([entries.undeclared(definition, keys, document, options) for keys, document in found])
            together.plan_removals()
        return together.apply()

    return Task(
        options={
            **CONNECTION,
            **secret_options(definition),
            **BATCH,
            option: {**entries.spec(definition), "required": True},
            **PRUNE,
            "prune_scope": {"type": "dict", "options": scope.spec(definition)},
            **({"confirm_deletion": {"type": "list", "elements": "str"}} if definition.needs_confirmation else {}),
            **{name: dict(definition.options[name]) for name in definition.hidden},
        },
        constraints={"required_if": [("prune", True, ("prune_scope",))]},
        secrets=lambda options: entries.secret_values(definition, options.get(option)),
        run=run,
        hides_output=definition.hides_output,
    )
