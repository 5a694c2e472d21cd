#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module environment_info: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: environment_info
short_description: List environments of a LaunchDarkly project
version_added: 1.0.0
description:
  - Lists the environments of a project, or those that fit the options.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes.info
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
  project_key:
    description: The key of the project.
    type: str
    required: true
  environment_key:
    description: Only the environment with this key.
    type: str
  tags:
    description: Only environments that have all of these tags.
    type: list
    elements: str
  sdk_keys:
    description:
      - What becomes of the SDK key (C(apiKey)), the mobile key (C(mobileKey)) and the client-side ID (C(_id)).
      - With V(omit) they are left out of the result.
      - With V(hide) they are in the result for later tasks, and Ansible shows nothing of this task's output, as with
        C(no_log).
      - With V(show) they are in the result and in all output of this task.
    type: str
    choices: [omit, hide, show]
    default: omit
seealso:
  - module: community.launchdarkly.environment
  - module: community.launchdarkly.project_info
  - plugin: community.launchdarkly.launchdarkly
    plugin_type: inventory
  - name: Environments in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/environments
"""

EXAMPLES = r"""
- name: The environments of a project
  community.launchdarkly.environment_info:
    project_key: my-project
  register: found

- name: Those whose changes nobody approves
  ansible.builtin.debug:
    msg: "{{ found.environments | rejectattr('approvalSettings.required') | map(attribute='key') }}"
"""

RETURN = r"""
environments:
  description:
    - The environments as LaunchDarkly shows them.
    - SDK keys (C(apiKey)), mobile keys (C(mobileKey)) and client-side IDs (C(_id)) are there as O(sdk_keys) says.
  type: list
  elements: dict
  returned: success
  sample:
    - key: staging
      name: Staging
      color: "417505"
      defaultTtl: 0
      secureMode: false
      defaultTrackEvents: false
      requireComments: true
      confirmChanges: false
      critical: false
      tags: [managed-by-ansible]
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

# BEGIN GENERATED module: by "make generate" from the kind; do not edit

from ansible_collections.community.launchdarkly.plugins.module_utils._module import run_module
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.info import info


def main() -> None:
    """Run the module."""
    run_module(info(ENVIRONMENT))


if __name__ == "__main__":
    main()
# END GENERATED module
