#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module integration_configurations: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: integration_configurations
short_description: Manage many integration configurations in LaunchDarkly
version_added: 1.0.0
description:
  - Brings a whole declared set of integration configurations to its desired state in one task. The lists are read
    once, the details several at a time, everything is planned before anything is written.
  - What can be applied is applied. If anything could not, the task fails with an entry for each.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_secrets
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
  - community.launchdarkly.batch
  - community.launchdarkly.prune
  - community.launchdarkly.secrets
options:
  configurations:
    description:
      - The configurations. Each entry has the options of M(community.launchdarkly.integration_configuration).
    type: list
    elements: dict
    required: true
    suboptions:
      # BEGIN GENERATED configurations: by "make generate" from the module integration_configuration; do not edit
      integration_key:
        description:
          - The key of the integration, for example V(servicenow-app), V(snowflake-experimentation) or V(custom-approvals).
          - Persistent stores are not configured here but with M(community.launchdarkly.big_segment_store).
        type: str
        required: true
      name:
        description:
          - The name of the configuration.
          - With O(configurations[].integration_configuration_id), the name that it shall have. Otherwise
            it says which one is meant.
        type: str
      previous_name:
        description:
          - The name that the configuration may still have. Where none has the new name, the one with this
            name is renamed.
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
          - Where the configuration has secrets, a change of any variable needs them too. LaunchDarkly may
            else store what it shows of them.
          - Values of variables that are secret in the integration's manifest are treated as secrets here
            too.
        type: dict
      secret_config_values:
        description: The values of form variables that are secret, by their keys. They are never shown. See
          O(update_secrets).
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
                    description: Where the options of a V(dynamicEnum) come from, with the API's own member
                      names.
                    type: dict
      validate_config:
        description: Whether to check O(configurations[].config_values) against the form variables that this
          collection knows of the integration, before any call. An integration or a variable that it does
          not know is a warning only.
        type: bool
        default: true
      # END GENERATED configurations
  prune:
    description:
      - Whether to delete the configurations within O(prune_scope) that are not declared.
      - Nothing is deleted where an entry could not be planned, and nothing in an integration in which something failed.
        Deletions come last.
    type: bool
    default: false
  prune_scope:
    description:
      - What O(prune=true) may delete. A configuration must fit everything that is given.
      - Required if O(prune=true).
    type: dict
    suboptions:
      integration_keys:
        description: Only configurations of these integrations.
        type: list
        elements: str
        required: true
      tags:
        description: Only configurations that have all of these tags.
        type: list
        elements: str
notes:
  - Integration configurations need an Enterprise plan. The API is in beta.
seealso:
  - module: community.launchdarkly.integration_configuration
  - module: community.launchdarkly.integration_configuration_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_bootstrapping
    description: One environment or a thousand.
"""

EXAMPLES = r"""
- name: What we send to PagerDuty, and nothing else
  community.launchdarkly.integration_configurations:
    configurations:
      - integration_key: pagerduty-guardian-edition
        name: On-call
        config_values:
          integrationKey: 0123456789abcdef0123456789abcdef
          severity: warning
      - integration_key: custom-approvals
        name: Change desk
        config_values:
          baseURL: https://approvals.example.com
        secret_config_values:
          apiKey: "{{ vault_approvals_api_key }}"
    prune: true
    prune_scope:
      integration_keys: [pagerduty-guardian-edition]
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
    integration_configuration:
      description: The resource as LaunchDarkly shows it, without its secrets. Null if it was deleted.
      type: dict
  sample:
    - resource: pagerduty-guardian-edition integration configuration 'On-call'
      operations:
        - op: replace
          path: /configValues/severity
          value: warning
      integration_configuration:
        _id: 1ef45a85-218f-4428-a8b2-a97e5f56c258
        name: On-call
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
      description: Where it is declared, for example V(configurations[3]).
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.integration_configuration import (
    INTEGRATION_CONFIGURATION,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.many import many


def main() -> None:
    """Run the module."""
    run_module(many(INTEGRATION_CONFIGURATION))


if __name__ == "__main__":
    main()
# END GENERATED module
