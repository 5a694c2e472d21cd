#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module integration_configuration: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: integration_configuration
short_description: Manage integration configurations in LaunchDarkly
version_added: 1.0.0
description:
  - Creates, updates and deletes the configurations of third-party integrations, such as ServiceNow, Snowflake or
    custom approvals.
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
      - The key of the integration, for example V(servicenow-app), V(snowflake-experimentation) or
        V(custom-approvals).
      - Persistent stores are not configured here but with M(community.launchdarkly.big_segment_store).
    type: str
    required: true
  name:
    description:
      - The name of the configuration.
      - With O(integration_configuration_id), the name that it shall have. Otherwise it says which one is meant.
    type: str
  previous_name:
    description:
      - The name that the configuration may still have. Where none has the new name, the one with this name is renamed.
      - It may stay in the playbook, since it has no effect once the configuration has its new name.
    type: str
  integration_configuration_id:
    description:
      - The ID of an existing configuration. It also serves to rename one.
      - A configuration that is not there is never created under another ID.
    type: str
  state:
    description: Whether the configuration shall be there.
    type: str
    choices: [present, absent]
    default: present
  enabled:
    description: Whether the configuration is enabled. LaunchDarkly's default at creation is V(true).
    type: bool
  tags:
    description:
      - The tags of the configuration, all of them. Their order does not matter.
      - If not set, the tags are left alone. An empty list removes them.
    type: list
    elements: str
  config_values:
    description:
      - The values of the integration's form variables, by their keys.
      - A variable that is not given is left alone. Null removes it.
      - Where the configuration has secrets, a change of any variable needs them too. LaunchDarkly may else store what it shows
        of them.
      - Values of variables that are secret in the integration's manifest are treated as secrets here too.
    type: dict
  secret_config_values:
    description:
      - The values of form variables that are secret, by their keys. They are never shown. See O(update_secrets).
    type: dict
  capability_config:
    description: The configuration of the integration's capabilities.
    type: dict
    suboptions:
      audit_log_events_hook:
        description: Which events of the audit log are sent.
        type: dict
        suboptions:
          statements:
            description: The policy, as a list of statements. It is replaced as a whole.
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
      approvals:
        description: How approvals are requested.
        type: dict
        suboptions:
          additional_form_variables:
            description: Further form variables of an approval request. The list is replaced as a whole.
            type: list
            elements: dict
            suboptions:
              key:
                description: The key of the variable.
                type: str
                required: true
              name:
                description: Its name in the form.
                type: str
              type:
                description: Its type, for example V(string), V(enum) or V(boolean).
                type: str
              description:
                description: Its description in the form.
                type: str
              placeholder:
                description: What the empty field shows.
                type: str
              is_optional:
                description: Whether it may be left empty.
                type: bool
              allowed_values:
                description: The values of an V(enum).
                type: list
                elements: str
              default_value:
                description: Its default.
                type: raw
              dynamic_options:
                description: Where the options of a V(dynamicEnum) come from, with the API's own member names.
                type: dict
  validate_config:
    description:
      - Whether to check O(config_values) against the form variables that this collection knows of the integration,
        before any call. An integration or a variable that it does not know is a warning only.
    type: bool
    default: true
notes:
  - Integration configurations need an Enterprise plan. The API is in beta.
  - A form variable that LaunchDarkly fixes when it is saved first is never patched. A task that would change it fails
    and says that the configuration must be made anew.
seealso:
  - module: community.launchdarkly.integration_configurations
  - module: community.launchdarkly.integration_configuration_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_secrets
    description: How to rotate a secret of an integration.
  - name: Integration configurations in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/integrations-beta
"""

EXAMPLES = r"""
- name: Approvals by a service of our own
  community.launchdarkly.integration_configuration:
    integration_key: custom-approvals
    name: Change desk
    config_values:
      baseURL: https://approvals.example.com
    secret_config_values:
      apiKey: "{{ vault_approvals_api_key }}"
    capability_config:
      approvals:
        additional_form_variables:
          - key: ticket
            name: Ticket
            type: string
            description: The number of the change ticket

- name: Alerts to PagerDuty about guarded rollouts
  community.launchdarkly.integration_configuration:
    integration_key: pagerduty-guardian-edition
    name: On-call
    enabled: true
    config_values:
      integrationKey: 0123456789abcdef0123456789abcdef
      severity: warning
      eventFilter: [measured-rollout-regression]
    tags: [managed-by-ansible]

- name: Another name for the alerts; without previous_name, a second configuration would be created
  community.launchdarkly.integration_configuration:
    integration_key: pagerduty-guardian-edition
    previous_name: On-call
    name: On-call team

- name: Another key of the service, sent because its fingerprint differs
  community.launchdarkly.integration_configuration:
    integration_key: custom-approvals
    name: Change desk
    secret_config_values:
      apiKey: "{{ vault_new_approvals_api_key }}"
    fingerprint_key: "{{ vault_fingerprint_key }}"

- name: No alerts any more
  community.launchdarkly.integration_configuration:
    integration_key: pagerduty-guardian-edition
    name: On-call team
    state: absent
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success, and failure if the options are valid
  sample: servicenow-app integration configuration 'ServiceNow'
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success, and failure if the options are valid
  sample: integration_configuration
identity:
  description:
    - Which one it is, for programs. The options that name it, and its name and ID where it has them.
    - They are those that were found, so what is created has no ID here, in check mode as in the run.
  type: dict
  returned: success, and failure if the options are valid
  sample:
    integration_key: servicenow-app
    name: ServiceNow
    integration_configuration_id: 12ab3c4d5ef1a2345bcde67f
integration_configuration:
  description:
    - The configuration as LaunchDarkly shows it, without its secrets, with set-up scripts where the answer has them.
      In check mode, as it would be.
    - Null if there is none.
  type: dict
  returned: success, and failure if something was done before it
  sample:
    _id: 1ef45a85-218f-4428-a8b2-a97e5f56c258
    _integrationKey: pagerduty-guardian-edition
    name: On-call
    enabled: true
    configValues:
      severity: warning
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
      path: /configValues/severity
      value: critical
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.integration_configuration import (
    INTEGRATION_CONFIGURATION,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one


def main() -> None:
    """Run the module."""
    run_module(one(INTEGRATION_CONFIGURATION))


if __name__ == "__main__":
    main()
# END GENERATED module
