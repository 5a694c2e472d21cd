# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DynamoDB, IAM and STS by moto, with what it lacks for these tests."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from types import TracebackType
from typing import Any

ACCOUNT_ID = "123456789012"
"""The account to which all resources belong, whatever the credentials are."""


class AwsServer:
    """All of it on ``url``, in threads of this process. A context manager."""

    def __init__(self) -> None:
        from moto.server import ThreadedMotoServer

        _mend()
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self.url = ""

    def __enter__(self) -> AwsServer:
        self._server.start()
        host, port = self._server.get_host_and_port()
        self.url = f"http://{host}:{port}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()

    def environment(self, region: str) -> dict[str, str]:
        """The environment variables with which boto3 finds it."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing-secret",
            "AWS_DEFAULT_REGION": region,
            "AWS_EC2_METADATA_DISABLED": "true",
        }


def _mend() -> None:
    """Once a process: a table has an id, and a role is assumed only with the external ID that its trust policy wants."""
    from moto.dynamodb.models.table import Table
    from moto.sts.models import STSBackend

    table: Any = Table
    sts: Any = STSBackend
    if getattr(table, "mended", False):
        return
    table.mended = True
    table.describe = _with_table_id(table.describe)
    sts.assume_role = _trusting(sts.assume_role)


def _with_table_id(describe: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    # community.aws.dynamodb_table reads it.
    def described(table: Any, base_key: str = "TableDescription") -> dict[str, Any]:
        result = describe(table, base_key)
        result[base_key].setdefault("TableId", "00000000-0000-4000-8000-000000000000")
        return result

    return described


def _trusting(assume_role: Callable[..., Any]) -> Callable[..., Any]:
    def assumed(backend: Any, *arguments: Any, **named: Any) -> Any:
        _check_trust(named["role_arn"], named["external_id"])
        return assume_role(backend, *arguments, **named)

    return assumed


def _check_trust(role_arn: str, external_id: str) -> None:
    from moto.iam.models import iam_backends
    from moto.sts.exceptions import STSClientError

    roles = iam_backends[ACCOUNT_ID]["aws"].roles.values()
    for role in roles:
        if role.arn == role_arn:
            statements = json.loads(role.assume_role_policy_document)["Statement"]
            wanted = [s.get("Condition", {}).get("StringEquals", {}).get("sts:ExternalId") for s in statements]
            if external_id in wanted or None in wanted:
                return
    raise STSClientError(
        "AccessDenied",
        "User: arn:aws:sts::999999999999:assumed-role/launchdarkly is not authorized to perform: sts:AssumeRole on"
        f" resource: {role_arn}",
    )
