#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module audit_log_subscription: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: audit_log_subscription
short_description: Manage audit log subscriptions in LaunchDarkly
version_added: 1.0.0
description:
  - Creates, updates and deletes the subscriptions of third-party integrations, such as Datadog, Splunk or Slack, to
    LaunchDarkly's audit log.
  - Compares every member that the task declares with what LaunchDarkly has, and patches only what differs.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_secrets
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
  - community.launchdarkly.secrets
options:
  integration_key:
    description:
      - The key of the integration, for example V(datadog), V(splunk) or V(slack).
    type: str
    required: true
  name:
    description:
      - The name of the subscription.
      - With O(subscription_id), the name that it shall have. Otherwise it says which one is meant.
    type: str
  previous_name:
    description:
      - The name that the subscription may still have. Where none has the new name, the one with this name is renamed.
      - It may stay in the playbook, since it has no effect once the subscription has its new name.
    type: str
  subscription_id:
    description:
      - The ID of an existing subscription. It also serves to rename one.
      - A subscription that is not there is never created under another ID.
    type: str
  state:
    description: Whether the subscription shall be there.
    type: str
    choices: [present, absent]
    default: present
  enabled:
    description: Whether events are sent. LaunchDarkly's default at creation is V(false).
    type: bool
  tags:
    description:
      - The tags of the subscription, all of them. Their order does not matter.
      - If not set, the tags are left alone. An empty list removes them.
    type: list
    elements: str
  config_values:
    description:
      - The values of the integration's form variables, by their keys. Those of V(splunk) are written with hyphens, such as C(base-url).
      - A variable that is not given is left alone. Null removes it.
      - Where the subscription has secrets, a change of any variable needs them too. LaunchDarkly may else store what it shows
        of them.
    type: dict
  secret_config_values:
    description:
      - The values that are secret, by their keys. They are never shown. See O(update_secrets).
    type: dict
  validate_config:
    description:
      - Whether to check O(config_values) against what this collection knows of them, before any call. What it does not
        know is a warning only.
    type: bool
    default: true
  url:
    description:
      - The address of an incoming webhook of V(slack), which needs it. Whoever knows it can write there, so it is kept as a
        secret. Other integrations have no use for it.
    type: str
  statements:
    description: Which events are sent, as a policy. The list is replaced as a whole.
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
notes:
  - An integration that is connected by OAuth or by its own app, such as Microsoft Teams, cannot be subscribed by the
    API. Connect it in LaunchDarkly's interface, then the module manages it.
seealso:
  - module: community.launchdarkly.audit_log_subscriptions
  - module: community.launchdarkly.audit_log_subscription_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Audit log subscriptions in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/integration-audit-log-subscriptions
"""

EXAMPLES = r"""
- name: Changes in production go to Datadog
  community.launchdarkly.audit_log_subscription:
    integration_key: datadog
    name: Changes
    enabled: true
    config_values:
      hostURL: https://api.datadoghq.eu
    secret_config_values:
      apiKey: "{{ vault_datadog_api_key }}"
    statements:
      - effect: allow
        resources: ["proj/*:env/production:flag/*"]
        actions: ["*"]

- name: And to a channel of Slack
  community.launchdarkly.audit_log_subscription:
    integration_key: slack
    name: Flags
    enabled: true
    url: "{{ vault_slack_webhook }}"
    statements:
      - effect: allow
        resources: ["proj/*:env/production:flag/*"]
        actions: [updateOn]
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success, and failure if the options are valid
  sample: datadog audit log subscription 'Changes'
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success, and failure if the options are valid
  sample: audit_log_subscription
identity:
  description:
    - Which one it is, for programs. The options that name it, and its name and ID where it has them.
    - They are those that were found, so what is created has no ID here, in check mode as in the run.
  type: dict
  returned: success, and failure if the options are valid
  sample:
    integration_key: datadog
    name: Changes
    subscription_id: 12ab3c4d5ef1a2345bcde67f
audit_log_subscription:
  description:
    - The subscription as LaunchDarkly shows it, without its secrets. In check mode, as it would be.
    - Null if there is none.
  type: dict
  returned: success, and failure if something was done before it
  sample:
    _id: 12ab3c4d5ef1a2345bcde67f
    kind: datadog
    name: Changes
    'on': true
    config:
      hostURL: https://api.datadoghq.com
    statements:
      - effect: allow
        resources: ['proj/*:env/production:flag/*']
        actions: ['*']
    tags: [managed-by-ansible]
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.audit_log_subscription import (
    AUDIT_LOG_SUBSCRIPTION,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one


def main() -> None:
    """Run the module."""
    run_module(one(AUDIT_LOG_SUBSCRIPTION))


if __name__ == "__main__":
    main()
# END GENERATED module
