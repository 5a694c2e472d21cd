# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Galaxy's own importer takes the artifact, as it has to when the collection is published."""

from __future__ import annotations

import shutil

from .paths import BUILD, REPORTS
from .process import clean_environment, must, run
from .results import Result
from .tree import sync
from .venvs import Venv

PLACE = BUILD / "galaxy"
PATIENCE = 600.0


def run_galaxy(venv: Venv, result: Result) -> None:
    """Build the artifact and import it; what the importer warns of is a failure, too. Raises RunnerError."""
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir(parents=True)
    copy = BUILD / "galaxy-source"
    sync(copy)
    env = clean_environment(
        venv.bin,
        # The step lint has run the linter.
        GALAXY_IMPORTER_RUN_ANSIBLE_LINT="false",
        GALAXY_IMPORTER_TMP_ROOT_DIR=str(PLACE),
    )
    build = [*venv.script("ansible-galaxy"), "collection", "build", "--output-path", PLACE, copy]
    must(build, log=REPORTS / f"{result.name}-build.log", what="building the artifact", env=env)
    (artifact,) = PLACE.glob("*.tar.gz")
    status, output = run(
        [venv.python, "-m", "galaxy_importer.main", artifact.name],
        log=REPORTS / f"{result.name}.log",
        live=True,
        label=result.name,
        env=env,
        cwd=PLACE,
        timeout=PATIENCE,
    )
    problems = [line for line in output.splitlines() if line.startswith(("ERROR:", "WARNING:"))]
    result.add("galaxy-importer", status == 0 and not problems)
    result.failures += problems
