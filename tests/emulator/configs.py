# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Patches of records that hold a config with secrets: stores and configurations alike."""

from __future__ import annotations

from typing import Any

from .answers import invalid_request
from .manifests import Manifest, secret_names
from .masks import masked_config, restore_masked
from .patching import PatchRules, apply_patch
from .table import Record
from .validation import checked_config


def patch_with_config(
    record: Record,
    integration_key: str,
    manifest: Manifest,
    operations: Any,
    rules: PatchRules,
    dialect: dict[str, Any],
    ignored: list[list[str]],
) -> Record:
    """Return a patched copy of ``record``. The dialect says what becomes of secrets that are masked or left out."""
    member = str(rules.config)
    stored = record[member]
    base = stored if dialect["patched_document"] == "stored" else masked_config(integration_key, stored, dialect)
    changed = apply_patch({**record, member: base}, operations, rules, dialect, ignored)
    if changed.get(member) == base:
        # Untouched: what was only shown is not written back.
        changed[member] = stored
        return changed
    config = changed.get(member)
    if isinstance(config, dict) and any(operation["path"] == f"/{member}" for operation in operations):
        config = _with_omitted_secrets(integration_key, config, stored, dialect)
    config = checked_config(manifest, config, dialect, member)
    changed[member] = restore_masked(integration_key, config, stored, dialect)
    return changed


def _with_omitted_secrets(
    integration_key: str, config: dict[str, Any], stored: dict[str, Any], dialect: dict[str, Any]
) -> dict[str, Any]:
    """A whole new config, with the secrets that it leaves out kept, erased or demanded."""
    omitted = [name for name in secret_names(integration_key) if stored.get(name) and name not in config]
    if omitted and dialect["omitted_secret"] == "refused":
        raise invalid_request(f"{omitted[0]} is required")
    if dialect["omitted_secret"] == "kept":
        return {**config, **{name: stored[name] for name in omitted}}
    return config
