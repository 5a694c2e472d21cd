# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# /// script
# dependencies = ["nox[uv]>=2026.10", "antsibull-nox~=1.10"]
# ///
"""All that a checkout can be asked to do, each a session of nox; ``make`` runs them with a nox of its own.

Without names, ``nox`` runs the linters, each in an environment of its own. What they check is in antsibull-nox.toml, how
they check it in pyproject.toml, .yamllint.yaml and .ansible-lint. What is tested is a copy below .build: ansible-test and
Python both want the collection below a directory ansible_collections.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import typing as t
from pathlib import Path

import antsibull_nox
import nox
from antsibull_fileutils.yaml import load_yaml_file
from antsibull_nox.reporting import get_session_reporter
from antsibull_nox.sessions.collections import prepare_collections
from antsibull_nox.sessions.ee_check import ExecutionEnvironmentData, add_execution_environment_session
from nox.registry import get as registered

# The script nox does not look here by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from tests.runner.interpreters import ONLY_CORE, Pair, choose, discover
from tests.runner.package_index import uv_variables
from tests.runner.paths import BUILD, COLLECTION, LONG, REPORTS, ROOT, TREE, VENVS
from tests.runner.process import Command, RunnerError, clean_environment
from tests.runner.sanity_home import prepare_home
from tests.runner.tree import sync, sync_tree

ENVIRONMENTS = ("oldest", "newest")
MODULE_CACHE = ROOT / "tests" / "runner" / "module_cache.py"
TESTS_PATH = os.pathsep.join([str(BUILD), str(TREE / "tests")])
DEMANDED_BRANCHES = 0.95

nox.needs_version = ">=2026.10"
nox.options.envdir = VENVS
# Where uv is, it installs in a tenth of the time.
nox.options.default_venv_backend = "uv|venv"
nox.options.reuse_venv = "yes"

# Python compiles what is imported. All that is installed would take a third of the time of an installation.
os.environ.setdefault("PIP_NO_COMPILE", "1")
os.environ.update(uv_variables())


def session(**options: t.Any) -> t.Callable[[t.Callable[[nox.Session], None]], t.Any]:
    """A session that runs only when it is named."""
    return nox.session(default=False, **options)


try:
    PAIRS: dict[str, Pair] = choose(discover())
except RunnerError as error:
    # The linters do without.
    print(error, file=sys.stderr)
    PAIRS = {}

# ---- The environments of the tests


def add_environment(name: str, pair: Pair) -> None:
    """A session that makes the environment ``name``, in which others work."""

    @session(name=name, python=pair.executable, allow_parallel=True)
    def environment(session: nox.Session) -> None:
        session.log(str(pair))
        session.install(pair.release.requirement, "-r", "tests/requirements/unit.txt")
        # Every Python of the environment begins with it.
        (packages,) = Path(session.virtualenv.location).glob("lib/python*/site-packages")
        shutil.copyfile(MODULE_CACHE, packages / MODULE_CACHE.name)
        (packages / MODULE_CACHE.with_suffix(".pth").name).write_text(f"import {MODULE_CACHE.stem}\n", "utf-8")
        sync_tree()
        # Else each of the processes that share out the tests would compile all of them at the same time.
        if not any((TREE / "tests" / "unit").glob(f"*/__pycache__/*-{pair.python_version.replace('.', '')}-pytest-*")):
            words: Command = ["-m", "pytest", "--collect-only", "-qq", "tests/unit"]
            run_in(name, session, words, {"PYTHONPATH": TESTS_PATH, "TEST_PART": name}, silent=True)

    environment.__doc__ = f"Make the environment with the {name} ansible-core that the Pythons of this machine can run."


def run_in(
    name: str,
    session: nox.Session,
    words: Command,
    variables: t.Mapping[str, str],
    cwd: Path = TREE,
    silent: bool = False,
) -> None:
    """Run Python of the environment ``name`` with ``words``, and with ``variables`` in its environment.

    With ``silent``, what it prints is shown only if it fails.
    """
    venv = VENVS / name
    env = clean_environment(venv / "bin", **variables)
    command = [str(venv / "bin" / "python"), *map(str, words)]
    with session.chdir(cwd):
        session.run(*command, env=env, include_outer_env=False, external=True, silent=silent)


def run_pytest(name: str, session: nox.Session, folder: str, **extra: str) -> None:
    """Run pytest on a folder of the copied tree, in the environment ``name``. The arguments of nox go to pytest."""
    sync_tree()
    report = REPORTS / session.name / f"{Path(folder).name}.xml"
    # More than there are processors, since some tests wait. One by one, in the order of conftest.py.
    workers = str(min(6, (os.cpu_count() or 1) * 2))
    options = ["-n", workers, "--maxschedchunk", "1", "-o", f"cache_dir={BUILD / 'pytest' / name}"]
    if not (session.posargs or os.environ.get(ONLY_CORE) or os.environ.get(LONG) or session.name == "coverage"):
        extra["TEST_PART"] = name
    # Arguments may name something smaller.
    folders = [] if any(word.startswith("tests/") for word in session.posargs) else [folder]
    words: Command = ["-m", "pytest", *folders, *options, f"--junit-xml={report}"]
    variables = {
        "PYTHONPATH": TESTS_PATH,
        "HYPOTHESIS_STORAGE_DIRECTORY": str(BUILD / "hypothesis"),
        **extra,
    }
    run_in(name, session, [*words, *session.posargs], variables)


def add_tests(name: str) -> None:
    """The sessions of tests in the environment ``name``."""

    @session(name=f"unit-{name}", venv_backend="none", requires=[name], allow_parallel=True)
    def unit(session: nox.Session) -> None:
        run_pytest(name, session, "tests/unit")

    @session(name=f"integration-{name}", venv_backend="none", requires=[name], allow_parallel=True)
    def integration(session: nox.Session) -> None:
        run_pytest(name, session, "tests/integration")

    @session(name=f"sanity-{name}", venv_backend="none", requires=[name], allow_parallel=True)
    def sanity(session: nox.Session) -> None:
        place, venv = BUILD / session.name, VENVS / name
        tree = place / TREE.relative_to(BUILD)
        sync_tree(tree)
        if not (os.environ.get(ONLY_CORE) or os.environ.get(LONG)):
            # What users get. The rest is three times as much, and the other linters have looked at it.
            for folder in [tree / "benchmarks", *(path for path in (tree / "tests").iterdir() if path.is_dir())]:
                if folder.name not in ("output", "sanity"):
                    shutil.rmtree(folder)
        prepare_home(venv, place / "home")
        output = tree / "tests" / "output" / "junit"
        shutil.rmtree(output, ignore_errors=True)
        words = ["sanity", "--requirements", "--junit", "--color", "no", "--truncate", "0"]
        words += ["--python", PAIRS[name].python_version, *session.posargs]
        try:
            run_in(name, session, [venv / "bin" / "ansible-test", *words], {"HOME": str(place / "home")}, cwd=tree)
        finally:
            shutil.copytree(output, REPORTS / session.name, dirs_exist_ok=True)

    unit.__doc__ = f"Run the unit tests on the {name} ansible-core; arguments go to pytest."
    integration.__doc__ = f"Run the integration targets on the {name} ansible-core; arguments go to pytest."
    sanity.__doc__ = f"Run ansible-test sanity, without a list of ignored errors, on the {name} ansible-core."


for _name, _pair in PAIRS.items():
    add_environment(_name, _pair)
    add_tests(_name)


@session(venv_backend="none", requires=["newest"])
def coverage(session: nox.Session) -> None:
    """Measure what of plugins/ the unit tests and the integration targets reach, in every process, and demand enough."""
    place = BUILD / "coverage"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    data = {"COVERAGE_FILE": str(place / "data")}
    for folder in ("tests/unit", "tests/integration"):
        run_pytest("newest", session, folder, COVERAGE_PROCESS_START=str(TREE / "pyproject.toml"), **data)
    report = place / "coverage.json"
    for words in (
        ["combine", "--quiet"],
        ["html", "--quiet", "-d", place / "html"],
        ["json", "-o", report],
        ["report"],
    ):
        run_in("newest", session, ["-m", "coverage", *words], data)
    totals = json.loads(report.read_text(encoding="utf-8"))["totals"]
    reached, there = totals["covered_branches"], totals["num_branches"]
    session.log(f"{reached} of {there} branches: {reached / there:.1%}; line by line in {place / 'html'}")
    if reached < DEMANDED_BRANCHES * there:
        session.error(f"{DEMANDED_BRANCHES:.0%} of the branches are demanded")


# ---- The artifact, the site, and the tools that live with what they belong to


@session(allow_parallel=True)
def galaxy(session: nox.Session) -> None:
    """Build the artifact, and have Galaxy's own importer take it; what it warns of is a failure, too."""
    session.install("-r", "tests/requirements/galaxy.txt")
    place, source = BUILD / "galaxy", BUILD / "galaxy-source"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    sync(source)
    # The session linters has run the linter, and sanity reads the documentation with the same program.
    extra = {"GALAXY_IMPORTER_RUN_ANSIBLE_LINT": "false", "GALAXY_IMPORTER_TMP_ROOT_DIR": str(place)}
    if not os.environ.get(LONG):
        extra["GALAXY_IMPORTER_RUN_ANSIBLE_DOC"] = "false"
    env = clean_environment(Path(session.bin), **extra)
    session.run("ansible-galaxy", "collection", "build", "--output-path", str(place), str(source), env=env)
    with session.chdir(place):
        (artifact,) = place.glob("*.tar.gz")
        said = str(session.run("python", "-m", "galaxy_importer.main", artifact.name, env=env, silent=True))
    print(said)
    if any(line.startswith(("ERROR:", "WARNING:")) for line in said.splitlines()):
        session.error("Galaxy's importer is not content")


@session()
def docs(session: nox.Session) -> None:
    """Build the site from the documentation in the plugins and the guides into .build/docs; a warning is an error."""
    python = PAIRS["newest"]
    session.install(python.release.requirement, "-r", "tests/requirements/docs.txt")
    sync_tree()
    place = BUILD / "docs"
    shutil.rmtree(place, ignore_errors=True)
    # antsibull-docs wants a directory that nobody else may write to.
    (place / "rst").mkdir(parents=True, mode=0o755)
    # It writes a file beside itself.
    shutil.copy(ROOT / "docs" / "sphinx" / "conf.py", place)
    env = clean_environment(Path(session.bin), ANSIBLE_COLLECTIONS_PATH=str(BUILD))
    lint = ["--plugin-docs", "--check-extra-docs-refs", "--validate-collection-refs", "all"]
    lint += ["--disallow-unknown-collection-refs", str(TREE)]
    pages = ["--use-current", "--squash-hierarchy", "--fail-on-error", "--no-add-antsibull-docs-version"]
    with session.chdir(place):
        session.run("antsibull-docs", "lint-collection-docs", *lint, env=env)
        session.run("antsibull-docs", "collection", *pages, "--dest-dir", "rst", COLLECTION, env=env)
        words = ["-q", "-n", "-W", "--keep-going", "-b", "html", "-c", ".", "rst", "html"]
        session.run("python", "-m", "sphinx", *words, env=env)
    session.log(f"the pages are in {place / 'html'}")


@session()
def demo(session: nox.Session) -> None:
    """Build and install the collection, run playbooks/demo.yml, and ask an SDK; -- --live uses a real account."""
    session.install(PAIRS["newest"].release.requirement, "-r", "requirements.txt")
    session.install("-r", "tests/requirements/emulator.txt", "-r", "tests/requirements/sdk.txt")
    session.run("python", "-m", "tests.demo", *session.posargs)


@session()
def mutation(session: nox.Session) -> None:
    """Change the code in small ways, and see that its unit tests notice; tests/mutation/README.md has the arguments."""
    session.install("-r", "tests/requirements/mutation.txt")
    session.run("python", "-m", "tests.mutation", *session.posargs)


@session(venv_backend="none", requires=["newest"])
def generate(session: nox.Session) -> None:
    """Write what is said in several files: documentation of plurals and roles, tables, action plugins."""
    # Ansible finds a module's options by its action plugin, and imports both from the copy.
    for part in ("plugins", "everything"):
        run_in("newest", session, ["-m", "tests.generate", part], {"PYTHONPATH": str(BUILD)}, cwd=ROOT)
        sync_tree()


@session(venv_backend="none", requires=["newest"])
def manifests(session: nox.Session) -> None:
    """Renew the table of form variables from LaunchDarkly's integration manifests, or from a file that is named."""
    service = {name: value for name, value in os.environ.items() if name.startswith("LAUNCHDARKLY_")}
    run_in("newest", session, ["-m", "tests.live.manifests", *session.posargs], service, cwd=ROOT)


@session(venv_backend="none", requires=["oldest", "newest"])
def bench(session: nox.Session) -> None:
    """Run the benchmarks, with --oldest on the oldest ansible-core; benchmarks/README.md has the other arguments."""
    name = "oldest" if "--oldest" in session.posargs else "newest"
    words = [word for word in session.posargs if word != "--oldest"]
    path = {"PYTHONPATH": str(TREE / "tests"), "ANSIBLE_COLLECTIONS_PATH": str(BUILD)}
    run_in(name, session, ["-m", "benchmarks", *words], path, cwd=ROOT)


@session(name="release-check", venv_backend="none")
def release_check(session: nox.Session) -> None:
    """See whether the checkout is that of a release: -- TAG has its version, and there is a changelog of it."""
    version = str(load_yaml_file(ROOT / "galaxy.yml")["version"])
    if session.posargs != [version]:
        session.error(f"the tag is {' '.join(session.posargs) or 'missing'}, the version in galaxy.yml {version}")
    if version not in load_yaml_file(ROOT / "changelogs" / "changelog.yaml")["releases"]:
        session.error(f'changelogs/changelog.yaml says nothing of {version}: "antsibull-changelog release" does')
    left = sorted(path.name for path in (ROOT / "changelogs" / "fragments").glob("*.y*ml"))
    if left:
        session.error(f"changelogs/fragments has what no release tells of: {', '.join(left)}")


# What users build, with the collection of this checkout. It needs docker or podman, and an emulator at port 8080.
add_execution_environment_session(
    session_name="ee-check",
    execution_environment=ExecutionEnvironmentData(
        name="for-users",
        description="that of execution-environment.yml, and playbooks/demo.yml in it",
        config=load_yaml_file(ROOT / "execution-environment.yml"),
        test_playbooks=["playbooks/demo.yml"],
        runtime_environment={
            "LAUNCHDARKLY_API_HOST": "http://127.0.0.1:8080",
            "LAUNCHDARKLY_ACCESS_TOKEN": "api-emulator-token",
        },
        runtime_container_options=["--network=host"],
    ),
)

# ---- The linters

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


@nox.session(default=bool(os.environ.get(LONG)))
def pylint(session: nox.Session) -> None:
    """Run pylint on everything, with more checks than ansible-test has it make in each run; of the linters only with TEST_LONG."""
    session.install("pylint", "nox", "antsibull-nox", "--constraint", "tests/requirements/linters.txt")
    session.install("-r", "tests/requirements/unit.txt")
    with get_session_reporter(session) as reporter, reporter.get_part_reporter("pylint"):
        place = prepare_collections(session, install_in_site_packages=False)
        if place is None:
            session.error("There is no copy of the collection to look at.")
        names = ("plugins", "tests", "benchmarks", "noxfile.py")
        words = ["--rcfile", str(place.current_path / "pyproject.toml"), "--source-roots", "."]
        with session.chdir(place.current_place):
            session.run("pylint", *words, *place.prefix_current_paths(list(map(Path, names))))


@session(allow_parallel=True)
def linters(session: nox.Session) -> None:
    """Run all linters in one environment, on a copy: they leave nothing behind, and look at nothing that was built."""
    session.install("-r", "tests/requirements/lint.txt")
    place, venvs, temporary = BUILD / "lint", BUILD / "lint-venvs", BUILD / "tmp"
    sync_tree(place)
    shutil.rmtree(venvs, ignore_errors=True)
    for directory in (venvs, temporary, REPORTS):
        directory.mkdir(parents=True, exist_ok=True)
    for name in registered():
        (venvs / name).symlink_to(session.virtualenv.location, target_is_directory=True)
    env = clean_environment(
        Path(session.bin),
        ANTSIBULL_CHANGE_DETECTION="false",
        ANTSIBULL_NOX_OUTPUT_JUNIT_XML_PATH=str(REPORTS / f"{session.name}.xml"),
        # Without it, the session of the formatters formats.
        CI="true",
        # To the git repository of the checkout, all that is made for a session is ignored, and so empty.
        GIT_CEILING_DIRECTORIES=str(BUILD),
        NO_COLOR="1",
        # reuse would ask the copy's for their licence.
        PYTHONPYCACHEPREFIX=str(BUILD / "pycache"),
        RUFF_CACHE_DIR=str(BUILD / "ruff"),
        TMPDIR=str(temporary),
    )
    with session.chdir(place):
        # -R: use what is there as it is, and install nothing.
        words = ["--envdir", str(venvs), "-R"]
        session.run("python", "-m", "nox", *words, env=env, include_outer_env=False)


if __name__ == "__main__":
    nox.main()
