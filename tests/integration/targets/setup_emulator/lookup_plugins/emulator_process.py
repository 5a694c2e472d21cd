# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts an emulator that ends with the playbook."""

from __future__ import annotations

import os
import subprocess
import sys
import typing as t
from pathlib import Path

import ansible_collections.community.launchdarkly as collection
from ansible.errors import AnsibleError
from ansible.plugins.lookup import LookupBase

# Starts an emulator, and ends it when the process of this number has ended. A lookup runs in a worker, which ends first.
_KEEPER = """
import os, subprocess, sys, time
emulator = subprocess.Popen([sys.executable, "-m", "emulator", "--port", "0"], stdin=subprocess.DEVNULL)
try:
    while emulator.poll() is None:
        os.kill(int(sys.argv[1]), 0)
        time.sleep(0.5)
except ProcessLookupError:
    emulator.terminate()
"""


class LookupModule(LookupBase):
    """``lookup("emulator_process")`` is the address where it listens."""

    def run(self, terms: list[str], variables: t.Any = None, **kwargs: t.Any) -> list[str]:
        """One address. Raises AnsibleError if the emulator does not start."""
        (root,) = list(collection.__path__)[:1]
        process = subprocess.Popen(
            [sys.executable, "-c", _KEEPER, str(os.getppid())],
            env={**os.environ, "PYTHONPATH": str(Path(root) / "tests")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
        assert process.stdout is not None
        _announcement, _space, url = process.stdout.readline().strip().rpartition(" ")
        if not url:
            raise AnsibleError(
                "The emulator did not start: are the packages of tests/integration/requirements.txt there?"
            )
        return [url]
