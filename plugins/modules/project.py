#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module project: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: project
short_description: Manage LaunchDarkly projects
version_added: 1.0.0
description:
  - Creates, updates and deletes projects.
  - Compares every member that the task declares with what LaunchDarkly has, and patches only what differs.
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
  name:
    description: The name of the project. Needed to create one.
    type: str
  state:
    description: Whether the project shall be there. To delete one needs O(confirm_deletion) too.
    type: str
    choices: [present, absent]
    default: present
  include_in_snippet_by_default:
    description:
      - Whether new flags are available to client-side SDKs that use the client-side ID.
      - An older name for O(default_client_side_availability.using_environment_id). Where both are given, they must agree.
    type: bool
  default_client_side_availability:
    description: Which client-side SDKs new flags are available to.
    type: dict
    suboptions:
      using_environment_id:
        description: Those that use the client-side ID, for example in a browser.
        type: bool
        required: true
      using_mobile_key:
        description: Those that use the mobile key.
        type: bool
        required: true
  naming_convention:
    description:
      - The convention for the keys of new flags.
      - Used at creation only, since LaunchDarkly's API does not show it.
    type: dict
    suboptions:
      case:
        description: How the words of a key are joined.
        type: str
        choices: [camelCase, upperCamelCase, snakeCase, kebabCase, constantCase]
      prefix:
        description: What every key begins with.
        type: str
  environments:
    description:
      - The environments that a new project begins with. Without them, LaunchDarkly makes Test and Production.
      - Used at creation only. M(community.launchdarkly.environment) manages environments.
    type: list
    elements: dict
    suboptions:
      key:
        description: The key of the environment.
        type: str
        required: true
        aliases: [environment_key]
      tags:
        description: The tags of the environment.
        type: list
        elements: str
      # BEGIN GENERATED environments: by "make generate" from the module environment; do not edit
      name:
        description: The name of the environment. Needed to create one.
        type: str
        required: true
      color:
        description:
          - The colour in LaunchDarkly's interface, six hexadecimal digits. Needed to create one.
          - Put it in quotes, else YAML may take it for a number.
        type: str
        required: true
      default_ttl:
        description: The minutes, V(0) to V(60), for which PHP SDKs may cache flag rules.
        type: int
      secure_mode:
        description: Whether client-side users may not see the variations of others.
        type: bool
      default_track_events:
        description: Whether new flags send detailed events to data export.
        type: bool
      require_comments:
        description: Whether every change of a flag or segment needs a comment.
        type: bool
      confirm_changes:
        description: Whether every change of a flag or segment needs a confirmation.
        type: bool
      critical:
        description: Whether the environment is a critical one.
        type: bool
      # END GENERATED environments
  tags:
    description:
      - The tags of the project, all of them. Their order does not matter.
      - If not set, the tags are left alone. An empty list removes them.
    type: list
    elements: str
  confirm_deletion:
    description:
      - The key of the project.
      - Needed with O(state=absent) if the project is there. Deleting it destroys its flags, segments and environments,
        with the keys that applications use and the persistent stores.
    type: str
notes:
  - LaunchDarkly keeps the last project of an account and the last environment of a project; to delete them fails.
seealso:
  - module: community.launchdarkly.project_info
  - module: community.launchdarkly.environment
  - ref: ansible_collections.community.launchdarkly.docsite.guide_bootstrapping
    description: A project and an environment with all that they need.
  - name: Projects in LaunchDarkly's API
    description: The API behind this module.
    link: https://launchdarkly.com/docs/api/projects
"""

EXAMPLES = r"""
- name: A project that begins with one environment
  community.launchdarkly.project:
    project_key: my-project
    name: My project
    default_client_side_availability:
      using_environment_id: true
      using_mobile_key: false
    environments:
      - key: production
        name: Production
        color: "417505"
        critical: true
    tags: [managed-by-ansible]

- name: No such project, with all that is lost
  community.launchdarkly.project:
    project_key: my-project
    state: absent
    confirm_deletion: my-project
"""

RETURN = r"""
resource:
  description: What the task is about, as messages name it.
  type: str
  returned: success, and failure if the options are valid
  sample: project 'my-project'
kind:
  description: The kind of resource, as its module is called.
  type: str
  returned: success, and failure if the options are valid
  sample: project
identity:
  description: Which one it is, for programs. The options that name it.
  type: dict
  returned: success, and failure if the options are valid
  sample:
    project_key: my-project
project:
  description:
    - The project as LaunchDarkly shows it, without its environments. In check mode, as it would be.
    - Null if there is none.
  type: dict
  returned: success, and failure if something was done before it
  sample:
    _id: 57be1db38b75bf0772d11384
    key: my-project
    name: My project
    includeInSnippetByDefault: false
    defaultClientSideAvailability:
      usingEnvironmentId: true
      usingMobileKey: false
    tags: [managed-by-ansible]
operations:
  description:
    - The JSON Patch (RFC 6902) from what was found to what was declared. In check mode, the patch that would be sent.
    - A creation adds, and a deletion removes, at the path C("").
  type: list
  elements: dict
  returned: success, and failure if something was done before it
  sample:
    - op: replace
      path: /name
      value: My project
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.project import PROJECT
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.one import one


def main() -> None:
    """Run the module."""
    run_module(one(PROJECT))


if __name__ == "__main__":
    main()
# END GENERATED module
