#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module environments: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: environments
short_description: Manage many environments of LaunchDarkly projects
version_added: 1.0.0
description:
  - Brings a whole declared set of environments to its desired state in one task. They are read several at a time,
    everything is planned before anything is written.
  - A copy of another environment (O(environments[].source)) is made after the one that it is a copy of.
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
  environments:
    description: The environments. Each entry has the options of M(community.launchdarkly.environment).
    type: list
    elements: dict
    required: true
    suboptions:
      # BEGIN GENERATED environments: by "make generate" from the module environment; do not edit
      project_key:
        description: The key of the project.
        type: str
        required: true
      environment_key:
        description: The key of the environment.
        type: str
        required: true
      state:
        description: Whether the environment shall be there. To delete one needs O(environments[].confirm_deletion)
          too.
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
          - The key of an environment of the same project whose settings a new environment begins with. What
            the task declares itself comes first.
          - Used at creation only.
        type: str
      approval_settings:
        description:
          - How changes of flags in this environment are approved. An update touches only the members that
            are given. For segments see M(community.launchdarkly.approval_request_setting).
          - LaunchDarkly takes them only of an environment that is there, so a creation is followed by an
            update.
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
            description: Whether approved changes are applied by themselves. For approval systems other than
              LaunchDarkly's, so it needs another O(environments[].approval_settings.service_kind).
            type: bool
          required_approval_tags:
            description:
              - The tags of the flags whose changes need approval.
              - LaunchDarkly takes either this or O(environments[].approval_settings.required=true), which
                is for all flags, so to set one is to reset the other.
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
          - Needed with O(environments[].state=absent) if the environment is there. Deleting it destroys the
            settings of every flag in it, its segments, its persistent stores, and the keys that applications
            use.
        type: str
      # END GENERATED environments
  prune:
    description:
      - Whether to delete the environments within O(prune_scope) that are not declared. Each of them has to be named in
        O(confirm_deletion) too.
      - Nothing is deleted where an entry could not be planned, and nothing in a project in which something failed.
        Deletions come last.
    type: bool
    default: false
  prune_scope:
    description:
      - What O(prune=true) may delete. It must fit everything that is given.
      - Required if O(prune=true).
    type: dict
    suboptions:
      project_keys:
        description: The projects whose environments may be deleted.
        type: list
        elements: str
        required: true
      tags:
        description: Only environments that have all of these tags.
        type: list
        elements: str
  confirm_deletion:
    description:
      - The environments that O(prune=true) may delete, each as C(project_key/environment_key). One that is not named here
        is kept, and the task fails with an entry for it.
      - A deletion destroys the settings of every flag in the environment, its segments, its persistent stores and its keys.
    type: list
    elements: str
  sdk_keys:
    description:
      - Whether the result has the SDK key, the mobile key and the client-side ID of what was changed.
      - With V(hide) they are in the result for later tasks, and Ansible shows nothing of it, as with C(no_log=true).
      - With V(show) they are in the output and in the logs.
    type: str
    choices: [omit, hide, show]
    default: omit
seealso:
  - module: community.launchdarkly.environment
  - module: community.launchdarkly.environment_info
  - module: community.launchdarkly.projects
"""

EXAMPLES = r"""
- name: The environments of a project, as they shall be
  community.launchdarkly.environments:
    environments:
      - project_key: my-project
        environment_key: staging
        name: Staging
        color: "417505"
      - project_key: my-project
        environment_key: production
        name: Production
        color: "c52d2a"
        critical: true
        confirm_changes: true

- name: The same, and no other environment in the project
  community.launchdarkly.environments:
    environments:
      - project_key: my-project
        environment_key: staging
      - project_key: my-project
        environment_key: production
    prune: true
    prune_scope:
      project_keys: [my-project]
    prune_limit: "2"
    confirm_deletion: [my-project/preview, my-project/test]
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
    sent_as:
      description: Under which path an operation was sent, by its own path, where LaunchDarkly refused that one.
      type: dict
    before:
      description: What was found, under the names of the options, its secrets left out. Null if it was not there.
      type: dict
    after:
      description: What is there then, in the same way. Null if it was deleted.
      type: dict
    environment:
      description: The resource as LaunchDarkly shows it. Null if it was deleted.
      type: dict
  sample:
    - resource: environment 'production' of project 'my-project'
      kind: environment
      identity:
        project_key: my-project
        environment_key: production
      operations:
        - op: replace
          path: /critical
          value: true
      environment:
        key: production
        critical: true
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
      description: Where it is declared, for example V(environments[3]).
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.many import many


def main() -> None:
    """Run the module."""
    run_module(many(ENVIRONMENT))


if __name__ == "__main__":
    main()
# END GENERATED module
