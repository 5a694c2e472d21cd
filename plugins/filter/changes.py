# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter changes: which resources of LaunchDarkly a task changed."""

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleFilterError

from ..plugin_utils._results import changes_of

DOCUMENTATION = r"""
name: changes
short_description: Which resources of LaunchDarkly a task changed
version_added: 1.0.0
author: community.launchdarkly contributors (@ansible-collections)
description:
  - Makes one list, an entry for each resource, of what tasks with modules of this collection changed or, in check mode,
    would change.
positional: _input
options:
  _input:
    description:
      - What was registered of one or several tasks with modules of this collection, with or without a loop.
      - Results of other modules and of skipped tasks are passed over. Of a failed task, what it did before counts.
    type: raw
    required: true
"""

EXAMPLES = r"""
- name: Two stores
  community.launchdarkly.big_segment_store:
    project_key: my-project
    environment_key: "{{ item }}"
    redis:
      host: redis.example.com
  loop: [staging, production]
  register: stores

- name: Which of them changed
  ansible.builtin.debug:
    msg: "{{ stores | community.launchdarkly.changes | map(attribute='resource') }}"
"""

RETURN = r"""
_value:
  description:
    - An entry for each resource that changed, with C(resource), C(kind), C(identity) and C(operations) as the modules
      return them.
    - In diff mode also C(before) and C(after), as in the diff. They are empty where the resource was not or is no
      longer there.
  type: list
  elements: dict
  sample:
    - resource: redis big segment store 'Segments' of my-project/production
      kind: big_segment_store
      identity:
        project_key: my-project
        environment_key: production
        integration_key: redis
        name: Segments
        integration_id: 12ab3c4d5ef1a2345bcde67f
      operations:
        - op: replace
          path: /config/port
          value: "6380"
"""


def changes(results: t.Any) -> list[dict[str, t.Any]]:
    """The entries. Raises AnsibleFilterError for what is no registered result."""
    try:
        return changes_of(results)
    except TypeError as error:
        raise AnsibleFilterError(f"changes: {error}") from error


class FilterModule:
    """Ansible's entry point."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        """The filters by their names."""
        return {"changes": changes}
