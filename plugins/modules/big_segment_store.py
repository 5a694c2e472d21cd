#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module big_segment_store: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: big_segment_store
short_description: Manage persistent stores for big segments in LaunchDarkly
version_added: 1.0.0
description:
  - Creates, updates and deletes the persistent store (Redis or DynamoDB) that an environment needs for big segments
    with server-side SDKs. LaunchDarkly's API calls it a big segment store.
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
  project_key:
    description: The key of the project.
    type: str
    required: true
  environment_key:
    description: The key of the environment.
    type: str
    required: true
  name:
    description:
      - The name of the store. Together with the kind of store it says which one is meant; without it, the only store of
        that kind in the environment is.
      - With O(integration_id), it is the name that the store shall have.
    type: str
  previous_name:
    description:
      - The name that the store may still have. Where none has the new name, the one with this name is renamed.
      - It may stay in the playbook, since it has no effect once the store has its new name.
    type: str
  integration_id:
    description:
      - The ID of an existing store. It also serves to rename one.
      - A store that is not there is never created under another ID.
    type: str
  state:
    description: Whether the store shall be there.
    type: str
    choices: [present, absent]
    default: present
  enabled:
    description:
      - Whether LaunchDarkly uses the store. LaunchDarkly's name for it is C(on).
      - When a store is created without it, LaunchDarkly's default is V(false).
    type: bool
  tags:
    description:
      - The tags of the store, all of them. Their order does not matter.
      - If not set, the tags are left alone. An empty list removes them.
    type: list
    elements: str
  redis:
    description:
      - The config of a Redis store. Mutually exclusive with O(dynamodb).
      - An update touches only the members that are given. V({}) says no more than that the store is of this kind.
      - Where the store has a password, a change of any member needs it too. LaunchDarkly may else store what it shows of it.
    type: dict
    suboptions:
      host:
        description: The host name or address. Needed to create a store.
        type: str
      port:
        description: The port. A number is fine.
        type: str
      username:
        description: The user name. An empty string removes it.
        type: str
      password:
        description: The password. An empty string removes it. See O(update_secrets).
        type: str
      tls_enabled:
        description: Whether to connect with TLS.
        type: bool
  dynamodb:
    description:
      - The config of a DynamoDB store. Mutually exclusive with O(redis).
      - The table has the partition key C(namespace) and the sort key C(key), both strings.
      - All members are needed to create a store. An update touches only the members that are given.
    type: dict
    suboptions:
      table_name:
        description: The name of the table.
        type: str
      region:
        description: The AWS region of the table, for example V(us-east-1).
        type: str
      role_arn:
        description: The ARN of the IAM role that LaunchDarkly assumes.
        type: str
      external_id:
        description: The external ID, a UUID that you choose, in the trust policy of that role.
        type: str
  wait_for:
    description:
      - What of the store to wait for. If not set, nothing is waited for.
      - With V(available), LaunchDarkly says that it is, C(_status.available). That means that LaunchDarkly has synchronised
        with the store within minutes. After a change, it may still be said of the store as it was.
      - With V(synchronised), the data in the store are fresh, as M(community.launchdarkly.big_segment_store_health) has it
        with V(healthy), and, where this task changed something, LaunchDarkly has synchronised since.
      - A store that is off never becomes either, so that is an error, and so is O(state=absent). One in an environment
        without a big segment may never become either.
      - It is not waited for in check mode.
    type: str
    choices: [available, synchronised]
  wait_timeout:
    description: Seconds to wait. When they are over, the task fails with what was seen last, and what to do about it.
    type: float
    default: 300.0
notes:
  - Persistent stores need an Enterprise plan. The API is in beta.
  - In a loop over stores with passwords, Ansible shows a failed item whole, and with C(-v) every one. Loop over keys, use
    M(community.launchdarkly.big_segment_stores), or set C(no_log).
seealso:
  - module: community.launchdarkly.big_segment_stores
  - module: community.launchdarkly.big_segment_store_info
  - module: community.launchdarkly.big_segment_store_health
  - module: community.launchdarkly.big_segment_store_proof
  - ref: ansible_collections.community.launchdarkly.docsite.guide_big_segments
    description: What a server SDK has to be told.
  - ref: ansible_collections.community.launchdarkly.docsite.guide_secrets
    description: How to rotate the password of a store.
  - name: Persistent stores in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/persistent-store-integrations-beta
"""

EXAMPLES = r"""
- name: A Redis store for the production environment
  community.launchdarkly.big_segment_store:
    project_key: my-project
    environment_key: production
    name: Production segments
    enabled: true
    redis:
      host: redis.example.com
      port: 6380
      username: launchdarkly
      password: "{{ vault_redis_password }}"
      tls_enabled: true
    tags: [managed-by-ansible]

- name: Once LaunchDarkly has filled it, show what a server SDK has to be told
  community.launchdarkly.big_segment_store:
    project_key: my-project
    environment_key: production
    name: Production segments
    wait_for: synchronised
  register: store

- name: Show it
  ansible.builtin.debug:
    var: store.sdk_configuration

- name: A DynamoDB store for the test environment
  community.launchdarkly.big_segment_store:
    project_key: my-project
    environment_key: test
    name: Test segments
    dynamodb:
      table_name: launchdarkly-segments
      region: eu-west-1
      role_arn: arn:aws:iam::123456789012:role/launchdarkly
      external_id: 3f1e2b0c-5a4d-4f6e-8b7a-9c0d1e2f3a4b

- name: Turn the store on; nothing else of it is touched
  community.launchdarkly.big_segment_store:
    project_key: my-project
    environment_key: test
    name: Test segments
    enabled: true

- name: Another name for the store; without previous_name, a second one would be created
  community.launchdarkly.big_segment_store:
    project_key: my-project
    environment_key: test
    previous_name: Test segments
    name: Segments of the tests
    dynamodb: {}

- name: Another password, sent because its fingerprint differs, also where its first and last characters do not
  community.launchdarkly.big_segment_store:
    project_key: my-project
    environment_key: production
    name: Production segments
    redis:
      password: "{{ vault_new_redis_password }}"
    fingerprint_key: "{{ vault_fingerprint_key }}"

- name: No DynamoDB store in the test environment
  community.launchdarkly.big_segment_store:
    project_key: my-project
    environment_key: test
    dynamodb: {}
    state: absent
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success, and failure if the options are valid
  sample: redis big segment store 'Production segments' of my-project/production
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success, and failure if the options are valid
  sample: big_segment_store
identity:
  description:
    - Which one it is, for programs. The options that name it, and its name and ID where it has them.
    - They are those that were found, so what is created has no ID here, in check mode as in the run.
  type: dict
  returned: success, and failure if the options are valid
  sample:
    project_key: my-project
    environment_key: production
    integration_key: redis
    name: Production segments
    integration_id: 12ab3c4d5ef1a2345bcde67f
big_segment_store:
  description:
    - The store as LaunchDarkly shows it, without its secrets. In check mode, as it would be.
    - Null if there is none.
  type: dict
  returned: success, and failure if something was done before it
  sample:
    _id: 12ab3c4d5ef1a2345bcde67f
    integrationKey: redis
    projectKey: my-project
    environmentKey: production
    name: Production segments
    "on": true
    config:
      host: redis.example.com
      port: "6380"
      username: launchdarkly
      tlsEnabled: true
    tags: [managed-by-ansible]
    version: 1
    _status:
      available: true
sdk_configuration:
  description:
    - What a server SDK has to be told to read the store, apart from user name, password and credentials, which are the
      application's own.
    - C(prefix) is the client-side ID of the environment. With another prefix, such as an SDK's default, an SDK finds nothing.
      Unlike an SDK key it is no secret.
    - C(port) is a number, C(stale_after) is in seconds. With DynamoDB there are C(table_name) and C(region) in place of
      C(host), C(port) and C(tls_enabled).
    - It costs a call, which reads the environment. It is left out, with a warning, where the access token cannot see the
      client-side ID, and in check mode where the environment is not there yet.
  type: dict
  returned: success with O(state=present)
  sample:
    store_type: redis
    prefix: 60ef1234567890abcdef1234
    stale_after: 120
    host: redis.example.com
    port: 6380
    tls_enabled: true
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
      path: /config/port
      value: "6380"
sent_as:
  description: Under which path an operation was sent, by its own path, where LaunchDarkly refused that one.
  type: dict
  returned: when LaunchDarkly took a change under another path
  sample:
    /config/port: /config
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.big_segment_store import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
# END GENERATED module
