# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All kinds of resources that the collection knows, in the order in which they depend on each other."""

from __future__ import annotations

import typing as t

from .._engine.definition import Definition
from .approval_request_setting import APPROVAL_REQUEST_SETTING
from .audit_log_subscription import AUDIT_LOG_SUBSCRIPTION
from .big_segment_store import BIG_SEGMENT_STORE
from .custom_role import CUSTOM_ROLE
from .destination import DESTINATION
from .environment import ENVIRONMENT
from .flag_import_configuration import FLAG_IMPORT_CONFIGURATION
from .integration_configuration import INTEGRATION_CONFIGURATION
from .integration_delivery_configuration import INTEGRATION_DELIVERY_CONFIGURATION
from .project import PROJECT
from .relay_proxy_configuration import RELAY_PROXY_CONFIGURATION
from .webhook import WEBHOOK

KINDS: t.Final[tuple[Definition, ...]] = (
    PROJECT,
    ENVIRONMENT,
    APPROVAL_REQUEST_SETTING,
    BIG_SEGMENT_STORE,
    INTEGRATION_CONFIGURATION,
    AUDIT_LOG_SUBSCRIPTION,
    INTEGRATION_DELIVERY_CONFIGURATION,
    FLAG_IMPORT_CONFIGURATION,
    RELAY_PROXY_CONFIGURATION,
    WEBHOOK,
    DESTINATION,
    CUSTOM_ROLE,
)
