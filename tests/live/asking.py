# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask the questions one after the other, and put the answers together."""

from __future__ import annotations

import contextlib
import dataclasses
import typing as t

from .api import Budget, CallFailed, Exchange, OverBudget
from .bench import Bench, Blocked, Unknown
from .guard import NotOwn
from .probe import Decision, Probe, Result, Verdict

Json = t.Any

# What reading a document of another shape than the known ones raises.
UNKNOWN_SHAPE = (AttributeError, IndexError, KeyError, TypeError, ValueError)


@dataclasses.dataclass
class Asked:
    """A result, and the calls that led to it, which are raw and stay in memory."""

    result: Result
    exchanges: list[Exchange]


def ask_all(
    bench: Bench, probes: t.Iterable[type[Probe]], blocked: t.Mapping[str, str], say: t.Callable[[str], None]
) -> list[Asked]:
    """Ask, in this order. ``blocked`` has the reason for each need that cannot be met."""
    everything: list[Exchange] = []
    bench.known["exchanges"] = everything
    asked = []
    for kind in probes:
        probe = kind()
        reasons = [blocked[need] for need in probe.needs if need in blocked]
        if reasons:
            one = Asked(Result(probe, Verdict.BLOCKED, reason=reasons[0]), [])
        else:
            one = ask(bench, probe)
        everything += one.exchanges
        asked.append(one)
        say(f"{one.result.verdict.value:<7}  {probe.id:<3}  {probe.question}{summary(one.result)}")
    return asked


def ask(bench: Bench, probe: Probe) -> Asked:
    """Ask one question, and take away what was made for it."""
    api = bench.api
    api.exchanges = []
    api.budget = Budget(probe.calls, probe.seconds, api.timing.clock)
    result = Result(probe, Verdict.FAIL)
    try:
        result.seen = probe.run(bench)
        result.decision = probe.decide(result.seen)
        result.verdict = Verdict.NEW if result.decision.new else Verdict.PASS
    except Blocked as error:
        result.verdict, result.reason = Verdict.BLOCKED, str(error)
    except (CallFailed, OverBudget, NotOwn) as error:
        result.reason = str(error)
    except Unknown as error:
        result.verdict, result.decision = Verdict.NEW, Decision(new=[str(error)])
    except UNKNOWN_SHAPE as error:
        result.verdict = Verdict.NEW
        result.decision = Decision(
            new=[f"an answer of another shape than the known ones: {type(error).__name__} {error}"]
        )
    finally:
        exchanges, api.exchanges, api.budget = api.exchanges, [], None
    result.calls = len(exchanges)
    # What cannot be taken away now is in the journal.
    with contextlib.suppress(CallFailed):
        probe.undo(bench)
    api.exchanges = []
    return Asked(result, exchanges)


def summary(result: Result) -> str:
    """The answer in a few words, for the screen."""
    words = [f"{name}={value}" for name, value in result.decision.settings.items()] + result.decision.new
    words += [result.reason] if result.reason else []
    return f" {'; '.join(words)}" if words else ""


@dataclasses.dataclass
class Found:
    """What all answers make together. ``evidence`` names the questions that each setting is the answer to."""

    settings: dict[str, Json] = dataclasses.field(default_factory=dict)
    facts: dict[str, Json] = dataclasses.field(default_factory=dict)
    evidence: dict[str, list[str]] = dataclasses.field(default_factory=dict)


def put_together(results: t.Iterable[Result]) -> Found:
    """One dialect of all answers. Where two do not agree, the first counts, and the other one is new."""
    found = Found()
    for result in results:
        for setting, value in result.decision.settings.items():
            if found.settings.setdefault(setting, value) == value:
                found.evidence.setdefault(setting, []).append(result.probe.id)
                continue
            others = ", ".join(found.evidence[setting])
            result.verdict = Verdict.NEW
            result.decision.new.append(f"{setting} is {value} here, and {found.settings[setting]} in {others}")
        found.facts.update(result.decision.facts)
    return found
