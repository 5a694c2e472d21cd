# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of accepted mutants, and what "make mutation" makes of it."""

from __future__ import annotations

import pytest
from ansible_collections.community.launchdarkly.tests.mutation.__main__ import (
    PARTS,
    Mutant,
    judge,
    read_accepted,
    read_mutant,
)
from ansible_collections.community.launchdarkly.tests.runner.process import RunnerError
from project_files import text
from runner.paths import ROOT

NAME = "ansible_collections.community.launchdarkly.plugins.module_utils._engine.reader.xǁReaderǁ_pages__mutmut_12"
SHOWN = """\
# some name: survived
--- reader.py
+++ reader.py
@@ -4,4 +4,4 @@
     query = {}
-        read += len(items)
+        read -= len(items)
     return
"""
MUTANT = Mutant("reader.Reader._pages", ("- read += len(items)", "+ read -= len(items)"))


def test_a_survivor_is_printed_as_it_is_listed() -> None:
    assert read_mutant(NAME, SHOWN) == MUTANT
    assert read_accepted(f"# Text\n\n{MUTANT}\n\nA reason.\n") == {MUTANT}
    assert read_mutant("a.fields.x__as_set__mutmut_1", "").function == "fields._as_set"


@pytest.mark.parametrize("after", ["", "\n\n## Another chapter\n\nText.\n"])
def test_a_mutant_needs_a_reason(after: str) -> None:
    with pytest.raises(RunnerError, match=r"no reason for what is accepted of reader\.Reader\._pages"):
        read_accepted(f"{MUTANT}\n{after}")


def test_every_accepted_mutant_is_of_the_code_as_it_is() -> None:
    accepted = read_accepted(text("tests/mutation/README.md"))
    assert accepted
    for mutant in accepted:
        module, *_names, function = mutant.function.split(".")
        (folder,) = {part.folder for part in PARTS.values() if module in part.modules}
        code = text(f"{folder}/{module}.py")
        assert f"def {function}(" in code
        for line in mutant.change:
            assert (line[2:] in code) is line.startswith("-"), f"{mutant.function}: {line}"


def test_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    judge([], [])
    with pytest.raises(RunnerError, match="1 mutants survived, 0 are accepted without need"):
        judge([MUTANT], [])
    with pytest.raises(RunnerError, match="0 mutants survived, 1 are accepted without need"):
        judge([], [MUTANT])
    assert capsys.readouterr().out.count(str(MUTANT)) == 2


def test_what_is_changed_and_what_notices_is_there() -> None:
    for part in PARTS.values():
        assert part.modules and all((ROOT / part.folder / f"{module}.py").is_file() for module in part.modules)
        assert part.tests and all((ROOT / tests).exists() for tests in part.tests)
