# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outcomes of the modules for integration configurations. A known secret is one wherever it is given."""

from __future__ import annotations

from typing import Any

from planted import KEY, LINE, NEW_PASSWORD, NUMBER, PART, PASSWORD, WHOLE, WORD
from playbook_runs import Outcome
from store_outcomes import CRASH, FINGERPRINT, PREVIEW, TOKEN_GIVEN, crash, refusal

INTEGRATION = "custom-approvals"
URL = {"baseURL": "https://approvals.example.com"}


def _secret(value: Any, **more: Any) -> dict[str, Any]:
    return {"config_values": {**URL, **more}, "secret_config_values": {"apiKey": value}}


def _known(value: Any, **more: Any) -> dict[str, Any]:
    return {"config_values": {**URL, "apiKey": value, **more}, "secret_config_values": None}


def configuration(**options: Any) -> dict[str, Any]:
    """A declared configuration."""
    common = {"integration_key": INTEGRATION, "name": "one", "fingerprint_key": "{{ the_key }}"}
    return {**TOKEN_GIVEN, **common, **_secret("{{ the_password }}"), **options}


VARIABLE = {"key": "choice", "type": "string", "default_value": "is {{ the_word }}"}
APPROVALS = {"approvals": {"additional_form_variables": [VARIABLE]}}
WITHIN = {"name": "two", **_secret("{{ the_whole }}"), "fingerprint_key": "{{ the_part }}"}
CONFIGURATION = [
    Outcome("creation previewed", configuration(), "changed", keywords=PREVIEW),
    Outcome("created", configuration(), "changed"),
    Outcome("unchanged", configuration(), "unchanged"),
    Outcome("changed", configuration(tags=["a"]), "changed"),
    Outcome("rotated", configuration(**_secret("{{ the_new_password }}")), "changed"),
    Outcome("rotated as a known secret", configuration(**_known("{{ the_line }}")), "changed"),
    Outcome("rotated to a number", configuration(**_known("{{ the_number }}")), "changed"),
    Outcome(
        "a fraction",
        configuration(name="fraction", **_secret("{{ the_fraction }}", baseURL="{{ the_fraction }}")),
        "changed",
    ),
    Outcome(
        "a part of others",
        configuration(name="part", **_secret("{{ the_word }}"), capability_config=APPROVALS),
        "changed",
    ),
    Outcome("created with its name", configuration(**_known("{{ the_word }}")) | {"name": "{{ the_word }}"}, "changed"),
    # Else the name, which is a secret of this test, would be told as one that others stand beside.
    Outcome(
        "deleted with its name",
        configuration(**_known("{{ the_word }}"), state="absent") | {"name": "{{ the_word }}"},
        "changed",
    ),
    Outcome("wrong type", configuration(**_secret("{{ the_word }}"), enabled="maybe {{ the_word }}"), "valid boolean"),
    Outcome("no dictionary of secrets", configuration(secret_config_values="{{ the_line }}"), "dict"),
    Outcome("secrets as text", configuration(secret_config_values="apiKey={{ the_word }}", retries="x"), "retries"),
    Outcome("no dictionary", configuration(config_values="{{ the_line }}"), "dict"),
    Outcome("values as text", configuration(config_values="apiKey={{ the_word }} x=y", retries="x"), "retries"),
    Outcome("a list for a secret", configuration(**_known(["{{ the_line }}", "{{ the_number }}"])), "must be a string"),
    Outcome("no integration key", {"name": "one", **_known("{{ the_line }}")}, "missing required"),
    Outcome(
        "an unknown integration",
        configuration(**_known("{{ the_line }}"), integration_key="custom-approval"),
        "custom-approval",
    ),
    Outcome("an unknown option", configuration(**_known("{{ the_password }}"), values={}), "Unsupported"),
    Outcome("given twice", configuration(**_known("{{ the_line }}")) | _secret("{{ the_word }}", apiKey="x"), "both"),
    Outcome("a bad tag", configuration(**_known("{{ the_word }}"), tags=["/ {{ the_word }}"]), "is not a tag"),
    Outcome(
        "refused",
        configuration(name="two", **_known("{{ the_line }}")),
        "LaunchDarkly answered 400",
        orders=[refusal("POST", LINE, KEY)],
    ),
    Outcome(
        "refused with one secret within another",
        configuration(**WITHIN),
        "LaunchDarkly answered 400",
        orders=[refusal("POST", WHOLE, PART)],
    ),
    Outcome("not read", configuration(), "LaunchDarkly answered 400", orders=[refusal("GET", PASSWORD, KEY)]),
    Outcome("crashed", configuration(name="two"), CRASH, keywords=crash("POST")),
    Outcome("deleted", configuration(state="absent"), "changed"),
]


def configurations(*entries: Any, **options: Any) -> dict[str, Any]:
    """A declared set of configurations; token and key come from the environment."""
    return {"configurations": list(entries), **options}


def _entry(name: str, values: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"integration_key": INTEGRATION, "name": name, **values, **more}


ONE, OTHER = _entry("one", _secret("{{ the_password }}")), _entry("no {{ the_number }}", _known("{{ the_number }}"))
ROTATED = _entry("one", _known("{{ the_line }}"), tags=["a"])
CONFIGURATIONS = [
    Outcome("creation previewed", configurations(ONE, OTHER), "changed", keywords=PREVIEW),
    Outcome("created", configurations(ONE, OTHER), "changed"),
    Outcome("unchanged", configurations(ONE, OTHER), "unchanged"),
    Outcome("rotated", configurations(ROTATED, OTHER), "changed"),
    Outcome(
        "sent again", configurations(ROTATED, update_secrets="always", fingerprint_key="{{ the_word }}"), "changed"
    ),
    Outcome(
        "wrong type",
        configurations(ONE, _entry("x", _known("{{ the_word }}"), enabled="maybe {{ the_word }}")),
        "not a valid boolean",
    ),
    Outcome("text", configurations("name=x config_values={{ the_word }}"), "missing required"),
    Outcome(
        "values as text",
        configurations(_entry("x", {"config_values": "apiKey={{ the_word }}"}), retries="x"),
        "retries",
    ),
    Outcome("no list", {"configurations": "{{ the_line }}"}, "must be a list"),
    Outcome("no integration key", configurations({"name": "x", **_known("{{ the_line }}")}), "missing required"),
    Outcome("two of one name", configurations(OTHER, OTHER), "declares"),
    Outcome(
        "one refused",
        configurations(OTHER, _entry("two", _secret("{{ the_password }}"))),
        "could not be brought",
        orders=[refusal("POST", PASSWORD, KEY, NUMBER)],
    ),
    Outcome("crashed", configurations(OTHER, _entry("three", _known("{{ the_line }}"))), CRASH, keywords=crash("POST")),
    Outcome(
        "pruned",
        configurations(OTHER, prune=True, prune_scope={"integration_keys": [INTEGRATION]}, prune_limit="100%"),
        "changed",
    ),
    Outcome("deleted", configurations({**OTHER, "state": "absent"}), "changed"),
]

KEYS = {"integration_key": [INTEGRATION]}
CONFIGURATION_INFO = [
    Outcome("read", {**TOKEN_GIVEN, **KEYS}, "unchanged"),
    Outcome("read all", {}, "unchanged"),
    Outcome("wrong type", {**TOKEN_GIVEN, "enabled": "maybe {{ the_token }}"}, "not a valid boolean"),
    Outcome("a bad key", {**TOKEN_GIVEN, "integration_key": [f"{'/' * 40}{{{{ the_token }}}}"]}, "is not a key"),
    Outcome("refused", {**TOKEN_GIVEN, **KEYS}, "unchanged", orders=[refusal("GET")]),
    Outcome("crashed", {**TOKEN_GIVEN, **KEYS}, CRASH, keywords=crash("GET")),
]
SEEDED_CONFIGURATIONS = [
    {
        "integrationKey": INTEGRATION,
        "name": f"configuration {number}",
        "configValues": {**URL, "apiKey": secret.text, "unknown": WORD.mask()},
        "tags": ["a", FINGERPRINT],
    }
    for number, secret in enumerate((PASSWORD, NUMBER, NEW_PASSWORD, WORD))
]
