# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter account_by_project: what was read of an account, a part for each project."""

from __future__ import annotations

import hashlib
import re
import typing as t

from ansible.errors import AnsibleFilterError

DOCUMENTATION = r"""
name: account_by_project
short_description: What an account has, a part for each project
version_added: 1.0.0
author: community.launchdarkly contributors (@ansible-collections)
description:
  - Parts what M(community.launchdarkly.account_info) found by project, with what belongs to no project as the first part.
positional: _input
options:
  _input:
    description: The result of M(community.launchdarkly.account_info).
    type: dict
    required: true
seealso:
  - plugin: community.launchdarkly.account_variables
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Read the account
  community.launchdarkly.account_info:
  register: found

- name: Write a file of variables for each project
  ansible.builtin.copy:
    dest: "./{{ item.project_key }}.yml"
    content: "{{ item | community.launchdarkly.account_variables }}"
    mode: "0640"
  loop: "{{ found | community.launchdarkly.account_by_project | selectattr('project_key') }}"
"""

RETURN = r"""
_value:
  description: The parts that have something in them, in the order of the projects.
  type: list
  elements: dict
  contains:
    project_key:
      description: The key of the project. Null for what belongs to none.
      type: str
    part:
      description: A word for the names of variables, another one for each project. V(account) for what belongs to none.
      type: str
    account:
      description: What is in it, as M(community.launchdarkly.account_info) returns it.
      type: dict
    secrets:
      description: The secrets that belong to what is in it, as M(community.launchdarkly.account_info) returns them.
      type: list
      elements: dict
    subsets:
      description: All that was read, also what this part has nothing of.
      type: list
      elements: str
"""

_NO_PROJECT = "account"


def account_by_project(found: t.Any) -> list[dict[str, t.Any]]:
    """The parts. Raises AnsibleFilterError where ``found`` is something else."""
    try:
        parts: dict[str | None, dict[str, t.Any]] = {}
        places: dict[tuple[str, int], tuple[str | None, int]] = {}
        for subset, entries in found["account"].items():
            for index, entry in enumerate(entries):
                key = entry.get("project_key")
                part = parts.setdefault(key, {"account": {}, "secrets": []})
                of_subset = part["account"].setdefault(subset, [])
                places[subset, index] = (key, len(of_subset))
                of_subset.append(entry)
        for secret in found["secrets"]:
            subset, index, *way = secret["path"]
            key, place = places[subset, index]
            parts[key]["secrets"].append({**secret, "path": [subset, place, *way]})
        return [
            {"project_key": key, "part": _word(key), "subsets": list(found["account"]), **parts[key]}
            for key in sorted(parts, key=lambda key: (key is not None, str(key)))
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise AnsibleFilterError(
            f"account_by_project needs the result of community.launchdarkly.account_info ({type(error).__name__})"
        ) from error


def _word(project_key: str | None) -> str:
    """For the name of a variable. A key that is not written as a variable is may be like another one there."""
    if project_key is None:
        return _NO_PROJECT
    word = re.sub("[^a-z0-9]+", "_", project_key.lower()).strip("_")
    if re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", project_key) and word != _NO_PROJECT:
        return word
    return f"{word}_{hashlib.sha256(project_key.encode()).hexdigest()[:8]}"


class FilterModule:
    """Ansible's entry point."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        """The filters by their names."""
        return {"account_by_project": account_by_project}
