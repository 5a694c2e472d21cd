# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_store_info: as of any kind, with what an SDK has to be told."""

from __future__ import annotations

import dataclasses
import typing as t

from .._resources.big_segment_store import BIG_SEGMENT_STORE
from .._task import Context, Options
from .client_side_ids import sdk_configurations
from .info import info, read


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """The stores of the account that fit the options."""
    found = read(BIG_SEGMENT_STORE, options, context)
    shown = [resource.shown_as(document) for resource, document in found]
    if options["gather_config"]:
        stores = [document for _resource, document in found]
        for store, told in zip(shown, sdk_configurations(stores, context), strict=True):
            if told:
                store["sdk_configuration"] = told
    return {"changed": False, BIG_SEGMENT_STORE.names: shown}


TASK = dataclasses.replace(info(BIG_SEGMENT_STORE), run=run)
