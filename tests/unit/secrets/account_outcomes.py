# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outcomes of the module for an account, with the files that it writes: they are beside the playbook."""

from __future__ import annotations

from typing import Any

from configuration_outcomes import ONE as CONFIGURATION
from planted import KEY, PASSWORD, WORD
from playbook_runs import Outcome
from store_outcomes import CRASH, ONE, OTHER, PREVIEW, ROTATED, TOKEN_GIVEN, crash, refusal

FILES = ("account.plan.json", "account.plan.md", "account.backout.yml")
_PLANNED = {"plan_path": f"{{{{ playbook_dir }}}}/{FILES[0]}"}
_TAKEN_BACK = {"backout_path": f"{{{{ playbook_dir }}}}/{FILES[2]}"}


def account(*stores: dict[str, Any], **options: Any) -> dict[str, Any]:
    """A declared account: ``stores``, and a configuration."""
    lists = {"big_segment_stores": list(stores), "integration_configurations": [CONFIGURATION]}
    return {**TOKEN_GIVEN, "fingerprint_key": "{{ the_key }}", **lists, **options}


ACCOUNT = [
    Outcome("planned", account(ONE, OTHER, **_PLANNED), "changed", keywords=PREVIEW),
    Outcome("created", account(ONE, OTHER), "changed"),
    Outcome("unchanged", account(ONE, OTHER), "unchanged"),
    Outcome("rotation planned", account(ROTATED, OTHER, **_PLANNED), "changed", keywords=PREVIEW),
    Outcome(
        "not as planned",
        account(ONE, {**OTHER, "enabled": False}, approved_plan=f"{{{{ playbook_dir }}}}/{FILES[0]}"),
        "plan",
    ),
    Outcome(
        "rotated as planned",
        account(ROTATED, OTHER, approved_plan=f"{{{{ playbook_dir }}}}/{FILES[0]}", **_TAKEN_BACK),
        "changed",
    ),
    Outcome("sent again", account(ROTATED, OTHER, update_secrets="always"), "changed"),
    Outcome("wrong type", account({**ONE, "enabled": "maybe {{ the_password }}"}), "not a valid boolean"),
    Outcome("no dictionary", account(ONE, "{{ the_password }}"), "must be a dictionary"),
    Outcome(
        "one refused",
        account(OTHER, {**ONE, "name": "two"}, {**ONE, "name": "three"}),
        "could not be brought",
        orders=[refusal("POST", PASSWORD, KEY, WORD)],
    ),
    Outcome("crashed", account(OTHER, {**ONE, "name": "four"}), CRASH, keywords=crash("POST")),
]
