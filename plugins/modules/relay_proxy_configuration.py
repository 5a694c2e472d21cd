#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module relay_proxy_configuration: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: relay_proxy_configuration
short_description: Manage Relay Proxy configurations in LaunchDarkly
version_added: 1.0.0
description:
  - Creates, updates and deletes the configurations with which Relay Proxies configure themselves, with the
    environments that each may serve.
  - LaunchDarkly makes a key with each and shows it once, in the answer to the creation. See O(full_key).
  - Compares every member that the task declares with what LaunchDarkly has, and patches only what differs.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
  name:
    description:
      - The name of the configuration.
      - With O(relay_proxy_configuration_id), the name that it shall have. Otherwise it says which one is meant.
    type: str
  previous_name:
    description:
      - The name that the configuration may still have. Where none has the new name, the one with this name is renamed.
      - It may stay in the playbook, since it has no effect once the configuration has its new name.
    type: str
  relay_proxy_configuration_id:
    description:
      - The ID of an existing configuration. It also serves to rename one.
      - A configuration that is not there is never created under another ID.
    type: str
  state:
    description: Whether the configuration shall be there.
    type: str
    choices: [present, absent]
    default: present
  policy:
    description:
      - The projects and environments that a Relay Proxy with the key may serve, as a policy. The list is replaced as a whole.
      - It is needed to create a configuration.
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
  full_key:
    description:
      - What to do with the key of a configuration that is created. LaunchDarkly never shows it again.
      - V(omit) leaves it out of the result, V(hide) puts it there and has Ansible show nothing of the result, so that later
        tasks can use it, and V(show) puts it there for everybody to see.
    type: str
    choices: [omit, hide, show]
    default: omit
notes:
  - A creation whose answer was lost is a failure, though the configuration is there, since nobody has its key.
    M(community.launchdarkly.relay_proxy_configuration_reset) has another one made.
  - Relay Proxy configurations have no tags.
seealso:
  - module: community.launchdarkly.relay_proxy_configurations
  - module: community.launchdarkly.relay_proxy_configuration_info
  - module: community.launchdarkly.relay_proxy_configuration_reset
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Relay Proxy configurations in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/relay-proxy-configurations
"""

EXAMPLES = r"""
- name: A Relay Proxy for production, with its key for the tasks that follow
  community.launchdarkly.relay_proxy_configuration:
    name: Frankfurt
    policy:
      - effect: allow
        resources: ["proj/*:env/production"]
        actions: ["*"]
    full_key: hide
  register: relay

- name: The key where the Relay Proxy finds it
  ansible.builtin.copy:
    content: "AUTO_CONFIG_KEY={{ relay.relay_proxy_configuration.fullKey }}"
    dest: "{{ application_directory }}/relay.env"
    mode: "0600"
  when: relay is changed and relay.relay_proxy_configuration.fullKey is defined
  no_log: true
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success, and failure if the options are valid
  sample: relay proxy configuration 'Frankfurt'
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success, and failure if the options are valid
  sample: relay_proxy_configuration
identity:
  description:
    - Which one it is, for programs. The options that name it, and its name and ID where it has them.
    - They are those that were found, so what is created has no ID here, in check mode as in the run.
  type: dict
  returned: success, and failure if the options are valid
  sample:
    name: Frankfurt
    relay_proxy_configuration_id: 12ab3c4d5ef1a2345bcde67f
relay_proxy_configuration:
  description:
    - The configuration as LaunchDarkly shows it, its key as O(full_key) says. In check mode, as it would be.
    - Null if there is none.
  type: dict
  returned: success, and failure if something was done before it
  sample:
    _id: 12ab3c4d5ef1a2345bcde67f
    name: Frankfurt
    policy:
      - effect: allow
        resources: ['proj/*:env/production']
        actions: ['*']
    displayKey: 7f2a
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
      path: /name
      value: Frankfurt
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.relay_proxy_configuration import (
    RELAY_PROXY_CONFIGURATION,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one


def main() -> None:
    """Run the module."""
    run_module(one(RELAY_PROXY_CONFIGURATION))


if __name__ == "__main__":
    main()
# END GENERATED module
