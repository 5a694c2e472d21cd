# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter failures: which resources of LaunchDarkly a task could not bring to their declared state."""

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleFilterError

from ..plugin_utils._results import failures_of

DOCUMENTATION = r"""
name: failures
short_description: Which resources of LaunchDarkly a task could not bring to their declared state
version_added: 1.0.0
author: community.launchdarkly contributors (@ansible-collections)
description:
  - Makes one list, an entry for each resource, of the failures of tasks with modules of this collection.
positional: _input
options:
  _input:
    description:
      - What was registered of one or several tasks with modules of this collection, with or without a loop.
      - Results of skipped tasks, and those of other modules that did not fail, are passed over. A failed one of another
        module counts, since a task whose options were refused looks the same.
    type: raw
    required: true
"""

EXAMPLES = r"""
- name: All stores
  community.launchdarkly.big_segment_stores:
    stores: "{{ account_big_segment_stores }}"
  register: stores
  ignore_errors: true

- name: Those that could not be brought to their declared state
  ansible.builtin.debug:
    msg: "{{ stores | community.launchdarkly.failures }}"
"""

RETURN = r"""
_value:
  description:
    - An entry for each failure, with C(resource), empty where the task failed before it was known, and C(msg).
    - With C(kind) and C(identity) too, as the modules return them, where it is known which resource it is.
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
      msg: "Could not create it: there is no environment 'production'."
"""


def failures(results: t.Any) -> list[dict[str, t.Any]]:
    """The entries. Raises AnsibleFilterError for what is no registered result."""
    try:
        return failures_of(results)
    except TypeError as error:
        raise AnsibleFilterError(f"failures: {error}") from error


class FilterModule:
    """Ansible's entry point."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        """The filters by their names."""
        return {"failures": failures}
