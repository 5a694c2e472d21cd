#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module project_info: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: project_info
short_description: List LaunchDarkly projects
version_added: 1.0.0
description:
  - Lists the projects of the account, or those that fit the options.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes.info
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
  project_key:
    description: Only the project with this key.
    type: str
  tags:
    description: Only projects that have all of these tags.
    type: list
    elements: str
seealso:
  - module: community.launchdarkly.project
  - module: community.launchdarkly.environment_info
  - name: Projects in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/projects
"""

EXAMPLES = r"""
- name: All projects
  community.launchdarkly.project_info:
  register: found

- name: Their environments
  community.launchdarkly.environment_info:
    project_key: "{{ item }}"
  loop: "{{ found.projects | map(attribute='key') }}"
"""

RETURN = r"""
projects:
  description: The projects as LaunchDarkly shows them, without their environments.
  type: list
  elements: dict
  returned: success
  sample:
    - _id: 57be1db38b75bf0772d11384
      key: my-project
      name: My project
      includeInSnippetByDefault: false
      defaultClientSideAvailability:
        usingEnvironmentId: true
        usingMobileKey: false
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.project import PROJECT
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.info import info


def main() -> None:
    """Run the module."""
    run_module(info(PROJECT))


if __name__ == "__main__":
    main()
# END GENERATED module
