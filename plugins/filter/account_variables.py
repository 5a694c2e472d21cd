# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter account_variables: what was read of an account, as a file of variables."""

from __future__ import annotations

import typing as t

import yaml
from ansible.errors import AnsibleFilterError

from ..plugin_utils._yaml import Reference, dumped

DOCUMENTATION = r"""
name: account_variables
short_description: What an account has, as a file of variables
version_added: 1.0.0
author: community.launchdarkly contributors (@ansible-collections)
description:
  - Makes the text of a YAML file of variables for the role P(community.launchdarkly.account#role) of what
    M(community.launchdarkly.account_info) found.
  - Each secret is a reference to a variable that need not be set. As long as it is not, the secret is left alone.
  - Text that Ansible would take for a template is tagged as C(!unsafe), so that it stays as it is.
positional: _input
options:
  _input:
    description:
      - The result of M(community.launchdarkly.account_info), or an entry of what
        P(community.launchdarkly.account_by_project#filter) makes of it.
      - The file of such an entry adds to what the files of others declare that are loaded with it, in any order.
    type: dict
    required: true
seealso:
  - plugin: community.launchdarkly.account_by_project
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Read the account
  community.launchdarkly.account_info:
  register: found

- name: Write the variables that declare it
  ansible.builtin.copy:
    dest: ./declaration.yml
    content: "{{ found | community.launchdarkly.account_variables }}"
    mode: "0640"
"""

RETURN = r"""
_value:
  description: The text of the file.
  type: str
"""

_SUM = (
    "{{{{ query('ansible.builtin.vars', *query('ansible.builtin.varnames', '^account_{}__') | sort)"
    " | flatten(levels=1) }}}}"
)


def account_variables(found: t.Any) -> str:
    """The variables of the role account. Raises AnsibleFilterError where ``found`` is something else."""
    try:
        part = found.get("part")
        end = "" if part is None else f"__{part}"
        account = {f"account_{subset}{end}": _copy(entries) for subset, entries in found["account"].items()}
        for secret in found["secrets"]:
            subset, *way, member = secret["path"]
            place = account[f"account_{subset}{end}"]
            for step in way:
                place = place[step] if isinstance(step, int) else place.setdefault(step, {})
            place[member] = Reference(f"{{{{ {secret['variable']} | default(omit) }}}}")
        if part is not None:
            # The same in the file of each part, so that it does not matter which of them is loaded last.
            account.update({f"account_{subset}": Reference(_SUM.format(subset)) for subset in found["subsets"]})
        return dumped(account)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise AnsibleFilterError(
            f"account_variables needs the result of community.launchdarkly.account_info ({type(error).__name__})"
        ) from error


def _copy(value: t.Any) -> t.Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, (list, tuple)) else value


class FilterModule:
    """Ansible's entry point."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        """The filters by their names."""
        return {"account_variables": account_variables}
