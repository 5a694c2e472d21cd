# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Find the one resource that a task means: by its key or id, by its name, or as the only one that fits."""

from __future__ import annotations

import contextlib
import typing as t

from .._client import errors
from .._client.calls import address
from .errors import Ambiguous
from .explain import explaining, wanting
from .fields import Json
from .reader import Reader
from .resource import Identity, Path, Resource


class Finding(t.Generic[Identity]):
    """The look for what ``identity`` means. ``absent`` tells that it shall not be there anyway.

    ``beside`` are the others that stood in the same part of the list at the last look.
    """

    def __init__(
        self,
        resource: Resource[Identity],
        identity: Identity,
        reader: Reader,
        absent: bool = False,
    ) -> None:
        self.resource = resource
        self.identity = identity
        self.reader = reader
        self.absent = absent
        self.label = resource.label(identity)
        self.beside: list[Json] = []

    def find(self) -> Json:
        """The resource as it is, in full; None where it is not there. Raises Ambiguous where several fit."""
        with wanting(f"read {self.label}"):
            identity, resource = self.identity, self.resource
            direct = resource.direct_path(identity)
            found = None
            if direct is not None:
                found = self.detail(direct)
            else:
                path = resource.list_path(identity)
                try:
                    with explaining(resource, identity, self.reader):
                        found = None if path is None else self._find_in_list(path)
                except (errors.NotFound, errors.InvalidRequest) as error:
                    if not (self.absent and resource.list_may_be_missing):
                        raise
                    # What is in no list is absent; the user may have meant another one.
                    self.reader.client.warn(f"{self.label}: {error.message}. {error.hint}".strip())
            if found is None:
                resource.missing(identity, self.reader, self.absent)
            else:
                resource.check_found(identity, found)
            return found

    def detail(self, path: Path) -> Json:
        """The resource at ``path``; None where it is not there, or where it only seems so after its deletion."""
        with contextlib.suppress(errors.NotFound):
            document = self.resource.complete(self.reader.detail(self.resource, self.identity, path))
            if self.resource.item_path(self.identity, document) != path:
                # What is written next goes where the answer says that it is.
                target, url = address(path), self.reader.client.settings.base_url
                raise errors.UnexpectedAnswer(
                    "GET", target, "is about another one than was asked for", url, self.resource.id_member
                )
            if not self.reader.is_removed(path, self.resource.id_of(document)):
                return document
        return None

    def _find_in_list(self, path: Path) -> Json:
        resource = self.resource
        former = resource.formerly(self.identity)
        for fresh in (False, True):
            listed, read_now = self.reader.candidates(resource, path, self.identity, fresh)
            final = read_now or not self.reader.serves_one
            for identity in (self.identity, former):
                matching = [d for d in listed if identity is not None and resource.matches(identity, d)]
                if len(matching) > 1 and not final:
                    break
                there = self._in_full(matching, t.cast(Identity, identity))
                if len(there) > 1:
                    raise Ambiguous(
                        f"{len(matching)} fit the declaration",
                        [resource.describe(document) for document in matching],
                        f"Say with {resource.told_apart_by} which one is meant.",
                    )
                if there:
                    self.beside = [d for d in listed if resource.id_of(d) != resource.id_of(there[0])]
                    return there[0]
            self.beside = listed
            if final:
                return None
        return None

    def _in_full(self, listed: t.Sequence[Json], identity: Identity) -> list[Json]:
        """Those of ``listed`` that are there and fit, two at the most: the list may lag behind.

        So what it shows under the previous name may have the new one already.
        """
        there: list[Json] = []
        for item in listed:
            document = self.detail(self.resource.item_path(identity, item))
            if document is not None and any(self.resource.matches(one, document) for one in (identity, self.identity)):
                there.append(document)
            if len(there) > 1:
                break
        return there
