#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module environment: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: environment
short_description: Manage environments of LaunchDarkly projects
version_added: 1.0.0
description:
  - Creates, updates and deletes environments.
  - Compares every member that the task declares with what LaunchDarkly has, and patches only what differs.
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
  state:
    description: Whether the environment shall be there. To delete one needs O(confirm_deletion) too.
    type: str
    choices: [present, absent]
    default: present
  name:
    description: The name of the environment. Needed to create one.
    type: str
  color:
    description:
      - The colour in LaunchDarkly's interface, six hexadecimal digits. Needed to create one.
      - Put it in quotes, else YAML may take it for a number.
    type: str
  default_ttl:
    description: The minutes, V(0) to V(60), for which PHP SDKs may cache flag rules.
    type: int
  secure_mode:
    description: Whether client-side users may not see the variations of others.
    type: bool
  default_track_events:
    description: Whether new flags send detailed events to data export.
    type: bool
  require_comments:
    description: Whether every change of a flag or segment needs a comment.
    type: bool
  confirm_changes:
    description: Whether every change of a flag or segment needs a confirmation.
    type: bool
  critical:
    description: Whether the environment is a critical one.
    type: bool
  tags:
    description:
      - The tags of the environment, all of them. Their order does not matter.
      - If not set, the tags are left alone. An empty list removes them.
    type: list
    elements: str
  source:
    description:
      - The key of an environment of the same project whose settings a new environment begins with. What the task
        declares itself comes first.
      - Used at creation only.
    type: str
  approval_settings:
    description:
      - How changes of flags in this environment are approved. An update touches only the members that are given. For
        segments see M(community.launchdarkly.approval_request_setting).
      - LaunchDarkly takes them only of an environment that is there, so a creation is followed by an update.
    type: dict
    suboptions:
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
            another O(approval_settings.service_kind).
        type: bool
      required_approval_tags:
        description:
          - The tags of the flags whose changes need approval.
          - LaunchDarkly takes either this or O(approval_settings.required=true), which is for all flags, so to set one is
            to reset the other.
        type: list
        elements: str
      service_kind:
        description: The approval system, for example C(launchdarkly) or C(servicenow).
        type: str
      service_config:
        description: The settings of that approval system, as it needs them. Compared and sent as a whole.
        type: dict
  confirm_deletion:
    description:
      - The project's and the environment's key with a slash between them, for example V(my-project/staging).
      - Needed with O(state=absent) if the environment is there. Deleting it destroys the settings of every flag in it,
        its segments, its persistent stores, and the keys that applications use.
    type: str
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
  - module: community.launchdarkly.environment_info
  - module: community.launchdarkly.project
  - module: community.launchdarkly.approval_request_setting
  - module: community.launchdarkly.big_segment_store
  - ref: ansible_collections.community.launchdarkly.docsite.guide_bootstrapping
    description: An environment with all that it needs, and its SDK key for an application.
  - name: Environments in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/environments
"""

EXAMPLES = r"""
- name: A staging environment
  community.launchdarkly.environment:
    project_key: my-project
    environment_key: staging
    name: Staging
    color: "417505"
    require_comments: true
    tags: [managed-by-ansible]
    approval_settings:
      required: true
      min_num_approvals: 2

- name: The same environment, for its SDK key, which is not shown
  community.launchdarkly.environment:
    project_key: my-project
    environment_key: staging
    sdk_keys: hide
  register: staging

- name: Give the SDK key to the application
  ansible.builtin.set_fact:
    application_sdk_key: "{{ staging.environment.apiKey }}"
  no_log: true

- name: No staging environment, with all that is lost
  community.launchdarkly.environment:
    project_key: my-project
    environment_key: staging
    state: absent
    confirm_deletion: my-project/staging
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success, and failure if the options are valid
  sample: environment 'staging' of project 'my-project'
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success, and failure if the options are valid
  sample: environment
identity:
  description: Which one it is, for programs. The options that name it.
  type: dict
  returned: success, and failure if the options are valid
  sample:
    project_key: my-project
    environment_key: staging
environment:
  description:
    - The environment as LaunchDarkly shows it. In check mode, as it would be. Null if there is none.
    - Its SDK key (C(apiKey)), mobile key (C(mobileKey)) and client-side ID (C(_id)) are there as O(sdk_keys) says.
  type: dict
  returned: success, and failure if something was done before it
  sample:
    key: staging
    name: Staging
    color: "417505"
    defaultTtl: 0
    secureMode: false
    defaultTrackEvents: false
    requireComments: true
    confirmChanges: false
    critical: false
    tags: [managed-by-ansible]
    approvalSettings:
      required: true
      minNumApprovals: 2
operations:
  description:
    - The JSON Patch (RFC 6902) from what was found to what was declared. In check mode, the patch that would be sent.
    - A creation adds, and a deletion removes, at the path C("").
  type: list
  elements: dict
  returned: success, and failure if something was done before it
  sample:
    - op: replace
      path: /requireComments
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one


def main() -> None:
    """Run the module."""
    run_module(one(ENVIRONMENT))


if __name__ == "__main__":
    main()
# END GENERATED module
