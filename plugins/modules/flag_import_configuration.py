#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module flag_import_configuration: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: flag_import_configuration
short_description: Manage flag import configurations in LaunchDarkly
version_added: 1.0.0
description:
  - Creates, updates and deletes the configurations by which flags of another service, Split or Unleash, are imported
    into a project.
  - It imports nothing by itself. M(community.launchdarkly.flag_import) begins an import.
  - Compares every member that the task declares with what LaunchDarkly has, and patches only what differs.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_secrets
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
  - community.launchdarkly.secrets
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
    description:
      - The name of the configuration.
      - With O(flag_import_configuration_id), the name that it shall have. Otherwise it says which one is meant.
    type: str
  previous_name:
    description:
      - The name that the configuration may still have. Where none has the new name, the one with this name is renamed.
      - It may stay in the playbook, since it has no effect once the configuration has its new name.
    type: str
  flag_import_configuration_id:
    description:
      - The ID of an existing configuration. It also serves to rename one.
      - A configuration that is not there is never created under another ID.
    type: str
  state:
    description: Whether the configuration shall be there.
    type: str
    choices: [present, absent]
    default: present
  tags:
    description:
      - The tags of the configuration, all of them. Their order does not matter.
      - If not set, the tags are left alone. An empty list removes them.
    type: list
    elements: str
  config_values:
    description:
      - The values of the integration's form variables, by their keys.
      - A variable that is not given is left alone. Null removes it.
      - Where the configuration has secrets, a change of any variable needs them too. LaunchDarkly may else store what it shows
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
  - The API is in beta.
seealso:
  - module: community.launchdarkly.flag_import_configurations
  - module: community.launchdarkly.flag_import_configuration_info
  - module: community.launchdarkly.flag_import
  - ref: ansible_collections.community.launchdarkly.docsite.guide_integrations
    description: These kinds in playbooks.
  - name: Flag import configurations in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/flag-import-configurations-beta
"""

EXAMPLES = r"""
- name: From where flags are imported
  community.launchdarkly.flag_import_configuration:
    project_key: my-project
    integration_key: split
    name: Split
    config_values:
      workspaceId: my-workspace
      environmentId: my-environment
    secret_config_values:
      workspaceApiKey: "{{ vault_split_api_key }}"
      ldApiKey: "{{ vault_launchdarkly_import_token }}"
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success, and failure if the options are valid
  sample: split flag import configuration 'Split' of my-project
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success, and failure if the options are valid
  sample: flag_import_configuration
identity:
  description:
    - Which one it is, for programs. The options that name it, and its name and ID where it has them.
    - They are those that were found, so what is created has no ID here, in check mode as in the run.
  type: dict
  returned: success, and failure if the options are valid
  sample:
    project_key: my-project
    integration_key: split
    name: Split
    flag_import_configuration_id: 12ab3c4d5ef1a2345bcde67f
flag_import_configuration:
  description:
    - The configuration as LaunchDarkly shows it, without its secrets. In check mode, as it would be.
    - Null if there is none.
  type: dict
  returned: success, and failure if something was done before it
  sample:
    _id: 12ab3c4d5ef1a2345bcde67f
    projectKey: my-project
    integrationKey: split
    name: Split
    config:
      workspaceId: my-workspace
      environmentId: my-environment
    tags: []
    version: 2
    _status:
      status: complete
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
      path: /config/workspaceId
      value: my-other-workspace
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.flag_import_configuration import (
    FLAG_IMPORT_CONFIGURATION,
)
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one


def main() -> None:
    """Run the module."""
    run_module(one(FLAG_IMPORT_CONFIGURATION))


if __name__ == "__main__":
    main()
# END GENERATED module
