# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One running emulation: the account and everything that can be set about how it answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .account import Account
from .dialect import resolve_dialect
from .faults import Faults
from .limits import RateLimit
from .requestlog import RequestLog
from .seeding import seed_account

SETTINGS = ("latency_ms", "dialect", "rate_limit", "status", "random_seed")


class Emulation:
    """Account, faults, limits, latency and request log. ``reset`` takes all of it back to the start."""

    def __init__(
        self,
        *,
        token: str,
        dialect: Any = None,
        latency_ms: float = 0.0,
        seed: int = 0,
        state_file: Path | None = None,
    ) -> None:
        self.token = token
        self.first_latency_ms = latency_ms
        self.latency_ms = latency_ms
        self.seed = seed
        self.account = Account(dialect=dialect, seed=seed, state_file=state_file)
        self.faults = Faults(seed)
        self.rate_limit = RateLimit()
        self.requests = RequestLog()

    def reset(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """Everything as at the start, then the wanted settings and seeds on top. Returns what seeding gave."""
        seeds = wanted.pop("seed", None)
        self.account.reset()
        # Also drops what was serialised under the dialect before.
        self.account.set_dialect(dict(self.account.first_dialect))
        self.faults.clear()
        self.faults.set_seed(self.seed)
        self.rate_limit.configure(None)
        self.requests.clear()
        self.latency_ms = self.first_latency_ms
        self.set(wanted)
        created = seed_account(self.account, seeds) if seeds else {}
        self.account.save()
        return created

    def set(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """Change the settings that are given, leave the others. Raises ValueError for unknown ones."""
        unknown = set(wanted) - set(SETTINGS)
        if unknown:
            raise ValueError(f"unknown settings: {', '.join(sorted(unknown))}; known: {', '.join(SETTINGS)}")
        if "dialect" in wanted:
            self.account.set_dialect(resolve_dialect(wanted["dialect"], self.account.dialect))
        if "latency_ms" in wanted:
            self.latency_ms = float(wanted["latency_ms"])
        if "rate_limit" in wanted:
            self.rate_limit.configure(wanted["rate_limit"])
        if "status" in wanted:
            self.account.default_status = dict(wanted["status"])
        if "random_seed" in wanted:
            self.faults.set_seed(int(wanted["random_seed"]))
        return self.settings()

    def settings(self) -> dict[str, Any]:
        """The settings as they are."""
        return {
            "latency_ms": self.latency_ms,
            "dialect": self.account.dialect,
            "rate_limit": self.rate_limit.settings,
            "status": self.account.default_status,
        }
