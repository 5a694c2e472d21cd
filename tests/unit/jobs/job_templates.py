# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The job templates and the credential type of the role controller_content, as its variables declare them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2.sandbox
import yaml
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process

COLLECTION = Path(_in_process.__file__).absolute().parents[2]
ROLE = COLLECTION / "roles" / "controller_content"
PROJECT = ROLE / "files" / "project"

_REFERENCE = re.compile(r"{{ (controller_content_\w+) }}")


class _Loader(yaml.SafeLoader):
    """Knows Ansible's tag for text that is no template."""


_Loader.add_constructor("!unsafe", lambda loader, node: loader.construct_scalar(node))


def load_role() -> dict[str, Any]:
    """Defaults and variables of the role, not templated."""
    variables: dict[str, Any] = {}
    for path in [ROLE / "defaults" / "main.yml", *sorted((ROLE / "vars" / "main").iterdir())]:
        variables.update(yaml.load(path.read_text(encoding="utf-8"), _Loader))
    return variables


def job_templates() -> dict[str, dict[str, Any]]:
    """The job templates by name, each with the ``survey`` that it names: a list of questions, empty without one."""
    variables = load_role()
    found = {}
    for template in variables["controller_content_job_templates"]:
        name = _REFERENCE.fullmatch(template.get("survey_spec", ""))
        found[template["name"]] = {**template, "survey": variables[name[1]]["spec"] if name else []}
    return found


def extra_variables(survey: list[dict[str, Any]], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What AWX makes of ``answers``: defaults for those that are not given, if they have one."""
    unknown = answers.keys() - {question["variable"] for question in survey}
    assert not unknown, f"the survey does not ask for {unknown}"
    found = {question["variable"]: question["default"] for question in survey if "default" in question}
    found.update(answers)
    missing = [
        question["variable"] for question in survey if question["required"] and question["variable"] not in found
    ]
    assert not missing, f"the survey requires {missing}"
    return found


def injected_environment(inputs: Mapping[str, str]) -> dict[str, str]:
    """The environment that the credential type makes of a credential with ``inputs``, by the templates AWX renders."""
    sandbox = jinja2.sandbox.ImmutableSandboxedEnvironment()
    injectors = load_role()["controller_content_credential_injectors"]
    return {name: sandbox.from_string(text).render(**inputs) for name, text in injectors["env"].items()}
