# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outcomes of the modules that look at stores. No server is there: test_breaks in the folder proof has real ones."""

from __future__ import annotations

from typing import Any

from planted import PASSWORD, TOKEN, WORD, message
from playbook_runs import Outcome
from store_outcomes import CRASH, PLACE, PREVIEW, TOKEN_GIVEN, crash, refusal

# Nothing listens there.
CLOSED = {"host": "127.0.0.1", "port": "9"}
LOOKED_AT_STORES = [
    {
        "projectKey": "default",
        "environmentKey": "test",
        "integrationKey": "redis",
        "name": "store",
        "on": True,
        "config": {**CLOSED, "password": PASSWORD.text},
        "_status": {"available": False, "errors": [{"statusCode": 500, "message": message([TOKEN])}]},
    }
]

STORE_HEALTH = [
    Outcome("read", TOKEN_GIVEN, "unchanged"),
    Outcome("read in check mode", TOKEN_GIVEN, "unchanged", keywords=PREVIEW),
    Outcome("wrong type", {**TOKEN_GIVEN, "stale_after": "soon {{ the_token }}"}, "is of type"),
    Outcome("a bad key", {**TOKEN_GIVEN, "project_key": f"{'/' * 40}{{{{ the_token }}}}"}, "is not a key"),
    Outcome("refused", TOKEN_GIVEN, "LaunchDarkly answered 400", orders=[refusal("GET")]),
    Outcome("crashed", TOKEN_GIVEN, CRASH, keywords=crash("GET")),
]


def proof(**options: Any) -> dict[str, Any]:
    """A store that nobody can reach."""
    redis = {"username": "{{ the_password }}", "password": "{{ the_password }}"}
    return {**TOKEN_GIVEN, **PLACE, "redis": redis, **options}


STORE_PROOF = [
    Outcome("both broken", proof(), "unchanged"),
    Outcome("in check mode", proof(), "unchanged", keywords=PREVIEW),
    Outcome(
        "a neighbouring suboption of the wrong type",
        proof(redis={"password": "{{ the_word }}", "port": "many {{ the_word }}"}),
        "is of type",
    ),
    Outcome("an unknown suboption", proof(redis={"password": "{{ the_word }}", "prot": 1}), "unsupported parameter"),
    Outcome("a bad port", proof(redis={"password": "{{ the_word }}", "port": 0}), "is not a port"),
    Outcome("refused", proof(), "LaunchDarkly answered 400", orders=[refusal("GET", PASSWORD)]),
    Outcome("crashed", proof(), CRASH, keywords=crash("GET")),
]


def user(**options: Any) -> dict[str, Any]:
    """A user in a Redis that nobody can reach."""
    redis = {"host": "127.0.0.1", "port": 9, "tls_enabled": False, "password": "{{ the_word }}"}
    given = {"name": "somebody", "password": "{{ the_password }}", "access": "read", "redis": redis}
    return {**TOKEN_GIVEN, **PLACE, **given, **options}


REDIS_USER = [
    Outcome("unreachable", user(), "Compare redis.host"),
    Outcome("in check mode", user(), "Compare redis.host", keywords=PREVIEW),
    Outcome("a mask", user(password="ses***dis {{ the_password }}"), "looks like a masked secret"),
    Outcome("wrong choice", user(access="all {{ the_password }}"), "must be one of"),
    Outcome("refused", user(), "LaunchDarkly answered 400", orders=[refusal("GET", PASSWORD, WORD)]),
    Outcome("crashed", user(), CRASH, keywords=crash("GET")),
]
PUBLIC_IPS = [
    Outcome("read", TOKEN_GIVEN, "unchanged"),
    Outcome("refused", TOKEN_GIVEN, "LaunchDarkly answered 400", orders=[refusal("GET")]),
    Outcome("crashed", TOKEN_GIVEN, CRASH, keywords=crash("GET")),
]
_SPECIFIERS = {**TOKEN_GIVEN, "specifiers": ["proj/default"]}
AUDIT_LOG = [
    Outcome("read", _SPECIFIERS, "unchanged"),
    Outcome("wrong type", {**_SPECIFIERS, "limit": "all {{ the_token }}"}, "is of type"),
    Outcome("refused", _SPECIFIERS, "LaunchDarkly answered 400", orders=[refusal("GET")]),
    Outcome("crashed", _SPECIFIERS, CRASH, keywords=crash("GET")),
]
