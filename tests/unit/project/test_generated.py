# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ``make generate`` writes is up to date, and says what is true where it is said."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from ansible_collections.community.launchdarkly.tests.generate.actions import action_plugin, fill_action_plugins
from ansible_collections.community.launchdarkly.tests.generate.blocks import Files
from ansible_collections.community.launchdarkly.tests.generate.everything import everything
from ansible_collections.community.launchdarkly.tests.generate.modules import BLOCK, fill_modules
from ansible_collections.community.launchdarkly.tests.generate.options import fill_account_role, fill_plural, fill_role
from ansible_collections.community.launchdarkly.tests.generate.prose import markdown, retold
from ansible_collections.community.launchdarkly.tests.generate.tables import PLURALS, InRole, Plural
from ansible_collections.community.launchdarkly.tests.runner.process import RunnerError
from project_files import blocks
from runner.paths import ROOT

STORES = "plugins/modules/big_segment_stores.py"
STORE = "plugins/modules/big_segment_store.py"
BOOTSTRAP = "roles/bootstrap_environment/meta/argument_specs.yml"
PLURAL = Plural("big_segment_stores", "stores", "big_segment_store")


@pytest.fixture
def files() -> Files:
    """The files as they are. What is generated of them is not written."""
    return Files(ROOT)


def test_nothing_generated_is_stale() -> None:
    assert everything(ROOT).stale == [], 'run "make generate" (nox -s generate)'


def test_what_is_generated_is_written(tmp_path: Path) -> None:
    """Also where an action plugin is missing, or is there without its module."""
    for name in ("modules", "action"):
        shutil.copytree(ROOT / "plugins" / name, tmp_path / "plugins" / name)
    (tmp_path / "plugins/action/project.py").unlink()
    (tmp_path / "plugins/action/gone.py").write_text("", "utf-8")
    files = Files(tmp_path)
    fill_action_plugins(files)
    assert files.write() == ["plugins/action/gone.py", "plugins/action/project.py"]
    assert not (tmp_path / "plugins/action/gone.py").exists()
    assert (tmp_path / "plugins/action/project.py").read_bytes() == (ROOT / "plugins/action/project.py").read_bytes()
    assert files.stale == []


def test_a_module_of_a_kind_runs_the_task_of_any_kind_or_its_own(tmp_path: Path) -> None:
    resources, tasks = (tmp_path / "plugins/module_utils" / name for name in ("_resources", "_tasks"))
    for file in (resources / "thing.py", tasks / "thing_info.py"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    files = Files(tmp_path)
    for name in ("thing", "things", "thing_info", "another"):
        files.set(f"plugins/modules/{name}.py", f"# BEGIN GENERATED {BLOCK}\n# END GENERATED {BLOCK}\n")
    fill_modules(files)
    texts = [files.text(f"plugins/modules/{name}.py") for name in ("thing", "things", "thing_info", "another")]
    calls = ["run_module(one(THING))", "run_module(many(THING))", "run_module(TASK)"]
    assert [call in text for call, text in zip(calls, texts, strict=False)] == [True] * 3
    assert "module_utils._tasks.thing_info import TASK\n" in texts[2] and "run_module" not in texts[3]


def test_an_action_plugin_runs_what_its_module_runs() -> None:
    start = "from ansible_collections.community.launchdarkly.plugins.module_utils"
    text = action_plugin(
        "thing",
        f'#!/usr/bin/python\n# Copyright\n"""The module."""\n{start}._module import run_module\n'
        f"{start}._tasks.one import single\n{start}._resources.thing import THING\n"
        "def main():\n    run_module(single(THING))\n",
    )
    assert (
        "from ..module_utils._resources.thing import THING\nfrom ..module_utils._tasks.one import single\n"
        "from ..plugin_utils._in_process import InProcessAction\n" in text
    )
    assert text.startswith('# Copyright\n"""The action plugin of thing')
    assert text.endswith("    task = single(THING)\n")
    with pytest.raises(RunnerError, match=r"plugins/modules/thing\.py does not import a task"):
        action_plugin("thing", f"{start}._module import run_module\n")


def test_an_entry_of_a_plural_has_the_prose_of_the_singular(files: Files) -> None:
    """And the facts of its own argument spec."""
    files.set(STORE, files.text(STORE).replace("The key of the project.", "What is told of the project."))
    files.set(STORES, files.text(STORES).replace("choices: [present, absent]", "choices: [there, gone]"))
    fill_plural(files, PLURAL)
    text = files.text(STORES)
    assert "        description: What is told of the project.\n        type: str\n        required: true\n" in text
    assert "[there, gone]" not in text and files.stale == [STORE, STORES]


def test_what_is_for_the_singular_alone_is_left_out_of_the_plural(files: Files) -> None:
    told = "    description: The port. A number is fine.\n"
    more = "    description:\n          - The port. A number is fine.\n          - It is for O(wait=true).\n"
    files.set(STORE, files.text(STORE).replace(told, more))
    fill_plural(files, PLURAL)
    assert "O(wait=true)" not in files.text(STORES) and files.stale == [STORE]
    files.set(STORE, files.text(STORE).replace("          - The port. A number is fine.\n", ""))
    with pytest.raises(RunnerError, match="nothing that the module big_segment_store says of port is true"):
        fill_plural(files, PLURAL)


def test_what_is_written_by_hand_beside_a_block_is_not_generated_in_it(files: Files) -> None:
    place = ("bootstrap_environment_definition", "environment")
    row = InRole("bootstrap_environment", place, "environment", without=("project_key", "sdk_keys", "environment_key"))
    begin = re.search(r"^ *# BEGIN GENERATED environment:.*\n", files.text(BOOTSTRAP), re.MULTILINE)
    assert begin
    indent = " " * begin[0].index("#")
    own = f"{indent}critical:\n{indent}  description: A critical of our own.\n{indent}  type: str\n"
    there = files.text(BOOTSTRAP).count(f"{indent}critical:\n")
    files.set(BOOTSTRAP, files.text(BOOTSTRAP).replace(begin[0], own + begin[0]))
    fill_role(files, row)
    options = yaml.safe_load(files.text(BOOTSTRAP))["argument_specs"]["main"]["options"]
    for name in place:
        options = options[name]["options"]
    assert options["critical"]["description"] == "A critical of our own."
    assert files.text(BOOTSTRAP).count(f"{indent}critical:\n") == there


def test_the_role_knows_every_kind(files: Files) -> None:
    """Its variable, the option that it is given as, and its tag."""
    before = {name: files.text(f"roles/account/{name}") for name in ("meta/argument_specs.yml", "tasks/main.yml")}
    for name, text in before.items():
        files.set(f"roles/account/{name}", re.sub(r"(?m)^.*webhooks.*\n", "", text))
    fill_account_role(files, "account", "kinds")
    assert {name: files.text(f"roles/account/{name}") for name in before} == before
    (task,) = yaml.safe_load(before["tasks/main.yml"])[1]["block"]
    given = task["community.launchdarkly.account"]["webhooks"]
    assert given == "{{ account_webhooks if 'webhooks' in account_given else omit }}"


def test_an_option_is_written_by_hand_in_few_files() -> None:
    """Its definition, its documentation, and where a role means this option and no other."""
    block = re.compile(r"BEGIN GENERATED (\w+).*?END GENERATED \1", re.DOTALL)
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("plugins", "roles")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".yml", ".md") and "require_comments" in block.sub("", path.read_text("utf-8"))
    ]
    assert "plugins/modules/environment.py" in found and len(found) <= 4, found


def test_mistakes_in_the_tables_are_said(files: Files) -> None:
    with pytest.raises(RunnerError, match="has no option colour, which a row for the role account names"):
        fill_role(files, InRole("account", ("account_projects",), "project", without=("colour",)))
    with pytest.raises(RunnerError, match="the documentation of the module project says nothing of dynamodb"):
        fill_plural(files, Plural("big_segment_stores", "stores", "project"))
    files.set(STORES, files.text(STORES).replace("BEGIN GENERATED stores", "BEGIN GENERATED store"))
    with pytest.raises(RunnerError, match=f'{STORES} has no block stores: a line "# BEGIN GENERATED stores"'):
        fill_plural(files, PLURAL)


def test_a_new_block_needs_no_more_than_its_name(files: Files) -> None:
    text = files.text(STORES)
    files.set(STORES, re.sub(r"(BEGIN GENERATED stores).*?(?=^ *# END)", r"\1\n", text, flags=re.M | re.S))
    fill_plural(files, PLURAL)
    assert files.text(STORES) == text


def test_references_to_options() -> None:
    called = {"a": "list[].a", "whole": "whole"}
    told = [
        "See O(a=true), O(a.b) and O(whole).",
        "O(other) says more.",
        "V(a) is a value, O(x.y.z#module:a) elsewhere.",
    ]
    here = ["See O(list[].a=true), O(list[].a.b) and O(whole).", told[2]]
    assert retold(told, lambda name: called.get(name, ""), role=False) == here
    assert retold(["See O(a.b=1)."], lambda name: "mine", role=True) == ["See C(mine.b=1)."]


def test_markup_in_a_table() -> None:
    text = (
        "M(community.launchdarkly.project) of P(community.launchdarkly.export#role): V(a|b), C(c\\), O(d=1) and E(F)."
    )
    assert markdown(text).startswith("`project` of `export`: `a\\|b`, ")
    assert markdown("O(d=1) and E(F).") == "`d=1` and `F`."


@pytest.mark.parametrize("plural", PLURALS, ids=lambda row: row.module)
def test_a_plural_documents_all_that_its_entries_have(plural: Plural) -> None:
    """As ansible-doc reads it."""
    entries = blocks("modules", plural.module)["DOCUMENTATION"]["options"][plural.entries]["suboptions"]
    singular = blocks("modules", plural.singular)["DOCUMENTATION"]["options"]
    assert len(entries) > 4
    assert {name for name in entries if name not in singular} <= {"key"}
