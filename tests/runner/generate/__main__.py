# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write all that is generated. ``python3 -m tests.runner generate`` starts this where Ansible is."""

from __future__ import annotations

import sys

from ..paths import ROOT
from ..process import RunnerError, say
from .everything import everything

if __name__ == "__main__":
    try:
        for path in everything(ROOT).write():
            say(f"wrote {path}")
    except RunnerError as error:
        sys.exit(str(error))
