#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module custom_roles: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: custom_roles
short_description: Manage many custom roles in LaunchDarkly
version_added: 1.0.0
description:
  - Brings a whole declared set of custom roles to its desired state in one task. Everything is read and planned
    before anything is written.
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
  roles:
    description:
      - The roles. Each entry has the options of M(community.launchdarkly.custom_role).
    type: list
    elements: dict
    required: true
    suboptions:
      # BEGIN GENERATED roles: by "make generate" from the module custom_role; do not edit
      custom_role_key:
        description: The key of the role. It cannot be changed.
        type: str
        required: true
      name:
        description: The name of the role. It is needed to create one.
        type: str
      state:
        description: Whether the role shall be there.
        type: str
        choices: [present, absent]
        default: present
      description:
        description: What the role is for.
        type: str
      policy:
        description:
          - What the role may do, as a list of statements. It is replaced as a whole. The order of the resources
            and actions in a statement does not matter.
          - It is needed to create a role.
        type: list
        elements: dict
        suboptions:
          effect:
            description: Whether the statement allows or denies.
            type: str
            required: true
            choices: [allow, deny]
          resources:
            description: The resources it is for. Either these or C(not_resources).
            type: list
            elements: str
          not_resources:
            description: The resources it is not for.
            type: list
            elements: str
          actions:
            description: The actions it is for. Either these or C(not_actions).
            type: list
            elements: str
          not_actions:
            description: The actions it is not for.
            type: list
            elements: str
      base_permissions:
        description: What whoever has the role may do without it, V(reader) for reading everything, or V(no_access).
        type: str
        choices: [reader, no_access]
      resource_category:
        description: The category of resources that the role is about, as LaunchDarkly calls it. It cannot
          be changed.
        type: str
      # END GENERATED roles
  prune:
    description:
      - Whether to delete the roles within O(prune_scope) that are not declared.
      - Nothing is deleted where an entry could not be planned, and nothing in the account in which something failed.
        Deletions come last.
    type: bool
    default: false
  prune_scope:
    description:
      - What O(prune=true) may delete. A role must fit everything that is given.
      - Required if O(prune=true).
    type: dict
    suboptions:
      prefix:
        description: Only roles whose key begins with this.
        type: str
        required: true
notes:
  - Custom roles are a feature of LaunchDarkly's plans.
  - Roles that LaunchDarkly presets cannot be changed. No task declares, exports or prunes them.
seealso:
  - module: community.launchdarkly.custom_role
  - module: community.launchdarkly.custom_role_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Custom roles in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/custom-roles
"""

EXAMPLES = r"""
- name: The roles of our teams, and no others
  community.launchdarkly.custom_roles:
    roles:
      - custom_role_key: team-shop
        name: Shop
        policy:
          - effect: allow
            resources: ["proj/shop:env/*:flag/*"]
            actions: ["*"]
    prune: true
    prune_scope:
      prefix: team-
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
    custom_role:
      description: The resource as LaunchDarkly shows it, with its policy. Null if it was deleted.
      type: dict
  sample:
    - resource: custom role 'ops'
      operations:
        - op: replace
          path: /name
          value: Operators
      custom_role:
        _id: 12ab3c4d5ef1a2345bcde67f
        key: ops
        name: Operators
        policy:
          - effect: allow
            resources: ['proj/*:env/production:flag/*']
            actions: [updateOn]
        basePermissions: no_access
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
      description: Where it is declared, for example V(roles[3]).
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.custom_role import CUSTOM_ROLE
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.many import many


def main() -> None:
    """Run the module."""
    run_module(many(CUSTOM_ROLE))


if __name__ == "__main__":
    main()
# END GENERATED module
