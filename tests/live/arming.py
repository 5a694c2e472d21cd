# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose account it is, and whether a run may write there."""

from __future__ import annotations

import dataclasses
import typing as t

from .api import STABLE, Answer, Api
from .guard import CONFIGURATIONS, STORES
from .inventory import CONFIGURATION_KEY, IDENTITY, MANIFESTS, Inventory, allows_configurations, listed, take_inventory

DIGITS = 6
POWERFUL = ("owner", "admin")
FAMILIES = {"projects": "project", "stores": "store", "configurations": f"configuration {CONFIGURATION_KEY}"}


class Refused(Exception):
    """The run does not begin. Nothing was written."""


@dataclasses.dataclass(frozen=True)
class Caller:
    """Whose token it is. ``roles`` is empty where the token may not be looked at."""

    account_id: str
    token_name: str
    kind: str
    roles: tuple[str, ...]

    def __str__(self) -> str:
        roles = ", ".join(self.roles) or "not shown to this token"
        return f"account {self.account_id}, token {self.token_name!r} ({self.kind}), role: {roles}"


@dataclasses.dataclass
class Preflight:
    """What was found without writing. ``blocked`` has the reason for each family that cannot be used."""

    caller: Caller
    before: Inventory
    integration_keys: list[str]
    blocked: dict[str, str]


def who(api: Api) -> Caller:
    """Ask whose token it is. Raises Refused."""
    answer = api.get(IDENTITY, version=STABLE)
    if not answer.ok or not isinstance(answer.body, dict) or not answer.body.get("accountId"):
        raise Refused(f"caller-identity answers {answer.refusal}: the token is not one of this host")
    body = answer.body
    kind = "service token" if body.get("serviceToken") else "personal token"
    return Caller(str(body["accountId"]), str(body.get("tokenName", "")), kind, _roles(api, body))


def _roles(api: Api, identity: t.Mapping[str, t.Any]) -> tuple[str, ...]:
    """What the token may do, in names: from the token itself or, where that is not shown, from the identity."""
    token = api.get(f"/api/v2/tokens/{identity.get('tokenId', '')}", version=STABLE).body
    if isinstance(token, dict) and (token.get("role") or token.get("customRoleIds") or token.get("inlineRole")):
        named = [str(token["role"])] if token.get("role") else []
        named += ["custom role"] if token.get("customRoleIds") else []
        return tuple(named + (["inline policy"] if token.get("inlineRole") else []))
    scopes = identity.get("scopes")
    return tuple(str(scope) for scope in scopes) if isinstance(scopes, list) else ()


def look_around(api: Api, caller: Caller) -> Preflight:
    """GET one of each family, and everything that has to be there again in the end."""
    manifests = api.get(MANIFESTS, version=STABLE)
    known = {str(item.get("key")) for item in listed(manifests) if allows_configurations(item)}
    keys = sorted(known | {CONFIGURATION_KEY})
    first = len(api.exchanges)
    before = take_inventory(api, keys)
    answers = {exchange.path: exchange.answer for exchange in api.exchanges[first:]}
    blocked = {} if manifests.ok else {"manifests": _reason(manifests)}
    places = {
        "projects": "/api/v2/projects",
        "stores": STORES,
        "configurations": f"{CONFIGURATIONS}/keys/{CONFIGURATION_KEY}",
    }
    for family, kind in FAMILIES.items():
        if before.get(kind) is None:
            blocked[family] = _reason(answers[places[family]])
    return Preflight(caller, before, keys, blocked)


def _reason(answer: Answer) -> str:
    return f"reading is refused with {answer.refusal}: the plan or the token's policy lacks it"


def may_share(preflight: Preflight, shared_account: bool) -> None:
    """Raises Refused for a token that could harm what is not the run's, unless the maintainer says that it is meant."""
    others = preflight.before["project"] or []
    harmless = preflight.caller.roles and not any(role in POWERFUL for role in preflight.caller.roles)
    if others and not harmless and not shared_account:
        raise Refused(
            f"the account has {len(others)} projects, and the token is an administrator's or does not show its role."
            " Use the token that docs/live.md describes, an account of its own, or --shared-account."
        )


def confirmed(caller: Caller, given: str | None, ask: t.Callable[[str], str]) -> None:
    """Have the account's id typed, or compare the one ``given``. Raises Refused."""
    answer = given if given is not None else ask(f"Type the last {DIGITS} characters of the account's id to go on: ")
    if answer.strip() not in (caller.account_id, caller.account_id[-DIGITS:]):
        raise Refused("the account's id was not confirmed, so nothing was written")
