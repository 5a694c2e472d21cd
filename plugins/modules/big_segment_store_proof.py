#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module big_segment_store_proof: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: big_segment_store_proof
short_description: Prove that an application can read what LaunchDarkly writes
version_added: 1.0.0
description:
  - Reads the synchronisation marker in a persistent store itself, from the host on which it runs, as the application's
    server SDK does. Run it where the application runs, with the application's user or credentials.
  - Beside what LaunchDarkly says of the store, this tells which half is broken. Either LaunchDarkly cannot write, or the
    application cannot read, or it reads elsewhere.
  - It finds a wrong key prefix, which no SDK reports as an error. The prefix must be the client-side ID of the environment.
  - Nothing is ever written.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes.info
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
  project_key:
    description: The key of the project.
    type: str
    required: true
  environment_key:
    description: The key of the environment.
    type: str
    required: true
  kind:
    description: The kind of the store. Needed if the environment has stores of both kinds.
    type: str
    choices: [redis, dynamodb]
  name:
    description: The name of the store. Needed if the environment has several.
    type: str
  integration_id:
    description: The ID of the store, in place of its name.
    type: str
  prefix:
    description:
      - The key prefix that the application gives its SDK.
      - If not set, it is the one that it must be, which is the client-side ID of the environment.
    type: str
  redis:
    description:
      - How the application reaches a Redis store. What is not given is as LaunchDarkly has it, except for user name and
        password, which are the application's own.
    type: dict
    suboptions:
      host:
        description: The host name or address.
        type: str
      port:
        description: The port.
        type: int
      username:
        description: The user name.
        type: str
      password:
        description: The password.
        type: str
      tls_enabled:
        description: Whether to connect with TLS.
        type: bool
      ca_path:
        description: A file of CA certificates to verify the server's certificate with, in place of those of the system.
        type: path
  dynamodb:
    description:
      - Which table the application reads. What is not given is as LaunchDarkly has it.
      - The credentials are those that boto3 finds, for example in environment variables or by the role of the machine.
    type: dict
    suboptions:
      table_name:
        description: The name of the table.
        type: str
      region:
        description: The AWS region of the table.
        type: str
  context_key:
    description: The key of a context, for example of a user, whose segments are looked up as well.
    type: str
  segment_key:
    description:
      - The key of a big segment. The result tells whether the context is in it.
      - It needs O(context_key).
    type: str
  stale_after:
    description:
      - Seconds after which what is in the store is stale. Use the value that the application gives its SDK.
      - The default is that of the server SDKs.
    type: int
    default: 120
requirements:
  - redis >= 5 for a Redis store
  - boto3 for a DynamoDB store
notes:
  - If there is no marker, others are looked for. Prefixes of the project's other environments and the defaults of the
    SDKs are read directly. Then the keys of Redis are scanned, or up to 20 MB of the table, if the user may do that.
seealso:
  - module: community.launchdarkly.big_segment_store_health
  - ref: ansible_collections.community.launchdarkly.docsite.guide_big_segments
    description: What to do when a segment does not match.
  - name: Big segments in LaunchDarkly's documentation
    description: What an SDK reads.
    link: https://launchdarkly.com/docs/sdk/features/big-segments
"""

EXAMPLES = r"""
- name: Can this host read what LaunchDarkly writes?
  community.launchdarkly.big_segment_store_proof:
    project_key: shop
    environment_key: production
    redis:
      username: application
      password: "{{ vault_application_redis_password }}"
    context_key: user-1
    segment_key: early-access
  register: proof

- name: Say which half is broken
  ansible.builtin.debug:
    msg: "{{ proof.verdict }}: {{ proof.message }}"
"""

RETURN = r"""
proven:
  description: Whether what LaunchDarkly writes can be read here.
  type: bool
  returned: success
verdict:
  description:
    - V(proven) means that a fresh marker was read under the right prefix.
    - V(store_off) means that the store is off in LaunchDarkly.
    - V(launchdarkly_cannot_write) means that the store can be read here, and LaunchDarkly does not fill it.
    - V(application_cannot_read) means that LaunchDarkly fills it, as far as it says, and it cannot be read here.
    - V(application_reads_elsewhere) means that LaunchDarkly writes, and what is read here is another place or prefix.
    - V(both_broken) means that neither LaunchDarkly nor this host gets at the store.
  type: str
  returned: success
  sample: application_reads_elsewhere
message:
  description: What was found, and what to do.
  type: str
  returned: success
  sample: >-
    LaunchDarkly writes, but Redis at redis.example.com:6379 with TLS has no synchronisation marker under the prefix
    'launchdarkly'. Set the prefix in the SDK to '60ef1234567890abcdef1234'. Under it there is a marker.
launchdarkly:
  description: The health of the store as M(community.launchdarkly.big_segment_store_health) returns it.
  type: dict
  returned: success
store:
  description: What was found in the store.
  type: dict
  returned: success
  contains:
    place:
      description: Where the store was looked for.
      type: str
      returned: always
      sample: Redis at redis.example.com:6379 with TLS
    prefix:
      description: The prefix under which the marker was looked for.
      type: str
      returned: always
    readable:
      description: Whether the store could be read.
      type: bool
      returned: always
    error:
      description:
        - Why not. V(null) if it could.
        - C(kind) is V(unreachable), V(tls), V(authentication), V(permission), V(no_table), V(other_keys) or V(other).
      type: dict
      returned: always
      sample:
        kind: tls
        message: the server speaks with TLS on this port, and was asked without it
        hint: >-
          Set redis.tls_enabled to true, here and in the application, or take the port on which it speaks without TLS.
    marker:
      description: The marker, with its time in milliseconds since 1970 and its age in seconds. V(null) if there is none.
      type: dict
      returned: always
      sample:
        synchronized_on: 1790000000000
        age: 12.3
    other_markers:
      description: Markers under other prefixes, with the environment whose client-side ID the prefix is, if it is known.
      type: list
      elements: dict
      returned: always
    searched:
      description: Why not everything was searched for other prefixes. Empty if all of it was, or if there was no need.
      type: str
      returned: always
membership:
  description:
    - The segment references under which the context is filed in the store.
    - C(in_segment) tells whether it is in the segment O(segment_key), V(null) without one. A context that is both
      included and excluded is in it, as for an SDK.
  type: dict
  returned: when O(context_key) is given and the store can be read
  sample:
    included: [early-access.g1]
    excluded: []
    in_segment: true
sdk_configuration:
  description:
    - What a server SDK has to be told to read this store, apart from user name, password and credentials.
    - C(port) is a number, C(stale_after) is in seconds. With DynamoDB there are C(table_name) and C(region) in place of
      C(host), C(port) and C(tls_enabled).
  type: dict
  returned: success
  sample:
    store_type: redis
    prefix: 60ef1234567890abcdef1234
    stale_after: 120
    host: redis.example.com
    port: 6379
    tls_enabled: true
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.big_segment_store_proof import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
