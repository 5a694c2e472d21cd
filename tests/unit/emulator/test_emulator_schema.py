# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""schemathesis makes up calls from the API's schema, and finds no answer of the emulator that violates it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import api_schema
import pytest
import requests
from emulator.control import Emulator
from emulator.dialect import NAMED_DIALECTS
from emulator.routing import ROUTES
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from imported_later import ImportedLater
from kind_table import KIND_ROWS
from long_run import LONG

schemathesis = ImportedLater("schemathesis")
STORE = {"projectKey": "default", "environmentKey": "test", "integrationKey": "redis", "name": "one"}
APPROVALS = {"apiKey": "supersecret123", "baseURL": "https://one.example.com"}
SEED: dict[str, Any] = {
    "projects": [{"key": "another"}],
    "stores": [{**STORE, "config": {"host": "redis.example.com", "password": "supersecret123"}}],
    "integration_configurations": [{"integrationKey": "custom-approvals", "name": "one", "configValues": APPROVALS}],
    "audit_log_entries": [{"date": 1, "accesses": [{"action": "updateOn", "resource": "proj/default:env/test"}]}],
    **{kind.state: [kind.seed()] for kind in KIND_ROWS},
}
PATHS = api_schema.document({})["paths"]
# What takes no body can hardly be called in a wrong way.
CASES = [
    (path, method, good)
    for path, calls in PATHS.items()
    for method in calls
    for good in ([True, False] if "requestBody" in calls[method] else [True])
]


def _name(path: str, method: str, good: bool) -> str:
    return f"{'good' if good else 'bad'} {method} {path.removeprefix('/api/v2/')}"


def _plain(path: str) -> str:
    return "/".join("{}" if segment.startswith("{") else segment for segment in path.split("/"))


@pytest.fixture
def session(emulator: Emulator) -> Iterator[requests.Session]:
    """One connection for all calls."""
    with requests.Session() as made:
        made.trust_env = False
        made.headers["Authorization"] = emulator.token
        yield made


def test_the_schema_has_every_call() -> None:
    """But for the manifests, which LaunchDarkly does not document."""
    # The names of the parameters differ, and none tells anything.
    described = {(_plain(path), method.upper()) for path, method, _good in CASES}
    served = {(_plain(route.template), method) for route in ROUTES for method in route.handlers}
    assert served - described == {("/api/v2/integration-manifests", "GET")}
    assert described <= served


@pytest.mark.parametrize(("path", "method", "good"), CASES, ids=[_name(*case) for case in CASES])
def test_answers(emulator: Emulator, session: requests.Session, path: str, method: str, good: bool) -> None:
    """Under each dialect. Good calls are carried out, bad ones are refused."""
    made = emulator.reset(seed=SEED)["created"]
    document = api_schema.document({name: made[name][0] for name in made if name != "projects"})
    document["paths"] = {path: {method: document["paths"][path][method]}}
    operation = schemathesis.openapi.from_dict(document)[path][method.upper()]
    mode = schemathesis.GenerationMode.POSITIVE if good else schemathesis.GenerationMode.NEGATIVE
    (version,) = operation.definition.raw["parameters"][0]["schema"]["enum"]
    succeeded = []
    openapi_checks = importlib.import_module("schemathesis.specs.openapi.checks")
    checks = (
        schemathesis.checks.not_a_server_error,
        openapi_checks.status_code_conformance,
        openapi_checks.content_type_conformance,
        openapi_checks.response_schema_conformance,
    )

    @settings(
        max_examples=200 if LONG else 6,
        deadline=None,
        database=None,
        derandomize=not LONG,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), dialect=st.sampled_from(sorted(NAMED_DIALECTS)))
    def conforms(case: Any, dialect: str) -> None:
        emulator.reset(seed=SEED, dialect=dialect)
        answer = case.call(base_url=emulator.url, session=session, headers={"LD-API-Version": version})
        case.validate_response(answer, checks=checks)
        succeeded.append(answer.status_code < 400)

    conforms()
    assert any(succeeded) if good else not all(succeeded)
