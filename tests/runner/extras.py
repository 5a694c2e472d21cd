# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The smaller targets of the Makefile: bench, generate, docs and clean."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from .generate.actions import fill_action_plugins
from .generate.blocks import Files
from .generate.modules import fill_modules
from .paths import BUILD, COLLECTION, REPORTS, ROOT, TREE
from .process import Command, RunnerError, announce, clean_environment, must, run, say, show
from .site import grouped, write_configuration
from .tree import UNWANTED, sync_tree
from .venvs import Venvs

DOCS = BUILD / "docs"


def run_bench(venvs: Venvs, arguments: list[str]) -> None:
    """Run the package benchmarks of the checkout, on the newest ansible-core or, with --oldest, on the oldest.

    Raises RunnerError if it fails.
    """
    announce("bench")
    venv = venvs.get("oldest" if "--oldest" in arguments else "newest")
    arguments = [argument for argument in arguments if argument != "--oldest"]
    sync_tree()
    # The runner and the benchmarks come from the checkout itself, which is the working directory.
    path = str(TREE / "tests")
    env = clean_environment(venv.bin, PYTHONPATH=path, ANSIBLE_COLLECTIONS_PATH=str(BUILD))
    command: Command = [venv.python, "-m", "benchmarks", *arguments]
    say(show(command, PYTHONPATH=path))
    status, _output = run(command, log=REPORTS / "bench.log", live=True, env=env, cwd=ROOT)
    if status:
        raise RunnerError(f"the benchmarks ended with exit status {status}")


def run_generate(venvs: Venvs) -> None:
    """Write everything that is generated. Raises RunnerError if it cannot be."""
    announce("generate")
    venv = venvs.get("newest")
    # The rest finds a module's options by its action plugin.
    files = Files(ROOT)
    fill_modules(files)
    fill_action_plugins(files)
    for path in files.write():
        say(f"wrote {path}")
    sync_tree()
    # What is written is the checkout, what is imported is the copy of it.
    env = clean_environment(venv.bin, PYTHONPATH=str(BUILD))
    log = REPORTS / "generate.log"
    say(must([venv.python, "-m", "tests.runner.generate"], log=log, what="generate", env=env, cwd=ROOT).rstrip())


def run_docs(venvs: Venvs) -> None:
    """Build the site from the documentation in the plugins and the guides; a warning is an error.

    Raises RunnerError if it fails.
    """
    announce("docs")
    venv = venvs.get("docs")
    sync_tree()
    shutil.rmtree(DOCS, ignore_errors=True)
    rst, html = DOCS / "rst", DOCS / "html"
    rst.mkdir(parents=True)
    write_configuration(DOCS)
    # antsibull-docs wants a directory that nobody else may write to.
    rst.chmod(0o755)
    env = clean_environment(venv.bin, ANSIBLE_COLLECTIONS_PATH=str(BUILD))
    antsibull = venv.script("antsibull-docs")
    lint = ["--plugin-docs", "--check-extra-docs-refs", "--validate-collection-refs", "all"]
    pages = ["--use-current", "--squash-hierarchy", "--fail-on-error", "--no-add-antsibull-docs-version"]
    steps: dict[str, Command] = {
        "lint": [*antsibull, "lint-collection-docs", *lint, "--disallow-unknown-collection-refs", TREE],
        "pages": [*antsibull, "collection", *pages, "--dest-dir", rst, COLLECTION],
        "html": [venv.python, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-b", "html", "-c", DOCS, rst, html],
    }
    for name, command in steps.items():
        say(f"$ {show(command)}")
        must(command, log=REPORTS / f"docs-{name}.log", what=f"docs {name}", env=env, cwd=DOCS)
        if name == "pages":
            name_collection(rst / "index.rst")
    say(f"the pages are in {html}")


def name_collection(index: Path) -> None:
    """Spell the collection in the title of ``index`` as it is spelt everywhere. antsibull-docs has no setting for it.

    Raises RunnerError if the title is not there.
    """
    title, line = f"\n{COLLECTION.title()}\n=", f"\n{COLLECTION}\n="
    text = index.read_text(encoding="utf-8")
    if title not in text:
        raise RunnerError(f"{index} does not have the title {COLLECTION.title()}")
    index.write_text(grouped(text.replace(title, line)), encoding="utf-8")


def run_clean() -> None:
    """Remove what the other targets have made, and the caches of tools that were run by hand."""
    for directory, names, _files in os.walk(ROOT):
        for name in [name for name in names if name in UNWANTED]:
            names.remove(name)
            if name != ".git":
                shutil.rmtree(os.path.join(directory, name), ignore_errors=True)
    shutil.rmtree(ROOT / "tests" / "output", ignore_errors=True)
    print("removed what was built", file=sys.stderr)
