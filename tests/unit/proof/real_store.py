# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A store that works, for a test to break: in LaunchDarkly, which is the emulator, and itself."""

from __future__ import annotations

import json
from typing import Any

from backends.aws_server import AwsServer
from backends.judge import judge
from backends.tls_relay import TlsRelay
from emulator.control import Emulator
from in_process import run_in_process

REGION = "eu-central-1"
TABLE = "launchdarkly-segments"
ROLE = "launchdarkly-big-segments"
EXTERNAL_ID = "0f8fad5b-d9cb-469f-a165-70867728950e"
WRITER, WRITER_PASSWORD = "launchdarkly", "the-password-of-launchdarkly"
READER, READER_PASSWORD = "application", "the-password-of-the-application"
MEMBERS = {"user-1": {"included": ["vip.g1"]}, "user-2": {"excluded": ["vip.g1"]}}
KEYS = ("namespace", "key")


class RealStore:
    """What both kinds have in common. ``prefix`` is the client-side ID of the environment default/test."""

    kind = ""

    def __init__(self, emulator: Emulator, config: dict[str, Any], order: dict[str, Any]) -> None:
        self.emulator = emulator
        environments = emulator.state()["projects"][0]["environments"]
        self.prefix: str = next(e["_id"] for e in environments if e["key"] == "test")
        self.other_prefix: str = next(e["_id"] for e in environments if e["key"] == "production")
        self.order = {"members": MEMBERS, **order}
        store = {"projectKey": "default", "environmentKey": "test", "integrationKey": self.kind, "name": "Segments"}
        self.id = emulator.seed(stores=[{**store, "on": True, "config": config}])["stores"][0]

    def configure(self, **config: Any) -> None:
        """Change the config in LaunchDarkly."""
        self.emulator.patch_store(self.id, {"config": config})

    def synchronise(self, **order: Any) -> dict[str, Any]:
        """LaunchDarkly's status after an attempt."""
        return self.emulator.synchronise_store(self.id, **{**self.order, **order})

    def own(self, **own: Any) -> dict[str, Any]:
        """How the application reaches the store, as the options of the proof."""
        raise NotImplementedError

    def health(self, **options: Any) -> dict[str, Any]:
        """The only store's part of big_segment_store_health."""
        result = run_in_process("big_segment_store_health", {**self._connection(), **options})
        assert not result.get("failed"), result
        return result["big_segment_stores"][0]

    def proof(self, own: dict[str, Any] | None = None, **options: Any) -> dict[str, Any]:
        """big_segment_store_proof, by the application; ``own`` changes how it reaches the store."""
        given = {"project_key": "default", "environment_key": "test", self.kind: self.own(**(own or {}))}
        result = run_in_process("big_segment_store_proof", {**self._connection(), "timeout": 2, **given, **options})
        for password in (WRITER_PASSWORD, READER_PASSWORD, "testing-secret"):
            assert password not in json.dumps(result)
        return result

    def judge(self, sdk_configuration: dict[str, Any], context_key: str = "user-1") -> dict[str, Any]:
        """What LaunchDarkly's SDK says."""
        return judge(sdk_configuration, context_key, "vip")

    def _connection(self) -> dict[str, Any]:
        return {"access_token": self.emulator.token, "base_url": self.emulator.url}


class RealRedis(RealStore):
    """Redis. ``plain_port`` is where it listens without TLS."""

    kind = "redis"

    def __init__(self, emulator: Emulator, admin: Any, relay: TlsRelay, plain_port: int) -> None:
        self.admin, self.relay, self.plain_port = admin, relay, plain_port
        config = {"host": "localhost", "port": str(relay.port), "username": WRITER, "password": WRITER_PASSWORD}
        super().__init__(emulator, {**config, "tlsEnabled": True}, {"ca_path": str(relay.certificate)})
        self.set_user(WRITER, WRITER_PASSWORD, "+@read", "+@write", "+@transaction", "+@connection")
        self.set_user(READER, READER_PASSWORD, "+get", "+smembers", "+@connection")

    def set_user(self, name: str, password: str, *rules: str, keys: str = "") -> None:
        """Make the user anew, with no more than these rules."""
        keys = keys or f"~{self.prefix}:*"
        self.admin.execute_command("ACL", "SETUSER", name, "reset", "on", f">{password}", keys, "-@all", *rules)

    def own(self, **own: Any) -> dict[str, Any]:
        return {"username": READER, "password": READER_PASSWORD, "ca_path": str(self.relay.certificate), **own}

    def judge(self, sdk_configuration: dict[str, Any], context_key: str = "user-1") -> dict[str, Any]:
        options: dict[str, Any] = {"username": READER, "password": READER_PASSWORD}
        if sdk_configuration["tls_enabled"]:
            options["ssl_ca_certs"] = str(self.relay.certificate)
        return judge(sdk_configuration, context_key, "vip", redis_options=options)


class RealDynamoDB(RealStore):
    """DynamoDB. The environment variables of boto3 are set."""

    kind = "dynamodb"

    def __init__(self, emulator: Emulator, aws: AwsServer) -> None:
        import boto3

        self.client: Any = boto3.session.Session().client("dynamodb")
        iam: Any = boto3.session.Session().client("iam")
        self.make_table(TABLE)
        statement = {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::999999999999:root"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:ExternalId": EXTERNAL_ID}},
        }
        trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        role = iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        config = {"tableName": TABLE, "region": REGION, "roleArn": role, "externalId": EXTERNAL_ID}
        super().__init__(emulator, config, {"aws_endpoint_url": aws.url})

    def make_table(self, name: str, keys: tuple[str, str] = KEYS) -> None:
        """A table with these keys."""
        self.client.create_table(
            TableName=name,
            KeySchema=[
                {"AttributeName": key, "KeyType": kind} for key, kind in zip(keys, ("HASH", "RANGE"), strict=True)
            ],
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
            BillingMode="PAY_PER_REQUEST",
        )

    def own(self, **own: Any) -> dict[str, Any]:
        return own
