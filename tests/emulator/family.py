# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of the resources that are alike: where each is, what it is made of, and how its calls differ.

``blueprint`` has the handlers, which know no kind. A new kind is a new row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .manifests import APART, DELIVERY, EXPORT, FLAG_IMPORT, HOOKS
from .table import Record
from .validation import check_boolean, check_statements, check_tags, check_text

ABSENT: Any = object()
Check = Callable[[Any, str], None]


def text(value: Any, what: str) -> None:
    """A string that may be empty."""
    check_text(value, what, empty=True)


def config(value: Any, what: str) -> None:
    """A config: the manifest says what it may hold."""


@dataclass(frozen=True)
class Member:
    """A member of a body. A creation may leave it out unless it is ``required``, and then it has its ``default``.

    One that is not ``kept`` is taken at creation and never shown, one that is ``later`` is taken only afterwards.
    ``shown`` tells that an answer never leaves it out.
    """

    check: Check
    required: bool = False
    default: Any = ABSENT
    writable: bool = True
    kept: bool = True
    later: bool = False
    shown: bool = False


@dataclass(frozen=True)
class Row:
    """One kind of resource: ``name`` is what it is called in seeds, in the state and on the control path.

    ``collection`` is where all are listed, ``part`` where those of one environment are, ``place`` is where a new one is
    posted, and where each is by its id. The parameters of ``place`` are members of a record, under the names in
    ``renamed`` where they have others. ``manifests`` are the keys of what has a config, of those ``apart`` none is
    created by a call, and ``sort`` is the parameter or member that holds the key. ``derived`` is what an answer shows
    of a config beside what it holds. ``counted`` tells that there is a version, ``made`` is what else a new one has,
    and ``created`` the status of the answer to a creation. ``key`` is the member by which each is addressed, beside its
    id. ``once`` is what only the answer to a creation shows. ``hidden`` tells that a record does not show the
    parameters of its place, ``linked`` that answers have links, ``wrapped`` that a patch is a member of its body,
    ``paged`` that the list has pages, ``late`` that a new one may not be seen for a while. ``refusal`` is what an
    action answers instead for one whose config has the value refused. ``reorders`` is a list of statements whose own
    lists come back in another order.
    """

    name: str
    collection: str
    place: str
    members: dict[str, Member]
    part: str = ""
    beta: bool = False
    renamed: dict[str, str] = field(default_factory=dict)
    manifests: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    sort: str = "integrationKey"
    derived: Callable[[Record], Record] = lambda config: {}
    counted: bool = False
    created: int = 201
    made: Callable[[str], Record] = lambda secret: {}
    actions: dict[str, tuple[int, Any]] = field(default_factory=dict)
    key: str = "_id"
    once: str = ""
    hidden: bool = False
    linked: bool = True
    wrapped: bool = False
    paged: bool = False
    late: bool = False
    refusal: Any = None
    reorders: str = ""

    @property
    def config(self) -> str | None:
        """The member that holds secrets."""
        return "config" if self.manifests else None

    @property
    def parameters(self) -> list[str]:
        """The names of the parameters of ``place``."""
        return [segment[1:-1] for segment in self.place.split("/") if segment.startswith("{")]

    def member_of(self, parameter: str) -> str:
        """The member of a record that a parameter is kept in."""
        return self.renamed.get(parameter, parameter)

    def path(self, record: Record) -> str:
        """Where a record is."""
        return f"{self.filled(self.place, record)}/{record[self.key]}"

    def filled(self, template: str, record: Record) -> str:
        """A template with what a record has for its parameters."""
        for parameter in self.parameters:
            template = template.replace(f"{{{parameter}}}", record[self.member_of(parameter)])
        return template


def relay_key(secret: str) -> Record:
    """What comes with a new key: only its end is shown afterwards."""
    return {"fullKey": f"rel-{secret}", "displayKey": secret[-4:], "creationDate": 0, "lastModified": 0}


def older_identity(config: Record) -> Record:
    """The one identity that an mParticle destination of old had, where there are several now."""
    several = config.get("userIdentities")
    return {"userIdentity": several[0].get("mparticleUserIdentity")} if several and "userIdentity" not in config else {}


NAME = Member(check_text, required=True, shown=True)
TAGS = Member(check_tags, default=[])
CAPABILITIES = "/api/v2/integration-capabilities"
PLACED = {"name": Member(text, default="", shown=True), "tags": Member(check_tags, default=[], shown=True)}

FAMILY = (
    Row(
        "audit_log_subscriptions",
        "/api/v2/integrations/{integrationKey}",
        "/api/v2/integrations/{integrationKey}",
        {
            "name": NAME,
            "config": Member(config, required=True),
            "on": Member(check_boolean, default=False),
            "tags": TAGS,
            "statements": Member(check_statements, default=[]),
            "url": Member(text),
            "apiKey": Member(text),
        },
        renamed={"integrationKey": "kind"},
        manifests=HOOKS,
        apart=APART,
    ),
    Row(
        "integration_delivery_configurations",
        f"{CAPABILITIES}/featureStore",
        CAPABILITIES + "/featureStore/{projectKey}/{environmentKey}/{integrationKey}",
        {
            "config": Member(config, required=True, shown=True),
            "on": Member(check_boolean, default=False, shown=True),
            **PLACED,
        },
        part=CAPABILITIES + "/featureStore/{projectKey}/{environmentKey}",
        beta=True,
        manifests=DELIVERY,
        counted=True,
        actions={"validate": (200, {"statusCode": 200, "timestamp": 0})},
        refusal={"statusCode": 403, "error": "the feature store refused a test", "timestamp": 0},
    ),
    Row(
        "flag_import_configurations",
        f"{CAPABILITIES}/flag-import",
        CAPABILITIES + "/flag-import/{projectKey}/{integrationKey}",
        {"config": Member(config, required=True, shown=True), **PLACED},
        beta=True,
        manifests=FLAG_IMPORT,
        counted=True,
        created=200,
        made=lambda secret: {"_status": {"status": "pending"}},
        actions={"trigger": (201, None)},
    ),
    Row(
        "relay_proxy_configurations",
        "/api/v2/account/relay-auto-configs",
        "/api/v2/account/relay-auto-configs",
        {"name": NAME, "policy": Member(check_statements, required=True, shown=True)},
        made=relay_key,
        actions={"reset": (200, relay_key)},
        once="fullKey",
        linked=False,
        wrapped=True,
    ),
    Row(
        "webhooks",
        "/api/v2/webhooks",
        "/api/v2/webhooks",
        {
            "url": Member(check_text, required=True, shown=True),
            "sign": Member(check_boolean, required=True, writable=False, kept=False),
            "on": Member(check_boolean, required=True, shown=True),
            "name": Member(text),
            "secret": Member(text),
            "statements": Member(check_statements),
            "tags": Member(check_tags, default=[], later=True, shown=True),
        },
        created=200,
    ),
    Row(
        "destinations",
        "/api/v2/destinations",
        "/api/v2/destinations/{projectKey}/{environmentKey}",
        {
            "name": Member(text),
            "kind": Member(check_text, required=True, shown=True),
            "config": Member(config, required=True, shown=True),
            "on": Member(check_boolean, default=False),
        },
        manifests=EXPORT,
        sort="kind",
        derived=older_identity,
        counted=True,
        hidden=True,
    ),
    Row(
        "custom_roles",
        "/api/v2/roles",
        "/api/v2/roles",
        {
            "name": NAME,
            "key": Member(check_text, required=True, writable=False, shown=True),
            "policy": Member(check_statements, required=True, shown=True),
            "description": Member(text),
            "basePermissions": Member(check_text),
            "resourceCategory": Member(check_text, writable=False),
        },
        key="key",
        wrapped=True,
        paged=True,
        late=True,
        reorders="policy",
    ),
)
