#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module integration_configuration_info: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: integration_configuration_info
short_description: List integration configurations in LaunchDarkly
version_added: 1.0.0
description:
  - Lists the configurations of third-party integrations, or those that fit the options.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes.info
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
  integration_key:
    description:
      - The keys of the integrations to list, one or many.
      - If not set, all integrations are asked that are known to take configurations.
    type: list
    elements: str
  name:
    description: Only configurations with this name.
    type: str
  enabled:
    description: Only configurations that are enabled, or only those that are not.
    type: bool
  tags:
    description: Only configurations that have all of these tags.
    type: list
    elements: str
seealso:
  - module: community.launchdarkly.integration_configuration
  - name: Integration configurations in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/integrations-beta
"""

EXAMPLES = r"""
- name: What is configured for approvals
  community.launchdarkly.integration_configuration_info:
    integration_key: [custom-approvals, servicenow-app]
  register: approvals

- name: Everything that is switched off
  community.launchdarkly.integration_configuration_info:
    enabled: false
"""

RETURN = r"""
integration_configurations:
  description: The configurations as LaunchDarkly shows them, without their secrets.
  type: list
  elements: dict
  returned: success
  sample:
    - _id: 1ef45a85-218f-4428-a8b2-a97e5f56c258
      _integrationKey: custom-approvals
      name: Change desk
      enabled: true
      configValues:
        baseURL: https://approvals.example.com
      tags: []
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.integration_configuration import (
    INTEGRATION_CONFIGURATION,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.info import info


def main() -> None:
    """Run the module."""
    run_module(info(INTEGRATION_CONFIGURATION))


if __name__ == "__main__":
    main()
# END GENERATED module
