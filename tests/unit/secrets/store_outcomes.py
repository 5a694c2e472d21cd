# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outcomes of the modules for stores. A secret in a task is the playbook's variable of it."""

from __future__ import annotations

from typing import Any

from planted import KEY, NEW_PASSWORD, NUMBER, PART, PASSWORD, TOKEN, WHOLE, WORD, message
from playbook_runs import Outcome

CRASH = "An error in the collection itself: RuntimeError"
TOKEN_GIVEN = {"access_token": "{{ the_token }}"}
PLACE = {"project_key": "default", "environment_key": "test"}
PREVIEW = {"check_mode": True}


def refusal(method: str, *secrets: Any, **more: Any) -> tuple[str, str, Any]:
    """An order: the next call is refused, in words that hold ``secrets``, and the request too."""
    fault = {"kind": "error", "method": method, "status": 400, "code": "invalid_request", "echo": True}
    return ("POST", "/faults", [{**fault, "message": message([TOKEN, *secrets]), **more}])


def crash(method: str) -> dict[str, Any]:
    """The keyword of a task that meets an unforeseen exception in a call."""
    return {"environment": {"RAISE_IN_THE_MIDDLE": method}}


def _redis(password: str, **more: Any) -> dict[str, Any]:
    return {"host": "redis.example.com", "password": password, **more}


def store(**options: Any) -> dict[str, Any]:
    """A declared store."""
    given = {"fingerprint_key": "{{ the_key }}", "redis": _redis("{{ the_password }}")}
    return {**TOKEN_GIVEN, **PLACE, "name": "one", **given, **options}


ECHO = refusal("POST", PASSWORD, KEY)
BROKEN_STATUS = {"available": False, "errors": [{"statusCode": 500, "message": message([TOKEN, PASSWORD, KEY])}]}
NUMBERED = {"environment_key": "production", "name": "no {{ the_number }}", "redis": _redis("{{ the_number }}")}
WITHIN = {"redis": _redis("{{ the_whole }}"), "fingerprint_key": "{{ the_part }}"}

STORE = [
    Outcome("creation previewed", store(), "changed", keywords=PREVIEW),
    Outcome("created", store(), "changed"),
    Outcome("unchanged", store(), "unchanged"),
    Outcome("changed", store(redis=_redis("{{ the_password }}", port="6380"), tags=["a"]), "changed"),
    Outcome("rotated", store(redis=_redis("{{ the_new_password }}")), "changed"),
    Outcome("sent again", store(redis=_redis("{{ the_new_password }}"), update_secrets="always"), "changed"),
    Outcome("created with a number", store(**NUMBERED, tags=["t-{{ the_number }}"]), "changed"),
    Outcome("another beside it", store(**NUMBERED) | {"name": "{{ the_number }}"}, "changed"),
    Outcome("ambiguous", store(**NUMBERED) | {"name": None}, "Say with name"),
    Outcome(
        "a neighbouring suboption of the wrong type",
        store(redis=_redis("{{ the_word }}", tls_enabled="maybe {{ the_word }}")),
        "not a valid boolean",
    ),
    Outcome("an unknown suboption", store(redis=_redis("{{ the_password }}", hots="h")), "redis.hots: unsupported"),
    Outcome(
        "text with a wrong suboption",
        store(redis="host=h password={{ the_word }} tls_enabled=maybe", retries="{{ the_token }}"),
        "cannot be converted",
    ),
    Outcome("no dictionary", store(redis='{"host": "h", "password": "{{ the_word }}"'), "must be a dictionary"),
    Outcome("a bad port", store(redis=_redis("{{ the_number }}", port="p{{ the_number }}q")), "is not a port"),
    Outcome(
        "a bad key that is cut in the middle of a secret",
        store(project_key=f"{'/' * 40}{{{{ the_word }}}}", redis=_redis("{{ the_word }}")),
        "is not a key",
    ),
    Outcome("refused", store(name="two"), "LaunchDarkly answered 400", orders=[ECHO]),
    Outcome(
        "refused with one secret within another",
        store(name="two", **WITHIN),
        "LaunchDarkly answered 400",
        orders=[refusal("POST", WHOLE, PART)],
    ),
    Outcome("not read", store(name="two"), "LaunchDarkly answered 400", orders=[refusal("GET", PASSWORD, KEY)]),
    Outcome("crashed", store(name="two"), CRASH, keywords=crash("POST")),
    Outcome(
        "not available",
        store(name="two", enabled=True, wait_for="available", wait_timeout=0.6),
        "wait_for=available was not reached",
        orders=[("PUT", "/settings", {"status": BROKEN_STATUS})],
    ),
    Outcome("deleted", store(state="absent"), "changed"),
]


def stores(*entries: Any, **options: Any) -> dict[str, Any]:
    """A declared set of stores; token and key come from the environment."""
    return {"stores": list(entries), **options}


def _entry(name: str, password: str, **more: Any) -> dict[str, Any]:
    return {**PLACE, "name": name, "redis": _redis(password), **more}


ONE, OTHER = _entry("one", "{{ the_password }}"), _entry("no {{ the_number }}", "{{ the_number }}")
ROTATED = _entry("one", "{{ the_new_password }}", tags=["t-{{ the_number }}"])
STORES = [
    Outcome("creation previewed", stores(ONE, OTHER), "changed", keywords=PREVIEW),
    Outcome("created", stores(ONE, OTHER), "changed"),
    Outcome("unchanged", stores(ONE, OTHER), "unchanged"),
    Outcome("rotated", stores(ROTATED, OTHER), "changed"),
    Outcome("sent again", stores(ROTATED, OTHER, update_secrets="always", fingerprint_key="{{ the_word }}"), "changed"),
    Outcome(
        "a neighbouring suboption of the wrong type",
        stores(ONE, {**_entry("x", "{{ the_word }}"), "enabled": "maybe {{ the_word }}"}),
        "not a valid boolean",
    ),
    Outcome("no dictionary", stores(ONE, '{"redis": {"password": "{{ the_word }}"'), "stores[1]: must be a dictionary"),
    Outcome("no list", stores() | {"stores": "{{ the_word }} {{ the_token }}"}, "must be a list"),
    Outcome("two of one name", stores(OTHER, OTHER), "declares"),
    Outcome("a bad tag", stores(_entry("x", "{{ the_word }}", tags=["/ {{ the_word }}"])), "is not a tag"),
    Outcome(
        "one refused",
        stores(OTHER, _entry("two", "{{ the_password }}"), _entry("three", "{{ the_word }}")),
        "could not be brought",
        orders=[refusal("POST", PASSWORD, KEY, WORD)],
    ),
    # With the other: else its name, which is a secret of this test, would be told as one that stands beside.
    Outcome("crashed", stores(OTHER, _entry("four", "{{ the_password }}")), CRASH, keywords=crash("POST")),
    Outcome(
        "pruned",
        stores(OTHER, prune=True, prune_scope={"project_keys": ["default"]}, prune_limit="100%"),
        "changed",
    ),
    Outcome("deleted", stores({**OTHER, "state": "absent"}), "changed"),
]

STORE_INFO = [
    Outcome("read", {**TOKEN_GIVEN, "gather_config": True}, "unchanged"),
    Outcome("read briefly", {}, "unchanged"),
    Outcome("wrong type", {**TOKEN_GIVEN, "gather_config": "maybe {{ the_token }}"}, "not a valid boolean"),
    Outcome("a bad key", {**TOKEN_GIVEN, "project_key": f"{'/' * 40}{{{{ the_token }}}}"}, "is not a key"),
    Outcome("a bad token", {"access_token": "{{ the_password }}"}, "no LaunchDarkly token"),
    Outcome("refused", TOKEN_GIVEN, "LaunchDarkly answered 400", orders=[refusal("GET")]),
    Outcome("crashed", TOKEN_GIVEN, CRASH, keywords=crash("GET")),
]
FINGERPRINT = f"ansible-fp-{'0' * 8}-{'1' * 12}-{'2' * 28}"
SEEDED_STORES = [
    {
        "projectKey": "default",
        "environmentKey": environment_key,
        "integrationKey": "redis",
        "name": f"store {number}",
        "config": {"host": "h", "password": secret.text, "unknown": WORD.mask()},
        "tags": ["a", FINGERPRINT],
    }
    for number, (environment_key, secret) in enumerate(
        (("test", PASSWORD), ("production", NUMBER), ("test", NEW_PASSWORD))
    )
]
