# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python imports this at its start, in Ansible's own process and in a module's.

Two audit hooks: one raises in the middle of a call of the API if the task's environment asks for it, with all that is
sent in the exception's text, as a careless library would; one writes down what goes to syslog.
"""

from __future__ import annotations

import os
import sys


def _watch(event: str, arguments: tuple) -> None:
    if event == "http.client.send" and os.environ.get("RAISE_IN_THE_MIDDLE"):
        data = bytes(arguments[1])
        method = os.environ["RAISE_IN_THE_MIDDLE"].encode()
        # The body is sent after the head, or with it.
        if (b"\r\n\r\n" in data and method == b"GET") or (method != b"GET" and data[:1] in b"[{"):
            raise RuntimeError("in the middle of " + data.decode("utf-8", "replace"))
    if event == "syslog.syslog" and os.environ.get("SYSLOG_FILE"):
        with open(os.environ["SYSLOG_FILE"], "a", encoding="utf-8", errors="replace") as file:
            file.write(str(arguments[1]) + "\n")


sys.addaudithook(_watch)
