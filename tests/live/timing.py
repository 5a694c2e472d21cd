# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast a run asks, and how long it waits: a clock and a sleep that tests replace."""

from __future__ import annotations

import dataclasses
import time
import typing as t


@dataclasses.dataclass(frozen=True)
class Timing:
    """Seconds, all of them.

    ``interval`` lies between two calls. ``late`` is how late a deletion may be seen. ``polls`` are the times after a write
    at which its effect is looked for. ``status`` is how long a store gets to show a status, ``visit`` how long the service
    gets to come to a listener.
    """

    interval: float = 2.0
    late: float = 30.0
    polls: tuple[float, ...] = (0.0, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
    status: float = 120.0
    visit: float = 600.0
    clock: t.Callable[[], float] = time.monotonic
    now: t.Callable[[], float] = time.time
    sleep: t.Callable[[float], None] = time.sleep
