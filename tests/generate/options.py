# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Descriptions of options, out of the prose of a module and the facts of an argument spec."""

from __future__ import annotations

import importlib
import typing as t

import yaml

from ..runner.process import RunnerError
from .blocks import Files, just
from .prose import Described, documentation, paragraphs, retold
from .tables import InRole, Plural

Spec = t.Mapping[str, t.Mapping[str, t.Any]]
_WIDTH = 104
"""Where a line is broken: after the word that goes beyond it."""


def spec_of(module: str) -> Spec:
    """The argument spec of ``module``. Needs Ansible, and the collection on Python's path."""
    place = f"ansible_collections.community.launchdarkly.plugins.action.{module}"
    return t.cast(Spec, importlib.import_module(place).ActionModule.task.options)


def prose_of(files: Files, module: str) -> Described:
    """The options in the documentation of ``module``: its own, without those of doc fragments."""
    path = module_path(module)
    return t.cast(Described, documentation(files.text(path), path)["options"])


def module_path(module: str) -> str:
    """Where ``module`` is."""
    return f"plugins/modules/{module}.py"


def fill_plural(files: Files, row: Plural) -> None:
    """Describe the entries of a plural."""
    prose, spec = prose_of(files, row.singular), spec_of(row.module)
    facts = spec[row.entries]["options"]

    def content(text: str, indent: int) -> str:
        there = documentation(text, row.module)["options"][row.entries]["suboptions"] or {}

        def called(name: str) -> str:
            if name in prose and name in facts:
                return f"{row.entries}[].{name}"
            # Else an option of the whole task, or none.
            return name if name in spec else ""

        wanted = {name: option for name, option in facts.items() if name not in there}
        return dumped(_described(wanted, prose, called, row.singular, role=False), indent)

    files.fill(module_path(row.module), row.entries, f"the module {row.singular}", content)


def fill_kinds(files: Files, module: str, block: str) -> None:
    """Describe the options of ``module`` that are lists, one for each kind of resource."""
    spec = spec_of(module)

    def content(text: str, indent: int) -> str:
        described = {}
        for kind in kinds():
            prose, facts = prose_of(files, kind.name), spec[kind.names]["options"]

            def called(name: str, kind: t.Any = kind, prose: Described = prose, facts: Spec = facts) -> str:
                if name in prose and name in facts:
                    return f"{kind.names}[].{name}"
                return name if name in spec else ""

            described[kind.names] = {
                "description": f"The {kind.noun}s. Each entry has the options of M(community.launchdarkly.{kind.name}).",
                "type": "list",
                "elements": "dict",
                "suboptions": _described(facts, prose, called, kind.name, role=False),
            }
        return dumped(described, indent)

    files.fill(module_path(module), block, "the modules for one", content)


def fill_account_role(files: Files, role: str, block: str) -> None:
    """Have ``role`` know each kind of resource: its variable, the option that it is given as, its tag."""
    named = [(kind, f"{role}_{kind.names}") for kind in kinds()]
    described = {
        variable: {
            "description": f"The {kind.noun}s. Each has the options of M(community.launchdarkly.{kind.name}).",
            "type": "list",
            "elements": "dict",
        }
        for kind, variable in named
    }
    given = "".join(
        f"{kind.names}: >-\n  {{{{ {variable} if '{kind.names}' in {role}_given else omit }}}}\n"
        for kind, variable in named
    )
    names = just("".join(f"- {kind.names}\n" for kind, _variable in named))

    def options(around: str, indent: int) -> str:
        return dumped(described, indent)

    for path, name, content in (
        ("meta/argument_specs.yml", block, options),
        ("tasks/main.yml", block, just(given)),
        ("tasks/main.yml", "tags", names),
        ("vars/main.yml", block, names),
    ):
        files.fill(f"roles/{role}/{path}", name, "the kinds", content)


def fill_subsets(files: Files, module: str, role: str) -> None:
    """Have the ``module`` that reads an account, and the ``role`` around it, know each kind of resource."""
    names = [kind.names for kind in kinds()]
    listed = "".join(f"  - {name}\n" for name in names)
    found = {
        kind.names: {
            "description": f"A dictionary of options of M(community.launchdarkly.{kind.name}) for each {kind.noun}.",
            "type": "list",
            "elements": "dict",
            "returned": "if asked for",
        }
        for kind in kinds()
    }

    def returned(around: str, indent: int) -> str:
        return dumped(found, indent)

    path = module_path(module)
    files.fill(path, "subsets", "the kinds", just(f"choices:\n{listed}default:\n{listed}"))
    files.fill(path, "account", "the kinds", returned)
    specs = f"roles/{role}/meta/argument_specs.yml"
    files.fill(specs, "subsets", "the kinds", just(f"choices:\n{listed}"))


def kinds() -> t.Any:
    """The definitions of all kinds of resources. Needs the collection on Python's path."""
    place = "ansible_collections.community.launchdarkly.plugins.module_utils._resources.kinds"
    return importlib.import_module(place).KINDS


def fill_returns(files: Files, row: Plural, source: Plural) -> None:
    """Describe what a plural returns as another one, the ``source``, but for what it says itself."""
    told = documentation(files.text(module_path(source.module)), source.module, "RETURN")

    def content(around: str, indent: int) -> str:
        there = documentation(around, row.module, "RETURN")
        text = dumped({name: one for name, one in told.items() if name not in there}, indent)
        return text.replace(f"({source.entries}[", f"({row.entries}[")

    files.fill(module_path(row.module), "returns", f"the module {source.module}", content)


def fill_role(files: Files, row: InRole) -> None:
    """Describe what a role takes for a module."""
    prose, spec = prose_of(files, row.module), spec_of(row.module)
    unknown = sorted({*row.without, *row.only} - prose.keys())
    if unknown:
        raise RunnerError(
            f"the module {row.module} has no option {unknown[0]}, which a row for the role {row.role} names"
        )
    facts = {name: spec[name] for name in row.only or prose if name not in row.without}

    def content(text: str, indent: int) -> str:
        there: t.Any = yaml.safe_load(text)["argument_specs"]["main"]
        for name in row.place:
            there = there["options"][name]
        there = there["options"] or {}
        names = {**{name: name for name in (*facts, *there)}, **row.whole}
        wanted = {name: option for name, option in facts.items() if name not in there}
        return dumped(_described(wanted, prose, lambda name: names.get(name, ""), row.module, role=True), indent)

    files.fill(f"roles/{row.role}/meta/argument_specs.yml", row.place[-1], f"the module {row.module}", content)


def _described(facts: Spec, prose: Described, called: t.Callable[[str], str], module: str, role: bool) -> Described:
    """Options with the ``facts`` of an argument spec, in the order and with the ``prose`` of ``module``."""
    missing = sorted(facts.keys() - prose.keys())
    if missing:
        raise RunnerError(f"the documentation of the module {module} says nothing of {missing[0]}")
    result = {}
    for name in (name for name in prose if name in facts):
        fact, told = facts[name], prose[name]
        texts = retold(paragraphs(told), called, role)
        if not texts:
            raise RunnerError(
                f"nothing that the module {module} says of {name} is true where it is told again: begin its"
                " description with a sentence that refers to no option"
            )
        option: dict[str, t.Any] = {"description": texts[0] if len(texts) == 1 else texts}
        option.update(_facts(fact, role))
        if "version_added" in told:
            option["version_added"] = told["version_added"]
        if "options" in fact:
            inner = _described(fact["options"], told["suboptions"], called, module, role)
            option["options" if role else "suboptions"] = inner
        result[name] = option
    return result


def _facts(fact: t.Mapping[str, t.Any], role: bool) -> dict[str, t.Any]:
    found = {name: fact[name] for name in ("type", "elements") if name in fact}
    if fact.get("required"):
        found["required"] = True
    if fact.get("choices"):
        found["choices"] = Inline(fact["choices"])
    if fact.get("default") is not None:
        found["default"] = fact["default"]
    if role and fact.get("no_log"):
        found["no_log"] = True
    # A role has an option under one name.
    if fact.get("aliases") and not role:
        found["aliases"] = Inline(fact["aliases"])
    return found


class Inline(list[t.Any]):
    """A list that is written in one line."""


class _Dumper(yaml.SafeDumper):
    """Lists are indented, as yamllint wants them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: t.Any) -> bool:
        return True


_Dumper.add_representer(
    Inline, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def dumped(options: Described, indent: int) -> str:
    """``options`` as YAML, in lines that may be indented."""
    return yaml.dump(options, Dumper=_Dumper, width=_WIDTH - indent, sort_keys=False, allow_unicode=True)
