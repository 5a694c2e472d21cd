# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a store takes a JSON Patch. No store here has a secret."""

from __future__ import annotations

from ..bench import HOST, Bench, add, remove, replace
from ..probe import Decision, Probe, Seen, outcome, refusal_name

PORT, OTHER_PORT = "6379", "6380"


def taken(answer: str, changed: bool) -> tuple[str, str | None] | None:
    """What became of a member's patch: its answer in the dialect, and how a path that is not taken is refused."""
    if changed:
        return "member", None
    if answer == "200":
        return "whole", "ignore"
    return ("whole", "refuse") if answer[:3] in ("400", "405", "422") else None


class RefusedPaths(Probe):
    """U1. The paths name nothing, so nothing can change."""

    id = "U1"
    question = "How is a patch refused whose path is not taken?"
    settings = ("patch_refusal",)

    def run(self, bench: Bench) -> Seen:
        path = bench.store(port=PORT).path
        store = bench.read(path)
        tries = {
            "unknown member": replace("/noSuchMember", "x"),
            "unknown member of config": replace("/config/noSuchMember", "x"),
            "its own id": replace("/_id", store["_id"]),
            "absent tag": remove("/tags/9"),
        }
        seen: Seen = {}
        for name, operation in tries.items():
            answer = bench.patch(path, operation).answer
            seen[name] = outcome(answer)
            seen[f"{name}: message"] = answer.message
        return seen

    def decide(self, seen: Seen) -> Decision:
        decision = Decision(facts={"unknown_path": seen["unknown member"], "own_id_path": seen["its own id"]})
        refused = [seen[name] for name in ("unknown member of config", "absent tag") if seen[name] != "200"]
        name = refusal_name(refused[0]) if refused else None
        if name is None:
            decision.new.append(f"a patch of a path that is not there: {seen['unknown member of config']}")
        else:
            decision.settings["patch_refusal"] = name
        return decision


class MemberPatch(Probe):
    """U2."""

    id = "U2"
    question = "Is one member of a config patched, refused or ignored?"
    settings = ("config_patch", "refusal_style")

    def run(self, bench: Bench) -> Seen:
        tried = bench.patch(bench.store(port=PORT).path, replace("/config/port", OTHER_PORT))
        return {"answer": outcome(tried.answer), "port": tried.after["config"].get("port")}

    def decide(self, seen: Seen) -> Decision:
        way = taken(seen["answer"], seen["port"] == OTHER_PORT)
        if way is None:
            return Decision(new=[f"replace /config/port: {seen['answer']}"])
        style = {"refusal_style": way[1]} if way[1] else {}
        return Decision({"config_patch": way[0], **style})


class Operations(Probe):
    """U3."""

    id = "U3"
    question = "Which operations are taken, and what becomes of a remove of what is not there?"
    settings = ("absent_remove",)
    calls = 20

    def run(self, bench: Bench) -> Seen:
        thing = bench.store(port=PORT)
        added = bench.patch(thing.path, add("/config/username", "reader"))
        removed = bench.patch(thing.path, remove("/config/username"))
        operations = {
            "remove again": remove("/config/username"),
            "remove an absent tag": remove("/tags/9"),
            "append a tag": add("/tags/-", "one"),
            "test": {"op": "test", "path": "/name", "value": thing.name},
            "test another value": {"op": "test", "path": "/name", "value": "another"},
        }
        seen: Seen = {
            "add": outcome(added.answer),
            "remove": outcome(removed.answer),
            # It may be back at once, as the default of its variable.
            "gone": added.after["config"].get("username") == "reader" and "username" not in removed.after["config"],
        }
        for name, operation in operations.items():
            seen[name] = outcome(bench.patch(thing.path, operation).answer)
        return seen

    def decide(self, seen: Seen) -> Decision:
        names = ("add", "remove", "append a tag", "test", "test another value")
        decision = Decision(facts={f"op: {name}": seen[name] for name in names})
        absent = seen["remove again" if seen["gone"] else "remove an absent tag"]
        if absent == "200":
            decision.new.append("a remove of what is not there is accepted")
        else:
            decision.settings["absent_remove"] = "refuse"
        return decision


class WholeConfig(Probe):
    """U6."""

    id = "U6"
    question = "Does a whole config replace the stored one, or is it merged into it?"

    def run(self, bench: Bench) -> Seen:
        path = bench.store(port=PORT, username="reader").path
        tried = bench.patch(path, replace("/config", {"host": HOST, "port": OTHER_PORT, "tlsEnabled": True}))
        return {"answer": outcome(tried.answer), "config": tried.after["config"]}

    def decide(self, seen: Seen) -> Decision:
        config = seen["config"]
        if seen["answer"] != "200" or config.get("port") != OTHER_PORT:
            return Decision(new=[f"replace /config: {seen['answer']}"])
        return Decision(facts={"whole_is": "merged" if config.get("username") == "reader" else "replaced"})


class Atomic(Probe):
    """U19."""

    id = "U19"
    question = "Is a patch all or nothing?"

    def run(self, bench: Bench) -> Seen:
        thing = bench.store(port=PORT)
        tried = bench.patch(thing.path, replace("/name", bench.named("changed")), remove("/tags/9"))
        return {"answer": outcome(tried.answer), "changed": tried.after.get("name") != thing.name}

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={"atomic": not seen["changed"], "half_wrong_patch": seen["answer"]})


class NothingNew(Probe):
    """U20."""

    id = "U20"
    question = "Does a patch with the value that is there raise the version?"

    def run(self, bench: Bench) -> Seen:
        thing = bench.store(port=PORT)
        before = bench.read(thing.path).get("version")
        tried = bench.patch(thing.path, replace("/name", thing.name))
        return {"answer": outcome(tried.answer), "before": before, "after": tried.after.get("version")}

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={"noop_patch": seen["answer"], "noop_bumps": seen["before"] != seen["after"]})
