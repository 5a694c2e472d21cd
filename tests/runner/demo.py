# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the collection, install it as a user would, and run the demonstration playbook three times."""

from __future__ import annotations

import contextlib
import os
import re
import shutil

from .emulator import TOKEN, Emulator
from .paths import BUILD, REPORTS, ROOT
from .process import LOCALE, Command, RunnerError, announce, run, say, show
from .venvs import Venv, Venvs

DEMO = BUILD / "demo"
PLAYBOOK = "playbooks/demo.yml"
RECAP = re.compile(r"^(\S+)\s+:\s.*\bchanged=(\d+)\b", re.MULTILINE)


def run_demo(venvs: Venvs) -> None:
    """Raises RunnerError as soon as something is not as it should be."""
    announce("demo: a virtual environment")
    venv = venvs.get("demo")

    announce("demo: build the collection and install it")
    shutil.rmtree(DEMO, ignore_errors=True)
    settings = {
        "ANSIBLE_COLLECTIONS_PATH": os.path.relpath(DEMO / "collections", ROOT),
        "ANSIBLE_LOCALHOST_WARNING": "False",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "False",
    }
    export(settings)
    galaxy = venv.bin / "ansible-galaxy"
    step(venv, "build", [galaxy, "collection", "build", "--output-path", DEMO, ROOT], settings)
    tarball = next(DEMO.glob("*.tar.gz"))
    step(venv, "install", [galaxy, "collection", "install", "--offline", "--no-deps", tarball], settings)

    with contextlib.ExitStack() as stack:
        if os.environ.get("LAUNCHDARKLY_ACCESS_TOKEN"):
            announce("demo: LAUNCHDARKLY_ACCESS_TOKEN is set, so this uses the real service")
        else:
            announce("demo: start the emulator (set LAUNCHDARKLY_ACCESS_TOKEN to use the real service instead)")
            emulator = Emulator(venv, ROOT / "tests", REPORTS / "demo-emulator.log")
            say(f"$ {show(relative(emulator.command), PYTHONPATH='tests')} &")
            stack.enter_context(emulator)
            say(f"listening on {emulator.url}")
            service = {"LAUNCHDARKLY_API_HOST": emulator.url, "LAUNCHDARKLY_ACCESS_TOKEN": TOKEN}
            export(service)
            # The emulator is on this machine: a proxy cannot reach it.
            settings.update(service, NO_PROXY="localhost,127.0.0.1", no_proxy="localhost,127.0.0.1")

        play: Command = [venv.bin / "ansible-playbook", PLAYBOOK]
        announce("demo: what would change")
        step(venv, "check", [*play, "--check", "--diff"], settings)
        announce("demo: make it so")
        step(venv, "first", [*play, "--diff"], settings)
        announce("demo: once more, where nothing may change")
        output = step(venv, "second", [*play, "--diff"], settings)

    changed = {host: int(count) for host, count in RECAP.findall(output)}
    if not changed or any(changed.values()):
        raise RunnerError(f"the last run should have changed nothing, but it says: {changed or 'no recap'}")
    announce("demo: done, the last run changed nothing")


def step(venv: Venv, name: str, command: Command, settings: dict[str, str]) -> str:
    """Print ``command``, run it and return its output. Raises RunnerError if it fails."""
    say(f"$ {show(relative(command))}")
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env.update(settings, LC_ALL=LOCALE, PYTHONUNBUFFERED="1")
    env["PATH"] = os.pathsep.join([str(venv.bin), env.get("PATH", os.defpath)])
    status, output = run(command, log=REPORTS / f"demo-{name}.log", live=True, env=env, cwd=ROOT)
    if status:
        raise RunnerError(f"the command ended with exit status {status}: {show(relative(command))}")
    return output


def export(settings: dict[str, str]) -> None:
    """Print ``settings`` as the shell takes them."""
    for name, value in settings.items():
        say(f"$ export {show([], **{name: value})}")


def relative(command: Command) -> list[str]:
    """``command`` as it is typed in the root of the checkout."""
    return [os.path.relpath(word, ROOT) if os.path.isabs(word) else str(word) for word in command]
