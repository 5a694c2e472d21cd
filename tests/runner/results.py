# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sessions found, as a table and as the totals of the last line."""

from __future__ import annotations

import dataclasses
import json
import typing as t
from pathlib import Path
from xml.etree import ElementTree

from .paths import REPORTS
from .process import announce, say


@dataclasses.dataclass
class Result:
    """The outcome of a session. ``failures`` names the failed cases; their number is the number of failures."""

    name: str
    passed: int = 0
    skipped: int = 0
    failures: list[str] = dataclasses.field(default_factory=list)
    seconds: float = 0.0

    @classmethod
    def of_session(cls, name: str, reports: t.Sequence[Path]) -> Result:
        """What the files of JUnit in REPORTS say of the session, and ``reports`` of nox, those that are there.

        A session that fails without a failed case is one; so is one that ends well and counts none.
        """
        result = cls(name)
        for file in sorted([*REPORTS.glob(f"{name}.xml"), *(REPORTS / name).glob("*.xml")]):
            result.read_junit(file)
        found = [
            session
            for report in reports
            if report.is_file()
            for session in json.loads(report.read_text(encoding="utf-8"))["sessions"]
            if session["name"] == name
        ]
        ended_well = bool(found) and found[0]["result"] == "success"
        if ended_well and not (result.passed or result.failures):
            result.passed = 1
        elif not ended_well and not result.failures:
            result.failures.append(str(found[0]["reason"] or found[0]["result"]) if found else "it did not run")
        result.seconds = found[0]["duration"] if found else 0.0
        return result

    def read_junit(self, file: Path) -> None:
        """Count the test cases in ``file``."""
        try:
            cases = list(ElementTree.parse(file).iter("testcase"))
        except (OSError, ElementTree.ParseError) as error:
            self.failures.append(f"{file.name} cannot be read: {error}")
            return
        for case in cases:
            if case.find("failure") is not None or case.find("error") is not None:
                self.failures.append("::".join(filter(None, (case.get("classname"), case.get("name")))))
            elif case.find("skipped") is not None:
                self.skipped += 1
            else:
                self.passed += 1


def summarize(results: t.Sequence[Result]) -> bool:
    """Print the table and the totals. Returns whether everything passed."""
    announce("summary")
    lines = [f"{'step':<20}{'passed':>8}{'failed':>8}{'skipped':>9}{'time':>10}"]
    for result in results:
        counts = f"{result.passed:>8}{len(result.failures):>8}{result.skipped:>9}"
        lines.append(f"{result.name:<20}{counts}{result.seconds:>8.1f} s  {'FAILED' if result.failures else 'ok'}")
    failures = [f"  {result.name}: {failure}" for result in results for failure in result.failures]
    if failures:
        lines += ["", "failed:", *failures]
    passed = sum(result.passed for result in results)
    lines += ["", f"{passed} passed, {len(failures)} failed"]
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / "summary.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for line in lines:
        say(line)
    return not failures
