# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module flag_import: an import of flags, begun anew with every run."""

from __future__ import annotations

import typing as t

from .._options import CONNECTION
from .._resources.flag_import_configuration import FLAG_IMPORT_CONFIGURATION
from .._task import Context, Options, Task
from .acting import act, found, specs, told


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """Have LaunchDarkly import the flags; the answer tells only that it has begun."""
    resource, identity, document = found(FLAG_IMPORT_CONFIGURATION, options, context)
    result = told(resource, identity, document)
    if not context.check_mode:
        act(resource, identity, document, "trigger", context, has_answer=False)
    return result


TASK = Task(
    options={**CONNECTION, **specs(FLAG_IMPORT_CONFIGURATION)},
    constraints=FLAG_IMPORT_CONFIGURATION.constraints(),
    run=run,
)
