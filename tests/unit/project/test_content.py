# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every module, plugin and role has."""

from __future__ import annotations

import pytest
from module_tasks import task_of
from project_files import blocks, fully, load, plugins, roles, text
from runner.paths import ROOT

MODULES = plugins("modules")
DOCUMENTED = [(kind, name) for kind in ("modules", "inventory", "filter") for name in plugins(kind)]

# The directories that the requirements of the Ansible package allow, as far as they are of use here.
PLUGIN_DIRECTORIES = {"action", "doc_fragments", "filter", "inventory", "module_utils", "modules", "plugin_utils"}


def test_there_is_content() -> None:
    assert len(MODULES) >= 11
    assert len(roles()) >= 5
    assert {kind for kind, _name in DOCUMENTED} == {"modules", "inventory", "filter"}


def test_the_action_groups_have_every_module_that_takes_their_options() -> None:
    """module_defaults of a group would fail for one that does not."""
    keys = [name for name in MODULES if "fingerprint_key" in task_of(name).options]
    assert load("meta/runtime.yml")["action_groups"] == {"launchdarkly": MODULES, "secrets": keys}
    for name in MODULES:
        fragments = blocks("modules", name)["DOCUMENTATION"]["extends_documentation_fragment"]
        assert (fully("attributes.actiongroup_secrets") in fragments) is (name in keys)


def test_every_module_has_an_action_plugin() -> None:
    assert plugins("action") == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_supports(name: str) -> None:
    fragments = blocks("modules", name)["DOCUMENTATION"]["extends_documentation_fragment"]
    # One of these has check mode, diff mode and platform.
    reads_only = name.endswith(("_info", "_health", "_proof"))
    assert fully("attributes.info" if reads_only else "attributes") in fragments
    assert fully("attributes.actiongroup_launchdarkly") in fragments
    assert fully("connection") in fragments


@pytest.mark.parametrize(("kind", "name"), DOCUMENTED)
def test_every_plugin_is_documented(kind: str, name: str) -> None:
    found = blocks(kind, name)
    documentation = found["DOCUMENTATION"]
    assert documentation["name" if kind != "modules" else "module"] in (name, fully(name))
    assert documentation["short_description"]
    assert documentation["description"]
    assert documentation["version_added"]
    assert fully(name) in found["EXAMPLES"]
    assert found["RETURN"] if kind != "inventory" else True


@pytest.mark.parametrize("name", MODULES)
def test_a_module_that_reads_is_called_info(name: str) -> None:
    options = blocks("modules", name)["DOCUMENTATION"]["options"]
    assert set(options.get("state", {}).get("choices", ["present"])) <= {"present", "absent"}
    if name.endswith("_info"):
        assert "state" not in options


def test_plugins_lie_where_they_may() -> None:
    directories = {path.name for path in (ROOT / "plugins").iterdir() if path.name != "__pycache__"}
    assert directories == PLUGIN_DIRECTORIES


@pytest.mark.parametrize("kind", ["module_utils", "plugin_utils"])
def test_what_is_private_begins_with_an_underscore(kind: str) -> None:
    names = [path.name for path in (ROOT / "plugins" / kind).iterdir()]
    assert names
    assert [name for name in names if not name.startswith("_")] == []


@pytest.mark.parametrize("role", roles())
def test_every_role_is_documented(role: str) -> None:
    main = load(f"roles/{role}/meta/argument_specs.yml")["argument_specs"]["main"]
    assert main["short_description"]
    assert main["description"]
    galaxy = load(f"roles/{role}/meta/main.yml")
    assert galaxy["galaxy_info"]["license"] == "GPL-3.0-or-later"
    assert not galaxy.get("dependencies")
    assert f"{role}_" in text(f"roles/{role}/README.md")
