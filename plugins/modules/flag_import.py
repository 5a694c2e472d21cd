#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module flag_import: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: flag_import
short_description: Import flags of another service into a project in LaunchDarkly
version_added: 1.0.0
description:
  - Has LaunchDarkly begin an import of flags, by a configuration that
    M(community.launchdarkly.flag_import_configuration) made.
  - Every run begins another import, so the task is always changed. Run it only when flags shall be imported, for
    example with the tag C(never) beside one of your own, or as a handler.
  - It does not wait for the end of the import, of which M(community.launchdarkly.flag_import_configuration_info)
    tells.
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
  integration_key:
    description: The service from which flags come, V(split) or V(unleash).
    type: str
    required: true
  name:
    description: The name of the configuration. Either it or O(flag_import_configuration_id) says which one is meant.
    type: str
  flag_import_configuration_id:
    description: The ID of the configuration.
    type: str
notes:
  - The API is in beta.
seealso:
  - module: community.launchdarkly.flag_import_configuration
  - module: community.launchdarkly.flag_import_configuration_info
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Flag import configurations in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/flag-import-configurations-beta
"""

EXAMPLES = r"""
- name: Import the flags, once
  community.launchdarkly.flag_import:
    project_key: my-project
    integration_key: split
    name: Split
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success
  sample: split flag import configuration 'Split' of my-project
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success
  sample: flag_import_configuration
identity:
  description: Which one it is, for programs. The options that name it, and its name and ID.
  type: dict
  returned: success
  sample:
    project_key: my-project
    integration_key: split
    name: Split
    flag_import_configuration_id: 12ab3c4d5ef1a2345bcde67f
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
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.flag_import import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
