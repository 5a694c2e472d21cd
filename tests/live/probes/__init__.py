# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of probes, from harmless to less so."""

from __future__ import annotations

from ..probe import Probe
from .configurations import ConfigurationLists, ConfigurationNames, ConfigurationPatch, EnabledPath
from .lag import EnabledStore, Lag
from .places import DeletedTwice, LastEnvironment, StoresOfAnEnvironment, UnknownIds, UnknownPlaces
from .projects import ApprovalRequestSettings, Approvals, ClientSideAvailability, Tags
from .reading import ErrorBodies, Manifests, OauthHeader, RateHeaders, ReaderView, Versions
from .secrets import Masks, MaskSentBack, MemberPatchSecret, OmittedSecret, TestOperation
from .store_bodies import Defaults, DynamodbChecks, Names, NumericPort, UnknownMembers, WriteAnswers
from .store_patches import Atomic, MemberPatch, NothingNew, Operations, RefusedPaths, WholeConfig
from .truth import SecretTruth

PROBES: tuple[type[Probe], ...] = (
    # These read.
    ConfigurationLists,
    Versions,
    Manifests,
    OauthHeader,
    # These refuse to be harmed: paths and ids that are not there.
    RefusedPaths,
    UnknownIds,
    UnknownPlaces,
    # Stores without a secret.
    MemberPatch,
    Operations,
    WholeConfig,
    Atomic,
    NothingNew,
    NumericPort,
    Defaults,
    Names,
    UnknownMembers,
    WriteAnswers,
    DynamodbChecks,
    StoresOfAnEnvironment,
    DeletedTwice,
    Lag,
    # Stores with one, which was invented for this.
    TestOperation,
    MemberPatchSecret,
    OmittedSecret,
    MaskSentBack,
    Masks,
    # Configurations are of the whole account.
    EnabledPath,
    ConfigurationPatch,
    ConfigurationNames,
    # The project itself.
    Tags,
    Approvals,
    ApprovalRequestSettings,
    ClientSideAvailability,
    ReaderView,
    # What cannot be taken back, and what looks back.
    EnabledStore,
    SecretTruth,
    LastEnvironment,
    RateHeaders,
    ErrorBodies,
)


def select(wanted: set[str]) -> list[type[Probe]]:
    """The probes with these ids, and those that have to come before them. Raises ValueError for an unknown id."""
    known = {probe.id: probe for probe in PROBES}
    pending = list(wanted)
    chosen: set[str] = set()
    while pending:
        name = pending.pop()
        if name not in known:
            raise ValueError(f"there is no question {name}; there are {', '.join(known)}")
        chosen.add(name)
        pending += [one for one in known[name].after if one not in chosen]
    return [probe for probe in PROBES if probe.id in chosen]
