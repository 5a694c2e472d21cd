# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mutation testing: change the code in small ways, in a copy, and see that its unit tests notice every change.

    python -m tests.mutation [PART ...] [MUTANTS ...]

mutmut makes the changes. Those that no test can notice are in tests/mutation/README.md, each with the reason.
"""

from __future__ import annotations

import collections
import dataclasses
import json
import os
import re
import shutil
import sys
import time
import typing as t
from pathlib import Path

from ..runner.paths import BUILD, COLLECTION, REPORTS, ROOT
from ..runner.process import Command, RunnerError, announce, clean_environment, run, say
from ..runner.tree import sync

COPY = BUILD / "mutation"
ACCEPTED = ROOT / "tests" / "mutation" / "README.md"


@dataclasses.dataclass(frozen=True)
class Part:
    """The modules of a folder that are changed, and the tests that have to notice: those that run in one process."""

    folder: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


# fmt: off
PARTS = {
    "engine": Part(
        "plugins/module_utils/_engine",
        ("plan", "ways", "sending", "fields", "secrets", "finding", "settling", "converge", "converge_many", "reader",
         "shapes", "report"),
        ("tests/unit/engine",),
    ),
    "tasks": Part(
        "plugins/module_utils/_tasks",
        ("one", "many", "together", "entries", "pruning", "scope", "reporting", "renaming"),
        ("tests/unit/tasks/test_tasks.py", "tests/unit/tasks/test_plurals.py", "tests/unit/tasks/test_keyed_plurals.py",
         "tests/unit/tasks/test_renaming.py", "tests/unit/tasks/test_done_before_failure.py",
         "tests/unit/tasks/test_every_kind.py", "tests/unit/tasks/test_kind_rules.py", "tests/unit/tasks/test_scope.py",
         "tests/unit/tasks/test_pruning.py", "tests/unit/tasks/test_approval_request_settings.py",
         "tests/unit/account/test_account.py"),
    ),
    "account": Part(
        "plugins/module_utils/_tasks",
        ("account", "account_declaration", "account_reading", "plan_file", "backout"),
        ("tests/unit/account",),
    ),
    "export": Part(
        "plugins/module_utils/_tasks",
        ("account_info", "declarable", "info", "reading", "filters"),
        ("tests/unit/tasks/test_export.py", "tests/unit/tasks/test_account_info.py", "tests/unit/tasks/test_tasks.py",
         "tests/unit/tasks/test_every_kind.py"),
    ),
    "in_process": Part(
        "plugins/plugin_utils",
        ("_in_process",),
        ("tests/unit/tasks/test_obstacles.py", "tests/unit/tasks/test_task.py", "tests/unit/tasks/test_module.py",
         "tests/unit/tasks/test_tasks.py"),
    ),
    "invocation": Part(
        "plugins/module_utils",
        ("_task", "_censor", "_options", "_suboptions"),
        ("tests/unit/tasks/test_task.py", "tests/unit/tasks/test_suboptions.py", "tests/unit/tasks/test_tasks.py",
         "tests/unit/secrets/test_censor.py"),
    ),
}
# fmt: on

# What mutmut says of a mutant that the tests noticed, and of one that it was not asked to try.
NOTICED = {"killed": "killed", "timeout": "timed out"}
NOT_TRIED = "not checked"

# Argument specs are made while modules are imported, which is before mutmut puts a mutant in place.
AT_IMPORT = re.compile(r"\.x_spec__mutmut_\d+$")


@dataclasses.dataclass(frozen=True, order=True)
class Mutant:
    """A change of one function: the name of the function, and the lines of a diff, without context."""

    function: str
    change: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([f"### `{self.function}`", "", "```diff", *self.change, "```"])


def run_mutation(words: t.Sequence[str]) -> None:
    """Try all mutants of the parts that ``words`` name, else of all; the other words name mutants, with wildcards.

    Raises RunnerError where one survives that is not accepted, and, unless mutants are chosen, where one that is
    accepted does not survive.
    """
    parts = [name for name in PARTS if name in words] or list(PARTS)
    names = [word for word in words if word not in PARTS]
    accepted = read_accepted(ACCEPTED.read_text(encoding="utf-8"))
    survivors: set[Mutant] = set()
    tried: set[str] = set()
    for part in parts:
        survivors |= try_part(part, names, accepted)
        tried |= set(PARTS[part].modules)
    expected = set() if names else {mutant for mutant in accepted if mutant.function.partition(".")[0] in tried}
    judge(survivors - accepted, expected - survivors)


def try_part(name: str, names: t.Sequence[str], accepted: t.Collection[Mutant]) -> set[Mutant]:
    """Try the mutants of the part ``name`` that ``names`` choose, or all. Returns those that survive."""
    part = PARTS[name]
    announce(f"mutation of {part.folder}: {', '.join(part.modules)}")
    copy = COPY / name
    prepare(part, copy)
    mutmut: Command = [sys.executable, "-m", "mutmut"]
    log = REPORTS / f"mutation-{name}.log"
    say(f"trying the mutants, which takes some minutes ({log}) ...")
    start = time.monotonic()
    workers = str(min(4, os.cpu_count() or 1))
    must([*mutmut, "run", "--max-children", workers, *names], log, copy)
    output = must([*mutmut, "results", "--all", "true"], REPORTS / "mutation-results.log", copy)
    survivors: set[Mutant] = set()
    counts: dict[str, collections.Counter[str]] = {module: collections.Counter() for module in part.modules}
    for found, status in re.findall(r"^ +(\S+__mutmut_\d+): (.+)$", output, re.MULTILINE):
        if status == NOT_TRIED or AT_IMPORT.search(found):
            continue
        outcome = NOTICED.get(status)
        if outcome is None:
            mutant = read_mutant(found, must([*mutmut, "show", found], REPORTS / "mutation-show.log", copy))
            survivors.add(mutant)
            outcome = "accepted" if mutant in accepted else "survived"
        counts[module_of(found)][outcome] += 1
    show_counts(counts)
    say(f"{sum(count.total() for count in counts.values())} mutants in {time.monotonic() - start:.0f} s")
    return survivors


def must(command: Command, log: Path, cwd: Path) -> str:
    """The output of ``command``. Raises RunnerError, with the end of it, if it fails."""
    env = clean_environment(
        Path(sys.executable).parent,
        HYPOTHESIS_STORAGE_DIRECTORY=str(BUILD / "hypothesis"),
        PYTHONDONTWRITEBYTECODE="1",
    )
    status, output = run(command, log=log, live=False, env=env, cwd=cwd)
    if status:
        raise RunnerError("\n".join([f"mutmut failed ({log}):", *output.splitlines()[-25:]]))
    return output


def prepare(part: Part, copy: Path) -> None:
    """A copy of the collection below a directory from which mutmut sees it by the name that the tests import."""
    tree = "/".join(("ansible_collections", *COLLECTION.split(".")))
    sync(copy / tree)
    # What mutmut remembers of another run is not to be trusted: it does not know what a change of a test changes.
    shutil.rmtree(copy / "mutants", ignore_errors=True)
    mutmut = {
        "source_paths": [f"{tree}/plugins"],
        "only_mutate": [f"{tree}/{part.folder}/{name}.py" for name in part.modules],
        "also_copy": [f"{tree}/tests", f"{tree}/meta", f"{tree}/docs"],
        "pytest_add_cli_args_test_selection": [f"{tree}/{tests}" for tests in part.tests],
        # The same examples in every run.
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "--hypothesis-seed=0"],
        "use_git_change_detection": False,
    }
    pytest = {"addopts": "--strict-config --import-mode=importlib"}
    # Both know the values of JSON, in the same spelling.
    lines = ["[tool.mutmut]", *(f"{name} = {json.dumps(value)}" for name, value in mutmut.items())]
    lines += ["[tool.pytest.ini_options]", *(f"{name} = {json.dumps(value)}" for name, value in pytest.items())]
    (copy / "pyproject.toml").write_text("\n".join([*lines, ""]), encoding="utf-8")


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


if __name__ == "__main__":
    try:
        run_mutation(sys.argv[1:])
    except RunnerError as error:
        sys.exit(f"ERROR: {error}")
