# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# /// script
# dependencies = ["nox>=2025.02.09", "antsibull-nox"]
# ///
"""The linters. ``make lint`` runs them all in one environment; ``nox -e SESSION`` gives each its own.

What they check is in antsibull-nox.toml, how they check it in pyproject.toml, .yamllint.yaml and .ansible-lint.
"""

from __future__ import annotations

from pathlib import Path

import antsibull_nox
import nox
from antsibull_nox.reporting import get_session_reporter
from antsibull_nox.sessions.collections import prepare_collections

antsibull_nox.load_antsibull_nox_toml()


@nox.session(name="changelog-check")
def changelog_check(session: nox.Session) -> None:
    """Run antsibull-changelog lint, and make the release of galaxy.yml in a copy."""
    session.install("antsibull-changelog", "ansible-core", "--constraint", "tests/requirements/linters.txt")
    with get_session_reporter(session) as reporter:
        with reporter.get_part_reporter("lint", continue_on_error=True):
            session.run("antsibull-changelog", "lint")
        with reporter.get_part_reporter("release", continue_on_error=True):
            place = prepare_collections(session, install_in_site_packages=False)
            if place is None:
                session.error("There is no copy of the collection to release.")
            with session.chdir(place.current_path):
                # The git repository around the copy ignores it, so that nothing in it would be new in the release.
                env = {"GIT_CEILING_DIRECTORIES": str(place.current_place)}
                session.run("antsibull-changelog", "release", "--update-existing", env=env)
                version = place.current_collection.version
                if f"\nv{version}\n" not in (place.current_path / "CHANGELOG.rst").read_text(encoding="utf-8"):
                    session.error(f"CHANGELOG.rst says nothing of the version {version}.")


@nox.session(name="galaxy-importer")
def galaxy_importer(session: nox.Session) -> None:
    """Build the artifact, and have Galaxy's own importer take it, as Galaxy does when it is published."""
    session.install("galaxy-importer", "ansible-core", "--constraint", "tests/requirements/linters.txt")
    place = prepare_collections(session, install_in_site_packages=False)
    if place is None:
        session.error("There is no copy of the collection to build.")
    temporary = Path(session.create_tmp()).resolve()
    for file in temporary.glob("*.tar.gz"):
        file.unlink()
    with session.chdir(temporary):
        session.run("ansible-galaxy", "collection", "build", "--output-path", ".", str(place.current_path), silent=True)
        (artifact,) = Path().glob("*.tar.gz")
        # The session ansible-lint has run the linter, which the importer would only warn of.
        env = {"GALAXY_IMPORTER_RUN_ANSIBLE_LINT": "false", "GALAXY_IMPORTER_TMP_ROOT_DIR": str(temporary)}
        output = session.run("python", "-m", "galaxy_importer.main", str(artifact), env=env, silent=True)
        problems = [line for line in str(output).splitlines() if line.startswith(("ERROR", "WARNING"))]
        if problems:
            session.error("\n".join(problems))


if __name__ == "__main__":
    nox.main()
