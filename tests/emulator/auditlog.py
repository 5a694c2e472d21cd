# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit log, of which entries are only put in by seeds: what is written over the API is in the log of requests."""

from __future__ import annotations

import re
from typing import Any

from .account import Account
from .answers import Answer, invalid_request, json_answer
from .call import Call
from .representation import link
from .table import Record

COLLECTION = "/api/v2/auditlog"
MOST = 20


def list_entries(account: Account, call: Call) -> Answer:
    """The entries, the newest first, that are about a resource that the specifier ``spec`` means."""
    query = call.query
    text = query.get("limit", "10")
    if not text.isdigit() or not 1 <= int(text) <= MOST:
        raise invalid_request(f"limit must be from 1 to {MOST}")
    wanted = _means(query.get("spec", "*"))
    entries = [entry for entry in account.audit_log if any(wanted.fullmatch(one) for one in _resources(entry))]
    entries.sort(key=lambda entry: entry["date"], reverse=True)
    return json_answer(
        200, {"_links": {"self": link(COLLECTION)}, "items": [_shown(entry) for entry in entries[: int(text)]]}
    )


def entry_of(account: Account, values: Record) -> Record:
    """A new entry. Raises ValueError without a date and the resources that it is about."""
    if not isinstance(values.get("date"), int) or not isinstance(values.get("accesses"), list):
        raise ValueError("an entry of the audit log needs date and accesses")
    made = {"kind": "environment", "name": "", "description": "", "shortDescription": ""}
    return {"_id": account.new_id(), "_accountId": "57be1db38b75bf0772d11380", **made, **values}


def _means(specifier: str) -> re.Pattern[str]:
    # The tags of a specifier are not looked at.
    parts = [part.partition(";")[0] for part in specifier.split(":")]
    return re.compile(":".join("[^:]*".join(map(re.escape, part.split("*"))) for part in parts))


def _resources(entry: Record) -> list[str]:
    return [re.sub(";[^:]*", "", str(access.get("resource"))) for access in entry["accesses"]]


def _shown(entry: Record) -> dict[str, Any]:
    path = f"{COLLECTION}/{entry['_id']}"
    return {"_links": {"self": link(path)}, **entry}
