#!/usr/bin/python
# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module account: documentation; the rest is its task."""

# The documentation of every kind of resource is in it.
# pylint: disable=too-many-lines

from __future__ import annotations

DOCUMENTATION = r"""
module: account
short_description: Manage everything that is declared of a LaunchDarkly account, in one plan
version_added: 1.0.0
description:
  - Brings everything that is declared to its state in one task. The lists are read once, everything is planned, then it is
    applied in the order in which it depends on each other; deletions come last, in the opposite order.
  - What fails keeps only from being applied what depends on it. The task then fails with an entry for each.
  - A new project begins with the environments that are declared of it, so that it has no others.
  - In check mode it writes the plan to a file, if O(plan_path) is set. A later run with that file as O(approved_plan) does what
    is in it, or nothing.
author:
  - community.launchdarkly contributors (@ansible-collections)
extends_documentation_fragment:
  - community.launchdarkly.attributes
  - community.launchdarkly.attributes.actiongroup_secrets
  - community.launchdarkly.attributes.actiongroup_launchdarkly
  - community.launchdarkly.connection
  - community.launchdarkly.batch
  - community.launchdarkly.secrets
options:
  # BEGIN GENERATED kinds: by "make generate" from the modules for one; do not edit
  projects:
    description: The projects. Each entry has the options of M(community.launchdarkly.project).
    type: list
    elements: dict
    suboptions:
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
  environments:
    description: The environments. Each entry has the options of M(community.launchdarkly.environment).
    type: list
    elements: dict
    suboptions:
      project_key:
        description: The key of the project.
        type: str
        required: true
      environment_key:
        description: The key of the environment.
        type: str
        required: true
      state:
        description: Whether the environment shall be there. To delete one needs O(environments[].confirm_deletion)
          too.
        type: str
        choices: [present, absent]
        default: present
      name:
        description: The name of the environment. Needed to create one.
        type: str
      color:
        description:
          - The colour in LaunchDarkly's interface, six hexadecimal digits. Needed to create one.
          - Put it in quotes, else YAML may take it for a number.
        type: str
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
          - The tags of the environment, all of them. Their order does not matter.
          - If not set, the tags are left alone. An empty list removes them.
        type: list
        elements: str
      source:
        description:
          - The key of an environment of the same project whose settings a new environment begins with. What
            the task declares itself comes first.
          - Used at creation only.
        type: str
      approval_settings:
        description:
          - How changes of flags in this environment are approved. An update touches only the members that
            are given. For segments see M(community.launchdarkly.approval_request_setting).
          - LaunchDarkly takes them only of an environment that is there, so a creation is followed by an
            update.
        type: dict
        suboptions:
          required:
            description: Whether changes need approval.
            type: bool
          can_review_own_request:
            description: Whether whoever requests an approval may review it.
            type: bool
          min_num_approvals:
            description: How many approvals a change needs, V(1) to V(5).
            type: int
          can_apply_declined_changes:
            description: Whether a change may be applied that somebody declined, as long as it has its approvals.
            type: bool
          auto_apply_approved_changes:
            description: Whether approved changes are applied by themselves. For approval systems other than
              LaunchDarkly's, so it needs another O(environments[].approval_settings.service_kind).
            type: bool
          required_approval_tags:
            description:
              - The tags of the flags whose changes need approval.
              - LaunchDarkly takes either this or O(environments[].approval_settings.required=true), which
                is for all flags, so to set one is to reset the other.
            type: list
            elements: str
          service_kind:
            description: The approval system, for example C(launchdarkly) or C(servicenow).
            type: str
          service_config:
            description: The settings of that approval system, as it needs them. Compared and sent as a whole.
            type: dict
      confirm_deletion:
        description:
          - The project's and the environment's key with a slash between them, for example V(my-project/staging).
          - Needed with O(environments[].state=absent) if the environment is there. Deleting it destroys the
            settings of every flag in it, its segments, its persistent stores, and the keys that applications
            use.
        type: str
  approval_request_settings:
    description: The approval request settings. Each entry has the options of M(community.launchdarkly.approval_request_setting).
    type: list
    elements: dict
    suboptions:
      project_key:
        description: The key of the project.
        type: str
        required: true
      environment_key:
        description: The key of the environment.
        type: str
        required: true
      resource_kind:
        description:
          - Of what kind the resources are whose changes are approved. V(segment) for segments, V(aiconfig)
            for AI Configs.
          - V(flag) is for flags, and the same settings as O(community.launchdarkly.environment#module:approval_settings).
            Declare them there, and here only what that option does not have. M(community.launchdarkly.account)
            refuses declarations of both that contradict each other.
        type: str
        required: true
      state:
        description: Whether the settings are as declared. They are always there, so V(absent) puts them back
          to those of a new environment, which need no approvals.
        type: str
        choices: [present, absent]
        default: present
      required:
        description: Whether changes need approval.
        type: bool
      can_review_own_request:
        description: Whether whoever requests an approval may review it.
        type: bool
      min_num_approvals:
        description: How many approvals a change needs, V(1) to V(5).
        type: int
      can_apply_declined_changes:
        description: Whether a change may be applied that somebody declined, as long as it has its approvals.
        type: bool
      auto_apply_approved_changes:
        description: Whether approved changes are applied by themselves. For approval systems other than LaunchDarkly's,
          so it needs another O(approval_request_settings[].service_kind).
        type: bool
      required_approval_tags:
        description:
          - The tags of the resources whose changes need approval.
          - LaunchDarkly takes either this or O(approval_request_settings[].required=true), which is for all
            of them, so to set one is to reset the other.
        type: list
        elements: str
      bypass_approvals_for_pending_changes:
        description: Whether pending changes, such as scheduled ones, need no approval.
        type: bool
      service_kind:
        description:
          - The approval system, for example C(launchdarkly) or C(servicenow).
          - LaunchDarkly takes another one than C(launchdarkly) for flags only, as far as is known. The task
            fails where it was ignored.
        type: str
      service_config:
        description: The settings of that approval system, as it needs them. Compared and sent as a whole.
        type: dict
      service_kind_configuration_id:
        description: The ID of the integration configuration of a custom approval integration, if O(approval_request_settings[].service_kind)
          is one.
        type: str
  big_segment_stores:
    description: The big segment stores. Each entry has the options of M(community.launchdarkly.big_segment_store).
    type: list
    elements: dict
    suboptions:
      project_key:
        description: The key of the project.
        type: str
        required: true
      environment_key:
        description: The key of the environment.
        type: str
        required: true
      name:
        description:
          - The name of the store. Together with the kind of store it says which one is meant; without it,
            the only store of that kind in the environment is.
          - With O(big_segment_stores[].integration_id), it is the name that the store shall have.
        type: str
      previous_name:
        description:
          - The name that the store may still have. Where none has the new name, the one with this name is
            renamed.
          - It may stay in the playbook, since it has no effect once the store has its new name.
        type: str
      integration_id:
        description:
          - The ID of an existing store. It also serves to rename one.
          - A store that is not there is never created under another ID.
        type: str
      state:
        description: Whether the store shall be there.
        type: str
        choices: [present, absent]
        default: present
      enabled:
        description:
          - Whether LaunchDarkly uses the store. LaunchDarkly's name for it is C(on).
          - When a store is created without it, LaunchDarkly's default is V(false).
        type: bool
      tags:
        description:
          - The tags of the store, all of them. Their order does not matter.
          - If not set, the tags are left alone. An empty list removes them.
        type: list
        elements: str
      redis:
        description:
          - The config of a Redis store. Mutually exclusive with O(big_segment_stores[].dynamodb).
          - An update touches only the members that are given. V({}) says no more than that the store is of
            this kind.
          - Where the store has a password, a change of any member needs it too. LaunchDarkly may else store
            what it shows of it.
        type: dict
        suboptions:
          host:
            description: The host name or address. Needed to create a store.
            type: str
          port:
            description: The port. A number is fine.
            type: str
          username:
            description: The user name. An empty string removes it.
            type: str
          password:
            description: The password. An empty string removes it. See O(update_secrets).
            type: str
          tls_enabled:
            description: Whether to connect with TLS.
            type: bool
      dynamodb:
        description:
          - The config of a DynamoDB store. Mutually exclusive with O(big_segment_stores[].redis).
          - The table has the partition key C(namespace) and the sort key C(key), both strings.
          - All members are needed to create a store. An update touches only the members that are given.
        type: dict
        suboptions:
          table_name:
            description: The name of the table.
            type: str
          region:
            description: The AWS region of the table, for example V(us-east-1).
            type: str
          role_arn:
            description: The ARN of the IAM role that LaunchDarkly assumes.
            type: str
          external_id:
            description: The external ID, a UUID that you choose, in the trust policy of that role.
            type: str
  integration_configurations:
    description: The integration configurations. Each entry has the options of M(community.launchdarkly.integration_configuration).
    type: list
    elements: dict
    suboptions:
      integration_key:
        description:
          - The key of the integration, for example V(servicenow-app), V(snowflake-experimentation) or V(custom-approvals).
          - Persistent stores are not configured here but with M(community.launchdarkly.big_segment_store).
        type: str
        required: true
      name:
        description:
          - The name of the configuration.
          - With O(integration_configurations[].integration_configuration_id), the name that it shall have.
            Otherwise it says which one is meant.
        type: str
      previous_name:
        description:
          - The name that the configuration may still have. Where none has the new name, the one with this
            name is renamed.
          - It may stay in the playbook, since it has no effect once the configuration has its new name.
        type: str
      integration_configuration_id:
        description:
          - The ID of an existing configuration. It also serves to rename one.
          - A configuration that is not there is never created under another ID.
        type: str
      state:
        description: Whether the configuration shall be there.
        type: str
        choices: [present, absent]
        default: present
      enabled:
        description: Whether the configuration is enabled. LaunchDarkly's default at creation is V(true).
        type: bool
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
          - Where the configuration has secrets, a change of any variable needs them too. LaunchDarkly may
            else store what it shows of them.
          - Values of variables that are secret in the integration's manifest are treated as secrets here
            too.
        type: dict
      secret_config_values:
        description: The values of form variables that are secret, by their keys. They are never shown. See
          O(update_secrets).
        type: dict
      capability_config:
        description: The configuration of the integration's capabilities.
        type: dict
        suboptions:
          audit_log_events_hook:
            description: Which events of the audit log are sent.
            type: dict
            suboptions:
              statements:
                description: The policy, as a list of statements. It is replaced as a whole.
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
          approvals:
            description: How approvals are requested.
            type: dict
            suboptions:
              additional_form_variables:
                description: Further form variables of an approval request. The list is replaced as a whole.
                type: list
                elements: dict
                suboptions:
                  key:
                    description: The key of the variable.
                    type: str
                    required: true
                  name:
                    description: Its name in the form.
                    type: str
                  type:
                    description: Its type, for example V(string), V(enum) or V(boolean).
                    type: str
                  description:
                    description: Its description in the form.
                    type: str
                  placeholder:
                    description: What the empty field shows.
                    type: str
                  is_optional:
                    description: Whether it may be left empty.
                    type: bool
                  allowed_values:
                    description: The values of an V(enum).
                    type: list
                    elements: str
                  default_value:
                    description: Its default.
                    type: raw
                  dynamic_options:
                    description: Where the options of a V(dynamicEnum) come from, with the API's own member
                      names.
                    type: dict
      validate_config:
        description: Whether to check O(integration_configurations[].config_values) against the form variables
          that this collection knows of the integration, before any call. An integration or a variable that
          it does not know is a warning only.
        type: bool
        default: true
  audit_log_subscriptions:
    description: The audit log subscriptions. Each entry has the options of M(community.launchdarkly.audit_log_subscription).
    type: list
    elements: dict
    suboptions:
      integration_key:
        description: The key of the integration, for example V(datadog), V(splunk) or V(slack).
        type: str
        required: true
      name:
        description:
          - The name of the subscription.
          - With O(audit_log_subscriptions[].subscription_id), the name that it shall have. Otherwise it says
            which one is meant.
        type: str
      previous_name:
        description:
          - The name that the subscription may still have. Where none has the new name, the one with this
            name is renamed.
          - It may stay in the playbook, since it has no effect once the subscription has its new name.
        type: str
      subscription_id:
        description:
          - The ID of an existing subscription. It also serves to rename one.
          - A subscription that is not there is never created under another ID.
        type: str
      state:
        description: Whether the subscription shall be there.
        type: str
        choices: [present, absent]
        default: present
      enabled:
        description: Whether events are sent. LaunchDarkly's default at creation is V(false).
        type: bool
      tags:
        description:
          - The tags of the subscription, all of them. Their order does not matter.
          - If not set, the tags are left alone. An empty list removes them.
        type: list
        elements: str
      config_values:
        description:
          - The values of the integration's form variables, by their keys. Those of V(splunk) are written
            with hyphens, such as C(base-url).
          - A variable that is not given is left alone. Null removes it.
          - Where the subscription has secrets, a change of any variable needs them too. LaunchDarkly may
            else store what it shows of them.
        type: dict
      secret_config_values:
        description: The values that are secret, by their keys. They are never shown. See O(update_secrets).
        type: dict
      validate_config:
        description: Whether to check O(audit_log_subscriptions[].config_values) against what this collection
          knows of them, before any call. What it does not know is a warning only.
        type: bool
        default: true
      url:
        description: The address of an incoming webhook of V(slack), which needs it. Whoever knows it can
          write there, so it is kept as a secret. Other integrations have no use for it.
        type: str
      statements:
        description: Which events are sent, as a policy. The list is replaced as a whole.
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
  integration_delivery_configurations:
    description: The integration delivery configurations. Each entry has the options of M(community.launchdarkly.integration_delivery_configuration).
    type: list
    elements: dict
    suboptions:
      project_key:
        description: The key of the project.
        type: str
        required: true
      environment_key:
        description: The key of the environment.
        type: str
        required: true
      integration_key:
        description: The key of the integration, for example V(cloudflare), V(fastly), V(vercel) or V(akamai-edgeworkers).
        type: str
        required: true
      name:
        description:
          - The name of the configuration.
          - With O(integration_delivery_configurations[].integration_delivery_configuration_id), the name
            that it shall have. Otherwise it says which one is meant.
        type: str
      previous_name:
        description:
          - The name that the configuration may still have. Where none has the new name, the one with this
            name is renamed.
          - It may stay in the playbook, since it has no effect once the configuration has its new name.
        type: str
      integration_delivery_configuration_id:
        description:
          - The ID of an existing configuration. It also serves to rename one.
          - A configuration that is not there is never created under another ID.
        type: str
      state:
        description: Whether the configuration shall be there.
        type: str
        choices: [present, absent]
        default: present
      enabled:
        description: Whether flags are delivered. LaunchDarkly's default at creation is V(false).
        type: bool
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
          - Where the configuration has secrets, a change of any variable needs them too. LaunchDarkly may
            else store what it shows of them.
        type: dict
      secret_config_values:
        description: The values that are secret, by their keys. They are never shown. See O(update_secrets).
        type: dict
      validate_config:
        description: Whether to check O(integration_delivery_configurations[].config_values) against what
          this collection knows of them, before any call. What it does not know is a warning only.
        type: bool
        default: true
  flag_import_configurations:
    description: The flag import configurations. Each entry has the options of M(community.launchdarkly.flag_import_configuration).
    type: list
    elements: dict
    suboptions:
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
          - With O(flag_import_configurations[].flag_import_configuration_id), the name that it shall have.
            Otherwise it says which one is meant.
        type: str
      previous_name:
        description:
          - The name that the configuration may still have. Where none has the new name, the one with this
            name is renamed.
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
          - Where the configuration has secrets, a change of any variable needs them too. LaunchDarkly may
            else store what it shows of them.
        type: dict
      secret_config_values:
        description: The values that are secret, by their keys. They are never shown. See O(update_secrets).
        type: dict
      validate_config:
        description: Whether to check O(flag_import_configurations[].config_values) against what this collection
          knows of them, before any call. What it does not know is a warning only.
        type: bool
        default: true
  relay_proxy_configurations:
    description: The relay proxy configurations. Each entry has the options of M(community.launchdarkly.relay_proxy_configuration).
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - The name of the configuration.
          - With O(relay_proxy_configurations[].relay_proxy_configuration_id), the name that it shall have.
            Otherwise it says which one is meant.
        type: str
      previous_name:
        description:
          - The name that the configuration may still have. Where none has the new name, the one with this
            name is renamed.
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
          - The projects and environments that a Relay Proxy with the key may serve, as a policy. The list
            is replaced as a whole.
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
  webhooks:
    description: The webhooks. Each entry has the options of M(community.launchdarkly.webhook).
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - The name of the webhook.
          - With O(webhooks[].webhook_id), the name that it shall have. Otherwise it says which one is meant.
        type: str
      previous_name:
        description:
          - The name that the webhook may still have. Where none has the new name, the one with this name
            is renamed.
          - It may stay in the playbook, since it has no effect once the webhook has its new name.
        type: str
      webhook_id:
        description:
          - The ID of an existing webhook. It also serves to rename one.
          - A webhook that is not there is never created under another ID.
        type: str
      state:
        description: Whether the webhook shall be there.
        type: str
        choices: [present, absent]
        default: present
      url:
        description: The address that is told. It is needed to create a webhook.
        type: str
      enabled:
        description: Whether it is told. A new webhook is on unless this is V(false).
        type: bool
      secret:
        description:
          - The secret with which LaunchDarkly signs what it sends. An empty one means that nothing is signed.
          - If not set, it is left alone. It is never shown.
        type: str
      statements:
        description: Of which changes it is told, as a policy. The list is replaced as a whole. Without statements
          it is told of all.
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
      tags:
        description:
          - The tags of the webhook, all of them. Their order does not matter.
          - If not set, the tags are left alone. An empty list removes them.
        type: list
        elements: str
  destinations:
    description: The destinations. Each entry has the options of M(community.launchdarkly.destination).
    type: list
    elements: dict
    suboptions:
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
          - What kind of destination it is, V(kinesis), V(google-pubsub), V(azure-event-hubs), V(mparticle)
            or V(segment).
          - Of V(snowflake-v2), V(databricks), V(bigquery) and V(redshift) less is documented, so less of
            O(destinations[].config_values) is checked.
        type: str
        required: true
      name:
        description:
          - The name of the destination.
          - With O(destinations[].destination_id), the name that it shall have. Otherwise it says which one
            is meant.
        type: str
      previous_name:
        description:
          - The name that the destination may still have. Where none has the new name, the one with this name
            is renamed.
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
          - Where the destination has secrets, a change of any variable needs them too. LaunchDarkly may else
            store what it shows of them.
        type: dict
      secret_config_values:
        description: The values that are secret, by their keys. They are never shown. See O(update_secrets).
        type: dict
      validate_config:
        description: Whether to check O(destinations[].config_values) against what this collection knows of
          them, before any call. What it does not know is a warning only.
        type: bool
        default: true
  custom_roles:
    description: The custom roles. Each entry has the options of M(community.launchdarkly.custom_role).
    type: list
    elements: dict
    suboptions:
      custom_role_key:
        description: The key of the role. It cannot be changed.
        type: str
        required: true
      name:
        description: The name of the role. It is needed to create one.
        type: str
      state:
        description: Whether the role shall be there.
        type: str
        choices: [present, absent]
        default: present
      description:
        description: What the role is for.
        type: str
      policy:
        description:
          - What the role may do, as a list of statements. It is replaced as a whole. The order of the resources
            and actions in a statement does not matter.
          - It is needed to create a role.
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
      base_permissions:
        description: What whoever has the role may do without it, V(reader) for reading everything, or V(no_access).
        type: str
        choices: [reader, no_access]
      resource_category:
        description: The category of resources that the role is about, as LaunchDarkly calls it. It cannot
          be changed.
        type: str
  # END GENERATED kinds
  only_projects:
    description:
      - The keys of projects. If any is given, only what is declared of these projects is brought to its state, and nothing of
        the kinds that belong to no project.
      - A key of which nothing is declared is refused.
    type: list
    elements: str
  scope:
    description:
      - Where to look for what is there and not declared. Of each kind of which a list is given, all that is in these projects,
        or of these integrations, belongs to the scope. A list that is not given leaves out its kind.
      - If not set, these are the projects and the integrations that the declaration names. Projects themselves are in the scope
        only if they are named here.
    type: dict
    suboptions:
      project_keys:
        description: The keys of projects.
        type: list
        elements: str
      integration_keys:
        description: The keys of integrations.
        type: list
        elements: str
  prune:
    description:
      - Whether to delete what is in O(scope) and not declared. Without it, it is only listed.
      - Nothing is deleted where an entry could not be planned, and nothing of a place in which something failed.
      - Required together with it is O(scope).
    type: bool
    default: false
  prune_limit:
    description:
      - How much O(prune=true) may delete at the most. A number, or a share of what is within O(scope), rounded up.
      - A plan that would delete more is refused as a whole, before anything is written, and the failure names it all.
    type: str
    default: 20%
  confirm_deletion:
    description:
      - The keys of the projects (V(my-project)) and environments (V(my-project/production\)) that O(prune=true) may delete. One
        that is not named here is kept, and the task fails with an entry for it.
      - What is declared as absent is confirmed in its own entry.
    type: list
    elements: str
  plan_path:
    description:
      - Where to write the plan in check mode. If it is a directory, the file in it is C(launchdarkly.plan.json).
      - Only its owner may read the file. There is nothing secret in it. Its format is described by C(docs/plan.schema.json).
      - The same for people is beside it, as Markdown.
      - The files are on the host on which the module runs.
    type: path
  approved_plan:
    description:
      - A plan that a run in check mode has made, as its content or as the path of its file on the host on which the module runs.
      - The plan is made again, of the declaration and of what is there now. Only if it is the same is it applied. Otherwise
        nothing is written, and the failure says what differs.
      - A secret that changed is seen in it with O(fingerprint_key) only.
    type: raw
  backout_path:
    description:
      - Where to write the way back, a file of variables for the role P(community.launchdarkly.account#role) that declares what
        was there before for everything that is changed. What is created is absent in it.
      - What cannot be taken back is named in its comments, such as the former value of a secret.
      - It is written before the first change, and again when all is done. Nothing is written where nothing changes.
    type: path
seealso:
  - module: community.launchdarkly.account_info
  - name: Review and apply
    description: How a plan is reviewed, approved and applied.
    link: https://docs.ansible.com/projects/ansible/latest/collections/community/launchdarkly/docsite/guide_review.html
"""

EXAMPLES = r"""
- name: A project with an environment and its persistent store
  community.launchdarkly.account:
    projects:
      - project_key: my-project
        name: My project
    environments:
      - project_key: my-project
        environment_key: test
        name: Test
        color: "417505"
    big_segment_stores:
      - project_key: my-project
        environment_key: test
        name: Segments
        enabled: true
        redis:
          host: redis.test.example.com

- name: Write down what would be done
  community.launchdarkly.account:
    projects: "{{ account_projects }}"
    environments: "{{ account_environments }}"
    plan_path: ./launchdarkly.plan.json
  check_mode: true

- name: Do that, and nothing else
  community.launchdarkly.account:
    projects: "{{ account_projects }}"
    environments: "{{ account_environments }}"
    approved_plan: ./launchdarkly.plan.json
    backout_path: ./backout.yml

- name: Delete the persistent stores of a project that are not declared
  community.launchdarkly.account:
    big_segment_stores: "{{ account_big_segment_stores }}"
    prune: true
    scope:
      project_keys: [my-project]
"""

RETURN = r"""
changes:
  description:
    - What was changed, or would be in check mode, an entry for each resource, in the order of the declaration.
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
  sample:
    - resource: environment 'test' of project 'my-project'
      kind: environment
      identity:
        project_key: my-project
        environment_key: test
      operations:
        - op: replace
          path: /name
          value: Test
      before:
        environment_key: test
        name: Testing
      after:
        environment_key: test
        name: Test
undeclared:
  description: What is there in the scope and not declared, an entry for each resource, with what declares it.
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
      description: Which one it is, for programs.
      type: dict
    declaration:
      description: The options that declare it as it is, but for its secrets.
      type: dict
    secrets:
      description: Which of its options are secrets, and left out.
      type: list
      elements: str
plan:
  description: The plan, as it is in the file of O(plan_path). It can be given as O(approved_plan).
  type: dict
  returned: in check mode
backout:
  description: What is in the file of O(backout_path).
  type: dict
  returned: with O(backout_path), not in check mode
  contains:
    written:
      description: Whether the file was written. It is not where nothing changes.
      type: bool
    not_taken_back:
      description: What it cannot take back, a sentence each.
      type: list
      elements: str
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
      description: Where it is declared, for example V(kinds[3]).
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

from ansible_collections.community.launchdarkly.plugins.module_utils._module import run_module
from ansible_collections.community.launchdarkly.plugins.module_utils._tasks.account import TASK


def main() -> None:
    """Run the module."""
    run_module(TASK)


if __name__ == "__main__":
    main()
