# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an account holds: looked at before the first write and after the last one, and compared."""

from __future__ import annotations

import typing as t

from .api import STABLE, Answer, Api
from .guard import CONFIGURATIONS, PROJECTS, STORES

Json = t.Any
Inventory = dict[str, list[str] | None]
"""By kind, the ids of all that is there; None where the token may not look."""

IDENTITY = "/api/v2/caller-identity"
MANIFESTS = "/api/v2/integration-manifests"
CONFIGURATION_KEY = "custom-approvals"
"""The integration of which the run makes configurations: it has a secret, and does nothing before a flag asks for it."""

PAGE = 100
MOST_PAGES = 100


def listed(answer: Answer) -> list[Json]:
    """The items of a list; none for what is no list."""
    items = answer.body.get("items") if isinstance(answer.body, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def allows_configurations(manifest: Json) -> bool:
    """Whether a manifest says that its integration has configurations. Its capabilities are a list or an object."""
    mark, capabilities = "allowIntegrationConfigurations", manifest.get("capabilities")
    return bool(capabilities.get(mark)) if isinstance(capabilities, dict) else mark in (capabilities or [])


def project_keys(api: Api) -> list[str] | None:
    """The keys of all projects, or None."""
    keys: list[str] = []
    for page in range(MOST_PAGES):
        answer = api.get(PROJECTS, version=STABLE, query={"limit": str(PAGE), "offset": str(page * PAGE)})
        if not answer.ok:
            return None
        items = listed(answer)
        keys += [str(item.get("key")) for item in items]
        if len(items) < PAGE:
            break
    return sorted(keys)


def ids(api: Api, path: str) -> list[str] | None:
    """The ids of a list that has no pages, or None."""
    answer = api.get(path)
    return sorted(str(item.get("_id")) for item in listed(answer)) if answer.ok else None


def take_inventory(api: Api, integration_keys: t.Iterable[str]) -> Inventory:
    """All projects, all stores, and the configurations of these integrations."""
    found: Inventory = {"project": project_keys(api), "store": ids(api, STORES)}
    for key in integration_keys:
        found[f"configuration {key}"] = ids(api, f"{CONFIGURATIONS}/keys/{key}")
    return found


def compare(before: Inventory, after: Inventory) -> list[str]:
    """What is not as it was, one line each."""
    lines = []
    for kind, was in before.items():
        now = after.get(kind)
        if was is None:
            continue
        if now is None:
            lines.append(f"{kind}: cannot be listed any more")
            continue
        lines += [f"{kind} {one}: it was there before, and is gone" for one in was if one not in now]
        lines += [f"{kind} {one}: it was not there before" for one in now if one not in was]
    return lines
