#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module integration_delivery_configuration_info: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: integration_delivery_configuration_info
short_description: List integration delivery configurations in LaunchDarkly
version_added: 1.0.0
description:
  - Lists the integration delivery configurations of the account, or those that fit the options.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes.info
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
options:
  project_key:
    description: Only configurations of the project with this key.
    type: str
  environment_key:
    description: Only configurations of environments with this key.
    type: str
  integration_key:
    description: Only configurations of the integration with this key.
    type: str
  name:
    description: Only configurations with this name.
    type: str
  enabled:
    description: Only configurations that are on, or only those that are not.
    type: bool
  tags:
    description: Only configurations that have all of these tags.
    type: list
    elements: str
notes:
  - The API is in beta.
seealso:
  - module: community.launchdarkly.integration_delivery_configuration
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Integration delivery configurations in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/integration-delivery-configurations-beta
"""

EXAMPLES = r"""
- name: What is delivered of a project
  community.launchdarkly.integration_delivery_configuration_info:
    project_key: my-project
    enabled: true
"""

RETURN = r"""
integration_delivery_configurations:
  description: The configurations as LaunchDarkly shows them, without their secrets.
  type: list
  elements: dict
  returned: success
  sample:
    - _id: 12ab3c4d5ef1a2345bcde67f
      projectKey: my-project
      environmentKey: production
      integrationKey: fastly
      name: Edge
      'on': true
      config:
        storeId: my-store
      tags: []
      version: 2
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.integration_delivery_configuration import (
    INTEGRATION_DELIVERY_CONFIGURATION,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.info import info


def main() -> None:
    """Run the module."""
    run_module(info(INTEGRATION_DELIVERY_CONFIGURATION))


if __name__ == "__main__":
    main()
# END GENERATED module
