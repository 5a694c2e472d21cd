# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which password LaunchDarkly itself uses: seen where it logs in."""

from __future__ import annotations

import typing as t

from ..bench import SECRET, Bench, replace
from ..probe import Decision, Probe, Seen, outcome

Json = t.Any
PLAIN, MASK, OTHER, NOBODY = "plain", "mask", "another", "nobody came"


class SecretTruth(Probe):
    """U39. Where ``test`` cannot tell, and to be sure where it can. The store is on, and its host is the run's listener."""

    id = "U39"
    question = "Which password does the service use after a member's patch, and after its mask was sent back?"
    needs = ("projects", "stores", "listener")
    settings = ("patched_document", "masked_value")
    seconds = 3600.0
    # The name of the listener's machine is nobody's business.
    recorded = False

    def run(self, bench: Bench) -> Seen:
        listener = bench.known["listener"]
        listener.forget()
        config = {"host": listener.name, "port": str(listener.port), "password": SECRET, "tlsEnabled": True}
        answer, thing = bench.post_store({"name": bench.named("truth"), "on": True, "config": config})
        if thing is None:
            return {"create": [outcome(answer), NOBODY]}
        mask = bench.read(thing.path)["config"].get("password")
        seen: Seen = {"create": [outcome(answer), self._used(bench, mask)]}
        for name in ("member", "mask"):
            # Nothing is learned of a service that does not come at all.
            if seen["create"][1] == NOBODY:
                break
            value = bench.read(thing.path)["config"] if name == "mask" else "probe"
            listener.forget()
            tried = bench.patch(thing.path, replace("/config" if name == "mask" else "/config/username", value))
            if name == "member" and not tried.answer.ok:
                tried = bench.patch(thing.path, {"op": "add", "path": "/config/username", "value": value})
            taken = tried.answer.ok and (name == "mask" or tried.after["config"].get("username") == value)
            seen[name] = [outcome(tried.answer), self._used(bench, mask) if taken else "not patched"]
        return seen

    @staticmethod
    def _used(bench: Bench, mask: Json) -> str:
        listener = bench.known["listener"]
        found = listener.wait(bench.api.timing.visit)
        if found is None:
            return NOBODY
        known = {listener.digest(SECRET): PLAIN, listener.digest(mask if isinstance(mask, str) else ""): MASK}
        return known.get(found, OTHER)

    def decide(self, seen: Seen) -> Decision:
        used = {name: one for name, (_answer, one) in seen.items()}
        decision = Decision(facts={f"truth: {name}": answer for name, answer in seen.items()})
        if used["create"] not in (PLAIN, NOBODY):
            decision.new.append(f"the service logs in with {used['create']} password after the creation")
        if used.get("member") in (PLAIN, MASK):
            decision.settings["patched_document"] = {PLAIN: "stored", MASK: "masked"}[used["member"]]
        if used.get("mask") in (PLAIN, MASK) and used.get("member") != MASK:
            decision.settings["masked_value"] = {PLAIN: "recognised", MASK: "stored"}[used["mask"]]
        return decision
