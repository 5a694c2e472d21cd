#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module approval_request_setting_info: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: approval_request_setting_info
short_description: List approval request settings in LaunchDarkly
version_added: 1.0.0
description:
  - Lists the approval request settings of a project, or those that fit the options.
  - LaunchDarkly may leave out those that nobody has changed. With O(environment_key) and O(resource_kind) they are there all
    the same.
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
    description: Only the settings of the environment with this key.
    type: str
  resource_kind:
    description: Only the settings for this kind of resource, for example V(segment).
    type: str
notes:
  - The API behind this module is in beta. LaunchDarkly may change it.
  - Approvals are a feature of LaunchDarkly's plans.
seealso:
  - module: community.launchdarkly.approval_request_setting
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Approval request settings in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/approvals-beta/update-approval-request-settings
"""

EXAMPLES = r"""
- name: Where changes of segments need approval
  community.launchdarkly.approval_request_setting_info:
    project_key: my-project
    resource_kind: segment
  register: found
"""

RETURN = r"""
approval_request_settings:
  description: The settings as LaunchDarkly shows them.
  type: list
  elements: dict
  returned: success
  sample:
    - resourceKind: segment
      environmentKey: production
      required: true
      minNumApprovals: 2
      canReviewOwnRequest: false
      canApplyDeclinedChanges: true
      requiredApprovalTags: []
      bypassApprovalsForPendingChanges: false
      serviceKind: launchdarkly
      serviceConfig: {}
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.approval_request_setting import (
    APPROVAL_REQUEST_SETTING,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.info import info


def main() -> None:
    """Run the module."""
    run_module(info(APPROVAL_REQUEST_SETTING))


if __name__ == "__main__":
    main()
# END GENERATED module
