#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module approval_request_settings: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: approval_request_settings
short_description: Manage many approval request settings in LaunchDarkly
version_added: 1.0.0
description:
  - Brings a whole declared set of approval request settings to its desired state in one task. Everything is read and
    planned before anything is written.
  - What can be applied is applied. If anything could not, the task fails with an entry for each.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
  - community.launchdarkly.batch
  - community.launchdarkly.prune
options:
  settings:
    description:
      - The settings. Each entry has the options of M(community.launchdarkly.approval_request_setting).
    type: list
    elements: dict
    required: true
    suboptions:
      # BEGIN GENERATED settings: by "make generate" from the module approval_request_setting; do not edit
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
          - Of what kind the resources are whose changes are approved. V(segment) for segments, V(aiconfig)
            for AI Configs.
          - V(flag) is for flags, and the same settings as O(community.launchdarkly.environment#module:approval_settings).
            Declare them there, and here only what that option does not have. M(community.launchdarkly.account)
            refuses declarations of both that contradict each other.
        type: str
        required: true
      state:
        description: Whether the settings are as declared. They are always there, so V(absent) puts them back
          to those of a new environment, which need no approvals.
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
        description: Whether approved changes are applied by themselves. For approval systems other than LaunchDarkly's,
          so it needs another O(settings[].service_kind).
        type: bool
      required_approval_tags:
        description:
          - The tags of the resources whose changes need approval.
          - LaunchDarkly takes either this or O(settings[].required=true), which is for all of them, so to
            set one is to reset the other.
        type: list
        elements: str
      bypass_approvals_for_pending_changes:
        description: Whether pending changes, such as scheduled ones, need no approval.
        type: bool
      service_kind:
        description:
          - The approval system, for example C(launchdarkly) or C(servicenow).
          - LaunchDarkly takes another one than C(launchdarkly) for flags only, as far as is known. The task
            fails where it was ignored.
        type: str
      service_config:
        description: The settings of that approval system, as it needs them. Compared and sent as a whole.
        type: dict
      service_kind_configuration_id:
        description: The ID of the integration configuration of a custom approval integration, if O(settings[].service_kind)
          is one.
        type: str
      # END GENERATED settings
  prune:
    description:
      - Whether to put back the settings within O(prune_scope) that are not declared, to those of a new environment.
      - Nothing is put back where an entry could not be planned, and nothing in the project in which something failed.
        It comes last.
    type: bool
    default: false
  prune_scope:
    description:
      - What O(prune=true) may put back. Settings must fit everything that is given.
      - Required if O(prune=true).
    type: dict
    suboptions:
      project_keys:
        description: Only settings of these projects.
        type: list
        elements: str
        required: true
      prefix:
        description: Only settings of environments whose key begins with this.
        type: str
notes:
  - The API behind this module is in beta. LaunchDarkly may change it.
  - Approvals are a feature of LaunchDarkly's plans.
  - Where changes of segments need approval, those that a tool makes through the API need it too.
seealso:
  - module: community.launchdarkly.approval_request_setting
  - module: community.launchdarkly.approval_request_setting_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Approval request settings in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/approvals-beta/update-approval-request-settings
"""

EXAMPLES = r"""
- name: Changes of segments need approval in these environments, and in no others
  community.launchdarkly.approval_request_settings:
    settings:
      - project_key: my-project
        environment_key: production
        resource_kind: segment
        required: true
        min_num_approvals: 2
      - project_key: my-project
        environment_key: staging
        resource_kind: segment
        required_approval_tags: [billing]
    prune: true
    prune_scope:
      project_keys: [my-project]
"""

RETURN = r"""
changes:
  description:
    - What was changed, or would be in check mode, an entry for each resource.
    - Also what was done of a resource before it failed.
  type: list
  elements: dict
  returned: when the options are valid and the plan could be made
  contains:
    resource:
      description: Which resource it is.
      type: str
    kind:
      description: The kind of resource, as its module is called.
      type: str
    identity:
      description: Which one it is, for programs. The options that name it, and its name and ID where it has them.
      type: dict
    operations:
      description: The JSON Patch (RFC 6902) from what was found to what was declared.
      type: list
      elements: dict
    approval_request_setting:
      description: The settings as LaunchDarkly shows them.
      type: dict
  sample:
    - resource: approval request setting 'segment' of environment 'production' of project 'my-project'
      operations:
        - op: replace
          path: /required
          value: true
      approval_request_setting:
        resourceKind: segment
        environmentKey: production
        required: true
        minNumApprovals: 2
# BEGIN GENERATED returns: by "make generate" from the module big_segment_stores; do not edit
msg:
  description:
    - How many resources were created, changed, deleted, unchanged and failed, in one line. In check mode,
      what a run would do.
    - Where something failed, before that what failed and why, up to ten of them. What failed after it was
      written counts as both.
  type: str
  returned: always
  sample: 1 created, 2 changed, 0 deleted, 97 unchanged, 0 failed
unchanged:
  description: How many resources were as declared.
  type: int
  returned: when the options are valid and the plan could be made
pruned:
  description: The resources that were deleted since they are not declared, or would be in check mode, by
    name.
  type: list
  elements: str
  returned: with O(prune=true), when the plan could be made
not_pruned:
  description: The resources that are not declared and were kept all the same, since something failed.
  type: list
  elements: dict
  returned: with O(prune=true), when the plan could be made
  contains:
    resource:
      description: Which resource it is.
      type: str
    reason:
      description: Why it was kept.
      type: str
caller:
  description:
    - Who the access token is, as LaunchDarkly knows it. It is asked once, before the first write.
    - What LaunchDarkly does not tell is left out.
  type: dict
  returned: when something was to be written, not in check mode, and LaunchDarkly tells
  contains:
    account_id:
      description: The ID of the account.
      type: str
    token_name:
      description: The name of the access token.
      type: str
    token_kind:
      description: The kind of the access token, for example V(auth).
      type: str
    token_id:
      description: The ID of the access token, which is no secret.
      type: str
    member_id:
      description: The ID of the member to whom the access token belongs.
      type: str
    service_token:
      description: Whether it is a service token. Left out if not.
      type: bool
    scopes:
      description: The scopes of the access token.
      type: list
      elements: str
  sample:
    account_id: 57be1db38b75bf0772d11380
    token_name: Ansible
    token_kind: auth
    token_id: 57be1db38b75bf0772d11382
failures:
  description: What could not be brought to its desired state, an entry for each resource. Everything else
    was applied.
  type: list
  elements: dict
  returned: when the options are valid and the plan could be made
  contains:
    resource:
      description: Which resource it is.
      type: str
    kind:
      description: The kind of resource, as its module is called.
      type: str
    identity:
      description: Which one it is, for programs. The options that name it, and its name and ID where it has
        them.
      type: dict
    entry:
      description: Where it is declared, for example V(settings[3]).
      type: str
    msg:
      description: Why, and what to do.
      type: str
    error:
      description: The same for conditions, as RV(error).
      type: dict
# END GENERATED returns
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.many import many


def main() -> None:
    """Run the module."""
    run_module(many(APPROVAL_REQUEST_SETTING))


if __name__ == "__main__":
    main()
# END GENERATED module
