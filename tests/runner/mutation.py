# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mutation testing of the engine: change it in small ways, in a copy, and see that its unit tests notice every change.

mutmut makes the changes. Those that no test can notice are in tests/mutation/README.md, each with the reason.
"""

from __future__ import annotations

import collections
import dataclasses
import json
import os
import re
import shutil
import time
import typing as t

from .paths import BUILD, COLLECTION, REPORTS, ROOT
from .process import Command, RunnerError, announce, clean_environment, must, say
from .tree import sync
from .venvs import Venvs

COPY = BUILD / "mutation"
ENGINE = "plugins/module_utils/_engine"
MUTATED = (
    "plan",
    "ways",
    "sending",
    "fields",
    "secrets",
    "finding",
    "settling",
    "converge",
    "converge_many",
    "reader",
    "shapes",
    "report",
)
TESTS = ("tests/unit/engine",)
ACCEPTED = ROOT / "tests" / "mutation" / "README.md"
PATIENCE = 3600.0

# What mutmut says of a mutant that the tests noticed, and of one that it was not asked to try.
NOTICED = {"killed": "killed", "timeout": "timed out"}
NOT_TRIED = "not checked"


@dataclasses.dataclass(frozen=True, order=True)
class Mutant:
    """A change of one function: the name of the function, and the lines of a diff, without context."""

    function: str
    change: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([f"### `{self.function}`", "", "```diff", *self.change, "```"])


def run_mutation(venvs: Venvs, names: list[str]) -> None:
    """Try all mutants, or those that mutmut knows by ``names``, which may have wildcards.

    Raises RunnerError where one survives that is not accepted, and, unless ``names`` choose, where one that is
    accepted does not survive.
    """
    announce("mutation")
    venv = venvs.get("mutation")
    accepted = read_accepted(ACCEPTED.read_text(encoding="utf-8"))
    prepare()
    env = clean_environment(
        venv.bin,
        HYPOTHESIS_STORAGE_DIRECTORY=str(BUILD / "hypothesis"),
        PYTHONDONTWRITEBYTECODE="1",
    )
    mutmut: Command = [venv.python, "-m", "mutmut"]
    log = REPORTS / "mutation.log"
    say(f"trying the mutants, which takes some minutes ({log}) ...")
    start = time.monotonic()
    workers = str(min(4, os.cpu_count() or 1))
    run: Command = [*mutmut, "run", "--max-children", workers, *names]
    must(run, log=log, what="mutmut run", env=env, cwd=COPY, timeout=PATIENCE)
    log = REPORTS / "mutation-results.log"
    output = must([*mutmut, "results", "--all", "true"], log=log, what="mutmut results", env=env, cwd=COPY)
    log = REPORTS / "mutation-show.log"
    survivors: set[Mutant] = set()
    counts: dict[str, collections.Counter[str]] = {name: collections.Counter() for name in MUTATED}
    for name, status in re.findall(r"^ +(\S+__mutmut_\d+): (.+)$", output, re.MULTILINE):
        if status == NOT_TRIED:
            continue
        outcome = NOTICED.get(status)
        if outcome is None:
            mutant = read_mutant(name, must([*mutmut, "show", name], log=log, what="mutmut show", env=env, cwd=COPY))
            survivors.add(mutant)
            outcome = "accepted" if mutant in accepted else "survived"
        counts[module_of(name)][outcome] += 1
    show_counts(counts)
    say(f"{sum(count.total() for count in counts.values())} mutants in {time.monotonic() - start:.0f} s")
    judge(survivors - accepted, set() if names else accepted - survivors)


def prepare() -> None:
    """A copy of the collection below a directory from which mutmut sees it by the name that the tests import."""
    tree = "/".join(("ansible_collections", *COLLECTION.split(".")))
    sync(COPY / tree)
    # What mutmut remembers of another run is not to be trusted: it does not know what a change of a test changes.
    shutil.rmtree(COPY / "mutants", ignore_errors=True)
    mutmut = {
        "source_paths": [f"{tree}/plugins"],
        "only_mutate": [f"{tree}/{ENGINE}/{name}.py" for name in MUTATED],
        "also_copy": [f"{tree}/tests"],
        "pytest_add_cli_args_test_selection": [f"{tree}/{tests}" for tests in TESTS],
        # The same examples in every run.
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "--hypothesis-seed=0"],
        "use_git_change_detection": False,
    }
    pytest = {"addopts": "--strict-markers --strict-config --import-mode=importlib"}
    # Both know the values of JSON, in the same spelling.
    lines = ["[tool.mutmut]", *(f"{name} = {json.dumps(value)}" for name, value in mutmut.items())]
    lines += ["[tool.pytest.ini_options]", *(f"{name} = {json.dumps(value)}" for name, value in pytest.items())]
    (COPY / "pyproject.toml").write_text("\n".join([*lines, ""]), encoding="utf-8")


def module_of(name: str) -> str:
    """``plan`` of ``ansible_collections....plan.x_lookup__mutmut_1``."""
    return name.split(".")[-2]


def read_mutant(name: str, shown: str) -> Mutant:
    """The mutant that mutmut calls ``name``, from the diff that it shows."""
    # x_lookup__mutmut_1 for a function, xǁReaderǁget__mutmut_1 for a method.
    function = re.sub(r"__mutmut_\d+$", "", name.rpartition(".")[2]).removeprefix("x").removeprefix("_")
    function = ".".join([module_of(name), *filter(None, function.split("ǁ"))])
    lines = [line for line in shown.splitlines() if line.startswith(("+", "-")) and line[:3] not in ("+++", "---")]
    return Mutant(function, tuple(plain(line) for line in lines))


def plain(line: str) -> str:
    """A line of a diff without its indentation, which depends on where mutmut puts the function."""
    return f"{line[0]} {line[1:].strip()}"


def read_accepted(text: str) -> set[Mutant]:
    """The mutants in ``text``: below a heading with the function's name one diff for each, and then the reason.

    Raises RunnerError where a reason is missing.
    """
    found: set[Mutant] = set()
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        heading, _newline, body = section.partition("\n")
        function = heading.strip().strip("`")
        *pieces, reason = re.split(r"^```diff\n(.*?)^```$", body, flags=re.MULTILINE | re.DOTALL)
        if not reason.partition("\n#")[0].strip():
            raise RunnerError(f"{ACCEPTED.relative_to(ROOT)} gives no reason for what is accepted of {function}")
        found |= {Mutant(function, tuple(plain(line) for line in diff.splitlines())) for diff in pieces[1::2]}
    return found


def show_counts(counts: t.Mapping[str, t.Mapping[str, int]]) -> None:
    """A table: a line for each file."""
    columns = ("killed", "timed out", "accepted", "survived")
    say(f"{'':<16}" + "".join(f"{column:>11}" for column in columns))
    for name, count in counts.items():
        say(f"{name + '.py':<16}" + "".join(f"{count.get(column, 0):>11}" for column in columns))


def judge(survivors: t.Collection[Mutant], stale: t.Collection[Mutant]) -> None:
    """Show both. Raises RunnerError if there are any."""
    readme = ACCEPTED.relative_to(ROOT)
    for title, mutants in (("These survived:", survivors), (f"These are in {readme}, and did not survive:", stale)):
        if mutants:
            say("\n".join(["", title, *(f"\n{mutant}" for mutant in sorted(mutants))]))
    if survivors or stale:
        raise RunnerError(f"{len(survivors)} mutants survived, {len(stale)} are accepted without need; see {readme}")
