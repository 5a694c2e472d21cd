# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the guides, the roles and the doc fragments name is what the code has."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest
import yaml
from ansible_collections.community.launchdarkly.plugins.doc_fragments import connection, secrets
from ansible_collections.community.launchdarkly.plugins.filter.drift import drift
from ansible_collections.community.launchdarkly.plugins.module_utils._options import CONNECTION, SECRETS
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.kinds import KINDS
from documented import GUIDES, READS_ONLY, ROOT, documents
from module_tasks import task_of
from run_playbooks import COLLECTIONS

FILES = r"(?:benchmarks|changelogs|docs|meta|playbooks|plugins|roles|tests)/[\w./-]+"
ROLES = sorted(path for path in (ROOT / "roles").iterdir() if path.is_dir())
# The module's options that a role has no use for.
WITHOUT = {*CONNECTION, "sdk_keys"}
# An argument spec has what a role's does, and more that is no matter of documentation.
SHOWN = ("type", "elements", "choices", "required", "default")
CONFIGURATIONS: Any = task_of("integration_configurations").options["configurations"]["options"]
DECLARED: dict[tuple[str, ...], Any] = {
    ("bootstrap_environment", "bootstrap_environment_definition", "integration_configurations"): CONFIGURATIONS,
}


@pytest.mark.parametrize("guide", sorted(GUIDES.glob("*.rst")), ids=lambda path: path.stem)
def test_a_guide_names_files_that_are_there(guide: Path) -> None:
    """Every path that begins with a directory of the collection."""
    named = set(re.findall(rf"``({FILES})``", guide.read_text(encoding="utf-8")))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
    assert guide.stem != "guide_architecture" or len(named) > 20


def test_a_condition_of_failure_lets_no_other_failure_pass() -> None:
    """One of the options has no ``error``: ``failed_when`` in a guide must not take it for a success."""
    environment = jinja2.Environment()
    environment.tests["failed"] = lambda result: bool(result.get("failed"))
    conditions = [
        condition
        for path in documents()
        for condition in re.findall(r"failed_when: (\S.*)", path.read_text(encoding="utf-8"))
    ]
    assert conditions
    for condition in conditions:
        name = re.match(r"\w+", condition)
        assert name
        holds = environment.compile_expression(condition)
        assert holds(**{name[0]: {"failed": True, "msg": "missing required arguments: project_key"}})
        assert holds(**{name[0]: {"failed": True, "msg": "no", "error": {"kind": "unauthorized"}}})
        assert not holds(**{name[0]: {"failed": True, "msg": "no", "error": {"kind": "forbidden"}}})
        assert not holds(**{name[0]: {"changed": False}})


def test_a_label_is_recommended_nowhere() -> None:
    """It does not keep a secret out of the output: a failed item is shown whole, and with -v every one."""
    recommended = re.compile(r"set\s+(?:``|`|C\()loop_control\.label")
    assert [path.name for path in documents() if recommended.search(path.read_text(encoding="utf-8"))] == []


def test_commands_in_the_documents() -> None:
    """Their playbooks are there, and what they give with -e is an option of a role."""
    specs = [yaml.safe_load((role / "meta" / "argument_specs.yml").read_text(encoding="utf-8")) for role in ROLES]
    options = {name for spec in specs for name in spec["argument_specs"]["main"]["options"]}
    for path in documents():
        text = path.read_text(encoding="utf-8")
        playbooks = re.findall(r"ansible-playbook community\.launchdarkly\.(\w+)", text)
        assert [name for name in playbooks if not (ROOT / "playbooks" / f"{name}.yml").exists()] == [], path
        given = re.findall(r"-e (?:'\{\")?(\w+)(?==|\")", text)
        assert [name for name in given if name not in options | {"rotate"}] == [], path


def test_objects_of_the_controller() -> None:
    """The guide calls them as the role does."""
    role = ROOT / "roles" / "controller_content"
    text = (role / "tasks" / "main.yml").read_text(encoding="utf-8")
    text += (role / "vars" / "main" / "objects.yml").read_text(encoding="utf-8")
    named = re.findall(r"\*LaunchDarkly - ([^*]+)\*", (GUIDES / "guide_awx.rst").read_text(encoding="utf-8"))
    assert len(named) > 4
    assert [name for name in named if f"name: {name}\n" not in text and f' - {name}"\n' not in text] == []


def test_every_module_page_is_complete() -> None:
    """It has attributes, notes, other pages to see, examples and return values."""
    modules = [f"community.launchdarkly.{path.stem}" for path in sorted((ROOT / "plugins" / "modules").glob("*.py"))]
    command = [sys.executable, "-m", "ansible", "doc", "--json", *modules]
    environment = {**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS), "LC_ALL": "C.UTF-8"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
    pages = json.loads(ended.stdout)
    assert sorted(pages) == modules
    for module, page in pages.items():
        doc = page["doc"]
        assert {"check_mode", "diff_mode", "platform", "action_group"} <= doc["attributes"].keys(), module
        assert doc["attributes"]["check_mode"]["support"] == "full", module
        assert doc["attributes"]["diff_mode"]["support"] == ("N/A" if module.endswith(READS_ONLY) else "full"), module
        assert len(doc["notes"]) > 1 and len(doc["seealso"]) > 2, module
        assert page["examples"] and page["return"], module


def test_all_guides_are_in_the_site() -> None:
    """And the site has no others."""
    extra = yaml.safe_load((ROOT / "docs" / "docsite" / "extra-docs.yml").read_text(encoding="utf-8"))
    listed = [name for section in extra["sections"] for name in section["toctree"]]
    assert sorted(listed) == sorted(path.stem for path in GUIDES.glob("*.rst"))


def test_every_playbook_and_role_is_in_its_guide() -> None:
    """Whoever wants to write nothing looks there."""
    guide = (GUIDES / "guide_playbooks.rst").read_text(encoding="utf-8")
    there = {path.stem for path in (ROOT / "playbooks").glob("*.yml")} - {"live"}
    assert {name for name in there if f"``{name}``" not in guide} == set()
    roles = {path.name for path in (ROOT / "roles").iterdir()}
    assert {name for name in roles if f"<community.launchdarkly.{name}#role>" not in guide} == set()


def test_the_links_of_the_drift_report() -> None:
    """Its README has the page of each kind, or says that it has none."""
    text = (ROOT / "roles/drift_report/README.md").read_text(encoding="utf-8")
    _before, _heading, section = text.partition("## Links")
    rows = [re.findall(r"[^|]+", line) for line in section.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    told = [(what.strip(), path.strip(" `")) for what, _where, path in rows[2:]]
    of_project = {path for what, path in told if "in it" in what}
    for kind in KINDS:
        keys = {key.option: key.option.upper() for key in kind.place.keys}
        change = {"resource": "x", "kind": kind.name, "identity": keys, "operations": [{"op": "add", "path": "/x"}]}
        (entry,) = drift({"changes": [change]})["resources"]
        named = {path for what, path in told if kind.noun.casefold() in what.casefold()}
        assert (of_project if "project_key" in keys else named) == {entry["page"] or ""}, kind.name


def test_the_architecture_names_what_the_engine_has() -> None:
    """Each name of the worked example is in one of the files that the guide names."""
    guide = (GUIDES / "guide_architecture.rst").read_text(encoding="utf-8")
    code = "".join((ROOT / name).read_text(encoding="utf-8") for name in set(re.findall(rf"``({FILES}\.py)``", guide)))
    names = set(re.findall(r"``(\w+)``", guide)) - {"become", "async", "_info", "account_info"}
    assert {"Definition", "Keyed", "NamedInList", "Field", "When", "AFTERWARDS", "variants", "outcome"} <= names
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", code)] == []


@pytest.mark.parametrize("options", [CONNECTION, SECRETS], ids=["connection", "secrets"])
def test_environment_variables_of_options(options: Mapping[str, Any]) -> None:
    """The text of an option names the variable that it falls back to."""
    fragment = connection if options is CONNECTION else secrets
    documented = yaml.safe_load(fragment.ModuleDocFragment.DOCUMENTATION)["options"]
    assert documented.keys() == options.keys()
    for name, option in options.items():
        if "fallback" in option:
            assert f"E({option['fallback'][1][0]})" in " ".join(documented[name]["description"])


@pytest.mark.parametrize("role", ROLES, ids=lambda path: path.name)
def test_a_role_is_described(role: Path) -> None:
    """By a README that names its playbook, or shows how to use it, and by an argument spec with all of its defaults."""
    readme = (role / "README.md").read_text(encoding="utf-8")
    spec = yaml.safe_load((role / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))
    options = spec["argument_specs"]["main"]["options"]
    assert f"community.launchdarkly.{role.name}" in readme
    assert [name for name, option in options.items() if option.get("required") and name not in readme] == []
    defaults = role / "defaults" / "main.yml"
    given = yaml.safe_load(defaults.read_text(encoding="utf-8")) if defaults.exists() else {}
    fixed = {name: value for name, value in given.items() if "{{" not in str(value)}
    assert {name: option["default"] for name, option in options.items() if "default" in option} == fixed


@pytest.mark.parametrize("place", DECLARED, ids="-".join)
def test_a_role_takes_what_the_module_takes(place: tuple[str, ...]) -> None:
    """Option by option, with type, choices and default."""
    role, name, *inner = place
    spec = yaml.safe_load((ROOT / "roles" / role / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))
    declared = spec["argument_specs"]["main"]["options"][name]["options"]
    for name in inner:
        declared = declared[name]["options"]
    assert _shape(declared) == _shape(DECLARED[place])


def _shape(options: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {
            **{key: option[key] for key in SHOWN if option.get(key)},
            "options": _shape(option.get("options") or {}),
        }
        for name, option in options.items()
        if name not in WITHOUT
    }
