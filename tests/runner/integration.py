# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The integration targets, against emulators: every target in a variant is one case.

Every target runs three times, each time under another dialect: in-process on both versions of ansible-core, and as ordinary
modules, which take most of the time, on the version whose turn it is. Over the targets, way of running, dialect and version
all meet. A target that is asked for by name, and every target of a long run or where only one version of ansible-core is
tested, runs in all variants. The targets have the layout of ``ansible-test integration`` and ask only for the variables
that are set here.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import os
import queue
import threading
import time
import typing as t
from pathlib import Path

from .emulator import TOKEN, Emulator
from .interpreters import ONLY_CORE
from .paths import BUILD, HOME, LONG, REPORTS, TREE
from .process import RunnerError, clean_environment, run, say
from .results import Result
from .venvs import Venv

TARGETS = TREE / "tests" / "integration" / "targets"
HELPERS = ("setup_", "prepare_")
ENVIRONMENTS = ("oldest", "newest")
DIALECTS = ("default", "opposite", "hostile")
# These set the dialect themselves, or only read and fail: a third one makes no difference to them.
IN_TWO_DIALECTS = ("connection_errors", "dialects")
# What the live service was found to answer.
FOUND = TREE / "tests" / "emulator" / "dialects"

# One more than there are processors, since some targets wait.
WORKERS = min(4, (os.cpu_count() or 1) + 1)
PATIENCE = 900.0

CONFIGURATION = """\
[defaults]
inventory = {inventory}
roles_path = {roles}
remote_tmp = {temporary}
localhost_warning = False
nocows = True
"""
INVENTORY = 'localhost ansible_connection=local ansible_python_interpreter="{{ ansible_playbook_python }}"\n'


@dataclasses.dataclass(frozen=True)
class Case:
    """A target in a variant."""

    target: str
    in_process: bool
    dialect: str

    def __str__(self) -> str:
        return f"{self.target} [in_process={str(self.in_process).lower()}, dialect={self.dialect}]"

    @property
    def slug(self) -> str:
        return f"{self.target}-{'in_process' if self.in_process else 'forked'}-{self.dialect}"


def find_targets() -> list[str]:
    """The targets that are tests of their own. Raises RunnerError if there are none."""
    names = []
    for path in sorted(TARGETS.iterdir()) if TARGETS.is_dir() else []:
        aliases = path / "aliases"
        if not path.is_dir() or path.name.startswith(HELPERS):
            continue
        if aliases.is_file() and "disabled" in aliases.read_text(encoding="utf-8").split():
            continue
        names.append(path.name)
    if not names:
        raise RunnerError("there are no targets in tests/integration/targets")
    return names


def variants(target: str, number: int, environment: str) -> list[Case]:
    """The variants of ``target``, the ``number``-th one, in ``environment``; all there are where that is empty.

    The newest dialect of the live service, if there is one, comes with the newest ansible-core.
    """
    known = DIALECTS[:2] if target in IN_TWO_DIALECTS else DIALECTS
    live = sorted(file.stem for file in FOUND.glob("live-*.json"))[-1:]
    if not environment:
        return [Case(target, *variant) for variant in itertools.product((True, False), (*known, *live))]
    turned = known[number % len(known) :] + known[: number % len(known)]
    cases = [Case(target, True, turned[ENVIRONMENTS.index(environment)])]
    if number % 2 == ENVIRONMENTS.index(environment):
        cases.append(Case(target, False, turned[-1]))
    return cases + [Case(target, True, name) for name in live if environment == "newest"]


def run_integration(venv: Venv, result: Result, only: list[str], **extra: str) -> None:
    """Run all targets, or those that ``only`` names, in their variants, a few at a time.

    ``extra`` is for the environment of the playbooks.
    """
    targets = [name for name in find_targets() if not only or name in only]
    directory = REPORTS / result.name
    cases: queue.Queue[Case] = queue.Queue()
    environment = "" if only or os.environ.get(ONLY_CORE) or os.environ.get(LONG) else venv.path.name
    chosen = [case for number, target in enumerate(targets) for case in variants(target, number, environment)]
    # What takes longest comes first, so that no worker is left alone with it at the end.
    for case in sorted(chosen, key=lambda case: case.in_process):
        cases.put(case)
    say(f"{cases.qsize()} cases of {len(targets)} targets; the logs are in {directory}")
    lock = threading.Lock()

    def work(number: int) -> None:
        try:
            with Emulator(venv, TREE / "tests", directory / f"emulator-{number}.log") as emulator:
                while True:
                    try:
                        case = cases.get_nowait()
                    except queue.Empty:
                        return
                    start = time.monotonic()
                    try:
                        status, output = play(venv, emulator, case, directory, extra)
                    except RunnerError as error:
                        status, output = 1, f"{error}\n"
                    seconds = time.monotonic() - start
                    with lock:
                        say(f"{'FAILED' if status else 'ok':<6}  {seconds:6.1f} s  {case}")
                        if status:
                            say(output)
                        result.add(str(case), status == 0, seconds)
        except RunnerError as error:
            with lock:
                say(str(error))
                result.add(f"emulator of worker {number}", False)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(1, WORKERS + 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    result.parts.sort(key=lambda part: part.name)
    if not result.passed + result.failed:
        result.failures.append("no case was run")


def play(venv: Venv, emulator: Emulator, case: Case, directory: Path, extra: t.Mapping[str, str]) -> tuple[int, str]:
    """Run the playbook for ``case`` on an emulator that starts afresh. Returns (exit status, output).

    Raises RunnerError for a target that this driver cannot run.
    """
    if not (TARGETS / case.target / "tasks" / "main.yml").is_file():
        # Ansible would take the role for one without tasks, and be content.
        raise RunnerError(f"tests/integration/targets/{case.target} has no tasks/main.yml")
    emulator.reset(dialect=case.dialect)
    files = directory / case.slug
    files.mkdir(parents=True, exist_ok=True)
    (files / "inventory").write_text(INVENTORY, encoding="utf-8")
    # Otherwise it lies in the home directory of the user database, whatever HOME says.
    temporary = HOME / ".ansible" / "tmp"
    configuration = CONFIGURATION.format(inventory=files / "inventory", roles=TARGETS, temporary=temporary)
    (files / "ansible.cfg").write_text(configuration, encoding="utf-8")
    # JSON is YAML, and needs no library to write.
    playbook = [{"hosts": "localhost", "gather_facts": False, "roles": [{"role": case.target}]}]
    (files / "playbook.yml").write_text(json.dumps(playbook, indent=2), encoding="utf-8")
    variables = {
        "emulator_url": emulator.url,
        "emulator_token": TOKEN,
        "emulator_dialect": case.dialect,
        "community_launchdarkly_in_process": case.in_process,
    }
    (files / "variables.json").write_text(json.dumps(variables, indent=2), encoding="utf-8")
    return run(
        [*venv.script("ansible-playbook"), "-v", "-e", f"@{files / 'variables.json'}", files / "playbook.yml"],
        log=directory / f"{case.slug}.log",
        live=False,
        env=clean_environment(
            venv.bin,
            ANSIBLE_CONFIG=str(files / "ansible.cfg"),
            ANSIBLE_COLLECTIONS_PATH=str(BUILD),
            LAUNCHDARKLY_ACCESS_TOKEN=TOKEN,
            LAUNCHDARKLY_API_HOST=emulator.url,
            **extra,
        ),
        cwd=files,
        timeout=PATIENCE,
    )
