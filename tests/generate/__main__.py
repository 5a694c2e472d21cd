# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write what is generated: ``plugins`` where there may be no Ansible yet, ``everything`` where it can import them."""

from __future__ import annotations

import sys

from ..runner.paths import ROOT
from ..runner.process import RunnerError, say
from .actions import fill_action_plugins
from .blocks import Files
from .modules import fill_modules


def main(what: str) -> None:
    """Raises RunnerError where the sources do not allow it."""
    if what == "everything":
        # Ansible has to find the options of the modules, which the other half may have changed.
        from .everything import everything

        files = everything(ROOT)
    else:
        files = Files(ROOT)
        fill_modules(files)
        fill_action_plugins(files)
    for path in files.write():
        say(f"wrote {path}")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except RunnerError as error:
        sys.exit(f"ERROR: {error}")
