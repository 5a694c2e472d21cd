#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module big_segment_redis_user: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: big_segment_redis_user
short_description: Make a Redis user with the rights that big segments need
version_added: 1.0.0
description:
  - Makes a user in a Redis server (with C(ACL SETUSER)) that sees the keys of one environment and no others. With
    O(access=write) it is for LaunchDarkly, with O(access=read) for an application.
  - The keys begin with the client-side ID of the environment, which is read from LaunchDarkly.
  - A user of that name that has other rights, or another or a further password, is made anew.
  - Redis keeps a hash of the password, so a changed password is always noticed.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
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
  name:
    description: The name of the user.
    type: str
    required: true
  password:
    description: The password of the user.
    type: str
    required: true
  access:
    description:
      - What the user may do.
      - V(write) is what LaunchDarkly needs, which is C(+@read +@write +@transaction +@connection).
      - V(read) is what an SDK needs, which is C(+get +smembers +@connection).
    type: str
    choices: [read, write]
    required: true
  redis:
    description: The Redis server, and a user in it that may make users.
    type: dict
    required: true
    suboptions:
      host:
        description: The host name or address.
        type: str
        required: true
      port:
        description: The port.
        type: int
        default: 6379
      username:
        description: The user name of the administrator. Without it, Redis's user C(default) is meant.
        type: str
      password:
        description: The password of the administrator.
        type: str
      tls_enabled:
        description: Whether to connect with TLS.
        type: bool
        default: true
      ca_path:
        description: A file of CA certificates to verify the server's certificate with, in place of those of the system.
        type: path
requirements:
  - redis >= 5
notes:
  - Redis 6 or later. Managed services such as ElastiCache have ways of their own to make users.
  - The user is saved with C(ACL SAVE) or C(CONFIG REWRITE). Where Redis has neither file, a warning says so.
seealso:
  - module: community.launchdarkly.big_segment_store_proof
  - ref: ansible_collections.community.launchdarkly.docsite.guide_big_segments
    description: What to do when a segment does not match.
"""

EXAMPLES = r"""
- name: The user that LaunchDarkly has
  community.launchdarkly.big_segment_redis_user:
    project_key: shop
    environment_key: production
    name: launchdarkly
    password: "{{ vault_redis_password }}"
    access: write
    redis:
      host: redis.example.com
      password: "{{ vault_redis_administrator_password }}"
"""

RETURN = r"""
user:
  description: The user as it is, or in check mode would be.
  type: dict
  returned: success
  sample:
    name: launchdarkly
    enabled: true
    keys: ["~60ef1234567890abcdef1234:*"]
    channels: []
    rules: ["+@connection", "+@read", "+@transaction", "+@write", "-@all"]
    selectors: []
    password: (secret)
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.big_segment_redis_user import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
