# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be asked without writing, or with a second token."""

from __future__ import annotations

from ..api import BETA, STABLE
from ..bench import Bench, Blocked, replace
from ..guard import STORES
from ..inventory import IDENTITY, MANIFESTS, listed
from ..manifests import differences, present_table, table_of
from ..probe import Decision, Probe, Seen, outcome

SHOWN = 12


class ReaderView(Probe):
    """U32. With a second token, which a maintainer has made."""

    id = "U32"
    question = "How is a token refused that may only read, and what does it see?"
    needs = ("projects", "stores", "reader token")
    settings = ("unauthorized_right",)

    def run(self, bench: Bench) -> Seen:
        name = bench.read(bench.project_path, version=STABLE)["name"]
        bench.store()
        token = bench.reader_token
        written = bench.api.call("PATCH", bench.project_path, [replace("/name", name)], version=STABLE, token=token)
        if written.ok:
            raise Blocked("the second token may write: it has to be a reader's")
        environment = bench.api.get(bench.environment(), version=STABLE, token=token)
        stores = bench.api.get(STORES, token=token)
        shown = environment.body if isinstance(environment.body, dict) else {}
        return {
            "write": outcome(written),
            "environment": outcome(environment),
            "keys": [key for key in ("_id", "apiKey", "mobileKey") if shown.get(key)],
            "stores": outcome(stores),
            "own store": any(item.get("projectKey") == bench.key for item in listed(stores)),
        }

    def decide(self, seen: Seen) -> Decision:
        names = ("environment", "keys", "stores", "own store")
        decision = Decision(facts={f"reader: {name}": seen[name] for name in names})
        if seen["write"][:3] in ("401", "403"):
            decision.settings["unauthorized_right"] = seen["write"][:3]
        else:
            decision.new.append(f"a write by a reader: {seen['write']}")
        return decision


class RateHeaders(Probe):
    """U33. It asks nothing: it looks at the answers of all others."""

    id = "U33"
    question = "Which headers of limits come, and with which values?"
    needs = ()
    recorded = False

    def run(self, bench: Bench) -> Seen:
        limits: dict[str, list[str]] = {}
        for exchange in bench.known.get("exchanges", []):
            for name, value in exchange.answer.headers.items():
                if name.lower().startswith("x-ratelimit-"):
                    values = limits.setdefault(name.lower(), [])
                    if name.lower().endswith("-limit") and value not in values:
                        values.append(value)
        return {"limits": limits}

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={"rate_headers": seen["limits"]})


class Versions(Probe):
    """U34."""

    id = "U34"
    question = "What is answered to a wrong, a missing and a double LD-API-Version?"
    needs = ("stores",)

    def run(self, bench: Bench) -> Seen:
        versions = {"stable": STABLE, "none": None, "beta": BETA, "both": f"{BETA},{STABLE}"}
        return {name: outcome(bench.api.get(STORES, version=version)) for name, version in versions.items()}

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={f"version: {name}": answer for name, answer in seen.items()})


class Manifests(Probe):
    """U35. ``make manifests`` then renews the table."""

    id = "U35"
    question = "Do today's manifests differ from the collection's table of form variables?"
    needs = ("manifests",)
    recorded = False

    def run(self, bench: Bench) -> Seen:
        today = table_of(listed(bench.api.get(MANIFESTS, version=STABLE)))
        return {"differences": differences(present_table(), today)}

    def decide(self, seen: Seen) -> Decision:
        lines = seen["differences"]
        if not lines:
            return Decision(facts={"manifests": "as in the table"})
        return Decision(facts={"manifests": f"{len(lines)} differences", "manifests_first": lines[:SHOWN]})


class ErrorBodies(Probe):
    """U36. It asks nothing: it looks at the answers of all others."""

    id = "U36"
    question = "What does the body of a refusal hold?"
    needs = ()
    recorded = False

    def run(self, bench: Bench) -> Seen:
        shapes = set()
        for exchange in bench.known.get("exchanges", []):
            answer = exchange.answer
            if not answer.ok:
                kind = answer.headers.get("Content-Type", "no content type").partition(";")[0]
                members = ", ".join(sorted(answer.body)) if isinstance(answer.body, dict) else "no JSON object"
                shapes.add(f"{answer.status} {kind}: {members}")
        return {"shapes": sorted(shapes)}

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={"error_bodies": seen["shapes"]})


class OauthHeader(Probe):
    """U37. With the access token of an OAuth client, which a maintainer has at hand."""

    id = "U37"
    question = "Is an OAuth access token sent raw, or with the word Bearer?"
    needs = ("oauth token",)
    recorded = False

    def run(self, bench: Bench) -> Seen:
        token = bench.known["oauth token"]
        raw = bench.api.get(IDENTITY, version=STABLE, token=token)
        bearer = bench.api.get(IDENTITY, version=STABLE, token=f"Bearer {token}")
        return {"raw": outcome(raw), "bearer": outcome(bearer)}

    def decide(self, seen: Seen) -> Decision:
        return Decision(facts={f"oauth_header: {name}": answer for name, answer in seen.items()})
