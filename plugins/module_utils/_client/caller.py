# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who the access token is, as the service knows it.

See https://launchdarkly.com/docs/api/other/get-caller-identity
"""

from __future__ import annotations

import dataclasses
import typing as t

from .text import plain


@dataclasses.dataclass(frozen=True)
class Caller:
    """Empty text stands for what the service does not tell. Nothing of it is secret."""

    account_id: str = ""
    token_name: str = ""
    token_kind: str = ""
    token_id: str = ""
    member_id: str = ""
    service_token: bool = False
    scopes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """For a message: ``the token 'CI' of account 61f0…, with the scope reader``."""
        name = f"the token {self.token_name!r}" if self.token_name else f"the token {self.token_id}".strip()
        name = f"{name} of account {self.account_id}" if self.account_id else name
        return f"{name}, with the scope {', '.join(self.scopes)}" if self.scopes else name

    def facts(self) -> dict[str, t.Any]:
        """What is known, for the result of a task, under names in the style of Ansible's options."""
        known = {name: value for name, value in dataclasses.asdict(self).items() if value not in ("", False, ())}
        return {**known, "scopes": list(self.scopes)} if self.scopes else known


def caller_of(data: t.Any) -> Caller | None:
    """The Caller in the service's answer; None where it tells nothing."""
    if not isinstance(data, dict):
        return None
    members = ("accountId", "tokenName", "tokenKind", "tokenId", "memberId")
    account, name, kind, token, member = (plain(str(data.get(member) or "")) for member in members)
    listed = data.get("scopes")
    scopes = tuple(plain(scope) for scope in listed if isinstance(scope, str)) if isinstance(listed, list) else ()
    caller = Caller(account, name, kind, token, member, data.get("serviceToken") is True, scopes)
    return caller if caller.facts() else None
