#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module approval_request_setting: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: approval_request_setting
short_description: Manage approval request settings in LaunchDarkly
version_added: 1.0.0
description:
  - Says how changes of one kind of resource, such as segments, are approved in an environment.
  - Compares every member that the task declares with what LaunchDarkly has, and changes only what differs.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
  project_key:
    description: The key of the project.
    type: str
    required: true
  environment_key:
    description: The key of the environment.
    type: str
    required: true
  resource_kind:
    description:
      - Of what kind the resources are whose changes are approved. V(segment) for segments, V(aiconfig) for AI Configs.
      - V(flag) is for flags, and the same settings as O(community.launchdarkly.environment#module:approval_settings).
        Declare them there, and here only what that option does not have. M(community.launchdarkly.account) refuses
        declarations of both that contradict each other.
    type: str
    required: true
  state:
    description:
      - Whether the settings are as declared. They are always there, so V(absent) puts them back to those of a new
        environment, which need no approvals.
    type: str
    choices: [present, absent]
    default: present
  required:
    description: Whether changes need approval.
    type: bool
  can_review_own_request:
    description: Whether whoever requests an approval may review it.
    type: bool
  min_num_approvals:
    description: How many approvals a change needs, V(1) to V(5).
    type: int
  can_apply_declined_changes:
    description: Whether a change may be applied that somebody declined, as long as it has its approvals.
    type: bool
  auto_apply_approved_changes:
    description:
      - Whether approved changes are applied by themselves. For approval systems other than LaunchDarkly's, so it needs
        another O(service_kind).
    type: bool
  required_approval_tags:
    description:
      - The tags of the resources whose changes need approval.
      - LaunchDarkly takes either this or O(required=true), which is for all of them, so to set one is to reset the other.
    type: list
    elements: str
  bypass_approvals_for_pending_changes:
    description: Whether pending changes, such as scheduled ones, need no approval.
    type: bool
  service_kind:
    description:
      - The approval system, for example C(launchdarkly) or C(servicenow).
      - LaunchDarkly takes another one than C(launchdarkly) for flags only, as far as is known. The task fails where it
        was ignored.
    type: str
  service_config:
    description: The settings of that approval system, as it needs them. Compared and sent as a whole.
    type: dict
  service_kind_configuration_id:
    description: The ID of the integration configuration of a custom approval integration, if O(service_kind) is one.
    type: str
notes:
  - The API behind this module is in beta. LaunchDarkly may change it.
  - Approvals are a feature of LaunchDarkly's plans.
  - Where changes of segments need approval, those that a tool makes through the API need it too.
seealso:
  - module: community.launchdarkly.approval_request_settings
  - module: community.launchdarkly.approval_request_setting_info
  - module: community.launchdarkly.environment
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Approval request settings in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/approvals-beta/update-approval-request-settings
"""

EXAMPLES = r"""
- name: Two others approve what changes in the segments of production
  community.launchdarkly.approval_request_setting:
    project_key: my-project
    environment_key: production
    resource_kind: segment
    required: true
    min_num_approvals: 2
    can_review_own_request: false

- name: Segments of production need no approvals any more
  community.launchdarkly.approval_request_setting:
    project_key: my-project
    environment_key: production
    resource_kind: segment
    state: absent
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success, and failure if the options are valid
  sample: approval request setting 'segment' of environment 'production' of project 'my-project'
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success, and failure if the options are valid
  sample: approval_request_setting
identity:
  description: Which one it is, for programs. The options that name it.
  type: dict
  returned: success, and failure if the options are valid
  sample:
    project_key: my-project
    environment_key: production
    resource_kind: segment
approval_request_setting:
  description: The settings as LaunchDarkly shows them. In check mode, as they would be.
  type: dict
  returned: success, and failure if something was done before it
  sample:
    resourceKind: segment
    environmentKey: production
    required: true
    minNumApprovals: 2
    canReviewOwnRequest: false
    canApplyDeclinedChanges: true
    requiredApprovalTags: []
    bypassApprovalsForPendingChanges: false
    serviceKind: launchdarkly
    serviceConfig: {}
operations:
  description:
    - The JSON Patch (RFC 6902) from what was found to what was declared. In check mode, the changes that would be made.
    - LaunchDarkly takes the new values of these members in place of a patch.
  type: list
  elements: dict
  returned: success, and failure if something was done before it
  sample:
    - op: replace
      path: /required
      value: true
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one


def main() -> None:
    """Run the module."""
    run_module(one(APPROVAL_REQUEST_SETTING))


if __name__ == "__main__":
    main()
# END GENERATED module
