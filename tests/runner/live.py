# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``make live`` and ``make manifests``: both ask the service of LAUNCHDARKLY_ACCESS_TOKEN, in an environment of their own."""

from __future__ import annotations

import os
import subprocess
import typing as t

from .paths import BUILD, ROOT
from .process import LOCALE, Command, RunnerError, announce, say, show
from .tree import sync_tree
from .venvs import Venv, Venvs

# Settings of the user that would make a difference. Those of LaunchDarkly, of proxies and of certificates are meant.
FOREIGN = ("ANSIBLE_", "PYTHON")


def run_live(venvs: Venvs, arguments: list[str]) -> t.NoReturn:
    """Become ``python -m tests.live``, so that every signal reaches what has to clean up. What it needs is made before."""
    announce("live")
    venv = venvs.get("newest")
    sync_tree()
    command: Command = [venv.python, "-m", "tests.live", "--collections", BUILD, *arguments]
    say(f"$ {show(['python', *command[1:]])}")
    os.chdir(ROOT)
    os.execve(venv.python, [str(word) for word in command], environment_of(venv))


def run_manifests(venvs: Venvs, arguments: list[str]) -> None:
    """Renew the table of form variables. Raises RunnerError if that is not possible."""
    announce("manifests")
    venv = venvs.get("newest")
    command: Command = [venv.python, "-m", "tests.live.manifests", *arguments]
    say(f"$ {show(['python', *command[1:]])}")
    if subprocess.call([str(word) for word in command], cwd=ROOT, env=environment_of(venv)):
        raise RunnerError("the table of form variables was not renewed")


def environment_of(venv: Venv) -> dict[str, str]:
    """The user's environment, with the programs of ``venv`` first."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    env["PATH"] = os.pathsep.join([str(venv.bin), env.get("PATH", os.defpath)])
    return {**env, "LC_ALL": LOCALE, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
