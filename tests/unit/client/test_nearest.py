# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which keys are named in place of one that is not there."""

from __future__ import annotations

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.nearest import did_you_mean, nearest

MANY = [f"project-{number}" for number in range(12)]


@pytest.mark.parametrize(
    ("wanted", "known", "said"),
    [
        ("prodution", [], "There is none."),
        ("prodution", ["production"], "Did you mean 'production'?"),
        ("Production", ["production", "test"], "Did you mean 'production'? There is also 'test'."),
        ("prodution", ["test", "production", "x"], "Did you mean 'production'? There are also 'test' and 'x'."),
        ("qqq", ["test"], "There is 'test'."),
        ("qqq", ["test", "production", "test"], "There are 'production' and 'test'."),
        ("qqq", ["a", "b", "c", "d", "e", "f", "g"], "There are 'a', 'b', 'c', 'd', 'e' and 2 more."),
        (
            "project-11x",
            MANY,
            "Did you mean 'project-11'? There are also 'project-1', 'project-10', 'project-0', 'project-2' and 7 more.",
        ),
        ("", ["a", "b"], "There are 'a' and 'b'."),
        ("a\x1b", ["a\x1b[2J"], r"There is 'a\x1b[2J'."),
    ],
)
def test_did_you_mean(wanted: str, known: list[str], said: str) -> None:
    """The nearest first, a few, and how many more."""
    assert did_you_mean(wanted, known) == said


@pytest.mark.parametrize(("most", "said"), [(1, "There are 'a' and 2 more."), (3, "There are 'a', 'b' and 'c'.")])
def test_as_many_as_asked_for(most: int, said: str) -> None:
    """At least one is named."""
    assert did_you_mean("x", ["a", "b", "c"], most) == said
    assert did_you_mean("aa", ["ab", "aa1"], 1) == "Did you mean 'aa1'? There is also 'ab'."


def test_nearest_names_all_once() -> None:
    """In one order, whatever order they come in."""
    wanted = ["web-production", "production", "web-prod", "test"]
    assert nearest("web-prodution", ["test", "production", "web-prod", "web-production", "test"]) == wanted
    assert nearest("web-prodution", reversed(wanted)) == wanted
