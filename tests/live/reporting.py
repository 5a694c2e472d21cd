# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run leaves behind: a dialect, a table of the answers, and recordings."""

from __future__ import annotations

import dataclasses
import json
import typing as t
from pathlib import Path

from .asking import Asked, Found
from .cassettes import NotClean, Recorder, write_cassette
from .probe import Result, Verdict

Json = t.Any
ROOT = Path(__file__).resolve().parents[2]
NOT_ASKED = {"U38": "What is answered to a POST over the time limit? It is not to be provoked."}


@dataclasses.dataclass(frozen=True)
class Places:
    """Directories. ``work`` is for what is not to be committed."""

    dialects: Path
    cassettes: Path
    docs: Path
    work: Path

    @classmethod
    def of_checkout(cls, root: Path = ROOT) -> Places:
        """Where they are in a checkout."""
        emulator = root / "tests" / "emulator"
        return cls(emulator / "dialects", emulator / "cassettes", root / "docs", root / ".build" / "live")

    def aside(self) -> Places:
        """The same for a run that has not asked everything: its answers are to be looked at, not to be kept."""
        part = self.work / "part"
        return Places(part, part / "cassettes", part, self.work)


def dialect_before(dialects: Path, date: str) -> tuple[str, Json] | None:
    """The newest dialect that was found before this day: its name and what it holds."""
    files = sorted(path for path in dialects.glob("live-*.json") if path.stem < f"live-{date}")
    return (files[-1].stem, json.loads(files[-1].read_text(encoding="utf-8"))) if files else None


def changes(before: Json, found: Found) -> list[str]:
    """What the service answers otherwise than last time, one line each."""
    lines = []
    for kind, now in (("settings", found.settings), ("facts", found.facts)):
        was = before.get(kind, {})
        for name, value in now.items():
            if name in was and was[name] != value:
                lines.append(f"{name}: {json.dumps(was[name])} -> {json.dumps(value)}")
    return lines


def write_results(
    places: Places, date: str, asked: t.Sequence[Asked], found: Found, recorder: Recorder, news: t.Sequence[str]
) -> list[str]:
    """Write everything. Returns what went wrong: recordings that were not clean enough to be written."""
    wrong = []
    recorded = set()
    for one in asked:
        result = one.result
        if not result.probe.recorded or result.verdict not in (Verdict.PASS, Verdict.NEW) or not one.exchanges:
            continue
        try:
            cassette = recorder.cassette(result.probe.id, result.probe.question, one.exchanges)
        except NotClean as error:
            wrong.append(str(error))
        else:
            write_cassette(cassette, places.cassettes / f"{result.probe.id}.json")
            recorded.add(result.probe.id)
    dialect = {
        "date": date,
        "settings": found.settings,
        "evidence": {name: [one for one in ids if one in recorded] for name, ids in found.evidence.items()},
        "facts": found.facts,
    }
    text = json.dumps(dialect, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    table = answers_table(date, [one.result for one in asked], recorded, news)
    for directory, name, content in (
        (places.dialects, f"live-{date}.json", text),
        (places.docs, f"live-{date}.md", table),
    ):
        try:
            clean = recorder.clean(content)
        except NotClean as error:
            wrong.append(f"{name}: {error}")
            continue
        directory.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(clean, encoding="utf-8")
    return wrong


def answers_table(date: str, results: t.Sequence[Result], recorded: set[str], news: t.Sequence[str]) -> str:
    """The page with every question, its answer and the evidence."""
    # Every file has the same three lines first.
    licence = [line.lstrip("# ") for line in Path(__file__).read_text(encoding="utf-8").splitlines()[:3]]
    lines = ["<!--", *licence, "-->", "", f"# What the live service answered on {date}", ""]
    lines += ["Made by `make live`; [live.md](live.md) says how.", ""]
    lines += ["| | question | verdict | answer | evidence |", "| --- | --- | --- | --- | --- |"]
    for result in results:
        name = result.probe.id
        evidence = f"`{name}.json`" if name in recorded else ""
        cells = [name, result.probe.question, result.verdict.value, answer_text(result), evidence]
        lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    lines += [f"| {name} | {text} | not asked | | |" for name, text in NOT_ASKED.items()]
    lines += ["", "## Changed since last time", ""]
    lines += [f"- {line}" for line in news] or ["Nothing that is known."]
    return "\n".join(lines) + "\n"


def answer_text(result: Result) -> str:
    """Settings, facts, and what fits nothing, in one cell."""
    decision = result.decision
    words = [f"**{name}: {value}**" for name, value in decision.settings.items()]
    words += [f"{name}: `{json.dumps(value, ensure_ascii=False)}`" for name, value in decision.facts.items()]
    words += [f"new: {text}" for text in decision.new] + ([result.reason] if result.reason else [])
    return "; ".join(words)
