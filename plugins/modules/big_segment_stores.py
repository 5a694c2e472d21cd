#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module big_segment_stores: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: big_segment_stores
short_description: Manage many persistent stores for big segments in LaunchDarkly
version_added: 1.0.0
description:
  - Brings a whole declared set of persistent stores to its desired state in one task. The list is read once, the
    details several at a time, everything is planned before anything is written.
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
  stores:
    description: The stores. Each entry has the options of M(community.launchdarkly.big_segment_store).
    type: list
    elements: dict
    required: true
    suboptions:
      # BEGIN GENERATED stores: by "make generate" from the module big_segment_store; do not edit
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
          - The name of the store. Together with the kind of store it says which one is meant; without it,
            the only store of that kind in the environment is.
          - With O(stores[].integration_id), it is the name that the store shall have.
        type: str
      previous_name:
        description:
          - The name that the store may still have. Where none has the new name, the one with this name is
            renamed.
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
          - The config of a Redis store. Mutually exclusive with O(stores[].dynamodb).
          - An update touches only the members that are given. V({}) says no more than that the store is of
            this kind.
          - Where the store has a password, a change of any member needs it too. LaunchDarkly may else store
            what it shows of it.
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
          - The config of a DynamoDB store. Mutually exclusive with O(stores[].redis).
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
      # END GENERATED stores
  prune:
    description:
      - Whether to delete the stores within O(prune_scope) that are not declared.
      - Nothing is deleted where an entry could not be planned, and nothing in an environment or integration in which
        something failed. Deletions come last.
      - Where LaunchDarkly takes only one, the new one is refused while the old one is there, and the old one is kept.
        Declare the old one with C(state=absent) to have it deleted before the new one is tried again.
    type: bool
    default: false
  prune_scope:
    description:
      - What O(prune=true) may delete. A store must fit everything that is given.
      - Required if O(prune=true).
    type: dict
    suboptions:
      project_keys:
        description: Only stores of these projects.
        type: list
        elements: str
      environment_keys:
        description: Only stores of environments with these keys.
        type: list
        elements: str
      tags:
        description: Only stores that have all of these tags.
        type: list
        elements: str
notes:
  - Persistent stores need an Enterprise plan. The API is in beta.
seealso:
  - module: community.launchdarkly.big_segment_store
  - module: community.launchdarkly.big_segment_store_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_bootstrapping
    description: One environment or a thousand.
"""

EXAMPLES = r"""
- name: The stores of two environments, and no others that Ansible manages
  community.launchdarkly.big_segment_stores:
    stores:
      - project_key: my-project
        environment_key: test
        name: Test segments
        redis:
          host: redis.test.example.com
        tags: [managed-by-ansible]
      - project_key: my-project
        environment_key: production
        name: Production segments
        enabled: true
        redis:
          host: redis.example.com
          password: "{{ vault_redis_password }}"
          tls_enabled: true
        tags: [managed-by-ansible]
    prune: true
    prune_scope:
      project_keys: [my-project]
      tags: [managed-by-ansible]
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
    big_segment_store:
      description: The resource as LaunchDarkly shows it, without its secrets. Null if it was deleted.
      type: dict
  sample:
    - resource: redis big segment store 'Test segments' of my-project/test
      operations:
        - op: replace
          path: /config/host
          value: redis.test.example.com
      big_segment_store:
        _id: 12ab3c4d5ef1a2345bcde67f
        name: Test segments
msg:
  description:
    - How many resources were created, changed, deleted, unchanged and failed, in one line. In check mode, what a run would do.
    - Where something failed, before that what failed and why, up to ten of them. What failed after it was written counts as both.
  type: str
  returned: always
  sample: 1 created, 2 changed, 0 deleted, 97 unchanged, 0 failed
unchanged:
  description: How many resources were as declared.
  type: int
  returned: when the options are valid and the plan could be made
pruned:
  description: The resources that were deleted since they are not declared, or would be in check mode, by name.
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
  description: What could not be brought to its desired state, an entry for each resource. Everything else was applied.
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
    entry:
      description: Where it is declared, for example V(stores[3]).
      type: str
    msg:
      description: Why, and what to do.
      type: str
    error:
      description: The same for conditions, as RV(error).
      type: dict
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.big_segment_store import (
    BIG_SEGMENT_STORE,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.many import many


def main() -> None:
    """Run the module."""
    run_module(many(BIG_SEGMENT_STORE))


if __name__ == "__main__":
    main()
# END GENERATED module
