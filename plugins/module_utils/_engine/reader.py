# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading: details as they are, and lists that are read once and believed until something of ours changes them."""

from __future__ import annotations

import threading
import typing as t

from .._client.calls import Client
from .._client.errors import UnexpectedAnswer
from .._client.paging import documents
from .fields import Json
from .plan import Choices
from .resource import Path, Resource


class Reader:
    """Reads through one client and remembers lists, and which patch paths the service took.

    It lives as long as its client: for one task, or in-process for the items of a loop. A list is forgotten with
    every write (``forget``); whoever is about to create asks for a fresh one.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
        self.choices: Choices = {}
        self._lists: dict[Path, list[Json]] = {}
        self._indexes: dict[tuple[Path, type], dict[t.Hashable, list[Json]]] = {}
        self._lock = threading.RLock()

    def get(self, path: Path, version: str) -> Json:
        """One document. Raises NotFound, UnexpectedAnswer and the other errors of the client."""
        document = self.client.get(path, version)
        if not isinstance(document, dict):
            target = "/api/v2/" + "/".join(path)
            raise UnexpectedAnswer("GET", target, "is not an object", self.client.settings.base_url)
        return document

    def listing(self, path: Path, version: str, fresh: bool = False) -> tuple[list[Json], bool]:
        """The documents listed at ``path``, and whether they were read just now. Pages are followed."""
        with self._lock:
            if not fresh and path in self._lists:
                return self._lists[path], False
            found = self.documents(path, version)
            self.forget(path)
            self._lists[path] = found
            return found, True

    def documents(self, path: Path, version: str) -> list[Json]:
        """The documents listed at ``path``, read now and not remembered; several lists may be read at a time."""
        return documents(self.client, path, version)

    def candidates(
        self, resource: Resource[t.Any], path: Path, identity: t.Any, fresh: bool = False
    ) -> tuple[list[Json], bool]:
        """Of the list at ``path``, the documents in the scope of ``identity``, and whether they were read just now.

        The index by scope keeps the cost of an item from growing with the number of resources in the account.
        """
        with self._lock:
            documents, read_now = self.listing(path, resource.version, fresh)
            key = (path, type(resource))
            if key not in self._indexes:
                index: dict[t.Hashable, list[Json]] = {}
                for document in documents:
                    index.setdefault(resource.scope_of(document), []).append(document)
                self._indexes[key] = index
            return self._indexes[key].get(resource.scope(identity), []), read_now

    def forget(self, path: Path | None = None) -> None:
        """Stop believing the list at ``path``; all lists, where none is given."""
        with self._lock:
            for known in [p for p in self._lists if path in (None, p)]:
                del self._lists[known]
            for key in [k for k in self._indexes if path in (None, k[0])]:
                del self._indexes[key]
