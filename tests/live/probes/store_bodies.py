# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the body of a new store may hold, and what the answer shows of it."""

from __future__ import annotations

import typing as t

from ..bench import HOST, Bench, replace
from ..probe import Decision, Probe, Seen, outcome

Json = t.Any
PORT = "6379"
DYNAMODB = {
    "tableName": "probe",
    "region": "us-east-1",
    "roleArn": "arn:aws:iam::000000000000:role/probe",
    "externalId": "00000000-0000-4000-8000-000000000000",
}


def try_body(bench: Bench, body: Json, kind: str = "redis") -> tuple[str, Json]:
    """Try to make a store and delete it again: the answer, and what a GET showed of it."""
    answer, thing = bench.post_store({"on": False, **body}, kind=kind)
    shown = bench.read(thing.path) if thing else None
    if thing:
        bench.drop(thing)
    return outcome(answer), shown


class NumericPort(Probe):
    """U10."""

    id = "U10"
    question = "What becomes of a port that is a number?"
    settings = ("numeric_port",)

    def run(self, bench: Bench) -> Seen:
        answer, shown = try_body(bench, {"name": bench.named("port"), "config": {"host": HOST, "port": 6379}})
        tried = bench.patch(bench.store(port=PORT).path, replace("/config", {"host": HOST, "port": 6380}))
        port = shown["config"].get("port") if shown else None
        return {"answer": answer, "port": port, "patch": outcome(tried.answer)}

    def decide(self, seen: Seen) -> Decision:
        decision = Decision(facts={"numeric_port_patch": seen["patch"]})
        if seen["answer"] == "201" and seen["port"] == PORT:
            decision.settings["numeric_port"] = "string"
        elif seen["answer"].startswith("400"):
            decision.settings["numeric_port"] = "refuse"
        else:
            decision.new.append(f"a port that is a number: {seen['answer']}, shown as {seen['port']!r}")
        return decision


class Defaults(Probe):
    """U11."""

    id = "U11"
    question = "What is shown of a store that was made of a host alone?"
    settings = ("config_defaults",)

    def run(self, bench: Bench) -> Seen:
        return {"shown": bench.read(bench.store().path)}

    def decide(self, seen: Seen) -> Decision:
        shown = seen["shown"]
        settings = {"config_defaults": "filled" if "port" in shown["config"] else "absent"}
        decision = Decision(settings, {"host_alone": sorted(shown["config"])})
        # LaunchDarkly's OpenAPI document requires them, and the emulator shows them always.
        missing = [member for member in ("on", "tags") if member not in shown]
        if missing:
            decision.new.append(f"a store is shown without {' and '.join(missing)}")
        return decision


class Names(Probe):
    """U12."""

    id = "U12"
    question = "What is the name of a store that was given none, and how long may a name be?"

    def run(self, bench: Bench) -> Seen:
        seen: Seen = {}
        answer, shown = try_body(bench, {"config": {"host": HOST}})
        seen["without"] = [answer, (shown or {}).get("name")]
        for length in (1, 256, 257):
            name = bench.named("n").ljust(length, "n")[-length:]
            seen[str(length)] = try_body(bench, {"name": name, "config": {"host": HOST}})[0]
        return seen

    def decide(self, seen: Seen) -> Decision:
        lengths = {f"name_of_{length}": seen[length] for length in ("1", "256", "257")}
        return Decision(facts={"default_name": seen["without"], **lengths})


class UnknownMembers(Probe):
    """U14."""

    id = "U14"
    question = "Are unknown members, unknown variables and booleans as text refused?"
    settings = ("unknown_members",)

    def run(self, bench: Bench) -> Seen:
        name, config = bench.named("unknown"), {"host": HOST, "port": PORT}
        member, _shown = try_body(bench, {"name": name, "config": config, "zzz": 1})
        variable, kept = try_body(bench, {"name": name, "config": {**config, "zzz": "1"}})
        boolean, text = try_body(bench, {"name": name, "config": {**config, "tlsEnabled": "true"}})
        return {
            "member": member,
            "variable": variable,
            "variable kept": bool(kept) and "zzz" in kept["config"],
            "boolean as text": boolean,
            "boolean shown": text["config"].get("tlsEnabled") if text else None,
        }

    def decide(self, seen: Seen) -> Decision:
        names = ("variable", "variable kept", "boolean as text", "boolean shown")
        decision = Decision(facts={f"body: {name}": seen[name] for name in names})
        if seen["member"] == "201":
            decision.settings["unknown_members"] = "ignore"
        elif seen["member"].startswith("400"):
            decision.settings["unknown_members"] = "refuse"
        else:
            decision.new.append(f"an unknown member of a body: {seen['member']}")
        return decision


class DynamodbChecks(Probe):
    """U15. Account 000000000000, and off: nothing can be reached."""

    id = "U15"
    question = "Which of a DynamoDB store's variables are checked?"
    calls = 20

    def run(self, bench: Bench) -> Seen:
        bodies = {
            "fine": {},
            "region": {"region": "xx-nowhere-1"},
            "roleArn": {"roleArn": "not-an-arn"},
            "externalId": {"externalId": "not-a-uuid"},
        }
        name = bench.named("dynamodb")
        return {
            wrong: try_body(bench, {"name": name, "config": {**DYNAMODB, **values}}, "dynamodb")[0]
            for wrong, values in bodies.items()
        }

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={f"dynamodb: {name}": answer for name, answer in seen.items()})


class WriteAnswers(Probe):
    """U18."""

    id = "U18"
    question = "Are the answers to POST and PATCH as complete as a GET?"

    def run(self, bench: Bench) -> Seen:
        body = {"name": bench.named("answers"), "on": False, "config": {"host": HOST, "port": PORT}}
        created, thing = bench.post_store(body)
        if thing is None:
            return {"create": outcome(created), "lacks": {}, "status": False}
        read = bench.read(thing.path)
        patched = bench.patch(thing.path, replace("/name", bench.named("patched")))
        pairs = {"POST": (created.body, read), "PATCH": (patched.answer.body, patched.after)}
        return {
            "create": outcome(created),
            "lacks": {method: sorted(set(after) - set(answer)) for method, (answer, after) in pairs.items()},
            "status": "_status" in created.body,
        }

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={"write_answers_lack": seen["lacks"], "status_at_once": seen["status"]})
