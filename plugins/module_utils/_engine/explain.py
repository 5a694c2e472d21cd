# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an error says beside what failed: what was wanted, and why it was refused."""

from __future__ import annotations

import contextlib
import typing as t

from .._client import errors
from .reader import Reader
from .resource import Identity, Resource


@contextlib.contextmanager
def wanting(what: str) -> t.Iterator[None]:
    """Say in every error from within what was wanted."""
    try:
        yield
    except errors.LaunchDarklyError as error:
        error.wanted = error.wanted or what
        raise


@contextlib.contextmanager
def explaining(resource: Resource[Identity], identity: Identity, reader: Reader) -> t.Iterator[None]:
    """Say why a call within, for a list or a creation, was refused, where the resource knows."""
    try:
        yield
    except (errors.NotFound, errors.InvalidRequest) as error:
        error.hint = resource.refused(identity, reader) or error.hint
        raise
