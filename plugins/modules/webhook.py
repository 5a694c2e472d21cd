#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module webhook: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: webhook
short_description: Manage webhooks in LaunchDarkly
version_added: 1.0.0
description:
  - Creates, updates and deletes the webhooks by which LaunchDarkly tells an address of yours about changes.
  - Compares every member that the task declares with what LaunchDarkly has, and patches only what differs.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
  - community.launchdarkly.secrets.update
options:
  name:
    description:
      - The name of the webhook.
      - With O(webhook_id), the name that it shall have. Otherwise it says which one is meant.
    type: str
  previous_name:
    description:
      - The name that the webhook may still have. Where none has the new name, the one with this name is renamed.
      - It may stay in the playbook, since it has no effect once the webhook has its new name.
    type: str
  webhook_id:
    description:
      - The ID of an existing webhook. It also serves to rename one.
      - A webhook that is not there is never created under another ID.
    type: str
  state:
    description: Whether the webhook shall be there.
    type: str
    choices: [present, absent]
    default: present
  url:
    description: The address that is told. It is needed to create a webhook.
    type: str
  enabled:
    description: Whether it is told. A new webhook is on unless this is V(false).
    type: bool
  secret:
    description:
      - The secret with which LaunchDarkly signs what it sends. An empty one means that nothing is signed.
      - If not set, it is left alone. It is never shown.
    type: str
  statements:
    description:
      - Of which changes it is told, as a policy. The list is replaced as a whole. Without statements it is told of all.
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
  tags:
    description:
      - The tags of the webhook, all of them. Their order does not matter.
      - If not set, the tags are left alone. An empty list removes them.
    type: list
    elements: str
notes:
  - LaunchDarkly shows the secret of a webhook to whoever may read webhooks. This module never does.
seealso:
  - module: community.launchdarkly.webhooks
  - module: community.launchdarkly.webhook_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Webhooks in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/webhooks
"""

EXAMPLES = r"""
- name: Tell our deployment service of changes in production
  community.launchdarkly.webhook:
    name: Deployments
    url: https://hooks.example.com/launchdarkly
    secret: "{{ vault_webhook_secret }}"
    statements:
      - effect: allow
        resources: ["proj/*:env/production:flag/*"]
        actions: ["*"]
    tags: [managed-by-ansible]
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success, and failure if the options are valid
  sample: webhook 'Deployments'
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success, and failure if the options are valid
  sample: webhook
identity:
  description:
    - Which one it is, for programs. The options that name it, and its name and ID where it has them.
    - They are those that were found, so what is created has no ID here, in check mode as in the run.
  type: dict
  returned: success, and failure if the options are valid
  sample:
    name: Deployments
    webhook_id: 12ab3c4d5ef1a2345bcde67f
webhook:
  description:
    - The webhook as LaunchDarkly shows it, without its secrets. In check mode, as it would be.
    - Null if there is none.
  type: dict
  returned: success, and failure if something was done before it
  sample:
    _id: 12ab3c4d5ef1a2345bcde67f
    name: Deployments
    url: https://hooks.example.com/launchdarkly
    'on': true
    statements:
      - effect: allow
        resources: ['proj/*:env/production:flag/*']
        actions: ['*']
    tags: []
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
      path: /on
      value: true
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.webhook import WEBHOOK
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one


def main() -> None:
    """Run the module."""
    run_module(one(WEBHOOK))


if __name__ == "__main__":
    main()
# END GENERATED module
