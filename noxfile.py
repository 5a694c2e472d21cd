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

import os
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


@nox.session
def pylint(session: nox.Session) -> None:
    """Run pylint on the plugins; with TEST_LONG on everything, on which ansible-test has it, too, with fewer checks."""
    session.install("pylint", "nox", "antsibull-nox", "--constraint", "tests/requirements/linters.txt")
    session.install("-r", "tests/requirements/unit.txt")
    place = prepare_collections(session, install_in_site_packages=False)
    if place is None:
        session.error("There is no copy of the collection to look at.")
    names = ("plugins", "tests", "benchmarks", "noxfile.py") if os.environ.get("TEST_LONG") else ("plugins",)
    with session.chdir(place.current_place):
        rcfile = str(place.current_path / "pyproject.toml")
        session.run(
            "pylint", "--rcfile", rcfile, "--source-roots", ".", *place.prefix_current_paths(list(map(Path, names)))
        )


if __name__ == "__main__":
    nox.main()
