# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks: how secrets come back."""

from __future__ import annotations

from typing import Any

from .manifests import secret_names

# Up to this length the first three and the last three characters would show the whole secret.
SHORT = 6
FIXED_ASTERISKS = 8
WHOLE_MASKS = {"empty": "", "null": None, "asterisks": "*" * 8, "bullets": "•" * 8}


def mask(secret: Any, dialect: dict[str, Any]) -> Any:
    """The mask of a secret under a dialect. An empty secret, or one that is not text, comes back as it is."""
    if not isinstance(secret, str) or not secret:
        return secret
    if dialect["secret_shown"] in WHOLE_MASKS:
        return WHOLE_MASKS[dialect["secret_shown"]]
    fixed = dialect["mask_length"] == "fixed"
    if len(secret) > SHORT:
        return secret[:3] + "*" * (FIXED_ASTERISKS if fixed else len(secret) - SHORT) + secret[-3:]
    if dialect["short_mask"] == "clear":
        return secret
    if dialect["short_mask"] in ("one", "two"):
        return "*" if dialect["short_mask"] == "one" else "**"
    if dialect["short_mask"] == "overlap":
        return secret[:3] + "****" + secret[-3:]
    if dialect["short_mask"] == "plain_ends" and len(secret) > 2:
        return secret[0] + "*" * (FIXED_ASTERISKS if fixed else len(secret) - 2) + secret[-1]
    return "*" * (FIXED_ASTERISKS if fixed else len(secret))


def masked_config(integration_key: str, config: dict[str, Any], dialect: dict[str, Any]) -> dict[str, Any]:
    """A copy of a config with its secrets masked."""
    shown = dict(config)
    for name in secret_names(integration_key):
        if name in shown and dialect["secret_shown"] == "absent":
            del shown[name]
        elif name in shown:
            shown[name] = mask(shown[name], dialect)
    return shown


def restore_masked(
    integration_key: str, config: dict[str, Any], before: dict[str, Any], dialect: dict[str, Any]
) -> dict[str, Any]:
    """Where the dialect recognises masks: put the old secret in the place of its own mask. Else change nothing."""
    if dialect["masked_value"] != "recognised":
        return config
    restored = dict(config)
    for name in secret_names(integration_key):
        old = before.get(name)
        # One that is left out is not the mask null.
        if isinstance(old, str) and old and name in restored and restored[name] == mask(old, dialect):
            restored[name] = old
    return restored
