# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options that several modules share. The documentation of each is in the doc fragments of the same name."""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import env_fallback


def _from(variable: str) -> tuple[t.Any, list[str]]:
    return (env_fallback, [variable])


CONNECTION: t.Final[dict[str, dict[str, t.Any]]] = {
    "access_token": {"type": "str", "no_log": True, "fallback": _from("LAUNCHDARKLY_ACCESS_TOKEN")},
    "base_url": {
        "type": "str",
        "default": "https://app.launchdarkly.com",
        "fallback": _from("LAUNCHDARKLY_API_HOST"),
    },
    "validate_certs": {"type": "bool", "default": True, "fallback": _from("LAUNCHDARKLY_VALIDATE_CERTS")},
    "ca_path": {"type": "path", "fallback": _from("LAUNCHDARKLY_CA_PATH")},
    "timeout": {"type": "float", "default": 30.0, "fallback": _from("LAUNCHDARKLY_TIMEOUT")},
    "retries": {"type": "int", "default": 4, "fallback": _from("LAUNCHDARKLY_RETRIES")},
    "max_wait": {"type": "float", "default": 300.0, "fallback": _from("LAUNCHDARKLY_MAX_WAIT")},
    "allow_http": {"type": "bool", "default": False, "fallback": _from("LAUNCHDARKLY_ALLOW_HTTP")},
}

UPDATE_SECRETS: t.Final[dict[str, dict[str, t.Any]]] = {
    "update_secrets": {"type": "str", "default": "auto", "choices": ["auto", "always", "on_create"], "no_log": False},
}

SECRETS: t.Final[dict[str, dict[str, t.Any]]] = {
    **UPDATE_SECRETS,
    "fingerprint_key": {"type": "str", "no_log": True, "fallback": _from("LAUNCHDARKLY_FINGERPRINT_KEY")},
}

STATE: t.Final[dict[str, dict[str, t.Any]]] = {
    "state": {"type": "str", "default": "present", "choices": ["present", "absent"]},
}

TAGS: t.Final[dict[str, dict[str, t.Any]]] = {"tags": {"type": "list", "elements": "str"}}

BATCH: t.Final[dict[str, dict[str, t.Any]]] = {"max_concurrency": {"type": "int", "default": 4}}

PRUNE: t.Final[dict[str, dict[str, t.Any]]] = {
    "prune": {"type": "bool", "default": False},
    "prune_limit": {"type": "str", "default": "20%"},
}
