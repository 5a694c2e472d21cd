# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Renames of which the service's list does not know yet."""

from __future__ import annotations

import pytest
from emulator.control import Emulator
from fault_tasks import FAMILY, KINDS, Kind, Tasks, writes


@pytest.mark.parametrize("kind", [*KINDS, *FAMILY], ids=lambda kind: kind.name)
def test_a_rename_whose_answer_is_lost_while_the_list_lags(emulator: Emulator, kind: Kind) -> None:
    """The list shows the old name, the thing itself the new one: it is found, and not made once more."""
    there = kind.seeded(emulator)
    emulator.settings(dialect={"list_freshness_ms": 60000})
    emulator.faults([{"kind": "fail_after", "status": 504, "method": "PATCH"}])
    options = {**kind.identity, **kind.declared, "name": "two", "previous_name": "one"}
    result = Tasks(emulator).run(kind.task, options)
    assert not result.get("failed"), result
    assert [operation["path"] for operation in result["operations"]] == ["/name"]
    assert writes(emulator) == ["PATCH"]
    assert [(one["_id"], one["name"]) for one in kind.documents(emulator)] == [(there, "two")]
    # The next run sees the same list.
    assert not Tasks(emulator).run(kind.task, options)["changed"]
    assert writes(emulator) == ["PATCH"]
