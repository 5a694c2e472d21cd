#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module custom_role_info: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: custom_role_info
short_description: List custom roles in LaunchDarkly
version_added: 1.0.0
description:
  - Lists the custom roles of the account, or those that fit the options.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes.info
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
  custom_role_key:
    description: Only the role with this key.
    type: str
notes:
  - Custom roles are a feature of LaunchDarkly's plans. Roles that LaunchDarkly presets cannot be changed.
seealso:
  - module: community.launchdarkly.custom_role
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Custom roles in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/custom-roles
"""

EXAMPLES = r"""
- name: The roles that there are
  community.launchdarkly.custom_role_info:
  register: found
"""

RETURN = r"""
custom_roles:
  description: The roles as LaunchDarkly shows them, with their policy.
  type: list
  elements: dict
  returned: success
  sample:
    - _id: 12ab3c4d5ef1a2345bcde67f
      key: ops
      name: Operators
      policy:
        - effect: allow
          resources: ['proj/*:env/production:flag/*']
          actions: [updateOn]
      basePermissions: no_access
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.custom_role import CUSTOM_ROLE
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.info import info


def main() -> None:
    """Run the module."""
    run_module(info(CUSTOM_ROLE))


if __name__ == "__main__":
    main()
# END GENERATED module
