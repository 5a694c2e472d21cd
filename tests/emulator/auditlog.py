# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit log, of which entries are only put in by seeds: what is written over the API is in the log of requests."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .account import Account
from .answers import Answer, invalid_request, json_answer
from .call import Call
from .representation import link
from .table import Record
from .validation import check_statements

COLLECTION = "/api/v2/auditlog"
MOST = 20


def list_entries(account: Account, call: Call) -> Answer:
    """The entries, the newest first, that are about a resource that the specifier ``spec`` means."""
    specifier = call.query.get("spec")
    return _listed(
        account,
        call,
        lambda entry: specifier is None or any(_means(specifier, one["resource"]) for one in _accesses(entry)),
    )


def search_entries(account: Account, call: Call) -> Answer:
    """The entries, the newest first, of which a policy in the body allows an access; without any statement, all."""
    statements = call.json() if call.body else []
    check_statements(statements, "the body")
    return _listed(
        account, call, lambda entry: not statements or any(_allows(statements, one) for one in _accesses(entry))
    )


def _listed(account: Account, call: Call, is_wanted: Callable[[Record], bool]) -> Answer:
    text = call.query.get("limit", "10")
    if not text.isdigit() or not 1 <= int(text) <= MOST:
        raise invalid_request(f"limit must be from 1 to {MOST}")
    entries = sorted(filter(is_wanted, account.audit_log), key=lambda entry: entry["date"], reverse=True)
    items = [_shown(entry) for entry in entries[: int(text)]]
    return json_answer(200, {"_links": {"self": link(COLLECTION)}, "items": items})


def entry_of(account: Account, values: Record) -> Record:
    """A new entry. Raises ValueError without a date and the resources that it is about."""
    if not isinstance(values.get("date"), int) or not isinstance(values.get("accesses"), list):
        raise ValueError("an entry of the audit log needs date and accesses")
    made = {"kind": "environment", "name": "", "description": "", "shortDescription": ""}
    return {"_id": account.new_id(), "_accountId": "57be1db38b75bf0772d11380", **made, **values}


def _allows(statements: list[dict[str, Any]], access: dict[str, str]) -> bool:
    """Whether a statement allows ``access``, and none denies it."""
    effects = {one["effect"] for one in statements if _covers(one, access)}
    return effects == {"allow"}


def _covers(statement: dict[str, Any], access: dict[str, str]) -> bool:
    for named, others, name in (("resources", "notResources", "resource"), ("actions", "notActions", "action")):
        is_negative = not statement.get(named)
        listed = statement[others if is_negative else named]
        if any(_means(one, access[name]) for one in listed) is is_negative:
            return False
    return True


def _means(pattern: str, text: str) -> bool:
    """Whether a specifier of resources or actions means one; their tags are not looked at."""
    parts = [part.partition(";")[0] for part in pattern.split(":")]
    wanted = ":".join("[^:]*".join(map(re.escape, part.split("*"))) for part in parts)
    return pattern == "*" or re.fullmatch(wanted, re.sub(";[^:]*", "", text)) is not None


def _accesses(entry: Record) -> list[dict[str, str]]:
    return [{name: str(one.get(name)) for name in ("resource", "action")} for one in entry["accesses"]]


def _shown(entry: Record) -> dict[str, Any]:
    path = f"{COLLECTION}/{entry['_id']}"
    return {"_links": {"self": link(path)}, **entry}
