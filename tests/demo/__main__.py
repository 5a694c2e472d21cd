# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the collection, install it as a user would, and run the demonstration playbook three times.

Then a persistent store of its own: LaunchDarkly's server SDK says whether it finds there what the emulator wrote.

It works on the emulator, whatever token is exported: only a switch of its own has it work on a real account, which it
names before anything is written.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
import typing as t
from pathlib import Path

from ..emulator.control import Emulator
from ..runner.paths import BUILD, REPORTS, ROOT
from ..runner.process import LOCALE, Command, RunnerError, announce, run, say, show
from .store import NoServer, Store

BIN = Path(sys.executable).parent
DEMO = BUILD / "demo"
PLAYBOOK = "playbooks/demo.yml"
SDK_PLAYBOOK = "tests/unit/proof/playbooks/healthy.yml"
SDK_PLACE = ("default", "test")
"""A project and an environment that the emulator has from the first."""

SENTENCE = re.compile(r"The SDK (?:sees|does not see) user-1 in the segment, status \w+")
"""How the playbook ends."""

GOOD = "The SDK sees user-1 in the segment, status HEALTHY"
PROJECT = "ansible-demonstration"
SERVICE = "LAUNCHDARKLY_"
RECAP = re.compile(r"^(\S+)\s+:\s.*\bchanged=(\d+)\b", re.MULTILINE)


def run_demo(live: bool = False) -> None:
    """Run it on the emulator or, if ``live``, on the account of the exported token. Ansible is that of this Python.

    Raises RunnerError as soon as something is not as it should be.
    """
    if live and not os.environ.get("LAUNCHDARKLY_ACCESS_TOKEN"):
        raise RunnerError("LAUNCHDARKLY_ACCESS_TOKEN has to be set to use a real account")
    announce("demo: build the collection and install it")
    shutil.rmtree(DEMO, ignore_errors=True)
    settings = {
        "ANSIBLE_COLLECTIONS_PATH": os.path.relpath(DEMO / "collections", ROOT),
        "ANSIBLE_LOCALHOST_WARNING": "False",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "False",
    }
    export(settings)
    galaxy = BIN / "ansible-galaxy"
    step("build", [galaxy, "collection", "build", "--output-path", DEMO, ROOT], settings)
    tarball = next(DEMO.glob("*.tar.gz"))
    step("install", [galaxy, "collection", "install", "--offline", "--no-deps", tarball], settings)

    with contextlib.ExitStack() as stack:
        if live:
            announce("demo: which account this would write to")
            look: Command = [BIN / "ansible", "localhost", "-m", "community.launchdarkly.project_info"]
            settings.update({name: value for name, value in os.environ.items() if name.startswith(SERVICE)})
            confirm(step("account", look, settings, show_output=False), os.environ)
        else:
            announce("demo: start the emulator (make demo LIVE=yes uses the account of LAUNCHDARKLY_ACCESS_TOKEN)")
            emulator = stack.enter_context(Emulator.start())
            say(f"$ {show(['python', '-m', 'emulator', '--port', '0'], PYTHONPATH='tests')} &")
            say(f"listening on {emulator.url}")
            service = {"LAUNCHDARKLY_API_HOST": emulator.url, "LAUNCHDARKLY_ACCESS_TOKEN": emulator.token}
            export(service)
            # The emulator is on this machine: a proxy cannot reach it.
            settings.update(service, NO_PROXY="localhost,127.0.0.1", no_proxy="localhost,127.0.0.1")

        play: Command = [BIN / "ansible-playbook", PLAYBOOK]
        announce("demo: what would change")
        step("check", [*play, "--check", "--diff"], settings)
        announce("demo: make it so")
        step("first", [*play, "--diff"], settings)
        announce("demo: once more, where nothing may change")
        output = step("second", [*play, "--diff"], settings)
        changed = {host: int(count) for host, count in RECAP.findall(output)}
        if not changed or any(changed.values()):
            raise RunnerError(f"the last run should have changed nothing, but it says: {changed or 'no recap'}")
        end = "" if live else ask_the_sdk(emulator, settings)

    announce("demo: done, the last run changed nothing")
    say(end or "LaunchDarkly's SDK was not asked: LaunchDarkly itself cannot reach a store on this machine.")


def ask_the_sdk(emulator: Emulator, settings: dict[str, str]) -> str:
    """What LaunchDarkly's SDK finds in a store that was declared; or why there is no store to ask about.

    Raises RunnerError where it finds anything but a store that works.
    """
    announce("demo: a store that works, and LaunchDarkly's own SDK as the judge of that")
    # No other store is to be reached, nor waited for.
    emulator.reset()
    try:
        store = Store(emulator.url, SDK_PLACE, DEMO / "store", REPORTS / "demo-store.log")
        say(f"$ {show(relative(store.command), PYTHONPATH='tests')} &")
        with store:
            play: Command = [BIN / "ansible-playbook", SDK_PLAYBOOK, "-e", f"@{store.variables}"]
            # The playbook asks the SDK by a module of tests.
            output = step("sdk", play, {**settings, "PYTHONPATH": str(ROOT / "tests")})
    except NoServer as error:
        return f"LaunchDarkly's SDK was not asked: {error}"
    found: list[str] = SENTENCE.findall(output)
    if found[-1:] != [GOOD]:
        raise RunnerError(f"the SDK should have seen user-1, but it says: {found[-1] if found else 'nothing'}")
    return GOOD


def confirm(found: str, environment: t.Mapping[str, str]) -> None:
    """Name the account that ``found``, the output of project_info, tells of, and ask whether it is the right one.

    Raises RunnerError unless the answer is the word that is asked for.
    """
    projects = json.loads(found.partition("=>")[2])["projects"]
    keys = sorted(str(project["key"]) for project in projects)
    say(f"host: {environment.get('LAUNCHDARKLY_API_HOST') or 'https://app.launchdarkly.com'}")
    say(f"projects: {', '.join(keys[:20]) or 'none'}{f' and {len(keys) - 20} more' if len(keys) > 20 else ''}")
    say(f"The demonstration makes the project {PROJECT} with an environment and an enabled persistent store, and a")
    say("configuration of custom-approvals. They stay there until somebody deletes them.")
    try:
        answer = input(f"Type {PROJECT} to go on: ")
    except EOFError:
        answer = ""
    if answer.strip() != PROJECT:
        raise RunnerError("not confirmed, so nothing was written")


def step(name: str, command: Command, settings: dict[str, str], show_output: bool = True) -> str:
    """Print ``command``, run it and return its output. Raises RunnerError if it fails."""
    say(f"$ {show(relative(command))}")
    # What is exported of the service reaches a command only through settings.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", SERVICE))}
    env.update(settings, LC_ALL=LOCALE, PYTHONUNBUFFERED="1")
    env["PATH"] = os.pathsep.join([str(BIN), env.get("PATH", os.defpath)])
    status, output = run(command, log=REPORTS / f"demo-{name}.log", live=show_output, env=env, cwd=ROOT)
    if status:
        raise RunnerError(f"the command ended with exit status {status}: {show(relative(command))}")
    return output


def export(settings: dict[str, str]) -> None:
    """Print ``settings`` as the shell takes them."""
    for name, value in settings.items():
        say(f"$ export {show([], **{name: value})}")


def relative(command: Command) -> list[str]:
    """``command`` as it is typed in the root of the checkout."""

    def short(word: str) -> str:
        at = "@" if word.startswith("@") else ""
        return at + os.path.relpath(word.removeprefix(at), ROOT) if os.path.isabs(word.removeprefix(at)) else word

    return [short(str(word)) for word in command]


if __name__ == "__main__":
    try:
        run_demo("--live" in sys.argv[1:])
    except RunnerError as error:
        sys.exit(f"ERROR: {error}")
