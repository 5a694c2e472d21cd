# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the integration targets are shared out among ways of running, dialects and versions of ansible-core."""

from __future__ import annotations

import itertools

import pytest
from emulator.dialect import NAMED_DIALECTS
from runner.integration import DIALECTS, ENVIRONMENTS, HELPERS, IN_TWO_DIALECTS, variants
from runner.paths import ROOT

TARGETS = sorted(
    path.name for path in (ROOT / "tests" / "integration" / "targets").iterdir() if not path.name.startswith(HELPERS)
)


def test_every_dialect_that_has_a_name_is_run() -> None:
    """And the exceptions are targets."""
    assert set(DIALECTS) == set(NAMED_DIALECTS)
    assert set(IN_TWO_DIALECTS) < set(TARGETS)


@pytest.mark.parametrize(("number", "target"), list(enumerate(TARGETS)), ids=TARGETS)
def test_a_target_meets_every_dialect(number: int, target: str) -> None:
    """And both versions of ansible-core, and both ways of running."""
    known = DIALECTS[:2] if target in IN_TWO_DIALECTS else DIALECTS
    met = {environment: variants(target, number, environment) for environment in ENVIRONMENTS}
    every = [case for cases in met.values() for case in cases]
    assert len(every) == 3
    assert {case.dialect for case in every} == set(known)
    assert {case.in_process for case in every} == {True, False}
    assert all(met.values())
    assert {(case.in_process, case.dialect) for case in variants(target, number, "")} == {
        *itertools.product((True, False), known)
    }


def test_over_the_targets_everything_meets() -> None:
    """Each way of running, under each dialect, on each version of ansible-core."""
    met = {
        (environment, case.in_process, case.dialect)
        for environment in ENVIRONMENTS
        for number, target in enumerate(TARGETS)
        for case in variants(target, number, environment)
    }
    assert met == set(itertools.product(ENVIRONMENTS, (True, False), DIALECTS))
