# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The run's own project and its environments."""

from __future__ import annotations

import typing as t

from ..api import STABLE, Answer
from ..bench import FIRST, Bench, add, refused, remove, replace
from ..guard import APPROVAL_REQUESTS, NOWHERE, TAG
from ..probe import Decision, Probe, Seen, outcome
from .store_patches import taken

AVAILABILITY = "defaultClientSideAvailability"
APPROVALS = "approvalSettings"


class Tags(Probe):
    """U28. The tag of the run stays there: a sweep asks for it."""

    id = "U28"
    question = "Which tags are taken, and in which order and case do they come back?"
    needs = ("projects",)
    calls = 20

    def run(self, bench: Bench) -> Seen:
        seen: Seen = {}
        tries: dict[str, list[str]] = {
            "case, order and doubles": ["b", "A", "a", "b"],
            "64 characters": ["x" * 64],
            "65 characters": ["x" * 65],
            "a colon": ["a:b"],
            "a space": ["a b"],
        }
        for name, tags in tries.items():
            tried = bench.patch(bench.project_path, replace("/tags", [TAG, *tags]), version=STABLE)
            seen[name] = [outcome(tried.answer), [tag for tag in tried.after.get("tags", []) if tag != TAG]]
        return seen

    def undo(self, bench: Bench) -> None:
        bench.api.call("PATCH", bench.project_path, [replace("/tags", [TAG])], version=STABLE)

    def decide(self, seen: Seen) -> Decision:
        facts = {f"tags: {name}": answer for name, (answer, _tags) in seen.items()}
        return Decision(facts={**facts, "tags_shown": seen["case, order and doubles"][1]})


class Approvals(Probe):
    """U29."""

    id = "U29"
    question = "Has the plan approvals, and what may not go together in them?"
    needs = ("projects",)
    settings = ("approvals",)
    calls = 20

    def run(self, bench: Bench) -> Seen:
        path = bench.environment()
        environment = bench.read(path, version=STABLE)
        tries: dict[str, list[t.Any]] = {
            "required": [replace(f"/{APPROVALS}/required", True)],
            "required with tags": [replace(f"/{APPROVALS}/requiredApprovalTags", ["one"])],
            "auto apply": [replace(f"/{APPROVALS}/autoApplyApprovedChanges", True)],
            "not required": [replace(f"/{APPROVALS}/required", False)],
            "remove": [remove(f"/{APPROVALS}/required")],
            "remove again": [remove(f"/{APPROVALS}/required")],
            "add": [add(f"/{APPROVALS}/minNumApprovals", 2)],
        }
        seen: Seen = {"shown": APPROVALS in environment}
        for name, operations in tries.items():
            seen[name] = outcome(bench.patch(path, *operations, version=STABLE).answer)
        return seen

    def undo(self, bench: Bench) -> None:
        before = {
            "required": False,
            "requiredApprovalTags": [],
            "autoApplyApprovedChanges": False,
            "minNumApprovals": 1,
        }
        for name, value in before.items():
            operation = replace(f"/{APPROVALS}/{name}", value)
            if not bench.api.call("PATCH", bench.environment(), [operation], version=STABLE).ok:
                # The plan has none, so none was changed.
                break

    def decide(self, seen: Seen) -> Decision:
        facts = {f"approvals: {name}": answer for name, answer in seen.items() if name != "shown"}
        decision = Decision(facts=facts)
        if seen["shown"] and seen["required"] == "200":
            decision.settings["approvals"] = "available"
        elif not seen["shown"] and seen["required"] != "200":
            decision.settings["approvals"] = "unavailable"
        else:
            decision.new.append(f"approvalSettings are shown: {seen['shown']}, a patch of them: {seen['required']}")
        return decision


class ApprovalRequestSettings(Probe):
    """U40."""

    id = "U40"
    question = (
        "Which approval request settings are shown that nobody has changed, also of an environment that is not there?"
    )
    needs = ("projects",)
    settings = ("approval_settings_shown", "approval_environment")

    def run(self, bench: Bench) -> Seen:
        def of_segments(environment: str) -> Answer:
            query = {"environmentKey": environment, "resourceKind": "segment", "expand": "default"}
            return bench.api.get(_settings(bench), query=query)

        there = of_segments(FIRST)
        if not there.ok:
            raise refused("reading approval request settings", there)
        nowhere = of_segments(f"{FIRST}{NOWHERE}")
        changed = bench.api.call("PATCH", _settings(bench), _approvals(2))
        after = of_segments(FIRST)
        return {
            "unchanged": sorted(_environments(there)),
            "default": "_default" in (there.body.get("segment") or {}),
            "nowhere": outcome(nowhere),
            "patch": outcome(changed),
            "after": _environments(after).get(FIRST, {}).get("minNumApprovals"),
        }

    def undo(self, bench: Bench) -> None:
        bench.api.call("PATCH", _settings(bench), _approvals(1))

    def decide(self, seen: Seen) -> Decision:
        facts = {f"approval request settings: {name}": seen[name] for name in ("default", "patch", "after")}
        decision = Decision(facts=facts)
        decision.settings["approval_settings_shown"] = "all" if seen["unchanged"] else "changed"
        if seen["nowhere"] in ("200", "404 not_found"):
            decision.settings["approval_environment"] = "default" if seen["nowhere"] == "200" else "refused"
        else:
            decision.new.append(f"settings of an environment that is not there: {seen['nowhere']}")
        return decision


def _settings(bench: Bench) -> str:
    return f"{APPROVAL_REQUESTS}/{bench.key}/settings"


def _approvals(number: int) -> dict[str, t.Any]:
    return {"environmentKey": FIRST, "resourceKind": "segment", "minNumApprovals": number}


def _environments(answer: Answer) -> dict[str, t.Any]:
    segments = answer.body.get("segment") if isinstance(answer.body, dict) else None
    return dict((segments or {}).get("environments") or {})


class ClientSideAvailability(Probe):
    """U30."""

    id = "U30"
    question = "Are members of defaultClientSideAvailability patched, and is it one with includeInSnippetByDefault?"
    needs = ("projects",)
    settings = ("client_side_availability", "refusal_style")

    def run(self, bench: Bench) -> Seen:
        before = bench.read(bench.project_path, version=STABLE)[AVAILABILITY]
        bench.known[AVAILABILITY] = before
        mobile = not before["usingMobileKey"]
        member = bench.patch(bench.project_path, replace(f"/{AVAILABILITY}/usingMobileKey", mobile), version=STABLE)
        wanted = {"usingEnvironmentId": not before["usingEnvironmentId"], "usingMobileKey": mobile}
        whole = bench.patch(bench.project_path, replace(f"/{AVAILABILITY}", wanted), version=STABLE)
        return {
            "member": [outcome(member.answer), member.after[AVAILABILITY]["usingMobileKey"] == mobile],
            "whole": [outcome(whole.answer), whole.after[AVAILABILITY] == wanted],
            "coupled": whole.after.get("includeInSnippetByDefault") == wanted["usingEnvironmentId"],
        }

    def undo(self, bench: Bench) -> None:
        if AVAILABILITY in bench.known:
            operation = replace(f"/{AVAILABILITY}", bench.known[AVAILABILITY])
            bench.api.call("PATCH", bench.project_path, [operation], version=STABLE)

    def decide(self, seen: Seen) -> Decision:
        decision = Decision(facts={"csa_whole": seen["whole"], "csa_coupled": seen["coupled"]})
        way = taken(*seen["member"])
        if way is None:
            decision.new.append(f"a member of {AVAILABILITY}: {seen['member'][0]}")
            return decision
        decision.settings["client_side_availability"] = "members" if way[0] == "member" else "whole"
        if way[1]:
            decision.settings["refusal_style"] = way[1]
        return decision
