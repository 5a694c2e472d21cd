#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module destination: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: destination
short_description: Manage data export destinations in LaunchDarkly
version_added: 1.0.0
description:
  - Creates, updates and deletes the destinations to which LaunchDarkly exports the events of an environment, such as
    Amazon Kinesis, Google Pub/Sub, Azure Event Hubs, mParticle or Segment.
  - Compares every member that the task declares with what LaunchDarkly has, and patches only what differs.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
  - community.launchdarkly.secrets.update
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
    description:
      - What kind of destination it is, V(kinesis), V(google-pubsub), V(azure-event-hubs), V(mparticle) or V(segment).
      - Of V(snowflake-v2), V(databricks), V(bigquery) and V(redshift) less is documented, so less of O(config_values) is
        checked.
    type: str
    required: true
  name:
    description:
      - The name of the destination.
      - With O(destination_id), the name that it shall have. Otherwise it says which one is meant.
    type: str
  previous_name:
    description:
      - The name that the destination may still have. Where none has the new name, the one with this name is renamed.
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
      - Where the destination has secrets, a change of any variable needs them too. LaunchDarkly may else store what it shows
        of them.
    type: dict
  secret_config_values:
    description:
      - The values that are secret, by their keys. They are never shown. See O(update_secrets).
    type: dict
  validate_config:
    description:
      - Whether to check O(config_values) against what this collection knows of them, before any call. What it does not
        know is a warning only.
    type: bool
    default: true
notes:
  - Data Export is an add-on of LaunchDarkly's.
  - Destinations have no tags, so there is no fingerprint of their secrets. Where LaunchDarkly shows nothing of a
    secret that every destination of the kind has, O(update_secrets=auto) takes it for unchanged.
  - Of warehouses that are set up in several steps, the module manages what is there once they are set up.
seealso:
  - module: community.launchdarkly.destinations
  - module: community.launchdarkly.destination_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Data export destinations in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/data-export-destinations
"""

EXAMPLES = r"""
- name: Events of production to Kinesis
  community.launchdarkly.destination:
    project_key: my-project
    environment_key: production
    kind: kinesis
    name: Events
    enabled: true
    config_values:
      region: eu-central-1
      roleArn: arn:aws:iam::123456789012:role/launchdarkly
      streamName: events

- name: And to Segment
  community.launchdarkly.destination:
    project_key: my-project
    environment_key: production
    kind: segment
    name: Marketing
    enabled: true
    secret_config_values:
      writeKey: "{{ vault_segment_write_key }}"
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success, and failure if the options are valid
  sample: kinesis destination 'Events' of my-project/production
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success, and failure if the options are valid
  sample: destination
identity:
  description:
    - Which one it is, for programs. The options that name it, and its name and ID where it has them.
    - They are those that were found, so what is created has no ID here, in check mode as in the run.
  type: dict
  returned: success, and failure if the options are valid
  sample:
    project_key: my-project
    environment_key: production
    kind: kinesis
    name: Events
    destination_id: 12ab3c4d5ef1a2345bcde67f
destination:
  description:
    - The destination as LaunchDarkly shows it, without its secrets. In check mode, as it would be.
    - Null if there is none.
  type: dict
  returned: success, and failure if something was done before it
  sample:
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
      path: /config/streamName
      value: other-events
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.destination import DESTINATION
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one


def main() -> None:
    """Run the module."""
    run_module(one(DESTINATION))


if __name__ == "__main__":
    main()
# END GENERATED module
