# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much a limit of pruning allows, and what is said of what was not pruned."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import InvalidOption
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.pruning import (
    allowed,
    place_of,
    told_not_pruned,
)

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("limit", "found", "number"),
    [("5", 100, 5), ("0", 9, 0), ("20%", 10, 2), ("20 %", 11, 3), ("99%", 200, 198), ("100%", 7, 7), ("0%", 7, 0)],
)
def test_a_limit_is_a_number_or_a_share(limit: str, found: int, number: int) -> None:
    """A share of a few is at least one of them."""
    assert allowed(limit, found) == number


@pytest.mark.parametrize("limit", ["101%", "-1", "half", "", "1.5"])
def test_another_limit_is_refused(limit: str) -> None:
    """By the name of the option, and with what it is."""
    with pytest.raises(InvalidOption, match=r"prune_limit: .* is neither a number nor a share such as 20%") as caught:
        allowed(limit, 10)
    assert limit in str(caught.value)


@pytest.mark.parametrize(("number", "more"), [(1, ""), (10, ""), (11, "- and 1 more, "), (25, "- and 15 more, ")])
def test_ten_are_told_and_how_many_more_there_are(number: int, more: str) -> None:
    """The result has them all."""
    first, *lines = told_not_pruned({f"store {one}": "it lies there" for one in range(number)}).splitlines()
    assert first == f"{number} not declared in prune_scope, and not deleted:"
    told = [f"- store {one}, since it lies there" for one in range(min(number, 10))]
    rest = [f"{more}see the member not_pruned of the result"] if more else []
    assert lines == [*told, *rest]


def test_what_is_not_there_is_nowhere() -> None:
    """Nothing is asked of the entry then."""
    entry: Any = None
    assert place_of(entry, None) is None
