# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of the modules: what each is put through. A new kind is a new row of the table of kinds."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from account_outcomes import ACCOUNT, FILES
from configuration_outcomes import CONFIGURATION, CONFIGURATION_INFO, CONFIGURATIONS, SEEDED_CONFIGURATIONS
from kind_outcomes import SENT, outcomes, outcomes_of_many, outcomes_of_reading, seeded
from kind_table import KIND_ROWS
from planted import FRACTION, LINE, NEW_PASSWORD, NUMBER, PASSWORD, WHOLE, WORD, Secret
from playbook_runs import Outcome
from project_outcomes import (
    ACCOUNT_INFO,
    ENVIRONMENT,
    ENVIRONMENT_INFO,
    MOBILE_KEY,
    PROJECT,
    PROJECT_INFO,
    SDK_KEY,
    SEEDED_PROJECT,
)
from proof_outcomes import AUDIT_LOG, LOOKED_AT_STORES, PUBLIC_IPS, REDIS_USER, STORE_HEALTH, STORE_PROOF
from store_outcomes import SEEDED_STORES, STORE, STORE_INFO, STORES


@dataclasses.dataclass(frozen=True)
class Row:
    """The ``outcomes`` of a module, on an account with ``seeds``.

    ``sent`` are the secrets that reach the API, ``held`` those of the account alone; ``files`` are what it writes.
    """

    outcomes: Sequence[Outcome]
    seeds: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    sent: Sequence[Secret] = ()
    held: Sequence[Secret] = ()
    files: Sequence[str] = ()


_PROJECTS: dict[str, Any] = {"seeds": {"projects": [SEEDED_PROJECT]}, "held": (SDK_KEY, MOBILE_KEY)}
_ACCOUNT: dict[str, Any] = {
    **_PROJECTS["seeds"],
    "stores": SEEDED_STORES,
    "integration_configurations": SEEDED_CONFIGURATIONS,
}
MODULES: dict[str, Row] = {
    "account": Row(ACCOUNT, sent=(PASSWORD, NEW_PASSWORD, NUMBER), files=FILES),
    "account_info": Row(ACCOUNT_INFO, _ACCOUNT, held=(SDK_KEY, MOBILE_KEY)),
    "audit_log_info": Row(AUDIT_LOG),
    "big_segment_redis_user": Row(REDIS_USER),
    "big_segment_store": Row(STORE, sent=(PASSWORD, NEW_PASSWORD, NUMBER, WHOLE)),
    "big_segment_stores": Row(STORES, sent=(PASSWORD, NEW_PASSWORD, NUMBER, WORD)),
    "big_segment_store_info": Row(STORE_INFO, {"stores": SEEDED_STORES}),
    "big_segment_store_health": Row(STORE_HEALTH, {"stores": LOOKED_AT_STORES}),
    "big_segment_store_proof": Row(STORE_PROOF, {"stores": LOOKED_AT_STORES}),
    "integration_configuration": Row(CONFIGURATION, sent=(PASSWORD, NEW_PASSWORD, LINE, NUMBER, FRACTION, WORD, WHOLE)),
    "integration_configurations": Row(CONFIGURATIONS, sent=(PASSWORD, LINE, NUMBER)),
    "integration_configuration_info": Row(CONFIGURATION_INFO, {"integration_configurations": SEEDED_CONFIGURATIONS}),
    "project": Row(PROJECT, **_PROJECTS),
    "project_info": Row(PROJECT_INFO, **_PROJECTS),
    "environment": Row(ENVIRONMENT, **_PROJECTS),
    "environment_info": Row(ENVIRONMENT_INFO, **_PROJECTS),
    "public_ips_info": Row(PUBLIC_IPS),
}
for _kind in KIND_ROWS:
    _sent = SENT if _kind.secrets else ()
    MODULES[_kind.module] = Row(outcomes(_kind), sent=_sent)
    MODULES[_kind.state] = Row(outcomes_of_many(_kind), sent=_sent)
    MODULES[f"{_kind.module}_info"] = Row(outcomes_of_reading(_kind), seeded(_kind))
