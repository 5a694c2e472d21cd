#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module audit_log_info: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: audit_log_info
short_description: Read who changed something in LaunchDarkly last
version_added: 1.0.0
description:
  - Reads the last entries of LaunchDarkly's audit log about each of several resources.
  - The role P(community.launchdarkly.drift_report#role) tells with it who changed what is not as declared.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes.info
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
  - community.launchdarkly.batch
options:
  specifiers:
    description:
      - The resource specifiers of what the entries are to be about, for example V(proj/my-project:env/production). There is a
        call for each.
      - An environment does not mean its flags and segments. They have specifiers of their own.
    type: list
    elements: str
    required: true
  limit:
    description: How many entries to read for each of O(specifiers), V(1) to V(20).
    type: int
    default: 1
seealso:
  - name: Resource specifiers
    description: How LaunchDarkly names resources.
    link: https://launchdarkly.com/docs/home/account/role-resources
  - name: The audit log in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/audit-log/get-audit-log-entries
"""

EXAMPLES = r"""
- name: Who changed the settings of the environment last
  community.launchdarkly.audit_log_info:
    specifiers: ["proj/my-project:env/production"]
  register: last

- name: Show it
  ansible.builtin.debug:
    msg: "{{ last.audit_log_entries | map(attribute='by') | first | default('Nobody so far') }}"
"""

RETURN = r"""
audit_log_entries:
  description: The entries, in the order of O(specifiers), the newest first.
  type: list
  elements: dict
  returned: success
  contains:
    specifier:
      description: What it was asked for.
      type: str
    id:
      description: The ID of the entry.
      type: str
    date:
      description: When it was, in UTC. Null where LaunchDarkly does not tell.
      type: str
    by:
      description: The member and the access token or application that did it, as far as LaunchDarkly tells.
      type: str
    title:
      description: What was done.
      type: str
    comment:
      description: The comment of whoever did it.
      type: str
    page:
      description: The path of its page in LaunchDarkly. Null where LaunchDarkly does not give it.
      type: str
  sample:
    - specifier: proj/my-project:env/production
      id: 1234a56b7c89d012345e678f
      date: "2026-11-02T09:30:00Z"
      by: Ada Lovelace <ada@example.com>
      title: changed the name of Production
      comment: ""
      page: null
# BEGIN GENERATED error: by "make generate" from plugins/module_utils/_client/error_kinds.py; do not edit
error:
  description: What went wrong, for conditions. What beside RV(error.kind) is there depends on the kind.
  type: dict
  returned: failure
  contains:
    kind:
      description:
        - What kind of failure it is.
        - The guide R(Troubleshooting by error message,ansible_collections.community.launchdarkly.docsite.guide_troubleshooting)
          says of each what to do, and whether to run the task again.
      type: str
      choices:
        - invalid_option
        - missing_package
        - ambiguous
        - meant_twice
        - missing_place
        - fixed_member
        - secrets_needed
        - prune_limit
        - not_as_approved
        - unreachable
        - answer_lost
        - redirected
        - not_json
        - unexpected_answer
        - starter_gone
        - unauthorized
        - forbidden
        - not_found
        - invalid_request
        - conflict
        - rate_limited
        - server_error
        - outdated
        - ignored
        - not_available
        - not_validated
        - store_unusable
        - not_tried
        - failures
        - internal
  sample:
    kind: not_found
    status: 404
    code: not_found
# END GENERATED error
"""

from ansible_collections.community.launchdarkly.plugins.module_utils._module import run_module
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.audit_log_info import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
