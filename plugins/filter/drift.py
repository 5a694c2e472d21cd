# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter drift: what a run in check mode found, as data for a report."""

from __future__ import annotations

import typing as t
from collections.abc import Mapping, Sequence

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var

from ..plugin_utils import _drift

DOCUMENTATION = r"""
name: drift
short_description: Differences between what is declared and what was found, as data for a report
version_added: 1.0.0
description:
  - Makes data of what M(community.launchdarkly.account) would do, for a report, a notification or a condition. The role
    P(community.launchdarkly.drift_report#role) makes its files of it.
author:
  - community.launchdarkly contributors (@ansible-collections)
positional: _input
options:
  _input:
    description:
      - The result of M(community.launchdarkly.account) in check mode, or a list of changes as it has them.
    type: raw
    required: true
  audit_log_entries:
    description:
      - Entries of the audit log, as M(community.launchdarkly.audit_log_info) returns them. Each belongs to the resource
        whose specifier it was asked for.
    type: list
    elements: dict
    default: []
seealso:
  - plugin: community.launchdarkly.drift_text
    plugin_type: filter
  - module: community.launchdarkly.audit_log_info
"""

EXAMPLES = r"""
- name: What differs in production
  ansible.builtin.debug:
    msg: "{{ (account_result | community.launchdarkly.drift).resources | selectattr('place', 'eq', 'shop/production') }}"
"""

RETURN = r"""
_value:
  description: The report. Secrets are shown as V((secret\)) or, where the declared one is another, as V((another secret\)).
  type: dict
  contains:
    count:
      description: How many resources are not as declared.
      type: int
      sample: 1
    unchanged:
      description: How many resources are as declared. Null where it is not known.
      type: int
      sample: 41
    resources:
      description: The resources that are not as declared, by place and kind.
      type: list
      elements: dict
      contains:
        resource:
          description: The resource, as the modules name it.
          type: str
          sample: redis big segment store 'Segments' of shop/production
        kind:
          description: The kind of resource, as its module is called. Null where it is not known.
          type: str
          sample: big_segment_store
        identity:
          description: Which one it is, for programs.
          type: dict
        place:
          description: The keys of project and environment, with V(/) between them, or of the project. Empty for what belongs to none.
          type: str
          sample: shop/production
        action:
          description: What a run would do, V(create), V(update) or V(delete).
          type: str
          sample: update
        differences:
          description: The members that differ. Of a resource that is to be created or deleted, all of them.
          type: list
          elements: dict
          contains:
            member:
              description: The member, as the option that declares it, with dots. Null if the whole resource is meant.
              type: str
              sample: redis.host
            declared:
              description: What is declared. Null if it shall not be there.
              type: raw
              sample: redis.example.com
            found:
              description: What LaunchDarkly has. Null if it is not there, or not known.
              type: raw
              sample: old.example.com
        page:
          description: The path of its page in LaunchDarkly. Null where it is not known.
          type: str
          sample: /projects/shop/settings/environments
        specifier:
          description: Its resource specifier, for the audit log. Null where it is not known.
          type: str
          sample: proj/shop:env/production
        last_change:
          description: The last entry of the audit log about it, with C(date), C(by), C(title), C(comment) and C(page). Null without one.
          type: dict
    undeclared:
      description: What is there and not declared, with C(resource), C(kind), C(identity), C(place), C(page), C(declaration), and C(yaml),
        the lines for the variables of the role P(community.launchdarkly.account#role).
      type: list
      elements: dict
    failures:
      description: What could not be compared, with C(resource), C(kind), C(identity), C(place), C(page) and C(msg).
      type: list
      elements: dict
    summary:
      description: How many there are, in all and by place and kind.
      type: dict
      contains:
        total:
          description: Of all, with C(update), C(create), C(delete), C(undeclared) and C(failed).
          type: dict
        places:
          description: Of each place that has any, with C(name) and the same.
          type: list
          elements: dict
        kinds:
          description: Of each kind that has any, with C(name) and the same.
          type: list
          elements: dict
    instance:
      description: The URL of LaunchDarkly, where it is known.
      type: str
      sample: https://app.launchdarkly.com
    account:
      description: The ID of the account, where it is known.
      type: str
"""


def drift(result: t.Any, audit_log_entries: t.Any = ()) -> dict[str, t.Any]:
    """The report on ``result``. Raises AnsibleFilterError for what is neither a result nor a list of changes."""
    if isinstance(result, Sequence) and not isinstance(result, str):
        result = {"changes": result}
    if not isinstance(result, Mapping):
        raise AnsibleFilterError("community.launchdarkly.drift needs the result of community.launchdarkly.account")
    try:
        return t.cast("dict[str, t.Any]", _not_a_template(_drift.report(result, audit_log_entries or ())))
    except ValueError as error:
        raise AnsibleFilterError(f"community.launchdarkly.drift: {error}") from error


def _not_a_template(value: t.Any) -> t.Any:
    """A copy of ``value`` in which no text is a template, whatever somebody has called a thing in LaunchDarkly."""
    if isinstance(value, Mapping):
        return {str(name): _not_a_template(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_not_a_template(inner) for inner in value]
    return wrap_var(value)


class FilterModule:
    """Ansible's entry point."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        """The filters by their names."""
        return {"drift": drift}
