#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module relay_proxy_configuration_reset: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: relay_proxy_configuration_reset
short_description: Have another key made for a Relay Proxy configuration in LaunchDarkly
version_added: 1.0.0
description:
  - Has LaunchDarkly make another key for a Relay Proxy configuration. Every run makes another one, so the task is
    always changed.
  - A Relay Proxy with the old key does not get new configuration once that has expired. See O(old_key_expires_after).
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
  name:
    description: The name of the configuration. Either it or O(relay_proxy_configuration_id) says which one is meant.
    type: str
  relay_proxy_configuration_id:
    description: The ID of the configuration.
    type: str
  old_key_expires_after:
    description: For how many seconds the old key goes on working, up to a year. By default it expires at once.
    type: int
    default: 0
  full_key:
    description:
      - What to do with the new key. LaunchDarkly never shows it again.
      - V(omit) leaves it out of the result, V(hide) puts it there and has Ansible show nothing of the result, so that later
        tasks can use it, and V(show) puts it there for everybody to see.
    type: str
    choices: [omit, hide, show]
    default: hide
seealso:
  - module: community.launchdarkly.relay_proxy_configuration
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Relay Proxy configurations in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/relay-proxy-configurations
"""

EXAMPLES = r"""
- name: Another key, with an hour to bring it to the Relay Proxies
  community.launchdarkly.relay_proxy_configuration_reset:
    name: Frankfurt
    old_key_expires_after: 3600
  register: relay
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success
  sample: relay proxy configuration 'Frankfurt'
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success
  sample: relay_proxy_configuration
identity:
  description: Which one it is, for programs. The options that name it, and its name and ID.
  type: dict
  returned: success
  sample:
    name: Frankfurt
    relay_proxy_configuration_id: 12ab3c4d5ef1a2345bcde67f
relay_proxy_configuration:
  description: The configuration with its new key, as far as O(full_key) says. In check mode, as it is.
  type: dict
  returned: success
  sample:
    _id: 12ab3c4d5ef1a2345bcde67f
    name: Frankfurt
    displayKey: 91bc
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.relay_proxy_configuration_reset import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
