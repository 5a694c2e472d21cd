#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module public_ips_info: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: public_ips_info
short_description: List the public IP addresses of LaunchDarkly
version_added: 1.0.0
description:
  - Lists the addresses from which LaunchDarkly connects to your network, and those at which it is reached, for
    allow-lists of firewalls and security groups.
  - The commercial instance and the instance in the European Union have it, the federal instance does not.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes.info
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options: {}
seealso:
  - module: community.launchdarkly.big_segment_store_health
  - name: The public IP list in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/other/get-ips
"""

EXAMPLES = r"""
- name: From where LaunchDarkly connects to persistent stores
  community.launchdarkly.public_ips_info:
  register: launchdarkly

- name: What a firewall has to let in
  ansible.builtin.debug:
    msg: "{{ launchdarkly.outbound_addresses }}"
"""

RETURN = r"""
addresses:
  description: The networks at which SDKs and browsers reach LaunchDarkly.
  type: list
  elements: str
  returned: success
  sample: [104.156.80.0/20]
outbound_addresses:
  description: The addresses from which LaunchDarkly connects to your network, for example to a persistent store.
  type: list
  elements: str
  returned: success
  sample: [52.21.152.96]
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.public_ips_info import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
