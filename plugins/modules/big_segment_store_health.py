#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module big_segment_store_health: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: big_segment_store_health
short_description: Whether LaunchDarkly synchronises its persistent stores
version_added: 1.0.0
description:
  - Tells the health of every persistent store of the account, or of those that fit the options, as LaunchDarkly sees it.
  - It is one call, however many stores there are. Nothing is changed.
  - LaunchDarkly cannot see whether an application reads where it writes. For that, see
    M(community.launchdarkly.big_segment_store_proof).
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
  integration_id:
    description: Only the store with this ID.
    type: str
  stale_after:
    description:
      - Seconds after which a store is stale that LaunchDarkly has not synchronised again.
      - The default is that of the server SDKs.
    type: int
    default: 120
seealso:
  - module: community.launchdarkly.big_segment_store_proof
  - module: community.launchdarkly.big_segment_store_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_big_segments
    description: What to do when a segment does not match.
  - name: Persistent stores in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/persistent-store-integrations-beta
"""

EXAMPLES = r"""
- name: The health of all stores
  community.launchdarkly.big_segment_store_health:
  register: stores

- name: Those that do not work, and what to do
  ansible.builtin.debug:
    msg: "{{ stores.big_segment_stores | rejectattr('status', 'in', ['healthy', 'off']) | map(attribute='message') }}"

- name: Wait until LaunchDarkly has filled a new store
  community.launchdarkly.big_segment_store_health:
    project_key: shop
    environment_key: production
  register: store
  until: store.healthy
  retries: 20
  delay: 15
"""

RETURN = r"""
big_segment_stores:
  description:
    - The stores, in LaunchDarkly's order.
    - V(status) is V(healthy), V(stale) (synchronised, but not lately), V(unavailable) (LaunchDarkly tried and failed),
      V(off), or V(never_synchronised) (not tried yet, or the environment has no big segment).
    - V(last_sync_age), V(last_error_age) and V(age) of an error are in seconds, V(last_sync) and V(last_error) in
      milliseconds since 1970, all V(null) where there is none.
    - V(message) says what is wrong and what to do.
  type: list
  elements: dict
  returned: success
  sample:
    - integration_id: 12ab3c4d5ef1a2345bcde67f
      kind: redis
      project_key: shop
      environment_key: production
      name: Segments
      label: redis big segment store 'Segments' of shop/production
      enabled: true
      available: false
      potentially_stale: true
      last_sync: 1790000000000
      last_sync_age: 3600.0
      last_error: 1790003590000
      last_error_age: 10.0
      errors:
        - status_code: 502
          message: invalid username-password pair or user is disabled.
          age: 10.0
      status: unavailable
      message: >-
        LaunchDarkly cannot use this store: invalid username-password pair or user is disabled. Compare redis.username
        and redis.password of the store with the user in Redis (ACL GETUSER); with update_secrets=always the password is
        sent anew.
summary:
  description: How many stores have each status.
  type: dict
  returned: success
  sample:
    healthy: 3
    stale: 0
    unavailable: 1
    "off": 1
    never_synchronised: 0
healthy:
  description: Whether every store that fits the options is healthy. With none, it is V(true).
  type: bool
  returned: success
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.big_segment_store_health import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
