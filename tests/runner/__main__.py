# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of the runner: ``python3 -m tests.runner --help``."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import signal
import sys
import types
import typing as t

from .demo import run_demo
from .extras import run_bench, run_clean, run_docs, run_generate
from .live import run_live, run_manifests
from .mutation import run_mutation
from .paths import BUILD
from .process import RunnerError, announce, end_all, say
from .steps import OPTIONAL, STEPS, run_steps, select
from .venvs import RECIPES, Venvs

# What takes the arguments after -- as they are.
WITH_ARGUMENTS: dict[str, t.Callable[[Venvs, list[str]], None]] = {
    "bench": run_bench,
    "mutation": run_mutation,
    "live": run_live,
    "manifests": run_manifests,
}


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.runner", description="Everything that the Makefile can do.")
    commands = parser.add_subparsers(dest="command", required=True)
    venv = commands.add_parser("venv", help="create virtual environments in .build/venv")
    venv.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of: {', '.join(RECIPES)} (default: those of the tests)"
    )
    demo = commands.add_parser("demo", help="build, install and use the collection, with an emulator of LaunchDarkly")
    demo.add_argument(
        "--live", action="store_true", help="use the account of LAUNCHDARKLY_ACCESS_TOKEN, after a question"
    )
    test = commands.add_parser(
        "test", help="run the tests; what follows -- goes to pytest, or names integration targets"
    )
    test.add_argument("steps", nargs="*", metavar="STEP", help="a step, or half its name, such as unit or newest")
    test.add_argument("--list", action="store_true", help="name the steps")
    commands.add_parser("bench", help="run the benchmarks; what follows -- goes to them")
    commands.add_parser("mutation", help="change the engine in small ways; what follows -- names mutants of mutmut")
    commands.add_parser("live", help="ask the live service what only it can answer; what follows -- goes to it")
    commands.add_parser(
        "manifests", help="renew the table of form variables; after -- a file with manifests may follow"
    )
    commands.add_parser(
        "generate", help="write what is said in several files: documentation of plurals and roles, tables"
    )
    commands.add_parser("docs", help="build the documentation")
    commands.add_parser("clean", help="remove everything that was built")
    return parser.parse_args(arguments)


@contextlib.contextmanager
def alone() -> t.Iterator[None]:
    """Wait until no other run uses BUILD: they would pull the copied tree from under each other."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another run in this checkout to end ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def end(number: int, frame: types.FrameType | None) -> t.NoReturn:
    """Leave in the orderly way, in which everything that was started is ended too."""
    end_all()
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    extra: list[str] = []
    if "--" in arguments:
        position = arguments.index("--")
        arguments, extra = arguments[:position], arguments[position + 1 :]
    options = parse(arguments)
    if options.command == "clean":
        run_clean()
        return 0
    if options.command == "test":
        if options.list:
            say("\n".join(f"{name} (only when named)" if name in OPTIONAL else name for name in STEPS))
            return 0
        steps = select(options.steps)
        with alone():
            return 0 if run_steps(steps, extra) else 1
    with alone():
        venvs = Venvs()
        if options.command == "venv":
            announce("venv")
            for name in options.names or ("oldest", "newest", "lint"):
                if name not in RECIPES:
                    raise RunnerError(f"there is no environment {name}; there are: {', '.join(RECIPES)}")
                venvs.get(name)
        elif options.command == "demo":
            run_demo(venvs, options.live)
        elif options.command in WITH_ARGUMENTS:
            WITH_ARGUMENTS[options.command](venvs, extra)
        elif options.command == "generate":
            run_generate(venvs)
        else:
            run_docs(venvs)
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGHUP, end)
    try:
        sys.exit(main(sys.argv[1:]))
    except RunnerError as error:
        sys.exit(f"ERROR: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
