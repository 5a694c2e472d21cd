# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python3 -m tests.runner``: make nox's own environment, and have nox run the sessions of noxfile.py.

    python3 -m tests.runner test [STEP ...] [-- ARGUMENT ...]
    python3 -m tests.runner SESSION [-- ARGUMENT ...]

``test`` runs several sessions, each of which is a step, side by side where they allow it, and ends with the totals. A STEP
is its name or half of it, ``long`` or ``--list``. The arguments go to pytest. Without nox's environment, nothing is needed
but a Python with pip.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import types
import typing as t

from .interpreters import discover, remember
from .paths import BUILD, LONG, REPORTS, REQUIREMENTS, ROOT, VENVS
from .process import LOCALE, Command, RunnerError, say, show
from .results import Result, summarize
from .tree import UNWANTED, sync_tree

# In the order in which they run: what is quick comes first.
STEPS = (
    "linters",
    "galaxy",
    "sanity-oldest",
    "sanity-newest",
    "unit-oldest",
    "unit-newest",
    "integration-oldest",
    "integration-newest",
    "coverage",
)

# Not run unless asked for. The newest ansible-test has all tests of the oldest one that say anything about this collection.
OPTIONAL = {"coverage", "sanity-oldest"}

# What runs alone, for its tests wait and are in a hurry; its output is seen as it comes. What is tested on the oldest
# ansible-core in a run that is not a long one can wait.
ALONE = ("unit", "integration", "coverage")

# So many others run side by side, in this order: what comes last keeps all processors busy by itself.
AT_ONCE = 3
FIRST = ("sanity", "linters", "galaxy", "unit", "integration")

ENVIRONMENTS = ("oldest", "newest")
NOX = VENVS / "nox"

# No run of tests takes longer, and no one waits for one that hangs.
PATIENCE = 2 * 3600.0


def select(wanted: t.Sequence[str]) -> list[str]:
    """The steps that ``wanted`` names: whole names, one half of them, or ``long``. Raises RunnerError for others."""
    chosen: set[str] = set()
    if "long" in wanted:
        os.environ[LONG] = "1"
        wanted = [word for word in wanted if word != "long"] or list({*STEPS} - {"coverage"})
    for word in wanted or {*STEPS} - OPTIONAL:
        # antsibull-nox has a session of that name, which runs some of the linters.
        word = "linters" if word == "lint" else word
        matches = {name for name in STEPS if word == name or word in name.split("-")}
        if not matches:
            raise RunnerError(f"there is no step {word}; the steps are: {', '.join(STEPS)}")
        chosen |= matches
    return [name for name in STEPS if name in chosen]


def make_nox() -> None:
    """Make the environment in which nox itself runs, unless it is there."""
    file = REQUIREMENTS / "nox.txt"
    wanted = hashlib.sha256(file.read_bytes()).hexdigest()
    stamp = NOX / "stamp"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted and os.access(NOX / "bin" / "python", os.X_OK):
        return
    pythons = discover()
    if not pythons:
        raise RunnerError("no usable Python found: 3.10 or later is needed, with the modules venv and ensurepip")
    say(f"nox, into {NOX} ...")
    python = pythons[max(pythons)]
    pip: Command = [
        NOX / "bin" / "python",
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
        "-r",
        file,
    ]
    venv: Command = [python, "-m", "venv", "--clear", NOX]
    for command in (venv, pip):
        if subprocess.call([str(word) for word in command], stdin=subprocess.DEVNULL):
            raise RunnerError(f"nox could not be installed: {show(command)}")
    stamp.write_text(wanted, encoding="utf-8")


def nox(sessions: t.Sequence[str], *options: str, arguments: t.Sequence[str] = ()) -> int:
    """Have nox run ``sessions``, which get ``arguments``. Returns its exit status."""
    # The script's first line names the interpreter, which does not work if the path of the checkout has a space.
    command: Command = [NOX / "bin" / "python", "-m", "nox", "-f", ROOT / "noxfile.py", *options]
    command += ["--session", *sessions, *(["--", *arguments] if arguments else [])]
    say(f"$ {show(command)}")
    process = subprocess.Popen([str(word) for word in command], cwd=ROOT)
    try:
        return process.wait(PATIENCE)
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        # nox ends what it has started.
        process.send_signal(signal.SIGINT)
        process.wait()
        raise


def run_steps(steps: t.Sequence[str], arguments: t.Sequence[str]) -> bool:
    """Run ``steps``, those that may run side by side first. Returns whether everything passed."""
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    alone = [n for n in steps if n.startswith(ALONE) and (os.environ.get(LONG) or not n.endswith("-oldest"))]
    others = [name for name in steps if name not in alone]
    together = [*ENVIRONMENTS, *sorted(others, key=lambda name: FIRST.index(name.partition("-")[0]))]
    reports = [REPORTS / "together.json", REPORTS / "alone.json"]
    with contextlib.suppress(subprocess.TimeoutExpired):
        nox(together, "--parallel", str(AT_ONCE), "--report", str(reports[0]), arguments=arguments)
        if alone:
            # Their environments are there.
            nox(alone, "--no-dependencies", "--report", str(reports[1]), arguments=arguments)
    return summarize([Result.of_session(name, reports) for name in (*ENVIRONMENTS, *steps)])


def become_live(arguments: t.Sequence[str]) -> t.NoReturn:
    """Become ``python -m tests.live``, so that every signal reaches what has to clean up; no other process is between."""
    if nox(["newest"]):
        raise RunnerError("there is no environment to ask the service from")
    bin_directory = VENVS / "newest" / "bin"
    # The settings of LaunchDarkly, of proxies and of certificates are meant.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "PYTHON"))}
    env["PATH"] = os.pathsep.join([str(bin_directory), env.get("PATH", os.defpath)])
    env |= {"LC_ALL": LOCALE, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(bin_directory / "python"), "-m", "tests.live", "--collections", str(BUILD), *arguments]
    say(f"$ {show([*command])}")
    os.chdir(ROOT)
    os.execve(command[0], command, env)


def clean() -> None:
    """Remove what was built, and the caches of tools that were run by hand."""
    for directory, names, _files in os.walk(ROOT):
        for name in [name for name in names if name in UNWANTED]:
            names.remove(name)
            if name != ".git":
                shutil.rmtree(os.path.join(directory, name), ignore_errors=True)
    shutil.rmtree(ROOT / "tests" / "output", ignore_errors=True)


@contextlib.contextmanager
def only_run() -> t.Iterator[None]:
    """Wait until no other run uses BUILD: they would pull the copied tree from under each other."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another run in this checkout to end ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main(words: list[str]) -> int:
    """The command line. Returns the exit status."""
    position = words.index("--") if "--" in words else len(words)
    (command, *names), arguments = words[:position] or [""], words[position + 1 :]
    if not command or command.startswith("-"):
        say(__doc__ or "")
        return int(command not in ("-h", "--help"))
    if command == "clean":
        clean()
        return 0
    if command == "test" and "--list" in names:
        say("\n".join(f"{name} (only when named)" if name in OPTIONAL else name for name in STEPS))
        return 0
    steps = select(names) if command == "test" else []
    with only_run():
        remember(discover())
        make_nox()
        sync_tree()
        if steps:
            return int(not run_steps(steps, arguments))
        if command == "live":
            become_live(arguments)
        if command == "venv":
            return nox([*ENVIRONMENTS, "linters"], "--install-only")
        return nox([command, *names], arguments=arguments)


def end(number: int, frame: types.FrameType | None) -> t.NoReturn:
    """Leave in the orderly way, in which what was started is ended too."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGHUP, end)
    try:
        sys.exit(main(sys.argv[1:]))
    except RunnerError as error:
        sys.exit(f"ERROR: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
