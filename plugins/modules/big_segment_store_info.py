#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module big_segment_store_info: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: big_segment_store_info
short_description: List persistent stores for big segments in LaunchDarkly
version_added: 1.0.0
description:
  - Lists the persistent stores (Redis and DynamoDB) of the account, or those that fit the options.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes.info
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
  project_key:
    description: Only stores of the project with this key.
    type: str
  environment_key:
    description: Only stores of environments with this key.
    type: str
  kind:
    description: Only stores of this kind.
    type: str
    choices: [redis, dynamodb]
  name:
    description: Only stores with this name.
    type: str
  enabled:
    description: Only stores that are in use, or that are not.
    type: bool
  tags:
    description: Only stores that have all of these tags.
    type: list
    elements: str
  gather_config:
    description:
      - Whether to read the whole config of each store. LaunchDarkly's list shows it incompletely.
      - With it comes what a server SDK has to be told, RV(big_segment_stores[].sdk_configuration).
      - It costs a call for each store and one for each project, which lists up to a hundred of its environments. Without it,
        the task is one call. Several run at a time.
    type: bool
    default: false
seealso:
  - module: community.launchdarkly.big_segment_store
  - ref: ansible_collections.community.launchdarkly.docsite.guide_big_segments
    description: How to give it to an SDK.
  - name: Persistent stores in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/persistent-store-integrations-beta
"""

EXAMPLES = r"""
- name: All stores of a project, with their configs
  community.launchdarkly.big_segment_store_info:
    project_key: my-project
    gather_config: true
  register: stores

- name: What the SDKs in production have to be told, by project
  ansible.builtin.debug:
    msg: >-
      {{
        stores.big_segment_stores | selectattr('environmentKey', 'eq', 'production') | selectattr('sdk_configuration', 'defined')
        | items2dict(key_name='projectKey', value_name='sdk_configuration')
      }}

- name: Those that LaunchDarkly cannot use
  ansible.builtin.debug:
    msg: "{{ stores.big_segment_stores | rejectattr('_status.available') | map(attribute='name') }}"
"""

RETURN = r"""
big_segment_stores:
  description: The stores as LaunchDarkly shows them, without their secrets.
  type: list
  elements: dict
  returned: success
  contains:
    sdk_configuration:
      description:
        - What a server SDK has to be told to read the store, as M(community.launchdarkly.big_segment_store) returns it.
        - It is left out, with a warning, where the access token cannot see the client-side ID of the environment.
      type: dict
      returned: with O(gather_config=true)
      sample:
        store_type: redis
        prefix: 60ef1234567890abcdef1234
        stale_after: 120
        host: redis.example.com
        port: 6379
        tls_enabled: false
  sample:
    - _id: 12ab3c4d5ef1a2345bcde67f
      integrationKey: redis
      projectKey: my-project
      environmentKey: production
      name: Production segments
      "on": true
      config:
        host: redis.example.com
        port: "6379"
      tags: []
      version: 3
      _status:
        available: true
      sdk_configuration:
        store_type: redis
        prefix: 60ef1234567890abcdef1234
        stale_after: 120
        host: redis.example.com
        port: 6379
        tls_enabled: false
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.big_segment_store_info import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
# END GENERATED module
