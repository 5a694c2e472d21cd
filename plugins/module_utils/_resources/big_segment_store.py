# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Persistent stores, which the API calls big segment stores.

https://launchdarkly.com/docs/api/persistent-store-integrations-beta
"""

from __future__ import annotations

import ipaddress
import re
import typing as t

from .._client.calls import BETA
from .._client.errors import InvalidOption
from .._client.nearest import did_you_mean
from .._engine.checks import check_secret, check_text, given, quoted
from .._engine.definition import Definition
from .._engine.fields import ABSENT, Field, as_it_is, member_name
from .._engine.identity import Key
from .._engine.members import Options, Single, Warn
from .._engine.places import NamedInList
from .environment import ENVIRONMENT
from .form_variables import FORM_VARIABLES
from .shared_fields import BOOL, NAME, TAGS, matching, text

KINDS: t.Final = ("redis", "dynamodb")
REGIONS: t.Final[list[str]] = FORM_VARIABLES["dynamodb"]["region"]["allowed"]

_HOST = re.compile(r"\w[\w-]*(\.[\w-]+)*\.?")
_REGION = re.compile(r"[a-z]{2,}(-[a-z]+)+-\d+")

_TABLE = matching(r"[a-zA-Z0-9_.-]{3,255}", "the name of a DynamoDB table: 3 to 255 letters, digits, '.', '_' and '-'")
_ROLE = matching(r"arn:aws[a-z-]*:iam::\d{12}:role/\S+", "the ARN of an IAM role (arn:aws:iam::…:role/…)")
_NUMBER_TO_65535 = r"[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]"
_PORT = matching(_NUMBER_TO_65535, "a port: a number from 1 to 65535 is meant")

Check = t.Callable[[str, t.Any], t.Any]


def _host(option: str, value: str) -> str:
    check_text(option, value, 255, spaces=False)
    if not _HOST.fullmatch(value) and not _is_address(value):
        found = "" if "@" in value else f", not {quoted(value)}"
        raise InvalidOption(option, f"must be a host name or an address, without scheme, user, port and path{found}")
    return value


def _is_address(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(re.sub(r"\A\[(.*)\]\Z", r"\1", host)))
    except ValueError:
        return False


def _region(option: str, value: str) -> str:
    check_text(option, value, 512, spaces=False)
    if not _REGION.fullmatch(value):
        near = did_you_mean(value, REGIONS)
        raise InvalidOption(option, f"{value!r} is not the name of an AWS region, such as us-east-1. {near}")
    return value


class _Region(Single):
    """The region of a table. AWS has new ones before this collection knows of them."""

    def check_options(self, options: Options, warn: Warn) -> None:
        value = given(options, self.field.option)
        if isinstance(value, str) and _REGION.fullmatch(value) and value not in REGIONS:
            near = did_you_mean(value, REGIONS)
            warn(f"{self.field.option}: {value!r} is no region that this collection knows. {near}")


def _config(kind: str, name: str, check: Check, option: str = "str") -> Field:
    """A member of a store's config. What is known of it, the table of form variables says."""
    known = FORM_VARIABLES[kind][member_name(name)]
    return Field(
        f"{kind}.{name}",
        ("config", member_name(name)),
        spec={"type": option, **({"no_log": True} if known.get("secret") else {})},
        check=check,
        needed=known.get("required", False),
        secret=known.get("secret", False),
        default=known.get("default", False if known.get("type") == "boolean" else ABSENT),
        other_paths=(("config",),),
    )


BIG_SEGMENT_STORE: t.Final = Definition(
    noun="big segment store",
    version=BETA,
    place=NamedInList(
        list="integration-capabilities/big-segment-store",
        create="integration-capabilities/big-segment-store/{project_key}/{environment_key}/{variant}",
        item="integration-capabilities/big-segment-store/{project_key}/{environment_key}/{variant}/{id}",
        keys=(Key("project_key", "projectKey", 100), Key("environment_key", "environmentKey")),
        id_option="integration_id",
        called="{variant} {noun} {which} of {project_key}/{environment_key}",
        variants=KINDS,
    ),
    plural="stores",
    parent=ENVIRONMENT,
    fields=(
        NAME,
        Field("enabled", ("on",), spec=BOOL, default=False),
        _config("redis", "host", _host),
        _config("redis", "port", _PORT),
        _config("redis", "username", text(512, empty=True)),
        _config("redis", "password", lambda option, value: check_secret(option, value, 4096)),
        _config("redis", "tls_enabled", as_it_is, "bool"),
        _config("dynamodb", "table_name", _TABLE),
        _Region(_config("dynamodb", "region", _region), KINDS),
        _config("dynamodb", "role_arn", _ROLE),
        _config("dynamodb", "external_id", text(512, spaces=False)),
        TAGS,
    ),
    brief_list=True,
    secret_option="redis",
    shape={"_id": str},
    left_out={"on": False, "tags": []},
)
