#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module projects: documentation; the rest is its task."""

from __future__ import annotations

DOCUMENTATION = r"""
module: projects
short_description: Manage many LaunchDarkly projects
version_added: 1.0.0
description:
  - Brings a whole declared set of projects to its desired state in one task. They are read several at a time, everything
    is planned before anything is written.
  - What can be applied is applied. If anything could not, the task fails with an entry for each.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
  - community.launchdarkly.batch
  - community.launchdarkly.prune
options:
  projects:
    description: The projects. Each entry has the options of M(community.launchdarkly.project).
    type: list
    elements: dict
    required: true
    suboptions:
      # BEGIN GENERATED projects: by "make generate" from the module project; do not edit
      project_key:
        description: The key of the project.
        type: str
        required: true
      name:
        description: The name of the project. Needed to create one.
        type: str
      state:
        description: Whether the project shall be there. To delete one needs O(projects[].confirm_deletion)
          too.
        type: str
        choices: [present, absent]
        default: present
      include_in_snippet_by_default:
        description:
          - Whether new flags are available to client-side SDKs that use the client-side ID.
          - An older name for O(projects[].default_client_side_availability.using_environment_id). Where both
            are given, they must agree.
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
      tags:
        description:
          - The tags of the project, all of them. Their order does not matter.
          - If not set, the tags are left alone. An empty list removes them.
        type: list
        elements: str
      confirm_deletion:
        description:
          - The key of the project.
          - Needed with O(projects[].state=absent) if the project is there. Deleting it destroys its flags,
            segments and environments, with the keys that applications use and the persistent stores.
        type: str
      # END GENERATED projects
  prune:
    description:
      - Whether to delete the projects within O(prune_scope) that are not declared. Each of them has to be named in
        O(confirm_deletion) too.
      - Nothing is deleted where an entry could not be planned, and nothing at all in which something failed.
        Deletions come last.
    type: bool
    default: false
  prune_scope:
    description:
      - What O(prune=true) may delete. It must fit everything that is given.
      - Required if O(prune=true).
    type: dict
    suboptions:
      tags:
        description: Only projects that have all of these tags.
        type: list
        elements: str
        required: true
  confirm_deletion:
    description:
      - The keys of the projects that O(prune=true) may delete. One that is not named here is kept, and the task fails with
        an entry for it.
      - A deletion destroys the flags, segments and environments of the project, with the keys that applications use.
    type: list
    elements: str
seealso:
  - module: community.launchdarkly.project
  - module: community.launchdarkly.project_info
  - module: community.launchdarkly.environments
"""

EXAMPLES = r"""
- name: The projects of a team
  community.launchdarkly.projects:
    projects:
      - project_key: my-project
        name: My project
        tags: [team-a]
      - project_key: another-project
        name: Another project
        tags: [team-a]
        environments:
          - key: production
            name: Production
            color: "417505"
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
    before:
      description: What was found, under the names of the options, its secrets left out. Null if it was not there.
      type: dict
    after:
      description: What is there then, in the same way. Null if it was deleted.
      type: dict
    project:
      description: The resource as LaunchDarkly shows it. Null if it was deleted.
      type: dict
  sample:
    - resource: project 'another-project'
      kind: project
      identity:
        project_key: another-project
      operations:
        - op: replace
          path: /name
          value: Another project
      project:
        key: another-project
        name: Another project
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
      description: Where it is declared, for example V(projects[3]).
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
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.project import PROJECT
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.many import many


def main() -> None:
    """Run the module."""
    run_module(many(PROJECT))


if __name__ == "__main__":
    main()
# END GENERATED module
