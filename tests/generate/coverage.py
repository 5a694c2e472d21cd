# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of LaunchDarkly's API the collection manages, and of everything else that can be changed, why not."""

from __future__ import annotations

import dataclasses
import typing as t

from .blocks import Files
from .content import fill_table

PATH: t.Final = "docs/coverage.md"

_OF_A_FLAG = "belongs to a flag, which those who release change many times a day: a playbook would take it back"
_ACTS = "is something that is done once, not a state that is kept"
_NEXT = "has the shape of what is managed: nobody has asked for it yet"
_PEOPLE = "is about people: where there is single sign-on, SCIM has it"


@dataclasses.dataclass(frozen=True)
class Covered:
    """One part of the API: ``group`` is the class of LaunchDarkly's own Python client, without the word Api.

    ``modules`` manage it; without any, ``reason`` says why not. With some it says what of it is left out.
    """

    group: str
    resources: str
    modules: tuple[str, ...] = ()
    reason: str = ""


COVERAGE: t.Final = (
    Covered("Projects", "projects", ("project", "projects"), "the defaults of new flags are left out"),
    Covered("Environments", "environments, and the approval of flags in them", ("environment", "environments")),
    Covered("PersistentStoreIntegrationsBeta", "persistent stores", ("big_segment_store", "big_segment_stores")),
    Covered(
        "IntegrationsBeta",
        "integration configurations",
        ("integration_configuration", "integration_configurations"),
        "drafts of warehouses, which are set up in several steps, are left out",
    ),
    Covered(
        "IntegrationAuditLogSubscriptions",
        "audit log subscriptions",
        ("audit_log_subscription", "audit_log_subscriptions"),
        "what is connected by OAuth is managed once it is there",
    ),
    Covered(
        "IntegrationDeliveryConfigurationsBeta",
        "integration delivery configurations",
        ("integration_delivery_configuration", "integration_delivery_configurations"),
    ),
    Covered(
        "FlagImportConfigurationsBeta",
        "flag import configurations, and imports",
        ("flag_import_configuration", "flag_import_configurations", "flag_import"),
    ),
    Covered(
        "RelayProxyConfigurations",
        "Relay Proxy configurations, and their keys",
        ("relay_proxy_configuration", "relay_proxy_configurations", "relay_proxy_configuration_reset"),
    ),
    Covered("Webhooks", "webhooks", ("webhook", "webhooks")),
    Covered(
        "DataExportDestinations",
        "data export destinations",
        ("destination", "destinations"),
        "the set-up of warehouses, which takes several steps, is left out",
    ),
    Covered("CustomRoles", "custom roles", ("custom_role", "custom_roles")),
    Covered(
        "ApprovalsBeta",
        "approval settings of segments, AI Configs and flags",
        ("approval_request_setting", "approval_request_settings"),
        "the settings of single flags that are stricter are left out",
    ),
    Covered("AccessTokens", "access tokens", reason=_NEXT),
    Covered("OAuth2Clients", "OAuth clients", reason=_NEXT),
    Covered("CodeReferences", "repositories of code references", reason=_NEXT + "; branches come from a build"),
    Covered("ReleasePoliciesBeta", "release policies", reason=_NEXT),
    Covered(
        "SDKKeysBeta",
        "further SDK keys of an environment",
        reason="a deleted key is blocked for ever, and nothing of it can be taken back",
    ),
    Covered("Views", "views", reason=_NEXT),
    Covered("Contexts", "context kinds", reason=_NEXT),
    Covered("Announcements", "announcements", reason=_ACTS),
    Covered(
        "IPAllowlistBeta",
        "the list of allowed addresses",
        reason="one mistake in it locks everybody out, the task that made it too",
    ),
    Covered("Teams", "teams", reason=_PEOPLE + "; it is patched with instructions, not with a JSON Patch"),
    Covered("TeamsBeta", "many teams at once", reason=_PEOPLE),
    Covered("AccountMembers", "members", reason=_PEOPLE + "; a creation sends an invitation"),
    Covered("UserSettings", "settings of a user for a flag", reason=_OF_A_FLAG),
    Covered("FollowFlags", "who follows a flag", reason=_OF_A_FLAG),
    Covered("FeatureFlags", "feature flags", reason=_OF_A_FLAG.replace("belongs to a flag, which", "is what")),
    Covered("Segments", "segments", reason="is what those who release change, as flags"),
    Covered("ContextSettings", "settings of a context for a flag", reason=_OF_A_FLAG),
    Covered("FlagLinksBeta", "links of flags", reason=_OF_A_FLAG),
    Covered("FlagTriggers", "triggers of flags", reason=_OF_A_FLAG),
    Covered("AdaptiveTriggers", "adaptive triggers", reason=_OF_A_FLAG),
    Covered("ScheduledChanges", "scheduled changes", reason=_OF_A_FLAG),
    Covered("Workflows", "workflows", reason=_OF_A_FLAG),
    Covered("WorkflowTemplates", "templates of workflows", reason="cannot be changed, only made and deleted"),
    Covered("Approvals", "requests for approval", reason=_ACTS),
    Covered("ReleasePipelinesDeprecated", "release pipelines", reason="LaunchDarkly has deprecated them"),
    Covered("Metrics", "metrics", reason="belongs to experiments"),
    Covered("MetricsBeta", "groups of metrics", reason="belongs to experiments"),
    Covered("Experiments", "experiments", reason="is run by people for a time"),
    Covered("Holdouts", "holdouts", reason="belongs to experiments"),
    Covered("Layers", "layers", reason="belongs to experiments"),
    Covered(
        "AgentControl", "agents, their configurations and tools", reason="is what those who release change, as flags"
    ),
    Covered("ApplicationsBeta", "applications", reason="comes from what SDKs report"),
    Covered("InsightsDeploymentsBeta", "deployments", reason=_ACTS),
    Covered("InsightsRepositoriesBeta", "repositories of engineering insights", reason="comes from its GitHub app"),
    Covered("InsightsScoresBeta", "groups of engineering insights", reason="is a report"),
)


def fill_coverage(files: Files) -> None:
    """The table in docs/coverage.md."""
    rows = [
        (
            row.resources,
            ", ".join(f"M(community.launchdarkly.{module})" for module in row.modules) or "none",
            row.reason,
        )
        for row in COVERAGE
    ]
    fill_table(
        files,
        PATH,
        "coverage",
        "tests/generate/coverage.py",
        ("part of the API", "modules", "why not, or what not"),
        rows,
    )
