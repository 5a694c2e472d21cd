# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_store_health."""

from __future__ import annotations

import time
import typing as t

from .._options import CONNECTION
from .._proof.health import HEALTHY, health, summary
from .._task import Context, Options, Task
from .found_stores import SELECTION, STALE_AFTER, check_stale_after, listed_stores


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """The health of the stores that fit the options: one call, however many there are."""
    stale_after = check_stale_after(options)
    documents = listed_stores(options, context.reader)
    now = time.time()
    results = [health(document, now, stale_after) for document in documents]
    return {
        "changed": False,
        "big_segment_stores": results,
        "summary": summary(results),
        "healthy": all(result["status"] == HEALTHY for result in results),
    }


TASK = Task(
    options={**CONNECTION, **SELECTION, **STALE_AFTER},
    run=run,
)
