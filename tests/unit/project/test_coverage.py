# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/coverage.md answers for every part of the API that can be changed."""

from __future__ import annotations

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.kinds import KINDS
from ansible_collections.community.launchdarkly.tests.generate.coverage import COVERAGE, PATH
from project_files import plugins, text

WRITES = ("create", "delete", "patch", "put", "update")


def test_every_part_that_can_be_changed_is_answered_for() -> None:
    """As LaunchDarkly's own client has them."""
    launchdarkly_api = pytest.importorskip("launchdarkly_api")
    groups = [name for name in dir(launchdarkly_api) if name.endswith("Api")]
    changing = {
        name.removesuffix("Api")
        for name in groups
        if any(call.startswith(tuple(f"{verb}_" for verb in WRITES)) for call in dir(getattr(launchdarkly_api, name)))
    }
    answered = [row.group for row in COVERAGE]
    assert len(answered) == len(set(answered))
    assert set(answered) == changing


def test_every_module_of_a_kind_is_named() -> None:
    """And every module that is named is there."""
    named = [module for row in COVERAGE for module in row.modules]
    assert set(named) <= set(plugins("modules"))
    assert {name for kind in KINDS for name in (kind.name, kind.names)} <= set(named)
    assert all(row.modules or row.reason for row in COVERAGE)


def test_the_page_is_linked() -> None:
    """From the page for users."""
    assert PATH in text("docs/docsite/rst/guide_integrations.rst")
