# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``ansible-test sanity``, without a list of ignored errors.

It runs on a copied tree and in a home directory of its own, so that two versions of it can run at the same time.
"""

from __future__ import annotations

import ast
import configparser
import re
import shutil
from pathlib import Path

from .interpreters import output_of
from .paths import BUILD, REPORTS, TREE
from .process import Command, clean_environment, run
from .results import Result
from .tree import sync_tree
from .venvs import Venv

PATIENCE = 1800.0


def run_sanity(venv: Venv, result: Result) -> None:
    """Run every sanity test on the Python of ``venv``; each counts as one case."""
    place = BUILD / result.name
    home = place / "home"
    tree = place / TREE.relative_to(BUILD)
    sync_tree(tree)
    prepare_home(venv, home)
    junit = tree / "tests" / "output" / "junit"
    shutil.rmtree(junit, ignore_errors=True)
    command: Command = [
        *venv.script("ansible-test"),
        "sanity",
        "--requirements",
        "--python",
        venv.pair.python_version,
        "--junit",
    ]
    status, _output = run(
        [*command, "--color", "no", "--truncate", "0"],
        log=REPORTS / f"{result.name}.log",
        live=True,
        label=result.name,
        env=clean_environment(venv.bin, HOME=str(home)),
        cwd=tree,
        timeout=PATIENCE,
    )
    seen = sum(result.read_junit(file) for file in sorted(junit.glob("*.xml")))
    if (status and not result.failures) or not seen:
        result.failures.append(f"ansible-test ended with exit status {status} after {seen} tests")


def prepare_home(venv: Venv, home: Path) -> None:
    """Fill the home directory of the run: ansible-test looks for its cache, and pip for its settings, there."""
    cache = home / ".ansible" / "test" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    for version in bootstrap_versions(venv):
        script = cache / f"get_pip_{version.replace('.', '_')}.py"
        if not script.exists():
            shutil.copyfile(Path(__file__).with_name("pip_bootstrap.py"), script)
    write_pip_configuration(venv, home)


def bootstrap_versions(venv: Venv) -> list[str]:
    """The versions of pip for which this ansible-test would download a bootstrap script."""
    files = venv.path.glob("lib/python*/site-packages/ansible_test/_internal/python_requirements.py")
    return sorted({version for file in files for version in re.findall(r"\bpip='([\d.]+)'", file.read_text("utf-8"))})


def pip_settings(python: Path) -> dict[str, str]:
    """What the pip of ``python`` is told by its files and by the environment, which has the last word."""
    found = {}
    listed = output_of([str(python), "-m", "pip", "config", "list"]).splitlines()
    for line in sorted(listed, key=lambda line: line.startswith(":env:")):
        match = re.match(r"(?:global|install|:env:)\.([\w-]+)=(['\"].*)$", line)
        if match:
            found[match[1]] = str(ast.literal_eval(match[2]))
    return found


def write_pip_configuration(venv: Venv, home: Path) -> None:
    """Carry the user's pip settings over: ansible-test passes on neither the environment nor the real home."""
    parser = configparser.RawConfigParser()
    # A test makes several environments, whose progress nobody reads.
    parser["global"] = {**pip_settings(venv.python), "quiet": "1"}
    file = home / ".config" / "pip" / "pip.conf"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)  # an index address may hold a password
    with file.open("w", encoding="utf-8") as stream:
        parser.write(stream)
