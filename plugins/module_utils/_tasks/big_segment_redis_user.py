# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of the module big_segment_redis_user."""

from __future__ import annotations

import contextlib
import typing as t

from .._client.errors import InvalidOption, LaunchDarklyError
from .._engine.checks import check_key, check_secret, check_text
from .._engine.instead import missing
from .._options import CONNECTION
from .._proof.reading import StoreError
from .._proof.redis_store import RedisConnection, RedisPlace
from .._proof.redis_users import RULES, desired_user, read_user, write_user
from .._proof.sdk_configuration import REDIS_PORT
from .._resources.environment import ENVIRONMENT
from .._task import Context, Options, Task
from .found_stores import read_environment


class StoreUnusable(LaunchDarklyError):
    """The store itself refused, or cannot be reached."""


def run(options: Options, context: Context) -> dict[str, t.Any]:
    """The user has the rights that its access needs, on the keys of the environment, and no others."""
    project_key = check_key("project_key", options["project_key"], 100)
    environment_key = check_key("environment_key", options["environment_key"])
    name = check_text("name", options["name"], spaces=False)
    if not check_secret("password", options["password"]):
        raise InvalidOption("password", "must not be empty")
    prefix = read_environment(project_key, environment_key, context.reader).get("_id")
    if not prefix:
        raise InvalidOption(
            "project_key, environment_key",
            "the client-side ID of the environment is needed, since keys begin with it, and cannot be seen",
            missing(ENVIRONMENT, (project_key, environment_key), context.reader)
            or "Use an access token that may see the environment.",
        )
    desired = desired_user(str(prefix), options["password"], options["access"])
    try:
        with contextlib.closing(RedisConnection(_place(options))) as connection:
            found = read_user(connection, name)
            changed = found != desired
            if changed and not context.check_mode:
                lost = write_user(connection, name, desired)
                if lost:
                    context.warn(f"Redis does not keep its users, so {name} is lost when it is restarted ({lost}).")
    except StoreError as error:
        raise StoreUnusable(f"Redis at {options['redis']['host']}: {error.message}", _hint(error)) from None
    result: dict[str, t.Any] = {"changed": changed, "user": {"name": name, **_shown(desired)}}
    if context.diff:
        result["diff"] = {"before": _shown(found, desired), "after": _shown(desired)}
    return result


def _place(options: Options) -> RedisPlace:
    redis = options["redis"]
    if not 1 <= redis["port"] <= 65535:
        raise InvalidOption("redis.port", f"{redis['port']} is not a port: a number from 1 to 65535 is meant")
    return RedisPlace(**redis, timeout=options["timeout"])


def _hint(error: StoreError) -> str:
    if error.kind in ("authentication", "permission"):
        return "redis.username must be a user that may do +@admin and +acl, and redis.password its password."
    return error.hint


def _shown(user: t.Mapping[str, t.Any] | None, desired: t.Mapping[str, t.Any] | None = None) -> dict[str, t.Any]:
    """Without the hashes of passwords: a weak one is soon found out from them."""
    if user is None:
        return {}
    secret = "(secret)" if desired is None or user["passwords"] == desired["passwords"] else "(secret, another)"
    return {**{key: value for key, value in user.items() if key != "passwords"}, "password": secret}


TASK = Task(
    options={
        **CONNECTION,
        "project_key": {"type": "str", "required": True, "no_log": False},
        "environment_key": {"type": "str", "required": True, "no_log": False},
        "name": {"type": "str", "required": True},
        "password": {"type": "str", "required": True, "no_log": True},
        "access": {"type": "str", "required": True, "choices": sorted(RULES)},
        "redis": {
            "type": "dict",
            "required": True,
            "options": {
                "host": {"type": "str", "required": True},
                "port": {"type": "int", "default": REDIS_PORT},
                "username": {"type": "str"},
                "password": {"type": "str", "no_log": True},
                "tls_enabled": {"type": "bool", "default": True},
                "ca_path": {"type": "path"},
            },
        },
    },
    run=run,
)
