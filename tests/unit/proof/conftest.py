# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of this folder share: an environment with a store of each kind, real ones, and tasks that look at them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tasks")]

from backends.aws_server import AwsServer  # noqa: E402 - the path has to come first
from backends.redis_server import ADMIN_PASSWORD, RedisServer, ensure_redis_server  # noqa: E402
from backends.tls_relay import TlsRelay  # noqa: E402
from emulator.control import Emulator  # noqa: E402
from real_store import REGION, RealDynamoDB, RealRedis  # noqa: E402


@pytest.fixture(scope="session")
def build() -> Path:
    """Where what is made lies."""
    return next((path for path in HERE.parents if path.name == ".build"), HERE.parents[2] / ".build")


@pytest.fixture(scope="session")
def redis_server(build: Path) -> Iterator[RedisServer]:
    """The process."""
    with RedisServer(ensure_redis_server(sys.executable, build)) as server:
        yield server


@pytest.fixture(scope="session")
def tls_relay(redis_server: RedisServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TlsRelay]:
    """TLS before it."""
    with TlsRelay(redis_server.port, tmp_path_factory.mktemp("relay")) as relay:
        yield relay


@pytest.fixture(scope="session")
def aws_server() -> Iterator[AwsServer]:
    """DynamoDB, IAM and STS."""
    with AwsServer() as server:
        yield server


@pytest.fixture
def aws(aws_server: AwsServer, monkeypatch: pytest.MonkeyPatch) -> AwsServer:
    """The same, empty, and found by boto3."""
    import requests

    requests.post(f"{aws_server.url}/moto-api/reset", timeout=10).raise_for_status()
    for name, value in aws_server.environment(REGION).items():
        monkeypatch.setenv(name, value)
    return aws_server


@pytest.fixture
def real_redis(emulator: Emulator, redis_server: RedisServer, tls_relay: TlsRelay) -> RealRedis:
    """A Redis store that works: users for LaunchDarkly and for the application, TLS, and the store in LaunchDarkly."""
    import redis

    admin: Any = redis.Redis(port=redis_server.port, password=ADMIN_PASSWORD, decode_responses=True)
    admin.flushall()
    return RealRedis(emulator, admin, tls_relay, redis_server.port)


@pytest.fixture
def real_dynamodb(emulator: Emulator, aws: AwsServer) -> RealDynamoDB:
    """A DynamoDB store that works: table, role, and the store in LaunchDarkly."""
    return RealDynamoDB(emulator, aws)
