# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m tests.live`` without the distance between calls, as a process that can be killed."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from live.__main__ import end, main
from live.reporting import Places
from live.timing import Timing

QUICK = Timing(interval=0.0, late=0.4, polls=(0.0, 0.1), status=0.0)

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, end)
    folder = Path(sys.argv[1])
    places = Places(folder / "dialects", folder / "cassettes", folder / "docs", folder / "work")
    try:
        sys.exit(main(sys.argv[2:], os.environ, QUICK, places))
    except KeyboardInterrupt:
        sys.exit(130)
