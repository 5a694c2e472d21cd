#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module audit_log_subscription_info: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: audit_log_subscription_info
short_description: List audit log subscriptions in LaunchDarkly
version_added: 1.0.0
description:
  - Lists the audit log subscriptions of the account, or those that fit the options.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes.info
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
  integration_key:
    description:
      - The keys of the integrations to list, one or many.
      - If not set, all integrations are asked that are known to subscribe to the audit log.
    type: list
    elements: str
  name:
    description: Only subscriptions with this name.
    type: str
  enabled:
    description: Only subscriptions that are on, or only those that are not.
    type: bool
  tags:
    description: Only subscriptions that have all of these tags.
    type: list
    elements: str
notes:
  - An integration that is connected by OAuth or by its own app, such as Microsoft Teams, cannot be subscribed by the
    API. Connect it in LaunchDarkly's interface, then the module manages it.
seealso:
  - module: community.launchdarkly.audit_log_subscription
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Audit log subscriptions in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/integration-audit-log-subscriptions
"""

EXAMPLES = r"""
- name: Which subscriptions have failed lately
  community.launchdarkly.audit_log_subscription_info:
    enabled: true
  register: found

- name: Those with errors
  ansible.builtin.debug:
    msg: "{{ found.audit_log_subscriptions | selectattr('_status.errorCount', 'defined') | map(attribute='name') }}"
"""

RETURN = r"""
audit_log_subscriptions:
  description: The subscriptions as LaunchDarkly shows them, without their secrets.
  type: list
  elements: dict
  returned: success
  sample:
    - _id: 12ab3c4d5ef1a2345bcde67f
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.info import info


def main() -> None:
    """Run the module."""
    run_module(info(AUDIT_LOG_SUBSCRIPTION))


if __name__ == "__main__":
    main()
# END GENERATED module
