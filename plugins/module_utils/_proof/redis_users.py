# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users of Redis, with no more rights than big segments need.

https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
"""

from __future__ import annotations

import hashlib
import typing as t

from .reading import StoreError
from .redis_store import RedisConnection

RULES: t.Final[dict[str, tuple[str, ...]]] = {
    "write": ("+@read", "+@write", "+@transaction", "+@connection"),
    "read": ("+get", "+smembers", "+@connection"),
}
"""What a user may do by its access: LaunchDarkly writes, an SDK reads."""


def desired_user(prefix: str, password: str, access: str) -> dict[str, t.Any]:
    """A user that sees the keys under ``prefix`` only. Its password is there as the hash that Redis keeps."""
    return {
        "enabled": True,
        "keys": [f"~{prefix}:*"],
        "channels": [],
        "rules": sorted(("-@all", *RULES[access])),
        "selectors": [],
        "passwords": [hashlib.sha256(password.encode()).hexdigest()],
    }


def read_user(connection: RedisConnection, name: str) -> dict[str, t.Any] | None:
    """The user as ``desired_user`` describes one; None where there is none. Raises StoreError."""
    found = connection.call("acl_getuser", name)
    if not found:
        return None
    flags = found.get("flags") or ()
    keys = found.get("keys") or ()
    # Redis 7 has text with tildes, Redis 6 a list without.
    patterns = keys.split() if isinstance(keys, str) else [k if k.startswith(("~", "%")) else f"~{k}" for k in keys]
    channels = found.get("channels") or ()
    return {
        "enabled": "on" in flags and "nopass" not in flags,
        "keys": sorted(patterns),
        "channels": sorted(channels.split() if isinstance(channels, str) else channels),
        "rules": sorted({*(found.get("categories") or ()), *(found.get("commands") or ())}),
        # Further sets of rules, which Redis has from 7 on.
        "selectors": list(found.get("selectors") or ()),
        "passwords": sorted(found.get("passwords") or ()),
    }


def write_user(connection: RedisConnection, name: str, user: t.Mapping[str, t.Any]) -> str:
    """Make the user so, and have Redis keep it. Returns why it may be lost at a restart, or nothing. Raises StoreError."""
    allowed = [rule for rule in user["rules"] if rule != "-@all"]
    passwords = [f"#{password}" for password in user["passwords"]]
    rules = ["reset", "resetchannels", "on", *passwords, *user["keys"], "-@all", *allowed]
    connection.call("execute_command", "ACL", "SETUSER", name, *rules)
    problem = ""
    for command in (("ACL", "SAVE"), ("CONFIG", "REWRITE")):
        try:
            connection.call("execute_command", *command)
            return ""
        except StoreError as error:
            problem = error.message
    return problem
