# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small server of the tests: a thread for each connection."""

from __future__ import annotations

import abc
import contextlib
import socket
import threading
from types import TracebackType
from typing import TypeVar

Me = TypeVar("Me", bound="Accepting")


class Accepting(abc.ABC):
    """Listens on ``port`` of the loopback address. A context manager; its threads end with it."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])

    @abc.abstractmethod
    def serve(self, client: socket.socket) -> None:
        """Deal with one connection, in a thread of its own."""

    def __enter__(self: Me) -> Me:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # shutdown, since close alone leaves the thread waiting.
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()
