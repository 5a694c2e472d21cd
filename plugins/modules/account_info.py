#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module account_info: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: account_info
short_description: Read what a LaunchDarkly account has, as the options that declare it
version_added: 1.0.0
description:
  - Reads projects, environments, persistent stores and integration configurations, and returns them as the options of
    the modules that declare them. A run of these modules with these options changes nothing.
  - The role P(community.launchdarkly.export#role) writes the result to files.
  - LaunchDarkly masks secrets, so they are not in the result. O(ignore:secrets) says where they belong.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes.info
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
  - community.launchdarkly.batch
options:
  gather_subset:
    description: What to read.
    type: list
    elements: str
    # BEGIN GENERATED subsets: by "make generate" from the kinds; do not edit
    choices:
      - projects
      - environments
      - approval_request_settings
      - big_segment_stores
      - integration_configurations
      - audit_log_subscriptions
      - integration_delivery_configurations
      - flag_import_configurations
      - relay_proxy_configurations
      - webhooks
      - destinations
      - custom_roles
    default:
      - projects
      - environments
      - approval_request_settings
      - big_segment_stores
      - integration_configurations
      - audit_log_subscriptions
      - integration_delivery_configurations
      - flag_import_configurations
      - relay_proxy_configurations
      - webhooks
      - destinations
      - custom_roles
    # END GENERATED subsets
  project_keys:
    description:
      - The keys of the projects to read, with their environments and persistent stores. All projects, if it is not set.
      - Integration configurations belong to the account and to no project.
    type: list
    elements: str
  environment_keys:
    description:
      - The keys of the environments to read, with their persistent stores, in the projects that are read. All of them,
        if it is not set.
    type: list
    elements: str
  integration_keys:
    description:
      - The keys of the integrations whose configurations to read. If it is not set, those of which this collection
        knows that LaunchDarkly allows configurations of them; name others here.
    type: list
    elements: str
  rename:
    description:
      - New keys for what is read, so that the result declares a copy of it, for another project or another account.
      - Whatever names the old keys in the result names the new ones, also resource specifiers in policy statements, and
        environment selectors in O(community.launchdarkly.integration_configuration#module:config_values). A pattern
        such as V(proj/*) stays. There is a warning where it does not mean the copy as it means what is read.
      - Names stay as they are.
      - A store that only its O(community.launchdarkly.big_segment_store#module:integration_id) tells from another one
        is left out of a copy, with a warning.
    type: dict
    suboptions:
      projects:
        description: The new key of a project, by its key.
        type: dict
      environments:
        description:
          - The new key of an environment, by the keys of its project and its own with V(/) between them, such as
            V(my-project/production). They are the keys that are read, whatever the project is called in the copy.
        type: dict
notes:
  - The naming convention of a project cannot be read.
  - What no module can declare is left out, with a warning.
seealso:
  - module: community.launchdarkly.project
  - module: community.launchdarkly.environment
  - module: community.launchdarkly.big_segment_stores
  - module: community.launchdarkly.integration_configurations
"""

EXAMPLES = r"""
- name: What one project has
  community.launchdarkly.account_info:
    project_keys: [my-project]
    gather_subset: [projects, environments, big_segment_stores]
  register: found

- name: Its stores, as the module big_segment_stores takes them, without their passwords
  community.launchdarkly.big_segment_stores:
    stores: "{{ found.account.big_segment_stores }}"

- name: Its environment production, as the declaration of an environment staging in a project that may not be there yet
  community.launchdarkly.account_info:
    project_keys: [my-project]
    environment_keys: [production]
    gather_subset: [projects, environments, big_segment_stores]
    rename:
      projects: {my-project: my-other-project}
      environments: {my-project/production: staging}
  register: copy
"""

RETURN = r"""
account:
  description: What was found, by subset.
  type: dict
  returned: success
  contains:
    # BEGIN GENERATED account: by "make generate" from the kinds; do not edit
    projects:
      description: A dictionary of options of M(community.launchdarkly.project) for each project.
      type: list
      elements: dict
      returned: if asked for
    environments:
      description: A dictionary of options of M(community.launchdarkly.environment) for each environment.
      type: list
      elements: dict
      returned: if asked for
    approval_request_settings:
      description: A dictionary of options of M(community.launchdarkly.approval_request_setting) for each
        approval request setting.
      type: list
      elements: dict
      returned: if asked for
    big_segment_stores:
      description: A dictionary of options of M(community.launchdarkly.big_segment_store) for each big segment
        store.
      type: list
      elements: dict
      returned: if asked for
    integration_configurations:
      description: A dictionary of options of M(community.launchdarkly.integration_configuration) for each
        integration configuration.
      type: list
      elements: dict
      returned: if asked for
    audit_log_subscriptions:
      description: A dictionary of options of M(community.launchdarkly.audit_log_subscription) for each audit
        log subscription.
      type: list
      elements: dict
      returned: if asked for
    integration_delivery_configurations:
      description: A dictionary of options of M(community.launchdarkly.integration_delivery_configuration)
        for each integration delivery configuration.
      type: list
      elements: dict
      returned: if asked for
    flag_import_configurations:
      description: A dictionary of options of M(community.launchdarkly.flag_import_configuration) for each
        flag import configuration.
      type: list
      elements: dict
      returned: if asked for
    relay_proxy_configurations:
      description: A dictionary of options of M(community.launchdarkly.relay_proxy_configuration) for each
        relay proxy configuration.
      type: list
      elements: dict
      returned: if asked for
    webhooks:
      description: A dictionary of options of M(community.launchdarkly.webhook) for each webhook.
      type: list
      elements: dict
      returned: if asked for
    destinations:
      description: A dictionary of options of M(community.launchdarkly.destination) for each destination.
      type: list
      elements: dict
      returned: if asked for
    custom_roles:
      description: A dictionary of options of M(community.launchdarkly.custom_role) for each custom role.
      type: list
      elements: dict
      returned: if asked for
    # END GENERATED account
  sample:
    projects:
      - project_key: my-project
        name: My project
        tags: []
    environments:
      - project_key: my-project
        environment_key: production
        name: Production
        color: "417505"
        tags: [production]
    big_segment_stores:
      - project_key: my-project
        environment_key: production
        name: Production segments
        enabled: true
        redis:
          host: redis.example.com
          port: "6379"
        tags: []
    integration_configurations: []
secrets:
  description: The secrets that belong to what was found.
  type: list
  elements: dict
  returned: success
  contains:
    variable:
      description: A name for the variable that is to hold it, made of keys, names and options.
      type: str
      returned: success
    path:
      description: Where it belongs in RV(account), as keys and positions.
      type: list
      elements: raw
      returned: success
  sample:
    - variable: vault__big_segment_store__my_project__production__production_segments__redis_password
      path: [big_segment_stores, 0, redis, password]
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

from ansible_collections.community.launchdarkly.plugins.module_utils._module import run_module
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.account_info import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
