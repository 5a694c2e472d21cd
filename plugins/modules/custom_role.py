#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module custom_role: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: custom_role
short_description: Manage custom roles in LaunchDarkly
version_added: 1.0.0
description:
  - Creates, updates and deletes custom roles, which say what members, teams and access tokens may do.
  - Compares every member that the task declares with what LaunchDarkly has, and patches only what differs.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
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
      - What the role may do, as a list of statements. It is replaced as a whole. The order of the resources and actions in a
        statement does not matter.
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
    description: The category of resources that the role is about, as LaunchDarkly calls it. It cannot be changed.
    type: str
notes:
  - Custom roles are a feature of LaunchDarkly's plans.
  - Roles that LaunchDarkly presets cannot be changed. No task declares, exports or prunes them.
  - Custom roles have no tags.
seealso:
  - module: community.launchdarkly.custom_roles
  - module: community.launchdarkly.custom_role_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Custom roles in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/custom-roles
"""

EXAMPLES = r"""
- name: Operators may switch flags in production
  community.launchdarkly.custom_role:
    custom_role_key: ops
    name: Operators
    description: Switches flags in production
    policy:
      - effect: allow
        resources: ["proj/*:env/production:flag/*"]
        actions: [updateOn]
    base_permissions: reader
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success, and failure if the options are valid
  sample: custom role 'ops'
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success, and failure if the options are valid
  sample: custom_role
identity:
  description:
    - Which one it is, for programs. The options that name it.
  type: dict
  returned: success, and failure if the options are valid
  sample:
    custom_role_key: ops
custom_role:
  description:
    - The role as LaunchDarkly shows it, with its policy. In check mode, as it would be.
    - Null if there is none.
  type: dict
  returned: success, and failure if something was done before it
  sample:
    _id: 12ab3c4d5ef1a2345bcde67f
    key: ops
    name: Operators
    policy:
      - effect: allow
        resources: ['proj/*:env/production:flag/*']
        actions: [updateOn]
    basePermissions: no_access
operations:
  description:
    - The JSON Patch (RFC 6902) from what was found to what was declared. In check mode, the patch that would be sent.
    - A creation adds, and a deletion removes, at the path C("").
    - Where LaunchDarkly refuses the path of a member, the same change is sent under the path that it takes.
  type: list
  elements: dict
  returned: success, and failure if something was done before it
  sample:
    - op: replace
      path: /name
      value: Operators
sent_as:
  description: Under which path an operation was sent, by its own path, where LaunchDarkly refused that one.
  type: dict
  returned: when LaunchDarkly took a change under another path
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one


def main() -> None:
    """Run the module."""
    run_module(one(CUSTOM_ROLE))


if __name__ == "__main__":
    main()
# END GENERATED module
