#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module destinations: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: destinations
short_description: Manage many data export destinations in LaunchDarkly
version_added: 1.0.0
description:
  - Brings a whole declared set of data export destinations to its desired state in one task. Everything is read and
    planned before anything is written.
  - What can be applied is applied. If anything could not, the task fails with an entry for each.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
  - community.launchdarkly.batch
  - community.launchdarkly.prune
  - community.launchdarkly.secrets.update
options:
  destinations:
    description:
      - The destinations. Each entry has the options of M(community.launchdarkly.destination).
    type: list
    elements: dict
    required: true
    suboptions:
      # BEGIN GENERATED destinations: by "make generate" from the module destination; do not edit
      project_key:
        description: The key of the project.
        type: str
        required: true
      environment_key:
        description: The key of the environment.
        type: str
        required: true
      kind:
        description:
          - What kind of destination it is, V(kinesis), V(google-pubsub), V(azure-event-hubs), V(mparticle)
            or V(segment).
          - Of V(snowflake-v2), V(databricks), V(bigquery) and V(redshift) less is documented, so less of
            O(destinations[].config_values) is checked.
        type: str
        required: true
      name:
        description:
          - The name of the destination.
          - With O(destinations[].destination_id), the name that it shall have. Otherwise it says which one
            is meant.
        type: str
      previous_name:
        description:
          - The name that the destination may still have. Where none has the new name, the one with this name
            is renamed.
          - It may stay in the playbook, since it has no effect once the destination has its new name.
        type: str
      destination_id:
        description:
          - The ID of an existing destination. It also serves to rename one.
          - A destination that is not there is never created under another ID.
        type: str
      state:
        description: Whether the destination shall be there.
        type: str
        choices: [present, absent]
        default: present
      enabled:
        description: Whether events are exported. LaunchDarkly's default at creation is V(false).
        type: bool
      config_values:
        description:
          - What LaunchDarkly has to know of the destination, by the API's own member names.
          - A variable that is not given is left alone. Null removes it.
          - Where the destination has secrets, a change of any variable needs them too. LaunchDarkly may else
            store what it shows of them.
        type: dict
      secret_config_values:
        description: The values that are secret, by their keys. They are never shown. See O(update_secrets).
        type: dict
      validate_config:
        description: Whether to check O(destinations[].config_values) against what this collection knows of
          them, before any call. What it does not know is a warning only.
        type: bool
        default: true
      # END GENERATED destinations
  prune:
    description:
      - Whether to delete the destinations within O(prune_scope) that are not declared.
      - Nothing is deleted where an entry could not be planned, and nothing in an environment in which something failed.
        Deletions come last.
    type: bool
    default: false
  prune_scope:
    description:
      - What O(prune=true) may delete. A destination must fit everything that is given.
      - Required if O(prune=true).
    type: dict
    suboptions:
      project_keys:
        description: Only destinations of these projects.
        type: list
        elements: str
      environment_keys:
        description: Only destinations of environments with these keys.
        type: list
        elements: str
      kinds:
        description: Only destinations of these kinds.
        type: list
        elements: str
      prefix:
        description: Only destinations whose name begins with this.
        type: str
notes:
  - Data Export is an add-on of LaunchDarkly's.
seealso:
  - module: community.launchdarkly.destination
  - module: community.launchdarkly.destination_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Data export destinations in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/data-export-destinations
"""

EXAMPLES = r"""
- name: What is exported of production, and nothing else
  community.launchdarkly.destinations:
    destinations:
      - project_key: my-project
        environment_key: production
        kind: google-pubsub
        name: Events
        enabled: true
        config_values:
          project: my-google-project
          topic: events
    prune: true
    prune_scope:
      project_keys: [my-project]
      environment_keys: [production]
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
    destination:
      description: The resource as LaunchDarkly shows it, without its secrets. Null if it was deleted.
      type: dict
  sample:
    - resource: kinesis destination 'Events' of my-project/production
      operations:
        - op: replace
          path: /config/streamName
          value: other-events
      destination:
        _id: 12ab3c4d5ef1a2345bcde67f
        projectKey: my-project
        environmentKey: production
        kind: kinesis
        name: Events
        'on': true
        config:
          region: eu-central-1
          roleArn: arn:aws:iam::123456789012:role/launchdarkly
          streamName: events
        version: 1
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
      description: Where it is declared, for example V(destinations[3]).
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.destination import DESTINATION
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.many import many


def main() -> None:
    """Run the module."""
    run_module(many(DESTINATION))


if __name__ == "__main__":
    main()
# END GENERATED module
