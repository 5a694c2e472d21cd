# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the steps found, as a table and as the totals of the last line."""

from __future__ import annotations

import dataclasses
import typing as t
from pathlib import Path
from xml.etree import ElementTree

from .paths import REPORTS
from .process import announce, say


@dataclasses.dataclass
class Result:
    """The outcome of a step. ``failures`` names the failed cases; their number is the number of failures."""

    name: str
    passed: int = 0
    skipped: int = 0
    failures: list[str] = dataclasses.field(default_factory=list)
    seconds: float = 0.0
    parts: list[Result] = dataclasses.field(default_factory=list)

    @property
    def failed(self) -> int:
        return len(self.failures)

    def add(self, name: str, ok: bool, seconds: float = 0.0) -> None:
        """Count the case ``name``, with a row of its own in the table."""
        self.parts.append(Result(name, passed=int(ok), failures=[] if ok else [name], seconds=seconds))
        self.passed += int(ok)
        if not ok:
            self.failures.append(name)

    def read_junit(self, file: Path) -> int:
        """Count the test cases in ``file``. Returns how many it has, 0 if it cannot be read."""
        try:
            cases = list(ElementTree.parse(file).iter("testcase"))
        except (OSError, ElementTree.ParseError):
            return 0
        for case in cases:
            if case.find("failure") is not None or case.find("error") is not None:
                self.failures.append("::".join(filter(None, (case.get("classname"), case.get("name")))))
            elif case.find("skipped") is not None:
                self.skipped += 1
            else:
                self.passed += 1
        return len(cases)


def summarize(results: t.Sequence[Result]) -> bool:
    """Print the table and the totals. Returns whether everything passed."""
    announce("summary")
    rows: list[tuple[str, ...]] = [("step", "passed", "failed", "skipped", "time", "")]
    for result in results:
        rows.append(row(result))
        rows += [row(part, indent="  ") for part in result.parts]
    widths = [max(len(line[column]) for line in rows) for column in range(len(rows[0]))]
    lines = []
    for name, *rest in rows:
        cells = [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        lines.append("  ".join([name.ljust(widths[0]), *cells]).rstrip())
    failures = [f"  {result.name}: {failure}" for result in results for failure in result.failures]
    if failures:
        lines += ["", "failed:", *failures]
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    lines += ["", f"{passed} passed, {failed} failed"]
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / "summary.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for line in lines:
        say(line)
    return failed == 0


def row(result: Result, indent: str = "") -> tuple[str, ...]:
    verdict = "FAILED" if result.failed else "ok"
    counts = [str(number) for number in (result.passed, result.failed, result.skipped)]
    return (indent + result.name, *counts, f"{result.seconds:.1f} s", verdict)
