# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Integration configurations: of custom-approvals, with an address where nothing is."""

from __future__ import annotations

from ..bench import APPROVALS_URL, SECRET, Bench, replace
from ..guard import CONFIGURATIONS
from ..inventory import CONFIGURATION_KEY, listed
from ..probe import Decision, Probe, Seen, outcome
from .store_patches import taken

NEEDS = ("projects", "configurations")


class EnabledPath(Probe):
    """U24."""

    id = "U24"
    question = "Is a configuration enabled at /enabled or at /on, and is a false boolean shown?"
    needs = NEEDS
    settings = ("enabled_path", "refusal_style", "false_members", "empty_members")

    def run(self, bench: Bench) -> Seen:
        path = bench.configuration().path
        seen: Seen = {"shown": sorted(bench.read(path))}
        enabled = False
        for member in ("enabled", "on"):
            tried = bench.patch(path, replace(f"/{member}", not enabled))
            seen[member] = [outcome(tried.answer), tried.after.get("enabled", False) != enabled]
            enabled = tried.after.get("enabled", False)
        return seen

    def decide(self, seen: Seen) -> Decision:
        shown = seen["shown"]
        decision = Decision(
            {
                "false_members": "shown" if "enabled" in shown else "absent",
                "empty_members": "shown" if "tags" in shown else "absent",
            }
        )
        right = [member for member in ("enabled", "on") if seen[member][1]]
        if len(right) != 1:
            decision.new.append(f"/enabled: {seen['enabled']}, /on: {seen['on']}")
            return decision
        decision.settings["enabled_path"] = right[0]
        wrong = taken(*seen["on" if right == ["enabled"] else "enabled"])
        if wrong is None or wrong[1] is None:
            decision.new.append(f"/enabled: {seen['enabled']}, /on: {seen['on']}")
        else:
            decision.settings["refusal_style"] = wrong[1]
        return decision


class ConfigurationPatch(Probe):
    """U25."""

    id = "U25"
    question = "Are members of configValues and of capabilityConfig patched, refused or ignored?"
    needs = NEEDS
    settings = ("config_patch", "capability_patch", "refusal_style")

    def run(self, bench: Bench) -> Seen:
        first, other = ([self._statement(bench, effect)] for effect in ("deny", "allow"))
        thing = bench.configuration(capabilityConfig={"auditLogEventsHook": {"statements": first}})
        address = "https://other.example.com"
        value = bench.patch(thing.path, replace("/configValues/baseURL", address))
        statements = bench.patch(thing.path, replace("/capabilityConfig/auditLogEventsHook/statements", other))
        whole = bench.patch(thing.path, replace("/capabilityConfig", {"auditLogEventsHook": {"statements": other}}))
        return {
            "configValues": [outcome(value.answer), value.after["configValues"].get("baseURL") == address],
            "capabilityConfig": [outcome(statements.answer), self._effects(statements.after) == ["allow"]],
            "whole capabilityConfig": [outcome(whole.answer), self._effects(whole.after) == ["allow"]],
        }

    @staticmethod
    def _statement(bench: Bench, effect: str) -> dict[str, object]:
        return {"effect": effect, "resources": [f"proj/{bench.key}:env/*"], "actions": ["*"]}

    @staticmethod
    def _effects(shown: Seen) -> list[object]:
        statements = shown.get("capabilityConfig", {}).get("auditLogEventsHook", {}).get("statements", [])
        return [one.get("effect") for one in statements]

    def decide(self, seen: Seen) -> Decision:
        decision = Decision(facts={"whole_capability_config": seen["whole capabilityConfig"]})
        for member, setting in (("configValues", "config_patch"), ("capabilityConfig", "capability_patch")):
            way = taken(*seen[member])
            if way is None:
                decision.new.append(f"a member of {member}: {seen[member][0]}")
                continue
            decision.settings[setting] = way[0]
            if way[1]:
                decision.settings["refusal_style"] = way[1]
        return decision


class ConfigurationLists(Probe):
    """U26. GET only."""

    id = "U26"
    question = "What is listed for a key without configurations, and for an unknown one?"
    needs = ("configurations",)

    def run(self, bench: Bench) -> Seen:
        seen: Seen = {}
        for key in (CONFIGURATION_KEY, "no-such-integration", "mezmo"):
            answer = bench.api.get(f"{CONFIGURATIONS}/keys/{key}")
            seen[key] = outcome(answer)
        return seen

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={f"configurations_of: {key}": answer for key, answer in seen.items()})


class ConfigurationNames(Probe):
    """U27."""

    id = "U27"
    question = "May two configurations have one name?"
    needs = NEEDS

    def run(self, bench: Bench) -> Seen:
        bench.configuration("twin")
        values = {"apiKey": SECRET, "baseURL": APPROVALS_URL}
        body = {"name": bench.named("twin"), "enabled": False, "configValues": values}
        second, _thing = bench.post_configuration(body)
        answer = bench.api.get(f"{CONFIGURATIONS}/keys/{CONFIGURATION_KEY}")
        twins = [item for item in listed(answer) if item.get("name") == bench.named("twin")]
        return {"second": outcome(second), "listed": len(twins)}

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={"configuration_names": seen["second"]})
