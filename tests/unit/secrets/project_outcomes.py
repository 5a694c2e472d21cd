# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outcomes of the modules for projects, environments and accounts: secret are the token and the SDK keys."""

from __future__ import annotations

from typing import Any

from planted import Secret
from playbook_runs import Outcome
from store_outcomes import CRASH, PREVIEW, TOKEN_GIVEN, crash, refusal

SDK_KEY = Secret("the SDK key", "sdk-5e9c71f4-Sdkm", ("5e9c71f4-Sdkm",))
MOBILE_KEY = Secret("the mobile key", "mob-8a2b60d3-Mobp", ("8a2b60d3-Mobp",))
SEEDED_PROJECT = {
    "key": "seeded",
    "environments": [{"key": "test", "name": "Test", "apiKey": SDK_KEY.text, "mobileKey": MOBILE_KEY.text}],
}


def project(**options: Any) -> dict[str, Any]:
    """A declared project."""
    return {**TOKEN_GIVEN, "project_key": "seeded", "name": "Seeded", **options}


def environment(**options: Any) -> dict[str, Any]:
    """A declared environment."""
    return {**TOKEN_GIVEN, "project_key": "seeded", "environment_key": "test", **options}


def _failures(declared: Any) -> list[Outcome]:
    return [
        Outcome("a bad key", declared(project_key=f"{'/' * 40}{{{{ the_token }}}}"), "is not a key"),
        Outcome("refused", declared(), "LaunchDarkly answered 400", orders=[refusal("GET")]),
        Outcome("crashed", declared(), CRASH, keywords=crash("GET")),
    ]


PROJECT = [
    Outcome("change previewed", project(tags=["a"]), "changed", keywords=PREVIEW),
    Outcome("changed", project(tags=["a"]), "changed"),
    Outcome("unchanged", project(tags=["a"]), "unchanged"),
    Outcome("created", project(project_key="new", name="New"), "changed"),
    Outcome("wrong type", project(include_in_snippet_by_default="maybe {{ the_token }}"), "not a valid boolean"),
    *_failures(project),
]
PROJECT_INFO = [
    Outcome("read", {**TOKEN_GIVEN, "project_key": "seeded"}, "unchanged"),
    Outcome("read all", {}, "unchanged"),
    *_failures(lambda **options: {**TOKEN_GIVEN, **options}),
]
# Hidden keys are in the registered variable, for later tasks: it is left to them not to show it.
HIDDEN_KEYS = {"sdk_keys": "hide"}
ENVIRONMENT = [
    Outcome("change previewed", environment(tags=["a"]), "changed", keywords=PREVIEW),
    Outcome("changed", environment(tags=["a"]), "changed"),
    Outcome("unchanged", environment(tags=["a"]), "unchanged"),
    Outcome("hidden", environment(**HIDDEN_KEYS, tags=["b"]), "hidden", is_shown=False),
    Outcome("created", environment(environment_key="new", name="New", color="417505"), "changed"),
    Outcome("wrong type", environment(critical="maybe {{ the_token }}"), "not a valid boolean"),
    *_failures(environment),
]
ENVIRONMENT_INFO = [
    Outcome("read", environment(), "unchanged"),
    Outcome("hidden", environment(**HIDDEN_KEYS), "hidden", is_shown=False),
    *_failures(environment),
]
ACCOUNT_INFO = [
    Outcome("read all", {**TOKEN_GIVEN}, "unchanged"),
    Outcome("bad key", {**TOKEN_GIVEN, "project_keys": ["//{{ the_token }}"]}, "is not a key"),
    Outcome("wrong type", {**TOKEN_GIVEN, "max_concurrency": "many {{ the_token }}"}, "is of type"),
    Outcome("refused", {**TOKEN_GIVEN}, "LaunchDarkly answered 400", orders=[refusal("GET")]),
    Outcome("crashed", {**TOKEN_GIVEN}, CRASH, keywords=crash("GET")),
]
