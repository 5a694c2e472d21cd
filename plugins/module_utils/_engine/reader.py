# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading: details as they are, and lists that are read once and believed until something of ours changes them."""

from __future__ import annotations

import copy
import threading
import typing as t

from .._client.calls import Client, address
from .._client.errors import NotFound
from .._client.paging import documents
from .fields import Json
from .plan import Choices
from .resource import Path, Resource
from .shapes import Shape, check_shape

Unpack: t.TypeAlias = "t.Callable[[Json], list[Json]]"
"""What makes the documents of a list out of an answer."""


class Reader:
    """Reads through one client and remembers lists, and which patch paths the service took.

    It lives as long as its client: for one task, or in-process for the items of a loop. ``known`` has, for tasks, what does
    not change meanwhile. A list is forgotten with
    every write (``forget``); whoever is about to create asks for a fresh one. What was written through it is
    remembered beside the lists (``remember``, ``remove``), since those of the service may lag behind.

    ``serves_one`` tells that what is read is for one resource, which may have a list read again, and waits for it: where
    many are worked on together, one list serves them all.
    """

    serves_one = True
    prefers_lists = False

    def __init__(self, client: Client) -> None:
        self.client = client
        self.choices: Choices = {}
        self.known: dict[t.Hashable, t.Any] = {}
        self._lists: dict[Path, list[Json]] = {}
        self._indexes: dict[tuple[Path, t.Hashable], dict[t.Hashable, list[Json]]] = {}
        self._written: dict[tuple[Path, t.Hashable], dict[t.Hashable, Json]] = {}
        self._removed: dict[Path, t.Any] = {}
        self._details: dict[Path, Json] = {}
        self._whole: set[Path] = set()
        self._lock = threading.RLock()

    def for_many(self) -> Reader:
        """This reader, with all that it remembers, for resources that are worked on together."""
        shared = copy.copy(self)
        shared.serves_one = False
        return shared

    def get(self, path: Path, version: str, shape: Shape | None = None) -> Json:
        """One document of that ``shape``. Raises NotFound and the other errors of the client."""
        with self._lock:
            if path in self._details:
                return self._details[path]
            if path[:-1] in self._whole:
                raise NotFound("GET", address(path), 404, "not_found", "it is not in the list")
        return check_shape(self.client.get(path, version), shape or {}, "GET", path, self.client.settings.base_url)

    def detail(self, resource: Resource[t.Any], identity: t.Any, path: Path) -> Json:
        """The one of a kind with this ``identity``, which is at ``path``."""
        with self._lock:
            if path in self._details:
                return self._details[path]
        answer = resource.picked(identity, self.get(path, resource.version))
        return check_shape(answer, resource.shape, "GET", path, self.client.settings.base_url)

    def listing(
        self,
        path: Path,
        version: str,
        fresh: bool = False,
        shape: Shape | None = None,
        unpack: Unpack | None = None,
    ) -> tuple[list[Json], bool]:
        """The documents listed at ``path``, and whether they were read just now. Pages are followed."""
        with self._lock:
            if not fresh and path in self._lists:
                return self._lists[path], False
            found = self.documents(path, version, shape, unpack)
            self.forget(path)
            self._lists[path] = found
            return found, True

    def documents(
        self, path: Path, version: str, shape: Shape | None = None, unpack: Unpack | None = None
    ) -> list[Json]:
        """The documents listed at ``path``, read now and not remembered; several lists may be read at a time.

        ``unpack`` tells what one answer holds that is no list.
        """
        url = self.client.settings.base_url
        found = documents(self.client, path, version) if unpack is None else unpack(self.get(path, version))
        return [check_shape(one, shape or {}, "GET", path, url) for one in found]

    def believe(self, path: Path, listed: list[Json], details: t.Mapping[Path, Json], is_whole: bool = False) -> None:
        """That ``listed`` is what stands at ``path``, until lists are forgotten.

        ``details`` are those that it shows in full, by their own paths: they need not be read. ``is_whole`` tells that what
        is not among them is not there.
        """
        with self._lock:
            self.forget(path)
            self._lists[path] = listed
            self._details.update(details)
            if is_whole:
                self._whole.add(path)

    @property
    def believes_lists(self) -> bool:
        """Whether anything is taken from a list in place of a read."""
        return bool(self._details or self._whole)

    def in_scope(
        self, resource: Resource[t.Any], path: Path, identity: t.Any, fresh: bool = False
    ) -> tuple[list[Json], bool]:
        """Of the list at ``path``, the documents in the scope of ``identity``, and whether they were read just now.

        The index by scope keeps the cost of an item from growing with the number of resources in the account.
        """
        with self._lock:
            documents, read_now = self.listing(path, resource.version, fresh, resource.shape)
            index_key = (path, resource.kind)
            if index_key not in self._indexes:
                index: dict[t.Hashable, list[Json]] = {}
                for document in documents:
                    index.setdefault(resource.scope_of(document), []).append(document)
                self._indexes[index_key] = index
            return self._indexes[index_key].get(resource.scope(identity), []), read_now

    def candidates(
        self, resource: Resource[t.Any], path: Path, identity: t.Any, fresh: bool = False
    ) -> tuple[list[Json], bool]:
        """As ``in_scope``, with what was written through this reader, as it was written: the list may lag behind."""
        with self._lock:
            listed, read_now = self.in_scope(resource, path, identity, fresh)
            written = self._written.get((path, resource.scope(identity)))
            if written:
                known = set(map(resource.id_of, listed))
                listed = [written.get(resource.id_of(document), document) for document in listed]
                listed += [document for key, document in written.items() if key not in known]
            return listed, read_now

    def remember(self, resource: Resource[t.Any], identity: t.Any, document: Json) -> None:
        """That ``document`` was written. The list may not show it yet, or show it as it was."""
        path, key = resource.list_path(identity), resource.id_of(document)
        with self._lock:
            self._removed.pop(resource.item_path(identity, document), None)
            if path is not None and isinstance(key, str):
                self._written.setdefault((path, resource.scope(identity)), {})[key] = document

    def remove(self, resource: Resource[t.Any], identity: t.Any, document: Json) -> None:
        """That ``document`` is gone, though list and service may go on showing it for a while."""
        key = resource.id_of(document)
        with self._lock:
            self._removed[resource.item_path(identity, document)] = key
            self._written.get((resource.list_path(identity) or (), resource.scope(identity)), {}).pop(key, None)

    def reappeared(self, item: Path) -> None:
        """That there is something at ``item`` again: the service refuses another one for it."""
        with self._lock:
            self._removed.pop(item, None)

    def is_removed(self, item: Path, key: t.Any) -> bool:
        """Whether what is at ``item`` and has the id ``key`` was seen to be gone, or removed through this reader."""
        return item in self._removed and self._removed[item] == key

    def forget(self, path: Path | None = None) -> None:
        """Stop believing the list at ``path``; all lists, where none is given."""
        with self._lock:
            if path is None:
                self._details.clear()
                self._whole.clear()
            for known in [p for p in self._lists if path in (None, p)]:
                del self._lists[known]
            for key in [k for k in self._indexes if path in (None, k[0])]:
                del self._indexes[key]
